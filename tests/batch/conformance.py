"""What every engine must do, whatever a document does to it; each engine has a test class that inherits this one."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import fault_works
import pytest

from pipeline.batch.runner import Engine, never, run
from pipeline.batch.work import Done, Limits, Loss, Work
from pipeline.errors import OwnDataError
from pipeline.model import Status

LIMITS = Limits(seconds=2.0, memory_mb=100)
WORK = Work("fault_works:work", "instelling", fault_works.Echo)
FATAL = {
    "doodt": Status.GECRASHT,
    "stopt": Status.GECRASHT,
    "hangt": Status.TIJD,
    "rekent": Status.TIJD,
    "eet": Status.GECRASHT,
    "struikelt": Status.GECRASHT,
    "vloekt": Status.GECRASHT,
    "eindigt": Status.GECRASHT,
    "onderbreekt": Status.GECRASHT,
    "raaskalt": Status.GECRASHT,
    "wijst": Status.GECRASHT,
    "bindt": Status.GECRASHT,
    "onleesbaar": Status.ONLEESBAAR,
}


class Conformance:
    """The promises of `runner.run`."""

    @pytest.fixture
    def engine(self) -> Engine:
        raise NotImplementedError

    def test_row_29_and_30_whatever_a_document_does_costs_itself_only(self, engine: Engine, capfd) -> None:
        items = [item for fault in [*FATAL, "praat"] for item in (f"goed-{fault}", fault)] + ["goed-laatste"]
        done = list(run(items, WORK, engine, LIMITS))
        assert [one.item for one in done] == items
        lost = {one.item: one.loss.status for one in done if one.loss}
        assert lost == FATAL
        assert all(one.result == fault_works.Echo(one.item, "instelling") for one in done if not one.loss)
        said = "".join(capfd.readouterr())
        assert not [word for word in fault_works.CANARY.split() if len(word) > 6 and word in said + repr(done)]

    def test_the_place_in_our_own_code_comes_back_and_nothing_of_the_message(self, engine: Engine) -> None:
        (done,) = run(["diep"], WORK, engine, LIMITS)
        assert done.loss is not None
        assert "(ValueError, pipeline/formats.py:" in done.loss.reason
        assert "kanarie" not in done.loss.reason

    def test_each_document_exactly_once_and_in_order(self, engine: Engine) -> None:
        items = [f"traag-{number}" if number % 17 == 0 else f"goed-{number}" for number in range(90)]
        assert [one.item for one in run(items, WORK, engine, LIMITS)] == items

    def test_what_is_done_already_passes_through_in_its_place(self, engine: Engine) -> None:
        refused: Done[fault_works.Echo] = Done("geweigerd", loss=Loss(Status.ONLEESBAAR, "Dit is een map."))
        items = ["goed-1", refused, "traag-2", refused, "goed-3"]
        done = list(run(items, WORK, engine, LIMITS))
        assert [one.item for one in done] == ["goed-1", "geweigerd", "traag-2", "geweigerd", "goed-3"]
        assert done[1] is done[3] is refused

    def test_a_mistake_in_our_own_data_ends_the_run(self, engine: Engine) -> None:
        with pytest.raises(OwnDataError, match=r"regels.yaml:3: Onbekende sleutel\."):
            list(run(["goed-1", "eigen", "goed-2"], WORK, engine, LIMITS))

    def test_nothing_to_do(self, engine: Engine) -> None:
        assert list(run([], WORK, engine, LIMITS)) == []

    def test_who_asks_to_stop_gets_what_was_begun_and_no_more(self, engine: Engine) -> None:
        asked = threading.Event()
        taken = 0

        def items() -> Iterator[str]:
            nonlocal taken
            for number in range(1000):
                taken += 1
                yield f"goed-{number}"

        done = []
        for one in run(items(), WORK, engine, LIMITS, asked.is_set):
            done.append(one.item)
            if len(done) == 3:
                asked.set()
        assert 3 <= len(done) <= taken < 1000
        assert done == [f"goed-{number}" for number in range(len(done))]

    def test_items_are_taken_as_they_are_needed(self, engine: Engine) -> None:
        taken = 0

        def items() -> Iterator[str]:
            nonlocal taken
            for number in range(100_000):
                taken += 1
                yield f"goed-{number}"

        runs = run(items(), WORK, engine, LIMITS, never)
        next(iter(runs))
        runs.close()
        assert taken < 5000

    def test_what_is_loaded_is_loaded_once_in_each_process(self, engine: Engine, tmp_path) -> None:
        work = Work("fault_works:counted", str(tmp_path), fault_works.Echo, "fault_works:load")
        done = list(run([f"goed-{number}" for number in range(20)], work, engine, LIMITS))
        assert [one.loss for one in done] == [None] * 20
        processes = {one.result.settings for one in done if one.result}
        assert {path.name for path in tmp_path.iterdir()} >= processes
        assert all(path.read_text() == "." for path in tmp_path.iterdir())
        assert str(os.getpid()) not in processes
