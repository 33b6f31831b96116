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
_BOARDS = (
    21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15,
)  # fmt: skip
_WITHOUT_6_AND_20 = tuple(count for at, count in enumerate(_BOARDS, 1) if at not in {6, 20})
_COMPUTERS = (10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5)

_FABRIC = (12, 11, 9, 15, 7, 6, 5, 10, 8, 8, 14, 5, 9, 13, 7, 5, 8, 11, 7, 12)
_VISCOSITY = (
    33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84,
)  # fmt: skip

BATTERIES = (6, 5, 6, 9, 3, 0, 4, 9, 4, 0, 9, 7, 6, 1, 5, 3, 8, 2, 4, 4, 0, 2, 8, 3, 9)
TESTED = (
    151, 142, 145, 149, 150, 156, 150, 158, 152, 162, 140, 161, 154,
    144, 154, 151, 148, 143, 150, 147, 150, 154, 149, 160, 153,
)  # fmt: skip
"""SAS/QC User's Guide, SHEWHART procedure, p charts with unequal subgroup sample sizes: alkaline batteries that failed,
and how many were tested."""
FAILED_IN_ALL = 0.031010
"""As printed there, `_P_`."""

_QCC = "R's qcc, A quick tour of qcc"
_DEVIATIONS = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
_NORMAL = (
    # R: set.seed(123); rnorm(20).
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.70135590, -0.47279141,
)  # fmt: skip
_WITH_TEN = (*_NORMAL[:14], 10.0, *_NORMAL[15:])

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
        "NHSRplotthedots, snapshot of ptd_spc_standard: r1",
        "xmr screened", _NORMAL, (), 0.1416238, -3.01138, 3.294627, 5,
    ),
    PublishedChart(
        "NHSRplotthedots, the same with 10 as the fifteenth point: r2",
        "xmr screened", _WITH_TEN, (), 0.6694159, -2.383666, 3.722497, 6,
    ),
    PublishedChart(
        "NHSRplotthedots, the same without screening: r3",
        "xmr", _WITH_TEN, (), 0.6694159, -4.596625, 5.935457, 6,
    ),
    PublishedChart(
        "NHSRplotthedots, snapshot of ptd_spc: the first ten points as a facet",
        "xmr screened", _NORMAL[:10], (), 0.0746, -2.60, 2.75, 2,
    ),
    PublishedChart(
        "NHSRplotthedots, snapshot of ptd_spc: the last ten points as a facet",
        "xmr screened", _NORMAL[10:], (), 0.209, -3.28, 3.70, 2,
    ),
    PublishedChart(
        # qcc's limits are 3 / 1.128 = 2.6596 mean ranges away, and not 2.66: the fourth decimal differs.
        f"{_QCC}: viscosity (Montgomery), individual values",
        "xmr", _VISCOSITY, (), 33.52333, 32.24484, 34.80183, 3,
    ),
    PublishedChart(
        f"{_QCC}: orangejuice (Montgomery), 30 samples of 50 cans",
        "p", _JUICE, (50,) * 30, 0.2313333, 0.05242755, 0.4102391, 7,
    ),
    PublishedChart(
        f"{_QCC}: orangejuice without samples 15 and 23",
        "p", _WITHOUT_15_AND_23, (50,) * 28, 0.215, 0.04070284, 0.3892972, 7,
    ),
    PublishedChart(
        f"{_QCC}: circuit (Montgomery), nonconformities in 26 samples of circuit boards",
        "c", _BOARDS, (), 19.84615, 6.481447, 33.21086, 5,
    ),
    PublishedChart(
        f"{_QCC}: circuit without samples 6 and 20",
        "c", _WITHOUT_6_AND_20, (), 19.66667, 6.362532, 32.9708, 5,
    ),
    PublishedChart(
        f"{_QCC}: the same per board, 100 in each sample",
        "u", _WITHOUT_6_AND_20, (100,) * 24, 0.1966667, 0.06362532, 0.329708, 7,
    ),
    PublishedChart(
        f"{_QCC}: pcmanufact (Montgomery), nonconformities in 20 samples of 5 personal computers",
        "u", _COMPUTERS, (5,) * 20, 1.93, 0.06613305, 3.793867, 6,
    ),
    PublishedChart(
        "SAS/QC User's Guide, SHEWHART procedure, UCHART statement: defects of 20 rolls of 30 square metres of fabric",
        "u", _FABRIC, (30,) * 20, 0.30333, 0.001671271, 0.60500, 5,
    ),
)  # fmt: skip
