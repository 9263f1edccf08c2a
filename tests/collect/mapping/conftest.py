"""Where the shared test data is."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared(shared_data: Callable[[str], Path]) -> Path:
    """The folder of real test data; tests that need it are skipped where it is not."""
    return shared_data(".")
