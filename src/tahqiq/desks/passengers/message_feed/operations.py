"""The message feed: when the last message of each airline came, what did not fit or could not be imported,
and which airline has been silent for longer than it was before."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from pydantic import Field

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.passengers.airline_files.record import FILE, FileRecord
from tahqiq.desks.passengers.flights.record import FLIGHT
from tahqiq.desks.passengers.screening.recognised import recognised
from tahqiq.desks.passengers.watchlists.record import WATCHLIST
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.messages import message, wanted
from tahqiq.model.source import GONE, Source
from tahqiq.store.record_where import Between
from tahqiq.store.stored_record import RecordState

ENOUGH = 5
"""How many imports of an airline say what is usual for it; of fewer nothing is said."""
SHOWN = 100
"""The most documents without an import that are listed."""


class MessageFeedRequest(Strict):
    """How far back."""

    days: int = Field(default=14, ge=1, le=60, description="Imports of so many days are looked at.")


Pace = Literal["usual", "silent", "unknown"]


class AirlineFeedView(Strict):
    """An airline: when its last message was imported (null: not in these days), how many files and messages
    came, and what in them and in its tables does not agree, by code. ``longest_seconds`` is the longest time
    between two of its imports in these days (null: too few to say), ``silent_seconds`` how long ago the last
    one was.
    ``tables`` are lists of passengers that somebody loaded by hand in these days, which are no messages.
    ``pace``: silent where that is longer than ever in these days, unknown where too few came to say."""

    carrier: str
    last: datetime | None
    files: int
    messages: int
    tables: int
    problems: dict[str, int]
    longest_seconds: int | None
    silent_seconds: int | None
    pace: Pace


class RefusedFileView(Strict):
    """A sealed document of the desk from which nothing was imported, and why: ``what`` it is, and what was
    wrong with its rows where it was read as a table (how often, by code, with what each means)."""

    source: str
    name: str
    came: str
    what: Literal["empty", "table", "other"]
    problems: dict[str, int]
    sentences: dict[str, str]


class FaultyFileView(Strict):
    """A file that was imported and does not fit in places: how often, by code, with what each means;
    ``noted`` is how many problems there were as it was read into the store of things."""

    source: str
    name: str
    came: datetime
    carriers: list[str]
    problems: dict[str, int]
    sentences: dict[str, str]
    noted: int


class MessageFeedView(Strict):
    """The feed of some days, silent airlines first. ``last`` is when anything was imported; tables
    that somebody loaded by hand are no messages of an airline; ``refused`` are
    documents from which nothing was imported, the latest first, ``refused_count`` all of them. ``faulty`` are
    those that were read with problems, the latest first."""

    since: datetime
    last: datetime | None
    airlines: list[AirlineFeedView]
    refused: list[RefusedFileView]
    refused_count: int
    faulty: list[FaultyFileView]


def feed(at: Desktop, asked: MessageFeedRequest, _progress: Progress | None) -> MessageFeedView:
    """The state of the feed now."""
    now = clock.now()
    since = now - timedelta(days=asked.days)
    came: dict[str, list[datetime]] = {str(one): [] for one in at.records(FLIGHT).count(by="carrier") if one}
    messages, tables = Counter[str](), Counter[str]()
    unused = dict[str, FileRecord]()
    problems: dict[str, Counter[str]] = {}
    last: datetime | None = None
    faulty: list[FileRecord] = []
    noted = {one.id: one.problems for one in at.bench.workspace.sources.all(at.scope()) if one.problems}
    for kept in at.records(FILE).every({"received": Between(since)}, "received"):
        body = kept.body
        if not body.messages:
            unused[body.source] = body
            continue
        last = body.received
        if body.problems or noted.get(body.source):
            faulty.append(body)
        for carrier in body.carriers:
            problems.setdefault(carrier, Counter()).update(body.of_carriers.get(carrier, {}))
        if body.table:
            tables.update(body.carriers)
            for carrier in body.carriers:
                came.setdefault(carrier, [])
            continue
        for carrier in body.carriers:
            came.setdefault(carrier, []).append(body.received)
            messages[carrier] += body.messages if len(body.carriers) == 1 else 1
    airlines = [
        _airline(carrier, found, now, messages[carrier], tables[carrier], problems.get(carrier, Counter()))
        for carrier, found in sorted(came.items())
    ]
    order = {"silent": 0, "unknown": 2, "usual": 1}
    refused = _refused(at, since)
    return MessageFeedView(
        since=since,
        last=last,
        airlines=sorted(airlines, key=lambda one: order[one.pace]),
        refused=[_refused_view(at, one, unused.get(one.id)) for one in refused[:SHOWN]],
        refused_count=len(refused),
        faulty=_faulty(at, faulty[::-1][:SHOWN], noted),
    )


def _airline(
    carrier: str, came: list[datetime], now: datetime, messages: int, tables: int, problems: Counter[str]
) -> AirlineFeedView:
    longest = longest_pause(came)
    silent = int((now - came[-1]).total_seconds()) if came else None
    pace: Pace = "unknown"
    if longest is not None and silent is not None:
        pace = "silent" if silent > longest else "usual"
    return AirlineFeedView(
        carrier=carrier,
        last=came[-1] if came else None,
        files=len(came),
        messages=messages,
        tables=tables,
        problems=dict(sorted(problems.items())),
        longest_seconds=longest,
        silent_seconds=silent,
        pace=pace,
    )


def longest_pause(came: Iterable[datetime]) -> int | None:
    """The longest time between two imports in seconds; None where too few came to say what is usual.

    >>> longest_pause([])
    """
    found = list(came)
    if len(found) < ENOUGH:
        return None
    return int(max((then - first).total_seconds() for first, then in pairwise(found)))


def _refused(at: Desktop, since: datetime) -> list[Source]:
    """Sealed documents of the desk that are neither a list (in use, waiting or ended) nor held a message, the
    latest first."""
    states: tuple[RecordState, ...] = ("open", "put-away")
    lists = {
        source
        for state in states
        for kept in at.records(WATCHLIST).every(state=state)
        for source in (kept.body.source, kept.body.aliases)
    }
    sources = [
        one
        for one in at.bench.workspace.sources.all(at.scope())
        if one.case == at.desk.file
        and one.parent is None
        and one.state not in GONE
        and one.id not in lists
        and datetime.fromisoformat(one.deposited_at) >= since
    ]
    imported = {
        kept.body.source
        for kept in at.records(FILE).every({"received": Between(since - timedelta(days=1))})
        if kept.body.messages
    }
    found = sorted(sources, key=lambda one: one.deposited_at, reverse=True)
    return [one for one in found if one.id not in imported]


def _sentences(problems: Iterable[str]) -> dict[str, str]:
    """What each problem means; where a sentence names what stood there, an ellipsis stands for it."""
    return {code: message(code, wanted(), {"value": "…"}).sentence for code in problems}


def _refused_view(at: Desktop, source: Source, read: FileRecord | None) -> RefusedFileView:
    what = recognised(at.bench.workspace.originals.path(source.sha256), source.name)
    problems = {} if read is None else read.problems
    return RefusedFileView(
        source=source.id,
        name=source.name,
        came=source.deposited_at,
        what=what,
        problems=problems,
        sentences=_sentences(problems),
    )


def _faulty(at: Desktop, files: list[FileRecord], noted: Mapping[str, int]) -> list[FaultyFileView]:
    names = {one.id: one.name for one in at.bench.workspace.sources.all(at.scope())}
    return [
        FaultyFileView(
            source=one.source,
            name=names.get(one.source, one.source),
            came=one.received,
            carriers=one.carriers,
            problems=one.problems,
            sentences=_sentences(one.problems),
            noted=noted.get(one.source, 0),
        )
        for one in files
    ]


OPERATION = Operation(
    "feed",
    MessageFeedRequest,
    MessageFeedView,
    "look",
    "read-case",
    feed,
    lambda _at: MessageFeedRequest(),
)
