"""What the statuses mean, and by which rule they are set."""

from __future__ import annotations

from tertial.domain.judgements import Status
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.statuses import status
from tertial.report.model import Cell, Column, Row, Table


def rules_section(draft: Draft) -> None:
    """The key of statuses with the region's thresholds, and where they are stated."""
    rule = draft.region.settings.status
    meanings = (
        (Status.MET, _("{met} per cent of the target or more").format(met=rule.met)),
        (
            Status.PARTLY_MET,
            _("{partly}–{below} per cent of the target").format(partly=rule.partly, below=rule.met - 1),
        ),
        (Status.NOT_MET, _("under {partly} per cent of the target").format(partly=rule.partly)),
        (Status.NO_DATA, _("there is no figure, or nothing to compare it with; the reason stands beside")),
        (Status.NO_TARGET, _("there is no target to compare with")),
        (Status.NOT_DUE, _("followed up later in the year")),
    )
    rows = tuple(Row((Cell(status=status(value)), Cell(text))) for value, text in meanings)
    columns = (Column(_("Status"), weight=1), Column(_("Meaning for an indicator"), weight=3))
    draft.add(Table(_("Key to the statuses"), columns, rows, (draft.say(rule.stated_in),)))
