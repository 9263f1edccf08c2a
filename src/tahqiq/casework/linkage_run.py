"""A linkage run of a person: what may be one is scored, and what is sure is carried out in the person's name;
here and now, or as a job of a server."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tahqiq.access.door import Door
from tahqiq.casework.identity import Identity
from tahqiq.jobs.job import Amount, Job, Json
from tahqiq.jobs.progress import Progress
from tahqiq.jobs.register import Jobs
from tahqiq.kit.errors import WrongUse
from tahqiq.model.pair import BANDS
from tahqiq.model.scope import Actor
from tahqiq.store.pairs import Pairs

if TYPE_CHECKING:
    from tahqiq.resolve.backends import Engine
    from tahqiq.resolve.run import Linked

LINK = "link"
_ENGINES: dict[str, "Engine"] = {"duckdb": "duckdb", "spark": "spark"}


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did for each kind of thing, and how many pairs it joined."""

    kinds: "tuple[Linked, ...]"
    adopted: int

    def to_json(self) -> Json:
        """As ``resolve run --json`` prints it and a job's result holds it."""
        kinds = [
            {
                "kind": one.kind,
                "records": one.records,
                "new": one.fresh,
                "model": one.model,
                "pairs": {band: one.bands.get(band, 0) for band in BANDS},
            }
            for one in self.kinds
        ]
        return {"kinds": kinds, "adopted": self.adopted}


class Linking:
    """The linkage runs of one person over all that the person may see; rows outside their order's authority
    are left out."""

    def __init__(self, door: Door, actor: Actor, identity: Identity) -> None:
        self._door, self._actor, self._identity = door, actor, identity
        self._workspace = door.workspace
        self._jobs = Jobs(door.workspace.database)

    def now(
        self, since: str | None, engine: "Engine", adopt: bool, show: Callable[[Amount], None] | None = None
    ) -> Run:
        """As :meth:`run`, as a job that is done here and can be stopped from elsewhere."""
        made: list[Run] = []

        def handler(recipe: Json, actor: Actor, progress: Progress) -> Json:
            made.append(self.run(*_asked(recipe), progress))
            return made[0].to_json()

        self._jobs.here(LINK, self._recipe(since, engine, adopt), self._actor, handler, show)
        return made[0]

    def queue(self, since: str | None = None, engine: "Engine" = "duckdb", adopt: bool = True) -> Job:
        """Queue a run for the worker of a server. Raises ``NotFound`` for a source, ``WrongUse``
        (``engine-not-here``)."""
        return self._jobs.add(LINK, self._recipe(since, engine, adopt), self._actor)

    def _recipe(self, since: str | None, engine: "Engine", adopt: bool) -> Json:
        from tahqiq.resolve.backends import backend

        source = (
            self._workspace.sources.find(self._door.scope(self._actor, "analysis"), since).id if since else ""
        )
        backend(engine)
        return {"since": source, "engine": engine, "adopt": adopt}

    def run(self, since: str | None, engine: "Engine", adopt: bool, progress: Progress) -> Run:
        """Link people, organisations, vehicles, devices and addresses: pairs are scored and kept for review.

        ``since`` (a source's id): only what that source says against all the rest, with the parameters of the
        last run. ``adopt``: the automatic band is carried out as judgements of this person, each of which can
        be taken back.
        """
        from tahqiq.resolve.backends import backend
        from tahqiq.resolve.run import link_all

        scope = self._door.scope(self._actor, "analysis")
        source = self._workspace.sources.find(scope, since) if since else None
        with self._door.audit.process(self._actor, LINK, source.id if source else "all") as outcome:
            done, touched = link_all(
                self._workspace, scope, source.no if source else None, backend(engine), progress.report
            )
            outcome.update({item.kind: item.model for item in done})
        sure = (
            [pair for pair in Pairs(self._workspace.database).of(scope, touched) if pair.band == "automatic"]
            if adopt
            else []
        )
        return Run(tuple(done), len(self._identity.adopt(sure)) if sure else 0)


def link_job(door: Door, recipe: Json, actor: Actor, progress: Progress) -> Json:
    """What a job of kind ``link`` does, wherever it runs."""
    identity = Identity(door, actor, Pairs(door.workspace.database))
    return Linking(door, actor, identity).run(*_asked(recipe), progress).to_json()


def _asked(recipe: Json) -> "tuple[str | None, Engine, bool]":
    engine = _ENGINES.get(str(recipe.get("engine")))
    if engine is None:
        raise WrongUse("recipe-broken")
    return str(recipe.get("since") or "") or None, engine, bool(recipe.get("adopt"))
