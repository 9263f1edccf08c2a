"""What an expansion would bring, before anything appears: who is linked to some items and how often, in a
period, and by which of them.

The number of a line is the number on the chart: distinct events in each direction
(:mod:`tahqiq.store.facts.occasions`), and what is stated besides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from tahqiq.model.caption import caption
from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.resolve.clusters import Clustering
from tahqiq.resolve.entities import Entities
from tahqiq.store.facts.columns import NULL32, NULL64
from tahqiq.store.facts.record import micros
from tahqiq.store.links import Links
from tahqiq.store.workspace import Workspace

MOST = 2000
"""How many of one type are told by id; more than a chart can show are only counted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of all that is linked is meant. ``since`` and ``until`` (aware, the end excluded) leave out what
    has no date; ``known`` what only a scope knows (of one case), ``met`` ids that are left out because they
    were seen before, ``named`` how many of each type are called by name."""

    least: int = 1
    since: datetime | None = None
    until: datetime | None = None
    known: Scope | None = None
    met: frozenset[str] = frozenset()
    lightest: bool = False
    named: int = 8

    @property
    def dated(self) -> bool:
        """Whether a period is asked for."""
        return self.since is not None or self.until is not None


@dataclass(slots=True)
class Tie:
    """How something is linked to the items: events ``out`` (begun by the items) and ``back``, ``stated``
    links that are no events; ``of`` the items."""

    out: int = 0
    back: int = 0
    stated: int = 0
    first: str = ""
    last: str = ""
    of: set[int] = field(default_factory=set)

    @property
    def weight(self) -> int:
        """How often it is linked: the number that the lines would say together."""
        return self.out + self.back + self.stated

    def seen(self, first: str, last: str) -> None:
        """The time is known to reach so far."""
        self.first = min(filter(None, (self.first, first)), default="")
        self.last = max(self.last, last)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could come onto the chart; ``of`` the ids of the items that it is linked to."""

    id: str
    caption: str
    out: int
    back: int
    stated: int
    first: str
    last: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is linked of one type: ``hidden`` of ``total`` are not on the chart, ``ids`` those of them that
    are wanted, in order; ``fits`` counts all of them."""

    schema: str
    total: int
    hidden: int
    fits: int
    ids: tuple[str, ...]
    strongest: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """By type, the most first. ``undated`` counts what is linked only by what has no date, and is left out by
    a period for that."""

    kinds: tuple[Kind, ...]
    undated: int


def survey(
    workspace: Workspace,
    scope: Scope,
    links: Links,
    entities: Entities,
    centres: Mapping[str, int],
    shown: Sequence[int],
    wanted: Wanted,
) -> Surveyed:
    """What is linked to ``centres`` (numbers by id) beyond ``shown``; see :class:`Wanted`."""
    one = entities.clustering
    here = {one.representative(no): identity for identity, no in centres.items()}
    members = list(dict.fromkeys(member for no in here for member in one.members(no)))
    told = links.weighed(scope, members)
    whole = _ties(told, one, here)
    ties, undated = (
        (_within(workspace, scope, told, one, here, members, wanted), 0) if wanted.dated else (whole, 0)
    )
    heads = entities.heads(sorted(whole))
    there = {one.representative(no) for no in shown} | here.keys()
    hidden = {no for no in heads if no not in there}
    fits = {
        no
        for no in hidden
        if no in ties and ties[no].weight >= wanted.least and not _met(wanted, heads, one, links, no)
    }
    if wanted.known is not None:
        known = workspace.reading.known(wanted.known, [member for no in fits for member in one.members(no)])
        fits = {no for no in fits if any(member in known for member in one.members(no))}
    if wanted.dated:
        undated = sum(1 for no in hidden if no not in ties and not whole[no].first and not whole[no].last)
    return Surveyed(
        _kinds(entities, {no: heads[no] for no in heads}, there, hidden, fits, ties, here, wanted), undated
    )


def _met(
    wanted: Wanted, heads: Mapping[int, tuple[bytes, str]], one: Clustering, links: Links, no: int
) -> bool:
    """Whether an entity, by any of its fragments, was met before."""
    if not wanted.met:
        return False
    if heads[no][0].hex() in wanted.met:
        return True
    others = one.members(no)
    return len(others) > 1 and any(identity.hex() in wanted.met for identity in links.ids(others).values())


def _ties(told: Iterable[Link], one: Clustering, here: Mapping[int, str]) -> dict[int, Tie]:
    found: dict[int, Tie] = {}
    for link in told:
        a, b = one.representative(link.a), one.representative(link.b)
        for centre, other, (out, back) in ((a, b, (link.forth, link.back)), (b, a, (link.back, link.forth))):
            if centre not in here or centre == other:
                continue
            tie = found.setdefault(other, Tie())
            if link.kind == "fact":
                tie.out, tie.back = tie.out + out, tie.back + back
            else:
                tie.stated += link.weight
            tie.seen(link.first, link.last)
            tie.of.add(centre)
    return found


def _within(
    workspace: Workspace,
    scope: Scope,
    told: Iterable[Link],
    one: Clustering,
    here: Mapping[int, str],
    members: Sequence[int],
    wanted: Wanted,
) -> dict[int, Tie]:
    """The same, of a period: events are counted one by one, what is stated counts where its dates reach into
    it."""
    since, until = (_text(moment) for moment in (wanted.since, wanted.until))
    dated = [link for link in told if link.kind != "fact" and (link.first or link.last)]
    found = _ties(
        [
            link
            for link in dated
            if (not until or (link.first or link.last) < until) and (link.last or link.first) + "~" >= since
        ],
        one,
        here,
    )
    rows = workspace.facts.happened(scope, ("out", "start"), np.array(sorted(members), dtype=np.int64))
    low = NULL64 + 1 if wanted.since is None else micros(wanted.since)
    high = np.iinfo(np.int64).max if wanted.until is None else micros(wanted.until)
    keep = (rows["other"] != NULL32) & (rows["start"] >= low) & (rows["start"] < high)
    for centre, other, out, start in zip(
        *(rows[name][keep].tolist() for name in ("self", "other", "out", "start")), strict=True
    ):
        a, b = one.representative(centre), one.representative(other)
        if a == b:
            continue
        tie = found.setdefault(b, Tie())
        tie.out, tie.back = (tie.out + 1, tie.back) if out else (tie.out, tie.back + 1)
        moment = f"{np.datetime64(start, 'us').astype('datetime64[s]')}Z"
        tie.seen(moment, moment)
        tie.of.add(a)
    return found


def _text(moment: datetime | None) -> str:
    return "" if moment is None else f"{np.datetime64(micros(moment), 'us').astype('datetime64[s]')}Z"


def _kinds(
    entities: Entities,
    heads: Mapping[int, tuple[bytes, str]],
    there: set[int],
    hidden: set[int],
    fits: set[int],
    ties: Mapping[int, Tie],
    here: Mapping[int, str],
    wanted: Wanted,
) -> tuple[Kind, ...]:
    by: dict[str, list[int]] = {}
    totals: dict[str, int] = {}
    away: dict[str, int] = {}
    for no, (_, schema) in heads.items():
        if no in here:
            continue
        totals[schema] = totals.get(schema, 0) + 1
        away[schema] = away.get(schema, 0) + (no in hidden)
        if no in fits:
            by.setdefault(schema, []).append(no)
    for nodes in by.values():
        nodes.sort(key=lambda no: (ties[no].weight if wanted.lightest else -ties[no].weight, heads[no][0]))
    named = [no for nodes in by.values() for no in nodes[: wanted.named]]
    read = entities.entities(named, named)

    def told(no: int) -> Candidate:
        tie = ties[no]
        return Candidate(
            heads[no][0].hex(),
            caption(read[no]),
            tie.out,
            tie.back,
            tie.stated,
            tie.first,
            tie.last,
            tuple(sorted(here[one] for one in tie.of)),
        )

    made = [
        Kind(
            schema,
            total,
            away[schema],
            len(by.get(schema, ())),
            tuple(heads[no][0].hex() for no in by.get(schema, ())[:MOST]),
            tuple(told(no) for no in by.get(schema, ())[: wanted.named] if no in read),
        )
        for schema, total in totals.items()
    ]
    return tuple(sorted(made, key=lambda kind: (-kind.fits, -kind.hidden, -kind.total, kind.schema)))
