"""The verbs of the rule makers: rules check, rules list, rules try, rules eval."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.cli.frame import Verbs, json_option
from pipeline.errors import ExitCode


@click.group(cls=Verbs)
def rules() -> None:
    """Controleert, toont en probeert de regels."""


@rules.command("check")
def rules_check() -> None:
    """Voert de bewijzen uit die in de regels staan."""
    gc.disable()  # all that is loaded stays until the end, and looking through it takes a tenth of the time
    from pipeline.batch.choosing import cores
    from pipeline.privacy.proofs import failures
    from pipeline.privacy.scan import default_detector

    # The proofs hold with what everybody has installed; the encoder is judged by figures.
    detector = default_detector(encoder=False)
    gc.freeze()
    told = failures(detector, cores())
    for failure in told:
        click.echo(f"{failure.source}: {failure.message}")
    click.echo(f"{len(detector.rules.rules)} regels gecontroleerd, {len(told)} bewijzen kloppen niet.")
    click.get_current_context().exit(ExitCode.OWN_DATA if told else ExitCode.OK)


@rules.command("list")
def rules_list() -> None:
    """Noemt elke regel met zijn categorie, graad en aantal termen en patronen."""
    from pipeline.privacy.scan import default_detector

    for rule in default_detector().rules.rules:
        grade = "blokkeert" if rule.blocking else "vermoeden"
        click.echo(f"{rule.id:45} {grade:10} {len(rule.terms):5} termen {len(rule.patterns):4} patronen")


@rules.command("try")
@click.argument("text", metavar="TEKST")
def rules_try(text: str) -> None:
    """Zegt van een zin welke regels raken en welke uitzondering een treffer vrijgeeft."""
    from pipeline.privacy.explain import explain
    from pipeline.privacy.scan import default_detector

    told = explain(default_detector(), text)
    for line in told or ["Geen regel raakt deze tekst."]:
        click.echo(line)


@rules.command("eval")
@click.argument("paths", metavar="PAD...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@json_option
def rules_eval(paths: Sequence[Path], as_json: bool) -> None:
    """Meet wat de regels vinden in gemarkeerde teksten.

    Een map heeft één tekst per bestand, een bestand één tekst per regel. Gemarkeerd is wat er niet mag staan:
    [[diagnose:hernia]]. Een stuk telt als gevonden zodra een bevinding het raakt.
    """
    from pipeline.flow import evaluate
    from pipeline.reports import console
    from pipeline.reports.evaluation import evaluation_json, evaluation_lines

    every, blocking, texts = evaluate(paths)
    if as_json:
        click.echo(evaluation_json({"all": every, "blocking": blocking}, texts))
    else:
        console.show(evaluation_lines({"alles": every, "blokkerend": blocking}, texts))
