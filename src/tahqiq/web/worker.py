"""The one worker of a server: takes queued jobs and does them, one after the other."""

import logging
import threading
from functools import partial
from time import monotonic

from tahqiq.access.door import Door
from tahqiq.analyse.graph.keeping import graph_of, up_to_date
from tahqiq.analyse.query.declared import QUERY
from tahqiq.casework.analyses import ANALYSE, analyse_job
from tahqiq.casework.erasing import ERASE, erase_job
from tahqiq.casework.linking import LINK, link_job
from tahqiq.casework.queries import query_job
from tahqiq.desk import DESK_JOB, desk_job, desks
from tahqiq.desk.clockwork import strike
from tahqiq.jobs.holder import own
from tahqiq.jobs.register import Handler, Jobs, Json, Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, TahqiqError
from tahqiq.model.scope import Actor
from tahqiq.workbench import COLLECT, READ, collect_job, read_job

LOG = logging.getLogger("tahqiq.worker")
IDLE_SECONDS = 0.3
INDEX_SECONDS = 5.0
CLOCK_SECONDS = 30.0
"""How often it is looked whether a clock of a desk strikes."""
FAILED_SECONDS = 300.0
"""How long the clocks of a desk wait after a stroke failed."""


class Worker(threading.Thread):
    """A thread that ends when :meth:`stop` is called; a job under way is left to its lease and taken up again at the next start."""

    def __init__(self, door: Door) -> None:
        super().__init__(name="tahqiq-worker", daemon=True)
        self._door = door
        self._jobs = Jobs(door.workspace.database)
        self._stop = threading.Event()
        self._holder = own()
        self._clocks: dict[str, float] = {}
        self._handlers: dict[str, Handler] = {
            COLLECT: self._collect,
            READ: self._read,
            ERASE: partial(erase_job, door),
            ANALYSE: partial(analyse_job, door),
            LINK: partial(link_job, door),
            QUERY: partial(query_job, door),
            DESK_JOB: partial(desk_job, door),
        }

    def stop(self) -> None:
        """Ask the thread to end. A job under way is taken up again at the next start, and this is no attempt at it that failed."""
        self._stop.set()
        self._jobs.excuse(self._holder)

    def run(self) -> None:
        """Take jobs until told to stop."""
        while not self._stop.is_set():
            busy = self.once()
            self.clocks()
            self._index()
            if not busy:
                self.graph()
                self._stop.wait(IDLE_SECONDS)

    def _index(self) -> None:
        """Make searchable what was collected, a few seconds at a time, so that no job waits long for it."""
        try:
            self._door.workspace.search.refresh(INDEX_SECONDS, wait=0.0)
        except Exception:
            LOG.exception("the search index could not be brought up to date")

    def graph(self) -> None:
        """Bring the links up to date after a publication, so that nobody waits for them; the last ones answer meanwhile."""
        try:
            if not up_to_date(self._door.workspace):
                graph_of(self._door.workspace)
        except Exception:
            LOG.exception("the graph could not be brought up to date")

    def clocks(self) -> None:
        """Carry out the strokes of desks' clocks that are due, those of an outage first. One that fails is tried again later and keeps no other waiting."""
        for declared in desks().values():
            if monotonic() < self._clocks.get(declared.name, 0.0):
                continue
            wait = CLOCK_SECONDS
            try:
                for struck in strike(self._door, declared, clock.now()):
                    if self._stop.is_set():
                        return
                    LOG.info("clock %s of %s: %s records", struck.tick.key, declared.name, struck.changed)
            except Busy:
                LOG.debug("the clocks of %s run elsewhere", declared.name)
            except Exception:
                LOG.exception("a clock of %s failed", declared.name)
                wait = FAILED_SECONDS
            self._clocks[declared.name] = monotonic() + wait

    def once(self) -> bool:
        """Do the oldest queued job; False when there is none."""
        self._jobs.recover()
        waiting = self._jobs.waiting()
        if not waiting:
            return False
        no = waiting[0]
        try:
            actor = self._door.people.get(self._jobs.owner(no)).actor()
            self._jobs.run(no, actor, self._handlers[self._jobs.get(no, actor).kind], holder=self._holder)
        except Busy:
            return True
        except TahqiqError as error:
            LOG.warning("job %s: %s", no, error)
        except Exception:
            LOG.exception("job %s failed", no)
        return True

    def _read(self, recipe: Json, actor: Actor, progress: Progress) -> Json:
        return {"sources": [item.to_json() for item in read_job(self._door, recipe, actor, progress)]}

    def _collect(self, recipe: Json, actor: Actor, progress: Progress) -> Json:
        return {"sources": [item.to_json() for item in collect_job(self._door, recipe, actor, progress)]}
