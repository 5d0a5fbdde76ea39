"""The bytes of one file, and what stands for them."""

from __future__ import annotations

import errno
import os
from hashlib import blake2b
from stat import S_ISDIR, S_ISREG

from generator.reading.encoding import LARGEST


def read(path: str) -> bytes:
    """Return a file's bytes, cut after one more than is allowed. Raise OSError; never wait for a pipe or a device."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(handle)
        if not S_ISREG(status.st_mode):
            number = errno.EISDIR if S_ISDIR(status.st_mode) else errno.EINVAL
            raise OSError(number, os.strerror(number))
        return os.read(handle, min(status.st_size, LARGEST) + 1)
    finally:
        os.close(handle)


def digest(data: bytes) -> bytes:
    """Return sixteen bytes that stand for these."""
    return blake2b(data, digest_size=16).digest()
