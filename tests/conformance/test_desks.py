"""What every desk promises, ours and a stranger's: asked of the one of the tutorial, of one of these tests,
and of each that is installed."""

import json
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.desk import Desk, Operation, SeatedDesktop, Stated, desks, enqueue, perform
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.web.worker import Worker
from tahqiq.workbench import Workbench
from tests.seat import Seat
from tests.web.conftest import Served

pytestmark = pytest.mark.usefixtures("packages")
DESTRUCTION = ("due", "ask", "confirm", "withdraw")


def operations() -> list[tuple[str, str]]:
    """Of the two desks of these tests and of all that are installed before them;
    :func:`test_every_installed_desk_is_here` holds that none is forgotten."""
    own = {
        "visitors": ("arrive", "leave", "inside"),
        "findings": ("write", "list", "state", *(f"destruction-{one}" for one in DESTRUCTION)),
    }
    installed = {item.name: tuple(one.name for one in item.operations) for item in desks().values()}
    return [(name, one) for name, names in (own | installed).items() for one in names]


def answered_outside(name: str) -> Mapping[str, int]:
    """What a member of the desk who is admitted to nothing and is nothing to its records is answered, by
    operation, where the declaration alone does not say it: the tests of the desk do (``outside.py``)."""
    place = f"tests.desks.{name}.outside"
    found: Mapping[str, int] = import_module(place).ANSWERS if _is_there(place) else {}
    return found


def _is_there(place: str) -> bool:
    try:
        return find_spec(place) is not None
    except ModuleNotFoundError:  # the desk has no tests of its own beside ours
        return False


def found(name: str, operation: str) -> tuple[Desk, Operation[Any, Any]]:
    declared = desks()[name]
    return declared, declared.operation(operation)


def at(served: Served, login: str, declared: Desk, operation: Operation[Any, Any]) -> Seat:
    return Seat(
        served.bench(login), declared, served.case if operation.in_case else declared.file, operation.purpose
    )


def example(served: Served, name: str, operation: str) -> BaseModel:
    declared, declaration = found(name, operation)
    home = served.case if declaration.in_case else declared.file
    with SeatedDesktop(served.bench("chief"), declared, home, declaration.purpose).acting() as desktop:
        asked: BaseModel = declaration.example(desktop)
    return asked


def call(client: TestClient, name: str, operation: str, asked: BaseModel) -> Any:  # noqa: ANN401
    path, body = f"/api/v1/desks/{name}/{operation}", asked.model_dump(mode="json", exclude_none=True)
    return (
        client.get(path, params=body)
        if found(name, operation)[1].effect == "look"
        else client.post(path, json=body)
    )


def test_every_installed_desk_is_here() -> None:
    assert set(operations()) == {
        (item.name, one.name) for item in desks().values() for one in item.operations
    }


def test_what_is_answered_outside_is_of_operations_that_are_there() -> None:
    for name, declared in desks().items():
        assert answered_outside(name).keys() <= {one.name for one in declared.operations}


def test_every_desk_has_its_words_in_four_languages() -> None:
    for declared in desks().values():
        for one in declared.commands:
            told = {
                locale: (*declared.title(locale), *declared.words(one.name, locale)) for locale in LOCALES
            }
            assert all(all(words) for words in told.values())
            assert len(set(told.values())) == len(LOCALES)


def test_every_field_of_a_question_is_described() -> None:
    for declared in desks().values():
        for one in declared.commands:
            assert all(field.description for field in one.asks.model_fields.values()), (
                declared.name,
                one.name,
            )


@pytest.mark.parametrize(("name", "operation"), operations())
def test_who_may_not_is_refused_and_it_is_logged(served: Served, name: str, operation: str) -> None:
    asked = example(served, name, operation)
    assert call(served.client(), name, operation, asked).status_code == 401
    before = {
        kind.name: sum(1 for item in served.door.workspace.records.every() if item.kind == kind.name)
        for kind in desks()[name].kinds
    }
    for login, wanted in {"admin": (403, 404), "auditor": (403, 404), "outsider": (404,)}.items():
        size = served.door.audit.size()
        answer = call(served.client(login), name, operation, asked)
        assert answer.status_code in wanted, (login, answer.text)
        assert set(answer.json()) == {"code", "sentence", "next_step"}
        assert served.door.audit.size() > size
    after = {
        kind.name: sum(1 for item in served.door.workspace.records.every() if item.kind == kind.name)
        for kind in desks()[name].kinds
    }
    assert after == before


@pytest.mark.parametrize(("name", "operation"), operations())
def test_a_member_of_the_desk_in_another_case_is_refused(served: Served, name: str, operation: str) -> None:
    declared, declaration = found(name, operation)
    asked = example(served, name, operation)
    served.door.cases.add_member(declared.file, served.door.people.get("outsider").id, "test")
    answer = call(served.client("outsider"), name, operation, asked)
    refused = declaration.action in ("release", "erase") or any(needs.one_of for needs in declaration.needs)
    alone = 403 if refused else 202 if declaration.effect == "job" else 200
    done = answered_outside(name).get(operation, alone)
    assert answer.status_code == (404 if declaration.in_case else done)


def exports(served: Served, since: int) -> bool:
    """Whether the log says that something left the program."""
    return any(leaf.act == "export" for leaf in served.door.audit.leaves(since + 1))


def carried(served: Served, name: str, act: str, since: int) -> set[str]:
    """The cases and files of desks in which something was written once another was read, as the log says;
    what registers of closed originals look up at their own desks is not read by the person."""
    other = {one.file for one in desks().values() if one.name != name}
    made = [
        leaf
        for leaf in served.door.audit.leaves(since + 1)
        if leaf.act != act and leaf.case not in ("", *other)
    ]
    read = {leaf.case for leaf in made if leaf.phase == "read"}
    return {leaf.case for leaf in made if leaf.phase == "intent" and read - {leaf.case}}


@pytest.mark.parametrize(("name", "operation"), operations())
def test_the_example_is_answered_as_declared_and_logged(served: Served, name: str, operation: str) -> None:
    _, declaration = found(name, operation)
    asked = example(served, name, operation)
    size = served.door.audit.size()
    answer = call(served.client("chief"), name, operation, asked)
    act = f"{name}.{operation}"
    if declaration.effect == "job":
        assert answer.status_code == 202
        Worker(served.door).once()
        (job,) = [
            item for item in served.client("chief").get("/api/v1/jobs").json() if item["kind"] == "desk"
        ]
        assert job["state"] == "done", job
        declaration.answers.model_validate(job["result"])
    else:
        assert answer.status_code == 200, answer.text
        declaration.answers.model_validate(answer.json())
    assert declaration.action == "export" or not exports(served, size), "it makes a file: say so"
    carries = declaration.leaves or declaration.action == "erase"
    assert carries or not carried(served, name, act, size), "it carries on what it read: say so"
    phases = [leaf.phase for leaf in served.door.audit.leaves() if leaf.act == act]
    assert phases == (["read"] if declaration.effect == "look" else ["intent", "outcome"])
    assert Verifier(served.door).verify().holds


@pytest.mark.parametrize(("name", "operation"), operations())
def test_what_is_not_asked_so_is_said_with_its_field(served: Served, name: str, operation: str) -> None:
    client = served.client("chief")
    path = f"/api/v1/desks/{name}/{operation}"
    looks = found(name, operation)[1].effect == "look"
    answer = (
        client.get(path, params={"no-such-field": "1"})
        if looks
        else client.post(path, json={"no-such-field": "1"})
    )
    assert answer.status_code in (400, 422)
    assert answer.json()["sentence"]


def test_a_desk_that_is_not_open_answers_nobody(tmp_path: Path) -> None:
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    declared = desks()["visitors"]
    with pytest.raises(NotFound, match="not open"):
        perform(bench, declared, declared.operation("inside"), declared.operation("inside").asks())
    bench.open_desk("visitors")
    assert perform(
        bench, declared, declared.operation("inside"), declared.operation("inside").asks()
    ).model_dump() == {"visits": []}
    assert [case.title for case in bench.cases()] == ["Inbox"]
    with pytest.raises(Conflict, match="open already"):
        bench.open_desk("visitors")
    door.close()


def test_what_a_desk_states_is_an_original_with_its_source(served: Served) -> None:
    declared = desks()["findings"]
    asked = example(served, "findings", "state")
    job = enqueue(served.bench("chief"), declared, declared.operation("state"), asked)
    Worker(served.door).once()
    chief = served.bench("chief")
    assert chief.job(job.number).result == {"read": 1}
    (hit,) = chief.search("علبة").hits
    (statement, *_) = chief.show(hit.id.hex()).statements
    source = next(item for item in chief.sources() if item.sha256 == statement.source_sha256)
    assert source.name.startswith("findings findings ")
    bare = Seat(chief, declared, served.case, "work").publish(
        "bare", [Stated("1", "Article", {"name": ["علبة", ""], "summary": [""]})]
    )
    sealed = next(item for item in chief.sources() if item.id == bare.source)
    assert json.loads(chief.workspace.originals.path(sealed.sha256).read_bytes())["properties"] == {
        "name": ["علبة"]
    }
    with pytest.raises(WrongUse):
        Seat(chief, declared, served.case, "work").publish("nothing", [])
    for schema, name in (("Thing", "name"), ("Person", "colour"), ("NoSuch", "name")):
        with pytest.raises(NotFound):
            Seat(chief, declared, served.case, "work").publish("wrong", [Stated("1", schema, {name: ["x"]})])
