"""What a job does that brings originals in or reads them again, and the recipe it does it by."""

from contextlib import ExitStack
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.casework.foreign import take_judgements
from tahqiq.collect.collection_result import Collected
from tahqiq.collect.exchange import NAME as EXCHANGE
from tahqiq.collect.intake import Intake
from tahqiq.collect.mapping.known import ReadingHints
from tahqiq.collect.withdrawal import Withdrawal
from tahqiq.jobs.job import Json
from tahqiq.jobs.named_lock import NamedLock
from tahqiq.jobs.progress import Progress
from tahqiq.jobs.register import Jobs
from tahqiq.kit.errors import Busy, WrongUse
from tahqiq.model.scope import Actor
from tahqiq.model.source import Authority, Deposit
from tahqiq.store.originals import Sealed

COLLECT, READ = "collect", "read"
TOGETHER = 50
"""How many originals that wait are read in one job at the most, so that nothing else waits long behind it."""


def collect_job(door: Door, recipe: Json, actor: Actor, progress: Progress) -> list[Collected]:
    """What a job of kind ``collect`` does, wherever it runs."""
    paths, sources, sealed, mapping = (
        recipe.get("paths"),
        recipe.get("sources"),
        recipe.get("sealed"),
        recipe.get("mapping"),
    )
    given = str(mapping) if mapping else None
    intake = Intake(door, actor, said=ReadingHints.from_json(recipe.get("said")))
    if isinstance(paths, list):
        made = intake.collect([Path(str(path)) for path in paths], deposit_from(recipe), given, progress)
    elif isinstance(sources, list):
        made = intake.read_registered(
            [door.workspace.sources.find(door.scope(actor), str(item)) for item in sources], given, progress
        )
    elif isinstance(sealed, list):  # of an older program, which registered what the page sent only here
        made = intake.read_registered(
            intake.register([_sealed_from(door, item) for item in sealed], deposit_from(recipe)),
            given,
            progress,
        )
    else:
        raise WrongUse("recipe-broken")
    return _with_judgements(door, actor, made)


def _sealed_from(door: Door, given: Json) -> tuple[Sealed, str]:
    dropped = given.get("dropped")
    went = tuple((str(what), int(count)) for what, count in dropped) if isinstance(dropped, list) else ()
    sha256 = str(given["sha256"])
    return Sealed(sha256, door.workspace.originals.path(sha256).stat().st_size, True, went), str(
        given["name"]
    )


def read_job(door: Door, recipe: Json, actor: Actor, progress: Progress) -> list[Collected]:
    """What a job of kind ``read`` does, wherever it runs; done a second time it says what stands."""
    if "received_how" in recipe:
        return _read_unread(door, recipe, actor, progress)
    mapping = recipe.get("mapping")
    source = door.workspace.sources.find(door.scope(actor), str(recipe.get("source")))
    reason, zone = str(recipe.get("reason") or ""), str(recipe.get("zone") or "")
    if recipe.get("withdraw"):
        return Withdrawal(door, actor).of(source, reason)
    return Intake(door, actor, said=ReadingHints.from_json(recipe.get("said"))).read_source(
        source, str(mapping) if mapping else None, reason, progress, zone
    )


def _read_unread(door: Door, recipe: Json, actor: Actor, progress: Progress) -> list[Collected]:
    """What :meth:`Collection.queue_unread` asked for. Where another process is at it nothing is done: that
    one looks again when it has ended."""
    jobs, case, received = (
        Jobs(door.workspace.database),
        str(recipe.get("case")),
        str(recipe.get("received_how")),
    )
    with ExitStack() as held:
        try:
            held.enter_context(NamedLock(door.workspace.database, f"read {received} {case} {actor.id}"))
        except Busy:
            return []
        broken_off = not jobs.live(progress.no)
        waiting = door.workspace.sources.unread(
            door.scope(actor), case, received, actor.id, TOGETHER, broken_off
        )
        made = Intake(door, actor).read_together(waiting, progress)
    if door.workspace.sources.unread(door.scope(actor), case, received, actor.id, 1) and not jobs.waits(
        READ, recipe, actor
    ):
        jobs.add(READ, recipe, actor)
    return made


def _with_judgements(door: Door, actor: Actor, made: list[Collected]) -> list[Collected]:
    """Take in the decisions about identity that exchange files brought, once what they are about is here."""
    for sha256 in dict.fromkeys(
        item.sha256 for item in made if item.mapping == EXCHANGE and item.status in ("published", "known")
    ):
        take_judgements(door, actor, sha256)
    return made


def deposit_json(deposit: Deposit) -> dict[str, str | None]:
    return {
        "case": deposit.case,
        "compartment": deposit.compartment,
        "handling": deposit.handling,
        "grade": deposit.grade,
        "zone": deposit.zone,
        "received_from": deposit.received_from,
        "received_how": deposit.received_how,
        "authority": deposit.authority.to_json(),
    }


def deposit_from(recipe: Json) -> Deposit:
    """The deposit of a stored ``collect`` recipe; raises ``WrongUse`` (``recipe-broken``) when it is none."""
    stored = recipe.get("deposit")
    if not isinstance(stored, dict):
        raise WrongUse("recipe-broken")
    fields = {key: value for key, value in stored.items() if key != "authority"}
    return Deposit(**fields, authority=Authority.from_json(str(stored.get("authority") or "")))
