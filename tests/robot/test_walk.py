"""The walks themselves: a short one in ``make test``, a longer one with the slow tests, and everything
(``make robot``), which is asked for by ``TAHQIQ_ROBOT=all`` and prints what it finds.

The short and the longer walk are bound to screens where the robot finds nothing (:data:`CLEAN`); they keep
these so. Of the others the whole walk tells, and fails.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .report import Report
from .roles import DEMO, Role, roles
from .run import chosen_languages, chosen_roles, walk_one, whole
from .walk import Bounds
from .world import bare, found

pytestmark = pytest.mark.browser
WHOLE = os.environ.get("TAHQIQ_ROBOT") == "all"
CLEAN = re.compile(r"^/(?:|cases|charts|help|people|settings|desks|deposit)$")
"""The patterns of the screens that the bounded walks keep clean."""


def role(login: str) -> Role:
    """A role by its name."""
    return next(one for one in roles() if one.login == login)


def walked(browser: Browser, place: Path, folder: Path, who: Role, language: str, bounds: Bounds) -> None:
    """Walk, and fail with what was found. A walk that pressed nothing has shown nothing."""
    report = Report(folder)
    walk = walk_one(browser, place, folder, who, language, bounds, report)
    assert report.lines() == []
    assert walk.presses > 0
    assert len(walk.screens) == bounds.screens


@pytest.mark.skipif(WHOLE, reason="the whole walk is asked for")
def test_a_short_walk_finds_nothing(browser: Browser, tmp_path: Path) -> None:
    bounds = Bounds(3, 4, 0, lambda sort: CLEAN.match(sort) is not None)
    walked(browser, bare(tmp_path), tmp_path, role("analyst"), "ar", bounds)


@pytest.mark.skipif(WHOLE, reason="the whole walk is asked for")
@pytest.mark.slow
@pytest.mark.every_time
def test_a_longer_walk_finds_nothing(browser: Browser, tmp_path: Path) -> None:
    bounds = Bounds(6, 8, 1, lambda sort: CLEAN.match(sort) is not None)
    walked(browser, found(tmp_path), tmp_path, DEMO, "ar", bounds)


@pytest.mark.skipif(not WHOLE, reason="make robot")
@pytest.mark.slow
@pytest.mark.every_time
def test_the_whole_walk_finds_nothing(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("robot")
    place, report = found(folder), Report(folder)
    for who in chosen_roles():
        for language in chosen_languages():
            walk = walk_one(browser, place, folder, who, language, whole(), report)
            print(f"{who.login}/{language}: {len(walk.screens)} screens, {walk.presses} presses")
    assert report.lines() == []
