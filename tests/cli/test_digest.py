"""Issues of the newsletter from real repositories: what they tell, what they never let through, how they end."""

from __future__ import annotations

import email
import os
import re
import subprocess
from email.policy import default
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main

TODAY = "2026-11-25"
SETTINGS = """\
site_name: Rete
site_url: https://rete.example/sito/
theme: {name: material, language: en}
plugins: [{coop-restart: {office_email: office@rete.example}}]
"""
TRACK = "number: 1\ntitle: Networks\n"
INITIATIVE = """\
title: Canteens
track: networks
kind: project
summary: Canteens next door.
status: planned
milestones:
- {id: start, date: 2026-10-01, title: All have met}
- {id: end, date: 2026-12-01, title: All have eaten}
"""
AURORA = """\
name: Aurora
address: {municipality: '017029'}
offers:
- {id: cold, kind: service, service: logistics.refrigerated-transport, title: Refrigerated transport,
   expires: 2027-06-30, area: [IT-25]}
"""
LUNA = """\
name: Luna
summary: Soups for schools.
address: {municipality: '020030'}
needs:
- {id: vans, kind: service, service: logistics.refrigerated-transport, title: Cold journeys, expires: 2027-05-31}
"""
CALL = "title: {title}\nkind: {kind}\npublished: {published}\ndeadlines: [{{id: end, at: '{at}', kind: {date}}}]\n"


def git(folder: Path, *arguments: str, at: str = "2026-11-20T10:00:00Z") -> str:
    who = ["-c", "user.name=Office", "-c", "user.email=office@example.org"]
    dated = {**os.environ, "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    done = subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, env=dated)
    return done.stdout.decode().strip()


def commit(folder: Path, at: str, **files: str) -> str:
    """Write files by path, with `__` for `/` and without ending, commit all, and return the commit."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/').replace('_', '-')}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "one", at=at)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one member and one initiative since October."""
    root = tmp_path / "site"
    root.mkdir()
    (root / "mkdocs.yml").write_text(SETTINGS)
    (root / ".gitignore").write_text(".cache/\n")
    git(root, "init", "-q", "-b", "main")
    records = {"content__programme__tracks__networks": TRACK, "content__programme__2026__canteens": INITIATIVE}
    commit(root, "2026-10-01T10:00:00Z", members__aurora=AURORA, **records)
    return root


@pytest.fixture
def changed(site: Path) -> Path:
    """The same site with a second member, a milestone reached and three calls since November."""
    calls = {
        "calls__closing": CALL.format(
            title="Who cooks", kind="survey", published="2026-11-01", at="2026-12-01T12:00", date="submission"
        ),
        "calls__opening": CALL.format(
            title="Who eats", kind="survey", published="2026-11-01", at="2026-12-05", date="opening"
        ),
        "calls__new": CALL.format(
            title="Who pays", kind="external_tender", published="2026-11-19", at="2027-02-01", date="submission"
        ),
    }
    moved = INITIATIVE.replace("planned", "running").replace("met}", "met, done_on: 2026-11-10}")
    commit(site, "2026-11-20T10:00:00Z", members__luna=LUNA, content__programme__2026__canteens=moved, **calls)
    return site


def run(site: Path, *arguments: str, today: str = TODAY) -> Result:
    output = ["-o", str(site.parent / "out")]
    return CliRunner().invoke(main, ["digest", "-C", str(site), "--today", today, *output, *arguments])


def record(site: Path, name: str = TODAY) -> Any:
    text = (site / "content" / "newsletter" / f"{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - texts only


def made(site: Path, name: str) -> str:
    return (site.parent / "out" / name).read_text(encoding="utf-8")


def parsed(html: str) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def test_an_issue_tells_what_changed_since_a_day(changed: Path) -> None:
    result = run(changed, "--since", "2026-11-01")
    assert (result.exit_code, result.stderr) == (0, "")
    out = changed.parent / "out"
    assert result.stdout.splitlines() == [
        "content/newsletter/2026-11-25.yml",
        *(str(out / f"2026-11-25.{ending}") for ending in ("html", "txt", "eml")),
    ]
    head = git(changed, "rev-parse", "HEAD")
    assert record(changed) == {
        "date": TODAY,
        "since": "2026-11-01",
        "commit": head,
        "calls": [
            {"call": "closing", "title": "Who cooks", "news": "closes", "at": "2026-12-01T12:00:00",
             "zone": "Europe/Rome"},
            {"call": "opening", "title": "Who eats", "news": "opens", "at": "2026-12-05", "zone": "Europe/Rome"},
            {"call": "new", "title": "Who pays", "news": "new", "at": "2027-02-01", "zone": "Europe/Rome"},
        ],
        "members": [{"member": "luna", "name": "Luna", "summary": "Soups for schools."}],
        "exchanges": [{"member": "luna", "id": "vans", "name": "Luna", "title": "Cold journeys", "side": "need"}],
        "matches": [
            {
                "offer": {"member": "aurora", "id": "cold", "name": "Aurora", "title": "Refrigerated transport"},
                "need": {"member": "luna", "id": "vans", "name": "Luna", "title": "Cold journeys"},
            }
        ],
        "initiatives": [
            {"initiative": "2026/canteens", "title": "Canteens", "status": "running", "milestones": ["All have met"]}
        ],
    }  # fmt: skip


def test_its_plain_text_says_all_of_it_with_addresses_that_lead_there_from_anywhere(changed: Path) -> None:
    run(changed, "--since", "2026-11-01")
    assert (
        made(changed, "2026-11-25.txt")
        == """\
Rete: news of Wednesday, 25 November 2026
=========================================

What has happened since Sunday, 1 November 2026.


CALLS
-----

* Who cooks
  Closes on Tuesday, 1 December 2026 at 12:00 (Rome\N{NO-BREAK SPACE}time)
  https://rete.example/sito/calls/closing/

* Who eats
  Opens on Saturday, 5 December 2026
  https://rete.example/sito/calls/opening/

* Who pays
  New call
  Closes on Monday, 1 February 2027, until the end of the day
  (Rome\N{NO-BREAK SPACE}time)
  https://rete.example/sito/calls/new/


NEW MEMBERS
-----------

* Luna
  Mantova (MN)
  Soups for schools.
  https://rete.example/sito/members/luna/


NEW OFFERS AND NEEDS
--------------------

* Cold journeys
  Luna seeks it
  https://rete.example/sito/members/luna/#need-vans


WHO COULD WORK TOGETHER NOW
---------------------------

* Aurora offers “Refrigerated transport”, Luna seeks “Cold journeys”
  https://rete.example/sito/members/luna/#need-vans


INITIATIVES THAT MOVED
----------------------

* Canteens
  Now: Under way
  Reached: All have met
  https://rete.example/sito/programme/2026/canteens/


--\N{SPACE}
Rete
This issue on the site
https://rete.example/sito/stay-informed/newsletter/2026-11-25/
"""
    )


def test_its_html_is_right_and_every_link_leads_to_the_site(changed: Path) -> None:
    run(changed, "--since", "2026-11-01")
    html = made(changed, "2026-11-25.html")
    tree = parsed(html)
    links = [link.get("href") for link in tree.iter("a")]
    assert "https://rete.example/sito/members/luna/" in links
    assert [link for link in links if not link.startswith("https://rete.example/sito/")] == []
    assert [table.get("role") for table in tree.iter("table")] == ["presentation"] * len(list(tree.iter("table")))
    assert "<script" not in html
    assert "@media (prefers-color-scheme: dark)" in html
    assert [element.tag for element in tree.iter() if "href" not in element.attrib and element.tag == "a"] == []


def test_mail_programs_open_it_as_a_draft_to_nobody(changed: Path) -> None:
    run(changed, "--since", "2026-11-01")
    letter = email.message_from_bytes((changed.parent / "out" / "2026-11-25.eml").read_bytes(), policy=default)
    assert (letter["X-Unsent"], letter["From"], letter["To"]) == ("1", "Rete <office@rete.example>", None)
    assert letter["Subject"] == "Rete: news of Wednesday, 25 November 2026"
    text, html = letter.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == made(changed, "2026-11-25.txt")
    assert html.get_content().replace("\r\n", "\n").strip() == made(changed, "2026-11-25.html")


def test_the_same_commits_and_day_give_the_same_bytes(changed: Path, tmp_path: Path) -> None:
    run(changed, "--since", "2026-11-01")
    out = changed.parent / "out"
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    issue = (changed / "content/newsletter/2026-11-25.yml").read_bytes()
    (changed / "content/newsletter/2026-11-25.yml").unlink()
    # What is not committed is told to nobody.
    (changed / "members" / "stella.yml").write_text("name: Stella\n")
    git(tmp_path, "clone", "-q", str(changed), "copy")
    assert run(tmp_path / "copy", "--since", "2026-11-01").exit_code == 0
    assert (tmp_path / "copy/content/newsletter/2026-11-25.yml").read_bytes() == issue
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == first


def test_it_begins_at_a_tag_or_where_the_last_issue_ended(changed: Path) -> None:
    git(changed, "tag", "issue-1", "HEAD~1")
    assert run(changed, "--since", "issue-1").exit_code == 0
    assert record(changed)["since"] == "2026-10-01"
    commit(changed, "2026-12-01T10:00:00Z", members__sole="name: Sole\n")
    assert run(changed, today="2026-12-20").exit_code == 0
    assert record(changed, "2026-12-20")["since"] == TODAY
    assert [one["member"] for one in record(changed, "2026-12-20")["members"]] == ["sole"]


def test_a_day_before_all_commits_makes_everything_new_and_says_so(changed: Path) -> None:
    result = run(changed, "--since", "2026-01-01")
    assert result.stderr == "no commit is older than Thursday, 1 January 2026: everything counts as new\n"
    assert [one["name"] for one in record(changed)["members"]] == ["Aurora", "Luna"]
    assert record(changed)["initiatives"][0]["new"] == "true"


def test_a_day_begins_at_midnight_in_rome(site: Path) -> None:
    commit(site, "2026-11-09T22:59:59Z", members__before="name: Before\n")
    commit(site, "2026-11-09T23:00:00Z", members__after="name: After\n")
    run(site, "--since", "2026-11-10")
    assert [one["member"] for one in record(site)["members"]] == ["after"]


def test_it_speaks_each_language_that_is_asked_for(changed: Path) -> None:
    result = run(changed, "--since", "2026-11-01", "--language", "en", "--language", "it")
    assert result.exit_code == 0
    text = made(changed, "2026-11-25.it.txt")
    assert text.startswith("Rete: le novità di mercoledì 25 novembre 2026\n")
    assert "* Luna" in text
    assert "https://rete.example/sito/members/luna/" in text, "the site's pages have one language"
    assert '<html lang="it"' in made(changed, "2026-11-25.it.html")
    assert (changed.parent / "out" / "2026-11-25.html").is_file()


def test_a_foreword_and_what_the_office_takes_out_are_in_the_messages_made_again(changed: Path) -> None:
    run(changed, "--since", "2026-11-01")
    path = changed / "content/newsletter/2026-11-25.yml"
    text = re.sub(r"\n# Offers that have.*?(?=\n#)", "", path.read_text(), flags=re.DOTALL)
    path.write_text(f"{text}foreword: |\n  Dear **all**, see [us](https://rete.example/sito/).\ntitle: On we go\n")
    result = run(changed, "--again", "2026-11-25")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "WHO COULD WORK TOGETHER NOW" not in made(changed, "2026-11-25.txt")
    assert made(changed, "2026-11-25.txt").startswith("On we go\n========\n")
    assert '<p style="margin:0 0 12px">Dear <strong>all</strong>, see <a style="color:#1f5a96" href=' in made(
        changed, "2026-11-25.html"
    )
    assert "<title>On we go</title>" in made(changed, "2026-11-25.html")


def test_nothing_hostile_gets_through(site: Path) -> None:
    name = '<script>alert(1)</script> "" onload=x {{ 7*7 }} {% raw %} =cmd'
    hostile = f"name: '{name}'\nsummary: '</td></table><img src=x onerror=y>'\n"
    commit(site, "2026-11-20T10:00:00Z", members__luna=hostile)
    assert run(site, "--since", "2026-11-01").exit_code == 0
    path = site / "content/newsletter/2026-11-25.yml"
    foreword = "foreword: |\n  <script>x</script> <a href='javascript:x'>a</a> <p onclick=x style='y'>b</p>\n"
    title = "title: 'Subject <b> =?utf-8?q?=0D=0ABcc:_a=40b.example?='\n"
    path.write_text(path.read_text() + foreword + title)
    assert run(site, "--again", "2026-11-25").exit_code == 0
    tree = parsed(made(site, "2026-11-25.html"))
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= {
        "html", "head", "meta", "title", "style", "body", "div", "table", "tbody", "tr", "td", "p", "h1", "h2", "a",
        "strong", "span", "br",
    }  # fmt: skip
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert [name for name in attributes if name.startswith("on")] == []
    assert [link.get("href") for link in tree.iter("a") if not link.get("href", "https:").startswith("https:")] == []
    letter = email.message_from_bytes((site.parent / "out" / "2026-11-25.eml").read_bytes(), policy=default)
    assert letter["Subject"] == "Subject <b> =\u2060?utf-8?q?=0D=0ABcc:_a=40b.example?="
    assert letter["Bcc"] is None


def test_a_subject_of_two_lines_is_refused_with_its_place(changed: Path) -> None:
    run(changed, "--since", "2026-11-01")
    path = changed / "content/newsletter/2026-11-25.yml"
    path.write_text(path.read_text() + 'title: "One\\r\\nBcc: a@b.example"\n')
    result = run(changed, "--again", "2026-11-25")
    assert result.exit_code == 2
    assert "there is no issue '2026-11-25' in content/newsletter that can be read" in result.stderr
    checked = CliRunner().invoke(main, ["check", "-C", str(changed), "--today", TODAY])
    assert "content/newsletter/2026-11-25.yml:" in checked.stdout
    assert ": title: " in checked.stdout


def test_wrong_records_are_left_out_and_it_fails(changed: Path) -> None:
    commit(changed, "2026-11-21T10:00:00Z", members__sole="nome: Sole\n")
    result = run(changed, "--since", "2026-11-01")
    assert result.exit_code == 1
    assert [one["member"] for one in record(changed)["members"]] == ["luna"]


def test_without_any_news_nothing_is_written(site: Path) -> None:
    result = run(site, "--since", "2026-11-01")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "nothing has changed that an issue would tell: nothing is written\n"
    assert not (site / "content" / "newsletter").exists()
    assert not (site.parent / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "there is no earlier issue to go on from: say --since, with a day, a tag or a commit"),
        (["--since", "nope"], "git knows no commit 'nope': name a branch, a tag or a commit"),
        (["--since", "2026-13-01"], "git knows no commit '2026-13-01': name a branch, a tag or a commit"),
        (["--since", "--output=x"], "git knows no commit '--output=x': name a branch, a tag or a commit"),
        (["--again", "2026-11-25"], "there is no issue '2026-11-25' in content/newsletter that can be read"),
        (
            ["--again", "x", "--since", "2026-11-01"],
            "--again makes the messages of an issue that is there: --since and --name are for a new one",
        ),
        (
            ["--since", "2026-11-01", "--name", "../../x"],
            "'../../x' cannot be the name of an issue: small letters, digits and single hyphens",
        ),
    ],
)
def test_wrong_usage_is_told(site: Path, arguments: list[str], expected: str) -> None:
    result = run(site, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Error: {expected}" in result.stderr


def test_an_issue_is_not_written_over(changed: Path) -> None:
    run(changed, "--since", "2026-11-01")
    result = run(changed, "--since", "2026-11-01")
    assert result.exit_code == 2
    assert (
        "content/newsletter/2026-11-25.yml is there already: --again 2026-11-25 makes its messages anew, --name gives "
        "the new issue another name" in result.stderr
    )
    assert run(changed, "--since", "2026-11-01", "--name", "extra").exit_code == 0


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (
            "site_name: Rete\ntheme: {language: en}\n",
            "mkdocs.yml does not say the site's address (site_url), which the links of messages begin with",
        ),
        (
            "site_url: https://x.example\ntheme: {language: en}\nplugins: [{coop-restart: {office_email: 'a@b, c@d'}}]",
            "mkdocs.yml:3:41: plugins.coop-restart.office_email: expected one mailbox such as office@federation",
        ),
        (
            "site_url: https://x.example\ntheme: {language: en}\nplugins: [{coop-restart: {newsletter: 'x'}}]",
            "mkdocs.yml:3:39: plugins.coop-restart.newsletter: newsletter.address: expected where the provider",
        ),
    ],
)
def test_a_site_without_what_messages_need_is_told(site: Path, settings: str, expected: str) -> None:
    (site / "mkdocs.yml").write_text(settings)
    result = run(site, "--since", "2026-11-01")
    assert result.exit_code == 2
    assert f"Error: {expected}" in result.stderr


def test_a_shallow_clone_that_does_not_reach_back_is_told(changed: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{changed}", "shallow")
    result = run(tmp_path / "shallow", "--since", "2026-11-01")
    assert result.exit_code == 2
    assert (
        "this shallow clone does not reach back to 2026-11-01: run git fetch --unshallow, or let the workflow "
        "fetch all (fetch-depth: 0, GIT_DEPTH: 0)" in result.stderr
    )


def test_a_proposal_with_an_issue_names_it_by_its_title_or_day(changed: Path) -> None:
    run(changed, "--since", "2026-11-01")
    arguments = ["changes", "HEAD", "-C", str(changed), "--today", TODAY]
    assert "Issues of the newsletter\n\n- New: **2026-11-25**" in CliRunner().invoke(main, arguments).stdout
    path = changed / "content/newsletter/2026-11-25.yml"
    path.write_text(path.read_text() + "title: On we go\n")
    assert "- New: **On we go**" in CliRunner().invoke(main, arguments).stdout


@pytest.mark.parametrize(
    ("blocked", "why"),
    [("out/2026-11-25.txt", "it is a folder"), ("site/content/newsletter", "there is something of this name already")],
)
def test_an_issue_and_its_messages_are_written_together_or_not_at_all(changed: Path, blocked: str, why: str) -> None:
    if blocked.startswith("out"):
        (changed.parent / blocked).mkdir(parents=True)
    else:
        (changed.parent / blocked).touch()
    before = sorted(changed.parent.rglob("*"))
    result = run(changed, "--since", "2026-11-01")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith(f"{blocked} cannot be read or written: {why}\n")
    assert [path for path in sorted(changed.parent.rglob("*")) if ".cache" not in str(path)] == before
