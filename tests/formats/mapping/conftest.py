"""Where the shared test data is."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real test data; tests that need it are skipped where it is not."""
    folder = Path(os.environ.get("TAHQIQ_SHARED", Path(__file__).parents[4] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the shared test data is not on this machine")
    return folder
