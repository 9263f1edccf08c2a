"""What the analyses of events share: the period, the zone, numbers named by their digits, service numbers,
and what had to stay aside."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Reference
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.readers import Events
from tahqiq.analyse.values import Values
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.office import office_zone
from tahqiq.model.statement import identifier_id
from tahqiq.model.types import property_type
from tahqiq.model.types.base import Context as CleanContext
from tahqiq.store.facts.columns import NULL32, Columns
from tahqiq.store.facts.record import micros
from tahqiq.store.nodes import nowhere

Numbers = NDArray[np.int64]
Kinds = tuple[str, ...]
_SHORT = re.compile(r"[0-9]{2,6}|[*#][0-9*#]+")

SINCE = Parameter("since", "time")
UNTIL = Parameter("until", "time")
ZONE = Parameter("zone", "text", "", of=("zone",))
"""Not given: that of the case, else of the office."""
SERVICES = Parameter("services", "texts", of=("PhoneNumber",), excludes=True)
LIMIT = Parameter("limit", "integer", 1000, 1, 100_000)
PERIOD = (SINCE, UNTIL)


class Terms:
    """One run's question. ``left_out`` collects by reason what was not counted."""

    def __init__(self, context: Context, values: Values) -> None:
        self.context, self.values = context, values
        self.scope = context.scope
        self.left_out: Counter[str] = Counter()

    @property
    def facts(self) -> Events:
        """The events. Asking for them reports, so that work can be stopped between two readings."""
        self.tell()
        return self.context.events

    def tell(self) -> None:
        """Say that the work goes on; where it can be stopped."""
        self.context.report(0, 0, "events")

    @property
    def since(self) -> datetime | None:
        """The beginning of the period, included."""
        return self.values.time("since")

    @property
    def until(self) -> datetime | None:
        """The end of the period, excluded."""
        return self.values.time("until")

    @property
    def span(self) -> tuple[int, int] | None:
        """The period in µs UTC, None when neither end is given. Raises ``WrongUse`` (``period-empty``) when
        it holds nothing."""
        if self.since is None and self.until is None:
            return None
        low = micros(self.since) if self.since else int(np.iinfo(np.int64).min) + 1
        high = micros(self.until) if self.until else int(np.iinfo(np.int64).max)
        if low >= high:
            raise WrongUse("period-empty")
        return low, high

    @cached_property
    def zone(self) -> str:
        """The zone of hours and days; raises ``WrongUse`` (``no-such-zone``)."""
        name = self.values.text("zone") or office_zone()
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise WrongUse("no-such-zone", zone=name[:80]) from None
        return name

    def number(self, text: str, schema: str = "PhoneNumber", kind: str = "phone") -> int:
        """The node of a telephone number as a person writes it (any script, with or without country code) or
        of an id. Raises ``NotFound``."""
        cleaned = property_type(kind).clean(text, CleanContext(country="IQ")).value
        wanted = [
            identifier_id(schema, "", property_type(kind).key(value))
            for value in dict.fromkeys((cleaned, text))
            if value
        ]
        found = self.context.things.numbers(wanted)
        for identity in wanted:
            if self.context.seen([found.get(identity, nowhere(identity))]):
                return found[identity]
        own = self._of_a_network(schema, {property_type(kind).key(one) for one in (cleaned, text) if one})
        if own is not None:
            return own
        try:
            return self.context.node(text)
        except (NotFound, WrongUse):
            raise NotFound("no-such-number", number=text[:80]) from None

    def _of_a_network(self, schema: str, keys: set[str]) -> int | None:
        """The one visible node with a key that a network or a source numbers for itself. Raises ``WrongUse``
        (``number-not-unique``) when there are several."""
        among = [no for key in sorted(keys) for no in self.context.things.with_key(schema, key)]
        seen = sorted(set(self.context.seen(among))) if among else []
        if len(seen) > 1:
            raise WrongUse("number-not-unique", number=min(keys)[:80], count=len(seen))
        return seen[0] if seen else None

    def rows(self, node: int, kinds: Kinds, names: Sequence[str]) -> Columns:
        """``by_party`` rows of a node in the period, as columns."""
        return self.facts.columns_of(self.scope, node, names, since=self.since, until=self.until, kinds=kinds)

    def services_among(self, others: Numbers) -> Numbers:
        """Those of some counterparts that are service numbers, sorted: short codes (2 to 6 digits, or with *
        and #) and those the question names.

        Where at least half of the counterparts are that short they are a numbering of its own, and only those
        named are left out.
        """
        known = self.keys(int(node) for node in np.unique(others).tolist() if node != NULL32)
        short = [node for node, key in known.items() if _SHORT.fullmatch(key)]
        return self._with_named([] if 2 * len(short) >= len(known) else short)

    @cached_property
    def services(self) -> Numbers:
        """As :meth:`services_among` for all numbers of the scope."""
        short = sorted(no for no, key in self.context.things.short_numbers() if _SHORT.fullmatch(key))
        return self._with_named([] if short and self._mostly(short) else short)

    def _with_named(self, short: list[int]) -> Numbers:
        named = [self.number(text) for text in self.values.texts("services")]
        return np.array(sorted({*short, *named}), dtype=np.int64)

    def _mostly(self, short: list[int]) -> bool:
        """Whether at least half of the numbers that visible talk shows are among ``short``: looked for in a
        part of the numbers where there are many."""
        spans = self.facts.spans(self.scope, "pairs", 100_000, ("Call", "Message"))[:5]
        seen = [
            np.unique(
                self.facts.columns(self.scope, "pairs", ("self",), keys=keys, kinds=("Call", "Message"))[
                    "self"
                ]
            )
            for keys in spans
        ]
        every = np.concatenate(seen) if seen else np.zeros(0, dtype=np.int64)
        return bool(len(every)) and bool(2 * int(np.isin(every, np.array(short)).sum()) >= len(every))

    def held_back(self, kinds: Kinds) -> None:
        """Count the rows that lie outside the order of a visible source and are therefore not in the
        scope."""
        count = self.facts.outside(kinds)
        if count:
            self.left_out["outside-authority"] += count

    def keys(self, nodes: Iterable[int]) -> dict[int, str]:
        """What nodes are called by their key (a telephone number, an account, a cell)."""
        return {no: row[3] for no, row in self.context.things.rows(nodes).items()}

    def of_schema(self, schema: str, nodes: Numbers) -> Numbers:
        """Those of ``nodes`` (any order) that are of a schema."""
        every = sorted({int(node) for node in nodes.tolist() if node != NULL32})
        return np.array(sorted(self.context.things.of_type(schema, every)), dtype=np.int64)


def reference(rows: Columns, at: int) -> Reference:
    """Where one row stands."""
    return Reference(int(rows["source"][at]), part=int(rows["part"][at]), row=int(rows["row"][at]))


def ordered(items: Iterable[tuple[tuple[float, ...], int, int]], ids: Mapping[int, bytes]) -> list[int]:
    """Positions sorted by keys, then by the id of a node: (keys, node, position)."""
    return [
        position
        for _, _, position in sorted((keys, ids.get(node, b""), position) for keys, node, position in items)
    ]
