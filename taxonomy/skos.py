"""Concepts as SKOS in Turtle, out and in.

The source of a label stands on the label, which takes SKOS-XL. A literal without a language is an
acronym. What is no concept, and labels in other languages, are passed over.
"""

import re
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rdflib import DCTERMS, RDF, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from common.http import absolute_url
from common.text import clean_line

from . import languages
from .models import Concept, ConceptLabel
from .skos_faults import ReadConcept, ReadLabel, refuse_faults

XL = Namespace("http://www.w3.org/2008/05/skos-xl#")
Role, Kind = ConceptLabel.Role, ConceptLabel.Kind
BROAD = Literal("broad")
PLAIN = {
    Role.PREFERRED: SKOS.prefLabel,
    Role.ALTERNATIVE: SKOS.altLabel,
    Role.SEARCH_ONLY: SKOS.hiddenLabel,
}
WITH_SOURCE = {
    Role.PREFERRED: XL.prefLabel,
    Role.ALTERNATIVE: XL.altLabel,
    Role.SEARCH_ONLY: XL.hiddenLabel,
}


def turtle(concepts: Iterable[Concept]) -> str:
    graph = Graph()
    scheme = URIRef(absolute_url("/concepts/"))
    names = Namespace(f"{scheme}#")
    for prefix, namespace in (("skos", SKOS), ("xl", XL), ("dcterms", DCTERMS), ("c", names)):
        graph.bind(prefix, namespace)
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    for concept in concepts:
        graph.add((names[concept.key], SKOS.inScheme, scheme))
        _add_concept(graph, names[concept.key], concept)
    return graph.serialize(format="turtle")


def _add_concept(graph: Graph, iri: URIRef, concept: Concept) -> None:
    graph.add((iri, RDF.type, SKOS.Concept))
    graph.add((iri, SKOS.notation, Literal(concept.key)))
    if concept.is_broad:
        graph.add((iri, SKOS.scopeNote, BROAD))
    for acronym in concept.acronym_list:
        graph.add((iri, SKOS.altLabel, Literal(acronym)))
    for label in concept.labels.all():
        if label.is_searched:
            _add_label(graph, iri, label)


def _add_label(graph: Graph, iri: URIRef, label: ConceptLabel) -> None:
    text = Literal(label.label, lang=label.language)
    graph.add((iri, PLAIN[Role(label.role)], text))
    if label.kind == Kind.SOURCED and label.source:
        node = BNode()
        graph.add((iri, WITH_SOURCE[Role(label.role)], node))
        graph.add((node, RDF.type, XL.Label))
        graph.add((node, XL.literalForm, text))
        graph.add((node, DCTERMS.source, Literal(label.source)))


def read(data: bytes) -> list[ReadConcept]:
    """Raises ValidationError, which names each fault of the file in a sentence."""
    graph = Graph()
    try:
        graph.parse(data=data, format="turtle")
    except BadSyntax as error:
        message = _("This is not Turtle; line %d cannot be read.") % (error.lines + 1)
        raise ValidationError(message) from error
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("This is not Turtle in UTF-8.")) from error
    nodes = graph.subjects(RDF.type, SKOS.Concept)
    found = [_read(graph, node) for node in sorted(nodes, key=str)]
    known = _keys_by_name()
    for concept in found:
        names = [label.label for label in concept.labels if _is_english_name(label)]
        if concept.key not in known.values():
            concept.key = next((known[name] for name in names if name in known), concept.key)
    refuse_faults(found)
    return found


def _read(graph: Graph, node: Node) -> ReadConcept:
    concept = ReadConcept(_key(graph, node))
    concept.is_broad = (node, SKOS.scopeNote, BROAD) in graph
    sources = _sources(graph, node)
    for role, text in _literals(graph, node):
        label = clean_line(str(text))
        language = languages.read(text.language or "")
        if not text.language:
            concept.acronyms.append(label)
        elif language:
            concept.labels.append(ReadLabel(language, label, role, sources.get(text, "")))
    concept.acronyms = sorted(set(concept.acronyms))
    concept.labels.sort(key=lambda label: (label.language, label.role, label.label))
    return concept


def _key(graph: Graph, node: Node) -> str:
    written = graph.value(node, SKOS.notation) or re.split("[#/]", str(node).rstrip("/#"))[-1]
    return re.sub(r"[^\w-]+", "_", str(written), flags=re.ASCII).strip("_").lower()


def _literals(graph: Graph, node: Node) -> Iterator[tuple[str, Literal]]:
    """(role, text), each once, whether it stands there as SKOS or as SKOS-XL."""
    found = {
        (role.value, text)
        for role in PLAIN
        for text in (
            *graph.objects(node, PLAIN[role]),
            *(graph.value(each, XL.literalForm) for each in graph.objects(node, WITH_SOURCE[role])),
        )
        if isinstance(text, Literal)
    }
    yield from sorted(found, key=lambda pair: (pair[0], str(pair[1])))


def _sources(graph: Graph, node: Node) -> dict[Literal, str]:
    return {
        text: str(source)
        for relation in WITH_SOURCE.values()
        for label in graph.objects(node, relation)
        if isinstance(text := graph.value(label, XL.literalForm), Literal)
        and (source := graph.value(label, DCTERMS.source))
    }


def _keys_by_name() -> dict[str, str]:
    """{English preferred label: key}, so that another thesaurus meets our concepts by name."""
    labels = ConceptLabel.objects.filter(language="en", role=Role.PREFERRED)
    keys = {key: key for key in Concept.objects.values_list("key", flat=True)}
    return keys | {label.lower(): key for label, key in labels.values_list("label", "concept__key")}


def _is_english_name(label: ReadLabel) -> bool:
    return label.language == "en" and label.role == Role.PREFERRED
