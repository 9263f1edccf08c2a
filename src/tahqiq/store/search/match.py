"""Candidates: values that may be meant, found by counting shared terms, and whoever uses them. Nothing here
is weighed by the collection.

Where more documents are equal than can be looked at, those that are looked at are chosen by a number made of
their content (``rank``), so the choice is the same whatever else is in the index.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from tahqiq.store.search.terms import scoped

Clause = tuple[Occur, Query]
ENOUGH, LIKELY = 20, 0.4
"""Equals that do not fit are looked into when fewer than ``ENOUGH`` are better and they share at least this
part of the terms asked for."""


@dataclass(frozen=True, slots=True)
class Use:
    """Node ``node`` (rank ``rank``, type number ``type``) has the value ``ref`` in property number ``prop``,
    in one source."""

    node: int
    rank: int
    type: int
    ref: int
    prop: int
    source: int


@dataclass(frozen=True, slots=True)
class Event:
    """An event found by its text: its id, type number, source and rank."""

    id: bytes
    type: int
    source: int
    rank: int


@dataclass(frozen=True, slots=True)
class Found:
    """References with how many terms they share, best first and without doubles; ``all`` is False when there
    were more than were looked at."""

    shared: dict[int, int]
    all: bool


class Matcher:
    """Questions to one opened index, inside some data classes only."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, classes: Iterable[int]) -> None:
        self._searcher, self._schema = searcher, schema
        self._classes = sorted(classes)

    def counted(self, field: str, wanted: Sequence[str], limit: int) -> Found:
        """Values that share terms with ``wanted``, by the number of terms shared."""
        if not wanted or not self._classes:
            return Found({}, True)
        clauses = [
            (Occur.Should, _one(self._term(field, term, kept))) for kept in self._classes for term in wanted
        ]
        hits = self._searcher.search(Query.boolean_query(clauses), limit, False).hits
        if len(hits) < limit:
            return Found(self._refs(hits), True)
        cut = hits[-1][0]
        above = [hit for hit in hits if hit[0] > cut]
        if len(above) >= ENOUGH or cut < LIKELY * len(wanted):
            return Found(self._refs(above), False)
        tied = self._ranked(Query.boolean_query(clauses, int(cut)), limit)
        return Found({**{ref: int(cut) for ref in self._refs(tied)}, **self._refs(above)}, False)

    def having(
        self, field: str, wanted: Sequence[str], phrases: Sequence[Sequence[str]], limit: int
    ) -> tuple[Found, list[Event]]:
        """Values and events that have every one of the terms and phrases, chosen by rank when there are more
        than ``limit``."""
        if not self._classes or not (wanted or phrases):
            return Found({}, True), []
        each = [(Occur.Should, self._conjunction(field, wanted, phrases, kept)) for kept in self._classes]
        hits = self._ranked(Query.boolean_query(each), limit)
        highs = self._searcher.fast_field_values("high", [address for _, address in hits])
        events = self._events([hit for hit, high in zip(hits, highs, strict=True) if high is not None])
        return Found(
            self._refs([hit for hit, high in zip(hits, highs, strict=True) if high is None]),
            len(hits) < limit,
        ), events

    def begun(self, field: str, whole: Sequence[str], start: str, limit: int) -> Found:
        """Values that have every one of the terms and one that begins with ``start``, chosen by rank when
        there are more than ``limit``."""
        if not self._classes:
            return Found({}, True)
        each = [
            (
                Occur.Should,
                Query.boolean_query(
                    [*self._musts(field, whole, kept), (Occur.Must, self._beginning(field, start, kept))]
                ),
            )
            for kept in self._classes
        ]
        hits = self._ranked(Query.boolean_query(each), limit)
        highs = self._searcher.fast_field_values("high", [address for _, address in hits])
        return Found(
            self._refs([hit for hit, high in zip(hits, highs, strict=True) if high is None]),
            len(hits) < limit,
        )

    def uses(self, refs: Sequence[int], types: Sequence[int] | None, limit: int) -> tuple[list[Use], bool]:
        """Who uses the values, of some types only when given; and whether these are all. ``refs`` best first:
        the best are answered fully first."""
        found = self._uses(refs, types, limit + 1)
        if len(found) <= limit:
            return found, True
        found = []
        for ref in refs:
            found += self._uses([ref], types, limit - len(found))
            if len(found) >= limit:
                break
        return found, False

    def _uses(self, refs: Sequence[int], types: Sequence[int] | None, limit: int) -> list[Use]:
        if not refs or not self._classes or limit < 1 or types == []:
            return []
        terms = [scoped(kept, f"{ref:x}") for kept in self._classes for ref in refs]
        query = Query.term_set_query(self._schema, "use", terms)
        if types is not None:
            kinds = Query.term_set_query(self._schema, "type", list(types))
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, kinds)])
        addresses = [address for _, address in self._ranked(query, limit)]
        columns = [self._fast(name, addresses) for name in ("low", "rank", "type", "ref", "prop", "source")]
        return [Use(*row) for row in zip(*columns, strict=True)]

    def _events(self, hits: Sequence[tuple[float, tantivy.DocAddress]]) -> list[Event]:
        addresses = [address for _, address in hits]
        columns = [self._fast(name, addresses) for name in ("high", "low", "type", "source", "rank")]
        return [
            Event(high.to_bytes(8, "big") + low.to_bytes(8, "big"), kind, source, rank)
            for high, low, kind, source, rank in zip(*columns, strict=True)
        ]

    def _ranked(self, query: Query, limit: int) -> list[tuple[float, tantivy.DocAddress]]:
        return self._searcher.search(query, limit, False, order_by_field="rank", order=tantivy.Order.Asc).hits

    def _refs(self, hits: Sequence[tuple[float, tantivy.DocAddress]]) -> dict[int, int]:
        made: dict[int, int] = {}
        for ref, (score, _) in zip(self._fast("ref", [address for _, address in hits]), hits, strict=True):
            made.setdefault(ref, int(score))
        return made

    def _fast(self, name: str, addresses: list[tantivy.DocAddress]) -> list[int]:
        return [int(value or 0) for value in self._searcher.fast_field_values(name, addresses)]

    def _term(self, field: str, term: str, kept: int) -> Query:
        return Query.term_query(self._schema, field, scoped(kept, term), "basic")

    def _beginning(self, field: str, start: str, kept: int) -> Query:
        return Query.regex_query(self._schema, field, re.escape(scoped(kept, start)) + ".*")

    def _musts(self, field: str, wanted: Sequence[str], kept: int) -> list[Clause]:
        return [(Occur.Must, _one(self._term(field, term, kept))) for term in wanted]

    def _conjunction(
        self, field: str, wanted: Sequence[str], phrases: Sequence[Sequence[str]], kept: int
    ) -> Query:
        clauses = self._musts(field, wanted, kept)
        for phrase in phrases:
            terms: list[str | tuple[int, str]] = [scoped(kept, word) for word in phrase]
            query = (
                Query.phrase_query(self._schema, field, terms)
                if len(terms) > 1
                else self._term(field, phrase[0], kept)
            )
            clauses.append((Occur.Must, _one(query)))
        return Query.boolean_query(clauses)


def _one(query: Query) -> Query:
    return Query.const_score_query(query, 1.0)
