"""Why the disk said no, in words that a user understands."""

from __future__ import annotations

import errno

from tertial.language import _


def disk_error_words(error: OSError) -> str:
    """The reason in the language in force; the system's own words for a reason that is not foreseen."""
    words = {
        errno.EACCES: _("permission is missing"),
        errno.EPERM: _("permission is missing"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.EROFS: _("the disk can only be read"),
        errno.EEXIST: _("there is a file of that name"),
        errno.ENOTDIR: _("a part of the path is a file"),
        errno.EISDIR: _("there is a folder of that name"),
        errno.ENOENT: _("there is no such file or folder"),
        errno.ENAMETOOLONG: _("the name is too long"),
    }
    return words.get(error.errno or 0, error.strerror or type(error).__name__)
