"""Who is nothing to a record does nothing with it, and who is what a second person must not be neither: every
operation that says what it needs, or refuses, is asked by outsiders of each sort and by whoever is refused;
every operation of the covert desk that names a record says it."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from httpx import Response
from pydantic import BaseModel

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import AUTHOR, Desk, Needs, Operation, desks
from tahqiq.desks.covert.closed_texts import COVERT_CLOSED
from tahqiq.desks.covert.desk import DESK as COVERT
from tahqiq.desks.covert.judge_register.record import ART_47
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.kit.errors import Conflict, NotFound
from tests.seat import Seat
from tests.web.conftest import Served

from .test_desks import at, call, example

pytestmark = pytest.mark.usefixtures("packages")
NAMING = frozenset(
    {
        "code",
        "number",
        "payment",
        "risk",
        "deployment",
        "watch",
        "delivery",
        "exhibit",
        "item",
        "items",
        "draft",
        "certificate",
    }
)
"""The fields of questions of the covert desk that name a record."""
DECIDED = ("release",)
"""Actions that the policies give to supervisors alone: what a decider must not be (applicant, handler,
observer) the operations refuse, and the tests of the desk ask it."""
ELSEWHERE = {
    "exhibit": ("deploy-buy", "delivery-plan", "watch-log"),  # the name that a new exhibit gets, or a mention
    "risk": ("contact-report",),  # what changed in the risk, in words
    "number": ("risk-assess", "source-state"),  # the authorisation of a source; what counts is the source
}


def needing() -> list[tuple[str, str]]:
    return [
        (declared.name, one.name)
        for declared in desks().values()
        for one in declared.operations
        if any(needs.one_of for needs in one.needs)
    ]


def refusing() -> list[tuple[str, str, str]]:
    """Every operation that refuses somebody for what they are to a record, and what that is."""
    return [
        (declared.name, one.name, relation)
        for declared in desks().values()
        for one in declared.operations
        for needs in one.needs
        for relation in needs.none_of
    ]


def test_every_act_at_the_covert_desk_that_names_a_record_says_what_it_needs() -> None:
    for one in COVERT.operations:
        named = {
            name
            for name, field in one.asks.model_fields.items()
            if name in NAMING and field.annotation in (str, list[str])
        }
        said = {needs.field for needs in one.needs}
        if one.effect != "look" and one.action not in DECIDED:
            assert {name for name in named - said if one.name not in ELSEWHERE.get(name, ())} == set(), (
                one.name
            )


def test_the_list_of_those_that_say_it_is_long() -> None:
    assert len(needing()) >= 30


@pytest.mark.parametrize(("name", "operation"), needing())
def test_outsiders_of_each_sort_do_nothing(served: Served, name: str, operation: str) -> None:
    declared = desks()[name]
    declaration = declared.operation(operation)
    asked = example(served, name, operation)
    before = _versions(served, declared)
    assert call(served.client(), name, operation, asked).status_code == 401
    assert call(served.client("outsider"), name, operation, asked).status_code == 404, "wrong case"
    assert call(served.client("auditor"), name, operation, asked).status_code in (403, 404), "wrong role"
    stranger = _answer(served, name, declaration, asked, "insider")
    assert stranger.status_code in (403, 404), stranger.text
    admitted = {relation for needs in declaration.needs for relation in needs.one_of} & {"admitted"}
    if not admitted:
        for compartment in (SOURCE_ID, COVERT_CLOSED, ART_47):
            _admit(served, compartment)
        unrelated = _answer(served, name, declaration, asked, "insider")
        assert unrelated.status_code in (403, 404), unrelated.text
        assert unrelated.json()["code"] in {needs.refusal for needs in declaration.needs} | (
            {"refused-by-policy"} if declaration.action == "release" else set()
        )
    assert _versions(served, declared) == before, "nothing was written"


@pytest.mark.parametrize(("name", "operation"), needing())
def test_a_hidden_record_answers_as_one_that_is_not_there(served: Served, name: str, operation: str) -> None:
    declared = desks()[name]
    declaration = declared.operation(operation)
    hidden = [needs for needs in declaration.needs if needs.kind.compartment and needs.kind.closes is None]
    asked = example(served, name, operation)
    for needs in hidden:
        if not getattr(asked, needs.field):
            continue
        gone = mint() if needs.key else "0" * 16
        value = str(getattr(asked, needs.field))
        there = _answer(served, name, declaration, asked, "insider")
        absent = _answer(served, name, declaration, asked.model_copy(update={needs.field: gone}), "insider")
        assert (there.status_code, there.text.replace(value, gone)) == (absent.status_code, absent.text)


def test_every_desk_with_second_persons_refuses_the_first() -> None:
    assert {name for name, _, _ in refusing()} >= {"cargo", "custody"}


@pytest.mark.parametrize(("name", "operation", "relation"), refusing())
def test_who_took_part_is_no_second_person(served: Served, name: str, operation: str, relation: str) -> None:
    declared = desks()[name]
    declaration = declared.operation(operation)
    needs = next(one for one in declaration.needs if relation in one.none_of)
    insider, chief = (at(served, login, declared, declaration) for login in ("insider", "chief"))
    asked = example(served, name, operation)
    for named in _taking_part(insider, chief, needs, relation, str(getattr(asked, needs.field))):
        if _is(insider, needs, relation, named):
            break
    else:
        pytest.fail(f"teach this test how somebody becomes the {relation} of a {needs.kind.name}")
    assert not _is(chief, needs, relation, named), "everybody would be refused"
    value = needs.kind.key(needs.key).of(named.body) if needs.key else named.id
    before = _versions(served, declared)
    answer = call(
        served.client("insider"), name, operation, asked.model_copy(update={needs.field: str(value)})
    )
    assert (answer.status_code, answer.json()["code"]) == (403, needs.refusal), answer.text
    assert "{" not in answer.json()["sentence"]
    assert _versions(served, declared) == before, "nothing was written"


def _taking_part(
    insider: Seat, chief: Seat, needs: Needs, relation: str, named: str
) -> Iterator[RecordVersion[Any]]:
    """The record that is named, as it is when somebody took part in each way that there is: their id, name or
    login stands in a text of it; they wrote a version of it, or its first one."""
    records, case = chief.records(needs.kind), chief.case_of(needs.kind)
    found = next(records.every({needs.key: named}, case=case)) if needs.key else records.get(named, case)
    body = _named_in(insider, needs, relation, found.body) if relation != AUTHOR else None
    if body is not None:
        yield records.save(body, case, found.id, found.version)
        return
    theirs = insider.records(needs.kind)
    if relation == AUTHOR:
        yield theirs.save(_other(found.body, needs), case, found.id, found.version)
        return
    numbered = {needs.key: f"{named}-2"} if needs.key else {}
    first = theirs.save(found.body.model_copy(update=numbered), case)
    yield records.save(first.body, case, first.id, first.version)


def _named_in(seat: Seat, needs: Needs, relation: str, body: BaseModel) -> BaseModel | None:
    person = seat.bench.person
    for field, value in body.model_dump().items():
        for mark in (person.id, person.name, person.login) if isinstance(value, str | list) else ():
            given = body.model_copy(update={field: [mark] if isinstance(value, list) else mark})
            with suppress(ValueError, AttributeError):  # a mark in a list of something else is no body
                made: BaseModel = needs.kind.body.model_validate(given.model_dump(warnings=False))
                if needs.kind.relations[relation](seat, made):
                    return made
    return None


def _other(body: BaseModel, needs: Needs) -> BaseModel:
    """A body that says something else in a text that is nobody's name: the same one is no new version."""
    for field, value in body.model_dump().items():
        if isinstance(value, str) and value and field not in (needs.key, needs.signature):
            with suppress(ValueError):
                other: BaseModel = needs.kind.body.model_validate(body.model_dump() | {field: f"{value} 2"})
                return other
    raise AssertionError(f"teach this test how a {needs.kind.name} changes")


def _is(seat: Seat, needs: Needs, relation: str, record: RecordVersion[Any]) -> bool:
    if relation == AUTHOR:
        return any(
            one.wrote == seat.actor.id
            for one in seat.records(needs.kind).history(record.id, seat.case_of(needs.kind))
        )
    return needs.kind.relations[relation](seat, record.body)


def _answer(
    served: Served, name: str, _declaration: Operation[Any, Any], asked: BaseModel, login: str
) -> Response:
    answer: Response = call(served.client(login), name, _declaration.name, asked)
    return answer


def _admit(served: Served, compartment: str) -> None:
    with suppress(Conflict, NotFound):
        served.bench("owner").team.open_compartment(compartment, compartment)
    served.door.cases.admit(compartment, served.door.people.get("insider").id, "test")


def _versions(served: Served, declared: Desk) -> str:
    names = {kind.name for kind in declared.kinds}
    return json.dumps(
        sorted(item.thing for item in served.door.workspace.records.every() if item.kind in names)
    )
