"""A short number is that of its network: 123 of one file and 123 of another are two things, and one thing
when both files are said to be of one operator."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.kit.errors import WrongUse
from tahqiq.workbench import Workbench

HEADER = "Calling number,Called number,Start time,Duration\n"
OWN, OTHER = "+9647500000001", "+9647500000002"
MAPPING = """
name: calls-of-{operator}
title: Calls
operator: {operator}
zone: Asia/Baghdad
facts:
  call:
    schema: Call
    a: Calling number
    b: Called number
    start: {{columns: [Start time]}}
    seconds: {{column: Duration}}
"""


def call(number: str, day: int, called: str = "123") -> str:
    return f"{number},{called},2024-03-0{day} 10:00:00,60\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("short")
    (made / "one.csv").write_text(HEADER + call(OWN, 1) + call(OWN, 2) + call(OWN, 3, OTHER))
    (made / "two.csv").write_text(HEADER + call(OTHER, 4) + call(OWN, 5, OTHER))
    return made


@pytest.fixture(scope="module")
def bench(folder: Path) -> Iterator[Workbench]:
    door = Door.found(folder / "ws", owner="owner")
    made = Workbench(door, door.people.get("owner"))
    read(made, folder)
    yield made
    door.close()


def read(bench: Workbench, folder: Path, mapping: Path | None = None) -> None:
    done = bench.collect(
        [folder / "one.csv", folder / "two.csv"],
        bench.deposit(zone="Asia/Baghdad"),
        str(mapping) if mapping else None,
    )
    assert [one.status for one in done] == ["published"] * 2


def phones(bench: Workbench) -> dict[tuple[str, str], str]:
    rows = bench.door.workspace.database.query(
        "SELECT key, namespace, id FROM node WHERE schema='PhoneNumber'"
    )
    return {(str(key), str(space)): bytes(identity).hex() for key, space, identity in rows}  # type: ignore[arg-type]


def test_the_same_short_number_of_two_files_is_two_things(bench: Workbench) -> None:
    found = phones(bench)
    short = [identity for (key, space), identity in found.items() if key == "123" and space]
    assert len(short) == 2
    own, other = found[OWN, ""], found[OTHER, ""]
    weights = sorted(
        (line["a"], line["weight"]) for line in bench.draw([*short, own]).lines if line["weight"]
    )
    assert weights == [(own, 2)]
    assert sum(line["weight"] for line in bench.draw([*short, other]).lines) == 1


def test_each_says_whose_it_is_on_a_chart_in_search_and_on_paper(bench: Workbench, tmp_path: Path) -> None:
    short = [identity for (key, space), identity in phones(bench).items() if key == "123" and space]
    named = {"123 (one.csv)", "123 (two.csv)"}
    assert {item["caption"] for item in bench.draw(short).items} == named
    assert {hit.caption for hit in bench.search("123", schema="PhoneNumber").hits} >= named
    bench.export("graphml", tmp_path / "c.graphml", ids=short)
    assert all(name in (tmp_path / "c.graphml").read_text("utf-8") for name in named)


def test_a_number_of_the_whole_world_stays_one(bench: Workbench) -> None:
    assert [space for key, space in phones(bench) if key == OTHER] == [""]


def test_the_number_typed_alone_is_asked_about_where_it_is_two(bench: Workbench) -> None:
    with pytest.raises(WrongUse) as refused:
        bench.analyse("call-frequency", {"number": "123"})
    assert refused.value.code == "number-not-unique"


def test_it_is_one_thing_where_both_files_are_of_one_operator(folder: Path) -> None:
    mapping = folder / "mapping.yaml"
    mapping.write_text(MAPPING.format(operator="asiacell"))
    door = Door.found(folder / "said", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    read(bench, folder, mapping)
    found = phones(bench)
    assert [space for key, space in found if key == "123"] == ["asiacell"]
    drawn = bench.draw(list(found.values())).lines
    short = found["123", "asiacell"]
    assert [item["caption"] for item in bench.draw([short]).items] == ["123 (asiacell)"]
    assert sorted(line["weight"] for line in drawn if short in (line["a"], line["b"])) == [1, 2]
    door.close()
