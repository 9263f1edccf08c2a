"""The browser of the browser tests, for the robot. Nothing is asked a second time here: a walk is seeded, and
what it finds once is found."""

from tests.browser.conftest import browser, playwright

__all__ = ["browser", "playwright"]
