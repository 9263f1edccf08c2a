"""The one worker of a server: takes queued jobs and does them, one after the other."""

import logging
import threading
from contextlib import suppress
from functools import partial
from time import monotonic

from tahqiq.access.door import Door
from tahqiq.desk import DESK_JOB, desk_job, desks
from tahqiq.desk.clockwork import strike
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, TahqiqError
from tahqiq.kit.faults import FULL, fault_of, interrupts
from tahqiq.workbench.health import LEAST_ROOM
from tahqiq.workbench.upkeep import Upkeep

LOG = logging.getLogger("tahqiq.worker")
IDLE_SECONDS = 0.3
INDEX_SECONDS = 5.0
INDEX_EVERY = 10.0
"""How long what is read waits at most to be made searchable while further jobs wait: doing so after each
small one costs more than the job."""
GRAPH_REST = 10.0
"""How many times as long as the links took to be brought up to date they are left as they are."""
CLOCK_SECONDS = 30.0
"""How often it is looked whether a clock of a desk strikes."""
ERASE_SECONDS = 30.0
"""How often it is looked whether an erasure waits to be carried on."""
FAILED_SECONDS = 300.0
"""How long the clocks of a desk wait after a stroke failed."""
ROOM_SECONDS = 30.0
"""How often it is looked whether there is room again for what failed on a full disk."""
REST_SECONDS, LONGEST_REST = 1.0, 60.0
"""How long the worker rests after disk or database failed it, twice as long each time, and at the most."""


class Worker(threading.Thread):
    """A thread that ends when :meth:`stop` is called; a job under way is left to its lease and taken up again
    at the next start."""

    def __init__(self, door: Door) -> None:
        super().__init__(name="tahqiq-worker", daemon=True)
        self._door = door
        self.upkeep = Upkeep(door, {DESK_JOB: partial(desk_job, door)})
        self._told = threading.Event()
        self._clocks: dict[str, float] = {}
        self._erasures = self._indexed = self._linked = self._roomy = self._rest = 0.0
        self._compiled = False

    def stop(self) -> None:
        """Ask the thread to end. A job under way is taken up again at the next start, and this is no attempt
        at it that failed."""
        self._told.set()
        self.upkeep.excuse()

    def run(self) -> None:
        """Take jobs until told to stop. An outage of disk or database is rested through, however long it
        is."""
        self.upkeep.hold_reserve()
        while not self._told.is_set():
            try:
                self._turn()
            except Exception as error:  # noqa: BLE001 (whatever fails, the worker stays; it is said in the log)
                self._rested(error)
            else:
                if self._rest:
                    LOG.warning("the worker works again")
                self._rest = 0.0

    def _turn(self) -> None:
        """One job, and what is due beside it. Raises what an outage of disk or database raises."""
        busy = self.once()
        self.clocks()
        self.erasures()
        self.room()
        if not busy or monotonic() >= self._indexed:
            self._index()
        if not busy:
            self._compile_loops()
            self._graph_rested()
            self._told.wait(IDLE_SECONDS)

    def _rested(self, error: Exception) -> None:
        """Say once what fails and wait before the next try, longer each time."""
        if not self._rest:
            LOG.warning("the worker rests: %s", error, exc_info=None if interrupts(error) else error)
        fault = error if isinstance(error, TahqiqError) else fault_of(error)
        if fault is not None and fault.code in FULL:
            with suppress(TahqiqError):  # the reserve was too small: what waits is tried again after the rest
                self.upkeep.full(fault.code)
        self._rest = min(LONGEST_REST, 2 * self._rest or REST_SECONDS)
        self._told.wait(self._rest)

    def room(self) -> None:
        """Every half minute: queue again what failed on a full disk that has room now."""
        if monotonic() < self._roomy:
            return
        self._roomy = monotonic() + ROOM_SECONDS
        if self._door.workspace.originals.free_bytes() >= LEAST_ROOM:
            self.upkeep.hold_reserve()
        count = self.upkeep.roomy()
        if count:
            LOG.info("there is room again for %s jobs", count)

    def erasures(self) -> None:
        """Every half minute: go on with what an order began and something kept from its end."""
        if monotonic() < self._erasures:
            return
        self._erasures = monotonic() + ERASE_SECONDS
        try:
            self.upkeep.erasures()
        except Busy as error:
            if interrupts(error):
                raise
            LOG.debug("an erasure waits")
        except Exception:
            LOG.exception("an erasure could not be carried on")

    def _index(self) -> None:
        """Make searchable what was collected, a few seconds at a time, so that no job waits long for it."""
        try:
            self.upkeep.index(INDEX_SECONDS)
        except Exception as error:
            if interrupts(error):
                raise
            LOG.exception("the search index could not be brought up to date")
        self._indexed = monotonic() + INDEX_EVERY

    def _compile_loops(self) -> None:
        """Once, while nothing waits: compile what lays charts out, and leave it on disk for the server."""
        if self._compiled:
            return
        self._compiled = True
        try:
            self.upkeep.compile_loops()
        except Exception:
            LOG.exception("the loops of layouts could not be compiled")

    def _graph_rested(self) -> None:
        """:meth:`graph`, not at once again where it takes long: what is published every few seconds would
        have it made without end."""
        begun = monotonic()
        if begun >= self._linked:
            self.graph()
            self._linked = monotonic() + GRAPH_REST * (monotonic() - begun)

    def graph(self) -> None:
        """Bring the links up to date after a publication, so that nobody waits for them; the last ones answer
        meanwhile."""
        try:
            self.upkeep.graph()
        except Exception as error:
            if interrupts(error):
                raise
            LOG.exception("the graph could not be brought up to date")

    def clocks(self) -> None:
        """Carry out the strokes of desks' clocks that are due, those of an outage first. One that fails is
        tried again later and keeps no other waiting."""
        for declared in desks().values():
            if monotonic() < self._clocks.get(declared.name, 0.0):
                continue
            wait = CLOCK_SECONDS
            try:
                for struck in strike(self._door, declared, clock.now()):
                    if self._told.is_set():
                        return
                    LOG.info("clock %s of %s: %s records", struck.tick.key, declared.name, struck.changed)
            except Busy as error:
                if interrupts(error):
                    raise
                LOG.debug("the clocks of %s run elsewhere", declared.name)
            except Exception:
                LOG.exception("a clock of %s failed", declared.name)
                wait = FAILED_SECONDS
            self._clocks[declared.name] = monotonic() + wait

    def once(self) -> bool:
        """Do the oldest queued job; False when there is none. Raises what an outage of disk or database
        raises: the job waits, and so does the worker."""
        no = self.upkeep.waiting()
        if no is None:
            return False
        try:
            self.upkeep.do(no)
        except Exception as error:
            if interrupts(error):
                raise
            if isinstance(error, Busy):
                return True
            if isinstance(error, TahqiqError):
                LOG.warning("job %s: %s", no, error)
            else:
                LOG.exception("job %s failed", no)
        return True
