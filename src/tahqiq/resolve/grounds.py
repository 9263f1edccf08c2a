"""What a judgement about two things rests on: the recorded values of both, and whom they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tahqiq.kit.parts import parts
from tahqiq.model.scope import Scope
from tahqiq.store.database import blob, integer, numbers, text
from tahqiq.store.links import Links
from tahqiq.store.nodes import node_rows
from tahqiq.store.reader import standing
from tahqiq.store.visibility import resting
from tahqiq.store.workspace import Workspace

_CHUNK = 500
_MENTIONS = 50
_NUMBERS = frozenset(["PhoneNumber", "UserAccount", "EmailAddress", "BankAccount"])
"""Whose events are those of their holder."""
_MOST_NUMBERS = 20


@dataclass(frozen=True, slots=True)
class Grounds:
    """Of one node: its statements as (statement id, source id) in hexadecimal, the data classes of those, and
    the cases they belong to."""

    evidence: tuple[tuple[str, str], ...]
    classes: frozenset[int]
    cases: frozenset[str]


def grounds(workspace: Workspace, scope: Scope, nodes: Sequence[int]) -> dict[int, Grounds]:
    """For each visible node its standing statements; of one without values of its own where it is mentioned,
    and the classes it is seen through.

    A value that several visible sources hold counts once, as of the oldest.
    """
    cases = {item.no: item.case for item in workspace.sources.data_classes()}
    found: dict[int, dict[bytes, tuple[str, int]]] = {}
    wanted = sorted(set(nodes))
    for part in parts(wanted, _CHUNK):
        sql = _stated_sql("entity", part, scope)
        for node, identity, data_class, source in workspace.database.query(sql):
            found.setdefault(integer(node), {}).setdefault(
                blob(identity), (text(source), integer(data_class))
            )
    made = {node: _of(rows, {kept for _, kept in rows.values()}, cases) for node, rows in found.items()}
    rest = [node for node in wanted if node not in made]
    for node, classes in resting(workspace, scope, rest).items() if rest else ():
        rows: dict[bytes, tuple[str, int]] = {}
        for _, identity, data_class, source in workspace.database.query(
            f"{_stated_sql('target', [node], scope)} LIMIT {_MENTIONS}"
        ):
            rows.setdefault(blob(identity), (text(source), integer(data_class)))
        made[node] = _of(rows, classes, cases)
    return made


def _stated_sql(column: str, nodes: Sequence[int], scope: Scope) -> str:
    return (
        f"SELECT s.{column}, s.id, s.class, o.id FROM statement s JOIN source o ON o.no = s.source"
        f" WHERE s.{column} IN ({numbers(nodes)}) AND {standing(scope)} ORDER BY s.{column}, o.no, s.id"
    )


def _of(rows: Mapping[bytes, tuple[str, int]], classes: set[int], cases: Mapping[int, str]) -> Grounds:
    evidence = tuple(sorted((identity.hex(), source) for identity, (source, _) in rows.items()))
    return Grounds(evidence, frozenset(classes), frozenset(cases[one] for one in classes))


def shared(
    workspace: Workspace, links: Links, scope: Scope, left: int, right: int
) -> dict[int, frozenset[int]]:
    """Whom and what two things are both linked to, themselves or through a number of theirs (who is called
    from both phones; suggested sameness apart): node number to the data classes of those links.
    """
    ends: dict[int, set[int]] = {left: set(), right: set()}
    classes: dict[int, set[int]] = {}
    holders: dict[int, set[int]] = {}
    for link in links.of(scope, [left, right]):
        for here in {left, right}.intersection((link.a, link.b)):
            other = link.other(here)
            if other not in (left, right) and link.kind != "sameness":
                ends[here].add(other)
                holders.setdefault(other, set()).add(here)
                classes.setdefault(other, set()).add(link.data_class)
    schemata = {no: row[1] for no, row in node_rows(workspace.database, sorted(holders)).items()}
    own = [no for no, row in sorted(schemata.items()) if row in _NUMBERS and len(holders[no]) == 1][
        :_MOST_NUMBERS
    ]
    for link in links.of(scope, own) if own else ():
        for number in set(own).intersection((link.a, link.b)):
            other = link.other(number)
            if link.kind == "fact" and other not in holders:
                for here in holders[number]:
                    ends[here].add(other)
                classes.setdefault(other, set()).update((link.data_class, *classes[number]))
    return {node: frozenset(classes[node]) for node in ends[left] & ends[right]}
