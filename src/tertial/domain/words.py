"""The port that people's words come through, whoever keeps them: the region folder or the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from tertial.domain.calendar import Month
from tertial.domain.label import Label


class Words(Protocol):
    """Gives the texts of a report by name."""

    def text(self, name: str, as_of: Month) -> Label | None:
        """The text of that name as of the month, or None where nobody wrote one."""
        ...


@dataclass(frozen=True, slots=True)
class WrittenWords:
    """Words read once, by month and name."""

    texts: Mapping[tuple[Month, str], Label]

    def text(self, name: str, as_of: Month) -> Label | None:
        """The text of that name as of the month, or None where nobody wrote one."""
        return self.texts.get((as_of, name))
