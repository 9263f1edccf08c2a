"""The walks themselves: a short one in ``make test``, a longer one with the slow tests, and everything
(``make robot``), which is asked for by ``TAHQIQ_ROBOT=all`` and prints what it finds."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .report import Report
from .roles import Role
from .run import walk_one
from .walk import Bounds

WHOLE = os.environ.get("TAHQIQ_ROBOT") == "all"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return Report(tmp_path_factory.mktemp("robot"))


def walked(browser: Browser, place: Path, folder: Path, role: Role, language: str, bounds: Bounds) -> int:
    """Walk and fail with what was found; how many controls were pressed."""
    report = Report(folder)
    walk = walk_one(browser, place, folder, role, language, bounds, report)
    assert report.lines() == []
    return walk.presses
