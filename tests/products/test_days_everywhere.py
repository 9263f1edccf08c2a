"""Whatever is asked of events of which only the day was written, no answer shows an hour: every analysis,
every layer of the map, questions, charts, conversations, exports."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.analyse.declaration import Analysis
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.registry import analyses
from tahqiq.products.board_json import happened_json
from tahqiq.products.describe import neighbours_json
from tahqiq.products.maps.layer import Layer
from tahqiq.products.maps.registry import LAYERS
from tahqiq.workbench import Workbench

A, B, PLATE = "07901234567", "07907654321", "11111"
DAYS = [f"{day:02}/03/2024" for day in (8, 9, 14, 21, 22, 23, 29)]
SITES = "Cell ID,Site name,Latitude,Longitude\n41805-1-77,Karkh,33.31,44.35\n41805-1-78,Rusafa,33.34,44.41\n"
CALLS = "Calling number,Called number,Date,IMEI,Cell ID\n" + "".join(
    f"{one},{two},{day},{imei},41805-1-7{7 + at % 2}\n"
    for at, day in enumerate(DAYS)
    for one, two, imei in (
        (A, B, "490154203237518"),
        (B, A, "356938035643809"),
        (A, "07905556677", "490154203237518"),
    )
)
PAYMENTS = "date,sender account,receiver account,amount,currency\n" + "".join(
    f"{day},{payer},{payee},{amount},IQD\n"
    for day in DAYS
    for payer, payee, amount in (
        ("11112222", "33334444", 900),
        ("33334444", "11112222", 890),
        ("55556666", "33334444", 910),
    )
)
ASKED: dict[str, object] = {
    "threshold": 1000,
    "areas": ["33.325 44.38 20000"],
    "dumps": ["41805-1-77@2024-03-01T00:00:00+00:00/2024-04-01T00:00:00+00:00"],
}
HOUR = re.compile(r"2024-03-\d\dT\d\d:\d\d")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    root = tmp_path_factory.mktemp("days")
    door = Door.found(root / "ws", owner="owner")
    made = Workbench(door, door.people.get("owner"))
    for name, text in (("sites.csv", SITES), ("calls.csv", CALLS), ("payments.csv", PAYMENTS)):
        (root / name).write_text(text, "utf-8")
        read = made.collect([root / name], made.deposit(zone="Asia/Baghdad"))[0]
        assert name == "sites.csv" or read.facts == text.count("\n") - 1
    yield made
    door.close()


def items(bench: Workbench) -> list[str]:
    found = [
        bench.search(text, schema=schema).hits[0].id.hex()
        for text, schema in ((A, "PhoneNumber"), (B, "PhoneNumber"))
    ]
    return [
        *found,
        *(bench.search(text, schema="BankAccount").hits[0].id.hex() for text in ("11112222", "33334444")),
    ]


def given(bench: Workbench, parameters: tuple[Parameter, ...]) -> dict[str, object]:
    """Something for every parameter that must be given, and for those that choose things."""
    ids = items(bench)
    said: dict[str, object] = {}
    for one in parameters:
        if one.name in ("item", "item-optional", "number", "items", "numbers"):
            said[one.name] = [A, B] if one.kind == "texts" else A
        elif one.name == "party":
            said[one.name] = "11112222"
        elif one.kind == "nodes" and (one.required or one.name == "items-chosen"):
            said[one.name] = ids
        elif one.kind == "node" and one.required:
            said[one.name] = ids[1] if one.name == "end" else ids[0]
        elif one.required and one.name in ASKED:
            said[one.name] = ASKED[one.name]
    return said


def hours(told: object) -> list[str]:
    return HOUR.findall(json.dumps(told, ensure_ascii=False, default=str))


@pytest.mark.parametrize("one", analyses(), ids=lambda item: item.id)
def test_analyses(bench: Workbench, one: Analysis) -> None:
    kept = bench.analyse(
        one.id, given(bench, one.parameters)
    )  # a new analysis that must be given more says so here
    rows = bench.readable(kept, "en")["rows"]
    assert hours(rows) == []
    assert hours(bench.carry(kept.id, "csv", "en")[1].split("\r\n\r\n")[0]) == []


@pytest.mark.parametrize("one", LAYERS, ids=lambda item: item.id)
def test_layers_of_the_map(bench: Workbench, one: Layer) -> None:
    told = bench.layer(one.id, given(bench, one.parameters))
    assert hours(told) == []


def test_what_an_answer_rests_on(bench: Workbench) -> None:
    things = [{"id": name, "type": "PhoneNumber", "conditions": list[object]()} for name in ("a", "b")]
    link = {"from": "a", "to": "b", "kinds": ["Call"], "direction": "out", "mode": "needed", "at_least": 1}
    answer = bench.query({"version": 1, "zone": "UTC", "things": things, "links": [link], "parameters": []})
    text = json.dumps(answer)
    assert '"at": "2024-03-08"' in text
    assert hours(answer) == []


def test_charts_lists_and_exports(bench: Workbench, tmp_path: Path) -> None:
    ids = items(bench)
    asked: list[object] = [
        bench.draw(ids).lines,
        happened_json(bench.happened(ids))["events"],
        bench.conversations(ids[0]),
        bench.conversation(ids[0], ids[1]),
        [
            vars(one) if hasattr(one, "__dict__") else str(one)
            for one in bench.behind(ids[0], ids[1], "fact", "Call", ids).told
        ],
    ]
    for one in ids:
        around = bench.neighbours(one)
        asked.append(
            neighbours_json(
                around.entity, around.number, [(item.link, item.entity) for item in around.neighbours]
            )
        )
    assert hours(asked) == []
    for name in ("xlsx", "csv", "graphml", "gexf", "anx"):
        path = tmp_path / f"out.{name}"
        bench.export(name, path)
        pieces = (
            [path.read_bytes()]
            if not zipfile.is_zipfile(path)
            else [zipfile.ZipFile(path).read(item) for item in zipfile.ZipFile(path).namelist()]
        )
        assert [
            found for piece in pieces for found in HOUR.findall(piece.decode("utf-8", "replace"))
        ] == [], name
