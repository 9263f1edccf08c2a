"""What happened to some items: the events of files, and the recorded things with a date (a search, a dinner,
a detention), each once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Money, Reference
from tahqiq.analyse.events.occurrences import happened
from tahqiq.analyse.methods.own import of_types
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.database import integer
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, exact, take
from tahqiq.store.facts.occasions import NEEDED, Tolerance
from tahqiq.store.linktable import UNKNOWN, span

KINDS = ("Call", "Message", "DataSession", "Payment", "HawalaTransfer", "Sighting", "Crossing")
PLACES = ("location", "address", "place", "startLocation", "endLocation", "seizedAt")
_NAMES = (*dict.fromkeys((*NEEDED, "serial", "key", "class", "place")),)
Owners = Mapping[int, set[int]]
Period = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Happening:
    """``begin`` and ``end`` in µs UTC, None where unknown; ``written`` the date as recorded where it is no
    moment (``2026-02``); ``kind`` a type; ``what`` it is called; ``items`` the chosen ones that took part,
    ``others`` further nodes; ``event`` the node behind it, 0 for an event of a file."""

    begin: int | None
    end: int | None
    written: str
    kind: str
    what: str
    items: tuple[int, ...]
    others: tuple[int, ...]
    place: str
    seconds: int | None
    money: Money | None
    event: int
    evidence: tuple[Reference, ...]


def happenings_of(
    context: Context, owners: Owners, kinds: Iterable[str], period: Period, left_out: Counter[str]
) -> list[Happening]:
    """Events of files in which one of ``owners`` took part; several records of one event are one.
    ``left_out`` counts those without a time."""
    if not owners:
        return []
    facts = context.events
    rows = facts.columns(
        context.scope, "by_party", _NAMES, among=np.array(sorted(owners), np.int64), kinds=tuple(kinds)
    )
    rows = _once(rows)
    left_out["untimed"] += int((rows["start"] == NULL64).sum())
    rows = take(rows, rows["start"] != NULL64)
    if period is not None:
        rows = take(rows, (rows["start"] >= period[0]) & (rows["start"] < period[1]))
    rows = happened(rows, Tolerance())
    named = _captions(context, [int(node) for node in rows["place"].tolist() if node != NULL32])
    found: list[Happening] = []
    for at in range(len(rows["start"])):
        ends = [int(rows[name][at]) for name in ("self", "other") if rows[name][at] != NULL32]
        ends = ends if rows["out"][at] else ends[::-1]
        items = dict.fromkeys(item for end in ends for item in sorted(owners.get(end, ())))
        seconds, start = int(rows["seconds"][at]), int(rows["start"][at])
        amount = int(rows["amount"][at])
        kind = facts.kind(int(rows["kind"][at]))
        found.append(
            Happening(
                start,
                None if seconds == NULL32 else start + seconds * 1_000_000,
                "",
                kind,
                "",
                tuple(items),
                tuple(end for end in ends if end not in owners),
                named.get(int(rows["place"][at]), ""),
                None if seconds == NULL32 else seconds,
                None
                if amount == NULL64
                else Money(exact(amount, int(rows["fine"][at])), facts.word(int(rows["currency"][at]))),
                0,
                (Reference(int(rows["source"][at]), part=int(rows["part"][at]), row=int(rows["row"][at])),),
            )
        )
    return found


def recorded(context: Context, owners: Owners, period: Period, left_out: Counter[str]) -> list[Happening]:
    """Recorded things that happened (events, seizures, journeys, orders) and dated links (a detention, a
    meeting of two), with an item in them.

    Links without a date are no events: they are counted as ``undated-links``. Events without a date are
    given, unless a period is asked for.
    """
    events: dict[int, None] = {}
    ends: dict[int, set[int]] = {}
    undated: set[int] = set()
    for link in context.links.between(sorted(owners), {}, events=False):
        if link.kind == "edge":
            if link.first:
                events[link.via] = None
                ends.setdefault(link.via, set()).update((link.a, link.b))
            else:
                undated.add(link.via)
        else:
            for node in (link.a, link.b):
                ends.setdefault(node, set()).add(link.other(node))
    rows = context.things.rows(node for node in ends if node not in owners)
    events.update(
        (node, None)
        for node, row in rows.items()
        if row[1] in of_types(("Interval",)) - of_types(("Document", "Occurrence"))
    )
    left_out["undated-links"] += len(undated)
    seen = context.entities(sorted(events))
    made = [_recorded(context, node, entity, ends[node], owners) for node, entity in seen.items()]
    inside = [one for one in made if _within(one, period)]
    left_out["undated-events"] += sum(one.begin is None for one in made) if period is not None else 0
    return inside


def _once(rows: Columns) -> Columns:
    """Each record once, although both its parties asked for it."""
    keys = np.stack([rows[name].astype(np.int64) for name in ("source", "part", "row", "serial", "key")])
    return take(rows, np.sort(np.unique(keys, axis=1, return_index=True)[1]))


def _recorded(context: Context, node: int, entity: Entity, ends: set[int], owners: Owners) -> Happening:
    schema = vocabulary().schemata[entity.schema]
    starts, stops = _dates(entity, schema.interval.start), _dates(entity, schema.interval.end)
    begin = min((one for one, _, _ in starts), default=None)
    end = max((two for _, two, _ in (*stops, *starts)), default=None)
    targets = context.things.numbers(
        sorted({item.target for item in entity.statements if item.target is not None})
    )
    parties = {*ends, *(integer(no) for no in targets.values())}
    items = sorted({item for one in parties for item in owners.get(one, ())})
    of_parties = context.things.rows(one for one in parties if one not in owners)
    others = [one for one, row in of_parties.items() if row[1] in of_types(("LegalEntity",))]
    where = next((value for name in PLACES for value in entity.values(name)), "")
    evidence = dict.fromkeys(Reference(item.source, item.entity, item.id) for item in entity.statements)
    return Happening(
        begin,
        end,
        " / ".join(dict.fromkeys(text for _, _, text in starts)),
        entity.schema,
        "" if schema.edge else caption(entity),
        tuple(items),
        tuple(others),
        where,
        None,
        None,
        node,
        tuple(evidence)[:12],
    )


def _dates(entity: Entity, names: Sequence[str]) -> list[tuple[int, int, str]]:
    """First and last µs of the dates of the first property that has any, with the text."""
    for name in names:
        known = [(*span(value), value) for value in entity.values(name)]
        good = [
            (one * 1_000_000, (two + 1) * 1_000_000 - 1, value) for one, two, value in known if one != UNKNOWN
        ]
        if good:
            return good
    return []


def _within(one: Happening, period: Period) -> bool:
    return period is None or (
        one.begin is not None and one.begin < period[1] and (one.end or one.begin) >= period[0]
    )


def _captions(context: Context, nodes: Sequence[int]) -> dict[int, str]:
    return {node: caption(entity) for node, entity in context.entities(sorted(set(nodes))).items()}
