"""One count of events: whoever is asked how often two numbers were in touch, and in which direction, says the
same (issue: counts that stand in court)."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import numpy as np
import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tahqiq.access.door import Door
from tahqiq.analyse.graph.graph_store import graph_of
from tahqiq.analyse.graph.lines import event_links
from tahqiq.analyse.graph.view import Filter, allowed, network
from tahqiq.analyse.telephone.lives import lives
from tahqiq.analyse.telephone.stretches import Rules
from tahqiq.formats import anx, gexf, graphml
from tahqiq.formats.chart import from_records
from tahqiq.model.scope import Scope
from tahqiq.products.conversation import Conversations
from tahqiq.products.describe import neighbours_json
from tahqiq.store.database import blob, integer, text
from tahqiq.store.facts.neighbours import Edges
from tahqiq.workbench import Workbench

READERS = {"graphml": graphml.READER, "gexf": gexf.READER, "anx": anx.READER}
NUMBERS = [f"96479012345{no:02}" for no in range(4)]
FILES = ("asia.csv", "zain.csv", "asia-later.csv", "handset.csv")
Answer = tuple[int, int, int, tuple[tuple[int, int, int], ...]]
"""Who calls whom, in which minute, and what each file says of it: the file, seconds it is late, how many
equal rows."""
_told = st.tuples(
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 400),
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(1, 2)),
        min_size=1,
        max_size=3,
        unique_by=lambda item: item[0],
    ).map(tuple),
)
"""Two operators and a handset report one call some seconds apart, a delivery overlaps another, somebody calls
himself, two calls fall in one second."""


@contextmanager
def workbench(told: list[Answer]) -> Iterator[tuple[Workbench, Path]]:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        door = Door.found(root / "ws", owner="owner")
        bench = Workbench(door, door.people.get("owner"))
        for at, name in enumerate(FILES):
            lines = [
                (
                    f"{NUMBERS[a]},{NUMBERS[b]},"
                    f"{datetime(2026, 3, 1) + timedelta(minutes=5 * minute, seconds=late):%Y-%m-%d %H:%M:%S},"
                    "30"
                )
                for a, b, minute, reports in told
                for file, late, times in reports
                if file == at
                for _ in range(times)
            ]
            if lines:
                (root / name).write_text(
                    "\n".join(["Calling number,Called number,Start time,Duration", *lines, ""]), "utf-8"
                )
                handling = "open" if at < 2 else "internal"
                assert bench.collect([root / name], bench.deposit(zone="UTC", handling_code=handling))[
                    0
                ].facts == len(lines)
        yield bench, root
        door.close()


def distinct(told: list[Answer]) -> Counter[tuple[int, int]]:
    """How many different calls there are from one number to another: equal rows of one file are several,
    those of several files the same."""
    found: Counter[tuple[int, int]] = Counter()
    for a, b, _, reports in told:
        found[a, b] += max(times for _, _, times in reports)
    return found


@settings(
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(st.lists(_told, min_size=1, max_size=14, unique_by=lambda item: item[:3]))
def test_everybody_says_the_same(told: list[Answer]) -> None:
    truth = distinct(told)
    with workbench(told) as (bench, root):
        scope = bench.scope("analysis")
        rows = bench.workspace.database.query("SELECT no, id, key FROM node WHERE schema='PhoneNumber'")
        nodes = {text(key)[1:]: (integer(no), blob(node).hex()) for no, node, key in rows}
        known = [at for at, number in enumerate(NUMBERS) if number in nodes]
        ids = {at: nodes[NUMBERS[at]][1] for at in known}
        expected = {
            (a, b): (truth[a, b], truth[b, a]) for a, b in combinations(known, 2) if truth[a, b] + truth[b, a]
        }
        facts = bench.workspace.facts
        place = {NUMBERS[at]: at for at in known}
        of_number = {no: place[number] for number, (no, _) in nodes.items()}

        for (a, b), (out, back) in expected.items():
            here, there = nodes[NUMBERS[a]][0], nodes[NUMBERS[b]][0]
            contact = next(item for item in facts.contacts(scope, here) if item.other == there)
            assert (contact.outgoing, contact.incoming) == (out, back)
            assert len(facts.pair(scope, here, there)) == out + back
            page = Conversations(bench.workspace, bench.links, scope).page(ids[a], ids[b], limit=1)
            assert {item.entity.id.hex(): item.events for item in page.participants} == {
                ids[a]: out,
                ids[b]: back,
            }
            assert (page.calls, page.records) == (out + back, contact.records)
            behind = bench.behind(ids[a], ids[b], "fact", "Call", list(ids.values()))
            assert (behind.out, behind.back, behind.records, len(behind.told)) == (
                out,
                back,
                contact.records,
                out + back,
            )
        for at in known:
            around = bench.neighbours(ids[at])
            listed = cast(
                "list[dict[str, Any]]",
                neighbours_json(
                    around.entity, around.number, [(item.link, item.entity) for item in around.neighbours]
                )["neighbours"],
            )
            said = {
                row["id"]: row["link"]["events"]
                for row in listed
                if row["link"]["kind"] == "fact" and row["id"] != ids[at]
            }
            assert said == {
                ids[b if a == at else a]: {"out": out, "in": back} if a == at else {"out": back, "in": out}
                for (a, b), (out, back) in expected.items()
                if at in (a, b)
            }
            threads = Conversations(bench.workspace, bench.links, scope).threads(ids[at], 100)[1]
            assert {
                item.other.id.hex(): item.calls for item in threads if item.other.id.hex() != ids[at]
            } == {
                ids[b if a == at else a]: sum(counts) for (a, b), counts in expected.items() if at in (a, b)
            }
            assert bench.happenings(ids[at]).total == sum(
                truth[a, b] for a in known for b in known if at in (a, b)
            )  # a call to oneself is one event
        drawn = {
            (line["a"], line["b"]): (line["events"]["out"], line["events"]["in"], line["weight"])
            for line in bench.draw(list(ids.values())).lines
        }
        assert {key: value[:2] for key, value in both_ways(drawn).items()} == {
            (ids[a], ids[b]): counts for (a, b), counts in expected.items()
        } | {(ids[b], ids[a]): counts[::-1] for (a, b), counts in expected.items()}
        assert all(value[2] == value[0] + value[1] for value in drawn.values())

        if expected:
            matrix = (
                rows_of(bench, "association-matrix", {"items-chosen": list(ids.values()), "means": False})
                if len(ids) > 1
                else []
            )
            assert {
                frozenset((row["left"]["id"], row["right"]["id"])): row["direct"]
                for row in matrix
                if row["direct"]
            } == {frozenset((ids[a], ids[b])): sum(counts) for (a, b), counts in expected.items()}
            ranked = rows_of(bench, "weighted-degree", {"link-kinds": ["fact"], "repeats": 0})
            degree: Counter[str] = Counter()
            for (a, b), counts in expected.items():
                degree[ids[a]] += sum(counts)
                degree[ids[b]] += sum(counts)
            assert {row["thing"]["id"]: row["value"] for row in ranked} == degree
            for at in known:
                frequent = rows_of(bench, "call-frequency", {"number": NUMBERS[at]})
                assert {row["number_node"]["id"]: (row["outgoing"], row["events"]) for row in frequent} == {
                    ids[b if a == at else a]: (out if a == at else back, out + back)
                    for (a, b), (out, back) in expected.items()
                    if at in (a, b)
                }
            everybody(bench, expected, {at: truth[at, at] for at in known}, ids, of_number)
            (a, b), counts = next(iter(expected.items()))
            way = bench.path(ids[a], ids[b]).found.path
            assert way is not None
            assert sum(link.weight for link in way.steps[0]) == sum(counts)

        for name in ("graphml", "gexf", "anx", "xlsx"):
            bench.export(name, root / f"out.{name}")
        for name in ("graphml", "gexf", "anx"):
            assert link_counts(root / f"out.{name}", name) == {
                frozenset(((ids[a], out), (ids[b], back))) for (a, b), (out, back) in expected.items()
            }, name
        sheet = openpyxl.load_workbook(root / "out.xlsx")["Lines"]
        lines = list(sheet.iter_rows(values_only=True))
        cells = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
        assert {
            frozenset(((row["Id of from"], row["There"]), (row["Id of to"], row["Back"])))
            for row in cells
            if row["There"] is not None and row["Id of from"] != row["Id of to"]
        } == {frozenset(((ids[a], out), (ids[b], back))) for (a, b), (out, back) in expected.items()}

        graph = graph_of(bench.workspace)
        every = [nodes[NUMBERS[at]][0] for at in known]
        for classes in (scope.classes, *(frozenset({one}) for one in scope.classes)):
            few = Scope(scope.actor, scope.purpose, classes)
            by_files = {
                (link.a, link.b, link.data_class): (link.forth, link.back, link.records)
                for link in facts.links(few, every)
                if link.a != link.b
            }
            by_graph = event_links(graph, few, every, every)
            assert by_graph is not None
            assert {
                (link.a, link.b, link.data_class): (link.forth, link.back, link.records) for link in by_graph
            } == by_files
            mask, _ = allowed(graph, few, Filter())
            net = network(graph, mask)
            assert int(net.weight.sum()) == sum(forth + back for forth, back, _ in by_files.values())
        assert set(of_number.values()) == set(known)
        assert isinstance(facts.neighbours_of_many(scope, np.array(every)), Edges)


def link_counts(path: Path, name: str) -> set[frozenset[tuple[str, int]]]:
    """How many calls each end of each line of a chart file began."""
    found = set()
    for link in from_records(READERS[name].read(path, path.name)).links:
        if link.type == "Call" and link.source != link.target:
            counts = [int(one.group()) for one in re.finditer(r"(?<=×)[0-9]+", link.label)] or [1]
            assert int(link.weight or sum(counts)) == sum(counts)
            found.add(
                frozenset(((link.source, counts[0]), (link.target, counts[1] if len(counts) > 1 else 0)))
            )
    return found


def both_ways(
    drawn: dict[tuple[str, str], tuple[int, int, int]],
) -> dict[tuple[str, str], tuple[int, int, int]]:
    return drawn | {(b, a): (back, out, weight) for (a, b), (out, back, weight) in drawn.items()}


def everybody(
    bench: Workbench,
    expected: dict[tuple[int, int], tuple[int, int]],
    alone: dict[int, int],
    ids: dict[int, str],
    of_number: dict[int, int],
) -> None:
    """Who asks of all numbers at once: most connected, sessions of use, the search for changed numbers, and
    what an answer to a question rests on."""
    events: Counter[int] = Counter()
    for (a, b), counts in expected.items():
        events[a] += sum(counts)
        events[b] += sum(counts)
    many = Counter(at for pair in expected for at in pair)
    places = {identity: at for at, identity in ids.items()}
    connected = {
        places[row["number_node"]["id"]]: (row["counterparts"], row["events"])
        for row in rows_of(bench, "most-connected", {})
    }
    assert connected == {at: (many[at], events[at]) for at in many}
    used = {places[row["number_node"]["id"]]: row["events"] for row in rows_of(bench, "call-sessions", {})}
    assert used == {at: events[at] + alone[at] for at in alone}

    scope, facts = bench.scope("analysis"), bench.workspace.facts
    rules = Rules(silence=1e5, edge=0, steady=1e-9, circle=1, events=1, gain=1e9)
    found = lives(facts, scope, ("Call",), np.zeros(0, np.int64), None, rules)
    for life in np.flatnonzero(found.starts).tolist():  # the others end with somebody else and hold a part
        at, circle = of_number[int(found.number[life])], found.circle(life)
        assert found.events[life] == events[at]
        told = zip(
            found.other[circle].tolist(),
            found.count[circle].tolist(),
            found.out[circle].tolist(),
            strict=True,
        )
        assert {of_number[other]: (count - out, out) for other, count, out in told} == {
            b if a == at else a: (back, out) if a == at else (out, back)
            for (a, b), (out, back) in expected.items()
            if at in (a, b)
        }

    for direction in ("any", "out", "in"):
        things: list[dict[str, object]] = [
            {"id": name, "type": "PhoneNumber", "conditions": []} for name in ("a", "b")
        ]
        link = {
            "from": "a",
            "to": "b",
            "kinds": ["Call"],
            "direction": direction,
            "mode": "needed",
            "at_least": 1,
        }
        answer = bench.query(
            {"version": 1, "zone": "UTC", "things": things, "links": [link], "parameters": []}
        )
        said = {
            (row["id"], thing["id"]): thing["evidence"]["total"]
            for row in cast("list[dict[str, Any]]", answer["rows"])
            for part in row["found"]
            for thing in part["things"]
        }
        wanted = {(ids[a], ids[b]): pick(direction, out, back) for (a, b), (out, back) in expected.items()}
        wanted |= {(ids[b], ids[a]): pick(direction, back, out) for (a, b), (out, back) in expected.items()}
        assert said == {pair: count for pair, count in wanted.items() if count}


def pick(direction: str, out: int, back: int) -> int:
    return out + back if direction == "any" else out if direction == "out" else back


def rows_of(bench: Workbench, analysis: str, given_values: dict[str, object]) -> list[dict[str, Any]]:
    told = json.loads(json.dumps(bench.readable(bench.analyse(analysis, given_values), "en")))
    rows: list[dict[str, Any]] = told["rows"]
    return rows
