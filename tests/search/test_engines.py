"""What both engines promise of a few pages; of random corpora: test_contract.py."""

import pytest
from django.utils.translation import override

from search.query import STATE, SearchQuery
from tests.commission import record
from tests.factories import PracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]


IN_ORDER = {
    "en": ["eg", "de", "jp"],
    "fr": ["de", "eg", "jp"],  # Allemagne, Égypte, Japon
    "zh-hans": ["eg", "de", "jp"],  # ai, de, ri
    "ar": ["de", "jp", "eg"],
}


def test_states_stand_in_the_order_of_the_interface_s_language(engine):
    pages = {code: PracticeFactory(state=code, title="Zorga").pk for code in ("jp", "eg", "de")}
    joint = PracticeFactory(state="international", title="Zorga").pk
    engine.settle()
    for language, codes in IN_ORDER.items():
        with override(language):
            found = engine.search(SearchQuery(sort=STATE, page_size=100)).ids
        assert found == (joint, *(pages[code] for code in codes)), language


def test_titles_are_completed_among_the_types_asked_for(engine):
    practice, meeting = PracticeFactory(title="Vamdek at home"), record.meeting("Vamdek session")
    engine.settle()
    assert engine.complete("vamd", 5, ("practice", "strategy")) == (practice.pk,)
    assert engine.complete("vamd", 5, ("meeting",)) == (meeting.pk,)
    assert set(engine.complete("vamd", 5, ("meeting", "practice"))) == {practice.pk, meeting.pk}
