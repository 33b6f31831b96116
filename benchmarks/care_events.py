"""A store of invented care events, made from a seed: contacts, admissions and phone calls of nine years.

38 health centres and 4 emergency departments; each person keeps mostly to a centre and each clinician to a unit. Rows
go straight into the store as a load would publish them: what is measured is computing, not loading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.care_units import (
    ADMISSIONS_A_CONTACT,
    CALLS_A_CONTACT,
    CENTRES,
    CONTACTS,
    MODES,
    MONTHS,
    PERSONS,
    PROFESSIONS,
    UNITS,
)
from tertial.domain.calendar import Month
from tertial.domain.declarations import Declaration, KeptMonths, Purpose
from tertial.domain.feeds.registry import all_feeds
from tertial.extracts.event_schema import event_schema
from tertial.store.declared import declaration_document
from tertial.store.load_record import LoadRecord
from tertial.store.loading import Load, begin_load
from tertial.store.lock import Holder

CLINICIANS_A_UNIT = 15
PUBLISHED = datetime(2026, 1, 15, tzinfo=UTC)
MINUTE = 60_000_000
"""In microseconds."""

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class People:
    """Invented persons: token, sex, year of birth and usual centre of each."""

    tokens: pa.Array
    sexes: Integers
    births: Integers
    homes: Integers

    @classmethod
    def drawn(cls, persons: int, chance: np.random.Generator) -> People:
        """So many of them."""
        letters = chance.integers(97, 113, (persons, 32), dtype=np.uint8)
        texts = np.concatenate([np.tile(np.frombuffer(b"bench.", np.uint8), (persons, 1)), letters], axis=1)
        tokens = pa.array(texts.view("S38").ravel().astype("U38"))
        return cls(
            tokens,
            chance.integers(0, 2, persons),
            chance.integers(1930, 2017, persons),
            chance.integers(0, len(CENTRES), persons),
        )


def write_store(root: Path, contacts: int = CONTACTS, *, persons: int = PERSONS, seed: int = 1) -> None:
    """Write the store of so many contacts; the same seed gives the same events. Raises StoreError."""
    people = People.drawn(persons, np.random.default_rng(seed))
    makers: dict[str, tuple[Callable[..., pa.Table], int]] = {
        "contacts": (_contacts, contacts),
        "admissions": (_admissions, round(contacts * ADMISSIONS_A_CONTACT)),
        "phone-calls": (_calls, round(contacts * CALLS_A_CONTACT)),
    }
    for feed, (maker, rows) in makers.items():
        with begin_load(root, Holder.here("benchmark", PUBLISHED)) as load:
            for place, month in enumerate(MONTHS):
                write_month(load, feed, month, maker, people, rows, place, seed)
            load.publish(_record(feed, rows))


def write_month(
    load: Load,
    feed: str,
    month: Month,
    maker: Callable[..., pa.Table],
    people: People,
    rows: int,
    place: int,
    seed: int,
) -> None:
    """Put a month's part of the rows into the load."""
    first, end = rows * place // len(MONTHS), rows * (place + 1) // len(MONTHS)
    chance = np.random.default_rng([seed, place, len(feed)])
    load.replace_month(feed, month, maker(month, people, first, end - first, chance))


def add_to_month(root: Path, month: Month, rows: int, *, persons: int = PERSONS, seed: int = 1) -> None:
    """Replace a month of contacts by as many other rows: what a late delivery does to a store. Raises StoreError."""
    people = People.drawn(persons, np.random.default_rng(seed))
    with begin_load(root, Holder.here("benchmark", PUBLISHED)) as load:
        chance = np.random.default_rng([seed, 999])
        load.replace_month("contacts", month, _contacts(month, people, 10 * CONTACTS, rows, chance))
        load.publish(_record("contacts", rows))


def _record(feed: str, rows: int) -> LoadRecord:
    declaration = Declaration(
        feed, frozenset({Purpose.STATISTICS}), "Benchmark", "region", ("region",), "None: invented", KeptMonths(240)
    )
    return LoadRecord(
        feed=feed,
        loaded_at=PUBLISHED,
        files=(),
        read=rows,
        accepted=rows,
        quarantined=0,
        reasons={},
        outcome={"added": rows},
        program="benchmark",
        extract=feed,
        declaration=declaration_document(declaration),
    )


def _contacts(month: Month, people: People, first: int, rows: int, chance: np.random.Generator) -> pa.Table:
    who = chance.integers(0, len(people.tokens), rows)
    elsewhere = chance.random(rows)
    unit = np.where(elsewhere < 0.85, people.homes[who], chance.integers(0, len(UNITS), rows))
    clinician = unit * CLINICIANS_A_UNIT + np.minimum(chance.geometric(0.25, rows) - 1, CLINICIANS_A_UNIT - 1)
    wait = np.minimum(chance.geometric(0.2, rows) - 1, 60)
    return _table(
        "contacts",
        rows,
        contact_id=_ids("K", np.arange(first, first + rows)),
        person=_names(who, people.tokens),
        unit=_names(unit, pa.array(UNITS)),
        clinician=_ids("L", clinician),
        profession=_names(chance.integers(0, len(PROFESSIONS), rows), pa.array(PROFESSIONS)),
        date=_days(month, rows, chance),
        mode=_names(chance.integers(0, len(MODES), rows), pa.array(MODES)),
        visit=_names((chance.random(rows) > 0.3).astype(np.int64), pa.array(["first", "return"])),
        problem=_names((chance.random(rows) > 0.5).astype(np.int64), pa.array(["new", "known"])),
        wait_days=pa.array(wait, mask=chance.random(rows) < 0.1),
        **_of_person(month, people, who),
    )


def _admissions(month: Month, people: People, first: int, rows: int, chance: np.random.Generator) -> pa.Table:
    who = chance.integers(0, len(people.tokens), rows)
    admitted = _instants(month, rows, chance)
    stay = chance.integers(60, 20 * 24 * 60, rows) * MINUTE
    ready = admitted + (stay * chance.random(rows)).astype(np.int64)
    discharged = admitted + stay
    return _table(
        "admissions",
        rows,
        admission_id=_ids("V", np.arange(first, first + rows)),
        person=_names(who, people.tokens),
        unit=_names(chance.integers(0, len(UNITS), rows), pa.array(UNITS)),
        planned=pa.array(chance.random(rows) < 0.4),
        deceased=pa.array(chance.random(rows) < 0.02),
        **_moments("admitted_at", admitted, None),
        **_moments("ready_at", ready, chance.random(rows) < 0.3),
        **_moments("discharged_at", discharged, None),
        **_of_person(month, people, who),
    )


def _calls(month: Month, _people: People, first: int, rows: int, chance: np.random.Generator) -> pa.Table:
    called = _instants(month, rows, chance)
    answered = chance.random(rows)
    back = called + chance.integers(1, 24 * 60, rows) * MINUTE
    outcome = np.where(answered < 0.3, 0, np.where(answered < 0.85, 1, 2))
    return _table(
        "phone-calls",
        rows,
        call_id=_ids("S", np.arange(first, first + rows)),
        unit=_names(chance.integers(0, len(CENTRES), rows), pa.array(UNITS)),
        in_hours=pa.array(np.ones(rows, dtype=bool)),
        outcome=_names(outcome, pa.array(["answered", "called_back", "not_called_back"])),
        **_moments("called_at", called, None),
        **_moments("answered_at", called + 2 * MINUTE, outcome != 0),
        **_moments("called_back_at", back, outcome != 1),
    )


def _table(feed: str, rows: int, **columns: pa.Array) -> pa.Table:
    schema = event_schema(all_feeds()[feed])
    usual = {"extract": feed, "provider": "region", "marks": 0}
    arrays = []
    for field in schema:
        array = columns.get(field.name)
        if array is None:
            array = pa.repeat(pa.scalar(usual.get(field.name), _plain(field.type)), rows)
        arrays.append(array.cast(field.type) if array.type != field.type else array)
    return pa.table(arrays, schema=schema)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _ids(letter: str, numbers: Integers) -> pa.Array:
    return pc.binary_join_element_wise(letter, pc.utf8_lpad(pa.array(numbers).cast(pa.string()), 10, "0"), "-")


def _names(places: Integers, names: pa.Array) -> pa.Array:
    """The names at the places, and no others in the dictionary."""
    used, codes = np.unique(places, return_inverse=True)
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), names.take(pa.array(used)))


def _of_person(month: Month, people: People, who: Integers) -> Mapping[str, pa.Array]:
    ages = np.maximum(month.year - people.births[who], 0).astype(np.int16)
    return {"age_years": pa.array(ages), "sex": _names(people.sexes[who], pa.array(["women", "men"]))}


def _days(month: Month, rows: int, chance: np.random.Generator) -> pa.Array:
    start = (month.first_day - date(1970, 1, 1)).days
    length = (month.last_day - month.first_day).days + 1
    return pa.array((start + chance.integers(0, length, rows)).astype(np.int32)).cast(pa.date32())


def _instants(month: Month, rows: int, chance: np.random.Generator) -> Integers:
    start = (month.first_day - date(1970, 1, 1)).days * 24 * 60
    length = ((month.last_day - month.first_day).days + 1) * 24 * 60
    # From two in the night on, so that the local month is the month in UTC.
    return (start + chance.integers(0, length - 180, rows)) * MINUTE


def _moments(name: str, moments: Integers, absent: npt.NDArray[np.bool_] | None) -> Mapping[str, pa.Array]:
    at = pa.array(moments, pa.timestamp("us", "UTC"), mask=absent)
    return {
        name: at,
        f"{name}_day": pc.local_timestamp(pc.cast(at, pa.timestamp("us", "Europe/Stockholm"))).cast(pa.date32()),
    }
