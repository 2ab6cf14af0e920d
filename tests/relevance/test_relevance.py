"""nDCG@10 of the judged set on both engines, as a table and above a floor: `make relevance`."""

import pytest

from search.rebuild import rebuild
from tests.shared_rows import shared

from . import judged

pytestmark = pytest.mark.slow

# What was measured when the search was last changed, less 0.02.
FLOORS = {"embedded": 0.64, "elasticsearch": 0.66}


@pytest.fixture(scope="module")
def keys(django_db_setup, django_db_blocker):
    """{page id: key of the text}, of pages that both engines are asked about."""
    yield from shared(judged.fill, django_db_blocker)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "engine", ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def test_the_first_page_holds_what_people_mean(keys, engine, request, capsys):
    if engine == "elasticsearch":
        request.getfixturevalue("elasticsearch")
        rebuild()
    scores = judged.scores(keys)
    means = {kind: sum(values) / len(values) for kind, values in scores.items()}
    with capsys.disabled():
        print(f"\n{engine}: nDCG@10 of {len(scores['all'])} searches over {len(keys)} texts")
        for kind, mean in sorted(means.items()):
            print(f"    {kind:12} {mean:.3f}  ({len(scores[kind])})")
    assert means["all"] >= FLOORS[engine]
