"""What the inbox shows of this desk to who may write: exhibits of a case that are not examined yet, by the
day on which the report is wanted, and instruments whose last sequence broke its limits. Reviews are told by
the flow of examinations."""

from collections.abc import Iterator
from urllib.parse import urlencode

from tahqiq.casework.clocks import Obligation, ends_with
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop, Owed
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.lab.examinations.record import EXAMINATION, Examination
from tahqiq.desks.lab.instruments.record import DAY, MAINTENANCE
from tahqiq.kit.messages import in_every_language
from tahqiq.kit.yaml_nodes import Words

EXAMINES = frozenset({"analyst", "supervisor"})
"""The roles that examine (the flow of examinations)."""


def due(at: Desktop) -> Iterator[Owed]:
    """What waits for the person: in a case its exhibits, at the desk its instruments."""
    if not EXAMINES & at.actor.roles or not at.bench.door.may(at.actor, "write-case", at.home):
        return
    if at.home == at.desk.file:
        yield from _instruments(at)
        return
    lives = Lives(at, EXAMINATION)
    for page in at.records(EXAMINATION).pages(case=at.home):
        states = lives.states(page)
        for kept in page:
            if states[kept.id][1].state == "examined":
                yield _exhibit(kept)


def _exhibit(kept: RecordVersion[Examination]) -> Owed:
    body = kept.body
    begun = bool(body.results or body.worksheets)
    due_on = body.intake.due_on
    return Owed(
        Obligation(
            f"examine:{kept.id}", "examine", kept.id, ends_with(due_on) if due_on is not None else None
        ),
        _words("finish" if begun else "examine", exhibit=body.exhibit),
        EXAMINATION.name,
        body.intake.seizure,
        explained=False,
        timed=due_on is not None,
    )


def _instruments(at: Desktop) -> Iterator[Owed]:
    """Instruments whose last sequence broke a limit, until somebody worked on them or one keeps them."""
    for name in sorted(str(one) for one in at.records(DAY).count(by="instrument") if one):
        (last,) = at.records(DAY).find({"instrument": name}, order="when", descending=True, limit=1).records
        if last.body.in_control:
            continue
        work = (
            at.records(MAINTENANCE).find({"instrument": name}, order="when", descending=True, limit=1).records
        )
        if work and work[0].body.when >= last.body.when:
            continue
        yield Owed(
            Obligation(f"limits:{name}", "limits", last.id, None),
            _words("limits"),
            title=name,
            timed=False,
            to=f"instrument?{urlencode({'instrument': name})}",
        )


def _words(name: str, **given: str) -> Words:
    return in_every_language(f"lab-due-{name}", given)
