"""A page of a signed-in person in a language, watched, at the width that a desk has."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import PATIENCE, Served, sign

from .checks import Watched
from .roles import Role
from .watch import PROBE, watch

WIDTH, HEIGHT = 1440, 900


@dataclass(frozen=True, slots=True)
class Seat:
    """Who looks at a page, in which language."""

    page: Page
    watched: Watched
    role: Role
    language: str
    sign: Callable[[], None]
    """Signs in, also again after a session was ended by what was pressed."""

    @property
    def name(self) -> str:
        """How a report calls it."""
        return f"{self.role.login}/{self.language}"


def issue(context: BrowserContext, served: Served, role: Role) -> None:
    """Give a browser a new session of an account."""
    person = served.door.people.get(role.login)
    sign(context, served.url, served.door.people.issue(person.id, "session", timedelta(hours=12)))


@contextmanager
def seated(browser: Browser, served: Served, role: Role, language: str) -> Iterator[Seat]:
    """A page of an account in a language."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, base_url=served.url)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(PROBE)
    context.add_init_script(
        f"if (location.protocol === 'http:') localStorage.setItem('tahqiq.locale', '{language}')"
    )
    begin = partial(issue, context, served, role)
    begin()
    page = context.new_page()
    yield Seat(page, watch(page), role, language, begin)
    context.close()
