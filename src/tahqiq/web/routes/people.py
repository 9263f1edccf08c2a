"""Cases and members; people, for administrators."""

from fastapi import APIRouter

from tahqiq.model.policy_part import policy_parts
from tahqiq.web.deps import Bench, Language
from tahqiq.web.people_bodies import CaseBody, CaseZone, NewCase, NewMember, NewPerson, PersonBody, RoleBody
from tahqiq.web.routes.session import person_body

router = APIRouter(tags=["people"])


@router.get("/cases")
def cases(bench: Bench) -> list[CaseBody]:
    """The caller's cases."""
    zones = bench.case_zones()
    return [
        CaseBody(
            id=case.id,
            title=case.title,
            state=case.state,
            opened_at=case.opened_at,
            zone=zones.get(case.id, ""),
        )
        for case in bench.cases()
    ]


@router.post("/cases", status_code=201)
def open_case(body: NewCase, bench: Bench) -> CaseBody:
    """Open a case; for supervisors."""
    case = bench.open_case(body.title)
    return CaseBody(id=case.id, title=case.title, state=case.state, opened_at=case.opened_at)


@router.put("/cases/{case}/zone", status_code=204)
def set_case_zone(case: str, body: CaseZone, bench: Bench) -> None:
    """Set the zone in which days of a case begin; for its supervisors."""
    bench.set_case_zone(case, body.zone)


@router.post("/cases/{case}/members", status_code=204)
def add_member(case: str, body: NewMember, bench: Bench) -> None:
    """Ask somebody to join a case; for its supervisors. They see nothing of it until they accept."""
    bench.invite(case, body.login)


@router.get("/roles")
def roles(bench: Bench, locale: Language) -> list[RoleBody]:
    """The roles that installed packages add to those of the program, by name."""
    bench.glanced("roles")
    return [
        RoleBody(name=name, title=words[locale])
        for part in policy_parts()
        for name, words in part.roles.items()
    ]


@router.get("/people")
def people(bench: Bench) -> list[PersonBody]:
    """Everybody who may sign in; for administrators. Accounts of programs are not among them."""
    unled = bench.unled()
    return [
        person_body(person).model_copy(update={"unled": unled.get(person.id, 0)}) for person in bench.people()
    ]


@router.post("/people", status_code=201)
def add_person(body: NewPerson, bench: Bench) -> PersonBody:
    """Add somebody; for administrators."""
    return person_body(
        bench.add_person(body.login, body.name, frozenset(body.roles), body.password, body.locale)
    )
