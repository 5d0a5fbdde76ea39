"""A proposal: what somebody wants to see changed, before it is known whether that is right."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.records.federation import Kind
    from generator.writing.record_file import Tree


class ProposalKind(StrEnum):
    """What is proposed."""

    NEW_MEMBER = "new-member"
    CHANGE_MEMBER = "change-member"
    NEW_CALL = "new-call"
    JOIN_CALL = "join-call"
    OFFER = "offer"
    NEED = "need"

    @property
    def record(self) -> Kind:
        """The kind of the record whose file changes."""
        return "call" if self in (ProposalKind.NEW_CALL, ProposalKind.JOIN_CALL) else "member"

    @property
    def is_new(self) -> bool:
        """Whether the record's file is made."""
        return self in (ProposalKind.NEW_MEMBER, ProposalKind.NEW_CALL)


@dataclass(frozen=True)
class Picture:
    """A file as it was sent: nothing is known of it, its name least."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Proposal:
    """One proposal; `slug` names the record that changes, or is what the sender suggests for a new one.

    fields: the tree of a new record, or of the offer or need. changes: dotted path to the new value, None to remove it.
    member: the slug of the member that joins a call. note: words for the office, which never enter the repository.
    """

    kind: ProposalKind
    slug: str = ""
    fields: Mapping[str, Tree] = field(default_factory=dict)
    changes: Mapping[str, Tree | None] = field(default_factory=dict)
    member: str = ""
    picture: Picture | None = None
    note: str = ""
    language: str = ""
    key: str = ""

    @property
    def digest(self) -> str:
        """Stands for all that is proposed; two proposals that differ in their key alone have the same."""
        data = json.loads(self.as_json())
        return blake2b(json.dumps({**data, "key": ""}, sort_keys=True).encode(), digest_size=16).hexdigest()

    def as_json(self) -> str:
        """Return the proposal as it is kept."""
        picture = self.picture
        return json.dumps(
            {
                "kind": self.kind,
                "slug": self.slug,
                "fields": self.fields,
                "changes": self.changes,
                "member": self.member,
                "picture": picture and [picture.name, base64.b64encode(picture.data).decode("ascii")],
                "note": self.note,
                "language": self.language,
                "key": self.key,
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Proposal:
        """Return a proposal that was kept."""
        data: dict[str, Any] = json.loads(text)
        picture = data.pop("picture")
        return cls(
            kind=ProposalKind(data.pop("kind")),
            picture=Picture(picture[0], base64.b64decode(picture[1])) if picture else None,
            **data,
        )
