"""The application: one workspace, its API under ``/api/v1`` and the built page beside it."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.routing import BaseRoute

from tahqiq import __version__
from tahqiq.access.door import Door
from tahqiq.access.first_start import FirstStart
from tahqiq.desk import registry
from tahqiq.kit.errors import NotFound
from tahqiq.web import errors, security
from tahqiq.web.addresses import API, EarlierAddresses
from tahqiq.web.api_document import readable_document
from tahqiq.web.errors import ErrorBody
from tahqiq.web.exercise_files import MarkedFiles
from tahqiq.web.garbage import seldom
from tahqiq.web.limits import BodyLimit
from tahqiq.web.read_requests import looking
from tahqiq.web.routes import (
    activity,
    acts,
    analyses,
    audit,
    briefings,
    cards,
    chart,
    chart_file,
    chart_rules,
    chart_survey,
    conversations,
    desks,
    documents,
    dossiers,
    entities,
    exercises,
    export,
    first_start,
    health,
    identity,
    jobs,
    mappings,
    maps,
    origins,
    people,
    preferences,
    products,
    queries,
    reports,
    sample_case,
    search,
    session,
    sources,
    team,
    vocabulary,
)
from tahqiq.web.schema_names import after_desks
from tahqiq.web.turns import short_turns
from tahqiq.web.worker import Worker
from tahqiq.web.worker_process import Apart

NO_PAGE = (
    "<!doctype html><meta charset=utf-8><title>Tahqiq</title><p>The page has not been built. Run: make ui"
)


def create_app(
    door: Door,
    work: bool = True,
    names: Iterable[str] = (),
    largest: int = 0,
    apart: bool = False,
    sample: bool = False,
) -> FastAPI:
    """The application over an open door. ``work`` starts the worker that reads deposited files (off in tests
    that drive it by hand), ``apart`` in a process of its own; ``names`` are the names by which the server may
    be called beside addresses in digits and localhost; ``largest`` is how many bytes of files it takes at
    once, 0 = as many as there is room for; ``sample``: this is the demo on its sample workspace, whose
    accounts are one person's."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        worker = Worker(door)
        worker.upkeep.start()
        at_work = Apart(door.workspace.root) if apart else worker
        if work:
            at_work.start()
        with seldom(), short_turns():
            yield
        at_work.stop()

    app = FastAPI(
        title="Tahqiq",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.door = door
    app.state.largest = largest
    app.state.sample = sample
    app.state.names = frozenset(name.lower() for name in names)
    app.state.first_start = FirstStart(door)
    app.add_middleware(BodyLimit)
    app.middleware("http")(security.guard)
    app.add_middleware(EarlierAddresses)
    if door.workspace.exercise:
        app.add_middleware(MarkedFiles, workspace=door.workspace.description.id)
    errors.install(app)
    app.router.routes.extend(_routes())
    _page(app)
    return app


@cache
def _routes() -> Sequence[BaseRoute]:
    """The routes of the API, made once in a process: they take everything of their workspace from the
    application that is asked, and making them costs a fifth of a second."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(api())
    return tuple(app.router.routes)


def api() -> APIRouter:
    """All routes of the API; every one answers errors in the same form."""
    router = APIRouter(
        prefix=API, responses={"4XX": {"model": ErrorBody}}, generate_unique_id_function=operation_id
    )
    for module in (
        session,
        exercises,
        sample_case,
        preferences,
        search,
        entities,
        reports,
        sources,
        mappings,
        origins,
        jobs,
        people,
        audit,
        activity,
        vocabulary,
        export,
        products,
        briefings,
        dossiers,
        acts,
        documents,
        cards,
        identity,
        chart,
        chart_file,
        chart_rules,
        chart_survey,
        analyses,
        maps,
        first_start,
        health,
        team,
        queries,
        conversations,
    ):
        looking(module.router)
        router.include_router(module.router)
    router.include_router(desks.router())

    @router.get("/{rest:path}", include_in_schema=False)
    def unknown(rest: str) -> Response:
        raise NotFound("no-such-address")

    return router


@cache
def openapi_document() -> dict[str, Any]:
    """The OpenAPI document of the API, without a workspace: what ``openapi.json`` holds and the page's client
    is made from. Made once in a process (it costs seconds): read it, do not change it."""
    app = FastAPI(title="Tahqiq", version=__version__)
    app.include_router(api())
    return readable_document(after_desks(app.openapi(), registry.desks().values()), ErrorBody.__name__)


def operation_id(route: APIRoute) -> str:
    """The name of an operation in the generated client: family and function."""
    return f"{route.tags[0] if route.tags else 'api'}_{route.name}"


@cache
def _beside(static: Path) -> frozenset[str]:
    """The built files beside the page, which do not change while a process runs."""
    found = {path.relative_to(static).as_posix() for path in static.rglob("*") if path.is_file()}
    return frozenset(found - {"index.html"})


def _page(app: FastAPI) -> None:
    static = Path(str(files("tahqiq.web").joinpath("static")))
    if (static / "assets").is_dir():
        app.mount("/assets", StaticFiles(directory=static / "assets"), name="assets")

    files_beside = _beside(static)

    @app.get("/{rest:path}", include_in_schema=False)
    def page(rest: str) -> Response:
        if rest in files_beside:
            return FileResponse(static / rest)
        index = static / "index.html"
        if not index.is_file():
            return HTMLResponse(NO_PAGE, 503)
        return FileResponse(index, headers={"Cache-Control": "no-cache"})
