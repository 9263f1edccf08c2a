"""A chart as the scope of an analysis: every analysis finds on some items of a workspace what it finds where
nothing else was ever deposited."""

import json
from collections.abc import Iterator

import pytest

import tahqiq.analyse.registry as registry
from tahqiq.analyse.declaration import Analysis
from tahqiq.kit.errors import TahqiqError
from tahqiq.workbench import Workbench
from tests.collected import collected

INSIDE = ("9647901234567", "9647907654321", "9647811111111")
OUTSIDE = ("9647705550001", "9647705550002")
HEAD = "calling number,called number,start time,duration\n"
WITHIN = [
    (
        f"{INSIDE[at % 3]},{INSIDE[(at + 1 + at % 2) % 3]},2026-03-{1 + at % 9:02} "
        f"{8 + at % 12:02}:15:00Z,{120 + at}\n"
    )
    for at in range(24)
    if at % 3 != (at + 1 + at % 2) % 3
]
BEYOND = [
    (
        f"{OUTSIDE[at % 2]},{(*INSIDE, OUTSIDE[(at + 1) % 2])[at % 4]},2026-03-{1 + at % 9:02} "
        f"{6 + at % 14:02}:45:00Z,{90 + at}\n"
    )
    for at in range(40)
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with collected(
        tmp_path_factory.mktemp("whole"),
        {"calls.csv": HEAD + "".join(WITHIN), "others.csv": HEAD + "".join(BEYOND)},
    ) as opened:
        yield opened


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with collected(tmp_path_factory.mktemp("alone"), {"calls.csv": HEAD + "".join(WITHIN)}) as opened:
        yield opened


@pytest.fixture(scope="module")
def items(whole: Workbench) -> list[str]:
    rows = whole.workspace.database.query("SELECT id, key FROM node WHERE schema='PhoneNumber'")
    return [node.hex() for node, key in rows if isinstance(node, bytes) and str(key).lstrip("+") in INSIDE]


def asked(one: Analysis, items: list[str]) -> dict[str, object] | None:
    """Values for an analysis: what it must be told, as numbers of the chart; None where it asks for something
    else."""
    values: dict[str, object] = {}
    for item in one.parameters:
        if item.required:
            if item.kind not in ("node", "nodes", "text", "texts") or (
                item.of and "PhoneNumber" not in item.of and item.kind in ("text", "texts")
            ):
                return None
            values[item.name] = items[:2] if item.kind in ("nodes", "texts") else items[0]
    return values


def found(bench: Workbench, one: Analysis, values: dict[str, object], items: list[str]) -> object:
    """Rows without where they rest, and what was left out; the code of what was refused instead."""
    try:
        body = json.loads(bench.analyse(one.id, values, items=items).body)
    except TahqiqError as error:
        return error.code
    evidence = {column["name"] for column in body["columns"] if column["kind"] == "evidence"}
    return [{name: cell for name, cell in row.items() if name not in evidence} for row in body["rows"]]


@pytest.mark.parametrize("one", registry.analyses(), ids=lambda one: one.id)
def test_every_analysis_of_a_chart_is_that_of_a_workspace_with_nothing_else(
    whole: Workbench, alone: Workbench, items: list[str], one: Analysis
) -> None:
    values = asked(one, items) or {}
    assert found(whole, one, values, items) == found(alone, one, values, [])


def test_the_chart_makes_a_difference_and_is_said(whole: Workbench, items: list[str]) -> None:
    narrow, wide = (json.loads(whole.analyse("degree", {}, items=some).body) for some in (items, []))
    assert (len(narrow["rows"]), len(wide["rows"])) == (3, 5)
    assert [note["params"] for note in narrow["notes"] if note["code"] == "within-chart"] == [{"count": 3}]
    assert "within-chart" not in {note["code"] for note in wide["notes"]}


def test_a_result_of_a_chart_comes_out_again(whole: Workbench, items: list[str]) -> None:
    made = whole.analyse("degree", {}, items=[*items, "ab" * 16])
    again = whole.rerun(made.id)
    assert again.same
    assert json.loads(again.result.recipe)["items"] == sorted([*items, "ab" * 16])
