"""Build a site in a process of its own: `CONFIG FOLDER FILE [without]`.

The seconds that all its processes worked are written to the file. With `without`, feeds and calendars, the members that
calls list and the calls that members' pages list are left out.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from unittest.mock import patch

from mkdocs.__main__ import cli

from generator.publishing.calls.fitting import Fittings
from generator.publishing.calls.public import Publics
from generator.publishing.following.calendars import Calendars
from generator.publishing.following.channels import Channels
from generator.publishing.following.feeds import Feeds


def main(config: str, folder: str, file: str, without: str = "") -> None:
    """Build, and write down the seconds."""
    command = ["build", "--quiet", "--config-file", config, "--site-dir", folder]
    if without:
        with (
            patch.object(Channels, "host", ""),
            patch.object(Calendars, "makings", lambda _: iter(())),
            patch.object(Feeds, "makings", lambda _: iter(())),
            patch.object(Publics, "of", lambda *_: None),
            patch.object(Fittings, "of", lambda *_: None),
        ):
            cli(command, standalone_mode=False)
    else:
        cli(command, standalone_mode=False)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    Path(file).write_text(f"{sum(one.ru_utime + one.ru_stime for one in used)}", encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
