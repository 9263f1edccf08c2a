"""The whole walk: every role in every language, one after the other. ``make robot`` asks for it.

The environment bounds it: ``TAHQIQ_ROBOT_SEED`` (which controls come first), ``TAHQIQ_ROBOT_ROLES`` and
``TAHQIQ_ROBOT_LANGUAGES`` (names with spaces between; all of them), ``TAHQIQ_ROBOT_SCREENS`` and
``TAHQIQ_ROBOT_PRESSES`` (how many sorts of screens, how many presses on each).
"""

import os
from pathlib import Path

from playwright.sync_api import Browser

from .report import Report
from .roles import Role, roles
from .seat import seated
from .walk import Bounds, Walk
from .words import LANGUAGES
from .world import copied


def chosen_roles() -> list[Role]:
    """The roles that are walked."""
    names = os.environ.get("TAHQIQ_ROBOT_ROLES", "").split()
    return [role for role in roles() if not names or role.login in names]


def chosen_languages() -> list[str]:
    """The languages that are walked."""
    return os.environ.get("TAHQIQ_ROBOT_LANGUAGES", "").split() or list(LANGUAGES)


def whole() -> Bounds:
    """How much of each role and language is walked."""
    screens, presses = (
        int(os.environ.get(f"TAHQIQ_ROBOT_{name}", usual))
        for name, usual in (("SCREENS", 400), ("PRESSES", 12))
    )
    return Bounds(screens, presses, 3)


def walk_one(
    browser: Browser, place: Path, folder: Path, role: Role, language: str, bounds: Bounds, report: Report
) -> Walk:
    """Walk as one role in one language over a copy of the workspace."""
    own = folder / f"{role.login}-{language}"
    own.mkdir()
    with copied(place, own) as served, seated(browser, served, role, language) as seat:
        walk = Walk(seat, bounds, report)
        walk.run()
    return walk
