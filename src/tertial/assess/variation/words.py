"""The sentences that say why a chart, an icon or no icon; figures in words come from whoever prints them."""

from __future__ import annotations

from enum import Enum

from tertial.assess.variation.assurance import Assurance
from tertial.assess.variation.icons import Way
from tertial.assess.variation.signals import Signal
from tertial.domain.calendar import Month, PeriodKind
from tertial.domain.label import Label
from tertial.domain.period_words import month_words


class Unit(Enum):
    """What a point stands for: the word for several of them, and whether Swedish counts them in neuter."""

    MONTH = Label("månader", "months")
    TERTIAL = Label("tertial", "tertials")
    YEAR = Label("år", "years")
    EVENT = Label("tider mellan händelser", "times between events")


_UNITS = {PeriodKind.TERTIAL: Unit.TERTIAL, PeriodKind.YEAR: Unit.YEAR}


def unit_of(kind: PeriodKind) -> Unit:
    """The word for periods of a kind."""
    return _UNITS.get(kind, Unit.MONTH)


XMR_MEASURE = Label(
    "XmR-diagram: gränserna kommer av hur mycket närliggande värden skiljer sig åt.",
    "XmR chart: the limits come from how much neighbouring figures differ.",
)
XMR_COUNT = Label(
    "XmR-diagram: antalen är stora nog för gränser som kommer av värdena själva.",
    "XmR chart: the counts are large enough for limits that come from the figures themselves.",
)
XMR_SPREAD = Label(
    "XmR-diagram: antalen är små men varierar mer än slumpen ger.",
    "XmR chart: the counts are small but vary more than chance gives.",
)
XMR_NO_COUNTS = Label(
    "XmR-diagram: täljare och nämnare finns inte för varje period eller stämmer inte.",
    "XmR chart: numerator and denominator are not there for each period, or do not hold.",
)
XMR_EVEN = Label(
    "XmR-diagram: underlaget är stort och ungefär lika stort varje period.",
    "XmR chart: what the figures rest on is large and much the same each period.",
)
C_COUNT = Label(
    "c-diagram: antalen är små, och gränserna kommer av slumpen i små antal.",
    "c chart: the counts are small, and the limits come from chance in small counts.",
)
RARE = Label(
    "I snitt är händelserna färre än en per period, så tiden mellan dem säger mer än antalet.",
    "On average the events are fewer than one a period, so the time between them says more than their number.",
)
RARE_PARTS = Label(
    "I snitt räknas färre än ett fall per period, så enstaka fall flyttar värdet mycket.",
    "On average fewer than one case is counted a period, so single cases move the figure a lot.",
)
FEW = Label(
    "Diagram för andelar av få: gränserna följer hur många varje värde bygger på.",
    "Chart for parts of few: the limits follow how many each figure rests on.",
)
UNEVEN = Label(
    "Underlaget är olika stort från period till period: gränserna följer det.",
    "What the figures rest on differs from period to period: the limits follow it.",
)
LANEY = Label(
    "Värdena varierar mer än slumpen ger; gränserna är vidgade efter det (Laney).",
    "The figures vary more than chance gives; the limits are widened accordingly (Laney).",
)
G_CASES = Label(
    "g-diagram: antalet fall mellan sällsynta händelser.",
    "g chart: the number of cases between rare events.",
)
G_DAYS = Label(
    "g-diagram: varje punkt är en sällsynt händelse med dagarna sedan den förra; några inträffade samma dag.",
    "g chart: each point is a rare event with the days since the one before; some fell on the same day.",
)
T_DAYS = Label(
    "t-diagram: varje punkt är en sällsynt händelse med dagarna sedan den förra.",
    "t chart: each point is a rare event with the days since the one before.",
)

NO_FIGURES = Label("Det finns inga värden att bedöma.", "There are no figures to judge.")
ALL_SAME = Label(
    "Alla värden är lika; det finns ingen variation att bedöma.",
    "All figures are the same; there is no variation to judge.",
)
STABLE = Label(
    "Nivån är stabil: variationen är inte större än vad slumpen ger.",
    "The level is stable: it varies no more than chance gives.",
)
OPEN_LONGER = Label(
    "Tiden sedan den senaste händelsen är redan längre än den övre gränsen.",
    "The time since the latest event is already longer than the upper limit.",
)
TARGET_OF_NUMBER = Label(
    "Målet gäller antalet och kan inte ställas mot tiden mellan händelser.",
    "The target is one of number and cannot be held against the time between events.",
)
NO_TARGET = Label("Det finns inget mål att hålla gränserna mot.", "There is no target to hold the limits against.")
NO_LEVEL_AS_NEEDED = Label(
    "Målet är enligt behov, utan en nivå att hålla gränserna mot.",
    "The target is as needed, without a level to hold the limits against.",
)
TARGET_BY_SEX = Label(
    "Målet är satt för kvinnor och för män, inte för alla tillsammans.",
    "The target is set for women and for men, not for all together.",
)
NO_DIRECTION = Label("Målet säger inte åt vilket håll som är bra.", "The target does not say which way is good.")

_ASSURED = {
    Assurance.PASSES: Label(
        "Målet nås varje gång så länge inget ändras.", "The target is met every time as long as nothing changes."
    ),
    Assurance.FAILS: Label("Målet nås inte utan förändring.", "The target is not met without change."),
    Assurance.HIT_OR_MISS: Label(
        "Målet nås ibland och ibland inte: det ligger inom den vanliga variationen.",
        "The target is met at times and missed at times: it lies within the usual variation.",
    ),
}


def assured(answer: Assurance) -> Label:
    """What to expect of the target."""
    return _ASSURED[answer]


def too_few(points: int, needed: int, unit: Unit, since: Month | None) -> Label:
    """Why there is no icon yet."""
    sv, en = _counted(points, unit)
    after = month_words(since) if since is not None else None
    more_sv = f" sedan den nya nivån började gälla i {after.sv}" if after else ""
    more_en = f" since the new level began in {after.en}" if after else ""
    return Label(
        f"Det finns värden för {sv}{more_sv}. En ikon ges från {needed}.",
        f"There are figures of {en}{more_en}. An icon is given from {needed}.",
    )


def signalled(signal: Signal, way: Way, length: int, unit: Unit) -> Label:
    """Which pattern the latest point is part of; `length` is that of the pattern."""
    high = way is Way.HIGH
    middle = _middle(unit)
    match signal:
        case Signal.BEYOND:
            return Label(
                f"Det senaste värdet ligger {'över den övre' if high else 'under den undre'} gränsen.",
                f"The latest figure lies {'above the upper' if high else 'below the lower'} limit.",
            )
        case Signal.SHIFT:
            return Label(
                f"De senaste värdena, minst {length} i rad, ligger {'över' if high else 'under'} {middle.sv}.",
                f"The latest figures, at least {length} in a row, lie {'above' if high else 'below'} {middle.en}.",
            )
        case Signal.TWO_OF_THREE:
            return Label(
                f"Två av tre värden i rad ligger nära den {'övre' if high else 'undre'} gränsen.",
                f"Two of three figures in a row lie close to the {'upper' if high else 'lower'} limit.",
            )
        case Signal.TREND:
            return Label(
                f"De senaste värdena, minst {length} i rad, är alla {'högre' if high else 'lägre'} än det förra.",
                f"The latest figures, at least {length} in a row, are all {'higher' if high else 'lower'} "
                "than the one before.",
            )


def broken(month: Month) -> Label:
    """That figures are of something else from a month on, and the level rests on those before it too."""
    words = month_words(month)
    return Label(
        f"Serien är bruten från {words.sv}: värdena före mäter något annat, och nivån vilar på dem. En ny nivå kan "
        "beslutas från den månaden.",
        f"The series is broken from {words.en}: the figures before are of something else, and the level rests on "
        "them. A new level can be decided from that month.",
    )


def suggests(first: Month, points: int, way: Way, unit: Unit) -> Label:
    """That a person may decide a new level."""
    month = month_words(first)
    sv, en = _counted(points, unit)
    middle = _middle(unit)
    high = way is Way.HIGH
    return Label(
        f"Sedan {month.sv} ligger {sv} i rad {'över' if high else 'under'} {middle.sv}. Är orsaken känd och väntas "
        "den bestå kan en ny nivå beslutas från den månaden.",
        f"Since {month.en}, {en} in a row lie {'above' if high else 'below'} {middle.en}. If the cause is known and "
        "expected to last, a new level can be decided from that month.",
    )


def _counted(number: int, unit: Unit) -> tuple[str, str]:
    """A number of them in both languages; one of them in the singular."""
    if number != 1:
        return f"{number} {unit.value.sv}", f"{number} {unit.value.en}"
    singular = {
        Unit.MONTH: ("1 månad", "1 month"),
        Unit.TERTIAL: ("1 tertial", "1 tertial"),
        Unit.YEAR: ("1 år", "1 year"),
        Unit.EVENT: ("1 tid mellan händelser", "1 time between events"),
    }
    return singular[unit]


def _middle(unit: Unit) -> Label:
    """The line that runs are told by; between events it is no mean."""
    return Label("mittlinjen", "the centre line") if unit is Unit.EVENT else Label("medelvärdet", "the mean")
