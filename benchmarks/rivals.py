"""The hand-written rivals: what somebody would write in an afternoon for the same result, without checks."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from docx import Document
from ruamel.yaml import YAML


def read_plainly(folder: Path) -> int:
    """Read every file with the libraries' own loaders, checking nothing; the number of outcome rows."""
    yaml = YAML(typ="safe", pure=False)
    for path in sorted(folder.glob("indicators/*.yaml")):
        yaml.load(path)
    yaml.load(folder / "goals.yaml")
    rows = 0
    for path in sorted(folder.glob("outcomes/*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows += sum(1 for _row in csv.DictReader(stream))
    return rows


def write_word_plainly(rows: int, out: Path) -> None:
    """A Word table of so many rows and eight columns through python-docx's own cells, without charts or styles."""
    document = Document()
    table = document.add_table(rows=1, cols=8)
    for number in range(rows):
        cells = table.add_row().cells
        for place, cell in enumerate(cells):
            cell.text = f"{number} {place}"
    document.save(str(out))


if __name__ == "__main__":
    if sys.argv[1] == "read":
        print(read_plainly(Path(sys.argv[2])))
    else:
        write_word_plainly(int(sys.argv[2]), Path(sys.argv[3]))
