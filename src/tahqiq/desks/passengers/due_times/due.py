"""What the inbox shows of this desk to who may decide: hits by the time at which their flight leaves or
lands, watchlists that end, and requests for destruction that wait for a second person."""

from collections.abc import Iterator
from datetime import timedelta

from tahqiq.casework.clocks import Obligation, ends_at, ends_with
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Awaited, Desktop, Owed
from tahqiq.desk.destruction import Destruction
from tahqiq.desk.inbox import flow_key
from tahqiq.desks.passengers.flights.record import FLIGHT, FlightRecord
from tahqiq.desks.passengers.flights.view import due as list_due
from tahqiq.desks.passengers.hit_queue.waiting import DAYS, older, waiting
from tahqiq.desks.passengers.hits.objections import end_of
from tahqiq.desks.passengers.hits.record import HIT, HitRecord
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.watchlists.record import WATCHLIST
from tahqiq.desks.passengers.watchlists.standing import Standing
from tahqiq.kit import clock
from tahqiq.kit.messages import in_every_language
from tahqiq.kit.parts import parts
from tahqiq.kit.yaml_nodes import Words
from tahqiq.model.kind import Kind
from tahqiq.store.record_where import OneOf

_CHUNK = 500
DECIDES = frozenset({"analyst", "supervisor"})
"""The roles that decide about hits (the flow of hits)."""


def due(at: Desktop) -> Iterator[Owed]:
    """What waits for the person, where they may write at the desk."""
    if at.home != at.desk.file or not at.bench.door.may(at.actor, "write-case", at.desk.file):
        return
    if DECIDES & at.actor.roles:
        yield from _hits(at)
    yield from _watchlists(at)


def _hits(at: Desktop) -> Iterator[Owed]:
    """Each hit of the last weeks that nobody decided, by the time of its flight; a hit that one person refers
    or says is somebody else waits for a second person, whom its flow tells. One whose list has ended is only
    to be closed."""
    since = clock.now() - timedelta(days=DAYS)
    found = waiting(at, since)
    flights = _flights(at, sorted({one.body.flight for one, _ in found}))
    standing = Standing(at)
    for kept, state in found:
        ended = end_of(standing, kept.body) is not None
        if state not in ("asked", "doubted") or ended:
            yield _hit(kept, state, flights.get(kept.body.flight), ended=ended)
    if before := older(at, len(found)):
        yield Owed(
            Obligation("older-hits", "hit", "", ends_at(since)),
            _words("older", count=before),
            explained=False,
            to="registers/hits",
        )


def _hit(kept: RecordVersion[HitRecord], state: str, flight: FlightRecord | None, *, ended: bool) -> Owed:
    moment = list_due(flight) if flight is not None else None
    how = "goes"
    if moment is None:
        how = "dayless"
    elif flight is not None and flight.origin in law().airports:
        how = "leaves"
    elif flight is not None and flight.destination in law().airports and flight.arrives:
        how = "lands"
    key = flow_key(HIT.name, kept.id, "decide") if state == "review" else f"hit:{kept.id}"
    name = "hit-ended" if ended else f"{'next' if state == 'confirmed' else 'hit'}-{how}"
    label = _words(name, flight=kept.body.flight.split("/", 1)[0])
    return Owed(
        Obligation(key, "hit", kept.id, ends_at(moment) if moment is not None else None),
        label,
        HIT.name,
        HIT.title(kept.body.model_copy(update={"traveller": ""}) if kept.body.masked else kept.body),
        explained=False,
        timed=moment is not None,
    )


def _watchlists(at: Desktop) -> Iterator[Owed]:
    """Lists whose last day comes; what is over stays until somebody removes it."""
    for kept in at.records(WATCHLIST).every(order="ends"):
        if kept.body.waits:
            if kept.body.asked_by != at.actor.id:
                yield Owed(
                    Obligation(f"person:{kept.id}", "person", kept.id, None),
                    _words("person"),
                    WATCHLIST.name,
                    kept.body.name,
                    timed=False,
                )
            continue
        end = ends_with(kept.body.until)
        name = "list-over" if end.over(clock.now()) else "list-ends"
        yield Owed(
            Obligation(f"list:{kept.id}", "list", kept.id, end),
            _words(name),
            WATCHLIST.name,
            kept.body.name,
            explained=False,
        )


def awaited(at: Desktop) -> Iterator[Awaited]:
    """Requests for destruction that another person made and this one may confirm."""
    kind: Kind[Destruction] = at.desk.kind(f"{at.desk.name}-destruction")
    for kept in at.records(kind).every({"state": "asked"}):
        others = kept.body.asked_by != at.actor.id
        if others and all(at.bench.door.may(at.actor, "erase", home) for home in kept.body.homes):
            yield Awaited(
                f"destruction:{kept.id}",
                _words("destruction"),
                kept.body.order,
                kind.name,
                kept.id,
                "destruction",
            )


def _flights(at: Desktop, names: list[str]) -> dict[str, FlightRecord]:
    return {
        kept.body.flight: kept.body
        for part in parts(names, _CHUNK)
        for kept in at.records(FLIGHT).find({"flight": OneOf(tuple(part))}, limit=_CHUNK).records
    }


def _words(name: str, **given: object) -> Words:
    return in_every_language(f"passengers-due-{name}", {key: str(one) for key, one in given.items()})
