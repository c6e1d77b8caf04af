"""The parts that several documents share: who it is about, agreements, the doctor's judgement, work and signatures."""

from __future__ import annotations

from blocks import (
    Field,
    Xml,
    answer,
    cell,
    cell_note,
    either,
    fields,
    group,
    heading,
    note,
    optional_answer,
    optional_field,
    overview,
    question,
    subtitle,
    when,
)

EERSTE_DAG = "{% if dossier.land == 'BE' %}Eerste dag van de arbeidsongeschiktheid{% else %}Eerste ziektedag{% endif %}"
WERKNEMER = "{{ dossier.werknemer | naam }}"

AFSPRAKEN = (
    ("A", "Arbeidsinhoud", "arbeidsinhoud"),
    ("B", "Arbeidsomstandigheden", "arbeidsomstandigheden"),
    ("C", "Arbeidsvoorwaarden", "arbeidsvoorwaarden"),
    ("D", "Arbeidsverhoudingen", "arbeidsverhoudingen"),
    ("E", "Sociaal-medische zaken", "sociaal_medisch"),
    ("F", "Overige activiteiten", "overig"),
)


FORMULIER = (
    "Dit is een formulier om in te vullen. Vul alleen in wat over het werk gaat: wat de werknemer kan, de uren en de "
    "afspraken. Medische gegevens horen hier niet."
)


def dagtekening(form_note: str = FORMULIER) -> Xml:
    """Returns the date below the title, and in a form what is to be done with it."""
    return group(
        subtitle("{% if document.is_formulier %}Datum: {% endif %}{{ document.datum | datum }}"),
        when("document.is_formulier", note(form_note)),
    )


def werknemer(*more: Field) -> Xml:
    """Returns the table that says whom the document is about, with the BSN that UWV asks for."""
    return fields(
        "Gegevens van de werknemer",
        Field("Voorletters en achternaam", "{{ dossier.werknemer | naam }}"),
        optional_field("Geboortenaam", "dossier.werknemer.geboortenaam"),
        optional_field("Burgerservicenummer", "dossier.werknemer.bsn"),
        optional_field("Geboortedatum", "dossier.werknemer.geboortedatum", "datum"),
        *more,
    )


def werknemer_kort() -> tuple[Field, ...]:
    """Returns who it is about for a document that stays with the employer: without BSN and date of birth."""
    return (
        Field(
            "Werknemer",
            cell("{{ dossier.werknemer | naam }}", cell_note("{{ dossier.dienstverband.functie }}")),
        ),
        Field(EERSTE_DAG, "{{ dossier.eerste_ziektedag | datum }}"),
    )


def betrokken_partijen(*more: Field) -> Xml:
    """Returns the administrative data that every document for UWV starts with, with more fields at the end."""
    return group(
        heading("Werknemer en werkgever"),
        werknemer(
            Field("Functie", "{{ dossier.dienstverband.functie }}"),
            Field("Eerste ziektedag", "{{ dossier.eerste_ziektedag | datum }}"),
            Field("Werkgever", "{{ dossier.werkgever.naam }}"),
            optional_field("Loonheffingennummer", "dossier.werkgever.loonheffingennummer"),
            optional_field("Contactpersoon", "dossier.werkgever.contactpersoon.naam"),
            *more,
        ),
    )


def afspraken(path: str, number: str = "") -> Xml:
    """Returns a table for each kind of agreement that was made, under the letter that UWV's form gives it."""
    return group(
        *(
            when(
                f"{path}.{name}",
                heading(f"{number}{letter} {title}" if number else title, 2),
                overview(
                    f"Afspraken over {title.lower()}",
                    f"afspraak in {path}.{name}",
                    (
                        ("Activiteit", 50, _activity()),
                        ("Wie", 22, cell("{{ afspraak.wie | keuze }}", _if_present("{{ afspraak.naam }}"))),
                        ("Planning", 28, _planning()),
                    ),
                ),
            )
            for letter, title, name in AFSPRAKEN
        )
    )


def _activity() -> Xml:
    return cell(
        "{% if afspraak.id %}{{ afspraak.id }} · {% endif %}{{ afspraak.activiteit }}",
        cell_note("Doel: {{ afspraak.doel }}"),
        cell_note(
            "Volgt uit het advies: {{ afspraak.advies | keuze }}",
            only_if="afspraak.advies and not afspraak.is_formulier",
        ),
    )


def _planning() -> Xml:
    term = "Uiterlijk {{ afspraak.termijn | datum }}"
    return either(
        "afspraak.planning",
        cell("{{ afspraak.planning }}", cell_note(term)),
        cell(term),
    )


def _if_present(tag: str) -> Xml:
    return cell_note(tag, only_if=tag.strip("{} "))


def doelen(path: str = "document.doelen") -> Xml:
    """Returns the goals with the day by which each is to be reached."""
    return group(
        heading("Doelstellingen en termijnen", 2),
        overview(
            "Doelstellingen en de termijn waarbinnen die bereikt moeten zijn",
            f"doel in {path}",
            (("Doelstelling", 70, "{{ doel.omschrijving }}"), ("Te bereiken op", 30, "{{ doel.termijn | datum }}")),
        ),
    )


def casemanager(path: str = "document.casemanager") -> Xml:
    """Returns who guides the activities and keeps contact."""
    return fields(
        "Casemanager",
        Field("Naam", "{{ " + path + ".naam }}"),
        Field("Functie", "{{ " + path + ".functie }}"),
        optional_field("Organisatie", f"{path}.organisatie"),
        optional_field("Telefoon", f"{path}.telefoon"),
        optional_field("E-mail", f"{path}.email"),
        optional_field("In opdracht van", f"{path}.in_opdracht_van", "keuze"),
    )


def evaluatiemomenten(path: str = "document.evaluatieafspraken") -> Xml:
    """Returns when employer and employee evaluate the plan."""
    interval = (
        "{% if "
        + path
        + ".interval_weken == 1 %}Elke week{% else %}Elke {{ "
        + path
        + ".interval_weken }} weken{% endif %}"
    )
    return group(
        fields(
            "Evaluatiemomenten",
            Field("Evaluatie", interval),
            Field("Eerstvolgende evaluatie", "{{ " + path + ".eerstvolgende | datum }}"),
            optional_field("Eerstejaarsevaluatie", f"{path}.eerstejaarsevaluatie", "datum"),
        ),
        optional_answer("Toelichting op de evaluatiemomenten", f"{path}.toelichting"),
    )


def arbeidsrelatie(title: str) -> Xml:
    """Returns the judgement on how employer and employee get along."""
    return group(
        heading(title),
        question("Hoe is de arbeidsrelatie?", "document.arbeidsrelatie.oordeel"),
        answer("Toelichting", "document.arbeidsrelatie.toelichting"),
    )


def passende_arbeid(title: str) -> Xml:
    """Returns the judgement on whether the employer has work that fits."""
    return group(
        heading(title),
        question("Is er passende arbeid bij de werkgever?", "document.passende_arbeid.aanwezig"),
        answer("Toelichting", "document.passende_arbeid.toelichting"),
    )


def afschriften() -> Xml:
    """Returns who was given a copy and when."""
    return when(
        "document.afschriften",
        heading("Afschriften", 2),
        overview(
            "Aan wie een afschrift is verstrekt",
            "afschrift in document.afschriften",
            (("Verstrekt aan", 50, "{{ afschrift.aan | keuze }}"), ("Datum", 50, "{{ afschrift.datum | datum }}")),
        ),
    )


def opsteller() -> Field:
    """Returns the field that says who wrote the document."""
    path = "document.opsteller"
    organisation = "{% if " + path + ".organisatie %}, {{ " + path + ".organisatie }}{% endif %}"
    return Field("Opsteller", cell("{{ " + path + ".naam }}", cell_note("{{ " + path + ".functie }}" + organisation)))


def bron(name: str) -> Field:
    """Returns the field that says on which document this one rests, called what it is: a plan, or a bijstelling."""
    path = f"bron.{name}"
    return Field(f"{{{{ {path}.soort | keuze }}}} van", f"{{{{ {path}.datum | datum }}}}", only_if=path)


def rust_op(*names: str) -> Xml:
    """Returns on which documents this one rests, as far as they are in the dossier."""
    return fields("Waarop dit stuk rust", *map(bron, names))


def adres(path: str) -> Field:
    """Returns the field with an address, left out when there is none."""
    street = "{{ " + path + ".straat }} {{ " + path + ".huisnummer }}"
    return Field(
        "Adres",
        cell(street, cell_note("{{ " + path + ".postcode }} {{ " + path + ".plaats }}")),
        only_if=path,
    )


def belastbaarheid_velden(path: str = "document.belastbaarheid") -> Xml:
    """Returns what someone can and cannot do at work, as the bedrijfsarts put it."""
    return when(
        path,
        note("Oordeel van de bedrijfsarts van {{ " + path + ".datum | datum }}."),
        optional_answer("Wat kan de werknemer, in termen van werk?", f"{path}.mogelijkheden"),
        when(
            f"{path}.beperkingen",
            overview(
                "Beperkingen in het werk, per belastingsveld",
                f"beperking in {path}.beperkingen",
                (
                    ("Belastingsveld", 30, "{{ beperking.belastingsveld | keuze }}"),
                    ("Omschrijving", 50, "{{ beperking.omschrijving }}"),
                    ("Mate", 20, "{% if beperking.mate %}{{ beperking.mate | keuze }}{% endif %}"),
                ),
            ),
        ),
        when(
            f"{path}.urenbeperking",
            heading("Uren", 2),
            fields(
                "Urenbeperking",
                optional_field("Uren per dag", f"{path}.urenbeperking.uren_per_dag", "uren"),
                optional_field("Uren per week", f"{path}.urenbeperking.uren_per_week", "uren"),
                optional_field("Opbouw", f"{path}.urenbeperking.opbouw"),
            ),
        ),
    )


def huidig_werk() -> Xml:
    """Returns what the employee does now."""
    path = "document.huidig_werk"
    return group(
        heading("Huidig werk"),
        fields(
            "Huidig werk",
            Field("Werkt de werknemer nu", "{{ " + path + ".werkt_nu | keuze }}"),
            optional_field("Functie", f"{path}.functie"),
            optional_field("Werkzaamheden", f"{path}.werkzaamheden"),
            optional_field("Soort werk", f"{path}.soort_werk", "keuze"),
            optional_field("Werkt bij", f"{path}.bij", "keuze"),
            optional_field("Uren per week", f"{path}.uren_per_week", "uren"),
            optional_field("Waarvan arbeidstherapeutisch", f"{path}.arbeidstherapeutische_uren", "uren"),
            optional_field("Loonwaarde", f"{path}.loonwaarde", "procent"),
            optional_field("Structureel werk", f"{path}.structureel", "keuze"),
        ),
    )


def verloop_verzuim(until: str = "document.datum") -> Xml:
    """Returns the course of the absence until a day, with the hours that were really worked (Regeling art. 3)."""
    begun = f"dossier.verzuimperiodes | selectattr('van', 'le', {until})"
    return group(
        heading("Verloop van het verzuim"),
        either(
            f"{begun} | list",
            overview(
                "Verloop van het verzuim met de feitelijk gewerkte uren",
                f"periode in {begun}",
                (
                    ("Periode", 31, cell("{{ periode.van | datum }}", _period_end(until))),
                    ("Verzuim", 14, "{{ periode.verzuimpercentage | procent }}"),
                    ("Gewerkt per week", 27, cell("{{ periode.gewerkte_uren | uren }}", _therapeutic())),
                    ("Loonwaarde", 28, cell("{{ periode.loonwaarde | procent }}", _kind_of_work())),
                ),
            ),
            note("Het dossier heeft geen verzuimperiode die toen al was begonnen."),
        ),
    )


def _period_end(until: str) -> Xml:
    return either(
        f"periode.tot and periode.tot <= {until}",
        cell_note("tot en met {{ periode.tot | datum }}"),
        cell_note("loopt nog"),
    )


def _therapeutic() -> Xml:
    hours = "periode.arbeidstherapeutische_uren"
    return cell_note("waarvan {{ " + hours + " | uren }} arbeidstherapeutisch", only_if=hours)


def _kind_of_work() -> Xml:
    return cell_note("{{ periode.werk | keuze }}", only_if="periode.werk")


def visies(of: str) -> Xml:
    """Returns what employee and employer think, apart from each other."""
    return group(
        optional_answer(f"Wat vindt de werknemer van {of}?", "document.visie.werknemer"),
        optional_answer(f"Wat vindt de werkgever van {of}?", "document.visie.werkgever"),
    )
