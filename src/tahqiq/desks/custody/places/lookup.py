"""Facilities and places as they are named: each is one that is there, or is refused."""

from dataclasses import replace
from functools import wraps
from typing import Any

from pydantic import BaseModel

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.records import every
from tahqiq.desks.custody.places.record import PLACE, Place
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import NotFound
from tahqiq.names.fold import tokens


def facility_of(at: Desktop, words: str) -> str:
    """The code of the facility with this code, or of the only one whose site has this name. Raises
    ``NotFound`` (``custody-no-facility``, with the facilities that are there)."""
    codes = {str(code) for code in at.records(PLACE).count({}, by="facility")}
    if words in codes:
        return words
    sites = [kept.body for kept in every(at, PLACE, {"sort": "site"})]
    named = {one.facility for one in sites if _called(one, words)}
    if len(named) == 1:
        return named.pop()
    names = {one.facility: one.name for one in sites}
    known = [f"{names.get(code, '')} ({code})".strip() for code in sorted(codes)]
    raise NotFound("custody-no-facility", value=words[:80] or "-", known=", ".join(known)[:600] or "-")


def place_of(at: Desktop, words: str, facility: str = "") -> Place:
    """The place with this code, or the only one with this name, of a facility (empty: of all). Raises
    ``NotFound`` (``custody-no-place``)."""
    within = {"facility": facility} if facility else {}
    found = at.records(PLACE).find({**within, "code": words}, limit=1).records
    if found:
        return found[0].body
    named = [kept.body for kept in every(at, PLACE, within) if _called(kept.body, words)]
    if len(named) != 1:
        raise NotFound("custody-no-place", value=words[:80])
    return named[0]


def _called(place: Place, words: str) -> bool:
    """Whether a text is the code or the name of a place, however it is spelt."""
    name = tokens(place.name)
    return place.code.casefold() == words.strip().casefold() or (bool(name) and name == tokens(words))


def with_known_facility(operation: Operation[Any, Any]) -> Operation[Any, Any]:
    """The operation, with the facility that its question names (by code or by name) as the code of one that
    is there. Raises ``NotFound`` (``custody-no-facility``)."""
    if "facility" not in operation.asks.model_fields:
        return operation

    @wraps(operation.run)
    def do(at: ActingDesktop, asked: BaseModel, progress: Progress | None) -> Any:  # noqa: ANN401
        words = getattr(asked, "facility", "")
        code = facility_of(at, words) if words else ""
        known = asked if code == words else asked.model_copy(update={"facility": code})
        return operation.run(at, known, progress)

    return replace(operation, run=do)


def example_facility(at: ActingDesktop) -> str:
    """The code of the facility of the examples, which is there."""
    if not at.records(PLACE).count({"code": PLACE.example.code})[None]:
        at.records(PLACE).save(PLACE.example)
    return PLACE.example.facility
