"""What each definition file may hold, one model a file: the readers' rules and the source of the JSON Schemas."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tertial.definitions.schema.assignments import ActionsFile, AssignmentsFile
from tertial.definitions.schema.changes import ChangesFile
from tertial.definitions.schema.economy import DeviationsFile, SavingsFile
from tertial.definitions.schema.extracts import ExtractsFile
from tertial.definitions.schema.fields import Entry
from tertial.definitions.schema.forecasts import ForecastsFile
from tertial.definitions.schema.goals import GoalsFile
from tertial.definitions.schema.indicator import IndicatorFile
from tertial.definitions.schema.judgements import JudgementsFile
from tertial.definitions.schema.rebasing import RebasingFile
from tertial.definitions.schema.settings import RegionFile

FILE_MODELS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "region": RegionFile,
        "goals": GoalsFile,
        "indicator": IndicatorFile,
        "judgements": JudgementsFile,
        "assignments": AssignmentsFile,
        "actions": ActionsFile,
        "deviations": DeviationsFile,
        "savings": SavingsFile,
        "changes": ChangesFile,
        "rebasing": RebasingFile,
        "forecasts": ForecastsFile,
        "extracts": ExtractsFile,
    }
)
"""Name of the schema -> model of the file; `indicator` is that of every file in indicators/."""
