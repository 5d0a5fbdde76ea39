"""The fonts of the document: the site's face, a federation's own, and those that Typst brings along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from generator.theme.assets import DOCUMENT

FACE = "Atkinson Hyperlegible Next"
BROUGHT = ("Libertinus Serif", "New Computer Modern", "New Computer Modern Math", "DejaVu Sans Mono")
"""The families within Typst, in the order in which they step in for letters that the ones before lack."""

CODE = "DejaVu Sans Mono"


class Fonts:
    """The fonts for a federation that may keep some in a folder of its own, for the scripts that its names need.

    The system's are not asked for: another machine would give another document.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._own = own if own is not None and own.is_dir() else None

    @property
    def folders(self) -> list[Path]:
        """Where fonts lie."""
        ours = DOCUMENT / "fonts"
        return [folder for folder in (ours, self._own) if folder is not None and folder.is_dir()]

    @cached_property
    def families(self) -> Sequence[str]:
        """The families by name: a letter is taken from the first that has it."""
        import typst

        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=self.folders
        ).families()
        own = [family for family in sorted(found) if family not in (FACE, *BROUGHT)]
        return [*([FACE] if FACE in found else []), *own, *BROUGHT]

    @property
    def files(self) -> list[Path]:
        """The font files, in the order of their names."""
        found = (path for folder in self.folders for path in folder.rglob("*"))
        return sorted(path for path in found if path.suffix.lower() in (".ttf", ".otf", ".ttc"))
