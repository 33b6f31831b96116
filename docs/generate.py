"""Makes the parts of the docs that come out of the code.

Run `.venv/bin/python docs/generate.py` after a change of a model or a code; a test fails while the docs are stale.
"""

from __future__ import annotations

from pathlib import Path

from tertial.definitions.json_schemas import write_schemas
from tertial.definitions.reference import error_codes, with_tables

REFERENCE = Path(__file__).parent / "reference"


def main() -> None:
    """Write the JSON Schemas, the page of error codes, and the tables in the page of the region folder."""
    write_schemas(REFERENCE / "schemas")
    (REFERENCE / "error-codes.md").write_bytes(error_codes().encode("utf-8"))
    page = REFERENCE / "region-folder.md"
    page.write_bytes(with_tables(page.read_text("utf-8")).encode("utf-8"))


if __name__ == "__main__":
    main()
