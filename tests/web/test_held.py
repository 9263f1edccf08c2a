"""Rows outside an order on every look of the API: shown, with their mark, where what was recorded is looked
at; in nothing that is computed or handed on until a supervisor releases them. The routes and analyses are
read from the program, so a new one is held too.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from tahqiq.access.door import Door
from tahqiq.access.policy import Attributes, Policies, Resource, Subject
from tahqiq.kit.errors import WrongUse
from tahqiq.model.scope import Purpose
from tahqiq.model.source import Authority
from tahqiq.web.app import create_app

from .conftest import Served
from .route_exemptions import LOOKS, SHOWS_NOTHING, UNTOUCHED
from .route_requests import Aim, Route, requests, routes

SUBJECT, WITHIN, HELD = "9647500000001", "9647500000002", "9647509998887"
CALLS = "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n" + "".join(
    f"{SUBJECT},{other},2024-0{month}-{day:02d} 10:00:00,60,418-20-11-1,352099001761481\n"
    for month, other in ((2, HELD), (3, WITHIN), (4, HELD))
    for day in (5, 6, 7)
)
SITES = "MCC,MNC,LAC,CI,Site Name,Latitude,Longitude,Azimuth\n418,20,11,1,A tower,33.31,44.33,120\n"
LOOKED_AT = {
    "/api/v1/review/pair",
    "/api/v1/sources/{source}/original",
    "/api/v1/sources/{source}/recognition",
    "/api/v1/sources/{source}/rows",
}
"""Where what was recorded is looked at as such."""
ANALYSE = ("POST", "/api/v1/analyses/{analysis}/results")


@dataclass
class Ordered:
    """A served workspace with calls of which an order covers those in March."""

    served: Served
    source: str
    aim: Aim
    asked: list[str]
    """Every purpose that the policies were asked about since it was emptied."""

    def showing(self) -> set[str]:
        """The looks (an analysis by its own address) in one of whose answers the number stands that held rows
        alone hold."""
        client, found = self.served.client("insider"), set()
        for route in looks():
            for asked in {str(one): one for one in requests(route, self.aim)}.values():
                if asked.path in found or route[1] in found:
                    continue
                answer = client.request(
                    asked.method, asked.path, params=list(asked.query), json=asked.body or None
                )
                if HELD[3:].encode() in answer.content:
                    found.add(asked.path if route == ANALYSE else route[1])
        return found


@pytest.fixture(scope="module")
def ordered(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ordered]:
    root = tmp_path_factory.mktemp("held") / "ws"
    shutil.copytree(template, root)
    door = Door.opened(root)
    asked: list[str] = []
    allowed = Policies.allowed

    def noted(
        self: Policies,
        subject: Subject,
        action: str,
        resources: list[Resource],
        context: Attributes | None = None,
    ) -> list[bool]:
        if context and "purpose" in context:
            asked.append(str(context["purpose"]))
        return allowed(self, subject, action, resources, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Policies, "allowed", noted)
        served = Served(door, create_app(door, work=False), "")
        bench = served.bench("insider")
        made = {}
        for name, data in (("calls.csv", CALLS), ("sites.csv", SITES)):
            (root.parent / name).write_text(data, "utf-8")
            order = (
                Authority("12/2024", numbers=(f"+{SUBJECT}",), start="2024-03-01", end="2024-03-31")
                if name == "calls.csv"
                else None
            )
            results = bench.collect(
                [root.parent / name], bench.deposit("Harbour", zone="Asia/Baghdad", authority=order)
            )
            made[name] = results[0].source
        nodes = door.workspace.database.query(
            "SELECT id FROM node WHERE key IN (?, ?) ORDER BY key", (f"+{SUBJECT}", f"+{WITHIN}")
        )
        ids = [cast(bytes, row[0]).hex() for row in nodes]
        aim = Aim(
            entities=ids * 7,
            sources=list(made.values()),
            statements=["ab" * 16] * 14,
            cases=["Harbour"],
            words=["0" + SUBJECT[3:], "tower"],
        )
        yield Ordered(served, made["calls.csv"], aim, asked)
    door.close()


def looks() -> list[Route]:
    return [
        route
        for route in routes()
        if (route[0] == "GET" or route in LOOKS) and route not in SHOWS_NOTHING and route not in UNTOUCHED
    ]


def test_no_look_computes_over_held_rows_or_hands_them_on_until_they_are_released(ordered: Ordered) -> None:
    assert ordered.showing() == LOOKED_AT
    assert set(ordered.asked) == {"work", "analysis", "product"}
    ordered.served.bench("chief").acts.release(ordered.source, "the judge widened the order")
    after = ordered.showing()
    assert {"/api/v1/exports", "/api/v1/chart/expand", "/api/v1/queries/answers"} <= after
    assert sum(path.startswith("/api/v1/analyses/") for path in after) >= 10, (
        "few analyses would have noticed"
    )


@pytest.mark.parametrize("word", ["screening", "analyse", "Work"])
def test_a_purpose_that_nobody_named_opens_nothing(ordered: Ordered, word: str) -> None:
    person = ordered.served.door.people.get("insider").actor()
    with pytest.raises(WrongUse) as told:
        ordered.served.door.scope(person, cast(Purpose, word))
    assert told.value.code == "unknown-purpose"
