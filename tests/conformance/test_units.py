"""Every operation of every desk is one unit of work: whatever writing of it fails, afterwards the workspace
is what it was before, and asking again succeeds.

In ``make test`` one writing of each operation fails, chosen by its name; in ``make test-all`` each of them
in turn (on PostgreSQL the first and the last).
"""

import zlib

import pytest
from pydantic import BaseModel

from tahqiq.access.audit import AuditLog
from tahqiq.desk import SeatedDesktop, desks, perform
from tahqiq.jobs.progress import Progress
from tahqiq.jobs.register import Jobs
from tests.web.conftest import Served

from .faults import Fault, failing, state, verified
from .test_desks import operations

pytestmark = pytest.mark.usefixtures("packages")
KNOWN = dict.fromkeys(operations())


def acting() -> list[tuple[str, str]]:
    """Operations that change something; those of desks that a test installs are asked when they are there."""
    own = {(item.name, one.name): one.effect for item in desks().values() for one in item.operations}
    return [
        key
        for key in KNOWN
        if own.get(key, "act") != "look"
        and key not in (("visitors", "inside"), ("findings", "list"), ("findings", "destruction-due"))
    ]


class Work:
    """One operation of a desk, as somebody asks it again and again."""

    def __init__(self, served: Served, name: str, operation: str) -> None:
        self.served, self.declared = served, desks()[name]
        self.operation = self.declared.operation(operation)
        self.bench = served.bench("chief")
        if self.declared.carries is not None:
            self.declared.carries(served.door)
        home = served.case if self.operation.in_case else self.declared.file
        with SeatedDesktop(self.bench, self.declared, home, self.operation.purpose).acting() as at:
            self.asked: BaseModel = self.operation.example(at)
        self.engine = self.bench.workspace.database.engine

    def done(self) -> BaseModel:
        progress = (
            Progress(Jobs(self.bench.workspace.database), 0, "") if self.operation.effect == "job" else None
        )
        return perform(self.bench, self.declared, self.operation, self.asked, progress)

    def fails_at(self, patch: pytest.MonkeyPatch, place: int) -> tuple[bool, list[str]]:
        """Whether the writing at ``place`` was reached, and everything that was written before. Where it was,
        nothing has changed and ``verify`` holds."""
        before, size = state(self.served.door), self.served.door.audit.size()
        with failing(patch, self.engine, place) as written:
            try:
                self.done()
            except (Fault, RuntimeError):
                pass
            else:
                return False, written
        after = state(self.served.door)
        changed = sorted(
            name
            for name in before.keys() | after.keys()
            if before.get(name) != after.get(name) and not _made_empty(before, after, name)
        )
        assert changed == [], (
            f"the writing {place} ({written[-1]}) failed and these were changed all the same"
        )
        results = [leaf.result for leaf in self.served.door.audit.leaves(size + 1) if leaf.phase == "outcome"]
        assert "done" not in results
        verified(self.served.door)
        return True, written


def _made_empty(before: dict[str, str], after: dict[str, str], name: str) -> bool:
    return name not in before and after[name] == ""


def writings(work: Work, patch: pytest.MonkeyPatch) -> list[str]:
    """What the operation writes: it is done but for the last step, so that nothing has happened. Nothing for
    what only enters in the log that it was done."""
    with failing(patch, work.engine, 0) as written, patch.context() as patched:
        patched.setattr(AuditLog, "_settle", _stopped)
        try:
            work.done()
        except Fault:
            return written
    assert written == [], "it was written to the database past the unit"
    return []


def _stopped(*_: object) -> list[int]:
    raise Fault("before the commit")


def holds(work: Work) -> None:
    work.done()
    verified(work.served.door)


@pytest.mark.parametrize(("name", "operation"), acting())
def test_a_failed_writing_leaves_what_was_before(
    served: Served, monkeypatch: pytest.MonkeyPatch, name: str, operation: str
) -> None:
    work = Work(served, name, operation)
    before = state(served.door)
    written = writings(work, monkeypatch)
    assert state(served.door) == before
    place = 1 + zlib.crc32(f"{name} {operation}".encode()) % max(1, len(written))
    if (
        written and not work.fails_at(monkeypatch, place)[0]
    ):  # made ready by the first try: it writes less now, and has happened
        verified(served.door)
        return
    holds(work)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "operation"), acting())
def test_each_writing_that_fails_leaves_what_was_before(
    served: Served, monkeypatch: pytest.MonkeyPatch, name: str, operation: str
) -> None:
    # every writing is a try here, and the vault answers thirty in an hour
    monkeypatch.setattr("tahqiq.casework.vault.vault.Vault._asked", lambda *_: 0)
    work = Work(served, name, operation)
    written = writings(work, monkeypatch)
    count = len(written) + 2 if written else 0  # and the two of the outbox
    for place in range(1, count + 1) if work.engine == "sqlite" else (1, count)[: count and 2]:
        if not work.fails_at(monkeypatch, place)[0]:
            verified(served.door)
            return
    holds(work)
