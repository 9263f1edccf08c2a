"""The zone of a case: who sets it, and that analyses and days follow it, whatever the office has."""

import pytest

from tahqiq.access.case_zone import zone_of
from tahqiq.store.results import recipe_of

from .conftest import Served


def test_supervisors_of_the_case_set_it_and_nobody_else(served: Served) -> None:
    path, body = f"/api/v1/cases/{served.case}/zone", {"zone": "Asia/Dubai"}
    assert served.client().put(path, json=body).status_code == 401
    for login, status in (("insider", 403), ("outsider", 404), ("admin", 404), ("auditor", 404)):
        assert served.client(login).put(path, json=body).status_code == status, login
    chief = served.client("chief")
    assert chief.put(path, json={"zone": "Dubai"}).status_code == 400
    assert chief.put(path, json=body).status_code == 204
    assert [one["zone"] for one in served.client("insider").get("/api/v1/cases").json()] == ["Asia/Dubai"]
    assert [one["zone"] for one in served.client("outsider").get("/api/v1/cases").json()] == [""]
    assert "set-zone" in [leaf.act for leaf in served.bench("auditor").log(20)]


def test_a_case_without_one_has_that_of_the_office(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAHQIQ_ZONE", "Asia/Amman")
    database = served.door.workspace.database
    chief = served.client("chief")
    assert (zone_of(database, served.case), zone_of(database, "")) == ("Asia/Amman", "Asia/Amman")
    chief.put(f"/api/v1/cases/{served.case}/zone", json={"zone": "UTC"})
    assert (zone_of(database, served.case), zone_of(database, "")) == ("UTC", "Asia/Amman")
    chief.put(f"/api/v1/cases/{served.case}/zone", json={"zone": ""})
    assert zone_of(database, served.case) == "Asia/Amman"


def test_an_analysis_of_the_case_is_in_its_zone_and_says_so(filled: Served) -> None:
    filled.client("chief").put(f"/api/v1/cases/{filled.case}/zone", json={"zone": "Asia/Dubai"})
    bench = filled.bench("insider")

    def zone(case: str | None, given: dict[str, object]) -> object:
        parameters = recipe_of(bench.analyses.run("call-wheel", {"number": "07901234567", **given}, case))
        assert isinstance(parameters["parameters"], dict)
        return parameters["parameters"]["zone"]

    assert zone(filled.case, {}) == "Asia/Dubai"
    assert zone(filled.case, {"zone": "UTC"}) == "UTC"
    assert zone(None, {}) == "Asia/Baghdad"
