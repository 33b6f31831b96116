"""The frame around the commands, said in the user's language: headings of the help and faults of the command line.

Typer has these words in English only. A fault is known by what it says and has, not by its class, which Typer keeps
to itself.
"""

from __future__ import annotations

import re
from typing import Any, Protocol, runtime_checkable

import typer
from typer.core import TyperCommand, TyperGroup

from tertial.language import _

SELDOM = (100_000, 50, 100)
"""How many new objects there are before the program looks for some that nothing needs any more: what a command loads
and makes mostly stays until it ends, and to look took a tenth of short ones and a seventh of computing.
"""


@runtime_checkable
class CommandLineFault(Protocol):
    """What is wrong with the command line, and the code that the program ends with."""

    ctx: typer.Context | None
    exit_code: int

    def format_message(self) -> str:
        """The fault in Typer's own English."""
        ...


def in_frame(text: str) -> str:
    """Help or usage with the words of its frame in the language in force."""
    for english, said in (
        (r"^Usage:", _("Usage:")),
        (r"^Arguments:$", _("Arguments:")),
        (r"^Options:$", _("Options:")),
        (r"^Commands:$", _("Commands:")),
        (r"\[OPTIONS\]", _("[OPTIONS]")),
        (r"\bCOMMAND \[ARGS\]\.\.\.", _("COMMAND ...")),
        (r"\[required\]", _("[required]")),
        (r"\[default:", _("[default:")),
        (r"Show this message and exit\.", _("Show this help and end.")),
    ):
        text = re.sub(english, said, text, flags=re.MULTILINE)
    return text


def fault_text(fault: CommandLineFault) -> str:
    """How the command is used, what is wrong, and where help is, a line each."""
    said, context = _said(fault.format_message()), fault.ctx
    if context is None or said.startswith(context.get_usage()):  # without arguments, the fault is the whole help
        return said
    return "\n".join((context.get_usage(), said, _("Help: {command} --help").format(command=context.command_path)))


def _said(message: str) -> str:
    for english, said in (
        (r"No such option: (?P<name>\S+?)\.?(?P<rest> .*)?", _("There is no option {name}.")),
        (r"No such command '(?P<name>.*?)'\.(?P<rest> .*)?", _("There is no command {name}.")),
        (r"Missing (?:option|argument) '(?P<name>[^']*)'.*", _("{name} is missing.")),
        (r"Missing command\.", _("Say which command to run.")),
        (r"Got unexpected extra argument(?:s|\(s\))? \((?P<name>.*)\)", _("Too many arguments: {name}.")),
        (r"Option '(?P<name>[^']*)' requires an argument\.", _("{name} has no value.")),
        (r"Option '(?P<name>[^']*)' does not take a value\.", _("{name} takes no value.")),
        (
            r"Invalid value for '(?P<name>[^']*)': Value error, '(?P<text>.*)' is not one of (?P<known>.*)\.",
            "{name}: " + _("{text}: choose among {known}."),
        ),
        (r"Invalid value for '(?P<name>[^']*)': Input should be a valid integer.*", _("{name}: write a whole number.")),
        (r"Invalid value for '(?P<name>[^']*)': (?P<why>.*)", "{name}: {why}"),
        (r"Invalid value: (?P<why>.*)", "{why}"),
    ):
        match = re.fullmatch(english, message, flags=re.DOTALL)
        if match is not None:
            parts = {name: text or "" for name, text in match.groupdict().items()}
            parts["known"] = parts.get("known", "").replace("'", "")
            alike = re.findall(r"--?[\w-]+|(?<=')\w+(?=')", parts.get("rest", ""))
            hint = _(" Did you mean {name}?").format(name=", ".join(alike)) if alike else ""
            return said.format(**parts) + hint
    return message


class Commands(TyperGroup):
    """The group of all commands."""

    def get_help(self, ctx: Any) -> str:
        """The help in the language in force."""
        return in_frame(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        """One line on how it is used."""
        return in_frame(super().get_usage(ctx))


class Command(TyperCommand):
    """One command."""

    def get_help(self, ctx: Any) -> str:
        """The help in the language in force."""
        return in_frame(super().get_help(ctx))

    def get_usage(self, ctx: Any) -> str:
        """One line on how it is used."""
        return in_frame(super().get_usage(ctx))
