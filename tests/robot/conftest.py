"""The browser of the browser tests, for the robot."""

from tests.browser.conftest import browser, playwright, pytest_collection_modifyitems

__all__ = ["browser", "playwright", "pytest_collection_modifyitems"]
