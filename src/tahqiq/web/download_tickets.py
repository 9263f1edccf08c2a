"""Which addresses a browser may download with a ticket: each route says it of itself, no list names them."""

from collections.abc import Sequence
from typing import Any

from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute

from tahqiq.kit.errors import WrongUse
from tahqiq.web.addresses import API

DOWNLOAD: dict[str, Any] = {"x-download": True}
"""``openapi_extra`` of a route whose answer is a file that the page saves by its address."""


def must_be_download(routes: Sequence[BaseRoute], address: str) -> None:
    """Raises ``WrongUse`` (``no-download``) unless ``address`` (path and query) is that of a route declared
    with :data:`DOWNLOAD`. The first route that answers the path decides, as when the address is fetched."""
    path = address.partition("?")[0]
    plain = address.isascii() and address.isprintable() and not set(" #") & set(address)
    if plain and path.startswith(f"{API}/") and ".." not in path:
        for route in iter_route_contexts(routes):
            if "GET" in (route.methods or ()) and route.path_regex.match(path):
                if (route.openapi_extra or {}).get("x-download") is True:
                    return
                break
    raise WrongUse("no-download")
