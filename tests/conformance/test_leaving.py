"""What leaves a case or a desk asks for release: every operation that makes a file or carries something to
people who do not see where it came from is tried with everything that it rests on held back by an order,
under a handling code that forbids export, or closed in a compartment. It refuses, or nothing of that passes.

Such operations are found by what they declare (the action "export", ``leaves``), and
``test_desks.py::test_the_example_is_answered_as_declared_and_logged`` fails for one that the log shows
leaving and that declares nothing.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tahqiq.access.cases import Case
from tahqiq.casework.record_writer import WritableRecords
from tahqiq.desk import desks
from tahqiq.model.kinds import kinds
from tahqiq.store.stored_record import Record
from tahqiq.web.worker import Worker
from tests.web.conftest import Served

from .test_desks import call, example

pytestmark = [
    pytest.mark.usefixtures("packages"),
    pytest.mark.parametrize("served", ["sqlite"], indirect=True),  # what is asked is asked above any database
]
OPEN = {"open": ("", "open", 0)}
MARKS = {"held": ("", "open", 1), "strict": ("", "no-copy", 0), "closed": ("inner", "open", 0)}
"""Compartment, handling code and the source whose order holds a row back, of a data class from which nothing
leaves. The person who asks sees each of them at work."""
FILES = ("held", "strict")
"""What stays out of a file: whoever is admitted to a compartment makes files of it."""
LEAST = 6
"""A word with as many letters is somebody's or something's, and no choice out of a list."""


def leaving() -> list[tuple[str, str]]:
    return [
        (declared.name, one.name)
        for declared in desks().values()
        for one in declared.operations
        if one.leaves or one.action == "export"
    ]


@pytest.mark.usefixtures("served")
def test_the_operations_that_leave_are_of_every_desk() -> None:
    assert {name for name, _ in leaving()} >= {
        "cargo", "covert", "custody", "lab", "passengers", "reasoning",
    }  # fmt: skip


def trials() -> list[tuple[str, str, str]]:
    return [
        (name, one, mark)
        for name, one in leaving()
        for mark in (MARKS if desks()[name].operation(one).leaves else FILES)
    ]


@pytest.mark.parametrize(("name", "operation", "mark"), trials())
def test_what_may_not_leave_does_not(served: Served, name: str, operation: str, mark: str) -> None:
    before = sources(served), records(served)
    with resting_on(served, mark):
        asked = example(served, name, operation)
    planted = sources(served) - before[0]
    there = records(served)
    closed = reclassed(served, planted, mark)
    words = said(served, planted)
    if desks()[name].operation(operation).purpose != "product":  # which leaves values out one by one
        words |= {
            word
            for key, one in there.items()
            if key not in before[1]
            for word in leaves_of(json.loads(one.body))
        }
    words = {one for one in words if len(one) >= LEAST and one not in asked.model_dump_json()}
    left, _ = gone(served, name, operation, asked, (planted | before[0], there), closed)
    assert not {one for one in words if one in left}, "this passed"


@pytest.mark.parametrize(("name", "operation"), leaving())
def test_what_may_leave_does(served: Served, name: str, operation: str) -> None:
    before = sources(served)
    with resting_on(served, "open"):
        asked = example(served, name, operation)
    reclassed(served, sources(served) - before, "open")
    there = sources(served), records(served)
    left, status = gone(served, name, operation, asked, there, frozenset())
    assert status in (200, 202)
    assert left.strip()


@pytest.mark.parametrize(("name", "operation"), leaving())
def test_nothing_of_records_that_are_closed_as_a_kind_passes(
    served: Served, name: str, operation: str
) -> None:
    before = sources(served), records(served)
    asked = example(served, name, operation)
    there = records(served)
    words = {
        word
        for key, one in there.items()
        if key not in before[1] and (kind := kinds()[one.kind]).compartment_of(kind.read(one.body, one.shape))
        for word in leaves_of(json.loads(one.body))
        if len(word) >= LEAST and word not in asked.model_dump_json()
    }
    left, status = gone(served, name, operation, asked, (sources(served), there), frozenset())
    assert status in (200, 202)
    assert not {one for one in words if one in left}, "this passed"


def gone(
    served: Served,
    name: str,
    operation: str,
    asked: Any,  # noqa: ANN401
    before: tuple[set[int], dict[str, Record]],
    closed: frozenset[int],
) -> tuple[str, int]:
    """Everything that others can read once it was asked for: a file that was made, values that were stated
    and records that were written outside of what is closed; nothing where it refused. And its status."""
    declared = desks()[name].operation(operation)
    answer = call(served.client("chief"), name, operation, asked)
    if declared.effect == "job":
        Worker(served.door).once()
    made = answer.text if declared.action == "export" and answer.status_code == 200 else ""
    stated = said(served, sources(served) - before[0])
    written = [
        one.body
        for key, one in records(served).items()
        if key not in before[1] and not one.classes & closed and not kinds()[one.kind].compartment
    ]
    return "\n".join([made, *stated, *written]), answer.status_code


def sources(served: Served) -> set[int]:
    return {one.no for one in served.bench("chief").sources()}


def records(served: Served) -> dict[str, Record]:
    return {one.thing: one for one in served.door.workspace.records.every()}


def said(served: Served, among: set[int]) -> set[str]:
    """The values of sources, as somebody sees them who sees everything."""
    scope = served.bench("chief").scope()
    return {
        value.value
        for no in among
        for _, values in served.door.workspace.reading.scan(scope, no)
        for value in values
    }


def leaves_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves_of(one)


@contextmanager
def resting_on(served: Served, mark: str) -> Iterator[None]:
    """Within it every record rests on a class of its home from which nothing leaves, too."""
    kept = WritableRecords._classes

    def classes(
        self: WritableRecords[Any], home: Case, before: Record | None, body: str, compartment: str
    ) -> frozenset[int]:
        return kept(self, home, before, body, compartment) | {class_of(served, home.id, mark)}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WritableRecords, "_classes", classes)
        yield


def class_of(served: Served, home: str, mark: str) -> int:
    workspace = served.door.workspace
    with workspace.database.transaction() as transaction:
        return workspace.sources.data_class(transaction, home, *(OPEN | MARKS)[mark])


def reclassed(served: Served, among: set[int], mark: str) -> frozenset[int]:
    """Have the values of sources lie in such a class of their case; the classes of the mark."""
    database = served.door.workspace.database
    for one in served.bench("chief").sources():
        if one.no in among:
            number = class_of(served, one.case, mark)
            with database.transaction() as transaction:
                transaction.execute("UPDATE statement SET class=? WHERE source=?", (number, one.no))
    return frozenset(
        one.no
        for one in served.door.workspace.sources.data_classes()
        if (one.compartment, one.handling, min(one.held_by, 1)) == (OPEN | MARKS)[mark]
    )
