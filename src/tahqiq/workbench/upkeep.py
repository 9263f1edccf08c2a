"""What a server does for everybody: the jobs that wait, the search index and the graph; no person's look or
act, each job passes its owner's Scope."""

from collections.abc import Mapping
from functools import partial

from tahqiq.access.door import Door
from tahqiq.analyse.graph.graph_store import graph_of, up_to_date
from tahqiq.analyse.layout import compile_loops
from tahqiq.analyse.query.question import QUERY
from tahqiq.casework.analyses import ANALYSE, analyse_job
from tahqiq.casework.erasure_run import ERASE, erase_job, finish, start
from tahqiq.casework.linkage_run import LINK, link_job
from tahqiq.casework.queries import query_job
from tahqiq.jobs.holder import own
from tahqiq.jobs.interruption import failed_without_room
from tahqiq.jobs.job import Json
from tahqiq.jobs.progress import Handler, Progress
from tahqiq.jobs.register import Jobs
from tahqiq.model.scope import Actor
from tahqiq.store.reserve import BYTES, Reserve
from tahqiq.workbench.collection_jobs import COLLECT, READ, collect_job, read_job


class Upkeep:
    """The work that waits in a workspace, for the one worker of a server. ``more`` are handlers of jobs that
    are declared above the workbench, by kind."""

    def __init__(self, door: Door, more: Mapping[str, Handler]) -> None:
        self._door = door
        self._jobs = Jobs(door.workspace.database, door.workspace.originals.free_bytes)
        self._holder = own()
        self._reserve = Reserve(door.workspace.root)
        self._unproven: set[int] = set()
        self._handlers: dict[str, Handler] = {
            COLLECT: self._collect,
            READ: self._read,
            ERASE: partial(erase_job, door),
            ANALYSE: partial(analyse_job, door),
            LINK: partial(link_job, door),
            QUERY: partial(query_job, door),
            **more,
        }

    def start(self) -> None:
        """What every start does: sweep what was under way, finish an erasure that two persons ordered."""
        start(self._door)

    def erasures(self) -> None:
        """Carry on with an erasure that was broken off or had to wait: until it is done nothing can be
        deposited, so nobody is to wait for the next start."""
        if self.waiting() is None:
            finish(self._door, self._unproven)

    def waiting(self) -> int | None:
        """The number of the oldest job that can be done now, None when none can; jobs whose holder died wait
        again. While a document is being erased, none that reads files can."""
        self._jobs.recover()
        waiting = self._jobs.waiting()
        if waiting and self._door.workspace.sources.for_recovery(("erasing",)):
            waiting = self._jobs.waiting(but=(COLLECT, READ))
        return waiting[0] if waiting else None

    def hold_reserve(self) -> None:
        """Keep the room on the disk that :meth:`full` needs."""
        self._reserve.hold()

    def full(self, code: str) -> None:
        """The disk was found full (``code``): where less is left than the reserve, give that back and write
        on it that what waits has failed."""
        free = self._door.workspace.originals.free_bytes()
        if free < BYTES and self._reserve.spend():
            failed_without_room(self._door.workspace.database, self._holder, code, free)

    def roomy(self) -> int:
        """Queue again what failed because the disk was full, where there is room now; how many jobs."""
        return self._jobs.queue_roomy()

    def do(self, job: int) -> None:
        """Do a job as its owner. Raises what the job raises, and ``Busy`` when somebody else has it."""
        actor = self._door.people.get(self._jobs.owner(job)).actor()
        self._jobs.run(job, actor, self._handlers[self._jobs.get(job, actor).kind], holder=self._holder)

    def excuse(self) -> None:
        """Say that a job under way is left because the server stops: it is taken up again, and this was no
        attempt that failed."""
        self._jobs.excuse(self._holder)

    def index(self, seconds: float) -> None:
        """Make searchable what was collected, for some seconds; at once back where another process does
        it."""
        self._door.workspace.search.refresh(seconds, wait=0.0)

    def graph(self) -> None:
        """Bring the links up to date after a publication; the last ones answer meanwhile."""
        if not up_to_date(self._door.workspace):
            graph_of(self._door.workspace)

    def compile_loops(self) -> None:
        """Compile what lays charts out, so that the first chart waits for none of it."""
        compile_loops()

    def _read(self, recipe: Json, actor: Actor, progress: Progress) -> Json:
        return {"sources": [item.to_json() for item in read_job(self._door, recipe, actor, progress)]}

    def _collect(self, recipe: Json, actor: Actor, progress: Progress) -> Json:
        return {"sources": [item.to_json() for item in collect_job(self._door, recipe, actor, progress)]}
