"""What records that an issue names are called today: their files may have other names by now, or be gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.records.federation import Federation


@dataclass(frozen=True)
class Current:
    """Finds records by the names that they have, or had."""

    federation: Federation

    def member(self, slug: str) -> str | None:
        """Return a member's slug; None where it is gone."""
        return slug if slug in self.federation.members else self._members.get(slug)

    def call(self, slug: str) -> str | None:
        """Return a call's slug; None where it is gone."""
        return slug if slug in self.federation.calls else self._calls.get(slug)

    def initiative(self, key: str) -> str | None:
        """Return an initiative's `year/slug`; None where it is gone."""
        return key if key in self.federation.initiatives else self._initiatives.get(key)

    @cached_property
    def _members(self) -> Mapping[str, str]:
        return {old: slug for slug, one in self.federation.members.items() for old in one.former_slugs}

    @cached_property
    def _calls(self) -> Mapping[str, str]:
        return {old: slug for slug, one in self.federation.calls.items() for old in one.former_slugs}

    @cached_property
    def _initiatives(self) -> Mapping[str, str]:
        found = self.federation.initiatives.items()
        return {f"{key[:5]}{old}": key for key, one in found for old in one.former_slugs}
