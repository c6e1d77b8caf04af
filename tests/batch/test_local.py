"""The engines of one machine: child processes, many or one at a time, and the program itself."""

from __future__ import annotations

import multiprocessing
import time

import pytest
from conformance import LIMITS, WORK, Conformance

from pipeline.batch import local
from pipeline.batch.inline import Inline
from pipeline.batch.local import Local, serial
from pipeline.batch.runner import Engine, run
from pipeline.batch.work import Limits


class TestLocal(Conformance):
    @pytest.fixture
    def engine(self) -> Engine:
        return Local(jobs=2)


class TestSerial(Conformance):
    @pytest.fixture
    def engine(self) -> Engine:
        return serial()


class TestInline:
    """In the program itself nothing can be done about a document that kills; the rest is as everywhere."""

    def test_a_fault_costs_itself_only(self, capfd) -> None:
        faults = ["hangt", "slikt", "struikelt", "vloekt", "eindigt", "raaskalt", "wijst", "bindt", "onleesbaar"]
        items = [item for fault in [*faults, "diep"] for item in (f"goed-{fault}", fault)] + ["goed-laatste"]
        done = list(run(items, WORK, Inline(), Limits(seconds=0.5)))
        assert [one.item for one in done] == items
        assert {one.item for one in done if one.loss} == {*faults, "diep"}
        assert "".join(capfd.readouterr()) == ""

    def test_who_interrupts_is_heard(self) -> None:
        with pytest.raises(KeyboardInterrupt):
            list(run(["onderbreekt"], WORK, Inline(), LIMITS))


def test_children_do_not_outlive_a_run_that_is_left_early() -> None:
    runs = run((f"traag-{number}" for number in range(50)), WORK, Local(jobs=2), LIMITS)
    next(iter(runs))
    runs.close()
    assert [child for child in multiprocessing.active_children() if child.name == "pebble_pool_worker"] == []


@pytest.mark.slow
def test_children_that_are_through_are_replaced_and_cost_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "TASKS_PER_CHILD", 2)
    done = list(run([f"goed-{number}" for number in range(9)], WORK, Local(jobs=2), LIMITS))
    assert [(one.item, one.loss) for one in done] == [(f"goed-{number}", None) for number in range(9)]


def test_row_37_a_clock_that_is_set_ahead_costs_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    real, begun = time.time, time.monotonic()

    def ahead() -> float:
        return real() + (3600 if time.monotonic() - begun > 0.5 else 0)

    monkeypatch.setattr(time, "time", ahead)
    monkeypatch.setattr(local, "time", ahead)
    done = list(run([f"traag-{number}" for number in range(8)], WORK, Local(jobs=2), LIMITS))
    assert [one.loss for one in done] == [None] * 8
