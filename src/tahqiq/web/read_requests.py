"""Routes that look: each call is one request, in which who may see what is asked once and whose entries go
into the log together."""

from collections.abc import Callable
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute

from tahqiq.workbench import Workbench

LOOKS = frozenset(
    {
        "/chart/expand",
        "/chart/expansions",
        "/chart/draw",
        "/chart/events",
        "/chart/line",
        "/chart/fields",
        "/chart/handling",
        "/chart/styles",
    }
)
"""Addresses that are asked with a body and change nothing."""


def looking(router: APIRouter) -> None:
    """Make each route of a router that looks one request of the person who calls. Doing it again does
    nothing."""
    for route in router.routes:
        if (
            not isinstance(route, APIRoute)
            or iscoroutinefunction(route.endpoint)
            or hasattr(route.endpoint, "__wrapped__")
        ):
            continue
        if "GET" in (route.methods or ()) or route.path in LOOKS:
            route.endpoint = _one_request(route.endpoint)


def _one_request(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(endpoint)
    def asked(*args: Any, **named: Any) -> Any:  # noqa: ANN401 (whatever the route is given)
        bench = next((one for one in named.values() if isinstance(one, Workbench)), None)
        if bench is None:
            return endpoint(*args, **named)
        with bench.one_request():
            return endpoint(*args, **named)

    return asked
