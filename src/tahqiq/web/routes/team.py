"""Members of cases, compartments, accounts and the rules in force."""

from typing import Annotated

from fastapi import APIRouter, Path

from tahqiq.access.people import Person
from tahqiq.web.deps import Bench
from tahqiq.web.people_bodies import (
    AdmissionBody,
    CompartmentBody,
    HandedOver,
    InvitationBody,
    JoinBody,
    MemberBody,
    NewCompartment,
    NewMember,
    NewPassword,
    NewRoles,
    PersonBody,
    RulesBody,
)
from tahqiq.web.routes.session import person_body

router = APIRouter(tags=["people"])
Case = Annotated[str, Path(max_length=300, description="A case, by id or title.")]
Login = Annotated[str, Path(max_length=200, description="A sign-in name.")]
Compartment = Annotated[str, Path(max_length=100, description="A compartment's name.")]


def _member(person: Person) -> MemberBody:
    return MemberBody(login=person.login, name=person.name, roles=sorted(person.roles), state=person.state)


@router.get("/cases/{case}/members")
def members(case: Case, bench: Bench) -> list[MemberBody]:
    """Who belongs to one of the caller's cases, and who is asked to join it."""
    people = [_member(person) for person in bench.team.members(case)[1]]
    return people + [
        _member(person).model_copy(update={"invited": True}) for person in bench.team.invited(case)
    ]


@router.get("/invitations")
def invitations(bench: Bench) -> list[InvitationBody]:
    """The cases the caller is asked to join."""
    found = bench.team.invitations()
    names = bench.names(item.by for item in found)
    return [
        InvitationBody(case=item.case.id, title=item.case.title, by_name=names.get(item.by, ""), at=item.at)
        for item in found
    ]


@router.post("/invitations/{case}", status_code=204)
def answer(case: Case, body: JoinBody, bench: Bench) -> None:
    """Join a case that the caller is asked to join, or decline."""
    bench.team.answer(case, body.join)


@router.delete("/cases/{case}/members/{login}", status_code=204)
def remove_member(case: Case, login: Login, bench: Bench) -> None:
    """Take somebody out of a case; for its supervisors."""
    bench.team.remove(case, login)


@router.get("/compartments")
def compartments(bench: Bench) -> list[CompartmentBody]:
    """The compartments the caller is admitted to."""
    return [CompartmentBody(name=item.name, title=item.title) for item in bench.team.compartments()]


@router.post("/compartments", status_code=201)
def open_compartment(body: NewCompartment, bench: Bench) -> CompartmentBody:
    """Open a compartment and be inside; for supervisors."""
    made = bench.team.open_compartment(body.name, body.title)
    return CompartmentBody(name=made.name, title=made.title)


@router.get("/compartments/{compartment}/members")
def admitted(compartment: Compartment, bench: Bench) -> list[MemberBody]:
    """Who is inside a compartment and who is asked to enter it, for those inside."""
    people = [_member(person) for person in bench.team.inside(compartment)[1]]
    return people + [
        _member(person).model_copy(update={"invited": True}) for person in bench.team.asked_in(compartment)
    ]


@router.post("/compartments/{compartment}/members", status_code=204)
def admit(compartment: Compartment, body: NewMember, bench: Bench) -> None:
    """Ask somebody to enter; for supervisors who are inside. They see the title alone until they answer."""
    bench.team.ask_in(compartment, body.login)


@router.get("/admissions")
def admissions(bench: Bench) -> list[AdmissionBody]:
    """The compartments the caller is asked to enter."""
    found = bench.team.admissions()
    names = bench.names(item.by for item in found)
    return [
        AdmissionBody(
            compartment=item.compartment.name,
            title=item.compartment.title,
            by_name=names.get(item.by, ""),
            at=item.at,
        )
        for item in found
    ]


@router.post("/admissions/{compartment}", status_code=204)
def answer_admission(compartment: Compartment, body: JoinBody, bench: Bench) -> None:
    """Enter a compartment that the caller is asked into, or decline."""
    bench.team.answer_admission(compartment, body.join)


@router.delete("/compartments/{compartment}/members/{login}", status_code=204)
def dismiss(compartment: Compartment, login: Login, bench: Bench) -> None:
    """Take somebody out of a compartment, or back what they were asked; for supervisors who are inside."""
    bench.team.dismiss(compartment, login)


@router.put("/people/{login}/password", status_code=204)
def set_password(login: Login, body: NewPassword, bench: Bench) -> None:
    """Set one's own password, or anybody's as an administrator; ends that person's sessions."""
    bench.set_password(login, body.password, body.old)


@router.delete("/people/{login}", status_code=204)
def close_person(login: Login, bench: Bench) -> None:
    """Close an account; for administrators. Nobody is ever deleted, since the log names them."""
    bench.close_person(login)


@router.post("/people/{login}/reopen")
def reopen_person(login: Login, bench: Bench) -> PersonBody:
    """Open a closed account again; for administrators."""
    return person_body(bench.reopen_person(login))


@router.put("/people/{login}/roles")
def set_roles(login: Login, body: NewRoles, bench: Bench) -> PersonBody:
    """Give somebody other roles; for administrators."""
    return person_body(bench.set_roles(login, frozenset(body.roles)))


@router.post("/people/{login}/hand-over")
def hand_over(login: Login, body: NewMember, bench: Bench) -> HandedOver:
    """Ask another supervisor to take over what has no other supervisor; for administrators."""
    return HandedOver(count=bench.hand_over(login, body.login))


@router.get("/rules")
def rules(bench: Bench) -> RulesBody:
    """The policies in force, which everybody who signs in may read."""
    return RulesBody(text=bench.team.rules())
