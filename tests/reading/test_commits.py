"""Records out of real git repositories, whatever their commits hold."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.languages.language import Language
from generator.reading.commits import CommitError, Repository
from generator.reading.encoding import LARGEST
from generator.reading.site import read_site

ENGLISH = Language.load("en")


def git(folder: Path, *arguments: str, given: bytes | None = None) -> str:
    who = ["-c", "user.name=Office", "-c", "user.email=office@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", "-C", str(folder), *who, *arguments], input=given, check=True, capture_output=True)
    return done.stdout.decode().strip()


def committed(folder: Path, **files: str) -> str:
    """Commit members by name, with a hyphen for the underscore, and return the commit."""
    if not (folder / ".git").exists():
        folder.mkdir(exist_ok=True)
        git(folder, "init", "-q")
    (folder / "members").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "members" / f"{name.replace('_', '-')}.yml").write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "one")
    return git(folder, "rev-parse", "HEAD")


def written(repository: Repository, commit: str, folder: Path) -> list[str]:
    folder.mkdir()
    repository.write(commit, folder)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def refused(repository: Repository, name: str) -> str:
    with pytest.raises(CommitError) as raised:
        repository.commit(name)
    return ENGLISH.say(raised.value.message)


def test_records_come_as_they_were_committed_and_nothing_else_changes(tmp_path: Path) -> None:
    first = committed(tmp_path / "site", aurora="name: Aurora\n")
    (tmp_path / "site" / "notes.txt").write_text("not a record")
    committed(tmp_path / "site", aurora="name: Aurora e Tramonto\n", luna="name: Luna\n")
    (tmp_path / "site" / "members" / "luna.yml").write_text("name: Luna piena\n")
    before = git(tmp_path / "site", "status", "--porcelain")
    index = (tmp_path / "site" / ".git" / "index").read_bytes()
    repository = Repository.around(tmp_path / "site")
    assert written(repository, first, tmp_path / "then") == ["members/aurora.yml"]
    assert (tmp_path / "then/members/aurora.yml").read_text() == "name: Aurora\n"
    assert written(repository, repository.commit("main"), tmp_path / "now") == [
        "members/aurora.yml",
        "members/luna.yml",
    ]
    assert (tmp_path / "now/members/luna.yml").read_text() == "name: Luna\n"
    assert git(tmp_path / "site", "status", "--porcelain") == before == "M members/luna.yml"
    assert (tmp_path / "site" / ".git" / "index").read_bytes() == index


def test_a_site_in_a_folder_of_its_repository_is_found(tmp_path: Path) -> None:
    (tmp_path / "repository" / "sito àé").mkdir(parents=True)
    git(tmp_path / "repository", "init", "-q")
    (tmp_path / "repository" / "sito àé" / "members").mkdir()
    (tmp_path / "repository" / "sito àé" / "members" / "aurora.yml").write_text("name: Aurora\n")
    (tmp_path / "repository" / "members").mkdir()
    (tmp_path / "repository" / "members" / "other.yml").write_text("name: Other\n")
    git(tmp_path / "repository", "add", "-A")
    git(tmp_path / "repository", "commit", "-q", "-m", "one")
    repository = Repository.around(tmp_path / "repository" / "sito àé")
    assert written(repository, repository.commit("HEAD"), tmp_path / "then") == ["members/aurora.yml"]


@pytest.mark.parametrize(
    "name", ["nope", "", "--help", "-h", "--upload-pack=touch x", "main:members", "a\0b", "main..", "\n"]
)
def test_a_name_is_a_name_and_nothing_else(tmp_path: Path, name: str) -> None:
    committed(tmp_path / "site", aurora="name: Aurora\n")
    assert refused(Repository.around(tmp_path / "site"), name).startswith("git knows no commit '")


def test_a_tag_and_a_commit_before_are_names_too(tmp_path: Path) -> None:
    first = committed(tmp_path / "site", aurora="name: Aurora\n")
    git(tmp_path / "site", "tag", "-a", "v1", "-m", "v1")
    second = committed(tmp_path / "site", luna="name: Luna\n")
    repository = Repository.around(tmp_path / "site")
    assert [repository.commit(name) for name in ("v1", "HEAD~1", second[:9])] == [first, first, second]


def test_two_commits_part_where_they_last_were_one(tmp_path: Path) -> None:
    first = committed(tmp_path / "site", aurora="name: Aurora\n")
    second = committed(tmp_path / "site", luna="name: Luna\n")
    git(tmp_path / "site", "checkout", "-q", "-b", "proposal", first)
    proposal = committed(tmp_path / "site", sole="name: Sole\n")
    git(tmp_path / "site", "checkout", "-q", "--orphan", "alone")
    alone = committed(tmp_path / "site")
    repository = Repository.around(tmp_path / "site")
    assert repository.parting(second, proposal) == first
    with pytest.raises(CommitError) as raised:
        repository.parting(second, alone)
    assert ENGLISH.say(raised.value.message).endswith("have no history in common")


def test_a_shallow_clone_is_told_what_to_do(tmp_path: Path) -> None:
    first = committed(tmp_path / "site", aurora="name: Aurora\n")
    committed(tmp_path / "site", luna="name: Luna\n")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}/site", "clone")
    assert "git fetch --unshallow" in refused(Repository.around(tmp_path / "clone"), first)
    git(tmp_path / "site", "checkout", "-q", "-b", "proposal", first)
    committed(tmp_path / "site", sole="name: Sole\n")
    git(tmp_path / "clone", "fetch", "-q", "--depth", "1", "origin", "proposal:proposal")
    repository = Repository.around(tmp_path / "clone")
    with pytest.raises(CommitError) as raised:
        repository.parting(repository.commit("HEAD"), repository.commit("proposal"))
    assert "git fetch --unshallow" in ENGLISH.say(raised.value.message)


def test_without_git_or_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(CommitError) as raised:
        Repository.around(tmp_path)
    assert "there is no git repository here" in ENGLISH.say(raised.value.message)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommitError) as raised:
        Repository.around(tmp_path)
    assert ENGLISH.say(raised.value.message) == "git is not installed: it is what knows the earlier records"


def test_links_lead_nowhere_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("name: Secret\n")
    site = tmp_path / "site"
    committed(site, aurora="name: Aurora\n")
    (site / "members" / "out.yml").symlink_to(tmp_path / "secret.yml")
    (site / "members" / "up.yml").symlink_to("../../../../../../../../../etc/hostname")
    (site / "members" / "in.yml").symlink_to("aurora.yml")
    (site / "mkdocs.yml").symlink_to(tmp_path / "secret.yml")
    (site / "calls").symlink_to(tmp_path)
    commit = committed(site)
    repository = Repository.around(site)
    assert "mkdocs.yml" not in written(repository, commit, tmp_path / "then")
    reading = read_site(tmp_path / "then")
    assert [member.name for member in reading.federation.members.values()] == ["Aurora", "Aurora"]
    assert {(problem.path, problem.rule) for problem in reading.problems} == {
        ("calls", "outside"),
        ("members/out.yml", "outside"),
        ("members/up.yml", "outside"),
    }


def test_a_forged_tree_writes_nothing_outside_of_the_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    committed(site, aurora="name: Aurora\n")
    blob = git(site, "hash-object", "-w", "--stdin", given=b"name: Evil\n")
    inner = git(site, "mktree", given=f"100644 blob {blob}\tevil.yml\n".encode())
    # Git's own commands refuse to make such trees; whoever writes objects by hand does not ask them.
    raw = b"40000 ..\0" + bytes.fromhex(inner) + b"100644 right.yml\0" + bytes.fromhex(blob)
    members = git(site, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", given=raw)
    top = git(site, "mktree", given=f"040000 tree {members}\tmembers\n".encode())
    commit = git(site, "commit-tree", "-m", "forged", top)
    assert written(Repository.around(site), commit, tmp_path / "a") == ["members/right.yml"]
    assert not list(tmp_path.rglob("evil.yml"))


def test_a_file_too_large_is_wrong_and_is_not_read_whole(tmp_path: Path) -> None:
    commit = committed(tmp_path / "site", aurora="name: Aurora\n" + "# and so on\n" * LARGEST, luna="name: Luna\n")
    written(Repository.around(tmp_path / "site"), commit, tmp_path / "then")
    reading = read_site(tmp_path / "then")
    assert list(reading.federation.members) == ["luna"]
    assert [problem.rule for problem in reading.problems] == ["too-large"]
    assert (tmp_path / "then/members/aurora.yml").stat().st_size == LARGEST + 1
