"""The desks that are installed, and every operation of theirs as an address of its own."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from tahqiq.desk import Desk, Operation, desk, desks, enqueue, is_open, may, perform, switch_on
from tahqiq.web.bodies import JobBody
from tahqiq.web.deps import Bench, Language
from tahqiq.web.routes.jobs import job_body

DeskName = Annotated[str, Path(pattern="^[a-z][a-z0-9-]{2,39}$", description="A desk's name.")]


class OperationBody(BaseModel):
    """One thing that can be asked of a desk. ``may``: whether the policies let the caller, in the desk's own file; ``in_case``: it is about a case that is named."""

    name: str
    title: str
    help: str
    effect: Literal["look", "act", "job"]
    in_case: bool
    may: bool


class DeskBody(BaseModel):
    """A desk. ``open``: it is switched on in this workspace and the caller belongs to its file; ``general``: all its work lies in cases, so that it is
    open to everybody."""

    name: str
    title: str
    help: str
    open: bool
    general: bool
    operations: list[OperationBody]


def router() -> APIRouter:
    """The addresses of all installed desks."""
    made = APIRouter()
    made.add_api_route("/desks", listed, methods=["GET"], tags=["desks"])
    made.add_api_route("/desks/{name}/open", opened, methods=["POST"], status_code=201, tags=["desks"])
    for declared in desks().values():
        for operation in declared.operations:
            _add(made, declared, operation)
    return made


def listed(bench: Bench, locale: Language) -> list[DeskBody]:
    """The desks that are installed, and whether they are open to the caller."""
    bench.door.audit.glance(bench.actor, "desks")
    return [_body(bench, item, locale) for item in desks().values()]


def opened(name: DeskName, bench: Bench, locale: Language) -> DeskBody:
    """Switch a desk on in this workspace; the caller belongs to its file. For supervisors."""
    declared = desk(name)
    switch_on(bench, declared)
    return _body(bench, declared, locale)


def _body(bench: Bench, declared: Desk, locale: str) -> DeskBody:
    told = declared.title(locale)
    operations = [
        OperationBody(
            name=item.name, title=declared.words(item.name, locale).sentence, help=declared.words(item.name, locale).next_step, effect=item.effect,
            in_case=item.in_case, may=may(bench, declared, item),
        )
        for item in declared.operations
    ]  # fmt: skip
    return DeskBody(
        name=declared.name,
        title=told.sentence,
        help=told.next_step,
        open=is_open(bench, declared),
        general=declared.general,
        operations=operations,
    )


def _add(made: APIRouter, declared: Desk, operation: Operation[Any, Any]) -> None:
    endpoint, answers, code = _endpoint(declared, operation)
    made.add_api_route(
        f"/desks/{declared.name}/{operation.name}", endpoint, methods=["GET" if operation.effect == "look" else "POST"], response_model=answers,
        status_code=code, tags=[declared.name.replace("-", "_")], name=operation.name.replace("-", "_"), description=declared.words(operation.name, "en").next_step,
    )  # fmt: skip


def _endpoint(declared: Desk, operation: Operation[Any, Any]) -> tuple[Callable[..., BaseModel], type[BaseModel], int]:
    """What answers an operation, in the form that its declaration gives it: the framework reads the types off the function."""

    def done(asked: BaseModel, bench: Bench) -> BaseModel:
        return perform(bench, declared, operation, asked)

    def queued(asked: BaseModel, bench: Bench, locale: Language) -> BaseModel:
        return job_body(enqueue(bench, declared, operation, asked), locale)

    if operation.effect == "job":
        queued.__annotations__["asked"] = operation.asks
        return queued, JobBody, 202
    done.__annotations__["asked"] = Annotated[operation.asks, Query()] if operation.effect == "look" else operation.asks
    return done, operation.answers, 200
