"""Persons: the population register as it stood on a day, one row a person and day."""

from __future__ import annotations

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import SEX
from tertial.domain.label import Label
from tertial.domain.row_marks import Mark

FEED = Feed(
    id="persons",
    title=Label("Personer", "Persons"),
    # The state on a day, and not one row a person for ever: the age at that day is kept, the day of birth is not, so
    # only a new row can make anybody older.
    row=Label(
        "En person i befolkningsregistret, som registret såg ut en viss dag.",
        "A person in the population register, as the register stood on a day.",
    ),
    grain=Grain.PERSON,
    columns=(
        Column("person", ColumnKind.PERSON, Label("Personens identitetsnummer", "The person’s identity number")),
        Column(
            "as_of",
            ColumnKind.DATE,
            Label(
                "Dagen som uppgifterna gäller, helst månadens sista",
                "The day that the row holds for, best the last of a month",
            ),
        ),
        Column("sex", ColumnKind.CODE, Label("Kön", "Sex"), scheme=SEX),
        Column(
            "birth_day",
            ColumnKind.BIRTH_DAY,
            Label(
                "Födelsedag, bara där identitetsnumret inte visar den (reservnummer)",
                "Day of birth, only where the identity number does not tell it (reserve numbers)",
            ),
            required=False,
        ),
        Column(
            "municipality",
            ColumnKind.UNIT,
            Label("Hemkommun, som nod i organisationen", "Municipality of residence, as a node of the organisation"),
            required=False,
        ),
        Column(
            "moved",
            ColumnKind.DATE,
            Label("Dagen då personen flyttade från regionen", "The day the person moved out of the region"),
            required=False,
        ),
        Column(
            "deceased", ColumnKind.MONTH, Label("Månaden då personen avled", "The month of the death"), required=False
        ),
        Column(
            "protected",
            ColumnKind.YES_NO,
            Label(
                "Personen har skyddade personuppgifter och visas aldrig i radvyer eller listor",
                "The person’s identity is protected and never appears in row views or lists",
            ),
            mark=Mark.PROTECTED_IDENTITY,
        ),
        Column(
            "opted_out",
            ColumnKind.YES_NO,
            Label(
                "Personen har motsatt sig att uppgifterna används",
                "The person has objected to the use of the data",
            ),
        ),
    ),
    key=("person", "as_of"),
    event="as_of",
    delivery=Delivery.DELTA,
    # Deaths and moves abroad are often registered late.
    look_back=6,
    carries=Label(
        "Befolkning efter kön, ålder och kommun: nämnaren i allt som räknas per invånare. Vem som är avliden eller "
        "utflyttad, har skyddade personuppgifter eller har motsatt sig användning.",
        "Population by sex, age and municipality: the denominator of all that is counted per resident. Who has died or "
        "moved, has a protected identity or has objected.",
    ),
    sample=(
        ("19121212-1212", "2025-07-31", "men", "", "umea", "", "", "no", "no"),
        ("19121212-1212", "2025-08-31", "men", "", "umea", "", "2025-08", "no", "no"),
        ("19900101-2385", "2025-08-31", "women", "", "umea", "2025-08-18", "", "no", "yes"),
        ("19900101-2393", "2025-08-31", "men", "", "dorotea", "", "", "yes", "no"),
    ),
)
