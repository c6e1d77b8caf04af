"""Measures scanning: our rule stage against spaCy's tokeniser, the whole scan against clinlp, on the same texts.

Usage: python -m bench.scanning [--clinlp PYTHON] [--rounds N] [--part NAME]
PYTHON is the interpreter of an environment of its own in which clinlp is installed (pip install clinlp); without it
that comparison is skipped. The texts are the development texts, with lines of nlp_rules/corpus in which nothing is
forbidden, in documents of about 100 words, until no more than 5 % of the sentences say something forbidden. Every tool
warms up on one half and is timed on the other, in CPU time on one core; the fastest round counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import spacy

from pipeline.privacy.detector import Detector
from pipeline.privacy.evaluation import Marked, marked_texts
from pipeline.privacy.opinions import Tiers
from pipeline.privacy.rules import load_rules
from pipeline.privacy.scan import installed_tiers
from pipeline.privacy.spelling import WORDS, load_dictionary
from pipeline.privacy.suspicion import WEIGHTS, SecondOpinion
from pipeline.resources import data_root
from pipeline.text import normalise, sentence_bounds

GOLD, CORPUS = Path("tests/gold/ontwikkel"), Path("nlp_rules/corpus")
FORBIDDEN = 0.05
WORDS_A_DOCUMENT = 100
ENOUGH = 80
"""Documents for who takes its time: the encoder, and clinlp with misspelt terms."""

Tool = Callable[[str], object]

LOAD = """
from pipeline.privacy.detector import Detector
from pipeline.privacy.opinions import Tiers
from pipeline.privacy.rules import load_rules
from pipeline.privacy.spelling import WORDS, load_dictionary
from pipeline.privacy.suspicion import WEIGHTS, SecondOpinion
from pipeline.resources import data_root
folder = data_root("nlp_rules")
tiers = Tiers(SecondOpinion.load(folder / WEIGHTS))
Detector(load_rules(), tiers=tiers, dictionary=load_dictionary(folder / WORDS)).findings("Hij belt maandag.")
"""
SCAN_ALL = """
import json, sys
from pipeline import scan_text
for text in json.load(sys.stdin):
    scan_text(text)
"""
CHECK = "import sys; from pipeline.cli import main; sys.argv = ['poortwachter', 'rules', 'check']; main()"


@dataclass(frozen=True, slots=True)
class Texts:
    """What is scanned: one half to warm up on, one to be timed on."""

    warm: Sequence[str]
    timed: Sequence[str]
    forbidden: float

    @property
    def words(self) -> int:
        """How many words are timed."""
        return sum(len(text.split()) for text in self.timed)

    @property
    def few(self) -> Texts:
        """The first `ENOUGH` documents of each half."""
        return Texts(self.warm[:ENOUGH], self.timed[:ENOUGH], self.forbidden)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure, and what it must be."""

    name: str
    figure: float
    unit: str
    wanted: float
    least: bool = True

    @property
    def met(self) -> bool:
        """Whether it is what is wanted."""
        return self.figure >= self.wanted if self.least else self.figure < self.wanted


def make_texts() -> Texts:
    """Returns the mix; equal data gives equal texts."""
    development = list(marked_texts([GOLD]))
    counts = [_sentences(marked) for marked in development]
    sentences, hit = sum(count for count, _ in counts), sum(forbidden for _, forbidden in counts)
    texts = [marked.text for marked in development]
    clean = list(_documents(marked for marked in marked_texts(sorted(CORPUS.glob("*.txt"))) if not marked.spans))
    random.Random(1).shuffle(clean)
    while clean and hit / sentences > FORBIDDEN:
        texts.append(clean.pop())
        sentences += len(sentence_bounds(normalise(texts[-1]))) - 1
    random.Random(2).shuffle(texts)
    return Texts(texts[::2], texts[1::2], hit / sentences)


def _documents(lines: Iterator[Marked]) -> Iterator[str]:
    together: list[str] = []
    for marked in lines:
        together.append(marked.text)
        if sum(len(line.split()) for line in together) >= WORDS_A_DOCUMENT:
            yield "\n".join(together)
            together = []


def _sentences(marked: Marked) -> tuple[int, int]:
    """Returns how many sentences a text has, and how many of them hold a marked span."""
    normalised = normalise(marked.text)
    bounds = sentence_bounds(normalised)
    starts = [normalised.source_span(start, start + 1)[0] for start in bounds[:-1]]
    return len(starts), len({bisect_right(starts, start) for start, _, _ in marked.spans})


def seconds(make: Callable[[], Tool], texts: Texts, rounds: int) -> float:
    """Returns the seconds of CPU that the fastest round takes; each has a tool of its own, for tools remember."""
    timings = []
    for _ in range(rounds):
        tool = make()
        for text in texts.warm:
            tool(text)
        started = time.process_time()
        for text in texts.timed:
            tool(text)
        timings.append(time.process_time() - started)
    return min(timings)


def detector(*, tiers: Callable[[], Tiers] | None) -> Callable[[], Tool]:
    """Returns what makes a scanner with these tiers."""
    rules = load_rules()
    dictionary = load_dictionary(data_root("nlp_rules") / WORDS)
    return lambda: Detector(rules, tiers=tiers() if tiers else None, dictionary=dictionary).findings


def fast_tier() -> Tiers:
    """Returns the fast tier alone."""
    return Tiers(SecondOpinion.load(data_root("nlp_rules") / WEIGHTS))


def clinlp_seconds(python: str, texts: Texts, rounds: int, fuzzy: int) -> tuple[float, str]:
    """Returns the seconds of CPU that clinlp takes for the same texts and terms, and its version.

    Args:
        python: the interpreter that has clinlp.
        texts: what is scanned.
        rounds: of which the fastest counts.
        fuzzy: how many edits a misspelt term may be away.
    """
    terms: dict[str, list[str]] = defaultdict(list)
    for rule in load_rules().rules:
        terms[rule.category.value] += [term.text for term in rule.terms]
    asked = {"terms": terms, "warm": texts.warm, "texts": texts.timed, "rounds": rounds, "fuzzy": fuzzy}
    script = Path(__file__).with_name("scanning_clinlp.py")
    done = subprocess.run([python, str(script)], input=json.dumps(asked), capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    return told["seconds"], told["version"]


def in_a_process(code: str, given: str = "") -> tuple[float, float, float]:
    """Returns seconds of CPU, seconds of wall time and peak memory (MB) of Python code in a process of its own."""
    wall = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert child.stdin is not None
    child.stdin.write(given)
    child.stdin.close()
    _, _, used = os.wait4(child.pid, 0)
    child.returncode = 0
    return used.ru_utime + used.ru_stime, time.perf_counter() - wall, used.ru_maxrss / 1024


def rule_stage(texts: Texts, rounds: int, python: str | None) -> Iterator[Line]:  # noqa: ARG001
    """The rules and the spelling, without a model, against bare tokenisation."""
    bare = seconds(lambda: spacy.blank("nl").tokenizer, texts, rounds)
    ours = seconds(detector(tiers=None), texts, rounds)
    _tell("spacy.blank('nl'), tokeniser only", bare, texts)
    _tell("our rule stage", ours, texts)
    yield Line("rule stage, times as fast as the tokeniser", bare / ours, "x", 1)


def whole_scan(texts: Texts, rounds: int, python: str | None) -> Iterator[Line]:
    """Rules and fast tier against clinlp."""
    ours = seconds(detector(tiers=fast_tier), texts, rounds)
    _tell("our scan with the fast tier", ours, texts)
    if python is None:
        print("clinlp: skipped; give --clinlp the python of an environment in which clinlp is installed")
        return
    for fuzzy, how in ((0, "terms as written"), (1, "misspelt terms too")):
        # What misspelt terms cost it is measured on some of the texts, once: on all it takes minutes.
        given, times = (texts.few, 1) if fuzzy else (texts, rounds)
        theirs, their_version = clinlp_seconds(python, given, times, fuzzy)
        _tell(f"clinlp {their_version}, {how}", theirs, given)
        ratio = (theirs / given.words) / (ours / texts.words)
        yield Line(f"fast tier, times as fast as clinlp, {how}", ratio, "x", 5)


def encoder(texts: Texts, rounds: int, python: str | None) -> Iterator[Line]:  # noqa: ARG001
    """Speed and memory with the encoder."""
    if installed_tiers().encoder is None:
        print("encoder: skipped; pip install 'poortwachter[encoder]'")
        return
    texts = texts.few
    ours = seconds(detector(tiers=installed_tiers), texts, rounds)
    _tell("our scan with the encoder", ours, texts)
    yield Line("documents of 100 words a second with the encoder", texts.words / WORDS_A_DOCUMENT / ours, "/s", 40)
    _, _, memory = in_a_process(SCAN_ALL, json.dumps([*texts.warm, *texts.timed]))
    yield Line("peak memory with the encoder", memory, "MB", 700, least=False)


def start(texts: Texts, rounds: int, python: str | None) -> Iterator[Line]:  # noqa: ARG001
    """How long it takes before the first finding, and for all proofs."""
    cpu, wall, _ = min(in_a_process(LOAD) for _ in range(rounds))
    print(f"{'import, load and first text, no encoder':42}{cpu:8.2f} s CPU {wall:6.2f} s wall")
    yield Line("import and load without the encoder", cpu, "s", 1.5, least=False)
    cpu, wall, _ = min(in_a_process(CHECK) for _ in range(rounds))
    print(f"{'rules check':42}{cpu:8.2f} s CPU {wall:6.2f} s wall")
    yield Line("rules check", wall, "s", 2, least=False)  # it divides its work over the processors


PARTS = {"regels": rule_stage, "clinlp": whole_scan, "encoder": encoder, "start": start}


def _tell(name: str, cpu: float, texts: Texts) -> None:
    characters = sum(map(len, texts.timed))
    print(f"{name:42}{cpu:8.3f} s CPU {characters / cpu / 1000:8.0f} kchar/s {texts.words / 100 / cpu:8.0f} docs/s")


def main() -> int:
    """Prints the figures; returns 1 when one is not what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clinlp", metavar="PYTHON", help="interpreter of an environment with clinlp")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--part", choices=PARTS, action="append", help="only this; may repeat")
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    print(
        f"{platform.platform()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, ",
        end="",
    )
    print(f"spaCy {version('spacy')}, load {os.getloadavg()[0]:.1f}")
    texts = make_texts()
    print(
        f"{len(texts.timed)} documents of {texts.words / len(texts.timed):.0f} words timed, as many to warm up; "
        f"{texts.forbidden:.1%} of the sentences forbidden; fastest of {options.rounds} rounds\n"
    )
    lines = [line for name in options.part or PARTS for line in PARTS[name](texts, options.rounds, options.clinlp)]
    print()
    for line in lines:
        bound = "at least" if line.least else "under"
        met = "" if line.met else "   MISSED"
        print(f"{line.name:52}{line.figure:8.2f} {line.unit:4} wanted: {bound} {line.wanted:g}{met}")
    return 0 if all(line.met for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
