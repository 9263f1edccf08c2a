"""Doing what was asked of a desk: the one way for the API, the command line and jobs."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

from pydantic import BaseModel, ValidationError

from tahqiq.access.cases import Case
from tahqiq.access.door import Door
from tahqiq.access.hidden_actor import HiddenActors, hiding
from tahqiq.access.rule_refusals import noted
from tahqiq.desk.declaration import Desk
from tahqiq.desk.desktop import ActingDesktop, Desktop
from tahqiq.desk.lookups import resolved
from tahqiq.desk.moment_fields import check_moments
from tahqiq.desk.operation import Operation, Tool, kind_of
from tahqiq.desk.registry import desk
from tahqiq.desk.relations import require
from tahqiq.jobs.job import Job, Json
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.kit.unfit import path_of, unfit
from tahqiq.model.scope import Actor
from tahqiq.workbench import Workbench

Tell = Callable[[str, str], None]
"""Is told a record: its kind and id."""

DESK_JOB = "desk"
"""The kind of the jobs of all desks; the recipe names desk, operation and what is asked."""


def perform(
    bench: Workbench,
    declared: Desk,
    operation: Operation[Any, Any],
    asked: BaseModel,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> BaseModel:
    """Ask the policies, find what the question names, check what an act says about what has happened, then
    do it; a look leaves one entry in the log, an act two. ``tell`` is told the record that an act was about,
    once it is kept: the one of the kind that the answer is made from, else the first that was saved; never at
    a desk that hides who acts, where it may say too much that something was saved. Raises ``NotFound``
    (``desk-closed``) where the desk is not switched on for the person, ``Refused``, ``WrongUse`` (as
    :func:`tahqiq.desk.lookups.resolved` and :func:`tahqiq.desk.moment_fields.check_moments`), and what the
    operation raises."""
    act = f"{declared.name}.{operation.name}"
    with log_hides(bench, declared, operation), noted(bench.door, bench.actor, act):
        return _performed(bench, declared, operation, asked, progress, tell)


def _performed(
    bench: Workbench,
    declared: Desk,
    operation: Operation[Any, Any],
    asked: BaseModel,
    progress: Progress | None,
    tell: Tell | None,
) -> BaseModel:
    door, act = bench.door, f"{declared.name}.{operation.name}"
    if operation.effect == "look":
        with door.request():
            home = _home(bench, declared, operation, asked)
            door.require(bench.actor, operation.action, home)
            door.audit.read(bench.actor, act, "", home.id)
            at = Desktop(bench, declared, home.id, operation.purpose)
            asked = resolved(at, asked)
            require(at, operation, asked)
            looks: Callable[[Any, BaseModel, Progress | None], BaseModel] = (
                operation.run
            )  # as declared, it is content with a Desktop
            return _checked(operation, looks(at, asked, progress))
    with door.workspace.database.units.steady(), door.audit.unit(at_once=not operation.reads_files) as unit:
        home = _home(bench, declared, operation, asked)
        door.require(bench.actor, operation.action, home)
        with door.audit.act(bench.actor, act, "", home.id, whole=True):
            acting = ActingDesktop(bench, declared, home.id, operation.purpose, unit)
            acting.leaves = operation.leaves
            asked = resolved(acting, asked)
            require(acting, operation, asked)
            check_moments(declared, operation.name, asked)
            answer = _checked(operation, operation.run(acting, asked, progress))
    if tell is not None and unit.saved and not declared.hides_actors:
        own = kind_of(declared.kinds, operation.answers)
        tell(*next((one for one in unit.saved if one[0] == own), unit.saved[0]))
    return answer


def log_hides(
    bench: Workbench, declared: Desk, operation: Operation[Any, Any]
) -> AbstractContextManager[None]:
    """Within it the log does not tell who acted, where the desk or the operation hides that."""
    hides = declared.hides_actors or operation.hides_actor
    return hiding(HiddenActors(bench.workspace)) if hides else nullcontext()


def enqueue(bench: Workbench, declared: Desk, operation: Operation[Any, Any], asked: BaseModel) -> Job:
    """Have it done by the server's worker. Refuses at once what the policies forbid now; they are asked again
    when it is done."""
    with log_hides(bench, declared, operation):
        bench.door.require(bench.actor, operation.action, _home(bench, declared, operation, asked))
    return bench.jobs.add(DESK_JOB, _recipe(declared, operation, asked), bench.actor)


def now(bench: Workbench, declared: Desk, operation: Operation[Any, Any], asked: BaseModel) -> BaseModel:
    """Do it here and now, in a job of its own where it is one."""
    if operation.effect != "job":
        return perform(bench, declared, operation, asked)
    done = bench.jobs.here(
        DESK_JOB, _recipe(declared, operation, asked), bench.actor, partial(desk_job, bench.door)
    )
    answer: BaseModel = operation.answers.model_validate(done)
    return answer


def desk_job(door: Door, recipe: Json, actor: Actor, progress: Progress) -> Json:
    """What a job of a desk does, wherever it runs. Raises ``NotFound`` (``no-such-desk``) where the desk is
    no longer installed."""
    declared = desk(str(recipe.get("desk")))
    operation = operation_of(declared, str(recipe.get("operation")))
    asks = recipe.get("asks")
    bench = Workbench(door, door.people.get(actor.id))
    return perform(
        bench, declared, operation, asked_of(operation, asks if isinstance(asks, Mapping) else {}), progress
    ).model_dump(mode="json")


def own_file(bench: Workbench, declared: Desk) -> Case | None:
    """The desk's file where it is switched on and the person belongs to it; None for a general desk, which
    has none."""
    try:
        return None if declared.general else bench.door.cases.find(bench.actor.id, declared.file)
    except NotFound:
        return None


def carried_over(door: Door, declared: Desk) -> None:
    """Take over what an older program kept otherwise, where a desk does that."""
    if declared.carries is not None:
        declared.carries(door)


def is_open(bench: Workbench, declared: Desk) -> bool:
    """Whether the person can work at a desk here."""
    return declared.general or own_file(bench, declared) is not None


def is_on(bench: Workbench, declared: Desk) -> bool:
    """Whether a desk is switched on in this workspace, for whomever."""
    return declared.general or bench.door.cases.opened(declared.file) is not None


def may(bench: Workbench, declared: Desk, operation: Operation[Any, Any]) -> bool:
    """Whether the policies let the person ask for an operation in the desk's file; for a general desk, in any
    of their cases. One that writes into a compartment is for who is inside, or may open it where nobody
    did."""
    return may_at(bench, declared, operation.action) and _inside(bench, operation.compartment)


def _inside(bench: Workbench, compartment: str) -> bool:
    cases = bench.door.cases
    if not compartment or compartment in cases.compartments(bench.actor.id):
        return True
    return not cases.admitted(compartment) and bench.may("open-compartment")


def may_at(bench: Workbench, declared: Desk, action: str) -> bool:
    """Whether the policies let the person do something in the desk's file; for a general desk, in any of
    their cases."""
    own = own_file(bench, declared)
    homes = bench.door.cases.of(bench.actor.id) if declared.general else [own] if own else []
    return any(bench.door.may(bench.actor, action, home) for home in homes)


def switch_on(bench: Workbench, declared: Desk) -> Case:
    """Open the desk's file; the person belongs to it. Raises ``Conflict`` (``desk-open``), also for a general
    desk, and ``Refused``."""
    if declared.general:
        raise Conflict("desk-open", desk=declared.name)
    return bench.open_desk(declared.name)


def operation_of(declared: Desk, name: str) -> Operation[Any, Any]:
    """An operation of a desk. Raises ``NotFound`` (``no-such-operation``)."""
    try:
        return declared.operation(name)
    except KeyError:
        raise NotFound(
            "no-such-operation", name=name[:40], known=", ".join(item.name for item in declared.operations)
        ) from None


def asked_of(operation: Operation[Any, Any] | Tool[Any, Any], given: Mapping[str, object]) -> BaseModel:
    """What is asked, checked. Raises ``WrongUse`` (``asked-wrongly``) with the first field that does not
    fit."""
    try:
        asked: BaseModel = operation.asks.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        named = ".".join(str(part) for part in first["loc"])
        wrong = WrongUse("asked-wrongly", field=named or "-", detail=unfit(first))
        raise wrong.of_field(path_of(first["loc"])) from None
    return asked


def _home(bench: Workbench, declared: Desk, operation: Operation[Any, Any], asked: BaseModel) -> Case:
    """The case it is about, or the desk's file; the desk must be switched on and the person belong to its
    file."""
    carried_over(bench.door, declared)
    own = own_file(bench, declared)
    if own is None and not declared.general:
        raise NotFound("desk-closed", desk=declared.name)
    return (
        bench.door.cases.find(bench.actor.id, str(getattr(asked, "case", "")))
        if own is None or operation.in_case
        else own
    )


def _recipe(declared: Desk, operation: Operation[Any, Any], asked: BaseModel) -> dict[str, object]:
    return {"desk": declared.name, "operation": operation.name, "asks": asked.model_dump(mode="json")}


def _checked(operation: Operation[Any, Any], answer: object) -> BaseModel:
    if not isinstance(answer, BaseModel) or not isinstance(answer, operation.answers):
        raise TypeError(
            f"{operation.name} answers {type(answer).__name__} instead of {operation.answers.__name__}"
        )
    return answer
