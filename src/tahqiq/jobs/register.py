"""The register of jobs: rows with a lease, a heartbeat, progress and a wish to cancel. Several processes
share it."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta

from tahqiq.jobs.heart import beating
from tahqiq.jobs.holder import gone, own
from tahqiq.jobs.interruption import Interrupted, Roomy
from tahqiq.jobs.job import SELECT, Amount, Job, JobState, Json, amount_json, job_of
from tahqiq.jobs.progress import Handler, Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, Cancelled, Conflict, NotFound, TahqiqError, Waits
from tahqiq.kit.faults import fault_of, interrupts
from tahqiq.model.scope import Actor
from tahqiq.store.database import Database, Transaction, integer, text

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 2
"""How often a job is begun whose process died over it: something in it may be what kills the process."""


class Jobs:
    """Jobs of one workspace."""

    def __init__(self, database: Database, free: Callable[[], int] | None = None) -> None:
        """``free`` tells how many bytes the disk has left."""
        self._database, self._free = database, free
        self._interrupted, self._roomy = Interrupted(), Roomy(database)

    @property
    def within_unit(self) -> bool:
        """Whether this thread is in a unit of work: what it wrote of a job would be seen by nobody before
        that ends; the heartbeat, on a thread of its own, goes on."""
        return self._database.units.here is not None

    def here(
        self,
        kind: str,
        recipe: Json,
        actor: Actor,
        handler: Handler,
        show: Callable[[Amount], None] | None = None,
    ) -> Json:
        """Do a job here and now: it is this caller's from the beginning, so that no worker of a server takes
        it in between. See :meth:`run`. Within a unit of work it is a part of that and no job of its own: it
        has happened with the rest, or not at all."""
        if self.within_unit:
            return handler(recipe, actor, Progress(self, 0, ""))
        holder = own()
        return self._do(self.add(kind, recipe, actor, holder).no, actor, handler, show, holder)

    def again(
        self, no: int, actor: Actor, handler: Handler, show: Callable[[Amount], None] | None = None
    ) -> Json:
        """Do an ended, unfinished job again here and now, as :meth:`here`. Raises ``Conflict``
        (``job-not-resumable``)."""
        holder = own()
        self.resume(no, actor, holder)
        return self._do(no, actor, handler, show, holder)

    def add(self, kind: str, recipe: Json, actor: Actor, holder: str = "") -> Job:
        """Queue a job for a worker; with a ``holder`` it is begun already and theirs."""
        columns = (
            "no",
            "number",
            "kind",
            "recipe",
            "actor",
            "state",
            "progress",
            "result",
            "holder",
            "lease_until",
            "cancel",
            "created_at",
            "finished_at",
            "attempts",
        )
        with self._database.transaction() as transaction:
            no = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM job")[0][0])
            number = integer(
                transaction.query("SELECT COALESCE(MAX(number), 0) + 1 FROM job WHERE actor=?", (actor.id,))[
                    0
                ][0]
            )
            row = (
                no,
                number,
                kind,
                json.dumps(recipe, sort_keys=True),
                actor.id,
                "running" if holder else "queued",
                "{}",
                "{}",
                holder,
                _later() if holder else "",
                0,
                clock.stamp(),
                "",
                1 if holder else 0,
            )
            transaction.insert_many("job", columns, [row])
        return self.get(no, actor)

    def waits(self, kind: str, recipe: Json, actor: Actor) -> bool:
        """Whether a job of the actor's that does exactly this is queued and not begun."""
        asked = (kind, json.dumps(recipe, sort_keys=True), actor.id)
        return bool(
            self._database.query(
                "SELECT 1 FROM job WHERE state='queued' AND kind=? AND recipe=? AND actor=? LIMIT 1", asked
            )
        )

    def get(self, no: int, actor: Actor) -> Job:
        """A job of the actor; raises ``NotFound``."""
        rows = self._database.query(f"{SELECT} WHERE no=? AND actor=?", (no, actor.id))
        if not rows:
            raise NotFound("no-such-job", no=no)
        return job_of(rows[0])

    def own(self, number: int, actor: Actor) -> Job:
        """A job by the number it has among the actor's; raises ``NotFound``."""
        rows = self._database.query(f"{SELECT} WHERE number=? AND actor=?", (number, actor.id))
        if not rows:
            raise NotFound("no-such-job", no=number)
        return job_of(rows[0])

    def owner(self, no: int) -> str:
        """The id of the person a job belongs to; for the worker."""
        return text(self._database.query("SELECT actor FROM job WHERE no=?", (no,))[0][0])

    def of(self, actor: Actor, limit: int = 50) -> list[Job]:
        """The actor's jobs, newest first."""
        return [
            job_of(row)
            for row in self._database.query(
                f"{SELECT} WHERE actor=? ORDER BY no DESC LIMIT ?", (actor.id, limit)
            )
        ]

    def cancel(self, no: int, actor: Actor) -> None:
        """Ask a job to stop; one that nobody does stops at once. Raises ``Conflict`` when it has already
        ended."""
        job = self.get(no, actor)
        if job.state not in ("queued", "running"):
            raise Conflict("job-ended", no=job.number)
        with self._database.transaction() as transaction:
            transaction.execute("UPDATE job SET cancel=1 WHERE no=?", (no,))
            transaction.execute(f"{_CANCELLED} WHERE no=? AND state='queued'", (clock.stamp(), no))
            for left in [
                left
                for left, holder, until in self._running(transaction)
                if left == no and not _held(holder, until)
            ]:
                transaction.execute(f"{_CANCELLED} WHERE no=? AND state='running'", (clock.stamp(), left))

    def stop_of(self, actor: Actor) -> None:
        """Ask all of somebody's jobs to stop; queued ones stop at once."""
        for job in self.of(actor, 1_000_000):
            if job.state in ("queued", "running"):
                self.cancel(job.no, actor)

    def resume(self, no: int, actor: Actor, holder: str = "") -> None:
        """Queue an ended, unfinished job again, or begin it as ``holder``'s. What it had finished is
        recognised and not done twice; the attempts are counted anew. Raises ``Conflict``
        (``job-not-resumable``)."""
        number = self.get(no, actor).number
        with self._database.transaction() as transaction:
            changed = transaction.execute(
                "UPDATE job SET state=?, cancel=0, holder=?, lease_until=?, attempts=?, result='{}', "
                "finished_at=''"
                " WHERE no=? AND state IN ('failed', 'cancelled')",
                (
                    "running" if holder else "queued",
                    holder,
                    _later() if holder else clock.stamp(),
                    1 if holder else 0,
                    no,
                ),
            )
        if not changed:
            raise Conflict("job-not-resumable", no=number)

    def recover(self) -> int:
        """Put running jobs that nobody is doing any more back into the queue; how many: the lease has run
        out, its holder has ended, or the lease ends later than any can (a clock that went back). One that was
        to stop is stopped; one that was begun :data:`MOST_ATTEMPTS` times has failed (``job-broke-off``), and
        says where it was: it may be what ended the process."""
        with self._database.transaction() as transaction:
            written = self._interrupted.settle(transaction)
            left = [no for no, holder, until in self._running(transaction) if not _held(holder, until)]
            found = sum(self._recovered(transaction, no) for no in left)
        self._interrupted.settled(written)
        return found

    @staticmethod
    def _recovered(transaction: Transaction, no: int) -> int:
        cancel, attempts, progress = transaction.query(
            "SELECT cancel, attempts, progress FROM job WHERE no=?", (no,)
        )[0]
        if integer(cancel):
            transaction.execute(f"{_CANCELLED} WHERE no=? AND state='running'", (clock.stamp(), no))
            return 0
        if integer(attempts) < MOST_ATTEMPTS:
            return transaction.execute(
                "UPDATE job SET state='queued', holder='' WHERE state='running' AND no=?", (no,)
            )
        amount = Amount(**json.loads(text(progress)))
        params = {"attempts": integer(attempts), "place": amount.note or "–", "done": amount.done}
        result = json.dumps({"code": "job-broke-off", "params": params}, sort_keys=True)
        transaction.execute(
            "UPDATE job SET state='failed', result=?, finished_at=? WHERE state='running' AND no=?",
            (result, clock.stamp(), no),
        )
        return 0

    def queue_roomy(self) -> int:
        """Queue again what failed because the disk was full, where there is room now; how many jobs."""
        return self._roomy.queue(self._free()) if self._free is not None else 0

    def excuse(self, holder: str) -> None:
        """``holder`` is told to stop in the middle of a job: that is no attempt that failed."""
        with self._database.transaction() as transaction:
            transaction.execute(
                "UPDATE job SET attempts=attempts-1 WHERE holder=? AND state='running' AND attempts>0",
                (holder,),
            )

    def live(self, but: int = 0) -> bool:
        """Whether some process is doing a job under a valid lease; ``but`` is one that does not count, the
        caller's own."""
        with self._database.transaction() as transaction:
            return any(no != but and _held(holder, until) for no, holder, until in self._running(transaction))

    @staticmethod
    def _running(transaction: Transaction) -> list[tuple[int, str, str]]:
        rows = transaction.query("SELECT no, holder, lease_until FROM job WHERE state='running' ORDER BY no")
        return [(integer(row[0]), text(row[1]), text(row[2])) for row in rows]

    def waiting(self, but: Sequence[str] = ()) -> list[int]:
        """Numbers of queued jobs, oldest first; without those of some kinds."""
        rows = self._database.query("SELECT no, kind FROM job WHERE state='queued' ORDER BY no")
        return [integer(no) for no, kind in rows if text(kind) not in but]

    def take(self, no: int, holder: str) -> bool:
        """Take a queued job under a lease, which is an attempt; False when somebody else was quicker."""
        with self._database.transaction() as transaction:
            sql = (
                "UPDATE job SET state='running', holder=?, lease_until=?, attempts=attempts+1 WHERE no=? "
                "AND state='queued'"
            )
            return transaction.execute(sql, (holder, _later(), no)) == 1

    def run(
        self,
        no: int,
        actor: Actor,
        handler: Handler,
        show: Callable[[Amount], None] | None = None,
        holder: str = "",
    ) -> Json:
        """Take a queued job (as ``holder``) and do it; the result is stored and returned. Raises ``Busy``
        (``job-taken``) and whatever the handler raises; after ``Waits`` the job is queued again."""
        holder = holder or own()
        if not self.take(no, holder):
            raise Busy("job-taken", no=no)
        return self._do(no, actor, handler, show, holder, back=True)

    def _do(
        self,
        no: int,
        actor: Actor,
        handler: Handler,
        show: Callable[[Amount], None] | None,
        holder: str,
        *,
        back: bool = False,
    ) -> Json:
        progress = Progress(self, no, holder, show)
        try:
            with beating(self._database, progress.heart):
                result = handler(self.get(no, actor).recipe, actor, progress)
        except Cancelled:
            self._end(progress, holder, "cancelled", {})
            raise
        except TahqiqError as error:
            if back and isinstance(error, Waits):
                self._put_back(no, holder)
            else:
                self._failed(progress, holder, error)
            raise
        except BaseException as error:
            fault = fault_of(error)
            if fault is not None:
                self._failed(progress, holder, fault)
                raise fault from error
            self._end(
                progress,
                holder,
                "failed",
                {"code": "unexpected", "params": {"detail": f"{type(error).__name__}: {error}"}},
            )
            raise
        self._end(progress, holder, "done", result)
        if show:
            show(progress.amount)
        return result

    def _put_back(self, no: int, holder: str) -> None:
        """Queue a job again that could not begin: this was no attempt at it."""
        with self._database.transaction() as transaction:
            sql = (
                "UPDATE job SET state='queued', holder='', attempts=attempts-1 WHERE no=? AND holder=? "
                "AND state='running'"
            )
            transaction.execute(sql, (no, holder))

    def beat(self, no: int, holder: str, amount: Amount) -> None:
        """Renew the lease and store progress; raises :class:`Cancelled` when the job is to stop or belongs to
        somebody else by now."""
        with self._database.transaction() as transaction:
            mine = transaction.execute(
                "UPDATE job SET lease_until=?, progress=? WHERE no=? AND holder=? AND state='running'",
                (_later(), amount_json(amount), no, holder),
            )
            wanted = transaction.query("SELECT cancel FROM job WHERE no=?", (no,))
        if mine != 1 or integer(wanted[0][0]):
            raise Cancelled("job-cancelled", no=no)

    def _failed(self, progress: Progress, holder: str, error: TahqiqError) -> None:
        """Write down that a job failed; one that an outage or a full disk ended, for a worker that may do it
        again, is left to :meth:`recover`."""
        if self._free is not None and interrupts(error):
            self._interrupted.again(progress.no, holder, error, self._free())
        else:
            self._end(progress, holder, "failed", {"code": error.code, "params": dict(error.params)})

    def _end(self, progress: Progress, holder: str, state: JobState, result: Json) -> None:
        """Write down how a job ended, unless it is somebody else's by now; where that cannot be written,
        :meth:`recover` does it later."""
        try:
            self._write_end(progress, holder, state, result)
        except TahqiqError as error:
            if self._free is None or not interrupts(error):
                raise
            self._interrupted.ended(progress.no, holder, state, result)

    def _write_end(self, progress: Progress, holder: str, state: JobState, result: Json) -> None:
        with self._database.transaction() as transaction:
            transaction.execute(
                (
                    "UPDATE job SET state=?, result=?, progress=?, finished_at=? WHERE no=? AND holder=? "
                    "AND state='running'"
                ),
                (
                    state,
                    json.dumps(result, sort_keys=True),
                    amount_json(progress.amount),
                    clock.stamp(),
                    progress.no,
                    holder,
                ),
            )


_CANCELLED = "UPDATE job SET state='cancelled', finished_at=?"


def _held(holder: str, until: str) -> bool:
    """Whether a lease is valid and its holder still there."""
    return clock.stamp() <= until <= clock.stamp(clock.now() + 2 * LEASE) and not gone(holder)


def _later() -> str:
    return clock.stamp(clock.now() + LEASE)
