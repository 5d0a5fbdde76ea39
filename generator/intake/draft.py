"""A proposal becomes the files of a commit, checked by the project's own rules against the main branch as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from generator.exchange.slugs import is_taken, slug
from generator.intake.edits import NoPath, edits, touched
from generator.intake.picture import UnfitPicture, logo
from generator.intake.proposal import Proposal, ProposalKind
from generator.intake.refusal import Unfit
from generator.intake.state import State, source_of
from generator.languages import N_, Message
from generator.reading.naming import is_slug
from generator.reading.problem import Problem, Severity
from generator.reading.quoting import shown
from generator.reading.record import read_record
from generator.reading.yaml_text import parse
from generator.records.federation import title_field
from generator.writing.editing import Edit, EditError, edited
from generator.writing.record_file import written
from generator.writing.template import FOLDERS, schema_line

if TYPE_CHECKING:
    from generator.records.federation import AnyRecord, Kind
    from generator.records.member import Member

LOGOS = "members/logos"
_MOST_NAMESAKES = 200


@dataclass(frozen=True)
class Draft:
    """What a commit will hold.

    path: of the record, from the site's root. files: new content by path, None for a file that goes. name: the
    record's. fields: its own fields that change, in their order; none for a new record. warnings: for the office.
    member: the name of the member that joins a call.
    """

    path: str
    files: Mapping[str, bytes | None]
    name: str
    fields: Sequence[str] = ()
    warnings: Sequence[Problem] = ()
    member: str = ""


def draft(proposal: Proposal, state: State, today: date) -> Draft:
    """Return the draft of a proposal. Raise Unfit with every problem that the rules find."""
    if proposal.kind.is_new:
        return _Drawing(proposal, state, today).new()
    return _Drawing(proposal, state, today).changed()


@dataclass(frozen=True)
class _Drawing:
    proposal: Proposal
    state: State
    today: date

    def new(self) -> Draft:
        tree = dict(self.proposal.fields)
        stem = self._stem(tree)
        tree, files = self._with_logo(stem, tree)
        path = self._path(stem)
        text = written(tree, self.state.fields(self.kind), schema_line(self.kind))
        return self._checked(stem, path, text.encode(), {**files}, tree=tree)

    def changed(self) -> Draft:
        stem = self.state.meant(self.kind, self.proposal.slug)
        if stem is None:
            values = {"found": shown(self.proposal.slug)}
            raise self._unfit("slug", "unknown-record", Message(_UNKNOWN[self.kind], values))
        path = self._path(stem)
        before = self.state.text(path)
        tree = parse(before).tree if before is not None else None
        if before is None or tree is None:
            raise self._unfit("slug", "unknown-record", Message(_UNKNOWN[self.kind], {"found": shown(stem)}), path)
        wanted = list(self._edits(tree))
        files: dict[str, bytes | None] = {}
        if self.proposal.picture is not None:
            named, files = self._with_logo(stem, {}, before=_logo_of(self.state.record(self.kind, stem)))
            wanted.append(Edit(("logo",), named["logo"]))
        try:
            text = edited(before.decode("utf-8"), wanted, self.state.fields(self.kind))
        except EditError as error:
            raise self._unfit("changes", "no-field", error.message, path) from None
        except UnicodeDecodeError:
            raise self._unfit("changes", "no-field", Message(_NO_FIT), path) from None
        if text.encode() == before:
            raise self._unfit("changes", "no-change", Message(_NO_CHANGE), path)
        return self._checked(stem, path, text.encode(), files, touched(wanted))

    @property
    def kind(self) -> Kind:
        return self.proposal.kind.record

    def _path(self, stem: str) -> str:
        return f"{FOLDERS[self.kind]}/{stem}.yml"

    def _stem(self, tree: Mapping[str, Any]) -> str:
        """Return a name for the new file that nobody has: the one that was suggested, or one made of the title."""
        wanted = self.proposal.slug
        if wanted and (not is_slug(wanted) or is_taken(self.kind, wanted)):
            raise self._unfit("slug", "file-name", Message(_NO_SLUG, {"found": shown(wanted)}))
        title = tree.get(title_field(self.kind), "")
        stem = wanted or (slug(title) if isinstance(title, str) else "")
        if not stem or is_taken(self.kind, stem):
            stem = "call" if self.kind == "call" else "member"
        for number in range(1, _MOST_NAMESAKES):
            numbered = stem if number == 1 else f"{stem[:76].rstrip('-')}-{number}"
            if not self.state.has(self.kind, numbered):
                return numbered
        raise self._unfit("slug", "file-name", Message(_NO_SLUG, {"found": shown(stem)}))

    def _edits(self, tree: Mapping[str, Any]) -> Sequence[Edit]:
        if self.proposal.kind is ProposalKind.JOIN_CALL:
            return [self._joining(tree)]
        if self.proposal.kind in (ProposalKind.OFFER, ProposalKind.NEED):
            return [self._exchange(tree, "offers" if self.proposal.kind is ProposalKind.OFFER else "needs")]
        try:
            return list(edits(self.proposal.changes))
        except NoPath as error:
            message = Message(_NO_PATH, {"found": shown(str(error.args[0]))})
            raise self._unfit("changes", "no-field", message) from None

    def _joining(self, tree: Mapping[str, Any]) -> Edit:
        member, taking_part = self.state.meant("member", self.proposal.member), tree.get("participants") or []
        if member is None:
            values = {"found": shown(self.proposal.member)}
            raise self._unfit("member", "unknown-record", Message(_UNKNOWN["member"], values))
        if not isinstance(taking_part, list) or member in taking_part:
            raise self._unfit("member", "takes-part", Message(_TAKES_PART, {"found": member}))
        return Edit(("participants", len(taking_part)), member)

    def _exchange(self, tree: Mapping[str, Any], field: str) -> Edit:
        listed = tree.get(field) or []
        fields = dict(self.proposal.fields)
        if "id" not in fields:
            fields = {"id": _free_id(fields.get("title"), tree), **fields}
        return Edit((field, len(listed) if isinstance(listed, list) else 0), fields)

    def _with_logo(
        self, stem: str, tree: Mapping[str, Any], before: str | None = None
    ) -> tuple[dict[str, Any], dict[str, bytes | None]]:
        """Return the tree that names the logo, and the logo's file; the one before goes where nobody else shows it."""
        picture = self.proposal.picture
        if picture is None or self.kind != "member":
            return dict(tree), {}
        try:
            made = logo(picture)
        except UnfitPicture as error:
            raise self._unfit("logo", "logo", error.message) from None
        goes = before if before is not None and self.state.uses(before) == 1 else None
        name = f"{stem}.{made.extension}"
        if name in self.state.logos - {goes}:
            name = f"{stem}-{blake2b(made.data, digest_size=4).hexdigest()}.{made.extension}"
        files: dict[str, bytes | None] = {f"{LOGOS}/{goes}": None} if goes in self.state.logos else {}
        return {**tree, "logo": name}, {**files, f"{LOGOS}/{name}": made.data}

    def _checked(
        self,
        stem: str,
        path: str,
        data: bytes,
        files: Mapping[str, bytes | None],
        fields: Sequence[str] = (),
        *,
        tree: Mapping[str, Any] | None = None,
    ) -> Draft:
        if tree is not None and parse(data).tree != tree:
            raise self._unfit("", "not-written", Message(_NOT_WRITTEN), path)
        result = read_record(self.kind, data, path, self.state.reading.codes)
        if result.record is None:
            raise Unfit(result.problems)
        names = {one.rpartition("/")[2]: content for one, content in files.items()}
        logos = (self.state.logos | set(names)) - {name for name, content in names.items() if content is None}
        found = self.state.problems_with(self.kind, stem, result.record, source_of(path, data), data, logos, self.today)
        if any(one.severity is Severity.ERROR for one in found):
            raise Unfit(found)
        joining = self.state.record("member", self.state.meant("member", self.proposal.member) or "")
        member = _name_of(joining) if joining is not None else self.proposal.member
        return Draft(path, {path: data, **files}, _name_of(result.record), fields, found, member)

    def _unfit(self, field: str, rule: str, message: Message, path: str = "") -> Unfit:
        return Unfit([Problem(path or f"{FOLDERS[self.kind]}/", 1, 1, field, rule, message)])


def _free_id(title: object, tree: Mapping[str, Any]) -> str:
    """Return an id that no offer or need of the member has."""
    taken = {
        item.get("id") for field in ("offers", "needs") for item in tree.get(field) or [] if isinstance(item, dict)
    }
    wanted = (slug(title, 40) if isinstance(title, str) else "") or "item"
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def _logo_of(record: AnyRecord | None) -> str | None:
    member: Member | None = record if record is not None and hasattr(record, "logo") else None  # type: ignore[assignment]
    return member.logo if member is not None else None


def _name_of(record: AnyRecord) -> str:
    name: str = getattr(record, "name", "") or getattr(record, "title", "")
    return re.sub(r"\s+", " ", name).strip()


_UNKNOWN: Mapping[str, str] = {
    "member": N_("no member has the file name '{found}'"),
    "call": N_("no call has the file name '{found}'"),
}
_NO_SLUG = N_("'{found}' cannot be a file name: small letters, digits and single hyphens, and no page's name")
_NO_PATH = N_("'{found}' is no field of the record")
_NO_FIT = N_("the record's file cannot be changed: it is not UTF-8")
_NO_CHANGE = N_("nothing would change: the record says this already")
_TAKES_PART = N_("'{found}' takes part already")
_NOT_WRITTEN = N_("this record cannot be written to a file as it is")
