"""Looking at what a document was recognised as, trying an edited mapping, saving one, and reading under it,
over the API."""

import pytest

from tahqiq.collect.mapping.codec import from_dict
from tahqiq.web.worker import Worker

from .conftest import CANARY, Served

OWN = {
    "name": "own",
    "title": "Own",
    "for": {"kind": "table"},
    "layout": {"header": ["gizmo", "tel", "order date"]},
    "country": "IQ",
    "entities": {
        "person": {"schema": "Person", "key": ["gizmo"], "properties": {"name": "gizmo", "phone": "tel"}}
    },
}
SHEET = f"gizmo,tel,order date\n{CANARY} {CANARY},07901112223,2026-01-02\nSara Ahmed,nothing,2026-01-03\n"
SAID = {
    "case": "Harbour",
    "compartment": "",
    "order": "12/2026",
    "court": "Basra",
    "order_date": "2026-01-01",
    "numbers": ["+9647901112223"],
}


def deposited(served: Served, **said: object) -> str:
    """A sheet that nobody recognises, sealed and not read."""
    answer = served.client("insider").post(
        "/api/v1/deposits", data={**SAID, **said}, files={"files": ("own.csv", SHEET)}
    )
    assert answer.status_code == 201, answer.text
    (source,) = answer.json()
    assert (source["state"], source["authority"], source["statements"]) == ("sealed", "12/2026", 0)
    return str(source["id"])


ROUTES = [
    ("GET", "/api/v1/sources/{source}/recognition", None),
    ("POST", "/api/v1/sources/{source}/preview", {"document": OWN}),
    ("POST", "/api/v1/sources/{source}/read", {"mapping": ""}),
    ("POST", "/api/v1/sources/{source}/withdrawal", {"reason": "why"}),
    ("GET", "/api/v1/cases/{case}/mappings", None),
    ("GET", "/api/v1/cases/{case}/mappings/own", None),
    ("POST", "/api/v1/cases/{case}/mappings", {"document": OWN}),
]


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
@pytest.mark.parametrize(
    ("login", "status"), [(None, 401), ("admin", 404), ("auditor", 404), ("outsider", 404)]
)
def test_anonymous_wrong_role_and_wrong_case_learn_nothing(
    served: Served, method: str, path: str, body: object, login: str | None, status: int
) -> None:
    source = deposited(served)
    served.bench("insider").save_mapping("Harbour", from_dict(OWN))
    hidden = served.client(login).request(method, path.format(source=source, case=served.case), json=body)
    never = served.client(login).request(method, path.format(source="ab" * 8, case="ffffffffffff"), json=body)
    assert hidden.status_code == never.status_code == status, hidden.text
    strip = hidden.text.replace(source, "").replace(served.case, "")
    assert strip == never.text.replace("ab" * 8, "").replace("ffffffffffff", "")
    assert CANARY not in hidden.text


@pytest.mark.parametrize(
    ("login", "status"), [(None, 401), ("outsider", 404), ("admin", 404), ("auditor", 404)]
)
def test_who_is_not_in_the_case_seals_nothing_into_it(served: Served, login: str | None, status: int) -> None:
    before = sorted(served.door.workspace.root.joinpath("originals").rglob("*"))
    answer = served.client(login).post("/api/v1/deposits", data=SAID, files={"files": ("own.csv", SHEET)})
    assert answer.status_code == status
    assert sorted(served.door.workspace.root.joinpath("originals").rglob("*")) == before


def test_a_member_who_may_not_map_is_refused(served: Served) -> None:
    source = deposited(served)
    for login in ("auditor", "admin"):
        served.door.cases.add_member(served.case, served.door.people.get(login).id, "test")
        assert (
            served.client(login)
            .post(f"/api/v1/cases/{served.case}/mappings", json={"document": OWN})
            .status_code
            == 403
        )
        assert served.client(login).get(f"/api/v1/sources/{source}/recognition").status_code == 404


def test_a_compartment_needs_admission(served: Served) -> None:
    served.door.cases.open_compartment("inner", "Inner", "test")
    answer = served.client("insider").post(
        "/api/v1/deposits", data={**SAID, "compartment": "inner"}, files={"files": ("own.csv", SHEET)}
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "no-such-compartment")
    assert (
        served.client("insider")
        .post("/api/v1/deposits", data={**SAID, "order_date": "yesterday"}, files={"files": ("a", "b")})
        .status_code
        == 400
    )


def test_a_mapping_made_for_a_document_in_a_compartment_is_seen_by_those_admitted_to_it(
    served: Served,
) -> None:
    served.door.cases.open_compartment("inner", "Inner", "test")
    insider, colleague = served.door.people.get("insider").id, served.door.people.get("outsider").id
    served.door.cases.admit("inner", insider, "test")
    served.door.cases.add_member(served.case, colleague, "test")
    source = deposited(served, compartment="inner")
    kept = served.client("insider").post(
        f"/api/v1/cases/{served.case}/mappings?source={source}", json={"document": OWN}
    )
    assert kept.status_code == 201, kept.text
    address = f"/api/v1/cases/{served.case}/mappings"
    assert [item["name"] for item in served.client("insider").get(address).json()] == ["own"]
    assert served.client("outsider").get(address).json() == []
    assert served.client("outsider").get(f"{address}/own").text == served.client("outsider").get(
        f"{address}/never"
    ).text.replace("never", "own")
    assert served.bench("outsider").mappings() == {}
    assert (
        served.client("outsider").post(f"{address}?source={source}", json={"document": OWN}).status_code
        == 404
    )
    open_to_all = deposited(served)
    assert (
        served.client("outsider")
        .post(f"/api/v1/sources/{open_to_all}/read", json={"mapping": "own"})
        .status_code
        == 404
    )
    read = served.client("insider").post(f"/api/v1/sources/{source}/read", json={"mapping": "own"})
    assert read.status_code == 202, read.text
    Worker(served.door).once()
    assert served.door.workspace.sources.find(served.bench("insider").scope(), source).state == "published"


def test_a_document_that_was_read_says_what_was_taken_for_what_and_why(filled: Served) -> None:
    source = filled.bench("insider").sources()[0].id
    seen = filled.client("insider").get(f"/api/v1/sources/{source}/recognition").json()
    assert (seen["format"], seen["complete"], seen["candidates"][0]["name"]) == (
        "delimited",
        True,
        "delimited",
    )
    (table,) = seen["tables"]
    assert (table["header_row"], table["rows"]) == (1, 3)
    by_name = {column["name"]: column for column in table["columns"]}
    assert by_name["phone"]["used"][0]["prop"] == "phone"
    assert "phone" in by_name["phone"]["looks"]
    assert by_name["phone"]["why"]
    assert f"{CANARY} {CANARY}" in by_name["name"]["samples"]
    assert table["proposal"]["mapping"]["document"]["entities"]
    made = (
        filled.client("insider")
        .post(f"/api/v1/sources/{source}/preview", json={"text": table["proposal"]["mapping"]["text"]})
        .json()
    )
    assert (made["faults"], made["records"], made["mapped"]) == ([], 3, 3)


def test_deposit_look_edit_save_read(served: Served) -> None:
    client = served.client("insider")
    source = deposited(served)
    seen = client.get(f"/api/v1/sources/{source}/recognition").json()
    assert (seen["state"], seen["tables"][0]["proposal"]) == ("sealed", None)
    assert len(seen["tables"][0]["columns"]) == 3
    wrong = {**OWN, "entities": {"person": {"schema": "Persn", "properties": {"name": "gizmo"}}}}
    told = client.post(
        f"/api/v1/sources/{source}/preview", json={"document": wrong}, headers={"x-language": "ar"}
    ).json()
    (fault,) = told["faults"]
    assert fault["where"].startswith("entities.person")
    assert fault["sentence"] != fault["code"]
    told = client.post(
        f"/api/v1/sources/{source}/preview", json={"text": "name: x\ntitle: X\nentitties: {}"}
    ).json()
    assert told["faults"][0]["where"] == "entitties"
    made = client.post(f"/api/v1/sources/{source}/preview", json={"document": OWN}).json()
    assert (made["records"], made["mapped"], made["faults"]) == (2, 2, [])
    assert {item["schema"] for item in made["entities"]} >= {"Person"}
    assert made["uses"]["tel"] == [
        {"where": "entities.person.properties.phone", "schema": "Person", "prop": "phone"}
    ]
    (problem,) = [item for item in made["problems"] if item["value"] == "nothing"]
    assert (problem["part"], problem["part_kind"], problem["row"], problem["column"]) == (0, "file", 3, 2)
    assert served.bench("insider").sources()[0].state == "sealed"
    saved = client.post(f"/api/v1/cases/{served.case}/mappings", json={"document": OWN})
    assert (saved.status_code, saved.json()["version"]) == (201, 1)
    assert (
        client.post(f"/api/v1/cases/{served.case}/mappings", json={"text": saved.json()["text"]}).json()[
            "version"
        ]
        == 2
    )
    assert [item["version"] for item in client.get(f"/api/v1/cases/{served.case}/mappings/own").json()] == [
        1,
        2,
    ]
    job = client.post(f"/api/v1/sources/{source}/read", json={"mapping": "own"})
    assert job.status_code == 202, job.text
    assert Worker(served.door).once()
    (read,) = client.get("/api/v1/sources").json()
    assert (read["id"], read["state"], read["mapping"], read["mapped"]) == (source, "published", "own", 2)


def test_reading_again_needs_a_reason_and_shows_both_readings(filled: Served) -> None:
    client = filled.client("insider")
    source = filled.bench("insider").sources()[0].id
    assert (
        client.post(f"/api/v1/sources/{source}/read", json={"mapping": ""}).json()["code"] == "reason-needed"
    )
    assert (
        client.post(
            f"/api/v1/sources/{source}/read", json={"mapping": "/etc/hostname", "reason": "x"}
        ).json()["code"]
        == "no-such-mapping"
    )
    assert client.post(f"/api/v1/sources/{source}/read", json={"reason": "looked again"}).status_code == 202
    assert Worker(filled.door).once()
    (new,) = client.get("/api/v1/sources").json()
    old = client.get(f"/api/v1/sources/{source}").json()
    assert (old["state"], old["followed_by"], new["follows"], new["reading_reason"]) == (
        "superseded",
        new["id"],
        source,
        "looked again",
    )
    assert (
        client.post(f"/api/v1/sources/{source}/read", json={"reason": "x"}).json()["code"]
        == "reading-not-latest"
    )


def test_a_mapping_named_by_a_path_of_the_server_is_not_read(served: Served) -> None:
    answer = served.client("insider").post(
        "/api/v1/sources", data={**SAID, "mapping": "/etc/hostname"}, files={"files": ("own.csv", SHEET)}
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "no-such-mapping")


def test_choices_have_words_in_four_languages(served: Served) -> None:
    found = served.client("insider").get("/api/v1/mapping-choices").json()
    call = next(item for item in found["facts"] if item["schema"] == "Call")
    assert {"a", "b", "start", "seconds", "place", "device"} <= {item["slot"] for item in call["choices"]}
    person = next(item for item in found["entities"] if item["schema"] == "Person")
    assert all(
        set(item["labels"]) == {"en", "ar", "ckb", "kmr-Arab"}
        for one in (call, person)
        for item in one["choices"]
    )
    assert "hex_to_decimal" in found["transforms"]


def test_what_the_page_writes_for_a_holder_a_currency_and_towers_is_a_mapping(
    served: Served,
) -> None:
    statement = "Account,Client,To,Day,Sum\n11112222,Ali Hasan,33334444,2024-03-08,100\n"
    statement += "11112222,Ali Hasan,55556666,2024-03-09,200\n"
    towers = "Mast,Lat,Lon\nM1,33.3152,44.3661\n"
    key = ["Account", "Client"]
    holder = {
        "aAccount": {"schema": "BankAccount", "key": ["Account"], "properties": {}},
        "aHolder": {"schema": "LegalEntity", "key": key, "properties": {"name": "Client"}},
        "aOwnership": {
            "schema": "Ownership",
            "key": key,
            "properties": {"owner": {"entity": "aHolder"}, "asset": {"entity": "aAccount"}},
        },
    }
    payment = {
        "schema": "Payment",
        "a": {"column": "Account", "as": "BankAccount"},
        "b": {"column": "To", "as": "BankAccount"},
        "start": {"columns": ["Day"]},
        "amount": {"column": "Sum"},
        "currency": {"value": "IQD"},
    }
    site = {"schema": "CellSite", "properties": {"name": "Mast", "coordinates": {"template": "{Lat},{Lon}"}}}
    common = {"name": "own", "title": "Own", "version": 1, "zone": "UTC", "zone_by": "insider"}
    client = served.client("insider")
    made = []
    for name, text, document in (
        ("statement.csv", statement, {**common, "entities": holder, "facts": {"payment": payment}}),
        ("towers.csv", towers, {**common, "entities": {"cellSite": site}}),
    ):
        answer = client.post("/api/v1/deposits", data={"case": "Harbour"}, files={"files": (name, text)})
        source = answer.json()[0]["id"]
        told = client.post(f"/api/v1/sources/{source}/preview", json={"document": document}).json()
        assert told["faults"] == [], told
        made.append(told)
    assert sorted(one["schema"] for one in made[0]["entities"]) == ["LegalEntity", "Ownership"]
    assert "IQD" in str(made[0]["facts"])
    assert "33.3152" in str(made[1]["entities"])
