"""Reports of concern: each report from care to the social services, without the child's identity."""

from __future__ import annotations

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="concern-reports",
    title=Label("Orosanmälningar", "Reports of concern"),
    # Reports are counted; that a certain child was reported is never asked for.
    row=Label(
        "En orosanmälan till socialtjänsten, utan uppgift om vem den gäller.",
        "A report of concern to the social services, without saying whom it is about.",
    ),
    grain=Grain.EVENT,
    columns=(
        Column("report_id", ColumnKind.KEY, Label("Anmälans id", "The report’s id")),
        Column("unit", ColumnKind.UNIT, Label("Enheten som anmälde", "The unit that reported")),
        Column("reported", ColumnKind.DATE, Label("Dagen för anmälan", "The day of the report")),
        Column(
            "unborn",
            ColumnKind.YES_NO,
            Label("Anmälan gäller ett ofött barn", "The report is about an unborn child"),
            required=False,
        ),
    ),
    key=("report_id",),
    event="reported",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Antal orosanmälningar från barnhälsovården och andra enheter, varav för ofödda barn.",
        "Reports of concern from child health care and other units, those for unborn children among them.",
    ),
    sample=(
        ("O-1", "hc-1", "2025-05-22", "no"),
        ("O-2", "maternity-1", "2025-06-03", "yes"),
    ),
)
