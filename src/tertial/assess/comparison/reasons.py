"""Why something cannot be said of a comparison, in both languages."""

from __future__ import annotations

from tertial.domain.label import Label

NO_COUNTS = Label(
    "Talet är rapporterat utan de antal det bygger på, så slumpen går inte att räkna.",
    "The figure is reported without the counts behind it, so chance cannot be reckoned.",
)
NOBODY = Label("Det finns ingen att räkna på.", "There is nobody to count.")
TOO_LARGE = Label(
    "Antalen är för stora för att jämföras och är troligen fel.",
    "The counts are too large to be compared and are probably wrong.",
)
SINGLE_VALUE = Label(
    "Ett enda värde säger inget om spridningen.",
    "A single value says nothing of the spread.",
)
UNCERTAIN = Label(
    "Siffran är osäker och jämförs därför inte med de andra enheternas.",
    "The figure is uncertain, and so not compared with those of the other units.",
)
NO_UNITS = Label("Ingen enhet har en siffra att jämföra.", "No unit has a figure to compare.")
ONE_UNIT = Label(
    "Bara en enhet har en siffra, så det finns inget att jämföra med.",
    "Only one unit has a figure, so there is nothing to compare it with.",
)
MIXED = Label(
    "Enheternas siffror är av olika slag och går inte att jämföra.",
    "The units' figures are of different kinds and cannot be compared.",
)
NO_EVENTS = Label(
    "Ingen enhet har någon händelse, så ingen skiljer sig från någon annan.",
    "No unit has any event, so none differs from another.",
)
ALL_EVENTS = Label(
    "Alla enheter ligger på 100\u00a0%, så ingen skiljer sig från någon annan.",
    "All units are at 100%, so none differs from another.",
)
ALL_ALIKE = Label(
    "Alla värden är lika, så det finns ingen spridning.",
    "All values are alike, so there is no spread.",
)
TOO_SMALL = Label(
    "Enheterna är för små för att skilja slump från verklig spridning.",
    "The units are too small to tell chance from real spread.",
)
NO_SPREAD_WITHIN = Label(
    "Värdena varierar inte inom enheterna, så slumpen går inte att räkna.",
    "The values do not vary within the units, so chance cannot be reckoned.",
)


def mostly_uncertain(uncertain: int, units: int) -> Label:
    """That too few figures are certain for the others to be left out."""
    if uncertain == 1:
        what = Label(f"Siffran för 1 av {units} enheter är osäker", f"The figure of 1 of {units} units is uncertain")
    else:
        who = (
            Label("alla", "all") if uncertain == units else Label(f"{uncertain} av {units}", f"{uncertain} of {units}")
        )
        what = Label(f"Siffrorna för {who.sv} enheter är osäkra", f"The figures of {who.en} units are uncertain")
    return Label(
        f"{what.sv}, så skillnaderna kan bero på underlaget.",
        f"{what.en}, so the differences may be those of the data.",
    )


def few_units(units: int, least: int) -> Label:
    """That too few units have a figure for their spread to be judged."""
    return Label(
        f"{_capital(units)} enheter är för få för att säga hur mycket av spridningen som är slump; "
        f"det behövs minst {least}.",
        f"{units} units are too few to say how much of the spread is chance; at least {least} are needed.",
    )


def _capital(number: int) -> str:
    return {2: "Två", 3: "Tre", 4: "Fyra"}.get(number, str(number))
