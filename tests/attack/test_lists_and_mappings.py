"""A watchlist made of a case, and a mapping saved in one, let nothing of the case out that was not released:
walked by outsiders of each sort, with held rows, and with what lies in a compartment."""

import json
from datetime import date

import pytest

from tahqiq.collect.mapping.codec import from_dict
from tahqiq.desk import desk
from tahqiq.desks.passengers.watchlists.case_lists import CaseWatchlistRequest, watchlist_of_case
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.source import Authority
from tests.seat import Seat
from tests.web.conftest import Served, served, template  # noqa: F401 (fixtures)
from tests.web.test_mappings import OWN

PEOPLE = "name;phone;passport\nInside Zzqxperson;+9647430000002;X1000001\nZzqxheld;+9647430000003;X1000002\n"
CLOSED = "name;passport\nZzqxclosed;X1000003\n"


@pytest.fixture
def screeners(served: Served) -> Seat:  # noqa: F811
    """The chief of a case with held and closed rows at the passengers desk, where an outsider screens."""
    served.bench("owner").open_desk("passengers")
    chief, declared = served.bench("chief"), desk("passengers")
    for login in ("chief", "outsider"):
        served.door.cases.add_member(declared.file, served.door.people.get(login).id, "test")
    served.door.cases.open_compartment("inner", "Inner", "test")
    served.door.cases.admit("inner", chief.actor.id, "test")
    said = chief.deposit(
        served.case, zone="Asia/Baghdad", authority=Authority(reference="7/2026", numbers=("+9647430000002",))
    )
    chief.collect_made(PEOPLE.encode(), "zzqxsheet.csv", said)
    inner = chief.deposit(served.case, zone="Asia/Baghdad", compartment="inner")
    chief.collect_made(CLOSED.encode(), "zzqxinner.csv", inner)
    return Seat(chief, declared, declared.file, "work")


def test_a_list_of_a_case_tells_who_screens_what_was_released_and_nothing_else(
    served: Served,  # noqa: F811
    screeners: Seat,
) -> None:
    asked = {"case": served.case, "basis": "Order 12", "owner": "Court", "until": "2099-01-01"}
    address = "/api/v1/desks/passengers/lists-of-case"
    assert served.client().post(address, json=asked).status_code == 401
    for login in ("auditor", "insider"):  # not of the desk
        assert served.client(login).post(address, json=asked).status_code in (403, 404)
    answer = served.client("outsider").post(address, json=asked)  # of the desk, not of the case
    never = served.client("outsider").post(address, json={**asked, "case": "nevernever00"})
    assert answer.status_code == never.status_code == 404
    assert answer.text.replace(served.case, "") == never.text.replace("nevernever00", "")
    request = CaseWatchlistRequest(case=served.case, basis="Order 12", owner="Court", until=date(2099, 1, 1))
    made = watchlist_of_case(screeners, request, None)
    told = read_by_an_outsider(served, made.source)
    assert "Inside Zzqxperson" in told
    for closed in ("Zzqxheld", "X1000002", "Zzqxclosed", "X1000003", "zzqxsheet", "Harbour"):
        assert closed not in told, closed


def read_by_an_outsider(served: Served, source: str) -> str:  # noqa: F811
    client = served.client("outsider")
    answers = [
        client.get(f"/api/v1/sources/{source}"),
        client.get(f"/api/v1/sources/{source}/original"),
        client.get(f"/api/v1/sources/{source}/rows"),
        client.get("/api/v1/sources"),
        client.get("/api/v1/desks/passengers/registers"),
        client.get("/api/v1/desks/passengers/lists"),
        client.get("/api/v1/search", params={"q": "Zzqx"}),
    ]
    assert answers[1].status_code == 200
    return "\n".join(one.text for one in answers)


def test_a_mapping_saved_in_a_case_is_read_there_alone(
    served: Served,  # noqa: F811
    screeners: Seat,
) -> None:
    case = f"/api/v1/cases/{served.case}/mappings"
    chief = served.bench("chief")
    inner = next(one.id for one in chief.sources() if one.name == "zzqxinner.csv")
    open_sheet = next(one.id for one in chief.sources() if one.name == "zzqxsheet.csv")
    document = {**OWN, "name": "zzqxown"}
    assert (
        served.client("chief").post(f"{case}?source={inner}", json={"document": document}).status_code == 201
    )
    for login in (None, "auditor", "admin", "outsider"):
        for address in (case, f"{case}/zzqxown"):
            assert served.client(login).get(address).status_code in (401, 403, 404)
    assert served.client("insider").get(case).json() == []  # of the case, not of the compartment
    assert served.client("insider").get(f"{case}/zzqxown").status_code == 404
    assert "zzqxown" not in json.dumps(list(served.bench("insider").mappings()))
    chief.open_case("Other")
    for source in (inner, open_sheet):  # a document's headings do not move to the people of another case
        with pytest.raises(WrongUse, match="another case"):
            chief.save_mapping("Other", from_dict(document), source)
    assert chief.saved_mappings("Other") == []
    with pytest.raises(NotFound):
        served.bench("outsider").save_mapping("Elsewhere", from_dict(document), open_sheet)
