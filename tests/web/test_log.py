"""The log for the auditor, what happened in a case for its members, and the administrator, who reads no
case."""

import csv
import io

import pytest

from .answer_comparison import planted_in
from .conftest import CANARY, SHEET, Served
from .route_exemptions import LOOKS
from .route_requests import Aim, documented, requests

LOG = ("/api/v1/audit/entries", "/api/v1/audit/choices", "/api/v1/audit/csv")
CASE = ("/api/v1/cases/CASE/activity", "/api/v1/cases/CASE/decisions")


@pytest.mark.parametrize("path", [*LOG, *CASE])
def test_nobody_reads_it_without_signing_in(served: Served, path: str) -> None:
    assert served.client().get(path.replace("CASE", served.case)).status_code == 401


@pytest.mark.parametrize("path", LOG)
@pytest.mark.parametrize("login", ["insider", "chief", "admin"])
def test_only_the_auditor_reads_the_log(served: Served, path: str, login: str) -> None:
    assert served.client(login).get(path).status_code == 403


def test_the_log_is_found_by_person_act_case_period_and_text(filled: Served) -> None:
    auditor = filled.client("auditor")
    person = filled.door.people.get("insider").id

    def found(**asked: str | int) -> list[dict[str, str]]:
        entries: list[dict[str, str]] = auditor.get("/api/v1/audit/entries", params=asked).json()["entries"]
        return entries

    everything = found()
    assert [entry["no"] for entry in everything] == sorted(
        (entry["no"] for entry in everything), reverse=True
    )
    own = found(person=person)
    assert own
    assert {entry["by_name"] for entry in own} == {"Insider"}
    assert len(own) < len(everything)
    assert {entry["act"] for entry in found(act="publish")} == {"publish"}
    assert {entry["case"] for entry in found(case=filled.case)} == {filled.case}
    assert found(since="2999-01-01") == []
    assert found(until="2001-01-01") == []
    published = found(act="publish", kind="acts")
    assert len(published) == 1
    assert found(text=published[0]["object"][:6], act="publish", kind="acts") == published
    assert found(text="%") == []
    assert {entry["phase"] for entry in found(kind="reads")} == {"read"}
    filled.client("insider").get("/api/v1/audit")
    assert {entry["result"][:8] for entry in found(kind="refused")} == {"refused:"}


def test_the_log_is_paged_without_gaps_and_leaves_as_a_table(filled: Served) -> None:
    auditor = filled.client("auditor")
    first = auditor.get("/api/v1/audit/entries", params={"limit": 1, "act": "publish"}).json()
    rest = auditor.get(
        "/api/v1/audit/entries", params={"limit": 1000, "act": "publish", "cursor": first["next"]}
    ).json()
    numbers = [first["entries"][0]["no"], *(entry["no"] for entry in rest["entries"])]
    assert len(numbers) == first["total"] == len(set(numbers))
    answer = auditor.get("/api/v1/audit/csv", params={"act": "publish"})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0][:4] == ["no", "at", "actor", "act"]
    assert [int(row[0]) for row in rows[1:]] == numbers
    assert auditor.get("/api/v1/audit/entries", params={"act": "export-audit"}).json()["total"] >= 1
    choices = auditor.get("/api/v1/audit/choices").json()
    assert "publish" in choices["acts"]
    assert "Insider" in {person["name"] for person in choices["persons"]}


def test_members_see_what_happened_in_their_case_and_nobody_else(filled: Served) -> None:
    path = f"/api/v1/cases/{filled.case}/activity"
    assert filled.client("outsider").get(path).status_code == 404
    assert filled.client("admin").get(path).status_code == 404
    insider = filled.client("insider")
    assert (
        insider.post(
            f"/api/v1/cases/{filled.case}/documents", json={"kind": "note", "title": "First note"}
        ).status_code
        == 201
    )
    told = insider.get(path).json()
    assert [(line["act"], line["title"]) for line in told["lines"]] == [
        ("save-document", "First note"),
        ("publish", "people.csv"),
        ("deposit", "people.csv"),
    ]
    assert {line["by_name"] for line in told["lines"]} == {"Insider"}
    assert told["next"] == ""
    page = insider.get(path, params={"limit": 1}).json()
    assert page["next"]
    older = insider.get(path, params={"cursor": page["next"]}).json()
    assert page["lines"] + older["lines"] == told["lines"]
    assert [line["act"] for line in insider.get(path, params={"act": "publish"}).json()["lines"]] == [
        "publish"
    ]
    assert insider.get(path, params={"by": "chief"}).json()["lines"] == []


def test_what_rests_on_a_compartment_is_no_activity_for_others_in_the_case(
    served: Served, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chief = served.bench("chief")
    chief.team.open_compartment("inner", "Inner")
    for name, compartment in (("open.csv", ""), ("zzqxfile.csv", "inner")):
        file = tmp_path_factory.mktemp("files") / name
        file.write_text(SHEET.replace("Erbil", compartment or "Erbil"), "utf-8")
        chief.collect([file], chief.deposit("Harbour", compartment=compartment))
    hit = chief.search("Sara Ahmed").hits[0].id.hex()
    inner = next(source for source in chief.sources() if source.name == "zzqxfile.csv")
    person = next(
        said[0].entity.hex()
        for _, said in chief.workspace.reading.scan(chief.scope(), inner.no)
        if said[0].schema == "Person"
    )
    chief.documents.make("Harbour", "note", "zzqxcase", {"about": [{"entity": person}]})
    chief.identity.judge(
        hit if hit != person else chief.search("علي حسن كاظم").hits[0].id.hex(),
        person,
        "different",
        "zzqxreason",
    )
    for path in CASE:
        address = path.replace("CASE", served.case)
        assert planted_in(served.client("chief").get(address)), path
        answer = served.client("insider").get(address)
        assert answer.status_code == 200
        assert not planted_in(answer), path
    assert len(served.client("insider").get(CASE[0].replace("CASE", served.case)).json()["lines"]) == 2


def test_decisions_are_listed_with_who_and_why_and_whether_they_count(filled: Served) -> None:
    bench = filled.bench("insider")
    one, other = (bench.search(name).hits[0].id.hex() for name in ("علي حسن كاظم", "Sara Ahmed"))
    made = bench.identity.judge(one, other, "different", "two people").judgement
    path = f"/api/v1/cases/{filled.case}/decisions"
    insider = filled.client("insider")
    told = insider.get(path).json()
    assert told["total"] == 1
    assert {told["decisions"][0][name] for name in ("left_caption", "right_caption")} == {
        "علي حسن كاظم",
        "Sara Ahmed",
    }
    assert (
        told["decisions"][0]["counts"],
        told["decisions"][0]["by_name"],
        told["decisions"][0]["reason"],
    ) == (
        True,
        "Insider",
        "two people",
    )
    bench.identity.undo(made.id, "taken back")
    told = insider.get(path).json()
    assert [(item["verdict"], item["counts"]) for item in told["decisions"]][1] == ("different", False)
    assert insider.get(path, params={"verdict": "same"}).json()["total"] == 0
    assert insider.get(path, params={"limit": 1, "cursor": "1"}).json()["decisions"] == told["decisions"][1:]
    assert filled.client("outsider").get(path).status_code == 404


def test_the_administrator_reads_no_case(filled: Served) -> None:
    """Every look of the API, asked with ids that the administrator got somehow: no value, no file, no
    case."""
    insider = filled.bench("insider")
    hit = insider.search(CANARY).hits[0].id.hex()
    source = insider.sources()[0]
    statement = insider.show(hit).statements[0].id.hex()
    aim = Aim([hit] * 13, [source.id], [statement] * 13, [filled.case, "Harbour"], [CANARY])
    admin, asked = filled.client("admin"), 0
    for route in documented():
        if route[0] != "GET" and route not in LOOKS:
            continue
        for one in requests(route, aim)[:4]:
            answer = admin.request(one.method, one.path, params=list(one.query), json=one.body or None)
            assert answer.status_code < 500
            for word in (b"people.csv", b"7901112223", b"7907654321"):
                assert word not in answer.content, str(one)
            asked += answer.status_code in (403, 404)
    assert admin.get("/api/v1/cases").json() == []
    assert asked > 20
