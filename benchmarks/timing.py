"""Runs commands as whole processes in turn and reads the operating system's account of each."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

TERTIAL = (sys.executable, "-c", "from tertial.cli import main; main()")


@dataclass(frozen=True)
class Run:
    """One finished process: wall-clock seconds, peak memory in MiB and what it printed."""

    seconds: float
    mebibytes: float
    output: str


@dataclass(frozen=True)
class Median:
    """The medians of several runs, with the range of the seconds and what the last of them printed."""

    seconds: float
    fastest: float
    slowest: float
    mebibytes: float
    output: str

    @classmethod
    def of(cls, runs: Sequence[Run]) -> Median:
        """The medians of the runs."""
        seconds = [run.seconds for run in runs]
        memory = statistics.median(run.mebibytes for run in runs)
        return cls(statistics.median(seconds), min(seconds), max(seconds), memory, runs[-1].output)


def run(command: Sequence[str]) -> Run:
    """Run a command to its end. Raises RuntimeError with its last words when it fails."""
    # As Python does unless it is told otherwise: modules are compiled once, in the round that does not count.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment) as process:
        output = process.stdout.read() if process.stdout else b""
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {output.decode()[-2000:]}")
    return Run(seconds, usage.ru_maxrss / 1024, output.decode())


def in_turn(
    commands: Sequence[Sequence[str]], rounds: int, before_each: Callable[[], None] = lambda: None
) -> list[Median]:
    """Run the commands A B A B ... after one uncounted round, so that a slow moment hits all of them.

    `before_each` puts back, outside the time, what a run has changed.
    """
    runs: list[list[Run]] = [[] for _command in commands]
    for counted in range(rounds + 1):
        for place, command in enumerate(commands):
            before_each()
            finished = run(command)
            if counted:
                runs[place].append(finished)
            print(
                f"  {'counted' if counted else 'warm-up'}: {finished.seconds:.2f} s  {' '.join(command)[:100]}",
                file=sys.stderr,
            )
    return [Median.of(part) for part in runs]
