"""The sample workspace of ``tahqiq demo``: its guided tasks, and going over to another of its accounts.

Only the demo's own server knows these addresses; any other answers as it answers an address that it does not
have.
"""

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from tahqiq.access.people import Person
from tahqiq.desk.exercises.results import task_of
from tahqiq.desk.sample_accounts import accounts, tasks
from tahqiq.kit.errors import NotFound
from tahqiq.web.deps import Bench, Language, token_of
from tahqiq.web.people_bodies import (
    ExerciseBody,
    GuidedTaskBody,
    SampleAccountBody,
    SampleBody,
    SampleChange,
    SignedIn,
)
from tahqiq.web.routes.session import let_in
from tahqiq.workbench import Workbench

router = APIRouter(prefix="/session/sample", tags=["session"])


def _is_sample(request: Request) -> bool:
    return bool(request.app.state.sample)


@router.get("")
def sample(request: Request, bench: Bench, locale: Language) -> SampleBody:
    """The accounts of the sample workspace and the caller's guided tasks; in an exercise the caller's task;
    empty anywhere else."""
    exercise = task_of(bench, locale)
    if exercise is not None:
        task = GuidedTaskBody(desk=exercise.desk, to=exercise.to, text=exercise.task, done=exercise.done)
        return SampleBody(
            accounts=[],
            tasks=[task],
            exercise=ExerciseBody(title=exercise.title, level=exercise.level, trainer=exercise.trainer),
        )
    if not _is_sample(request):
        return SampleBody(accounts=[], tasks=[])
    return SampleBody(
        accounts=[SampleAccountBody(login=one.login, name=one.name) for one in _present(bench).values()],
        tasks=[
            GuidedTaskBody(desk=one.desk, to=one.to, text=one.text, done=one.done)
            for one in tasks(bench, locale)
        ],
    )


@router.post("")
async def change(body: SampleChange, request: Request, response: Response, bench: Bench) -> SignedIn:
    """Go on as another account of the sample workspace, without its password: whoever is signed in there was
    given all of them in the terminal. The session before it ends."""
    return await run_in_threadpool(_changed, body.login, request, response, bench)


def _changed(login: str, request: Request, response: Response, bench: Workbench) -> SignedIn:
    known = _present(bench) if _is_sample(request) else {}
    if bench.person.login not in known or login not in known:
        raise NotFound("no-such-address")
    bench.signed_out(token_of(request))
    return let_in(known[login], request, response, bench.door)


def _present(bench: Workbench) -> dict[str, Person]:
    """The people of the sample's accounts, by login, in their order."""
    there = {one.login: one for one in bench.door.people.all() if one.state == "active"}
    return {one.login: there[one.login] for one in accounts() if one.login in there}
