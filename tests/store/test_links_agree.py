"""The lines around things (:class:`Links`) and the table the graph is built from (:func:`read_links`) are
read apart and never disagree (decision 0039)."""

import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.links import Links
from tahqiq.store.linktable import EDGE, PROPERTY, read_links
from tahqiq.store.workspace import Workspace

from .conftest import Batch, published, seeing

PEOPLE, COMPANIES, OWNERSHIPS = 3, 2, 3
KIND = {EDGE: "edge", PROPERTY: "property"}
SAID = st.tuples(
    st.integers(0, OWNERSHIPS - 1),
    st.sampled_from(["owner", "asset", "owner", "asset", "startDate", "weight"]),
    st.integers(0, 3),
)
OWN = st.tuples(st.integers(0, PEOPLE - 1), st.just("phone"), st.integers(0, 1))
ROWS = st.lists(st.one_of(SAID, SAID, OWN), min_size=4, max_size=12)
PUBLISHED = st.tuples(st.integers(0, 1), st.integers(0, 12), st.sets(st.integers(1, 12), max_size=3))
"""Which of two files (the same bytes may lie in two cases, and then speak of the same things), after how many
rows reading began, which rows are held back."""


def build(batch: Batch, rows: list[tuple[int, str, int]], held: set[int]) -> None:
    people = [batch.entity("Person", str(number)) for number in range(PEOPLE)]
    companies = [batch.entity("Company", str(number)) for number in range(COMPANIES)]
    owned = [batch.entity("Ownership", str(number)) for number in range(OWNERSHIPS)]
    phones = [batch.identifier("PhoneNumber", f"+96477000000{number:02}") for number in range(2)]
    for number, person in enumerate(people):
        batch.say(person, "name", f"Tara {number}", 1)
    for row, (at, prop, what) in enumerate(rows, 1):
        if prop == "phone":
            batch.say(people[at], "phone", f"+96477000000{what:02}", row, phones[what])
        elif prop in ("owner", "asset"):
            end = people[what % PEOPLE] if prop == "owner" or what == 3 else companies[what % COMPANIES]
            batch.say(owned[at], prop, batch.nodes.ids[end].hex(), row, end)
        else:
            batch.say(owned[at], prop, f"2026-01-0{what + 1}" if prop == "startDate" else str(what + 1), row)
    batch.held |= held


@given(
    st.tuples(ROWS, ROWS),
    st.lists(PUBLISHED, min_size=2, max_size=3),
    st.sampled_from([("c0",), ("c1",), ("c0", "c1", "c2")]),
)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_the_lines_and_the_table_tell_the_same(
    files: tuple[list[tuple[int, str, int]], list[tuple[int, str, int]]],
    cases: list[tuple[int, int, set[int]]],
    seen: tuple[str, ...],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "ws")
        try:
            for number, (data, first, held) in enumerate(cases):
                rows = files[data][first % 3 :]
                published(workspace, b"%d" % data, partial(build, rows=rows, held=held), f"c{number}")
            compare(workspace, seen)
        finally:
            workspace.close()


def compare(workspace: Workspace, cases: tuple[str, ...]) -> None:
    scope, table = seeing(workspace, *cases), read_links(workspace, vocabulary())
    nodes = [
        int(str(row[0])) for row in workspace.database.query("SELECT no FROM node WHERE schema<>'Ownership'")
    ]
    lines: Counter[tuple[object, ...]] = Counter()
    for link in Links(workspace.database, vocabulary()).of(scope, nodes):
        if link.a != link.b:
            lines[link.a, link.b, link.kind, link.label, link.data_class] += link.weight
    rows: Counter[tuple[object, ...]] = Counter()
    ends = set(nodes)
    for at in range(len(table)):
        a, b, kept = int(table.a[at]), int(table.b[at]), int(table.data_class[at])
        if kept in scope.classes and {a, b} & ends:
            rows[a, b, KIND[int(table.kind[at])], table.labels[int(table.label[at])], kept] += int(
                table.weight[at]
            )
    assert lines == rows


def test_an_end_of_each_of_two_cases_is_no_line_for_either_reader(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "ws")
    try:
        published(workspace, b"0", lambda batch: build(batch, [(0, "owner", 0)], set()), "c0")
        published(workspace, b"0", lambda batch: build(batch, [(0, "asset", 0)], set()), "c1")
        compare(workspace, ("c0", "c1"))
        assert not [link for link in read_links(workspace, vocabulary()).kind if link == EDGE]
    finally:
        workspace.close()
