"""Links from hand-written pages and from records lead somewhere, or the build says that they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugin.federation import FILES, build, page, write


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[x](/associate/arora/)", "/associate/aurora/"),
        ("[x](/nowhere/)", "/nowhere/"),
        ("{{ number }}", "numbers"),
    ],
)
def test_a_dead_link_or_block_in_a_hand_written_page_fails_a_strict_build(root: Path, text: str, said: str) -> None:
    write(root, {"content/index.md": f"# Home\n\n{text}\n"})
    run = build(root)
    assert run.returncode == 1
    assert "WARNING" in run.stderr
    assert said in run.stderr


def test_files_of_the_site_can_be_linked_to(root: Path) -> None:
    files = (
        "programma/2026/programma-2026.pdf", "api/v1/members.json", "api/v1/members/brescia.vcf",
        "api/v1/figures.json", "associate/logos/brezza.svg", "calendari/tutto.ics", "feed/tutto.xml", "sitemap.xml",
    )  # fmt: skip
    text = "\n".join(f"- [uno](/{path})" for path in files)
    member = f'{FILES["members/aurora.yml"]}description: "[uno](/{files[0]})"\n'
    write(root, {"content/index.md": f"# Home\n\n{text}\n", "members/aurora.yml": member})
    done = build(root)
    assert done.returncode == 0, done.stderr
    assert [path for path in files if not (root / "site" / path).is_file()] == []
    write(root, {"content/index.md": "# Home\n\n[uno](/api/v1/membri.json)\n"})
    done = build(root)
    assert "'/api/v1/membri.json'" in done.stderr
    assert done.returncode == 1


def test_links_from_records_lead_to_pages_and_a_dead_one_fails_a_strict_build(root: Path) -> None:
    mense = FILES["calls/mense.yml"]
    linking = mense + "description: |-\n  Con [Aurora](/associate/aurora/) e la [home](/).\n"
    write(root, {"calls/mense.yml": linking})
    run = build(root)
    assert run.returncode == 0, run.stderr
    call = page(root, "call/mense")
    assert 'Con <a href="../../associate/aurora/">Aurora</a> e la <a href="../../">home</a>.' in call
    # The call's own page stays as it was made: what it links to has gone.
    files = {"members/alba.yml": FILES["members/aurora.yml"], "members/aurora.yml": None}
    for path, text in files.items():
        (root / path).unlink() if text is None else write(root, {path: text})
    others = {path: text.replace("aurora", "alba") for path, text in FILES.items() if "aurora" in text}
    others.pop("members/aurora.yml", None)
    write(root, others | {"calls/mense.yml": linking.replace("[aurora]", "[alba]")})
    run = build(root)
    assert run.returncode == 1
    place = "calls/mense.yml:8:14: description: "
    assert f"WARNING -  {place}" in run.stderr, run.stderr
    assert "/associate/aurora/" in run.stderr


def test_the_form_links_to_the_privacy_notice_and_a_build_says_when_there_is_none(root: Path) -> None:
    options = (root / "mkdocs.yml").read_text(encoding="utf-8")
    write(root, {"mkdocs.yml": options.replace("office_email:", "privacy: privacy/, office_email:")})
    missing = build(root)
    assert missing.returncode != 0
    assert "mkdocs.yml: nel sito manca la pagina privacy/, indicata dall'opzione 'privacy'" in missing.stderr
    write(root, {"content/privacy.md": "# Privacy\n"})
    assert build(root).returncode == 0
    form = (root / "site" / "proponi" / "associata" / "index.html").read_text(encoding="utf-8")
    assert 'è scritto nell\'<a href="../../privacy/"' in form.replace("&#39;", "'")
