"""Running git: no prompt, no hook, no configuration but our own, a bound in time, and no secret among the arguments."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_OPTIONS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "protocol.ext.allow=never",
    "gc.autoDetach=false",
    "fetch.writeCommitGraph=false",
    "http.lowSpeedLimit=100",
    "http.lowSpeedTime=30",
    # Objects reach the disk before the names that lead to them.
    "core.fsync=all",
)
_KEPT = ("PATH", "HOME", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "https_proxy", "no_proxy", "SSH_AUTH_SOCK")


class GitError(Exception):
    """Git did not do what it was asked; the text is what it said, without addresses."""


@dataclass(frozen=True)
class Access:
    """How git reaches the repository: a token for HTTPS, or a key for SSH; `seconds` bounds each command."""

    repository: str
    token: str = ""
    user: str = ""
    ssh_key: str = ""
    known_hosts: str = ""
    seconds: float = 120

    @property
    def environment(self) -> dict[str, str]:
        """The variables that hand over the secret: other users of the machine can read arguments, but not these."""
        found = {}
        if self.token and self.repository.startswith(("https://", "http://")):
            basic = base64.b64encode(f"{self.user or 'x-access-token'}:{self.token}".encode()).decode("ascii")
            found["GIT_CONFIG_COUNT"] = "1"
            found["GIT_CONFIG_KEY_0"] = f"http.{self.repository}.extraHeader"
            found["GIT_CONFIG_VALUE_0"] = f"Authorization: Basic {basic}"
        if self.ssh_key:
            hosts = f" -o UserKnownHostsFile={_quoted(self.known_hosts)}" if self.known_hosts else ""
            found["GIT_SSH_COMMAND"] = (
                f"ssh -i {_quoted(self.ssh_key)} -o IdentitiesOnly=yes -o BatchMode=yes -o ConnectTimeout=20"
                f" -o StrictHostKeyChecking=yes{hosts}"
            )
        return found


def run(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    access: Access | None = None,
    held: int | None = None,
    accepted: tuple[int, ...] = (0,),
) -> bytes:
    """Return what git prints. Raise GitError when it fails or takes too long.

    held: an open file that git keeps open too, so that a lock on it lasts as long as git works, whatever becomes of us.
    """
    options = [part for option in _OPTIONS for part in ("-c", option)]
    process = subprocess.Popen(  # noqa: S603 - no shell, and every name is checked before it comes here
        ["git", *options, "-C", str(folder), *arguments],  # noqa: S607 - the machine's own git
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(access.environment if access else {}),
        pass_fds=() if held is None else (held,),
        start_new_session=True,
    )
    try:
        out, err = process.communicate(given, timeout=access.seconds if access else 300)
    except subprocess.TimeoutExpired:
        # With all that it started: what it left behind would hold the lock.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise GitError(f"git {arguments[0]} took too long") from None
    if process.returncode not in accepted:
        raise GitError(_said(err, access))
    return out


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    own = {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
    }
    return {**kept, **own, **more}


def _said(err: bytes, access: Access | None) -> str:
    lines = [line for line in err.decode("utf-8", "replace").splitlines() if not line.startswith("remote:")]
    told = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "git failed")
    return told.replace(access.repository, "REPOSITORY") if access else told


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "'\\''") + "'"
