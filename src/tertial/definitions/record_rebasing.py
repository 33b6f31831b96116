"""Records a person's decision that the level of an indicator is another from a month on."""

from __future__ import annotations

from pathlib import Path

from tertial.definitions.known_names import indicator_ids, unit_ids
from tertial.definitions.not_written import NotWrittenError, check_known
from tertial.definitions.rebasing import PATH
from tertial.definitions.target_layout import label
from tertial.definitions.writing import edit
from tertial.definitions.yaml_editing import YamlEditing
from tertial.definitions.yaml_layout import Plain
from tertial.domain.rebasing import Rebasing
from tertial.language import _

NEW = "# yaml-language-server: $schema=.schemas/rebasing.json\n"


def record_rebasing(folder: Path, rebasing: Rebasing) -> Path:
    """Add a decision to rebasing.yaml, which is made where there is none; the same decision again changes nothing.

    Another decision for the same indicator, unit and month is refused: what was decided is not written over. Raises
    NotWrittenError, also for an indicator or unit that does not exist.
    """
    check_known(rebasing.indicator, indicator_ids(folder), _("indicator"))
    if rebasing.unit:
        check_known(rebasing.unit, unit_ids(folder), _("unit"))
    return edit(folder, PATH, lambda editing: _record(editing, rebasing), new=NEW)


def _record(editing: YamlEditing, rebasing: Rebasing) -> None:
    laid: dict[str, Plain] = {"indicator": rebasing.indicator}
    if rebasing.unit:
        laid["unit"] = rebasing.unit
    laid |= {
        "from": str(rebasing.first),
        "reason": label(rebasing.reason),
        "decided_on": rebasing.decided_on,
        "by": label(rebasing.by),
    }
    entries = editing.value("rebasing")
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict):
            continue
        if (entry.get("indicator"), entry.get("unit") or "", entry.get("from")) != (
            rebasing.indicator,
            rebasing.unit,
            str(rebasing.first),
        ):
            continue
        if entry == {**laid, "decided_on": rebasing.decided_on.isoformat()}:
            return
        raise NotWrittenError(
            _("{indicator} already has a new level from {month}. Change that one by hand.").format(
                indicator=rebasing.indicator, month=rebasing.first
            )
        )
    editing.append(["rebasing"], laid)
