"""Rows behind a figure: for whom they are shown, what is refused, and the log of it before anything is shown.

Sources: patientdatalagen (2008:355) 4 kap. 1-3 §§ (inner secrecy: who takes part in the care of a patient, or needs
the data for work; access is limited and logged) and 4 § (blocks between care units), HSLF-FS 2016:40 4 kap. 9 § (what
the log says). A region's lawyer confirms the reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from tertial.compute.connection import looking
from tertial.compute.filters import Chain, chains_of
from tertial.compute.persons import loads_of, recorded_declarations
from tertial.compute.row_view import RowView, view_rows
from tertial.compute.steps import Node
from tertial.domain.cells import View
from tertial.domain.clock import TIME_ZONE
from tertial.domain.declarations import Declaration
from tertial.domain.facts.contract import Fact, ValueType
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.measures import Part, indicators_of_measure
from tertial.domain.organisation import LINE
from tertial.domain.results import Sex
from tertial.extracts.access_log import Access, AccessKind, log_accesses
from tertial.language import _, current_language, spoken
from tertial.pipeline.asking import counted_months, figures_of, state_of, subject_of
from tertial.pipeline.errand import Errand, refusals
from tertial.pipeline.explanation import Question, Subject
from tertial.pipeline.folder import read
from tertial.pipeline.input_error import InputError
from tertial.pipeline.loading import declared_units
from tertial.pipeline.relinking import account
from tertial.store.snapshots.manifest import SnapshotManifest
from tertial.store.state import State

TOKEN_SHOWN = 8
"""So many letters of a token are shown after the key's id: enough to tell the rows of a list apart."""
ORE = 100


@dataclass(frozen=True, slots=True)
class RowsWanted:
    """Rows of which figure, of which part (None: the numerator, or all rows of a histogram), for whom and why."""

    question: Question
    part: Part | None
    user: str
    reason: str


@dataclass(frozen=True, slots=True)
class RowsShown:
    """What is shown: tokens shortened, amounts in kronor, instants by the Swedish clock. Its repr shows no row."""

    subject: Subject
    snapshot: SnapshotManifest
    part: Part
    fact: Fact
    user: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    persons: int
    more: int
    marked: int
    elsewhere: int
    nobody: int

    def __repr__(self) -> str:
        return f"RowsShown({len(self.rows)} rows)"


def show_rows(errand: Errand, wanted: RowsWanted) -> RowsShown:
    """The rows of a part of a figure at one care unit; whose they are is logged before this returns.

    Raises InputError with the reason where they may not be shown, or cannot be.
    """
    reason, user = wanted.reason.strip(), wanted.user.strip()
    if not reason:
        raise InputError(_("Rows of patients are shown for a stated reason: add --reason. It is logged with each."))
    if not user:
        raise InputError(_("Say who looks: add --user. It is logged with each patient."))
    region = read(errand.folder)
    root = errand.root_of(region.extracts)
    subject = subject_of(region, wanted.question)
    chain, part = _chain(subject, wanted.part)
    _check_unit(subject)
    results, snapshot = figures_of(subject, root, wanted.question.snapshot)
    months = counted_months(subject, results, snapshot)
    if not months:
        raise InputError(_("There are no rows: nothing of the period has been computed."))
    with refusals():
        state = state_of(snapshot, root)
        extracts = _extracts_of_unit(subject, state, chain.fact)
        errand.step(_("Reads rows"))
        node = Node(subject.unit, LINE, results.first_stage.places(View.AS_IT_WAS))
        with looking(root) as connection:
            view = view_rows(connection, state, chain, part, node, months, extracts)
        _log(errand, root, subject.unit, view, _named(user), reason)
    return _shown(subject, snapshot.manifest, part, chain.fact, view, _named(user))


def _chain(subject: Subject, part: Part | None) -> tuple[Chain, Part]:
    """The rows asked for. Raises InputError where there are none that may be shown one by one."""
    indicator, language = subject.indicator, current_language()
    if indicator.measure is None:
        raise InputError(_("The figures are reported: there are no rows behind them."))
    if indicators_of_measure(indicator.measure):
        raise InputError(_("The figure is made of the figures of units, not of rows: explain those."))
    found = {ended: chain for chain in chains_of(indicator, subject.sex) for ended in chain.ends}
    part = part or (Part.SPREAD if Part.SPREAD in found else Part.NUMERATOR)
    if part is Part.NUMERATOR and Part.SPREAD in found:
        part = Part.SPREAD
    if part not in found:
        raise InputError(_("The figure has no denominator: its rows are those of the numerator."))
    chain = found[part]
    fact = chain.fact
    if subject.sex is not Sex.ALL and not fact.has("sex"):
        raise InputError(_("{fact}: its rows do not tell the sex.").format(fact=fact.title.in_language(language)))
    if fact.derived:
        raise InputError(
            _(
                "{fact}: a row is made from rows of several care units, and row views keep to one. "
                "Its counts are in the steps."
            ).format(fact=fact.title.in_language(language))
        )
    if not fact.person:
        raise InputError(
            _("{fact}: its rows are not about patients; row views are for those.").format(
                fact=fact.title.in_language(language)
            )
        )
    return chain, part


def _check_unit(subject: Subject) -> None:
    """Rows are shown of one care unit, as it was. Raises InputError for anything else."""
    organisation, unit = subject.region.organisation, subject.unit
    row, kinds = organisation.find(unit), organisation.trees.get(LINE, ())
    if subject.view is not View.AS_IT_WAS:
        raise InputError(
            _("Rows are shown of a unit as it was: another unit's rows stay that unit's, whoever carries its work.")
        )
    if subject.tree != LINE or row is None or (kinds and row.kind not in kinds):
        raise InputError(_("{unit} is no care unit: rows are shown within one.").format(unit=unit))
    below = next((one.id for one in organisation.units if one.parent == unit), "")
    if below:
        raise InputError(
            _("{unit} has units below it, such as {below}: rows are shown within one care unit.").format(
                unit=unit, below=below
            )
        )


def _extracts_of_unit(subject: Subject, state: State, fact: Fact) -> frozenset[str]:
    """The extracts that declare the unit, all of one care provider, which is the unit's own. Raises InputError."""
    organisation, unit = subject.region.organisation, subject.unit
    log = loads_of(state)
    covering: dict[str, Declaration] = {
        extract: declaration
        for feed in fact.sources
        for extract, declaration in recorded_declarations(log, feed).items()
        if unit in declared_units(organisation, declaration.units)
    }
    title = spoken(all_feeds()[fact.sources[0]].title)
    if not covering:
        raise InputError(
            _("No load of {feed} declares {unit} among its care units, so its rows are not shown there.").format(
                feed=title, unit=unit
            )
        )
    providers = {declaration.provider for declaration in covering.values()}
    providers |= {row.provider for row in organisation.units if row.id == unit and row.provider}
    if len(providers) > 1:
        raise InputError(
            _("{unit} has rows of several care providers ({providers}): between providers only counts travel.").format(
                unit=unit, providers=", ".join(sorted(providers))
            )
        )
    return frozenset(covering)


def _named(user: str) -> str:
    """Who looks, and the account that the program runs under, where that is another name."""
    return user if user == account() else _("{user} (account {account})").format(user=user, account=account())


def _log(errand: Errand, root: Path, unit: str, view: RowView, user: str, reason: str) -> None:
    """Raises StoreError where it cannot be logged; then nothing is shown."""
    accesses = [Access(AccessKind.ROWS, unit, errand.now, user, token, reason) for token in view.tokens]
    if accesses:
        log_accesses(root, accesses, errand.holder)


def _shown(subject: Subject, snapshot: SnapshotManifest, part: Part, fact: Fact, view: RowView, user: str) -> RowsShown:
    return RowsShown(
        subject=subject,
        snapshot=snapshot,
        part=part,
        fact=fact,
        user=user,
        columns=view.columns,
        rows=tuple(tuple(_cell(row, name, fact) for name in view.columns) for row in view.rows),
        persons=len(view.tokens),
        more=view.more,
        marked=view.marked,
        elsewhere=view.elsewhere,
        nobody=view.nobody,
    )


def _cell(row: Mapping[str, object], name: str, fact: Fact) -> object:
    value = row[name]
    match fact.column(name).type:
        case ValueType.TOKEN:
            key, _dot, letters = str(value).partition(".")
            return f"{key}.{letters[:TOKEN_SHOWN]}…"
        case ValueType.AMOUNT if isinstance(value, int):
            return Decimal(value) / ORE
        case ValueType.INSTANT if isinstance(value, datetime):
            return value.astimezone(TIME_ZONE)
        case _:
            return value
