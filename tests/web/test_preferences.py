"""How a person likes the page: kept for that person only, and followed to another machine."""

import pytest

from tahqiq.access.preferences import Preferences

from .conftest import Served

CHOSEN = {
    "locale": "ar",
    "digits": "latn",
    "hijri": True,
    "theme": "dark",
    "density": "dense",
    "time": "ltr",
    "zone": "Asia/Amman",
}


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_nobody_has_preferences_without_signing_in(served: Served, method: str) -> None:
    assert (
        served.client()
        .request(method, "/api/v1/preferences", json=CHOSEN if method == "PUT" else None)
        .status_code
        == 401
    )


@pytest.mark.parametrize("login", ["insider", "admin", "auditor"])
def test_they_follow_the_person_and_nobody_else(served: Served, login: str) -> None:
    first = served.client(login)
    assert first.get("/api/v1/preferences").json()["chosen"] is False
    assert first.put("/api/v1/preferences", json=CHOSEN).status_code == 204
    assert served.client(login).get("/api/v1/preferences").json() == {
        **CHOSEN,
        "chosen": True,
        "office_zone": "Asia/Baghdad",
    }
    assert served.client("outsider").get("/api/v1/preferences").json()["chosen"] is False
    assert "keep-preferences" in [leaf.act for leaf in served.bench("auditor").log(20)]


@pytest.mark.parametrize("wrong", [{"locale": "xx"}, {"digits": "roman"}, {"theme": 3}, {"zone": "Amman"}])
def test_what_the_page_does_not_know_is_refused(served: Served, wrong: dict[str, object]) -> None:
    assert served.client("insider").put("/api/v1/preferences", json=wrong).status_code == 422


def test_what_another_program_kept_does_no_harm(served: Served) -> None:
    kept = Preferences(served.door.workspace.database)
    for chosen, digits in (({"digits": "arab", "gone": "x"}, "arab"), ({"digits": "roman"}, "language")):
        kept.keep(served.door.people.get("insider").id, chosen)
        answer = served.client("insider").get("/api/v1/preferences").json()
        assert (answer["digits"], answer["density"], "gone" in answer) == (digits, "normal", False)


def test_the_office_says_its_zone_to_who_chose_none(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAHQIQ_ZONE", "Asia/Amman")
    answer = served.client("insider").get("/api/v1/preferences").json()
    assert (answer["zone"], answer["office_zone"]) == ("", "Asia/Amman")
