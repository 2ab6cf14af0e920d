"""Values kept under the count of public changes: by language, in threads, and by nobody else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.utils.translation import override

from common import generations
from common.generations import Generation, KeptForGeneration, KeptOfEach, kept_for_generation

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = Generation("1-1-1", None, NOW)
SECOND = replace(FIRST, stamp="1-2-2")


@pytest.fixture(autouse=True)
def _left():
    yield
    generations.leave()


def counted(most=64):
    """A kept function that says how often it was read."""
    calls = []

    def read(*args):
        calls.append(args)
        return len(calls)

    return KeptForGeneration(read, most)


def test_nothing_is_kept_where_no_generation_was_entered():
    number = counted()
    assert [number(), number()] == [1, 2]
    generations.enter(FIRST)
    assert [number(), number()] == [3, 3]
    generations.leave()
    assert not generations.is_entered()
    assert number() == 4


def test_each_set_of_arguments_and_each_language_has_its_own():
    number = counted()
    generations.enter(FIRST)
    assert [number("a"), number("b"), number("a")] == [1, 2, 1]
    with override("fr"):
        assert [number("a"), number("a")] == [3, 3]
    assert number("a") == 1


@pytest.mark.parametrize(
    "another",
    [
        SECOND,
        replace(FIRST, ends_at=NOW + timedelta(seconds=60)),
        replace(FIRST, changes_at=NOW),
    ],
)
def test_another_generation_reads_anew(another):
    number = counted()
    generations.enter(FIRST)
    assert number() == 1
    generations.enter(another)
    assert number() == 2


def test_a_slow_request_of_an_older_generation_leaves_nothing_to_a_newer_one():
    public = ["old"]

    @kept_for_generation
    def read():
        return public[0]

    @kept_for_generation
    def read_slowly():
        found = public[0]
        if found == "old":  # meanwhile something changes, and another request comes and goes
            public[0] = "new"
            generations.enter(SECOND)
            assert [read(), read_slowly()] == ["new", "new"]
            generations.enter(FIRST)
        return found

    generations.enter(FIRST)
    assert read_slowly() == "old"
    generations.enter(SECOND)
    assert [read(), read_slowly()] == ["new", "new"]


def test_a_failure_is_not_kept():
    answers = iter([KeyError, 2])

    @kept_for_generation
    def read():
        answer = next(answers)
        if answer is KeyError:
            raise answer
        return answer

    generations.enter(FIRST)
    with pytest.raises(KeyError):
        read()
    assert [read(), read()] == [2, 2]


def test_no_more_are_kept_than_said():
    number = counted(most=2)
    generations.enter(FIRST)
    assert [number("a"), number("b"), number("c")] == [1, 2, 3]
    assert len(number._values._kept[1]) <= 2
    assert number("c") == 3


def test_another_thread_enters_for_itself():
    entered = []
    generations.enter(FIRST)
    thread = Thread(target=lambda: entered.append(generations.is_entered()))
    thread.start()
    thread.join()
    assert entered == [False]
    assert generations.is_entered()


def test_what_no_language_changes_is_kept_once():
    calls = []
    number = KeptForGeneration(lambda: calls.append(1) or len(calls), in_each_language=False)
    generations.enter(FIRST)
    with override("fr"):
        assert number() == 1
    assert number() == 1


def of_each(most=100):
    """A function that knows even numbers only, and what it was asked for."""
    asked = []

    def read(numbers):
        asked.append(list(numbers))
        return {number: number * 10 for number in numbers if not number % 2}

    return KeptOfEach(read, most), asked


def test_only_those_are_read_that_are_new_and_in_the_order_asked_for():
    tens, asked = of_each()
    assert [tens([2, 4]), tens([2, 4])] == [{2: 20, 4: 40}] * 2
    generations.enter(FIRST)
    assert tens([2, 3, 4]) == {2: 20, 4: 40}
    assert list(tens([6, 4, 3, 2])) == [6, 4, 2]
    assert tens([3]) == {}
    assert asked == [[2, 4], [2, 4], [2, 3, 4], [6]]
    with override("fr"):
        assert tens([2]) == {2: 20}
    generations.enter(SECOND)
    assert tens([2]) == {2: 20}
    assert asked[4:] == [[2], [2]]


def test_no_more_of_each_are_kept_than_said():
    tens, asked = of_each(most=3)
    generations.enter(FIRST)
    assert tens([2, 4]) == {2: 20, 4: 40}
    assert tens([6, 8, 2]) == {6: 60, 8: 80, 2: 20}
    assert len(tens._values._kept[1]) <= 3
    assert asked == [[2, 4], [6, 8]]
