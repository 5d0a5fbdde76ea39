"""What the operating system refuses and its environment says wrong, in words of the catalogue: its own are English."""

from __future__ import annotations

import errno
import os

from generator.clock import EPOCH, WrongEpoch
from generator.languages import N_, Message


def reason(error: OSError) -> Message:
    """Return why the system refused; for what is rare, the system's own words with their number."""
    if error.errno in _REASONS:
        return Message(_REASONS[error.errno])
    return Message(_OTHER, {"number": error.errno or 0, "words": error.strerror or str(error)})


def refusal(error: OSError) -> Message:
    """Return which file or folder the system refused, as far as it says so, and why."""
    if error.filename is None:
        return Message(N_("the disk does not do what is asked of it: {reason}"), {"reason": reason(error)})
    # The names of files need not be text.
    path = os.fsencode(error.filename).decode(errors="replace")
    return Message(N_("{path} cannot be read or written: {reason}"), {"path": path, "reason": reason(error)})


def wrong_epoch(error: WrongEpoch) -> Message:
    """Return which variable of the environment says no time, and what it says."""
    return Message(_EPOCH, {"variable": EPOCH, "found": error.found})


_EPOCH = N_("the variable {variable} is '{found}': seconds since 1970 are expected, in digits")
_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("permission is denied"),
    errno.EPERM: N_("the system does not allow it"),
    errno.EROFS: N_("nothing can be written on this disk"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the space that you may use on this disk is full"),
    errno.ENOTDIR: N_("what should be a folder is none"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("there is something of this name already"),
    errno.EINVAL: N_("it is no plain file"),
    errno.ELOOP: N_("it is a link that leads in a circle"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EBUSY: N_("something else is using it"),
    errno.EMFILE: N_("too many files are open"),
    errno.EIO: N_("the disk has a fault"),
}
_OTHER = N_("error {number} of the system ({words})")
