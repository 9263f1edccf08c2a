"""The walks themselves: a short one in ``make test``, and everything (``make robot``), which is asked for by
``TAHQIQ_ROBOT=all`` and prints what it finds.

The short walk is seeded and finds nothing in Arabic as an analyst on the screens and controls that it reaches
(:data:`WALKED`, three of them); it keeps these so. Of the others the whole walk tells, and fails.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .report import Report
from .roles import Role, roles
from .run import chosen_languages, chosen_roles, walk_one, whole
from .walk import Bounds
from .world import bare, found

pytestmark = pytest.mark.browser
WHOLE = os.environ.get("TAHQIQ_ROBOT") == "all"
WALKED = re.compile(r"^/(?:|cases|charts|help|people|settings|desks|deposit)$")
"""The patterns of the screens of which the short walk takes three. Not all of them are clean."""


def role(login: str) -> Role:
    """A role by its name."""
    return next(one for one in roles() if one.login == login)


def walked(browser: Browser, place: Path, folder: Path, who: Role, language: str, bounds: Bounds) -> None:
    """Walk, and fail with what was found. A walk that pressed nothing has shown nothing."""
    report = Report(folder)
    walk = walk_one(browser, place, folder, who, language, bounds, report)
    print(*report.lines(), sep="\n")
    assert report.lines() == []
    assert walk.presses > 0
    assert len(walk.screens) == bounds.screens


@pytest.mark.skipif(WHOLE, reason="the whole walk is asked for")
def test_a_short_walk_finds_nothing(browser: Browser, tmp_path: Path) -> None:
    bounds = Bounds(3, 4, 0, lambda sort: WALKED.match(sort) is not None)
    walked(browser, bare(tmp_path), tmp_path, role("analyst"), "ar", bounds)


@pytest.mark.skipif(not WHOLE, reason="make robot")
@pytest.mark.slow
def test_the_whole_walk_finds_nothing(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("robot")
    place, report = found(folder), Report(folder)
    for who in chosen_roles():
        for language in chosen_languages():
            walk = walk_one(browser, place, folder, who, language, whole(), report)
            print(f"{who.login}/{language}: {len(walk.screens)} screens, {walk.presses} presses")
    print(*report.lines(), sep="\n")
    assert report.lines() == []
