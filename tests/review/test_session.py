"""A review as a state machine: every key, at every moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.examined import Examined, Mark
from pipeline.model import Category, Finding
from pipeline.review.session import Desk, Mode, Session, open_session, question, step
from pipeline.verdicts import Decision, Entry, ReasonCode, Undo, Verdict

KEY = b"k" * 32
DESK = Desk("f.visser", date(2026, 11, 22), date(2027, 11, 22))
Archive = dict[str, tuple[int, ...]]


def documents(archive: Archive) -> list[Examined]:
    return [
        Examined(
            path,
            "0" * 64,
            findings=tuple(
                Finding(0, 1, Category.KLACHT, "klacht.pijn", True, place="alinea 2", fingerprint=f"v1:{number:032x}")
                for number in numbers
            ),
        )
        for path, numbers in archive.items()
    ]


def fresh(archive: Archive, log: Iterable[Entry] = ()) -> Session:
    return open_session(documents(archive), log, KEY, DESK.day)


def talk(session: Session, *said: str, seen: bool = True, refuses: Callable[[str], str] = lambda _: "") -> Session:
    """Returns the state after all that was said, keeping what is to be kept as the database does."""
    for words in said:
        came = step(session, words, DESK, seen=seen, refuses=refuses)
        session = came.session
        if came.entry is not None:
            number = 1 + sum(isinstance(entry, Decision) for entry in session.log)
            is_new = isinstance(came.entry, Decision)
            session = session.kept(replace(came.entry, number=number) if is_new else came.entry)
    return session


def verdicts(session: Session) -> list[str]:
    return [decision.verdict.value if decision else "" for decision in map(session.decided, session.places)]


def test_each_verdict_has_its_key_and_goes_on_to_the_next() -> None:
    session = talk(fresh({"a": (1, 2, 3, 4)}), "1", "2", "geen mens", "3", "artikel 29b ZW", "eigen verzoek", "4")
    assert verdicts(session) == ["inbreuk", "vals_alarm", "toegestaan", "verholpen"]
    assert session.left == 0
    _, alarm, allowed, _ = session.log
    assert isinstance(alarm, Decision)
    assert isinstance(allowed, Decision)
    assert (alarm.code, alarm.reason, alarm.until) == (ReasonCode.ANDERS, "geen mens", DESK.until)
    assert (allowed.clause, allowed.reason, allowed.until) == ("artikel 29b ZW", "eigen verzoek", None)
    assert (alarm.person, alarm.day, alarm.place_kind, alarm.rule) == ("f.visser", DESK.day, "alinea", "klacht.pijn")


@pytest.mark.parametrize(
    ("said", "code", "reason"),
    [
        ("1", ReasonCode.ANDERE_BETEKENIS, "het woord betekent hier iets anders"),
        ("2 een straatnaam", ReasonCode.NAAM, "een straatnaam"),
        ("5 iets anders", ReasonCode.ANDERS, "iets anders"),
        ("geen gezondheid", ReasonCode.ANDERS, "geen gezondheid"),
    ],
)
def test_a_reason_is_a_code_or_words_or_both(said: str, code: ReasonCode, reason: str) -> None:
    (decision,) = talk(fresh({"a": (1,)}), "2", said).log
    assert isinstance(decision, Decision)
    assert (decision.code, decision.reason) == (code, reason)


@pytest.mark.parametrize("said", [("2", ""), ("2", "   "), ("2", "5"), ("3", ""), ("3", "artikel 1", "")])
def test_without_a_reason_nothing_is_decided(said: tuple[str, ...]) -> None:
    session = talk(fresh({"a": (1,)}), *said)
    assert (session.log, session.mode) == ((), Mode.CHOOSE)
    assert "niets beslist" in step(talk(fresh({"a": (1,)}), *said[:-1]), "", DESK, seen=True, refuses=str).message


def test_a_reason_that_may_not_be_kept_is_asked_for_again() -> None:
    def refuses(reason: str) -> str:
        return "Dat mag niet." if "kanarie" in reason else ""

    for said in (("2", "een kanarie"), ("3", "kanarie"), ("3", "artikel 1", "een kanarie")):
        before = talk(fresh({"a": (1,)}), *said[:-1])
        came = step(before, said[-1], DESK, seen=True, refuses=refuses)
        assert (came.session, came.entry, came.message) == (before, None, "Dat mag niet.")


def test_what_was_not_seen_is_not_decided() -> None:
    session = fresh({"a": (1,)})
    for key in "1234":
        came = step(session, key, DESK, seen=False, refuses=lambda _: "")
        assert (came.session, came.entry) == (session, None)
        assert "doorzoek opnieuw" in came.message


def test_the_same_elsewhere_is_asked_about_once() -> None:
    archive = {"a": (1, 1), "b": (1,), "c": (2,)}
    asked = talk(fresh(archive), "1")
    assert asked.mode is Mode.SPREAD
    assert "op 1 andere plaats." in question(asked)
    assert verdicts(talk(asked, "j")) == ["inbreuk", "inbreuk", "inbreuk", ""]
    assert verdicts(talk(asked, "n")) == ["inbreuk", "inbreuk", "", ""]
    again = step(asked, "x", DESK, seen=True, refuses=lambda _: "")
    assert (again.session, again.message) == (asked, "Antwoord met j of n.")


def test_undo_takes_back_the_last_of_this_session_and_returns_to_it() -> None:
    session = talk(fresh({"a": (1, 2, 3)}), "1", "4", "u")
    assert (verdicts(session), session.at) == (["inbreuk", "", ""], 1)
    session = talk(session, "u")
    assert (verdicts(session), session.at) == (["", "", ""], 0)
    assert "niets terug te nemen" in step(session, "u", DESK, seen=True, refuses=str).message
    assert len(session.log) == 4, "taking back is an event too"


def test_undo_brings_back_what_was_decided_before() -> None:
    earlier = talk(fresh({"a": (1,)}), "1").log
    session = talk(fresh({"a": (1,)}, earlier), "4")
    assert verdicts(session) == ["verholpen"]
    assert verdicts(talk(session, "u")) == ["inbreuk"]


def test_undo_reaches_a_decision_of_an_earlier_session() -> None:
    earlier = talk(fresh({"a": (1,)}), "1").log
    session = talk(fresh({"a": (1,)}, earlier), "u")
    assert isinstance(session.log[-1], Undo)
    assert verdicts(session) == [""]


def test_it_opens_at_the_first_that_waits_and_walks_both_ways() -> None:
    session = fresh({"a": (1, 2, 3)}, talk(fresh({"a": (1,)}), "1").log)
    assert session.at == 1
    assert [talk(session, *keys).at for keys in ("p", "pp", "n", "nn")] == [0, 0, 2, 2]
    assert step(talk(session, "n"), "n", DESK, seen=True, refuses=str).message == "Dit is de laatste."


def test_an_edited_and_moved_document_keeps_its_decisions() -> None:
    log = talk(fresh({"oud/a": (1, 2)}), "1", "1").log
    assert verdicts(fresh({"nieuw/a": (3, 2, 1)}, log)) == ["", "inbreuk", "inbreuk"]


def test_a_false_alarm_waits_again_after_its_last_day() -> None:
    log = talk(fresh({"a": (1,)}), "2", "1").log
    for day, left in ((DESK.until, 0), (date(2027, 11, 23), 1)):
        assert open_session(documents({"a": (1,)}), log, KEY, day).left == left


def test_what_was_mended_waits_again_when_the_changed_document_still_has_it() -> None:
    log = talk(fresh({"a": (1,)}), "4").log
    changed = [replace(document, sha256="1" * 64) for document in documents({"a": (1,)})]
    assert fresh({"a": (1,)}, log).left == 0
    assert open_session(changed, log, KEY, DESK.day).left == 1


def test_what_a_suppression_silences_is_left_out_and_a_false_alarm_is_not() -> None:
    (document,) = documents({"a": (1, 2, 3)})
    marks = (Mark(silenced="onderdrukt"), Mark(silenced="vals alarm", verdict=Verdict.VALS_ALARM), Mark())
    session = open_session([replace(document, marks=marks)], (), KEY, DESK.day)
    assert [place.finding.fingerprint[-1] for place in session.places] == ["2", "3"]


def test_a_document_that_was_cleaned_is_not_one_that_was_moved() -> None:
    log = talk(fresh({"a": (1,)}), "1").log
    assert verdicts(fresh({"a": (), "b": (1,)}, log)) == [""]
    assert verdicts(fresh({"b": (1,)}, log)) == ["inbreuk"]


def test_the_last_decision_says_that_all_is_decided() -> None:
    came = step(fresh({"a": (1,)}), "1", DESK, seen=True, refuses=str)
    assert came.message.startswith("Alle bevindingen zijn beslist")
    assert step(fresh({"a": (1, 2)}), "1", DESK, seen=True, refuses=str).message == ""


def test_nothing_to_decide_is_over_at_once() -> None:
    session = fresh({"a": ()})
    assert session.mode is Mode.DONE
    assert step(session, "1", DESK, seen=True, refuses=str).session == session
    assert question(session) == ""


archives = st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(1, 3), max_size=3).map(tuple), max_size=3)
keys = st.lists(st.sampled_from([*"1234unpjq?", "", "een reden", "2 een naam", "nee"]), max_size=25)


@given(archives, keys, st.booleans())
def test_whatever_is_said_it_goes_on_only_adds_and_always_asks_something(
    archive: Archive, said: list[str], seen: bool
) -> None:
    session = fresh(archive)
    for words in said:
        before = session.log
        session = talk(session, words, seen=seen)
        assert session.log[: len(before)] == before
        assert len(session.log) <= len(before) + 1
        assert bool(question(session)) == (session.mode is not Mode.DONE)
        assert not session.places or 0 <= session.at < len(session.places)
    for entry in session.log:
        if isinstance(entry, Decision):
            assert not entry.verdict.needs_reason or entry.reason
            assert (entry.verdict is Verdict.TOEGESTAAN) == bool(entry.clause)
            assert (entry.verdict is Verdict.VALS_ALARM) == (entry.until is not None)
    if not seen:
        assert session.log == ()
    reopened = open_session(documents(archive), session.log, KEY, DESK.day)
    assert verdicts(reopened) == verdicts(session), "what was kept is what is read back"
