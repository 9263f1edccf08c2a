"""One job as its row holds it: what it is, how far it is, what came of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tahqiq.store.database import Row, integer, text

JobState = Literal["queued", "running", "done", "failed", "cancelled"]
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Amount:
    """How far a job is. ``total`` 0 = unknown; ``unit`` names what is counted (records, files); ``note`` what
    is being done now (a file name)."""

    done: int = 0
    total: int = 0
    unit: str = "records"
    note: str = ""
    rate: float = 0.0
    remaining: float | None = None
    """Seconds left at the present rate; None when it cannot be said."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. ``recipe`` is everything needed to do it again; ``result`` what came of it.

    ``no`` is the workspace's and never shown (its gaps would tell how much others do); ``number`` counts the
    jobs of one person.
    """

    no: int
    kind: str
    recipe: Json
    actor: str
    state: JobState
    amount: Amount
    result: Json
    holder: str
    cancel: bool
    created_at: str
    finished_at: str
    number: int = 0


SELECT = (
    "SELECT no, kind, recipe, actor, state, progress, result, holder, cancel, created_at, finished_at, "
    "number FROM job"
)


def amount_json(amount: Amount) -> str:
    return json.dumps({name: getattr(amount, name) for name in Amount.__dataclass_fields__})


_STATES: dict[str, JobState] = {
    "queued": "queued",
    "running": "running",
    "done": "done",
    "failed": "failed",
    "cancelled": "cancelled",
}


def job_of(row: Row) -> Job:
    return Job(
        integer(row[0]),
        text(row[1]),
        json.loads(text(row[2])),
        text(row[3]),
        _STATES[text(row[4])],
        Amount(**json.loads(text(row[5]))),
        json.loads(text(row[6])),
        text(row[7]),
        bool(row[8]),
        text(row[9]),
        text(row[10]),
        integer(row[11]),
    )
