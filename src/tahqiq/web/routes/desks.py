"""The desks that are installed, and every operation of theirs as an address of its own."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel

from tahqiq.casework.forms.declaration import say
from tahqiq.desk import (
    Desk,
    Operation,
    desks,
    enqueue,
    is_on,
    is_open,
    may,
    may_at,
    operation_of,
    perform,
    switch_on,
)
from tahqiq.desk import desk as desk_named
from tahqiq.desk.operation_form import form_of, labels, values
from tahqiq.kit.errors import NotFound
from tahqiq.kit.yaml_nodes import Mistake
from tahqiq.web.addresses import API
from tahqiq.web.bodies import JobBody
from tahqiq.web.deps import Bench, Language
from tahqiq.web.paper_bodies import FormBody, basis_of
from tahqiq.web.routes import desk_forms, desk_lookups, desk_prints, desk_records, desk_registers
from tahqiq.web.routes.desk_registers import DeskName
from tahqiq.web.routes.jobs import job_body
from tahqiq.workbench import Workbench

OperationName = Annotated[str, Path(pattern="^[a-z][a-z0-9-]{0,79}$", description="An operation's name.")]


class OperationBody(BaseModel):
    """One thing that can be asked of a desk. ``may``: whether the policies let the caller, in the desk's own
    file; ``in_case``: it is about a case that is named."""

    name: str
    title: str
    help: str
    effect: Literal["look", "act", "job"]
    in_case: bool
    may: bool


class OperationForm(BaseModel):
    """How an operation is asked on the page. ``form`` is null where a plain form cannot ask it; ``labels``
    says what the fields of its answer are called, by name, and ``values`` the values of its choices, as far
    as they have words."""

    form: FormBody | None
    labels: dict[str, str]
    values: dict[str, str]


class DeskPart(BaseModel):
    """A register, a form or a kind in a flow of a desk. ``kind``: of its records ("" for a form);
    ``in_case``: it lies in a case that is named; ``may``: whether the policies let the caller, in the desk's
    file or in any case of theirs."""

    name: str
    kind: str
    title: str
    help: str
    in_case: bool
    may: bool


class DeskBody(BaseModel):
    """A desk. ``open``: it is switched on in this workspace and the caller belongs to its file; ``general``:
    all its work lies in cases, so that it is open to everybody; ``on``: it is switched on; ``may_open``: it
    is not, and the caller may switch it on. ``rules``: how many it has, ``inbox``: it has something that can
    be due (0 and false to who may not read its file). ``mistake``: what keeps its declarations from being
    used, "" when nothing does."""

    name: str
    title: str
    help: str
    open: bool
    general: bool
    on: bool
    may_open: bool
    operations: list[OperationBody]
    registers: list[DeskPart]
    forms: list[DeskPart]
    flows: list[DeskPart]
    rules: int
    inbox: bool
    mistake: str


def router() -> APIRouter:
    """The addresses of all installed desks."""
    made = APIRouter()
    made.add_api_route("/desks", listed, methods=["GET"], tags=["desks"])
    made.add_api_route(
        "/desks/{desk}/operations/{operation}", operation_form, methods=["GET"], tags=["desks"]
    )
    made.add_api_route("/desks/{desk}/open", opened, methods=["POST"], status_code=201, tags=["desks"])
    for part in (desk_registers, desk_records, desk_forms, desk_lookups, desk_prints):
        made.include_router(part.router)
    for declared in desks().values():
        for operation in declared.operations:
            _add(made, declared, operation)
    return made


def listed(bench: Bench, locale: Language) -> list[DeskBody]:
    """The desks that are installed, and whether they are open to the caller."""
    bench.glanced("desks")
    return [_body(bench, item, locale) for item in desks().values()]


def opened(desk: DeskName, bench: Bench, locale: Language) -> DeskBody:
    """Switch a desk on in this workspace; the caller belongs to its file. For supervisors."""
    declared = desk_named(desk)
    switch_on(bench, declared)
    return _body(bench, declared, locale)


def operation_form(desk: DeskName, operation: OperationName, bench: Bench, locale: Language) -> OperationForm:
    """The form of an operation, in the caller's language; the desk must be open to the caller."""
    declared = desk_named(desk)
    if not is_open(bench, declared):
        raise NotFound("desk-closed", desk=desk)
    item = operation_of(declared, operation)
    bench.glanced("desks", f"{desk} {operation}")
    form = form_of(declared, item)
    return OperationForm(
        form=None if form is None else FormBody.of(form, locale, in_case=item.in_case),
        labels=labels(declared, item, locale),
        values=values(declared, item, locale),
    )


def _body(bench: Bench, declared: Desk, locale: str) -> DeskBody:
    told = declared.title(locale)
    operations = [
        OperationBody(
            name=item.name,
            title=declared.words(item.name, locale).sentence,
            help=declared.words(item.name, locale).next_step,
            effect=item.effect,
            in_case=item.in_case,
            may=may(bench, declared, item),
        )
        for item in declared.operations
    ]
    on = is_on(bench, declared)
    made = DeskBody(
        name=declared.name,
        title=told.sentence,
        help=told.next_step,
        open=is_open(bench, declared),
        general=declared.general,
        on=on,
        may_open=not on and bench.may("open-case"),
        operations=operations,
        registers=[],
        forms=[],
        flows=[],
        rules=0,
        inbox=False,
        mistake="",
    )
    try:
        return made.model_copy(update=_parts(bench, declared, locale))
    except Mistake as error:
        return made.model_copy(update={"mistake": error.say(locale).sentence})
    except Exception as error:  # noqa: BLE001 (a stranger's desk may fail in any way, and must not take the others with it)
        return made.model_copy(update={"mistake": f"{type(error).__name__}: {error}"})


def _parts(bench: Workbench, declared: Desk, locale: str) -> dict[str, object]:
    may = {action: may_at(bench, declared, action) for action in ("read-case", "write-case")}

    def part(
        name: str, title: str, help_: str, home: str, action: str = "read-case", kind: str = ""
    ) -> DeskPart:
        return DeskPart(
            name=name, kind=kind, title=title, help=help_, in_case=home == "case", may=may[action]
        )

    latest = [versions[max(versions)] for versions in declared.forms.values()]
    flows = [(item, declared.lifecycle(item.kind)) for item in declared.lifecycles]
    return {
        "registers": [
            part(
                one.name,
                say(one.title, locale),
                say(one.help, locale),
                declared.kind(one.kind).home,
                kind=one.kind,
            )
            for one in declared.registers.values()
        ],
        "forms": [
            part(one.name, say(one.title, locale), basis_of(one, locale), declared.form_home, "write-case")
            for one in latest
        ],
        "flows": [
            part(item.kind, say(found[1].title, locale), "", declared.kind(item.kind).home, kind=item.kind)
            for item, found in flows
            if found is not None
        ],
        "rules": len(declared.rules) if may["read-case"] else 0,
        "inbox": may["read-case"] and bool(declared.lifecycles or declared.due or declared.awaited or latest),
    }


def _add(made: APIRouter, declared: Desk, operation: Operation[Any, Any]) -> None:
    endpoint, answers, code = _endpoint(declared, operation)
    made.add_api_route(
        f"/desks/{declared.name}/{operation.name}",
        endpoint,
        methods=["GET" if operation.effect == "look" else "POST"],
        response_model=answers,
        status_code=code,
        tags=[declared.name.replace("-", "_")],
        name=operation.name.replace("-", "_"),
        description=declared.words(operation.name, "en").next_step,
    )


def _endpoint(
    declared: Desk, operation: Operation[Any, Any]
) -> tuple[Callable[..., BaseModel], type[BaseModel], int]:
    """What answers an operation, in the form that its declaration gives it: the framework reads the types off
    the function."""

    def looked(asked: BaseModel, bench: Bench, _locale: Language) -> BaseModel:
        return perform(bench, declared, operation, asked)

    def acted(asked: BaseModel, bench: Bench, _locale: Language, response: Response) -> BaseModel:
        def tell(kind: str, identity: str) -> None:
            response.headers["Location"] = f"{API}/desks/{declared.name}/records/{kind}/{identity}"

        return perform(bench, declared, operation, asked, tell=tell)

    def queued(asked: BaseModel, bench: Bench, locale: Language) -> BaseModel:
        return job_body(enqueue(bench, declared, operation, asked), locale)

    if operation.effect == "job":
        queued.__annotations__["asked"] = operation.asks
        return queued, JobBody, 202
    if operation.effect == "look":
        looked.__annotations__["asked"] = Annotated[operation.asks, Query()]
        return looked, operation.answers, 200
    acted.__annotations__["asked"] = operation.asks
    return acted, operation.answers, 200
