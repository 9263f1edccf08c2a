"""The records that rules are asked over, each version with the time from which it was known, and what was
known at one moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tahqiq.casework.conditions import Gap
from tahqiq.kit.errors import Conflict, WrongUse


@dataclass(frozen=True, slots=True)
class Record:
    """One version of a record. ``values`` are plain: texts, numbers, dates, moments with zone, lists; None =
    empty; :class:`Gap` = *unknown*, *refused*, *not asked*; a name that is absent is not known either.
    ``recorded`` is when this version was written, ``replaced`` when the next one was (None: it stands).
    """

    kind: str
    key: str
    values: Mapping[str, object]
    recorded: datetime
    replaced: datetime | None = None


class World:
    """Records as far as the caller may see them. ``complete`` names the kinds of which the caller has *every*
    record there is.

    That no record is found means something only where the register is complete; elsewhere it is not known. A
    caller whose view of a kind is cut (by scope, by a feed that failed) leaves it out.
    """

    def __init__(self, records: Iterable[Record], complete: Iterable[str] = ()) -> None:
        self._records = tuple(records)
        self.complete = frozenset(complete)

    def at(self, moment: datetime) -> "Known":
        """What was known at ``moment`` (aware). Raises ``WrongUse`` (``clock-zone``) without zone,
        ``Conflict`` (``rule-record-twice``) when two versions of a record stood at once.
        """
        if moment.tzinfo is None:
            raise WrongUse("clock-zone", value=moment.isoformat())
        found: dict[tuple[str, str], Record] = {}
        for record in self._records:
            if record.recorded <= moment and (record.replaced is None or moment < record.replaced):
                if (record.kind, record.key) in found:
                    raise Conflict("rule-record-twice", kind=record.kind, key=record.key)
                found[record.kind, record.key] = record
        return Known(found.values(), self.complete, moment)


class Known:
    """The records known at ``moment``, one version each, found by kind and by field."""

    def __init__(self, records: Iterable[Record], complete: frozenset[str], moment: datetime) -> None:
        self.complete, self.moment = complete, moment
        self._kinds: dict[str, list[Record]] = defaultdict(list)
        self._indexes: dict[tuple[str, str], dict[str, list[Record]]] = {}
        for record in records:
            self._kinds[record.kind].append(record)

    def of(self, kind: str) -> Sequence[Record]:
        """The records of a kind, in the order they were given."""
        return self._kinds.get(kind, ())

    def linked(self, kind: str, match: Sequence[tuple[str, object]]) -> list[Record]:
        """The records of ``kind`` whose fields have these values (or hold them in a list)."""
        (first, value), *rest = match
        found = self._index(kind, first).get(str(value), [])
        return [
            one for one in found if all(str(value) in _texts(one.values.get(name)) for name, value in rest)
        ]

    def unlinked(self, kind: str, name: str) -> int:
        """How many records of ``kind`` say nothing in a field by which they should be found; rules cannot see
        to whom they belong."""
        return sum(not _texts(one.values.get(name)) for one in self.of(kind))

    def _index(self, kind: str, name: str) -> dict[str, list[Record]]:
        index = self._indexes.get((kind, name))
        if index is None:
            index = self._indexes[kind, name] = defaultdict(list)
            for record in self.of(kind):
                for text in _texts(record.values.get(name)):
                    index[text].append(record)
        return index


def _texts(value: object) -> frozenset[str]:
    if value is None or value == "" or isinstance(value, Gap):
        return frozenset()
    if isinstance(value, list | tuple):
        return frozenset(
            str(item) for item in value if item is not None and item != "" and not isinstance(item, Gap)
        )
    return frozenset({str(value)})
