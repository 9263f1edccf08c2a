"""From a document (JSON) to a question, or to everything that is wrong in it, each with its place. For
example::

{"version": 1, "things": [{"id": "a", "type": "Person", "conditions": [{"property": "name", "is": "like",
"value": {"ask": "who"}}]},
            {"id": "b", "type": "PhoneNumber"}],
 "links": [{"from": "a", "to": "b", "kinds": ["phone"], "at_least": 2}],
 "parameters": [{"name": "who", "kind": "text", "label": "Called"}]}
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tahqiq.analyse.query.question import (
    ALIKE,
    HOWS,
    KINDS,
    MOST_CONDITIONS,
    MOST_LEAST,
    MOST_THINGS,
    MOST_VALUES,
    VERSION,
    Condition,
    Direction,
    Fault,
    How,
    Kind,
    Line,
    Mode,
    NamedParameter,
    Parameter,
    Query,
    Thing,
    Value,
)
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.office import office_zone
from tahqiq.kit.reasons import reason
from tahqiq.kit.text import storable
from tahqiq.model.vocabulary import Vocabulary

Json = Mapping[str, object]
_NAME = re.compile("[a-z][a-z0-9_-]{0,39}")
_LONGEST = 500
_DIRECTIONS: tuple[Direction, ...] = ("any", "out", "in")
_MODES: tuple[Mode, ...] = ("needed", "absent", "optional")


def read_query(document: object, words: Vocabulary) -> tuple[Query | None, list[Fault]]:
    """The question of a document, None when there is anything wrong in it; and everything that is wrong, in
    the order of the document."""
    reader = _Reader(words)
    made = reader.query(document)
    return (None, reader.faults) if reader.faults else (made, [])


def query_of(document: object, words: Vocabulary) -> Query:
    """As :func:`read_query`; raises ``WrongUse`` (``query-broken``) with the place and sentence of the first
    thing that is wrong."""
    made, faults = read_query(document, words)
    if made is None:
        raise broken(faults[0])
    return made


def broken(fault: Fault) -> WrongUse:
    """The error that tells of a fault."""
    return WrongUse("query-broken", where=fault.where, detail=reason(fault.code, **dict(fault.params)))


class _Reader:
    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self.faults: list[Fault] = []
        self._parameters: dict[str, Parameter] = {}

    def wrong(self, where: str, code: str, **params: str | int) -> None:
        self.faults.append(Fault(where, code, tuple(params.items())))

    def query(self, given: object) -> Query | None:
        document = given if isinstance(given, Mapping) else {}
        if document.get("version") != VERSION:
            self.wrong("version", "query-version", version=str(document.get("version"))[:20], known=VERSION)
            return None
        self._parameters = {item.name: item for item in self._all_parameters(document.get("parameters"))}
        things = tuple(
            self._thing(f"things/{at}", item)
            for at, item in enumerate(self._list(document, "things", MOST_THINGS))
        )
        if not things:
            self.wrong("things", "query-no-thing")
            return None
        lines = tuple(
            self._line(at, item, things) for at, item in enumerate(self._list(document, "links", MOST_THINGS))
        )
        self._tree(things, lines)
        zone = self._zone(document.get("zone", office_zone()))
        if self.faults:
            return None
        order = {line.below: line for line in lines}
        return Query(
            things, tuple(order[item.id] for item in things[1:]), tuple(self._parameters.values()), zone
        )

    def _zone(self, given: object) -> str:
        try:
            return ZoneInfo(str(given)).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.wrong("zone", "no-such-zone", zone=str(given)[:80])
            return ""

    def _list(self, document: Json, name: str, most: int, where: str = "") -> Sequence[Json]:
        given = document.get(name, [])
        place = where or name
        if not isinstance(given, list) or not all(isinstance(item, Mapping) for item in given):
            self.wrong(place, "query-not-list", name=name)
            return []
        if len(given) > most:
            self.wrong(place, "query-too-many", name=name, most=most)
        return given[:most]

    def _all_parameters(self, given: object) -> Iterator[Parameter]:
        seen: set[str] = set()
        for at, item in enumerate(self._list({"parameters": given or []}, "parameters", MOST_THINGS)):
            where, name, kind = f"parameters/{at}", item.get("name"), item.get("kind", "text")
            if not isinstance(name, str) or not _NAME.fullmatch(name) or name in seen:
                self.wrong(f"{where}/name", "query-parameter-name", name=str(name)[:40])
                continue
            if kind not in KINDS:
                self.wrong(f"{where}/kind", "query-not-one-of", value=str(kind)[:40], known=", ".join(KINDS))
                continue
            seen.add(name)
            default = item.get("default", [])
            texts = default if isinstance(default, list) else [default]
            known: Kind = next(one for one in KINDS if one == kind)
            yield Parameter(
                name,
                known,
                storable(str(item.get("label", "")))[:200],
                tuple(_text(one) for one in texts[:MOST_VALUES] if one is not None),
            )

    def _thing(self, where: str, item: Json) -> Thing:
        name, kind = item.get("id"), str(item.get("type", ""))
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            self.wrong(f"{where}/id", "query-thing-name", name=str(name)[:40])
        if kind not in self._words:
            self.wrong(
                f"{where}/type", "query-type-missing" if not kind else "unknown-schema", value=kind[:80]
            )
            return Thing(str(name), kind)
        found = self._list(item, "conditions", MOST_CONDITIONS, f"{where}/conditions")
        conditions = (self._condition(f"{where}/conditions/{at}", kind, one) for at, one in enumerate(found))
        return Thing(str(name), kind, tuple(one for one in conditions if one is not None))

    def _condition(self, where: str, kind: str, item: Json) -> Condition | None:
        name = str(item.get("property", ""))
        prop = self._words.get(kind).properties.get(name)
        how = next((one for one in HOWS if one == item.get("is")), None)
        if prop is None:
            self.wrong(
                f"{where}/property",
                "query-property-missing" if not name else "unknown-property",
                schema=kind,
                value=name[:80],
            )
        elif prop.sensitive or prop.hidden:
            self.wrong(f"{where}/property", "query-property-forbidden", value=name)
        elif how == "like" and prop.type != "name":
            self.wrong(f"{where}/is", "query-like-needs-name", value=name)
        if how is None:
            self.wrong(
                f"{where}/is", "query-not-one-of", value=str(item.get("is"))[:40], known=", ".join(HOWS)
            )
            return None
        least = item.get("alike", ALIKE)
        if isinstance(least, bool) or not isinstance(least, int | float) or not 0.3 <= least <= 1:
            self.wrong(f"{where}/alike", "query-alike", low="0.3", high="1")
            return None
        return Condition(name, how, self._values(where, how, item), float(least))

    def _values(self, where: str, how: How, item: Json) -> tuple[Value, ...]:
        if how in ("exists", "missing"):
            return ()
        if how == "between":
            low, high = (
                self._value(f"{where}/{end}", item.get(end, ""), empty=True) for end in ("low", "high")
            )
            if low == "" and high == "":
                self.wrong(f"{where}/low", "query-value-missing")
            return low, high
        if how == "in":
            given = item.get("value", [])
            many = given if isinstance(given, list) else [given]
            if not many or len(many) > MOST_VALUES:
                self.wrong(
                    f"{where}/value",
                    "query-value-missing" if not many else "query-too-many",
                    name="value",
                    most=MOST_VALUES,
                )
            return tuple(self._value(f"{where}/value", one, many=True) for one in many[:MOST_VALUES])
        return (self._value(f"{where}/value", item.get("value", "")),)

    def _value(self, where: str, given: object, *, empty: bool = False, many: bool = False) -> Value:
        if isinstance(given, Mapping):
            name = str(given.get("ask", ""))
            known = self._parameters.get(name)
            if known is None:
                self.wrong(where, "query-no-parameter", name=name[:40])
            elif known.kind == "texts" and not many:
                self.wrong(where, "query-parameter-list", name=name)
            return NamedParameter(name)
        text = _text(given)
        if not text and not empty:
            self.wrong(where, "query-value-missing")
        if len(text) > _LONGEST:
            self.wrong(where, "query-value-long", most=_LONGEST)
        return text

    def _line(self, at: int, item: Json, things: Sequence[Thing]) -> Line:
        where = f"links/{at}"
        types = {one.id: one.type for one in things}
        above, below = str(item.get("from", "")), str(item.get("to", ""))
        for end, name in (("from", above), ("to", below)):
            if name not in types:
                self.wrong(f"{where}/{end}", "query-no-thing-called", name=name[:40])
        kinds = item.get("kinds", [])
        if not isinstance(kinds, list) or not all(isinstance(one, str) for one in kinds):
            self.wrong(f"{where}/kinds", "query-not-list", name="kinds")
            kinds = []
        for one in kinds:
            if not self._is_link(one):
                self.wrong(f"{where}/kinds", "unknown-label", label=one[:80])
        direction = next((one for one in _DIRECTIONS if one == item.get("direction", "any")), None)
        mode = next((one for one in _MODES if one == item.get("mode", "needed")), None)
        if direction is None:
            self.wrong(
                f"{where}/direction",
                "query-not-one-of",
                value=str(item.get("direction"))[:40],
                known=", ".join(_DIRECTIONS),
            )
        if mode is None:
            self.wrong(
                f"{where}/mode", "query-not-one-of", value=str(item.get("mode"))[:40], known=", ".join(_MODES)
            )
        least = item.get("at_least", 1)
        if isinstance(least, bool) or not isinstance(least, int) or not 1 <= least <= MOST_LEAST:
            self.wrong(f"{where}/at_least", "query-at-least", high=MOST_LEAST)
            least = 1
        since, until = (
            self._value(f"{where}/{end}", item.get(end, ""), empty=True) for end in ("since", "until")
        )
        return Line(
            above,
            below,
            tuple(dict.fromkeys(kinds)),
            direction or "any",
            mode or "needed",
            least,
            since,
            until,
            at,
        )

    def _is_link(self, name: str) -> bool:
        schema = self._words.schemata.get(name)
        if schema is not None:
            return schema.edge is not None or schema.fact is not None
        return any(
            one.is_link and not one.hidden
            for each in self._words.schemata.values()
            for key, one in each.properties.items()
            if key == name
        )

    def _tree(self, things: Sequence[Thing], lines: Sequence[Line]) -> None:
        """Every thing but the first hangs on exactly one that stands before it."""
        order = {item.id: at for at, item in enumerate(things)}
        if len(order) < len(things):
            self.wrong("things", "query-thing-twice")
            return
        hung: set[str] = set()
        for at, line in enumerate(lines):
            if line.above not in order or line.below not in order:
                continue
            if order[line.below] <= order[line.above] or line.below in hung:
                self.wrong(f"links/{at}/to", "query-not-tree", name=line.below)
            hung.add(line.below)
        for at, item in enumerate(things[1:], 1):
            if item.id not in hung:
                self.wrong(f"things/{at}", "query-thing-loose", name=item.id)


def _text(given: object) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        return ""
    return storable(str(given)).strip()
