"""The cargo desk, open."""

import pytest


@pytest.fixture
def desk_name() -> str:
    return "cargo"
