"""The vocabularies that the package brings, loaded once: they never change."""

import pytest

from generator.vocabularies import Vocabularies


@pytest.fixture(scope="session")
def vocabularies() -> Vocabularies:
    return Vocabularies.load()
