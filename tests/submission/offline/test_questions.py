"""How people answer a question that lists its answers."""

import pytest

from submission.offline.questions import Question

TERMS = Question("challenges", "Challenges", "", (("3", "Opioids"), ("1", "Cocaine")), many=True)
KIND = Question("kind", "Kind", "", (("law", "Law"), ("action_plan", "Action plan")))


@pytest.mark.parametrize("written", ["1", "1. Opioids", "opioids", "- Opioids", "1)"])
def test_a_term_is_named_by_its_number_in_the_list_or_its_name(written):
    assert TERMS.read(written)[0] == ["3"]


@pytest.mark.parametrize("written", ["1, 2", "1;2", "Opioids\nCocaine", "1 2"])
def test_several_terms(written):
    assert TERMS.read(written)[0] == ["3", "1"]


def test_the_key_of_a_term_is_not_its_number():
    found, refused = TERMS.read("3")
    assert (found, [part.text for part in refused]) == ([], ["3"])


@pytest.mark.parametrize("written", ["2", "Action plan", "ACTION_PLAN", "2. action plan"])
def test_one_of_a_list(written):
    assert KIND.read(written)[0] == "action_plan"
