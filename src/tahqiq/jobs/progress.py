"""What a handler of a job reports to."""

import time
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tahqiq.jobs.heart import Beating
from tahqiq.jobs.job import Amount, Json
from tahqiq.kit.errors import Cancelled
from tahqiq.model.scope import Actor

BEAT_SECONDS = 1.0


class Hearer(Protocol):
    """Who hears of progress: the register of jobs."""

    @property
    def within_unit(self) -> bool:
        """Whether what is written now would be seen by nobody before a unit of work ends."""

    def beat(self, no: int, holder: str, amount: Amount) -> None:
        """Renew the lease and store progress."""


class Progress:
    """What a handler reports to. Saving is rare (once a second); every report checks whether somebody wants
    the job to stop, which the job's heartbeat finds out by itself. ``stop[0]`` is 1 then, for loops that
    cannot report."""

    def __init__(
        self, register: Hearer, no: int, holder: str, show: Callable[[Amount], None] | None = None
    ) -> None:
        self._register, self.no, self._holder, self._show = register, no, holder, show
        self._started = self._saved = time.monotonic()
        self._amount = Amount()
        self.heart = Beating(lambda: register.beat(no, holder, self._amount))

    @property
    def stop(self) -> NDArray[np.uint8]:
        """One byte that turns to 1 when the job is to stop."""
        return self.heart.stop

    def report(self, done: int, total: int = 0, unit: str = "records", note: str = "") -> None:
        """Say how far it is. Raises :class:`Cancelled` when the job is to stop or the lease was lost."""
        if self.stop[0]:
            raise Cancelled("job-cancelled", no=self.no)
        now = time.monotonic()
        elapsed = max(now - self._started, 1e-6)
        rate = done / elapsed
        remaining = (
            (total - done) / rate if total > done and rate > 0 else (0.0 if total and done >= total else None)
        )
        self._amount = Amount(
            done, total, unit, note, round(rate, 1), None if remaining is None else round(remaining, 1)
        )
        if now - self._saved >= BEAT_SECONDS and not self._register.within_unit:
            self._saved = now
            self._register.beat(self.no, self._holder, self._amount)
            if self._show:
                self._show(self._amount)

    def beat(self) -> None:
        """Renew the lease without anything new to say. Raises :class:`Cancelled` as :meth:`report` does."""
        if not self._register.within_unit:
            self._register.beat(self.no, self._holder, self._amount)

    @property
    def amount(self) -> Amount:
        """The last report."""
        return self._amount


Handler = Callable[[Json, Actor, Progress], Json]
