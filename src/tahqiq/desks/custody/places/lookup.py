"""Facilities and places as they are named: each is one that is there, or is refused."""

from collections.abc import Iterable, Sequence

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.lookups import MOST, Candidate, Finder, Lookup
from tahqiq.desk.records import every
from tahqiq.desks.custody.places.record import FACILITY, PLACE, Place
from tahqiq.kit.errors import NotFound
from tahqiq.names.fold import tokens


def facilities(at: Desktop) -> list[Candidate]:
    """All facilities in the order of their codes, with the name of the site where it has one."""
    named = {kept.body.facility: kept.body.name for kept in every(at, PLACE, {"sort": "site"})}
    codes = sorted(str(code) for code in at.records(PLACE).count({}, by="facility"))
    return [Candidate(code, named.get(code, "")) for code in codes]


def made_for(place: Place | None, cells: Iterable[Place]) -> int | None:
    """For how many a place is made. A cell says it itself. Of everything else the ``cells`` in it that are in
    use say it together; where it has none, or one of them does not say it, the place itself. None: nothing
    says it."""
    own = None if place is None else place.capacity
    known = list(cells)
    if not known or (place is not None and place.sort == "cell"):
        return own
    used = [one.capacity for one in known if not one.closed]
    return own if None in used else sum(one or 0 for one in used)


def cells_in(code: str, places: Iterable[Place]) -> list[Place]:
    """The cells among ``places`` that lie in a place, however deep."""
    return [one for one in places if one.sort == "cell" and one.code.startswith(f"{code}/")]


def place_of(at: Desktop, words: str, facility: str = "") -> Place:
    """The place with this code, or the only one with this name, of a facility (empty: of all). Raises
    ``NotFound`` (``custody-no-place``)."""
    within = {"facility": facility} if facility else {}
    found = at.records(PLACE).find({**within, "code": words}, limit=1).records
    if found:
        return found[0].body
    named = [kept.body for kept in every(at, PLACE, within) if _called(kept.body.code, kept.body.name, words)]
    if len(named) != 1:
        raise NotFound("custody-no-place", value=words[:80])
    return named[0]


def _called(code: str, name: str, words: str) -> bool:
    """Whether a text is a code or a name, however it is spelt."""
    told = tokens(name)
    return code.casefold() == words.strip().casefold() or (bool(told) and told == tokens(words))


def _facilities_like(at: Desktop, words: str) -> Sequence[Candidate]:
    """Facilities whose code begins so, or whose name has the words; all where none were typed."""
    typed, parts = words.strip().casefold(), tokens(words)
    return [
        one
        for one in facilities(at)
        if one.value.casefold().startswith(typed)
        or (parts and all(any(has.startswith(part) for has in tokens(one.name)) for part in parts))
    ]


def _facilities_called(at: Desktop, words: str) -> Sequence[Candidate]:
    known = facilities(at)
    by_code = [one for one in known if one.value == words]
    return by_code or [one for one in known if _called(one.value, one.name, words)]


FACILITIES = Lookup(
    FACILITY.lookup, _facilities_like, _facilities_called, "custody-no-facility", "custody-several-facilities"
)


def _places_like(at: Desktop, words: str) -> Sequence[Candidate]:
    """Cells, wings and the like whose code has the words or whose name they begin, cells first; the facility
    stands beside."""
    typed, parts = words.strip().casefold(), tokens(words)
    if not typed:
        return ()
    found = [
        one
        for one in (kept.body for kept in every(at, PLACE))
        if one.sort != "site"
        and (
            typed in one.code.casefold()
            or (parts and all(any(has.startswith(part) for has in tokens(one.name)) for part in parts))
        )
    ]
    found.sort(key=lambda one: (one.sort != "cell", one.code))
    return [Candidate(one.code, one.name, one.facility) for one in found[:MOST]]


PLACES = Finder("place", _places_like)


def example_facility(at: ActingDesktop) -> str:
    """The code of the facility of the examples, which is there."""
    if not at.records(PLACE).count({"code": PLACE.example.code})[None]:
        at.records(PLACE).save(PLACE.example)
    return PLACE.example.facility
