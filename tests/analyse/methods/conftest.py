"""A small case in which everything that the methods should find is known: people, their telephones, an event,
a company, calls and deliveries."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

Rows = list[dict[str, object]]
PEOPLE = ("Azad", "Behar", "Cemal", "Dilan", "Evin")
PHONES = {"Azad": ["+9647901234567"], "Behar": ["+9647907654321"], "Cemal": ["+9647901112223"]}
GRADED: list[dict[str, object]] = [
    *[
        dict[str, object](
            id=name, schema="Person", properties={"name": [name], "phone": PHONES.get(name, [])}
        )
        for name in PEOPLE
    ],
    {"id": "firm", "schema": "Company", "properties": {"name": ["Sample Trade"]}},
    {
        "id": "t1",
        "schema": "UnknownLink",
        "properties": {"subject": ["Azad"], "object": ["Behar"], "date": ["2026-01-05"]},
    },
    {"id": "t2", "schema": "Directorship", "properties": {"director": ["Azad"], "organization": ["firm"]}},
    {"id": "t3", "schema": "Employment", "properties": {"employee": ["Dilan"], "employer": ["firm"]}},
    {
        "id": "meet",
        "schema": "Event",
        "properties": {"name": ["Dinner"], "date": ["2026-02-01"], "involved": ["Azad", "Behar", "Dilan"]},
    },
    {
        "id": "raid",
        "schema": "Event",
        "properties": {"name": ["Search"], "date": ["2026-03-10"], "involved": ["Cemal"]},
    },
    {"id": "talk", "schema": "Event", "properties": {"name": ["Talk"], "involved": ["Behar", "Cemal"]}},
]
DOUBTED: list[dict[str, object]] = [
    {"id": "f", "schema": "Person", "properties": {"name": ["Fatin"], "phone": ["+9647907654321"]}},
    {"id": "g", "schema": "Person", "properties": {"name": ["Gulan"]}},
    {"id": "t", "schema": "UnknownLink", "properties": {"subject": ["f"], "object": ["g"]}},
]
GOODS: list[dict[str, object]] = [
    {"id": "h", "schema": "Person", "properties": {"name": ["Hozan"]}},
    {"id": "i", "schema": "Person", "properties": {"name": ["Ismet"], "phone": ["+9647905556667"]}},
    {"id": "guard", "schema": "PublicBody", "properties": {"name": ["Sample Guard"]}},
    *[
        dict[str, object](
            id=f"c{no}",
            schema="Consignment",
            properties={
                "shipper": ["h"],
                "consignee": ["i"],
                "date": [day],
                "goodsDescription": [what],
                **more,
            },
        )
        for no, day, what, more in (
            (1, "2026-01-02", "Tea", {"grossWeight": ["200"], "packages": ["10"]}),
            (2, "2026-02", "tea", {"grossWeight": ["50.5"]}),
            (3, "2026-03-01", "Tea", {}),
        )
    ],
    {"id": "c4", "schema": "Consignment", "properties": {"shipper": ["h"], "goodsDescription": ["Tea"]}},
    {
        "id": "s",
        "schema": "Seizure",
        "properties": {
            "name": ["Sample seizure"],
            "seizedFrom": ["i"],
            "seizedBy": ["guard"],
            "substance": ["Pills"],
            "quantity": ["1200"],
            "unit": ["tablets"],
            "date": ["2026-03-05"],
        },
    },
]
TRANSFERS = (
    "sender wallet,receiver wallet,amount,currency,date\n07905556667,07901112223,1000,IQD,2026-02-01 "
    "10:00\n07905556667,07901112223,250.5,IQD,2026-02-03 10:00\n"
)
CALLS = (
    "caller,callee,start,duration\n07901234567,07901112223,2026-01-10 10:00,60\n07901112223,07901234567,"
    "2026-01-12 11:00,5\n"
)


def ftm(path: Path, entities: list[dict[str, object]]) -> Path:
    """Entities as a file."""
    path.write_text("".join(json.dumps(item) + "\n" for item in entities), "utf-8")
    return path


class Case:
    """A workbench with the case in it."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self._ids: dict[str, str] = {}

    def id(self, name: str) -> str:
        """The id of what is called so."""
        if name not in self._ids:
            self._ids[name] = next(
                hit.id.hex() for hit in self.bench.search(name, limit=20).hits if hit.caption == name
            )
        return self._ids[name]

    def rows(self, analysis: str, **values: object) -> Rows:
        """The rows of an analysis as a person reads them; names of parameters with ``_`` for ``-``."""
        given = {name.replace("_", "-"): value for name, value in values.items()}
        return cast("Rows", self.readable(analysis, given)["rows"])

    def readable(self, analysis: str, given: Mapping[str, object]) -> dict[str, object]:
        """A whole result."""
        told: dict[str, object] = json.loads(
            json.dumps(self.bench.readable(self.bench.analyse(analysis, given), "en"))
        )
        return told


@contextmanager
def opened(root: Path) -> Iterator[Workbench]:
    """A workbench with the case collected into a new workspace."""
    Door.found(root / "ws").close()
    with Workbench.opened(root / "ws") as bench:
        (root / "calls.csv").write_text(CALLS, "utf-8")
        bench.collect([ftm(root / "graded.json", GRADED)], bench.deposit(grade="admiralty:B1"))
        bench.collect([ftm(root / "doubted.json", DOUBTED)], bench.deposit(grade="admiralty:C4"))
        bench.collect([ftm(root / "goods.json", GOODS)], bench.deposit(grade="admiralty:B2"))
        (root / "transfers.csv").write_text(TRANSFERS, "utf-8")
        assert bench.collect([root / "transfers.csv"], bench.deposit(zone="Asia/Baghdad"))[0].facts == 2
        bench.collect([root / "calls.csv"], bench.deposit(zone="Asia/Baghdad"))
        yield bench


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The case, collected once for a file of tests that only read."""
    with opened(tmp_path_factory.mktemp("methods")) as bench:
        yield Case(bench)
