"""What a later screening says of an earlier one: new, unchanged, gone, and what cannot be said."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Category, Finding
from pipeline.review.baseline import compare
from pipeline.verdicts import BaselineState, Screened

NEW, SAME = BaselineState.NIEUW, BaselineState.ONGEWIJZIGD


def document(path: str, *numbers: int, complete: bool = True) -> Screened:
    findings = tuple(
        Finding(0, 4, Category.DIAGNOSE, "diagnose.x", True, place=f"alinea {at}", fingerprint=f"v1:{number}")
        for at, number in enumerate(numbers)
    )
    return Screened(path, findings, complete, "0" * 64)


def test_what_is_there_again_is_unchanged_and_the_rest_is_new() -> None:
    compared = compare([document("a", 1, 2)], [document("a", 2, 1, 3)])
    assert compared.states == ((SAME, SAME, NEW),)
    assert compared.absent == compared.gone == ()


def test_a_finding_is_gone_only_when_its_document_was_completely_read() -> None:
    read, partly = (compare([document("a", 1)], [document("a", complete=complete)]) for complete in (True, False))
    assert [absent.state for absent in read.absent] == [BaselineState.VERDWENEN]
    assert [absent.state for absent in partly.absent] == [BaselineState.ONBEKEND]


def test_a_document_that_is_gone_is_said_so_also_without_findings() -> None:
    compared = compare([document("a", 1), document("b")], [])
    assert compared.gone == ("a", "b")
    assert [(absent.path, absent.state) for absent in compared.absent] == [("a", BaselineState.DOCUMENT_WEG)]


def test_a_moved_document_keeps_its_findings() -> None:
    compared = compare([document("oud/a", 1, 2)], [document("nieuw/a", 1, 2)])
    assert compared.states == ((SAME, SAME),)
    assert compared.absent == ()
    assert compared.gone == ("oud/a",)


def test_a_copy_beside_the_original_is_new() -> None:
    compared = compare([document("a", 1)], [document("0-kopie", 1), document("a", 1)])
    assert compared.states == ((NEW,), (SAME,))


def test_one_more_of_the_same_is_new() -> None:
    assert compare([document("a", 1)], [document("a", 1, 1)]).states == ((SAME, NEW),)


def test_of_two_alike_the_last_is_gone() -> None:
    absent = compare([document("a", 1, 1)], [document("a", 1)]).absent
    assert [gone.finding.place for gone in absent] == ["alinea 1"]


archives = st.dictionaries(
    st.sampled_from("abc"), st.tuples(st.lists(st.integers(0, 3), max_size=4), st.booleans()), max_size=3
).map(lambda found: [document(path, *numbers, complete=whole) for path, (numbers, whole) in found.items()])


@given(archives, archives)
def test_every_finding_is_counted_once_on_both_sides(earlier: list[Screened], now: list[Screened]) -> None:
    compared = compare(earlier, now)
    states = Counter(state for states in compared.states for state in states)
    assert [len(states) for states in compared.states] == [len(item.findings) for item in now]
    assert states[SAME] + len(compared.absent) == sum(len(item.findings) for item in earlier)
    complete = {item.path: item.is_complete for item in now}
    for absent in compared.absent:
        expected = {None: "document_weg", True: "verdwenen", False: "onbekend"}[complete.get(absent.path)]
        assert absent.state == expected


@given(archives)
def test_an_archive_compared_with_itself_has_nothing_new(archive: list[Screened]) -> None:
    compared = compare(archive, archive)
    assert {state for states in compared.states for state in states} <= {SAME}
    assert compared.absent == compared.gone == ()
