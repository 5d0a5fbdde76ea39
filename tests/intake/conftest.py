"""A repository, its server and a running service, shared by the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.intake.ground import Bare, GitServer, Running, running


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Bare:
    return Bare(tmp_path_factory.mktemp("repository"))


@pytest.fixture(scope="module")
def git_server(bare: Bare) -> Iterator[GitServer]:
    server = GitServer(bare.folder.parent)
    yield server
    server.close()


@pytest.fixture(scope="module")
def service(git_server: GitServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("service") / "data", git_server.url) as one:
        yield one


@pytest.fixture(scope="module")
def quick(git_server: GitServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service that waits for nobody."""
    data = tmp_path_factory.mktemp("quick") / "data"
    with running(data, git_server.url, INTAKE_BODY_SECONDS="2", INTAKE_HEADER_SECONDS="2") as one:
        yield one
