"""Continuity over rolling months: the contract that facts of different lengths share."""

from __future__ import annotations

from tertial.domain.facts.columns import LAST_DAY, columns_of_feed
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.facts.last_contact import at_last_contact
from tertial.domain.label import Label

_COUNTS = (
    ("contacts", Label("Kontakter, N", "Contacts, N")),
    ("clinicians", Label("Olika kliniker", "Different clinicians")),
    (
        "same",
        Label(
            "Ordnade par av kontakter med samma kliniker: summan av n² minus N",
            "Ordered pairs of contacts with the same clinician: the sum of n² less N",
        ),
    ),
    ("possible", Label("Alla ordnade par av kontakter: N(N−1)", "All ordered pairs of contacts: N(N−1)")),
    (
        "largest",
        Label("Kontakter med den kliniker som personen mött oftast", "Contacts with the clinician met most often"),
    ),
    (
        "sequence_same",
        Label(
            "Kontakter med samma kliniker som kontakten närmast före",
            "Contacts with the same clinician as the contact just before",
        ),
    ),
    (
        "sequence_pairs",
        Label("Kontakter som har en kontakt före sig: N−1", "Contacts that have a contact before them: N−1"),
    ),
)


def continuity(months: int, sv: str, en: str) -> Fact:
    """The contract over so many months, which are `sv` and `en` in words."""
    return Fact(
        id=f"continuity-{months}",
        title=Label(f"Kontinuitet under {sv} månader", f"Continuity over {en} months"),
        row=Label(
            f"En person med kontakter med kända kliniker under de {sv} månader som slutar med månaden.",
            f"A person with contacts with known clinicians in the {en} months that end with the month.",
        ),
        columns=(
            *columns_of_feed("contacts", "person"),
            FactColumn(
                "unit",
                ValueType.UNIT,
                Label(
                    "Enheten där flest av kontakterna ägde rum; av lika många den vars id kommer först",
                    "The unit of most of the contacts; of equally many the one whose id comes first",
                ),
                nullable=False,
            ),
            LAST_DAY,
            *at_last_contact("contacts"),
            *(FactColumn(name, ValueType.INTEGER, meaning, nullable=False) for name, meaning in _COUNTS),
        ),
        day="day",
        unit="unit",
        person="person",
        sources=("contacts",),
        derived=True,
        look_back=months - 1,
        at_month_ends=True,
        window=months,
        official=Label(
            "COC = same/possible: Bice och Boxerman, A quantitative measure of continuity of care, Medical Care 1977; "
            "det index som SKR:s Primärvårdskvalitet använder. UPC = largest/contacts: Breslau och Reeb, Continuity of "
            "care in a university-based practice, Journal of Medical Education 1975. SECON = "
            "sequence_same/sequence_pairs: Steinwachs, Measuring provider continuity in ambulatory care, Medical Care "
            "1979. Avvikelser: kontakter utan känd kliniker räknas inte. Flera kontakter samma dag räknas var för sig; "
            "i SECON står de i ordning efter kontaktens id. En person följs inom en vårdgivare, inte mellan dem. Vilka "
            "kontaktsätt och yrken som räknas, och hur många kontakter en person minst ska ha, väljer definitionen.",
            "COC = same/possible: Bice and Boxerman, A quantitative measure of continuity of care, Medical Care 1977; "
            "the index of SKR’s Primärvårdskvalitet. UPC = largest/contacts: Breslau and Reeb, Continuity of care in a "
            "university-based practice, Journal of Medical Education 1975. SECON = sequence_same/sequence_pairs: "
            "Steinwachs, Measuring provider continuity in ambulatory care, Medical Care 1979. Deviations: contacts "
            "without a known clinician do not count. Several contacts on a day count each; in SECON they stand in the "
            "order of the contact’s id. A person is followed within a care provider, not between them. Which modes and "
            "professions count, and how many contacts a person has at least, the definition chooses.",
        ),
    )
