"""The first labels in six languages, with their sources: taxonomy/data/labels.csv, states.csv.

Adds labels and brings those that nobody changed up to date; what officers changed stays. Runs
inside a migration as well, so models come from a `get_model(app, name)` function.
"""

from collections.abc import Iterator
from itertools import product

from django.db.models import Model

from .label_rows import LISTS, OF_TAXONOMY, Kind, List, by_place
from .languages import Language
from .loader import read_rows

# Short names without the article. UNTERM's columns are blank for two States.
STATE_NAMES = "UNTERM, short names (github datasets/country-codes, 2026)"
OTHER_STATE_NAMES = "UN M49 standard (github datasets/country-codes, 2026)"
NOT_IN_UNTERM = {("ci", None), ("tr", None), ("cg", "zh")}
OF_ENGLISH = {
    List.CHAPTER: "Paraphrase of the title in E/CN.7/2020/CRP, para. 3",
    List.CHALLENGE: "Paraphrase of the wording in E/CN.7/2020/CRP, para. 6",
    List.RECOMMENDATION: "Paraphrase by the portal",
    List.TARGET_GROUP: "List of the portal",
    List.POLICY_DOCUMENT: "Short title by the portal",
    List.REGION: "Usage of the United Nations",
}


def load_labels(get_model) -> None:
    label_model = get_model("taxonomy", "TermLabel")
    known = by_place(label_model.objects.all())
    wanted, new = _in_the_files(), []
    for name in OF_TAXONOMY:
        term_list = LISTS[name]
        model = get_model("taxonomy", term_list.model.__name__)
        terms = list(model.objects.all())
        for term, language in product(terms, Language.values):
            column = f"{term_list.column}_{language}"
            given = wanted.get((name, term_list.key_of(term), language), {})
            row = known.get((name, term.pk, language))
            if row is None:
                row = label_model(list=name, term_id=term.pk, language=language)
                given = _first(name, getattr(term, column), language, given)
            elif row.confirmed_by or row.label != row.seed:
                given = {}
            if given:
                _write(row, given, new)
                setattr(term, column, row.label)
        columns = [f"{term_list.column}_{language}" for language in Language.values]
        model.objects.bulk_update(terms, columns, batch_size=50)
    label_model.objects.bulk_create(new)


def _first(name: str, stored: str, language: str, given: dict) -> dict:
    """Of a label without a row: that of the file, unless the term has another one already."""
    if stored in ("", given.get("label")):
        return given
    row = {"label": stored, "kind": Kind.EDITORIAL.value, "seed": given.get("seed", "")}
    if language == Language.EN:
        row |= {"source": OF_ENGLISH.get(name, ""), "seed": stored}
    return row


def _write(row: Model, given: dict, new: list[Model]) -> None:
    for field, value in given.items():
        setattr(row, field, value)
    if row.pk:
        row.save()
    else:
        new.append(row)


def _in_the_files() -> dict[tuple[str, str, str], dict[str, str]]:
    """{(list, identity of the term, language): values of its row}"""
    rows = [*read_rows("labels"), *_names_of_states()]
    found = {}
    for row in rows:
        place = (row.pop("list"), row.pop("key"), row.pop("language"))
        found[place] = row | {"seed": row["label"]}
    return found


def _names_of_states() -> Iterator[dict[str, str]]:
    for state in read_rows("states"):
        for language in Language.values:
            places = {(state["code"], None), (state["code"], language)}
            yield {
                "list": List.STATE.value,
                "key": state["code"],
                "language": language,
                "label": state[f"name_{language}"],
                "kind": Kind.OFFICIAL.value,
                "source": OTHER_STATE_NAMES if places & NOT_IN_UNTERM else STATE_NAMES,
            }
