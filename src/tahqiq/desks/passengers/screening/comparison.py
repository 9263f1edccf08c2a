"""Compare stored travellers with the watchlists and rules in use: hits, not saved yet."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.answers import problem_views
from tahqiq.desks.passengers.airline_messages.messages import Message, Row
from tahqiq.desks.passengers.hits.record import HitRecord
from tahqiq.desks.passengers.originals import source_of
from tahqiq.desks.passengers.risk_rules.language import RiskRule
from tahqiq.desks.passengers.risk_rules.operations import BOOK, past_of, stored
from tahqiq.desks.passengers.risk_rules.trial import Met, judged
from tahqiq.desks.passengers.screening.counted_past import recent_past
from tahqiq.desks.passengers.screening.matching import Hit, Screen, Traveller
from tahqiq.desks.passengers.screening.name_parts import name_parts
from tahqiq.desks.passengers.screening.travellers import traveller_of
from tahqiq.desks.passengers.travels.digests import digest, key_of
from tahqiq.desks.passengers.travels.record import Travel
from tahqiq.desks.passengers.watchlists.entries import people_listed
from tahqiq.desks.passengers.watchlists.list_files import Entry
from tahqiq.desks.passengers.watchlists.record import WATCHLIST, Watchlist
from tahqiq.desks.passengers.watchlists.view import WatchlistFileView
from tahqiq.formats.passengers.kinds import COLUMNS
from tahqiq.kit import clock
from tahqiq.kit.ids import sha256
from tahqiq.model.kind import day_of


@dataclass(frozen=True, slots=True)
class Ready:
    """Lists made ready: their people, of which list (id, name) each is, and what was read."""

    entries: list[Entry]
    of: list[tuple[str, str]]
    lists: list[WatchlistFileView]
    screen: Screen


_READY: OrderedDict[tuple[str, ...], Ready] = OrderedDict()


_KEPT = 3


_MAKING = Lock()
"""Lists that were asked last, by workspace, lists and versions: what a list says does not change, and making
100,000 names ready takes longer than asking."""


class Screening:
    """The lists and rules in use at this moment, made ready to be asked about many travellers; ``at_once``
    for somebody who waits: the past is then counted as it was lately. ``only`` is the one list, and no rule,
    that is asked where it is new and everything else was asked before."""

    def __init__(
        self, at: Desktop, at_once: bool = False, only: RecordVersion[Watchlist] | None = None
    ) -> None:
        self._at, self._key = at, key_of(at)
        used = [
            one
            for one in ([only] if only else at.records(WATCHLIST).find(order="ends", limit=500).records)
            if one.body.used_on(day_of(clock.now()))
        ]
        ready = _ready(at, used)
        self._entries, self._of, self.lists, self._screen = ready.entries, ready.of, ready.lists, ready.screen
        self.rules = [] if only else BOOK.active(at)
        self._past = (
            past_of(at, list(stored(at)) if self.rules else [])
            if not (self.rules and at_once)
            else recent_past(at)
        )

    def hits(self, record: RecordVersion[Travel]) -> Iterator[tuple[Traveller | None, HitRecord | None]]:
        """The hits of everybody in a booking; each traveller who was compared stands once before theirs, with
        or without a hit."""
        found = Message(
            {}, {kind: [_whole(kind, row) for row in rows] for kind, rows in record.body.rows.items()}
        )
        for row, plain in zip(found.of("person"), record.body.rows.get("person", []), strict=True):
            traveller = traveller_of(found, row)
            yield traveller, None
            for hit in self._screen.ask(traveller):
                yield None, self._listed(record, row, traveller, hit)
            for rule, risk_rule in self.rules if "crew" not in (row["role"] or "") else []:
                met = judged(risk_rule, record.body, plain, self._past)
                if isinstance(met, Met):
                    yield None, self._ruled(record, row, traveller, rule.id, risk_rule, met)

    def _listed(self, record: RecordVersion[Travel], row: Row, traveller: Traveller, hit: Hit) -> HitRecord:
        entry, (list_id, list_name) = self._entries[hit.position], self._of[hit.position]
        made = self._hit(record, row, traveller, list_id, list_name, entry.identity)
        return made.model_copy(
            update={
                "entry_row": entry.row,
                "listed": hit.listed,
                "listed_as": entry.names[0] if entry.names else "",
                "listed_born": entry.born,
                "listed_documents": entry.documents,
                "reason": entry.reason,
                "why": hit.why,
                "score": round(hit.score, 2),
                "birth": hit.birth,
                "documents": list(hit.documents),
                "traveller": hit.name,
                "parts": name_parts(hit.compared()),
                "exact": bool(hit.documents) or (hit.birth == "same-day" and round(hit.score, 2) >= 1),
            }
        )

    def _ruled(
        self,
        record: RecordVersion[Travel],
        row: Row,
        traveller: Traveller,
        rule: str,
        risk_rule: RiskRule,
        met: Met,
    ) -> HitRecord:
        made = self._hit(record, row, traveller, rule, risk_rule.title, risk_rule.name)
        return made.model_copy(
            update={
                "titles": risk_rule.titles,
                "reason": risk_rule.basis,
                "grounds": met.grounds,
                "exonerating": met.exonerating,
            }
        )

    def _hit(
        self,
        record: RecordVersion[Travel],
        row: Row,
        traveller: Traveller,
        list_id: str,
        list_name: str,
        entry: str,
    ) -> HitRecord:
        body = record.body
        pair = digest(
            self._key,
            "pair",
            *sorted(traveller.names),
            traveller.born,
            *sorted(traveller.documents),
            list_name,
            entry,
        )
        name = sorted((row["name"] or "").casefold().split())
        known = bool(name and traveller.born)
        return HitRecord(
            person=digest(self._key, "person", *name, traveller.born) if known else "",
            mark=sha256(f"{record.id} {pair}".encode()),
            pair=pair,
            source=body.source,
            row=int(row["row"] or 0),
            message=body.message,
            flight=row["flight"] or (body.flights or [""])[0],
            locator=body.locator,
            traveller=row["name"] or "",
            born=traveller.born,
            list_id=list_id,
            list_name=list_name,
            entry=entry,
            entry_row=0,
            listed="",
            listed_born=[],
            reason="",
            why="rule",
            score=0.0,
            birth="unknown",
            documents=[],
            parts=[],
            came=clock.now(),
            transferred=body.transferred,
            travel=record.id,
        )


def _ready(at: Desktop, used: Sequence[RecordVersion[Watchlist]]) -> Ready:
    key = (at.bench.workspace.description.id, *(f"{one.id}/{one.version}" for one in used))
    for one in used:
        source_of(at, one.body.source)
    with _MAKING:
        found = _READY.get(key)
        if found is None:
            entries: list[Entry] = []
            of: list[tuple[str, str]] = []
            lists = []
            for one in used:
                _, list_file = people_listed(at, one.body.source, one.body.aliases)
                entries += list_file.entries
                of += [(one.id, one.body.name)] * len(list_file.entries)
                lists.append(
                    WatchlistFileView(
                        file=one.body.name,
                        kind=list_file.kind,
                        entries=len(list_file.entries),
                        problems=problem_views(list_file.problems),
                    )
                )
            found = _READY[key] = Ready(entries, of, lists, Screen(entries))
        _READY.move_to_end(key)
        while len(_READY) > _KEPT:
            _READY.popitem(last=False)
    return found


def _whole(kind: str, row: dict[str, str]) -> Row:
    return {**dict.fromkeys(COLUMNS[kind]), **row}
