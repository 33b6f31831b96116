"""Why a forecast is as it is, and what was done to its figures first: the sentences, in both languages."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from tertial.assess.comparison.wording import Wording, number
from tertial.assess.figure_wording import wording_of
from tertial.assess.forecasting.method import Method
from tertial.domain.calendar import Month
from tertial.domain.indicators import Indicator, Kind
from tertial.domain.label import Label
from tertial.domain.period_words import month_words

if TYPE_CHECKING:
    from tertial.assess.forecasting.results import BacktestRecord
    from tertial.assess.forecasting.series import Adjustment

NO_FIGURE = Label("Det finns ingen siffra att utgå från.", "There is no figure to go by.")
NO_DENOMINATOR = Label("Nämnaren är noll i alla månader.", "The denominator is zero in every month.")
SPARSE = Label("Många månader har inget fall.", "Many months have no case.")
CHOSEN = Label("Metoden valdes genom prov bakåt i tiden.", "The method was chosen by a back-test.")
ONE_FIGURE = Label(
    "Det finns bara en siffra; den förs vidare, och inget säger hur säker den är.",
    "There is only one figure; it is carried on, and nothing says how sure it is.",
)
NEVER_WRONG = Label(
    "Prognosen hade inte haft fel hittills, så inget säger hur säker den är.",
    "The forecast would not have been wrong so far, so nothing says how sure it is.",
)
YEAR_NOT_REACHED = Label(
    "Årets slut ligger längre bort än prognosen räcker.", "The year's end lies further ahead than the forecast reaches."
)

NO_REPORTED_MONTHS = Label(
    "Färre än två enskilda månader är rapporterade, så ingen prognos görs.",
    "Fewer than two single months are reported, so no forecast is made.",
)
MOSTLY_NOT_REPORTED = Label(
    "Färre än hälften av månaderna är rapporterade, så ingen prognos görs.",
    "Fewer than half of the months are reported, so no forecast is made.",
)
NO_COUNTS = Label(
    "Täljare och nämnare är inte rapporterade för alla månader, så årets siffra går inte att räkna fram ur dem.",
    "Numerator and denominator are not reported for every month, so the year's figure cannot be made of the months'.",
)
MADE_ANEW = Label(
    "Årets siffra går inte att räkna fram ur månadernas: den räknas om för varje period.",
    "The year's figure cannot be made of the months': it is found anew for each period.",
)
NEAR = Label(
    "Årets siffra räknas om för hela året, så prognosen av den är ungefärlig: månadernas medelvärde, flyttat så att "
    "det stämmer med året hittills.",
    "The year's figure is found anew for the whole year, so its forecast is about right only: the mean of its months, "
    "moved so that the year so far agrees.",
)
NEAR_MONTHS = Label(
    "Årets siffra räknas om för hela året, så prognosen av den är ungefärlig: månadernas medelvärde.",
    "The year's figure is found anew for the whole year, so its forecast is about right only: the mean of its months.",
)
HOW_NOT_SAID = Label(
    "Definitionen säger inte hur månader blir ett år (over_time), så årets siffra går inte att räkna fram ur dem.",
    "The definition does not say how months make a year (over_time), so the year's figure cannot be made of them.",
)
NO_MONTHS = Label(
    "Inga månader är beräknade, så ingen prognos görs.", "No months have been computed, so no forecast is made."
)
OF_EVERYBODY = Label(
    "Prognos görs bara för alla, inte för delar som kvinnor och män.",
    "Forecasts are made of everybody only, not of parts such as women and men.",
)

_NAMES = {
    Method.NONE: Label("ingen prognos", "no forecast"),
    Method.CONSTANT: Label("samma siffra som alltid", "the same figure as ever"),
    Method.LAST: Label("den enda siffran", "the only figure"),
    Method.MEAN: Label("ett jämnt medelvärde", "an even mean"),
    Method.CROSTON: Label("Crostons metod", "Croston's method"),
    Method.SEASONAL_NAIVE: Label("samma månad i fjol", "the same month last year"),
    Method.TWELFTH: Label("1/12-regeln", "the 1/12 rule"),
    Method.PROFILE: Label("tidigare års profil", "the profile of earlier years"),
    Method.YEAR_LEVEL: Label("årets nivå med trend", "the year's level with its trend"),
    Method.RECENT_LEVEL: Label("halvårets nivå", "the half-year's level"),
    Method.THETA: Label("Theta", "Theta"),
    Method.CES: Label("komplex exponentiell utjämning", "complex exponential smoothing"),
    Method.ETS: Label("exponentiell utjämning med dämpad trend", "exponential smoothing with a damped trend"),
    Method.COMBINATION: Label("medelvärdet av flera metoder", "the mean of several methods"),
}


def method_words(method: Method) -> Label:
    """The method in words."""
    return _NAMES[method]


def why_none(indicator: Indicator) -> Label:
    """Why an indicator has no forecast at all."""
    return NO_REPORTED_MONTHS if indicator.kind is Kind.REPORTED else NO_MONTHS


def record_words(record: BacktestRecord) -> Label:
    """How wrong the chosen method was when it was tried, against last year's month, and how often intervals held."""
    first, last = month_words(record.origins[0]), month_words(record.origins[-1])
    error = number(Decimal(repr(record.errors[record.chosen])).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
    shares = Wording(100)
    held = [shares.figure(shares.rounded(share)) for share in (record.covered_80, record.covered_95)]
    several = len(record.origins) > 1
    when = Label(
        f"från {first.sv} till {last.sv}" if several else f"från {first.sv}",
        f"from {first.en} to {last.en}" if several else f"from {first.en}",
    )
    return Label(
        f"När den prövades {when.sv} var felet i snitt {error.sv} gånger den vanliga ändringen från ett år till nästa; "
        f"intervallet för åtta fall av tio höll i {held[0].sv} av månaderna, det för nitton av tjugo i {held[1].sv}.",
        f"When it was tried {when.en} its error was on average {error.en} times the usual change from one year to the "
        f"next; the interval for eight cases of ten held in {held[0].en} of the months, that for nineteen of twenty "
        f"in {held[1].en}.",
    )


def one_off_ahead(one: Adjustment, indicator: Indicator) -> Label:
    """A known one-off of a month to come, which is put on top of the forecast."""
    month, what = month_words(one.month), _one_off(one, indicator)
    return Label(
        f"Prognosen räknar med en känd engångspost i {month.sv}: {what.sv}.",
        f"The forecast counts a known one-off in {month.en}: {what.en}.",
    )


def one_off_taken_out(one: Adjustment, indicator: Indicator) -> Label:
    """A known one-off of a month that has come, which methods do not see."""
    month, what = month_words(one.month), _one_off(one, indicator)
    return Label(
        f"En engångspost i {month.sv} räknas inte som vanlig när prognosen görs: {what.sv}.",
        f"A one-off in {month.en} is not taken for usual when the forecast is made: {what.en}.",
    )


def one_off_not_used(month: Month) -> Label:
    """A one-off that cannot be added, since the figure's sums are not told."""
    words = month_words(month)
    return Label(
        f"Engångsposten i {words.sv} är inte med i prognosen: måttets täljare är inte känd månad för månad.",
        f"The one-off in {words.en} is not in the forecast: the numerator is not known month by month.",
    )


def _one_off(one: Adjustment, indicator: Indicator) -> Label:
    """The amount, with its unit where the indicator is no ratio, and the reason."""
    wording = wording_of(indicator)
    exact = Decimal(repr(one.amount))
    amount = (
        number(exact if exact % 1 else int(exact))
        if indicator.is_ratio
        else wording.figure(wording.rounded(one.amount))
    )
    return Label(
        f"{amount.sv} ({one.reason.sv.rstrip('.')})", f"{amount.en} ({one.reason.in_language('en').rstrip('.')})"
    )


def best(method: Method, origins: int, series: int) -> Label:
    """Which method was chosen, over how many months and series."""
    name = method_words(method)
    if series == 1:
        return Label(
            f"Metoden valdes när flera prövades från {_earlier_sv(origins)}: {name.sv}.",
            f"The method was chosen when several were tried from {_earlier_en(origins)}: {name.en}.",
        )
    return Label(
        f"Metoden valdes när flera prövades från {_earlier_sv(origins)} och på {series} serier: {name.sv}.",
        f"The method was chosen when several were tried from {_earlier_en(origins)} and on {series} series: {name.en}.",
    )


def _earlier_sv(months: int) -> str:
    return "en tidigare månad" if months == 1 else f"{months} tidigare månader"


def _earlier_en(months: int) -> str:
    return "one earlier month" if months == 1 else f"{months} earlier months"


def sparse(method: Method) -> Label:
    """Many months without a case, and what is carried on instead of a shape of the year."""
    name = method_words(method)
    return Label(
        f"Många månader har inget fall, så prognosen är jämn över året: {name.sv}.",
        f"Many months have no case, so the forecast is even over the year: {name.en}.",
    )


def flat(months: int) -> Label:
    """All figures are the same."""
    return Label(
        f"Siffran har varit densamma i alla {months} månader; inget säger hur mycket den kan ändras.",
        f"The figure has been the same in all {months} months; nothing says how much it may change.",
    )


def short(months: int) -> Label:
    """Too few months for a back-test."""
    return Label(
        f"Serien har {_months_sv(months)}, för få för att pröva metoder; prognosen är ett enkelt medelvärde.",
        f"The series has {_months_en(months)}, too few to try methods on; the forecast is a plain mean.",
    )


def short_with_year(months: int) -> Label:
    """Too few months for a back-test, but two years of them."""
    return Label(
        f"Serien har {_months_sv(months)}, för få för att pröva metoder; prognosen är samma månad i fjol.",
        f"The series has {_months_en(months)}, too few to try methods on; the forecast is the same month last year.",
    )


def no_numbers(count: int) -> Label:
    """Some figures are infinite, no numbers or too large to add up."""
    return Label(f"Oanvändbara tal, räknade som saknade: {count}.", f"Unusable numbers, counted as missing: {count}.")


def none_since_break(month: Month) -> Label:
    """Nothing comparable has come since a break."""
    words = month_words(month)
    return Label(
        f"Det finns ingen siffra efter brottet i serien i {words.sv}.",
        f"There is no figure after the break of the series in {words.en}.",
    )


def since_break(month: Month) -> Label:
    """Only figures since a break are used."""
    words = month_words(month)
    return Label(
        f"Serien är bruten; bara siffror från och med {words.sv} används.",
        f"The series is broken; only figures from {words.en} on are used.",
    )


def too_old(month: Month) -> Label:
    """The last figure is too old."""
    words = month_words(month)
    return Label(
        f"Den senaste siffran att utgå från är från {words.sv}, för gammal att göra en prognos av.",
        f"The latest figure to go by is of {words.en}, too old to forecast from.",
    )


def last_figure(month: Month) -> Label:
    """The last months have no figure."""
    words = month_words(month)
    return Label(
        f"Den senaste siffran att utgå från är från {words.sv}.", f"The latest figure to go by is of {words.en}."
    )


def rests_on_months_since(month: Month, *, is_part: bool) -> Label:
    """The year's first months have no figure; of a sum that rests on the others, that it is not the whole year's."""
    words = month_words(month)
    said = Label(
        f"Årets siffra bygger på månaderna från och med {words.sv}, eftersom tidigare månader inte har någon siffra "
        "att utgå från",
        f"The year's figure rests on the months from {words.en} on, since earlier months have no figure to go by",
    )
    if not is_part:
        return Label(f"{said.sv}.", f"{said.en}.")
    return Label(
        f"{said.sv}; den är inte hela årets, så inget mål för året jämförs med den.",
        f"{said.en}; it is not the whole year's, so no target of the year is held against it.",
    )


def filled(months: int) -> Label:
    """Gaps were filled."""
    sv = "1 månad saknas och är utfylld" if months == 1 else f"{months} månader saknas och är utfyllda"
    en = "1 month is missing and filled" if months == 1 else f"{months} months are missing and filled"
    return Label(f"{sv} för att kunna räkna.", f"{en} to be able to compute.")


def _months_sv(months: int) -> str:
    return "1 månad" if months == 1 else f"{months} månader"


def _months_en(months: int) -> str:
    return "1 month" if months == 1 else f"{months} months"
