"""The economy: frames and whether they add up, and accounts frame by frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tertial.domain.calendar import Month
from tertial.domain.economy import NET, EconomyLine, Item
from tertial.domain.label import opened
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.model import Align, Cell, Column, Row, RowKind, Table
from tertial.report.numbers import DASH, MINUS, number, period_name, plain, signed, with_unit
from tertial.report.typography import ended

_NET_ITEMS = (
    Item.BUDGET,
    Item.RESULT,
    Item.DEVIATION,
    Item.COST_DEVELOPMENT,
)
_ACCOUNT_COLUMNS = (
    (Item.BUDGET,),
    (Item.RESULT, Item.AGENCY_COST),
    (Item.DEVIATION,),
    (Item.CHANGE, Item.CHANGE_SHARE, Item.COST_DEVELOPMENT),
    (Item.EXTRA_COST, Item.EXTRA_SHARE),
)
"""Amounts of one kind share a column: the first that there is stands in the cell, the rest below it."""
_SIGNED = frozenset({Item.RESULT, Item.DEVIATION, Item.COST_DEVELOPMENT, Item.CHANGE, Item.CHANGE_SHARE})


def item_word(item: Item) -> str:
    """What an amount is, as a column head."""
    return {
        Item.BUDGET: _("Budget"),
        Item.RESULT: _("Result"),
        Item.DEVIATION: _("Against budget"),
        Item.COST_DEVELOPMENT: _("Cost development"),
        Item.CHANGE: _("Since last year"),
        Item.CHANGE_SHARE: _("Change, %"),
        Item.FORECAST: _("Forecast"),
        Item.AGENCY_COST: _("Agency staff"),
        Item.EXTRA_COST: _("Of which extra cost"),
        Item.EXTRA_SHARE: _("Extra cost, %"),
        Item.SAVINGS_NEED: _("Savings need"),
        Item.SAVINGS_EFFECT: _("Savings effect"),
    }[item]


def amount_text(line: EconomyLine) -> str:
    """The amount with its unit, signed where it is a deviation or a change."""
    text = with_unit(line.amount, line.unit)
    return f"+{text}" if line.item in _SIGNED and line.amount > 0 else text


def economy_section(draft: Draft) -> None:
    """Frames with their sum, then the accounts of each frame."""
    lines = _of_year(draft)
    frames = list(dict.fromkeys(line.frame for line in lines))
    total = draft.assessment.unit
    parts = [frame for frame in frames if frame != total]
    if parts:
        _frames(draft, lines, parts, total)
    _accounts(draft, lines, [*parts, *([total] if total in frames else [])])


def _of_year(draft: Draft) -> list[EconomyLine]:
    """The latest amounts of the year that the month has come to, and budgets whatever months they are for.

    Forecasts and savings have sections of their own.
    """
    apart = {Item.FORECAST, Item.SAVINGS_NEED, Item.SAVINGS_EFFECT}
    lines = [
        line
        for line in draft.region.economy.lines
        if line.period.last.year == draft.as_of.year
        and line.item not in apart
        and (line.item is Item.BUDGET or line.period.last <= draft.as_of)
    ]
    latest: dict[tuple[str, str, Item], Month] = {}
    for line in lines:
        latest[_place(line)] = max(line.period.last, latest.get(_place(line), line.period.last))
    return [line for line in lines if line.period.last == latest[_place(line)]]


def _place(line: EconomyLine) -> tuple[str, str, Item]:
    return (line.frame, line.account, line.item)


def _frames(draft: Draft, lines: Sequence[EconomyLine], parts: Sequence[str], total: str) -> None:
    net = [line for line in lines if line.account == NET]
    items = [item for item in _NET_ITEMS if any(line.item is item for line in net)]
    rows = [_items_row(net, frame, draft.unit_name(frame), items, RowKind.BODY) for frame in parts]
    if any(line.frame == total for line in net):
        rows.append(_items_row(net, total, draft.unit_name(total), items, RowKind.TOTAL))
    if not items or not rows:
        return
    columns = (Column(_("Frame"), weight=3), *(Column(item_word(item), Align.DECIMAL, 1.4) for item in items))
    period = next((line.period for line in net if line.item is not Item.BUDGET), net[0].period)
    noted = _line_notes(draft, net, lambda line: draft.unit_name(line.frame))
    notes = [f"{opened(period_name(period))}.", *_sums(draft), *noted]
    draft.add(Table(_("Economy by frame"), columns, tuple(rows), tuple(notes)))


def _items_row(lines: Sequence[EconomyLine], frame: str, name: str, items: Sequence[Item], kind: RowKind) -> Row:
    of_frame = [line for line in lines if line.frame == frame]
    return Row((Cell(name), *(_amounts(of_frame, item) for item in items)), kind)


def _amounts(lines: Sequence[EconomyLine], *items: Item) -> Cell:
    """The amounts of one column: the latest version of the first kind, then earlier versions and other kinds."""
    found = [line for item in items for line in reversed(lines) if line.item is item]
    if not found:
        return Cell(DASH)
    first, *rest = found
    below = "; ".join(f"{amount_text(line)}{f' ({line.version})' if line.version else ''}" for line in rest)
    return Cell(amount_text(first), sub=below, figure=plain(first.amount))


def _sums(draft: Draft) -> list[str]:
    """Whether the frames' deviations make the total, written out as a reader would check it."""
    frames = draft.assessment.frames
    if frames is None:
        return []
    written = " ".join(f"{MINUS if amount < 0 else '+'} {number(abs(amount))}" for _frame, amount in frames.parts)
    written = written.removeprefix("+ ")
    if written.startswith(MINUS):
        written = MINUS + written[2:]
    if frames.agrees:
        return [_("{sum} = {total}: the frames make the total.").format(sum=written, total=signed(frames.total))]
    return [
        _("{sum} = {made}, but the total is printed as {total}.").format(
            sum=written, made=signed(frames.made), total=signed(frames.total)
        )
    ]


def _accounts(draft: Draft, lines: Sequence[EconomyLine], frames: Sequence[str]) -> None:
    detailed = [line for line in lines if line.account != NET]
    columns = [items for items in _ACCOUNT_COLUMNS if any(line.item in items for line in detailed)]
    if not columns:
        return
    scheme = draft.region.settings.schemes.get("account")

    def name(account: str) -> str:
        return account if scheme is None or account not in scheme.codes else draft.say(scheme.codes[account])

    rows: list[Row] = []
    for frame in frames:
        rows += _account_rows([line for line in detailed if line.frame == frame], draft.unit_name(frame), columns, name)
    heads = (
        Column(_("Frame and account"), weight=3),
        *(Column(_column_word(items[0]), Align.DECIMAL, 1.5) for items in columns),
    )
    notes = _line_notes(draft, detailed, lambda line: f"{draft.unit_name(line.frame)}, {name(line.account).lower()}")
    draft.add(Table(_("Economy by account"), heads, tuple(rows), (_("A dash: the source gives no figure."), *notes)))


def _column_word(item: Item) -> str:
    return _("Amount") if item is Item.RESULT else item_word(item)


def _account_rows(
    lines: Sequence[EconomyLine], frame: str, columns: Sequence[Sequence[Item]], name: Callable[[str], str]
) -> list[Row]:
    if not lines:
        return []
    accounts: dict[str, list[EconomyLine]] = {}
    for line in lines:
        accounts.setdefault(line.account, []).append(line)
    return [
        Row((Cell(frame, bold=True),), RowKind.GROUP),
        *(
            Row((Cell(name(account)), *(_amounts(of_account, *items) for items in columns)))
            for account, of_account in accounts.items()
        ),
    ]


def _line_notes(draft: Draft, lines: Sequence[EconomyLine], place: Callable[[EconomyLine], str]) -> list[str]:
    """What is written about amounts, each text once with the places it is about."""
    places: dict[str, list[str]] = {}
    for line in lines:
        if line.note is not None:
            places.setdefault(draft.say(line.note), []).append(place(line))
    return [f"{'; '.join(dict.fromkeys(found))}: {ended(text)}" for text, found in places.items()]
