"""Figures out of the house for others' tools: plain tables in which no text can become a formula."""
