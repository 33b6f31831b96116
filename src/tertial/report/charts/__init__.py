"""The report's charts, drawn as small SVG pictures that read the same on a page, on paper and in grey.

`sparkline` and the icons (in `icons`) fit a table cell; `line_chart`, `control_chart` (in `xmr`), `fan_chart` (in
`fan`), `before_after_chart` (in `before_after`), `funnel_chart` and `sexes_chart` the width of the text;
`small_multiples` and `heat_map` (in `heat`) are as many pictures as fit on pages. All are pure: the same figures give
the same bytes. Words and figures in a picture come from the caller, formatted for the language. `frame` has what they
share.
"""

from tertial.report.charts.funnel import FunnelEdge, FunnelUnit, FunnelWords, Standing, funnel_chart
from tertial.report.charts.line import line_chart
from tertial.report.charts.points import ChartPoint, ChartTarget, Series
from tertial.report.charts.scale import round_ticks
from tertial.report.charts.sexes import SexBar, SexRow, sexes_chart
from tertial.report.charts.sparkline import sparkline

__all__ = [
    "ChartPoint", "ChartTarget", "FunnelEdge", "FunnelUnit", "FunnelWords", "Series", "SexBar", "SexRow", "Standing",
    "funnel_chart", "line_chart", "round_ticks", "sexes_chart", "sparkline",
]  # fmt: skip
