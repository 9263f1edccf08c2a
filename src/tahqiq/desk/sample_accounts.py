"""The accounts of the sample workspace and the guided tasks of each."""

from dataclasses import dataclass

from tahqiq.access.cases import SAMPLE_CASE
from tahqiq.casework.forms.declaration import say
from tahqiq.desk.declaration import Desk
from tahqiq.desk.dispatch import is_open
from tahqiq.desk.entry import enter
from tahqiq.desk.guided_task import GuidedTask, SampleAccount
from tahqiq.desk.registry import desks
from tahqiq.kit.errors import NotFound, TahqiqError
from tahqiq.workbench import Workbench

ANALYST = SampleAccount("analyst", "Sample analyst", frozenset({"analyst", "supervisor", "auditor"}), True)
"""Who makes the sample, and works at every desk."""
OTHERS = (
    SampleAccount("reviewer", "Sample reviewer", frozenset({"analyst"}), True),
    SampleAccount("supervisor", "Sample supervisor", frozenset({"supervisor"}), True),
)
"""Who else works at every desk: what an analyst did is looked at and released by other persons."""


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """A guided task as its account sees it."""

    desk: str
    to: str
    text: str
    done: bool


def accounts() -> tuple[SampleAccount, ...]:
    """Every account of the sample workspace: those who work at every desk, then one of each desk."""
    of_desks = (one for declared in desks().values() if declared.sample for one in declared.sample.accounts)
    return (ANALYST, *OTHERS, *of_desks)


def tasks(bench: Workbench, locale: str) -> list[TaskStanding]:
    """The guided tasks of the person, and whether they are done: the look at each desk is in the log."""
    bench.glanced("desks", "guided-tasks")
    try:
        case = bench.door.cases.find(bench.actor.id, SAMPLE_CASE).id
    except NotFound:
        case = ""
    return [
        TaskStanding(
            declared.name,
            task.to.format(case=case),
            say(task.words, locale),
            _done(bench, declared, task, case),
        )
        for declared in desks().values()
        for task in (declared.sample.tasks if declared.sample else ())
        if task.account == bench.person.login and is_open(bench, declared)
    ]


def _done(bench: Workbench, declared: Desk, task: GuidedTask, case: str) -> bool:
    """Whether the records say so; not while the person may not read them."""
    try:
        return task.done(enter(bench, declared, case if task.in_case else ""))
    except TahqiqError:
        return False
