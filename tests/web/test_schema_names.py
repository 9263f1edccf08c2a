"""Shapes of desks carry the name of their desk in the API, whatever else is installed."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

from tahqiq.desk import Desk, Operation
from tahqiq.web.app import openapi_document
from tahqiq.web.schema_names import after_desks
from tests.documented import documented

CORE = "tahqiq.desk.answers"
REF = re.compile(r'"#/components/schemas/([^"]+)"')


def shape(module: str, name: str, **fields: type) -> type[BaseModel]:
    made = type(
        name,
        (BaseModel,),
        {"__module__": module, "__annotations__": fields, "model_config": ConfigDict(extra="forbid")},
    )
    assert issubclass(made, BaseModel)
    return made


def operation(asks: type[BaseModel], answers: type[BaseModel]) -> Operation[BaseModel, BaseModel]:
    return Operation(
        "make",
        asks,
        answers,
        "act",
        "annotate",
        lambda _at, _asked, _progress: answers.model_construct(),
        lambda _at: asks.model_construct(),
    )


def endpoint(item: Operation[Any, Any]) -> Callable[..., BaseModel]:
    def asked(given: BaseModel) -> BaseModel:
        answer: BaseModel = item.answers.model_construct(**given.model_dump())
        return answer

    asked.__annotations__ = {"given": item.asks, "return": item.answers}
    return asked


def document(*installed: Desk) -> dict[str, set[str]]:
    """The shapes of an API with these desks, with what each refers to."""
    app = FastAPI()
    for desk in installed:
        for item in desk.operations:
            app.add_api_route(f"/{desk.name}/{item.name}", endpoint(item), methods=["POST"])
    made = after_desks(app.openapi(), installed)
    schemas = made["components"]["schemas"]
    assert set(REF.findall(json.dumps(made))) <= set(schemas)
    return {name: set(REF.findall(json.dumps(one))) for name, one in schemas.items()}


def desk(name: str) -> Desk:
    part = shape(f"elsewhere.{name}.parts", "HitView", no=int)
    remark = shape(CORE, "Remark", text=str)
    return Desk(
        name,
        (
            operation(
                shape(f"elsewhere.{name}.asking", "Question", at=str),
                shape(f"elsewhere.{name}.telling", "Answer", hits=part, remark=remark),
            ),
        ),
    )


def test_a_shape_is_called_the_same_whatever_other_desk_is_installed() -> None:
    alone, both = document(desk("quay")), document(desk("quay"), desk("night-watch"))
    own = {name: refs for name, refs in both.items() if name.startswith("Quay")}
    assert own == {name: refs for name, refs in alone.items() if name.startswith("Quay")}
    assert set(own) == {"QuayQuestion", "QuayAnswer", "QuayHitView"}
    assert {"NightWatchQuestion", "NightWatchAnswer", "NightWatchHitView"} <= set(both)
    assert own["QuayAnswer"] >= {"QuayHitView"}
    assert "Remark" in alone  # of the core


def test_two_of_one_desk_that_are_called_alike_have_their_module_between() -> None:
    one, two = (
        shape(f"elsewhere.quay.{module}", "Line", **{module: int}) for module in ("report", "list_tool")
    )
    made = replace(
        desk("quay"),
        operations=(
            operation(
                shape("elsewhere.quay.a", "Question", no=int),
                shape("elsewhere.quay.b", "Answer", one=one, two=two),
            ),
        ),
    )
    assert {"QuayReportLine", "QuayListToolLine"} <= set(document(made))


def test_the_written_document_is_that_of_the_api() -> None:
    assert documented() == openapi_document(), "openapi.json is out of date: run make client"


def test_no_shape_of_the_api_is_called_by_its_module() -> None:
    assert [name for name in openapi_document()["components"]["schemas"] if "__" in name] == []
