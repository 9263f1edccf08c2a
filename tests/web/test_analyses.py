"""The routes of analyses: who may, what they answer, what is kept, and that it can be run again."""

import pytest

from tahqiq.analyse.registry import analyses
from tahqiq.web.worker import Worker

from .conftest import CANARY, Served


@pytest.fixture
def result(filled: Served) -> str:
    """The id of a result of the insider about the case."""
    answer = filled.client("insider").post(
        "/api/v1/analyses/degree/results", json={"case": filled.case, "values": {"repeats": 4}}
    )
    assert answer.status_code == 201
    identity: str = answer.json()["id"]
    return identity


@pytest.mark.parametrize("login", [None, "admin", "auditor", "outsider"])
def test_nobody_else_reads_or_repeats_a_result(filled: Served, result: str, login: str | None) -> None:
    client = filled.client(login)
    status = 401 if login is None else 404
    answers = [
        client.get(f"/api/v1/results/{result}"),
        client.post(f"/api/v1/results/{result}/rerun"),
        client.post("/api/v1/analyses/degree/results", json={"case": filled.case}),
        client.post("/api/v1/analyses/degree/jobs", json={"case": filled.case}),
        client.get(f"/api/v1/results/{result}/compare/{result}"),
        client.post(f"/api/v1/results/{result}/file", json={"format": "csv"}),
        client.get("/api/v1/results", params={"case": filled.case}),
    ]
    assert {answer.status_code for answer in answers} == {status}
    assert not any(CANARY in answer.text for answer in answers)
    listed = client.get("/api/v1/results")
    assert listed.status_code == 401 if login is None else listed.json() == []


@pytest.mark.parametrize("login", ["admin", "auditor", "outsider"])
def test_an_analysis_over_everything_shows_others_nothing(filled: Served, login: str) -> None:
    answer = filled.client(login).post("/api/v1/analyses/degree/results", json={})
    assert (answer.status_code, answer.json()["rows"]) == (201, [])


def test_an_analysis_of_a_chart_is_about_its_items_and_shows_others_nothing(filled: Served) -> None:
    client = filled.client("insider")
    whole = client.post("/api/v1/analyses/degree/results", json={"case": filled.case}).json()["rows"]
    items = [row["thing"]["id"] for row in whole[:2]]
    told = client.post("/api/v1/analyses/degree/results", json={"case": filled.case, "items": items}).json()
    assert {row["thing"]["id"] for row in told["rows"]} <= set(items)
    assert any(note["code"] == "within-chart" for note in told["notes"])
    assert told["recipe"]["items"] == sorted(items)
    assert (
        filled.client("outsider")
        .post("/api/v1/analyses/degree/results", json={"items": items})
        .json()["rows"]
        == []
    )
    assert client.post("/api/v1/analyses/degree/results", json={"items": ["no id"]}).status_code == 422


def test_a_colleague_in_the_case_reads_it(filled: Served, result: str) -> None:
    told = filled.client("chief").get(f"/api/v1/results/{result}").json()
    assert told["by_name"] == "Insider"
    assert {row["thing"]["caption"] for row in told["rows"]} >= {"+9647901112223"}
    assert [item["id"] for item in filled.client("chief").get("/api/v1/results").json()] == [result]


def test_every_row_says_what_it_rests_on_in_the_callers_language(filled: Served, result: str) -> None:
    told = filled.client("insider").get(f"/api/v1/results/{result}", headers={"x-language": "ar"}).json()
    assert told["rows"]
    assert all(row["evidence"][0]["source_name"] == "people.csv" for row in told["rows"])
    assert told["columns"][0]["label"] == "المرتبة"
    assert any("الوسيط" in note["sentence"] for note in told["notes"])


def test_running_again_gives_the_same_bytes_until_something_changes(filled: Served, result: str) -> None:
    client = filled.client("insider")
    same = client.post(f"/api/v1/results/{result}/rerun").json()
    assert (same["same"], same["changed"], same["result"]["sha256"]) == (True, [], same["before"]["sha256"])
    found = client.get("/api/v1/search", params={"q": CANARY}).json()["hits"][0]["id"]
    statement = next(
        item
        for item in client.get(f"/api/v1/entities/{found}").json()["statements"]
        if item["prop"] == "phone"
    )
    client.post(f"/api/v1/entities/{found}/statements/{statement['id']}/retract", json={"reason": "misread"})
    other = client.post(f"/api/v1/results/{result}/rerun").json()
    assert (other["same"], [item["code"] for item in other["changed"]]) == (False, ["decisions-changed"])
    assert other["result"]["id"] != result


def test_a_run_can_be_queued_and_cancelled(filled: Served) -> None:
    client = filled.client("insider")
    jobs = [client.post("/api/v1/analyses/components/jobs", json={}).json() for _ in range(2)]
    assert client.post(f"/api/v1/jobs/{jobs[1]['no']}/cancel").json()["state"] == "cancelled"
    worker = Worker(filled.door)
    while worker.once():
        pass
    done = client.get(f"/api/v1/jobs/{jobs[0]['no']}").json()
    assert (done["state"], client.get(f"/api/v1/jobs/{jobs[1]['no']}").json()["state"]) == (
        "done",
        "cancelled",
    )
    assert client.get(f"/api/v1/results/{done['result']['result']}").json()["analysis"] == "components"


def test_the_declarations_are_what_the_program_has(filled: Served) -> None:
    told = filled.client("insider").get("/api/v1/analyses").json()
    assert [item["id"] for item in told] == [item.id for item in analyses()]
    degree = filled.client("insider").get("/api/v1/analyses/degree").json()
    assert degree["schema"]["properties"]["repeats"]["maximum"] == 500
    assert degree["means_not"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"limit": "many"}, "parameter-not-integer"),
        ({"limit": 0}, "parameter-out-of-range"),
        ({"nonsense": 1}, "no-such-parameter"),
        ({"direction": "up"}, "parameter-not-a-choice"),
        ({"since": "2024-01-01"}, "parameter-not-time"),
        ({"types": ["Nothing"]}, "unknown-type"),
        ({"since": "2024-02-01T00:00:00+03:00", "until": "2024-01-01T00:00:00+03:00"}, "period-backwards"),
        ({"grade-floor": "Z9"}, "unknown-grade"),
        ({"labels": ["Nothing"]}, "unknown-label"),
    ],
)
def test_values_that_do_not_fit_are_named(filled: Served, values: dict[str, object], code: str) -> None:
    answer = filled.client("insider").post("/api/v1/analyses/degree/results", json={"values": values})
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_filter_that_leaves_nothing_says_so(filled: Served) -> None:
    values = {"values": {"since": "1950-01-01T00:00:00+00:00", "until": "1951-01-01T00:00:00+00:00"}}
    told = filled.client("insider").post("/api/v1/analyses/betweenness/results", json=values).json()
    assert told["rows"] == []
    assert {item["reason"] for item in told["left_out"]} == {"links-without-time"}


def test_two_results_are_compared(filled: Served, result: str) -> None:
    client = filled.client("insider")
    other = client.post(
        "/api/v1/analyses/degree/results", json={"case": filled.case, "values": {"repeats": 4, "limit": 1}}
    ).json()["id"]
    told = client.get(f"/api/v1/results/{result}/compare/{other}", headers={"x-language": "ar"}).json()
    assert [(item["name"], item["before"], item["after"]) for item in told["parameters"]] == [
        ("limit", 100, 1)
    ]
    assert told["parameters"][0]["label"] == "الصفوف"
    assert (told["come"], told["inputs"], told["after"]["rows"]) == ([], [], 1)
    assert len(told["gone"]) + len(told["changed"]) + told["same"] == told["before"]["rows"]
    assert told["before"]["by_name"] == "Insider"
    strange = client.post("/api/v1/analyses/components/results", json={"case": filled.case}).json()["id"]
    refused = client.get(f"/api/v1/results/{result}/compare/{strange}")
    assert (refused.status_code, refused.json()["code"]) == (400, "results-of-two-analyses")


@pytest.mark.parametrize(("form", "kind"), [("csv", "text/csv; charset=utf-8"), ("json", "application/json")])
def test_a_result_is_saved_as_a_file_and_that_is_in_the_log(
    filled: Served, result: str, form: str, kind: str
) -> None:
    answer = filled.client("insider").post(f"/api/v1/results/{result}/file", json={"format": form})
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert f"degree-{result}.{form}" in answer.headers["content-disposition"]
    assert "people.csv" in answer.text
    assert any("+9647901112223" in line for line in answer.text.splitlines())
    assert any(
        leaf.act == "export" and leaf.object == f"result {form}" for leaf in filled.door.audit.leaves(1)
    )


def test_results_are_listed_by_case_and_analysis(filled: Served, result: str) -> None:
    client = filled.client("insider")
    client.post("/api/v1/analyses/components/results", json={})
    assert [item["id"] for item in client.get("/api/v1/results", params={"case": filled.case}).json()] == [
        result
    ]
    assert [
        item["analysis"] for item in client.get("/api/v1/results", params={"analysis": "components"}).json()
    ] == ["components"]


def test_a_queued_run_that_fails_says_why_in_the_callers_language(filled: Served) -> None:
    client = filled.client("insider")
    job = client.post("/api/v1/analyses/call-wheel/jobs", json={"values": {"number": "07999999999"}}).json()
    worker = Worker(filled.door)
    while worker.once():
        pass
    told = client.get(f"/api/v1/jobs/{job['no']}", headers={"x-language": "ar"}).json()
    assert (told["state"], told["result"]["code"]) == ("failed", "no-such-number")
    assert any("\u0600" <= sign <= "\u06ff" for sign in told["sentence"])
    assert told["next_step"]
