"""Which screens there are: whatever a link leads to, each sort once. No list by hand."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from playwright.sync_api import Page

ID = re.compile(r"^(?=.*\d)[\w.:%+=@~-]{3,}$|^[0-9a-f]{8,}$|[^\x00-\x7f]|[A-Z]")
PLAIN = re.compile(r"^[a-z][a-z:-]{1,30}$")
PARTS = frozenset({"tab", "type", "analysis"})
"""What an address chooses a part of a screen by; everything else behind the question mark is data."""
NO_SCREENS = ("/api/", "/assets/", "/licences")


def pattern(address: str) -> str:
    """An address without its ids: of a hundred cases one is walked."""
    parts = urlsplit(address)
    path = "/".join("*" if ID.search(unquote(one)) else one for one in parts.path.split("/"))
    asked = sorted(
        {(name, one if name in PARTS and PLAIN.match(one) else "*") for name, one in parse_qsl(parts.query)}
    )
    return path + ("?" + "&".join(f"{name}={one}" for name, one in asked) if asked else "")


def linked(page: Page) -> dict[str, str]:
    """The screens that a page links to, with what the link is called."""
    found: dict[str, str] = {}
    for link in page.evaluate("robot.links()"):
        href = str(link["href"])
        if href.startswith("/") and not href.startswith(NO_SCREENS):
            found.setdefault(href, str(link["name"]))
    return found


class Frontier:
    """Screens still to be walked, each sort once."""

    def __init__(self, first: str) -> None:
        self._waiting: dict[str, str] = {}
        self._known: set[str] = set()
        self.add({first: ""})

    def add(self, links: dict[str, str]) -> None:
        for address in links:
            sort = pattern(address)
            if sort not in self._known:
                self._known.add(sort)
                self._waiting[sort] = address

    def __len__(self) -> int:
        return len(self._waiting)

    def sorts(self) -> list[str]:
        """The patterns that wait, in the order they were met."""
        return list(self._waiting)

    def take(self, sort: str) -> str:
        """The address of a pattern, which waits no longer."""
        return self._waiting.pop(sort)
