"""Which links count and how much: weights given by a source, and a grade floor that every analysis of
networks keeps to."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.analyse.declaration import Analysis
from tahqiq.analyse.registry import analyses
from tahqiq.workbench import Workbench

MATRIX = ",Azad,Behar,Cemal\nAzad,0,12,1\nBehar,12,0,0.2\nCemal,1,0.2,0\n"
GOOD = [("Dilan", "Evin"), ("Evin", "Fatin"), ("Dilan", "Fatin")]
DOUBTED = [("Gulan", "Hozan"), ("Hozan", "Ismet"), ("Gulan", "Ismet"), ("Fatin", "Gulan")]


def ties(path: Path, pairs: list[tuple[str, str]]) -> Path:
    people = dict.fromkeys(name for pair in pairs for name in pair)
    lines: list[dict[str, object]] = [
        {"id": name, "schema": "Person", "properties": {"name": [name]}} for name in people
    ]
    lines += [
        {"id": f"{a}{b}", "schema": "UnknownLink", "properties": {"subject": [a], "object": [b]}}
        for a, b in pairs
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    root = tmp_path_factory.mktemp("counting")
    Door.found(root / "ws").close()
    with Workbench.opened(root / "ws") as found:
        (root / "matrix.csv").write_text(MATRIX, "utf-8")
        found.collect([root / "matrix.csv"], found.deposit())
        found.collect([ties(root / "good.json", GOOD)], found.deposit(grade="admiralty:B2"))
        found.collect([ties(root / "doubted.json", DOUBTED)], found.deposit(grade="admiralty:E5"))
        yield found


def id_of(bench: Workbench, name: str) -> str:
    return next(
        hit.id.hex()
        for hit in bench.search(name, limit=20).hits
        if hit.caption == name and hit.schema == "Person"
    )


def test_the_weight_of_a_matrix_counts_in_weighted_measures(bench: Workbench) -> None:
    azad, behar, cemal = (id_of(bench, name) for name in ("Azad", "Behar", "Cemal"))
    told = json.loads(bench.analyse("weighted-degree", {"repeats": 0}).body)
    value = {row["thing"]: row["value"] for row in told["rows"]}
    assert (value[azad], value[behar], value[cemal]) == (13, 13, 2)  # 0.2 counts as 1
    plain = {
        row["thing"]: row["value"] for row in json.loads(bench.analyse("degree", {"repeats": 0}).body)["rows"]
    }
    assert (plain[azad], plain[behar], plain[cemal]) == (2, 2, 2)
    ranked = {
        row["thing"]: row["value"]
        for row in json.loads(bench.analyse("pagerank", {"repeats": 0, "weighted": True}).body)["rows"]
    }
    assert ranked[azad] == pytest.approx(ranked[behar])
    assert ranked[azad] > 2 * ranked[cemal]
    line = next(item.link for item in bench.neighbours(azad).neighbours if item.entity.id.hex() == behar)
    assert line.weight == 12


FLOORED = [one for one in analyses() if any(item.name == "grade-floor" for item in one.parameters)]


@pytest.mark.parametrize("one", FLOORED, ids=lambda item: item.id)
def test_the_grade_floor_leaves_out_what_is_worse_or_not_graded(bench: Workbench, one: Analysis) -> None:
    dilan, evin, gulan = (id_of(bench, name) for name in ("Dilan", "Evin", "Gulan"))
    values: dict[str, object] = {
        "start": dilan,
        "end": evin,
        "things": [dilan, evin],
        "thing": dilan,
        "items-chosen": [dilan, evin, gulan],
        "repeats": 0,
        "kinds": ["edge"],
    }
    given = {
        item.name: values[item.name]
        for item in one.parameters
        if item.name in values and (item.kind != "choices" or not item.choices)
    }
    if one.id in ("structural-equivalence", "communities", "components", "key-players"):
        given.pop("thing", None)
    kept = bench.analyse(one.id, {**given, "grade-floor": "admiralty:C3"})
    hidden = {id_of(bench, name) for name in ("Gulan", "Hozan", "Ismet", "Azad", "Behar", "Cemal")} - {gulan}
    assert not any(name in kept.body for name in hidden)
    if "below-grade" in kept.body:
        assert json.loads(kept.body)["left_out"]["below-grade"] == len(DOUBTED) + 3


def test_a_filter_that_leaves_nothing_is_said(bench: Workbench) -> None:
    for one in ("degree", "components", "communities", "betweenness", "pagerank", "key-players", "bridges"):
        told = bench.readable(
            bench.analyse(one, {"since": "1950-01-01T00:00:00+00:00", "until": "1951-01-01T00:00:00+00:00"}),
            "en",
        )
        assert told["rows"] == []
