"""Reading entities and statements through a Scope."""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import cast

from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.ids import whole_id
from tahqiq.kit.parts import parts
from tahqiq.model.entity import Entity
from tahqiq.model.scope import Scope
from tahqiq.model.statement import Statement
from tahqiq.store.database import Database, Row, blob, integer, marks, numbers, text
from tahqiq.store.decisions import STANDING
from tahqiq.store.facts.store import FactStore
from tahqiq.store.nodes import asked_numbers, node_numbers, node_rows
from tahqiq.store.numbering import numbered_by
from tahqiq.store.statement_rows import SELECT, ReadRow, SourcesOfRows

VISIBLE = "s.class IN ({classes}) AND s.source IN (SELECT no FROM source WHERE state='published')"


def visible(scope: Scope) -> str:
    """The SQL condition on ``statement s`` that a Scope means."""
    shut = f" AND s.source NOT IN ({numbers(scope.closed)})" if scope.closed else ""
    return VISIBLE.format(classes=numbers(scope.classes)) + shut


def recorded(scope: Scope) -> str:
    """The SQL condition on ``statement s`` that it is visible, or was until its source was read again."""
    return visible(scope).replace("state='published'", "state IN ('published', 'superseded')")


def standing(scope: Scope) -> str:
    """The SQL condition on ``statement s`` that it is visible and not retracted."""
    return f"{visible(scope)} AND {STANDING}"


class Reading:
    """Entities and statements of one workspace; every method takes a Scope first."""

    def __init__(self, database: Database, facts: FactStore) -> None:
        self._database = database
        self._facts = facts

    def statements(
        self, scope: Scope, nodes: Sequence[int], retracted: bool = False
    ) -> dict[int, list[Statement]]:
        """Visible statements of each node number, oldest source first; closed ones (retracted, or of a
        reading that another one has taken the place of) only when asked for."""
        rows: list[Row] = []
        for part in parts(nodes, 500):
            inside = numbers(part)
            rows += self._database.query(
                f"{SELECT} WHERE s.entity IN ({inside}) AND "
                f"{recorded(scope) if retracted else visible(scope)}"
            )
        return self._assemble(rows, retracted)

    def entities(
        self, scope: Scope, nodes: Sequence[int], linked: Iterable[int] = (), retracted: bool = False
    ) -> dict[int, Entity]:
        """Entities by node number; a node of which nothing is visible is left out. ``linked`` are nodes that
        a visible link or fact has shown; retracted statements are among the entity's only when asked for.
        """
        made = self.statements(scope, nodes, retracted)
        shown = {*made, *set(linked).intersection(nodes)}
        shown |= self._mentioned(scope, [node for node in nodes if node not in shown])
        shown |= self._facts.holding(scope, [node for node in nodes if node not in shown])
        rows = node_rows(self._database, sorted(shown))
        by = numbered_by(self._database, scope, [row[2] for row in rows.values()])
        return {
            no: Entity(*(row := rows[no]), tuple(made.get(no, ())), (), by.get(row[2], ""))
            for no in nodes
            if no in shown
        }

    def entity(self, scope: Scope, node_id: str, retracted: bool = False) -> tuple[int, Entity]:
        """Node number and entity of an id given as 32 hex digits or a unique beginning of at least 6; raises
        :class:`NotFound` otherwise."""
        number = self.resolve(scope, node_id)
        found = self.entities(scope, [number], retracted=retracted)
        if number not in found:
            raise NotFound("no-such-entity", id=node_id)
        return number, found[number]

    def under(self, scope: Scope, identity: bytes) -> tuple[bool, Entity | None]:
        """Whether anything stands under an id, and what it is as far as the scope shows it."""
        numbers = list(node_numbers(self._database, [identity]).values())
        return bool(numbers), next(iter(self.entities(scope, numbers).values()), None)

    def resolve(self, scope: Scope, node_id: str) -> int:
        """The node number behind an id or a unique visible beginning of one. Raises :class:`NotFound` for a
        beginning; ``WrongUse`` when it is not unique.

        A whole id that is nowhere has the number :func:`tahqiq.store.nodes.nowhere`.
        """
        given = node_id.strip().lower()
        if (whole := whole_id(given)) is not None:
            return asked_numbers(self._database, [whole])[whole]
        if not re.fullmatch(r"[0-9a-f]{6,31}", given):
            raise NotFound("no-such-entity", id=node_id)
        low = bytes.fromhex(given.ljust(32, "0"))
        high = bytes.fromhex(given.ljust(32, "f"))
        candidates = [
            integer(row[0])
            for row in self._database.query(
                "SELECT no FROM node WHERE id BETWEEN ? AND ? LIMIT 50", (low, high)
            )
        ]
        seen = list(self.entities(scope, candidates))
        if not seen:
            raise NotFound("no-such-entity", id=node_id)
        if len(seen) > 1:
            raise WrongUse("id-not-unique", id=node_id, count=len(seen))
        return seen[0]

    def _mentioned(self, scope: Scope, nodes: Sequence[int]) -> set[int]:
        """Which of these nodes stand as the value of a visible statement."""
        found: set[int] = set()
        for part in parts(nodes, 500):
            inside = numbers(part)
            rows = self._database.query(
                f"SELECT DISTINCT s.target FROM statement s WHERE s.target IN ({inside}) AND "
                f"{standing(scope)}"
            )
            found.update(integer(row[0]) for row in rows)
        return found

    def known(self, scope: Scope, nodes: Sequence[int]) -> set[int]:
        """Which of these nodes anything visible speaks of: a statement about them or with them as its value,
        or an event they took part in."""
        found = self._mentioned(scope, nodes)
        for part in parts(nodes, 500):
            inside = numbers(part)
            rows = self._database.query(
                f"SELECT DISTINCT s.entity FROM statement s WHERE s.entity IN ({inside}) AND "
                f"{standing(scope)}"
            )
            found.update(integer(row[0]) for row in rows)
        left = [node for node in nodes if node not in found]
        return found | set(self._facts.neighbours_of_many(scope, left).node.tolist()) if left else found

    def scan(self, scope: Scope, source: int | None = None) -> Iterator[tuple[int, list[Statement]]]:
        """All visible statements, node by node in number order, in bounded memory; of one source when
        given."""
        condition = visible(scope) + (f" AND s.source = {int(source)}" if source is not None else "")
        group: list[Row] = []
        for row in self._database.stream(f"{SELECT} WHERE {condition} ORDER BY s.entity, s.id"):
            if group and row[0] != group[0][0]:
                yield from self._assemble(group, False).items()
                group = []
            group.append(row)
        yield from self._assemble(group, False).items()

    def of_row(self, scope: Scope, source: int, part: int, row: int, among: Iterable[int]) -> list[bytes]:
        """Ids of the things of which a row of a source says something, ``among`` the nodes given (those of
        the source); [] for none that is visible."""
        found: list[bytes] = []
        for some in parts(sorted(set(among)), 500):
            inside = numbers(some)
            sql = (
                "SELECT DISTINCT n.id FROM statement s JOIN node n ON n.no = s.entity WHERE s.entity IN "
                f"({inside}) AND s.source=? AND s.part=? AND s.rowno=? AND {standing(scope)}"
            )
            rows = self._database.query(sql, (source, part, row))
            found += [blob(identity) for (identity,) in rows]
        return sorted(found)

    def stated(self, scope: Scope) -> list[tuple[bytes, int]]:
        """Id and number of every node that has a visible statement, in the order of the ids (the same in
        every workspace)."""
        rows = self._database.stream(
            "SELECT DISTINCT n.id, n.no FROM statement s JOIN node n ON n.no = s.entity WHERE "
            f"{standing(scope)}"
        )
        return sorted((blob(identity), integer(no)) for identity, no in rows)

    def count(self, scope: Scope, source: int, data_class: int) -> int:
        """How many visible statements of a source are in one class, retracted ones among them."""
        sql = f"SELECT COUNT(*) FROM statement s WHERE s.source=? AND s.class=? AND {visible(scope)}"
        return integer(self._database.query(sql, (source, data_class))[0][0])

    def nodes_by_id(self, ids: Iterable[bytes]) -> list[tuple[bytes, str, str, str]]:
        """Id, schema, namespace, key of nodes that visible statements or facts have shown."""
        return list(
            node_rows(self._database, sorted(node_numbers(self._database, sorted(ids)).values())).values()
        )

    def of_types(self, scope: Scope, schemata: Sequence[str]) -> list[int]:
        """The nodes of some types of which something visible is stated, rising."""
        types = f"n.schema IN ({marks(len(schemata))})"
        sql = (
            f"SELECT DISTINCT s.entity FROM statement s JOIN node n ON n.no = s.entity WHERE {types} AND "
            f"{visible(scope)}"
        )
        return sorted(integer(row[0]) for row in self._database.query(sql, tuple(schemata)))

    def pointing(self, scope: Scope, targets: Sequence[int], schema: str) -> list[int]:
        """The nodes of a type of which a visible statement names one of ``targets``, rising."""
        found: set[int] = set()
        for part in parts(targets, 500):
            inside = numbers(part)
            sql = (
                "SELECT DISTINCT s.entity FROM statement s JOIN node n ON n.no = s.entity WHERE "
                f"s.target IN ({inside}) AND n.schema=? AND {visible(scope)}"
            )
            found.update(integer(row[0]) for row in self._database.query(sql, (schema,)))
        return sorted(found)

    def named(self, scope: Scope, schemata: Sequence[str], limit: int) -> list[tuple[int, str]]:
        """Visible names (also other, weak and earlier ones) of things of some types, each with its node, in
        the order of the nodes."""
        rows = self._database.query(
            "SELECT DISTINCT s.entity, v.text FROM statement s JOIN prop p ON p.no = s.prop JOIN "
            "value v ON v.no = s.value JOIN node n ON n.no = s.entity"
            " WHERE p.name IN ('name', 'alias', 'weakAlias', 'previousName') AND n.schema IN "
            f"({marks(len(schemata))}) AND {visible(scope)}"
            f" ORDER BY s.entity LIMIT {int(limit)}",
            tuple(schemata),
        )
        return [(integer(node), text(name)) for node, name in rows]

    def standing(self, scope: Scope, nodes: Iterable[int]) -> list[tuple[int, bytes]]:
        """Node and id of every statement about some nodes that is visible and not retracted."""
        sql = (
            f"SELECT s.entity, s.id FROM statement s WHERE s.entity IN ({numbers(nodes)}) AND "
            f"{standing(scope)}"
        )
        return [(integer(node), blob(identity)) for node, identity in self._database.query(sql)]

    def classes(self, scope: Scope, entity: bytes, statement: bytes) -> set[int]:
        """The data classes through which a statement is seen that stands now; empty when it is not."""
        sql = (
            "SELECT DISTINCT s.class FROM statement s JOIN node n ON n.no = s.entity WHERE n.id=? AND "
            f"s.id=? AND {standing(scope)}"
        )
        return {integer(row[0]) for row in self._database.query(sql, (entity, statement))}

    def oldest(self, scope: Scope, nodes: Sequence[int]) -> dict[int, str]:
        """For each node with a standing visible statement when the first of their sources was published (ISO
        8601 UTC)."""
        found: dict[int, str] = {}
        for part in parts(nodes, 500):
            inside = numbers(part)
            sql = "SELECT s.entity, MIN(o.published_at) FROM statement s JOIN source o ON o.no = s.source"
            rows = self._database.query(
                f"{sql} WHERE s.entity IN ({inside}) AND {standing(scope)} GROUP BY s.entity"
            )
            found |= {integer(node): text(at) for node, at in rows}
        return found

    def targets(self, scope: Scope) -> set[int]:
        """The numbers of all nodes that stand as the value of a visible statement."""
        rows = self._database.stream(
            f"SELECT DISTINCT s.target FROM statement s WHERE s.target IS NOT NULL AND {standing(scope)}"
        )
        return {integer(row[0]) for row in rows}

    def _assemble(self, rows: list[Row], retracted: bool) -> dict[int, list[Statement]]:
        read = cast("list[ReadRow]", rows)
        sources = SourcesOfRows(self._database, {row[12] for row in read})
        nodes = node_rows(
            self._database,
            sorted({row[0] for row in read}.union(row[6] for row in read if row[6] is not None)),
        )
        closed = sources.closed
        stands = {(row[0], row[1]) for row in read if closed(row) is None} if retracted else set()
        made: dict[int, list[Statement]] = {}
        seen: set[tuple[int, bytes]] = set()
        for row in sorted(read, key=itemgetter(12, 7, 8, 9)):
            key, end = row[:2], closed(row)
            if key in seen or (end is not None and (not retracted or key in stands)):
                continue
            seen.add(key)
            made.setdefault(row[0], []).append(sources.statement(row, nodes, end))
        return made
