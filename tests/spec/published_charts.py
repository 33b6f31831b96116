"""Published control charts: figures and limits as their sources print them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PublishedChart:
    """Figures, and the printed centre line and limits for a denominator, to so many decimals."""

    source: str
    chart: str
    numerators: tuple[float, ...]
    denominators: tuple[int, ...]
    centre: float
    lower: float
    upper: float
    decimals: int


_JUICE = (12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6)
_WITHOUT_15_AND_23 = tuple(count for at, count in enumerate(_JUICE, 1) if at not in {15, 23})
_ORDERS = (12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9)
_INSPECTED = (
    100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80, 90, 100, 100, 100, 100, 90, 90,
)  # fmt: skip
_BOARDS = (
    21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15,
)  # fmt: skip
_COMPUTERS = (10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5)

_MONTGOMERY = "Montgomery, Introduction to Statistical Quality Control"
_DEVIATIONS = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
_NORMAL = (
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.70135590, -0.47279141,
)  # fmt: skip

PUBLISHED = (
    PublishedChart(
        "NHSRplotthedots, article 'Deviations from Excel defaults', outliers screened",
        "xmr screened", _DEVIATIONS, (), 1.94, -0.72, 4.60, 2,
    ),
    PublishedChart(
        "NHSRplotthedots, the same article, as the Making Data Count Excel tool has it",
        "xmr", _DEVIATIONS, (), 1.94, -3.06, 6.95, 2,
    ),
    PublishedChart(
        "NHSRplotthedots, snapshot of ptd_spc_standard (R: set.seed(123); rnorm(20)): 0.142, -3.01, 3.29",
        "xmr screened", _NORMAL, (), 0.142, -3.01, 3.29, 2,
    ),
    PublishedChart(
        f"{_MONTGOMERY}: frozen orange juice cans, 30 samples of 50 (also orangejuice in R's qcc)",
        "p", _JUICE, (50,) * 30, 0.2313, 0.0524, 0.4102, 4,
    ),
    PublishedChart(
        f"{_MONTGOMERY}: the same without samples 15 and 23",
        "p", _WITHOUT_15_AND_23, (50,) * 28, 0.2150, 0.0407, 0.3893, 4,
    ),
    PublishedChart(
        f"{_MONTGOMERY}: purchase orders, samples of different size; limits for a sample of 90",
        "p", _ORDERS, _INSPECTED, 0.0955, 0.0026, 0.1885, 4,
    ),
    PublishedChart(
        f"{_MONTGOMERY}: nonconformities in 26 samples of printed circuit boards (circuit in qcc)",
        "c", _BOARDS, (), 19.85, 6.48, 33.21, 2,
    ),
    PublishedChart(
        f"{_MONTGOMERY}: nonconformities in 20 samples of 5 personal computers (pcmanufact in qcc)",
        "u", _COMPUTERS, (5,) * 20, 1.93, 0.07, 3.79, 2,
    ),
)  # fmt: skip
