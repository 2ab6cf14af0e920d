"""Concepts as SKOS: out, in again, and confirmed by a second officer."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from approvals import decisions
from approvals.models import Proposal
from taxonomy import skos
from taxonomy.models import Concept, ConceptLabel
from tests import people

pytestmark = pytest.mark.django_db
PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""
ZORGA = """
<https://example.org/zorga> a skos:Concept ;
    skos:prefLabel "zorga"@en, "зорга"@ru, "Zorga"@de ;
    skos:hiddenLabel "quolp"@en ;
    skos:altLabel "ZQB" ;
    xl:prefLabel [ xl:literalForm "зорга"@ru ; dcterms:source "A/1" ] .
"""


def post(client, text, prefixes=PREFIXES):
    file = SimpleUploadedFile("concepts.ttl", (prefixes + text).encode())
    address = "/admin/concepts/import/"
    return client.post(address, {"file": file, "source": "Thesaurus, CC0"}, follow=True)


@pytest.mark.slow
def test_what_is_exported_comes_in_again_unchanged(client, first):
    client.force_login(first)
    text = client.get("/admin/concepts/export/").content.decode()
    assert len(skos.read(text.encode())) == Concept.objects.count()
    answer = post(client, text, prefixes="")
    assert "Nothing would change." in answer.content.decode()


def test_two_officers_bring_concepts_in(client, first, second):
    client.force_login(first)
    body = post(client, ZORGA).content.decode()
    assert "зорга" in body
    assert not Concept.objects.filter(key="zorga").exists()
    decisions.apply(Proposal.objects.get(), second)
    concept = Concept.objects.get(key="zorga")
    assert concept.acronym_list == ["ZQB"]
    labels = {(one.language, one.label): (one.role, one.source) for one in concept.labels.all()}
    assert labels == {
        ("en", "zorga"): ("preferred", "Thesaurus, CC0"),
        ("ru", "зорга"): ("preferred", "A/1"),
        ("en", "quolp"): ("search_only", "Thesaurus, CC0"),
    }


def test_another_preferred_label_takes_the_place_of_ours(client, first, second):
    client.force_login(first)
    post(client, '<urn:x:9> a skos:Concept ; skos:prefLabel "heroin"@en, "diamorphine"@fr .')
    decisions.apply(Proposal.objects.get(), second)
    french = ConceptLabel.objects.filter(concept__key="heroin", language="fr")
    assert dict(french.values_list("label", "role")) == {
        "diamorphine": "preferred",
        "héroïne": "alternative",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nonsense", "This is not Turtle; line 5 cannot be read."),
        ("", "The file holds no concept"),
        ("<urn:x/a> a skos:Concept .", "“a” has no label in any of the six languages."),
        (
            '<urn:x/a> a skos:Concept ; skos:prefLabel "x"@en, "y"@en .',
            "“a” has two preferred labels in English: keep one.",
        ),
        (
            '<urn:x/a> a skos:Concept ; skos:prefLabel "x"@en ; skos:altLabel "x"@en .',
            "“x” has two roles in “a”: keep one.",
        ),
        (
            '<urn:x/a> a skos:Concept ; skos:prefLabel "x"@en ; skos:altLabel "yes" .',
            "“yes” of “a” has no language, and is no acronym.",
        ),
        (
            f'<urn:x/a> a skos:Concept ; skos:prefLabel "{"x" * 256}"@en .',
            "A label of “a” is empty, or longer than 255 characters.",
        ),
    ],
)
def test_faults_are_told_in_plain_words(text, message):
    with pytest.raises(ValidationError) as caught:
        skos.read((PREFIXES + text).encode())
    assert message in " ".join(caught.value.messages)


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(ValidationError, match="not Turtle in UTF-8"):
        skos.read(b"\xff\xfe\x00")


def test_focal_points_neither_import_nor_export(client):
    client.force_login(people.focal_point())
    for step in ("import", "export"):
        assert client.get(f"/admin/concepts/{step}/").status_code in (302, 403)
