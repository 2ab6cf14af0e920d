"""Clauses of Elasticsearch's query DSL as plain dicts.

Those of elasticsearch.dsl took a sixth of the processor time of a results page: hundreds of objects
for each search, copied and turned into dicts.
"""

from collections.abc import Sequence
from typing import Any, Literal

from .elastic_client import Body

Operator = Literal["or", "and"]
Rest = Literal["none", "all"]  # what a text finds in which no words are left
MATCH_ALL: Body = {"match_all": {}}


def bool_query(*, boost: float | None = None, **occurrences: Sequence[Body]) -> Body:
    """`must`, `should`, `filter`, `must_not`; empty ones are left out."""
    made: Body = {name: clauses for name, clauses in occurrences.items() if clauses}
    return {"bool": made if boost is None else made | {"boost": boost}}


def dis_max(queries: Sequence[Body]) -> Body:
    return {"dis_max": {"queries": queries}}


def constant_score(query: Body, boost: float) -> Body:
    return {"constant_score": {"filter": query, "boost": boost}}


def terms_query(field: str, values: Sequence[str]) -> Body:
    return {"terms": {field: list(values)}}


def match_phrase(field: str, text: str, **options: float) -> Body:
    return {"match_phrase": {field: {"query": text, **options}}}


def multi_match(text: str, fields: Sequence[str], **options: Any) -> Body:
    return {"multi_match": {"query": text, "fields": fields, **options}}


def combined_fields(
    text: str, fields: Sequence[str], operator: Operator, boost: float, rest: Rest
) -> Body:
    options = {"operator": operator, "boost": boost, "zero_terms_query": rest}
    return {"combined_fields": {"query": text, "fields": fields, **options}}


def all_of(clauses: Sequence[Body]) -> Body:
    if len(clauses) > 1:
        return bool_query(must=clauses)
    return clauses[0] if clauses else MATCH_ALL
