"""Documents are made once, kept, and made again when what they tell has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.processes.sharing import Now
from generator.publishing.document import documents as kept_documents
from generator.publishing.document.documents import documents
from generator.publishing.document.fonts import Fonts
from generator.publishing.site import Site
from tests.publishing.documented import RECORDS
from tests.publishing.woven import a_member, an_initiative, woven


def made(built: Site, kept: Path, vision: str = "") -> dict[str, Path]:
    return documents(built, vision, Fonts(), kept).result()


def test_each_year_has_a_document_at_its_own_address(tmp_path: Path) -> None:
    found = made(woven(**RECORDS), tmp_path)
    assert sorted(found) == ["programme/2023/programme-2023.pdf", "programme/2026/programme-2026.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in found.values())
    assert {path.parent for path in found.values()} == {tmp_path}
    assert list(tmp_path.glob("*.part")) == []


def test_a_process_that_has_set_a_document_sets_the_others_too(tmp_path: Path) -> None:
    # A child of it would wait for ever for threads that a fork does not copy.
    made(woven(**RECORDS), tmp_path / "first")
    import typst

    typst.Compiler()
    assert isinstance(documents(woven(**RECORDS), "", Fonts(), tmp_path / "second"), Now)


def test_what_is_there_is_taken_as_it_is(tmp_path: Path) -> None:
    for path in made(woven(**RECORDS), tmp_path).values():
        path.write_bytes(b"made before")
    assert {path.read_bytes() for path in made(woven(**RECORDS), tmp_path).values()} == {b"made before"}


@pytest.mark.parametrize(
    ("member", "year_made_anew"),
    [(a_member("Brezza Due"), "2026"), (a_member("Brezza", summary="Bread"), None)],
)
def test_a_year_is_made_again_for_what_it_tells_of_members(
    tmp_path: Path, member: dict[str, str], year_made_anew: str | None
) -> None:
    before = made(woven(**RECORDS), tmp_path)
    after = made(woven(**RECORDS | {"members": RECORDS["members"] | {"brezza": member}}), tmp_path)
    changed = [address for address, path in after.items() if before[address] != path]
    assert changed == ([f"programme/{year_made_anew}/programme-{year_made_anew}.pdf"] if year_made_anew else [])


def test_another_day_and_another_vision_are_other_documents(tmp_path: Path) -> None:
    places = [
        made(woven(**RECORDS), tmp_path),
        made(woven(**RECORDS), tmp_path, "Together."),
        made(woven("2026-11-23T12:00+01:00", **RECORDS), tmp_path),
    ]
    assert len({path for found in places for path in found.values()}) == 6


def test_old_documents_go_and_none_that_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_documents, "LATEST", 1)
    years = {f"{year}/x": an_initiative() for year in (2023, 2024, 2025)}
    first = made(woven(initiatives=years), tmp_path)
    wanted = made(woven(initiatives=years | {"2026/x": an_initiative(title="New")}), tmp_path)
    assert len(wanted) == 4
    assert all(path.is_file() for path in wanted.values())
    assert set(first.values()).isdisjoint(wanted.values())
    assert sum(path.is_file() for path in first.values()) == 1


def test_without_a_programme_there_is_nothing_to_make(tmp_path: Path) -> None:
    assert made(woven(), tmp_path / "kept") == {}
    assert not (tmp_path / "kept").exists()
