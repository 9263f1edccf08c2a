"""What the layers of a map share: reading all things of some types through the scope, and when they held."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from tahqiq.analyse.context import Context
from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.facts.record import micros

_CHUNK = 1000


def nodes_of(context: Context, schemata: Sequence[str]) -> list[int]:
    """The numbers of all nodes of some types, seen or not: read them through the scope."""
    names = [name for name in schemata if name in vocabulary().schemata]
    return context.things.of_types(names) if names else []


def each_entity(context: Context, nodes: Sequence[int]) -> Iterator[tuple[int, Entity]]:
    """Those of the nodes of which the scope shows anything, in the order of their ids; nodes judged to be the
    same stand once, with all their values."""
    wanted = sorted({context.stands_for(node) for node in nodes})
    ids = context.ids([*wanted, *nodes])
    members: dict[int, set[int]] = {head: {head} for head in wanted}
    for node in nodes:
        members[context.stands_for(node)].add(node)
    ordered = sorted(wanted, key=lambda node: ids[node])
    for begin in range(0, len(ordered), _CHUNK):
        chunk = ordered[begin : begin + _CHUNK]
        context.report(begin, len(ordered), "things")
        every = sorted({node for head in chunk for node in members[head]})
        read = context.things.statements(every)
        for head in chunk:
            statements = tuple(
                item for node in sorted(members[head], key=ids.__getitem__) for item in read.get(node, ())
            )
            if statements:
                yield head, Entity(ids[head], statements[0].schema, "", "", statements)


def by_id(context: Context, nodes: Iterable[int]) -> tuple[int, ...]:
    """Nodes in the order of their ids: their numbers would tell what else was ever deposited."""
    ids = context.ids(nodes := list(nodes))
    return tuple(sorted(set(nodes), key=lambda node: ids[node]))


def dated(entity: Entity) -> tuple[int | None, int | None]:
    """From when to when a thing held or happened (µs UTC): the first of its dates; a day ends with the
    day."""
    schema = vocabulary().schemata.get(entity.schema)
    interval = schema.interval if schema else None
    if interval is None:
        return None, None
    begin = next((_moment(value, False) for prop in interval.start for value in entity.values(prop)), None)
    end = next((_moment(value, True) for prop in interval.end for value in entity.values(prop)), None)
    return begin, end


def days_only(entity: Entity) -> bool:
    """Whether the dates of a thing tell no hour."""
    schema = vocabulary().schemata.get(entity.schema)
    props = (*schema.interval.start, *schema.interval.end) if schema else ()
    return not any("T" in value for prop in props for value in entity.values(prop))


def within(span: tuple[int, int] | None, begin: int | None, end: int | None) -> bool:
    """Whether something that held from ``begin`` to ``end`` (None: open) touches the period; without any date
    it does."""
    return span is None or ((begin is None or begin < span[1]) and (end is None or end >= span[0]))


def _moment(text: str, last: bool) -> int | None:
    """A date of any precision as its first or last moment, in UTC where no zone is written."""
    parts = [int(part) for part in text[:10].split("-") if part.isdigit()]
    try:
        if "T" in text:
            found = datetime.fromisoformat(text)
            return micros(found if found.tzinfo else found.replace(tzinfo=UTC))
        year, month, day = (*parts, 1, 1)[:3]
        first = datetime(year, month, day, tzinfo=UTC)
        if not last:
            return micros(first)
        ahead = {1: timedelta(days=366), 2: timedelta(days=31), 3: timedelta(days=1)}[len(parts)]
        return micros(first + ahead) - 1
    except (ValueError, KeyError, TypeError):
        return None
