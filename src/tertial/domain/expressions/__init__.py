"""The small language in which definitions say which rows count: docs/reference/expressions.md."""
