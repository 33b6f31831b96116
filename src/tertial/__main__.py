"""`python -m tertial`: the command line where its script is not at hand."""

from __future__ import annotations

from tertial.cli import main

main()
