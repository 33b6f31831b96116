"""Why something was not written: said to the person who asked for it; the file on disk is as it was."""

from __future__ import annotations

from collections.abc import Collection

from tertial.definitions.refusal import listed, nearest, quoted
from tertial.language import _


class NotWrittenError(ValueError):
    """A change that is refused; the message is a sentence for users, in the language in force."""


def check_known(read: str, known: Collection[str], what: str) -> str:
    """Return `read` when it is one of the known names, else raise NotWrittenError that names the nearest right one.

    `what` is the kind of name in the language in force, such as "indicator".
    """
    if read in known:
        return read
    alike = nearest(read, known)
    if alike:
        hint = _("Nearest right name: {name}.").format(name=alike)
    elif known:
        hint = _("There are: {names}.").format(names=listed(sorted(known)))
    else:
        hint = _("There are none yet.")
    raise NotWrittenError(_("There is no {what} ”{read}”. {hint}").format(what=what, read=quoted(read), hint=hint))
