"""Benchmarks: what BENCHMARKS.md says, measured by a command that anyone can run."""
