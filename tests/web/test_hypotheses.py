"""The routes of hypotheses and crime scripts: anonymous, wrong role, wrong case, then the good path; what a file may hold."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tahqiq.model.handling import handling_codes

from .conftest import CANARY, Served

Ref = dict[str, str]


@pytest.fixture
def ref(filled: Served) -> Ref:
    """A recorded value of the case: the telephone of the canary."""
    client = filled.client("insider")
    found = client.get("/api/search", params={"q": CANARY}).json()["hits"][0]["id"]
    statement = next(item for item in client.get(f"/api/entities/{found}").json()["statements"] if item["prop"] == "phone")
    return {"entity": statement["entity"], "statement": statement["id"]}


@pytest.fixture
def board(filled: Served, ref: Ref) -> str:
    """The address of a board with two hypotheses and a piece of evidence."""
    client, base = filled.client("insider"), f"/api/cases/{filled.case}/hypotheses"
    made = client.post(base, json={"title": f"{CANARY} board", "question": "Who?"})
    assert made.status_code == 201
    address = f"{base}/{made.json()['id']}"
    worded = [{"text": "The two work together"}, {"text": "They do not"}]
    assert client.put(address, json={"version": 1, "title": f"{CANARY} board", "question": "Who?", "hypotheses": worded}).status_code == 200
    assert client.post(f"{address}/evidence", json={**ref, "marks": {"h1": "++", "h2": "-"}, "credibility": "high"}).status_code == 201
    return address


@pytest.fixture
def script(filled: Served, ref: Ref) -> str:
    """The address of a crime script with one act."""
    base = f"/api/cases/{filled.case}/crime-scripts"
    act = {
        "stage": "doing",
        "title": "A call",
        "actors": [{"entity": ref["entity"]}, {"words": "a driver"}],
        "rests": [ref],
        "gaps": "When?",
    }
    made = filled.client("insider").post(base, json={"title": f"{CANARY} script", "acts": [act]})
    assert made.status_code == 201
    return f"{base}/{made.json()['id']}"


def asked(client: TestClient, board: str, script: str, ref: Ref) -> list[int]:
    """Every route with a body that would do."""
    boards, scripts = board.rsplit("/", 1)[0], script.rsplit("/", 1)[0]
    piece = f"{board}/evidence/{'ab' * 8}"
    answers = [
        client.get(boards),
        client.post(boards, json={"title": "x"}),
        client.get(board),
        client.put(board, json={"version": 2, "title": "x", "hypotheses": []}),
        client.delete(board, params={"version": 2}),
        client.get(f"{board}/history"),
        client.post(f"{board}/evidence", json=ref),
        client.put(piece, json={"version": 1}),
        client.delete(piece, params={"version": 1}),
        client.post(f"{board}/file", json={"format": "csv"}),
        client.get(scripts),
        client.post(scripts, json={"title": "x"}),
        client.get(script),
        client.get(f"{script}/versions"),
        client.put(script, json={"version": 1, "title": "x", "acts": []}),
        client.delete(script, params={"version": 1}),
        client.post(f"{script}/file", json={"format": "html"}),
    ]
    assert not any(CANARY in answer.text for answer in answers)
    return sorted({answer.status_code for answer in answers})


@pytest.mark.parametrize(("login", "status"), [(None, 401), ("admin", 404), ("auditor", 404), ("outsider", 404)])
def test_nobody_else_gets_in(filled: Served, board: str, script: str, ref: Ref, login: str | None, status: int) -> None:
    assert asked(filled.client(login), board, script, ref) == [status]


def test_a_colleague_reads_and_judges(filled: Served, board: str) -> None:
    client = filled.client("chief")
    seen = client.get(board).json()
    (piece,) = seen["evidence"]
    assert (piece["cited"]["state"], piece["cited"]["value"]["value"], piece["tells_apart"]) == ("stands", "+9647901112223", True)
    assert {item["key"]: (item["consistent"], item["inconsistent"]) for item in seen["tallies"]} == {"h1": (1, 0), "h2": (0, 1)}
    assert seen["people"][seen["by"]] == "Insider"
    address = f"{board}/evidence/{piece['id']}"
    saved = client.put(address, json={"version": 1, "marks": {"h1": "--"}, "credibility": "low", "note": "he lied"}).json()
    assert saved["tallies"][0] == {"key": "h1", "consistent": 0, "inconsistent": 1, "strongly": 1, "neutral": 0, "unjudged": 0}
    assert client.put(address, json={"version": 1, "marks": {}}).status_code == 409
    told = [(item["act"], item["by_name"]) for item in client.get(f"{board}/history").json()]
    assert ("marked", "Chief") in told
    assert ("cited", "Insider") in told
    assert client.delete(address, params={"version": 2}).json()["evidence"] == []


def test_a_retracted_value_is_shown_as_such(filled: Served, board: str, ref: Ref) -> None:
    client = filled.client("insider")
    client.post(f"/api/entities/{ref['entity']}/statements/{ref['statement']}/retract", json={"reason": "misread"})
    seen = client.get(board).json()
    assert seen["evidence"][0]["cited"]["closed"]["reason"] == "misread"
    assert (seen["not_counted"], seen["tallies"][0]["consistent"]) == (1, 0)


def test_what_does_not_fit_is_said(filled: Served, board: str, ref: Ref) -> None:
    client = filled.client("insider")
    again = client.post(f"{board}/evidence", json=ref)
    assert (again.status_code, again.json()["code"]) == (400, "evidence-cited-already")
    assert client.post(f"{board}/evidence", json={**ref, "marks": {"h1": "yes"}}).status_code == 422
    lost = client.put(board, json={"version": 2, "title": "x", "hypotheses": []})
    assert lost.json()["code"] == "hypothesis-missing"
    hidden = client.post(f"{board}/evidence", json={"entity": "ab" * 16, "statement": "cd" * 16})
    assert (hidden.status_code, hidden.json()["code"]) == (404, "no-such-statement")


def test_they_are_no_documents_to_overwrite(filled: Served, board: str, script: str) -> None:
    client = filled.client("insider")
    for address in (board, script):
        document = address.replace("hypotheses", "documents").replace("crime-scripts", "documents")
        body = {"version": 1, "title": "x", "body": {}}
        assert client.put(document, json=body).json()["code"] == "unknown-kind"
    assert client.post(f"/api/cases/{filled.case}/documents", json={"kind": "hypotheses", "title": "x"}).json()["code"] == "unknown-kind"


def test_a_script_is_saved_as_versions(filled: Served, script: str) -> None:
    client = filled.client("chief")
    seen = client.get(script).json()
    assert [item["about"]["caption"] if item["about"] else item["words"] for item in seen["acts"][0]["actors"]] == [
        f"{CANARY} {CANARY}",
        "a driver",
    ]
    act = {**seen["acts"][0], "prevention": "Check the card.", "actors": [{"words": "a driver"}], "rests": []}
    saved = client.put(
        script, json={"version": 1, "title": seen["title"], "acts": [act, {"stage": "preparation", "title": "A card is bought"}]}
    ).json()
    assert [(item["stage"], item["key"]) for item in saved["acts"]] == [("preparation", "a2"), ("doing", "a1")]
    assert (saved["without_source"], saved["by_name"]) == (2, "Chief")
    assert client.put(script, json={"version": 1, "title": "x", "acts": []}).status_code == 409
    assert [item["version"] for item in client.get(f"{script}/versions").json()] == [2, 1]
    assert client.get(script, params={"version": 1}).json()["acts"][0]["gaps"] == "When?"


@pytest.mark.parametrize(("form", "media"), [("csv", "text/csv"), ("html", "text/html"), ("json", "application/json")])
def test_files_leave_with_leave_and_in_the_log(filled: Served, board: str, script: str, form: str, media: str) -> None:
    client = filled.client("insider")
    for address in (board, script):
        answer = client.post(f"{address}/file", json={"format": form}, headers={"x-language": "ckb"})
        assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media)
        assert "+9647901112223" in answer.text
        assert "attachment" in answer.headers["content-disposition"]
    leaf = list(filled.door.audit.leaves())[-1]
    assert (leaf.act, leaf.object) == ("export", f"crime-script {form}")


def test_a_file_in_the_callers_language_reads_from_the_right(filled: Served, board: str) -> None:
    page = filled.client("insider").post(f"{board}/file", json={"format": "html"}, headers={"x-language": "ckb"}).text
    assert '<html lang="ckb" dir="rtl">' in page
    assert "ژمارەکان بڕیار نین" in page


def test_a_value_that_may_not_be_exported_holds_the_file_back(served: Served, tmp_path: Path) -> None:
    bench = served.bench("insider")
    sheet = tmp_path / "strict.csv"
    sheet.write_text(f"name,phone\n{CANARY} {CANARY},07901112223\n", "utf-8")
    bench.collect([sheet], bench.deposit("Harbour", handling_code=_strict()))
    client, base = served.client("insider"), f"/api/cases/{served.case}/hypotheses"
    found = client.get("/api/search", params={"q": CANARY}).json()["hits"][0]["id"]
    value = client.get(f"/api/entities/{found}").json()["statements"][0]
    address = f"{base}/{client.post(base, json={'title': 'x'}).json()['id']}"
    assert client.post(f"{address}/evidence", json={"entity": value["entity"], "statement": value["id"]}).status_code == 201
    refused = client.post(f"{address}/file", json={"format": "csv"})
    assert (refused.status_code, refused.json()["code"]) == (403, "export-forbidden")


def _strict() -> str:
    return next(code for code, item in handling_codes().items() if "export" in item.forbids)
