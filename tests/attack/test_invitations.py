"""Nobody is put into a case or a compartment: a person is asked, and until they join, it neither shows itself
nor stands in the way of their own."""

from tahqiq.access.door import Door

from .conftest import bench, client


def test_a_case_of_the_same_title_locks_nobody_out(door: Door) -> None:
    """It did: two cases of one title are told apart by id alone, and whoever put somebody into a second one
    took the title from them."""
    chief, rival = bench(door, "chief"), bench(door, "rival")
    own = chief.cases()[0].id
    trap = rival.open_case("Harbour").id
    rival.invite(trap, "chief")
    assert door.cases.find(chief.person.id, "Harbour").id == own
    assert [case.id for case in chief.cases()] == [own]
    assert chief.deposit("Harbour", zone="Asia/Baghdad").case == own


def test_who_is_asked_sees_the_title_and_nothing_else_until_they_join(door: Door) -> None:
    chief, rival = bench(door, "chief"), client(door, "rival")
    case = chief.cases()[0].id
    empty = rival.get("/api/v1/sources").json(), rival.get(f"/api/v1/cases/{case}/members").status_code
    chief.invite("Harbour", "rival")
    assert [
        (item["case"], item["title"], item["by_name"]) for item in rival.get("/api/v1/invitations").json()
    ] == [(case, "Harbour", "Chief")]
    assert (
        (rival.get("/api/v1/sources").json(), rival.get(f"/api/v1/cases/{case}/members").status_code)
        == empty
        == ([], 404)
    )
    shown = {
        item["login"]: item["invited"]
        for item in client(door, "chief").get(f"/api/v1/cases/{case}/members").json()
    }
    assert shown == {"chief": False, "rival": True}
    assert rival.post(f"/api/v1/invitations/{case}", json={"join": True}).status_code == 204
    assert [item["name"] for item in rival.get("/api/v1/sources").json()] == ["people.csv"]
    assert rival.get("/api/v1/invitations").json() == []
    acts = [
        (leaf.act, leaf.actor, leaf.case)
        for leaf in door.audit.leaves()
        if leaf.act in ("invite", "join-case") and leaf.result == "done"
    ]
    assert acts == [("invite", chief.person.id, case), ("join-case", door.people.get("rival").id, case)]


def test_who_declines_or_was_never_asked_does_not_join(door: Door) -> None:
    chief, rival = bench(door, "chief"), client(door, "rival")
    case = chief.cases()[0].id
    assert rival.post(f"/api/v1/invitations/{case}", json={"join": True}).status_code == 404
    assert rival.post("/api/v1/invitations/ffffffffffff", json={"join": True}).status_code == 404
    chief.invite("Harbour", "rival")
    assert rival.post(f"/api/v1/invitations/{case}", json={"join": False}).status_code == 204
    assert rival.post(f"/api/v1/invitations/{case}", json={"join": True}).status_code == 404
    assert rival.get("/api/v1/sources").json() == []


def test_an_invitation_is_taken_back(door: Door) -> None:
    chief, rival = bench(door, "chief"), client(door, "rival")
    case = chief.cases()[0].id
    chief.invite("Harbour", "rival")
    chief.invite("Harbour", "rival")
    assert door.cases.invited(case) == [door.people.get("rival").id]
    chief.team.remove("Harbour", "rival")
    assert rival.post(f"/api/v1/invitations/{case}", json={"join": True}).status_code == 404


def test_who_belongs_to_it_is_not_asked_again(door: Door) -> None:
    chief = bench(door, "chief")
    chief.invite("Harbour", "chief")
    assert door.cases.invitations(chief.person.id) == []


def test_nobody_is_put_into_a_compartment(door: Door) -> None:
    """A supervisor inside did it alone, and the person admitted was never asked whether they want to know
    what they must then keep to themselves."""
    chief, rival = bench(door, "chief"), client(door, "rival")
    chief.team.open_compartment("inner", "Inner")
    chief.team.ask_in("inner", "rival")
    asked = door.people.get("rival").id
    assert door.cases.compartments(asked) == []
    assert rival.get("/api/v1/compartments").json() == []
    assert rival.get("/api/v1/compartments/inner/members").status_code == 404
    assert [
        (item["compartment"], item["title"], item["by_name"])
        for item in rival.get("/api/v1/admissions").json()
    ] == [("inner", "Inner", "Chief")]
    assert rival.post("/api/v1/admissions/inner", json={"join": True}).status_code == 204
    assert door.cases.compartments(asked) == ["inner"]
    assert rival.get("/api/v1/admissions").json() == []
    acts = [
        (leaf.act, leaf.actor)
        for leaf in door.audit.leaves()
        if leaf.act in ("ask-in", "enter-compartment") and leaf.result == "done"
    ]
    assert acts == [("ask-in", chief.person.id), ("enter-compartment", asked)]


def test_who_was_not_asked_into_a_compartment_cannot_tell_it_from_none(door: Door) -> None:
    chief, rival = bench(door, "chief"), client(door, "rival")
    chief.team.open_compartment("inner", "Inner")
    hidden, absent = (
        rival.post(f"/api/v1/admissions/{name}", json={"join": True}) for name in ("inner", "elsewhere")
    )
    assert (hidden.status_code, hidden.text.replace("inner", "")) == (
        absent.status_code,
        absent.text.replace("elsewhere", ""),
    )
    assert hidden.status_code == 404
    chief.team.ask_in("inner", "rival")
    assert rival.post("/api/v1/admissions/inner", json={"join": False}).status_code == 204
    assert rival.post("/api/v1/admissions/inner", json={"join": True}).status_code == 404
    chief.team.ask_in("inner", "rival")
    chief.team.dismiss("inner", "rival")
    assert rival.post("/api/v1/admissions/inner", json={"join": True}).status_code == 404
    assert door.cases.compartments(door.people.get("rival").id) == []
