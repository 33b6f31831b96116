"""Sentences on the spread between units: how wide it is, how much of it is chance, and how many stand out."""

from __future__ import annotations

from tertial.assess.comparison.comparison import Comparison, Spread
from tertial.assess.comparison.dispersion import Dispersion, Widening
from tertial.assess.comparison.wording import Wording, number
from tertial.domain.label import Label, joined, opened

UNSURE = 0.4
"""Limits of the share that is chance further apart than this are told instead of a fraction."""

_FRACTIONS = (
    (0.155, Label("en tiondel", "a tenth")),
    (0.225, Label("en femtedel", "a fifth")),
    (0.29, Label("en fjärdedel", "a quarter")),
    (0.41, Label("en tredjedel", "a third")),
    (0.58, Label("hälften", "half")),
    (0.705, Label("två tredjedelar", "two thirds")),
    (0.775, Label("tre fjärdedelar", "three quarters")),
    (0.85, Label("fyra femtedelar", "four fifths")),
    (1.0, Label("nio tiondelar", "nine tenths")),
)
"""Up to which share each fraction stands: the midpoints to the next."""
_NEARLY = 0.05
"""So near to none or all of it that no fraction is named."""


def spread_sentence(comparison: Comparison, wording: Wording) -> Label:
    """How far apart the units stand, how much is chance and how many differ from the others."""
    units = comparison.compared
    if len(units) < 2:
        return comparison.reason or Label("")
    said = _range(comparison, wording)
    if comparison.spread is None:
        said = joined(said, comparison.reason) if comparison.reason is not None else said
        if comparison.pool is not None and comparison.pool.variance > 0:
            said = joined(said, _sentence(_standing_out(comparison, wording)))
    else:
        chance, out = _chance(comparison.spread, wording), _standing_out(comparison, wording)
        said = joined(said, Label(f"{chance.sv}; {out.sv}.", f"{chance.en}; {out.en}."))
    aside = len(comparison.uncertain)
    if aside:
        said = joined(said, _uncertain(aside, wording))
    absent = len(comparison.units) - len(units) - aside
    if absent:
        said = joined(said, _absent(absent, wording))
    return said if comparison.caveat is None else joined(said, comparison.caveat)


def real_range_sentence(comparison: Comparison, wording: Wording) -> Label | None:
    """Between which levels the units really stand; None where that is not known or chance changes little."""
    spread = comparison.spread
    if spread is None or not _NEARLY < spread.chance < 1 - _NEARLY:
        return None
    low, high = wording.rounded(spread.real_lowest), wording.rounded(spread.real_highest)
    if (low, high) == (wording.rounded(spread.lowest), wording.rounded(spread.highest)) or low == high:
        return None
    span = wording.span(low, high)
    verb = wording.verb(Label("är", "is"), Label("var", "was"))
    return Label(
        f"När slumpen räknas bort {verb.sv} det snarare {span.sv}.",
        f"With chance taken away it {verb.en} rather {span.en}.",
    )


def dispersion_sentence(dispersion: Dispersion) -> Label:
    """Whether the funnel's limits are widened, and how."""
    match dispersion.widening:
        case Widening.NONE:
            return Label(
                "Gränserna visar vad slumpen ensam ger.",
                "The limits show what chance alone gives.",
            )
        case Widening.ADDITIVE:
            return Label(
                "Enheterna skiljer sig mer åt än slumpen ger. Gränserna är därför vidgade med den spridning som är "
                "vanlig mellan dem.",
                "The units differ by more than chance gives. The limits are therefore widened by the spread that is "
                "usual between them.",
            )
        case Widening.MULTIPLICATIVE:
            times = number(Wording(factor=1, decimals=1).rounded(dispersion.phi**0.5))
            return Label(
                "Enheterna skiljer sig mer åt än slumpen ger, lika mycket mer för stora som för små. Gränserna är "
                f"därför {times.sv} gånger så vida som slumpen ensam ger.",
                "The units differ by more than chance gives, as much more for large as for small ones. The limits are "
                f"therefore {times.en} times as wide as chance alone gives.",
            )


def _range(comparison: Comparison, wording: Wording) -> Label:
    values = [unit.value for unit in comparison.compared if unit.value is not None]
    low, high = wording.rounded(min(values)), wording.rounded(max(values))
    if low == high:
        figure = wording.figure(low)
        verb = wording.verb(Label("ligger", "are"), Label("låg", "were"))
        who = _all(len(values))
        return Label(
            f"{opened(who.sv)} {verb.sv} på {figure.sv}, avrundat.",
            f"{opened(who.en)} {verb.en} at {figure.en}, rounded.",
        )
    span = wording.span(low, high)
    first, last = wording.figure(low), wording.figure(high)
    verb = wording.verb(Label("ligger", "range"), Label("låg", "ranged"))
    return Label(
        f"Enheterna {verb.sv} på {span.sv}.",
        f"The units {verb.en} from {first.en} to {last.en}.",
    )


def _chance(spread: Spread, wording: Wording) -> Label:
    verb = wording.verb(Label("är", "is"), Label("var", "was"))
    if spread.chance_high - spread.chance_low > UNSURE:
        limits = Wording().span(Wording().rounded(spread.chance_low), Wording().rounded(spread.chance_high))
        return Label(
            f"Hur stor del av spridningen som {verb.sv} slump är osäkert ({limits.sv})",
            f"How much of the spread {verb.en} chance is uncertain ({limits.en})",
        )
    if spread.chance > 1 - _NEARLY:
        return Label(f"Nästan hela spridningen {verb.sv} slump", f"Nearly all of the spread {verb.en} chance")
    if spread.chance < _NEARLY:
        return Label(f"Nästan inget av spridningen {verb.sv} slump", f"Hardly any of the spread {verb.en} chance")
    fraction = next(words for most, words in _FRACTIONS if spread.chance <= most)
    return Label(
        f"Ungefär {fraction.sv} av spridningen {verb.sv} slump", f"About {fraction.en} of the spread {verb.en} chance"
    )


def _standing_out(comparison: Comparison, wording: Wording) -> Label:
    out, all_units = len(comparison.standing_out), len(comparison.compared)
    verb = wording.verb(Label("skiljer", "differ"), Label("skilde", "differed"))
    one = wording.verb(Label("skiljer", "differs"), Label("skilde", "differed"))
    if all_units == 2:
        no = ("", "") if out else ("inte ", "no ")
        return Label(
            f"de två {verb.sv} sig {no[0]}åt mer än slumpen ger", f"the two {verb.en} by {no[1]}more than chance gives"
        )
    if out == 0:
        who, does = Label(f"ingen av {all_units}", f"none of {all_units}"), one
    elif out == all_units:
        who, does = _all(all_units), verb
    else:
        who, does = Label(f"{out} av {all_units}", f"{out} of {all_units}"), one if out == 1 else verb
    return Label(
        f"{who.sv} {does.sv} sig från övriga mer än slumpen ger",
        f"{who.en} {does.en} from the others by more than chance gives",
    )


def _all(units: int) -> Label:
    return Label("båda", "both") if units == 2 else Label(f"alla {units}", f"all {units}")


def _uncertain(units: int, wording: Wording) -> Label:
    verb = wording.verb(Label("jämförs", "are"), Label("jämfördes", "were"))
    one = wording.verb(Label("jämförs", "is"), Label("jämfördes", "was"))
    if units == 1:
        return Label(
            f"1 enhet {one.sv} inte, eftersom dess siffra är osäker.",
            f"1 unit {one.en} not compared, since its figure is uncertain.",
        )
    return Label(
        f"{units} enheter {verb.sv} inte, eftersom deras siffror är osäkra.",
        f"{units} units {verb.en} not compared, since their figures are uncertain.",
    )


def _absent(units: int, wording: Wording) -> Label:
    verb = wording.verb(Label("saknar", "lack"), Label("saknade", "lacked"))
    one = wording.verb(Label("saknar", "lacks"), Label("saknade", "lacked"))
    if units == 1:
        return Label(f"1 enhet {one.sv} jämförbar siffra.", f"1 unit {one.en} a figure to compare.")
    return Label(f"{units} enheter {verb.sv} jämförbar siffra.", f"{units} units {verb.en} a figure to compare.")


def _sentence(words: Label) -> Label:
    return Label(f"{opened(words.sv)}.", f"{opened(words.en)}.")
