"""The steps of the demonstration: a bar while one is at work, then a line with what came of it and its seconds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import Progress, TaskID

from tertial.commands.bars import bars
from tertial.language import _
from tertial.report.numbers import NO_BREAK_SPACE


@dataclass(slots=True)
class Told:
    """What a step tells on the way: how much is done, and in the end what came of it."""

    bars: Progress
    task: TaskID
    result: str = ""

    def __call__(self, done: int, total: int) -> None:
        """So much is done."""
        self.bars.update(self.task, completed=done, total=total)

    def say(self, words: str) -> None:
        """What came of it."""
        self.result = words


@dataclass(slots=True)
class Steps:
    """Steps of which there are so many, each told when it is over."""

    console: Console
    count: int
    begun: int = field(default=0)

    @contextmanager
    def step(self, words: str) -> Iterator[Told]:
        """One step: a bar on standard error where that is a terminal, and a line when it went well."""
        self.begun += 1
        began = time.monotonic()
        with bars() as shown:
            told = Told(shown, shown.add_task(words, total=None, said=""))
            yield told
        seconds = _("{seconds} s").format(seconds=round(time.monotonic() - began)).replace(" ", NO_BREAK_SPACE)
        end = f"{words}: {told.result}" if told.result else words
        self.console.print(f"{self.begun}/{self.count}  {end}, {seconds}", soft_wrap=True)
