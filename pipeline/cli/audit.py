"""The verbs of the audit trail, audit verify and audit purge, and what every verb notes in it."""

from __future__ import annotations

import getpass
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from pipeline.cli.frame import FOLDER, KEY_FILE, Verbs, json_option, verbose_option
from pipeline.errors import ExitCode, WrongUseError
from pipeline.formats import read_day

folder_argument = click.argument("folder", metavar="MAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
key_option = click.option(
    "--key-file",
    type=KEY_FILE,
    metavar="BESTAND",
    help="De sleutel van het onderzoek, als die niet in de map staat.",
)


def stamp() -> str:
    """Returns the time of now in UTC, for the audit trail."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def today() -> date:
    """Returns the day of now, where the person is."""
    return datetime.now().astimezone().date()


def os_user() -> str:
    """Returns the user of the operating system."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "onbekend"


trail_option = click.option(
    "--audit",
    "trail",
    type=FOLDER,
    metavar="MAP",
    help="De map met het auditspoor; standaard naast die van --out, met -audit erachter.",
)


def trail_beside(out: Path, chosen: Path | None) -> tuple[Path, bytes]:
    """Returns the folder with the audit trail of copies, and its key, once it is sure that it can be added to.

    The trail does not come among the copies: they are handed on, and are screened again.

    Args:
        out: the folder of the copies.
        chosen: the folder that the user named, None without one.

    Raises:
        UnreadableError: the key cannot be read, or the trail does not hold.
        CannotWriteError: the disk refuses.
    """
    from pipeline.batch.filing import key_for
    from pipeline.review.audit import refuse_unless_sound

    whole = out.resolve()
    folder = chosen or whole.with_name(f"{whole.name}-audit")
    key = key_for(folder)
    refuse_unless_sound(folder, key)
    return folder, key


def note(folder: Path, action: str, counts: Mapping[str, int], *, reason: str = "", key: bytes | None = None) -> str:
    """Puts what a run did in the audit trail of its folder; without a key there, one is made.

    Args:
        folder: where the run wrote.
        action: the name of the verb.
        counts: how many of what.
        reason: why, in a code.
        key: the key, when it is not that of the folder.

    Returns:
        The head of the trail, to be shown in the report.

    Raises:
        UnreadableError: the key cannot be read, or the trail was tampered with.
        CannotWriteError: the disk refuses.
    """
    from pipeline.batch.filing import key_for
    from pipeline.review.audit import Event, record

    event = Event(stamp(), os_user(), action, counts, reason=reason)
    return str(record(folder, event, key_for(folder) if key is None else key))


@click.group(cls=Verbs)
def audit() -> None:
    """Controleert en ruimt op wat is vastgelegd over wie wat deed."""


@audit.command("verify")
@folder_argument
@click.option("--kop", "heads", metavar="KOP", multiple=True, help="Een kop uit een rapport. Mag vaker.")
@key_option
@json_option
@verbose_option
def audit_verify(folder: Path, heads: Sequence[str], key_file: Path | None, as_json: bool, verbose: bool) -> None:
    """Controleert of het auditspoor van een map niet is veranderd, ingekort of herschreven."""
    from pipeline.batch.screened import heads_in
    from pipeline.reports import console
    from pipeline.reports.lines import end_line
    from pipeline.reports.reviewing import audit_json, audit_lines, event_line
    from pipeline.reports.totals import Totals
    from pipeline.review.audit import Head, verify

    apart = [Head.of(head) for head in (*heads, *heads_in(folder))]
    verified = verify(folder, apart, key_file.read_bytes() if key_file else None)
    code = ExitCode.FOUND if verified.faults else ExitCode.OK
    head = str(verified.head or "")
    if as_json:
        events = [{"number": number, **asdict(event)} for number, event in verified.events] if verbose else []
        lines = audit_json(verified.faults, verified.notes, len(verified.events), head, events, apart=bool(apart))
        for line in (*lines, end_line(Totals(), code)):
            click.echo(line)
        click.get_current_context().exit(code)
    if verbose:
        for number, event in verified.events:
            more = (event.document, event.reason)
            console.show([event_line(number, event.time, event.user, event.action, dict(event.counts), *more)])
    console.show(audit_lines(verified.faults, verified.notes, len(verified.events), head, apart=bool(apart)))
    click.get_current_context().exit(code)


@audit.command("purge")
@folder_argument
@click.option("--ouder-dan", "older", metavar="DAGEN", required=True, help="Hoe oud, in dagen: 90d.")
@click.option("--op", metavar="DATUM", type=read_day, help="Reken vanaf deze dag, in plaats van vandaag.")
@key_option
def audit_purge(folder: Path, older: str, op: date | None, key_file: Path | None) -> None:
    """Verwijdert oude besluiten, oude gebeurtenissen en het journaal van een oude afgebroken run, en zegt hoeveel."""
    from pipeline.batch.purging import purge_journal
    from pipeline.batch.store import alone
    from pipeline.reports import console
    from pipeline.reports.reviewing import purge_lines
    from pipeline.review.audit import purge
    from pipeline.review.decisions import purge_decisions
    from pipeline.review.identity import read_key

    days, day = _days(older), op or today()
    before = day - timedelta(days=days)
    with alone(folder):
        key = key_file.read_bytes() if key_file else read_key(folder)
        events = purge(folder, before, key)
        decisions, left = purge_decisions(folder, before, day)
        journal = purge_journal(folder, before)
        counts = {"dagen": days, "besluiten": decisions, "gebeurtenissen": events, "journaal": journal}
        note(folder, "audit purge", counts, key=key)
    console.show(purge_lines(decisions, events, journal, left))


def _days(written: str) -> int:
    match = re.fullmatch(r"([1-9][0-9]{0,4})d", written.strip())
    if match is None:
        raise WrongUseError("Schrijf een aantal dagen met een d erachter, bijvoorbeeld --ouder-dan 90d.")
    return int(match[1])
