"""A declaration as the load log keeps it: what held when the rows were loaded, however extracts.toml changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tertial.domain.declarations import (
    AllowedJoin,
    Declaration,
    KeptMonths,
    KeptUntil,
    Purpose,
    RecordedDecision,
    Retention,
)


def declaration_document(declaration: Declaration) -> dict[str, object]:
    """The declaration as JSON takes it; equal declarations make equal documents."""
    retention = declaration.retention
    return {
        "feed": declaration.feed,
        "purposes": sorted(purpose.value for purpose in declaration.purposes),
        "controller": declaration.controller,
        "provider": declaration.provider,
        "units": list(declaration.units),
        "legal_basis": declaration.legal_basis,
        "retention": (
            {"months": retention.months} if isinstance(retention, KeptMonths) else {"until": retention.day.isoformat()}
        ),
        "joins": [_join_document(join) for join in declaration.joins],
    }


def read_declaration(document: Mapping[str, Any]) -> Declaration:
    """Read what `declaration_document` made. Raises ValueError, KeyError or TypeError for anything else."""
    return Declaration(
        feed=document["feed"],
        purposes=frozenset(Purpose(purpose) for purpose in document["purposes"]),
        controller=document["controller"],
        provider=document["provider"],
        units=tuple(document["units"]),
        legal_basis=document["legal_basis"],
        retention=_retention(document["retention"]),
        joins=tuple(_join(join) for join in document["joins"]),
    )


def _join_document(join: AllowedJoin) -> dict[str, object]:
    return {
        "provider": join.provider,
        "basis": join.basis,
        "decision": {"by": join.decision.by, "on": join.decision.on.isoformat(), "case": join.decision.case},
        "until": join.until.isoformat() if join.until else None,
    }


def _join(document: Mapping[str, Any]) -> AllowedJoin:
    decision = document["decision"]
    return AllowedJoin(
        provider=document["provider"],
        basis=document["basis"],
        decision=RecordedDecision(decision["by"], date.fromisoformat(decision["on"]), decision["case"]),
        until=date.fromisoformat(document["until"]) if document["until"] else None,
    )


def _retention(document: Mapping[str, Any]) -> Retention:
    if "months" in document:
        return KeptMonths(document["months"])
    return KeptUntil(date.fromisoformat(document["until"]))
