"""Where the key of persons comes from: two environment variables, or a file that only its owner can read.

The key is never printed or logged: messages name the variable, the file and the key's id.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tertial.domain.person_key import SHORTEST, PersonKey
from tertial.language import _

KEY_VARIABLE = "TERTIAL_PERSON_KEY"
KEY_ID_VARIABLE = "TERTIAL_PERSON_KEY_ID"

LARGEST_FILE = 4096
"""Bytes; a key file is two lines."""

_HEXADECIMAL = re.compile(rf"(?:[0-9a-fA-F]{{2}}){{{SHORTEST},}}")


class KeyProblem(ValueError):  # noqa: N818 - the noun that the command line speaks of
    """There is no key to use; the message says to a person why and what to do, and holds nothing of the key."""


def read_key(environment: Mapping[str, str], file: Path | None = None) -> PersonKey:
    """The key, from the environment or from a file.

    Raises KeyProblem when there is none, when both are given (a wrong one would make two persons of each), or when the
    one given cannot be used.
    """
    stated = [name for name in (KEY_VARIABLE, KEY_ID_VARIABLE) if environment.get(name)]
    if file is not None:
        if stated:
            raise KeyProblem(_("The key is given twice, by {name} and by a file. Keep one.").format(name=stated[0]))
        return _from_file(file)
    if not stated:
        raise KeyProblem(
            _("There is no key for persons. Set {key} and {key_id}, or name a key file.").format(
                key=KEY_VARIABLE, key_id=KEY_ID_VARIABLE
            )
        )
    missing = [name for name in (KEY_VARIABLE, KEY_ID_VARIABLE) if name not in stated]
    if missing:
        raise KeyProblem(_("{name} is not set. The key and its id go together.").format(name=missing[0]))
    return _key(environment[KEY_ID_VARIABLE], environment[KEY_VARIABLE], KEY_VARIABLE)


def new_key(key_id: str) -> PersonKey:
    """A key drawn at random by the operating system. Raises ValueError for an id that cannot name one."""
    return PersonKey(key_id, secrets.token_bytes(SHORTEST))


def write_key(key: PersonKey, file: Path) -> None:
    """Write a key to a new file that only its owner can read. Raises KeyProblem when there is a file already."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyProblem(_("{file} exists already. A key is never written over.").format(file=file)) from error
    except OSError as error:
        raise _unusable(file, error) from error
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(f'id = "{key.id}"\nkey = "{key.reveal().hex()}"\n')
        stream.flush()
        os.fsync(descriptor)


def _from_file(file: Path) -> PersonKey:
    if not hasattr(os, "geteuid"):
        raise KeyProblem(
            _("On this system a file's rights cannot be checked. Set {key} and {key_id} instead.").format(
                key=KEY_VARIABLE, key_id=KEY_ID_VARIABLE
            )
        )
    try:
        # Not blocking, so that a named pipe does not hang; the rights are those of what was opened, not of a name.
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _unusable(file, error) from error
    try:
        _check_rights(file, os.fstat(descriptor))
        content = os.read(descriptor, LARGEST_FILE + 1)
    finally:
        os.close(descriptor)
    return _parsed(file, content)


def _check_rights(file: Path, state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise KeyProblem(_("{file} is no ordinary file.").format(file=file))
    if state.st_uid != os.geteuid():
        raise KeyProblem(
            _("{file} belongs to another user. A key file belongs to whoever runs Tertial.").format(file=file)
        )
    mode = stat.S_IMODE(state.st_mode)
    if mode & ~0o600:
        raise KeyProblem(
            _("Others can reach {file} (mode {mode}). Run: chmod 600 {file}").format(file=file, mode=f"{mode:04o}")
        )


def _parsed(file: Path, content: bytes) -> PersonKey:
    explained = _('{file} is no key file: two lines, id = "…" and key = "…".').format(file=file)
    if len(content) > LARGEST_FILE:
        raise KeyProblem(explained)
    try:
        found = tomllib.loads(content.decode("utf-8"))
    except ValueError:
        # Without the cause: a parser's message may repeat the line.
        found = {}
    key_id, key = found.get("id"), found.get("key")
    if not isinstance(key_id, str) or not isinstance(key, str) or set(found) != {"id", "key"}:
        raise KeyProblem(explained)
    return _key(key_id, key, str(file))


def _key(key_id: str, text: str, where: str) -> PersonKey:
    if not _HEXADECIMAL.fullmatch(text.strip()):
        raise KeyProblem(
            _("The key in {where} is not {count} or more hexadecimal digits.").format(where=where, count=2 * SHORTEST)
        )
    try:
        return PersonKey(key_id, bytes.fromhex(text.strip()))
    except ValueError as error:
        # The id is not repeated: somebody may have exchanged it with the key.
        raise KeyProblem(
            _(
                "The key in {where} cannot be used. Its id is 1 to 12 lower-case letters and digits, a letter first, "
                "four digits at most; the key itself is drawn at random."
            ).format(where=where)
        ) from error


def _unusable(file: Path, error: OSError) -> KeyProblem:
    return KeyProblem(
        _("The key file {file} cannot be used: {reason}.").format(file=file, reason=error.strerror or error)
    )
