"""The routes of the chart: items, lines, expanding by type, events, layouts; and that nothing hidden stands
in them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest

from tahqiq.model.grade import Grade
from tahqiq.model.scope import Scope
from tahqiq.model.statement import Statement
from tahqiq.products.chart_export import ChartFormat
from tahqiq.store.reader import Reading

from .conftest import CANARY, Served

CALLS = """calling number,called number,start time,duration
07901234567,07907654321,2026-03-01 10:15:00,65
07907654321,07901234567,2026-03-02 21:40:10,12
07901234567,07905556677,2026-03-03 08:00:00,301
"""

NOTHING_HAPPENED = {
    "events": [],
    "total": 0,
    "whole": 0,
    "untimed": 0,
    "by": "hour",
    "bins": [],
    "counts": [],
    "lanes": [],
}


@pytest.fixture
def called(filled: Served, tmp_path: Path) -> Served:
    """The sheet of people, and calls of grade B1 between their numbers."""
    file = tmp_path / "calls.csv"
    file.write_text(CALLS, "utf-8")
    bench = filled.bench("insider")
    assert (
        bench.collect([file], bench.deposit("Harbour", zone="Asia/Baghdad", grade=str(Grade.parse("B1"))))[
            0
        ].mapped
        == 3
    )
    return filled


def found(served: Served, text: str, schema: str, login: str = "insider") -> str:
    answer = served.client(login).get("/api/v1/search", params={"q": text, "type": schema}).json()
    identity: str = answer["hits"][0]["id"]
    return identity


def test_the_events_of_a_part_of_the_time_are_counted_as_they_are_listed(called: Served) -> None:
    ali = found(called, "07901234567", "PhoneNumber")
    answer = (
        called.client("insider")
        .get(f"/api/v1/entities/{ali}/events", params={"since": "2026-03-02T00:00:00+03:00"})
        .json()
    )
    assert (len(answer["events"]), answer["total"]) == (2, 2)
    assert called.client("insider").get(f"/api/v1/entities/{ali}/events").json()["total"] == 3


def test_items_and_the_lines_between_them(called: Served) -> None:
    ali, sara, person = (
        found(called, *what)
        for what in (("07901234567", "PhoneNumber"), ("07907654321", "PhoneNumber"), ("Sara Ahmed", "Person"))
    )
    drawn = (
        called.client("insider")
        .post("/api/v1/chart/draw", json={"ids": [ali, sara, person, ali, "ab" * 16]})
        .json()
    )
    assert {item["caption"]: item["linked"] for item in drawn["items"]} == {
        "+9647901234567": 3,
        "+9647907654321": 2,
        "Sara Ahmed": 1,
    }
    calls = [line for line in drawn["lines"] if line["kind"] == "fact"]
    assert [(line["weight"], line["strength"], line["first"], line["last"]) for line in calls] == [
        (2, "confirmed", "2026-03-01T07:15:00Z", "2026-03-02T18:40:10Z")
    ]
    (call,) = calls
    assert call["weight"] == call["events"]["out"] + call["events"]["in"]
    behind = called.client("insider").post(
        "/api/v1/chart/line",
        json={"a": call["a"], "b": call["b"], "kind": "fact", "label": "Call", "shown": [ali, sara, person]},
    )
    told = behind.json()
    assert (told["events"], told["records"], told["total"]) == (call["events"], call["records"], 2)
    assert [row["at"] for row in told["told"]] == [call["first"], call["last"]]
    assert all(record["place"]["row"] > 1 for row in told["told"] for record in row["records"])
    assert {
        (record["schema"], record["prop"], record["value"])
        for row in told["told"]
        for record in row["records"]
    } == {("Call", "", "")}
    assert {record["grade"] for row in told["told"] for record in row["records"]} <= {
        "admiralty:A1",
        "admiralty:B1",
    }
    asked = {"a": call["a"], "b": call["b"], "kind": "fact", "label": "Call", "zone": "Asia/Baghdad"}
    part = (
        called.client("insider")
        .post("/api/v1/chart/line", json={**asked, "since": "2026-03-02T00:00"})
        .json()
    )
    assert [row["at"] for row in part["told"]] == [call["last"]]
    for bad in ({"since": "2026-02-31T00:00"}, {"until": "yesterday"}, {"zone": "Mars/Olympus"}):
        assert called.client("insider").post("/api/v1/chart/line", json={**asked, **bad}).status_code in (
            400,
            422,
        )
    (holds,) = [line for line in drawn["lines"] if line["kind"] != "fact"]
    values = called.client("insider").post(
        "/api/v1/chart/line",
        json={"a": holds["a"], "b": holds["b"], "kind": holds["kind"], "label": holds["label"]},
    )
    assert (values.json()["records"], values.json()["events"]) == (holds["records"], {"out": 0, "in": 0})
    assert {holds["a"], holds["b"]} == {person, sara}
    assert all(
        record["prop"] and record["value"] for row in values.json()["told"] for record in row["records"]
    )
    assert holds["strength"] == "unconfirmed"
    assert len(holds["sources"]) == 1


def test_expanding_counts_by_type_and_brings_the_heaviest_first(called: Served) -> None:
    client, ali = called.client("insider"), found(called, "07901234567", "PhoneNumber")
    counted = client.post("/api/v1/chart/expand", json={"id": ali, "shown": [ali]}).json()
    assert {group["schema"]: (group["total"], group["hidden"]) for group in counted["groups"]} == {
        "PhoneNumber": (2, 2),
        "Person": (1, 1),
    }
    assert (counted["hidden"], counted["items"]) == (3, [])
    first = client.post(
        "/api/v1/chart/expand", json={"id": ali, "shown": [ali], "types": ["PhoneNumber"], "limit": 1}
    ).json()
    assert [item["caption"] for item in first["items"]] == ["+9647907654321"]
    assert [(line["kind"], line["weight"]) for line in first["lines"]] == [("fact", 2)]
    least = client.post(
        "/api/v1/chart/expand",
        json={"id": ali, "shown": [ali], "types": ["PhoneNumber"], "limit": 1, "least": True},
    ).json()
    assert [item["caption"] for item in least["items"]] == ["+9647905556677"]
    rest = client.post(
        "/api/v1/chart/expand", json={"id": ali, "shown": [ali, first["items"][0]["id"]], "limit": 50}
    ).json()
    assert (len(rest["items"]), rest["hidden"]) == (2, 2)
    sara = found(called, "Sara Ahmed", "Person")
    back = client.post(
        "/api/v1/chart/expand", json={"id": first["items"][0]["id"], "shown": [sara, ali], "limit": 50}
    ).json()
    assert back["hidden"] == 0


def test_events_of_several_items_are_told_once_in_the_order_of_time(called: Served) -> None:
    client, ids = (
        called.client("insider"),
        [found(called, number, "PhoneNumber") for number in ("07901234567", "07907654321")],
    )
    told = client.post("/api/v1/chart/events", json={"ids": ids}).json()
    assert told["total"] == 3
    assert [
        (event["schema"], event["at"], event["seconds"], event["records"]) for event in told["events"]
    ] == [
        ("Call", "2026-03-01T07:15:00Z", 65, 1),
        ("Call", "2026-03-02T18:40:10Z", 12, 1),
        ("Call", "2026-03-03T05:00:00Z", 301, 1),
    ]
    assert told["events"][0]["parties"] == ids
    assert client.get(f"/api/v1/entities/{told['events'][0]['id']}").json()["schema"] == "Call"
    later = client.post(
        "/api/v1/chart/events",
        json={"ids": ids, "since": "2026-03-02T00:00", "zone": "Asia/Baghdad", "limit": 1},
    ).json()
    assert (len(later["events"]), later["total"], later["whole"], later["counts"]) == (1, 2, 3, [1, 1])
    assert (
        client.post("/api/v1/chart/events", json={"ids": ids, "since": "2026-03-02T00:00:00"}).status_code
        == 422
    )


@pytest.mark.parametrize("login", ["outsider", "admin", "auditor"])
def test_nobody_else_sees_them(called: Served, login: str) -> None:
    canary, client = found(called, CANARY, "Person"), called.client(login)
    assert client.post("/api/v1/chart/draw", json={"ids": [canary]}).json() == {"items": [], "lines": []}
    assert client.post("/api/v1/chart/expand", json={"id": canary, "limit": 9}).json() == {
        "items": [],
        "lines": [],
        "groups": [],
        "hidden": 0,
    }
    assert client.post("/api/v1/chart/events", json={"ids": [canary]}).json() == NOTHING_HAPPENED
    phone = found(called, "07901234567", "PhoneNumber")
    nothing = {"events": {"out": 0, "in": 0}, "records": 0, "total": 0, "told": []}
    for kind, label in (("property", "phone"), ("fact", "Call")):
        assert (
            client.post(
                "/api/v1/chart/line", json={"a": canary, "b": phone, "kind": kind, "label": label}
            ).json()
            == nothing
        )


def test_nobody_signed_in(called: Served) -> None:
    client = called.client()
    bodies = {
        "draw": {"ids": []},
        "expand": {"id": "ab" * 16},
        "events": {"ids": []},
        "line": {"a": "ab" * 16, "b": "ab" * 16, "kind": "fact", "label": "Call"},
        "layout": {"kind": "grid", "count": 1, "edges": []},
    }
    assert {client.post(f"/api/v1/chart/{name}", json=body).status_code for name, body in bodies.items()} == {
        401
    }


def test_a_layout_is_the_same_twice(called: Served) -> None:
    asked = {"kind": "force", "count": 4, "edges": [[0, 1], [1, 2], [2, 3]], "seed": 7}
    answers = [called.client("insider").post("/api/v1/chart/layout", json=asked).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(answers[0]["positions"]) == 4


def test_a_picture_leaves_only_with_leave_and_stands_in_the_log(called: Served, tmp_path: Path) -> None:
    asked = {"format": "png", "ids": [found(called, "Sara Ahmed", "Person")]}
    assert called.client().post("/api/v1/chart/permission", json=asked).status_code == 401
    assert called.client("admin").post("/api/v1/chart/permission", json=asked).status_code == 403
    assert called.client("insider").post("/api/v1/chart/permission", json=asked).json() == {
        "handling": ["open"]
    }
    assert any(
        leaf.act == "export" and leaf.object == "chart png" for leaf in called.bench("auditor").log(10)
    )
    assert called.client("outsider").post("/api/v1/chart/permission", json=asked).status_code in (
        200,
        404,
    )  # an id that is nothing's
    file = tmp_path / "secret.csv"
    file.write_text("name,phone\nHidden Man,07901239999\n", "utf-8")
    bench = called.bench("insider")
    bench.collect([file], bench.deposit("Harbour", handling_code="no-copy"))
    strict = {"format": "csv", "ids": [found(called, "Hidden Man", "Person")]}
    answer = called.client("insider").post("/api/v1/chart/permission", json=strict)
    assert (answer.status_code, answer.json()["code"]) == (403, "export-forbidden")


def test_a_picture_of_lines_leaves_as_their_documents_may(called: Served, tmp_path: Path) -> None:
    """A number has no values of its own: what it was called from is handled as the document of the call
    says."""
    bench, client = called.bench("insider"), called.client("insider")
    answers = []
    for at, code in enumerate(("internal", "originator")):
        file = tmp_path / f"{code}.csv"
        file.write_text(
            (
                f"calling number,called number,start time,duration\n0790444000{at},0790444001{at},"
                "2026-03-01 10:15:00,65\n"
            ),
            "utf-8",
        )
        source = bench.collect([file], bench.deposit("Harbour", handling_code=code, zone="Asia/Baghdad"))[
            0
        ].source
        ids = [found(called, f"0790444{end}{at}", "PhoneNumber") for end in ("000", "001")]
        answers.append(
            client.post("/api/v1/chart/permission", json={"format": "svg", "ids": ids, "sources": [source]})
        )
    assert answers[0].json() == {"handling": ["internal"]}
    assert (answers[1].status_code, answers[1].json()["code"]) == (403, "export-forbidden")


def test_a_chart_of_300_000_items_is_refused_plainly(filled: Served) -> None:
    for path, body, limit in (
        ("/api/v1/chart/draw", {"ids": [f"{number:032x}" for number in range(300_000)]}, 20_000),
        ("/api/v1/chart/layout", {"kind": "force", "count": 3, "edges": [[0, 1]] * 300_000}, 200_000),
    ):
        answer = filled.client("insider").post(path, json=body)
        told = answer.json()
        assert (answer.status_code, told["code"]) == (422, "too-many-at-once")
        assert "300000" in told["sentence"]
        assert str(limit) in told["sentence"]
        assert told["next_step"]


def test_a_selection_is_expanded_in_one_request_as_one_after_the_other(called: Served) -> None:
    client, ids = (
        called.client("insider"),
        [found(called, number, "PhoneNumber") for number in ("07901234567", "07907654321")],
    )
    told = client.post("/api/v1/chart/expansions", json={"ids": ids, "shown": ids, "limit": 1}).json()
    shown, singly = list(ids), []
    for one in ids:
        answer = client.post("/api/v1/chart/expand", json={"id": one, "shown": shown, "limit": 1}).json()
        shown += [item["id"] for item in answer["items"]]
        singly.append({"of": one, **answer})
    assert told == singly
    assert (
        len({item["id"] for part in told for item in part["items"]})
        == sum(len(part["items"]) for part in told)
        == 2
    )
    canary = found(called, CANARY, "Person")
    assert called.client("outsider").post("/api/v1/chart/expansions", json={"ids": [canary]}).json() == [
        {"of": canary, "items": [], "lines": [], "groups": [], "hidden": 0}
    ]
    assert client.post("/api/v1/chart/expansions", json={"ids": []}).status_code == 422


def test_counting_reads_nothing_of_what_is_said_of_the_neighbours(
    called: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, ali = called.client("insider"), found(called, "07901234567", "PhoneNumber")
    asked: list[int] = []
    whole = Reading.statements

    def noted(
        self: Reading, scope: Scope, nodes: Sequence[int], retracted: bool = False
    ) -> dict[int, list[Statement]]:
        asked.extend(nodes)
        return whole(self, scope, nodes, retracted)

    monkeypatch.setattr(Reading, "statements", noted)
    assert client.post("/api/v1/chart/expand", json={"id": ali, "shown": [ali]}).json()["hidden"] == 3
    assert asked == []
    assert (
        client.post("/api/v1/chart/expand", json={"id": ali, "shown": [ali], "limit": 1}).json()["hidden"]
        == 3
    )
    assert len(asked) == 1


@pytest.mark.parametrize("format", get_args(ChartFormat))
def test_a_chart_leaves_as_a_file_in_every_form(filled: Served, format: str) -> None:
    (row,) = filled.door.workspace.database.query("SELECT id FROM node WHERE schema='Person' LIMIT 1")
    assert isinstance(row[0], bytes)
    asked = {
        "format": format,
        "title": "شبكة",
        "items": [{"id": row[0].hex(), "x": 1, "y": -2.5, "group": "g"}],
        "hidden": ["ab" * 16],
    }
    answer = filled.client("insider").post("/api/v1/chart/file", json=asked)
    assert answer.status_code == 200
    told = json.loads(answer.headers["x-tahqiq-exported"])
    assert (told["entities"], told["size"], told["lost"]["hidden"]) == (1, len(answer.content), 1)
    assert (
        filled.client("outsider").post("/api/v1/chart/file", json={**asked, "format": "html"}).status_code
        == 200
    )
    assert not list((filled.door.workspace.root / "staging").glob(".export-*"))
