"""Words that an erasure took the ground from, in what people of a case wrote: shown to its supervisors place
by place, struck or left as they decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from tahqiq.access.door import Door
from tahqiq.casework.erasure_run import striking
from tahqiq.kit.errors import NotFound
from tahqiq.model.scope import Actor
from tahqiq.store.erased_words import Spot
from tahqiq.store.erasure import Erasures
from tahqiq.store.text_strikes import Proposal, Writing, decided, proposals, strike, writings

LEAVE = "leave-words"
"""The act of the entry that says that somebody left words where they are; its object is the proposal."""
AROUND = 60
"""Letters shown before and after a place."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: what is before them, they themselves, what is after."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """Words in one writing of a case that only an erased source stated. ``what`` is document, record,
    decision, judgement, title or mapping, ``thing`` what the log calls it; ``order`` is the order of the
    erasure."""

    id: str
    case: str
    what: str
    thing: str
    order: str
    places: tuple[Place, ...]


class ProposedWords:
    """Proposals of the cases in which somebody may erase, where they may read the writing."""

    def __init__(self, door: Door, actor: Actor) -> None:
        self._door, self._actor, self._database = door, actor, door.workspace.database

    def all(self, limit: int = 500) -> list[Proposed]:
        """What waits for the person's decision. The look is in the log."""
        self._door.audit.glance(self._actor, "proposed-words")
        orders = {item.no: item.order for item in Erasures(self._door.workspace).ordered()}
        return [
            _proposed(one, item, orders.get(one.erasure, "")) for one, item in islice(self._open(), limit)
        ]

    def strike(self, identity: str) -> None:
        """Strike the words of one proposal, for good; each row is announced to the log. Raises ``NotFound``
        (``no-such-words``), ``Conflict`` (``words-changed``)."""
        one, item = self._one(identity)
        with self._door.audit.unit():
            strike(self._database, item, one, striking(self._door, self._actor))

    def leave(self, identity: str) -> None:
        """Leave the words where they are. Raises ``NotFound`` (``no-such-words``)."""
        one, _ = self._one(identity)
        with self._door.audit.act(self._actor, LEAVE, one.id, one.case):
            decided(self._database, one)

    def _one(self, identity: str) -> tuple[Proposal, Writing]:
        for one, item in self._open(identity):
            return one, item
        raise NotFound("no-such-words", id=identity[:40])

    def _open(self, only: str = "") -> Iterable[tuple[Proposal, Writing]]:
        """Proposals with their writings as they are now, of those that the person may read."""
        scope = self._door.scope(self._actor)
        mine = {
            case.id
            for case in self._door.cases.of(self._actor.id)
            if self._door.may(self._actor, "erase", case)
        }
        wanted: dict[tuple[str, str], list[Proposal]] = {}
        for one in proposals(self._database):
            if one.case in mine and only in ("", one.id):
                wanted.setdefault((one.what, one.thing), []).append(one)
        if not wanted:
            return
        for item in writings(self._database):
            found = wanted.pop((item.what, item.thing), [])
            if item.classes is None or item.classes <= scope.classes:
                yield from ((one, item) for one in found)
            if not wanted:
                return


def _proposed(one: Proposal, item: Writing, order: str) -> Proposed:
    whole = [spot for spot in one.spots if not any(_within(spot, other) for other in one.spots)]
    places = dict.fromkeys(_place(item.content, spot) for spot in whole)
    return Proposed(one.id, one.case, one.what, one.thing, order, tuple(places))


def _within(spot: Spot, other: Spot) -> bool:
    """Whether a place lies inside another one: a name's word in the whole name. It is shown once."""
    inside = other.start <= spot.start and spot.end <= other.end
    return spot.path == other.path and inside and (spot.start, spot.end) != (other.start, other.end)


def _place(content: object, spot: Spot) -> Place:
    value = content
    for step in spot.path:
        value = _inside(value, step)
    told = value if isinstance(value, str) else ""
    return Place(
        told[max(0, spot.start - AROUND) : spot.start],
        told[spot.start : spot.end],
        told[spot.end : spot.end + AROUND],
    )


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step, "")
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else ""
