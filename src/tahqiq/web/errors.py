"""One body for every error: code, sentence and next step in the caller's language."""

import logging
import re
import sqlite3
from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from tahqiq.casework import field_words
from tahqiq.kit.errors import Busy, NotFound, TahqiqError, WrongUse
from tahqiq.kit.faults import fault_of
from tahqiq.kit.messages import LOCALES
from tahqiq.kit.unfit import path_of, unfit, unfit_at
from tahqiq.workbench import Workbench

LOG = logging.getLogger("tahqiq.web")
FORMS = "/api/v1/desks/"
"""Below it people fill in forms: what does not fit is said at its field, by the field's label on the page."""
_ID = re.compile(r"[0-9a-f]{4,32}")


class ErrorBody(BaseModel):
    """What the API answers when something cannot be done."""

    code: str = Field(examples=["no-such-entity"])
    sentence: str = Field(examples=["Nothing with the id ab12 is visible to you."])
    next_step: str
    field: str = Field(
        default="",
        description="The path of the answer that it is about; empty: of none.",
        examples=["facility"],
    )
    label: str = Field(
        default="", description="What the page calls that field, where the sentence does not name it."
    )


def language(request: Request) -> str:
    """The language of the caller: header ``X-Language`` of our page, else English."""
    wanted = request.headers.get("x-language", "en")
    return wanted if wanted in LOCALES else "en"


def error_body(error: TahqiqError, locale: str) -> dict[str, str]:
    """The body for an error."""
    told = error.say(locale)
    said = {"code": error.code, "sentence": told.sentence, "next_step": told.next_step}
    return {**said, "field": error.field} if error.field else said


def _label(address: str, path: Sequence[int | str], locale: str) -> str:
    """What the page calls the field of a question that a desk was asked; empty where nobody named it."""
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    told = field_words.called(address[len(FORMS) :].partition("/")[0], "", "field", name, locale)
    return "" if told is None else told.sentence


def _probed(request: Request, error: NotFound) -> None:
    """Record that somebody who is signed in asked for what is not there or not theirs to see: by the id they
    gave, never by other words."""
    bench = getattr(request.state, "bench", None)
    if isinstance(bench, Workbench):
        ids = [
            value for value in request.path_params.values() if isinstance(value, str) and _ID.fullmatch(value)
        ]
        bench.missed(" ".join(ids), error.code)


def install(app: FastAPI) -> None:
    """Answer every error in the one form."""

    async def known(request: Request, error: Exception) -> JSONResponse:
        if not isinstance(error, TahqiqError):
            raise error
        if isinstance(error, NotFound):
            _probed(request, error)
        return JSONResponse(error_body(error, language(request)), error.http_status)

    async def system(request: Request, error: Exception) -> JSONResponse:
        fault = fault_of(error)
        if fault is None:
            raise error
        LOG.warning("%s %s: %s", request.method, request.url.path, error)
        if fault.code == "not-permitted":  # the path of a file on the server is nothing for whoever asks
            fault = Busy("disk-fails", detail=type(error).__name__)
        return JSONResponse(error_body(fault, language(request)), fault.http_status)

    async def invalid(request: Request, error: Exception) -> JSONResponse:
        wrong = WrongUse("request-invalid", detail="")
        if isinstance(error, RequestValidationError) and error.errors():
            first = error.errors()[0]
            told = first.get("ctx", {})
            if first.get("type") == "too_long" and told.get("field_type") == "List":
                fault = WrongUse(
                    "too-many-at-once",
                    name=str(first["loc"][-1]),
                    count=told.get("actual_length") or 0,
                    limit=told.get("max_length", 0),
                )
                return JSONResponse(error_body(fault, language(request)), 422)
            part, *path = first.get("loc") or ("",)
            if part in ("body", "query") and path and request.url.path.startswith(FORMS):
                wrong = WrongUse("request-invalid", detail=unfit(first)).of_field(path_of(path))
                body = error_body(wrong, language(request))
                return JSONResponse({**body, "label": _label(request.url.path, path, language(request))}, 422)
            if part == "body" and request.url.path.startswith(FORMS):
                wrong = WrongUse("request-invalid", detail=unfit(first))
            else:
                wrong = WrongUse("request-invalid", detail=unfit_at(first.get("loc", ()), first))
        return JSONResponse(error_body(wrong, language(request)), 422)

    async def http(request: Request, error: Exception) -> JSONResponse:
        status = 404
        fault: TahqiqError = NotFound("no-such-address")
        if isinstance(error, HTTPException):
            status = error.status_code
            fault = WrongUse("request-invalid", detail=str(error.detail)) if status == 400 else fault
        body = error_body(fault, language(request))
        headers = error.headers if isinstance(error, HTTPException) else None
        return JSONResponse(body, status, headers=headers)

    app.add_exception_handler(TahqiqError, known)
    app.add_exception_handler(OSError, system)
    app.add_exception_handler(sqlite3.Error, system)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
