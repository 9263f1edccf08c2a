"""Refuses to build a package without the page. The editable install of `make` comes before the page and is
let through."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = "src/tahqiq/web/static/index.html"


class PageHook(BuildHookInterface[Any]):
    """Looks for the built page before a wheel or a source archive is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Stop where the page is missing; ``version`` is "editable" for an install that points at the
        sources."""
        if version != "editable" and not (Path(self.root) / PAGE).is_file():
            raise SystemExit("The page is not built, and a package without it would serve none. Run: make ui")
