"""A desk: one kind of work with its own records, words and operations. Declared once; the API, the command
line, the jobs and the log are made from it."""

from tahqiq.desk.declaration import Desk, Lifecycle, Periodic
from tahqiq.desk.desktop import ActingDesktop, Desktop, SeatedDesktop, Stated, may_act
from tahqiq.desk.dispatch import (
    DESK_JOB,
    asked_of,
    desk_job,
    enqueue,
    is_on,
    is_open,
    may,
    may_at,
    now,
    operation_of,
    perform,
    switch_on,
)
from tahqiq.desk.guided_task import GuidedTask, SampleAccount
from tahqiq.desk.inbox import Awaited, Owed
from tahqiq.desk.operation import (
    ARGUMENT,
    AUTHOR,
    COLLECTED,
    PERSON,
    WRITTEN,
    Effect,
    Needs,
    NoAnswer,
    NoQuestion,
    OfKind,
    Operation,
    Tool,
)
from tahqiq.desk.readable import classed
from tahqiq.desk.registry import GROUP, desk, desks
from tahqiq.desk.sample import Place, Sample, sample_day
from tahqiq.model.body_fields import Listed

__all__ = [
    "ARGUMENT",
    "AUTHOR",
    "COLLECTED",
    "DESK_JOB",
    "GROUP",
    "PERSON",
    "WRITTEN",
    "ActingDesktop",
    "Awaited",
    "Desk",
    "Desktop",
    "Effect",
    "GuidedTask",
    "Lifecycle",
    "Listed",
    "Needs",
    "NoAnswer",
    "NoQuestion",
    "OfKind",
    "Operation",
    "Owed",
    "Periodic",
    "Place",
    "Sample",
    "SampleAccount",
    "SeatedDesktop",
    "Stated",
    "Tool",
    "asked_of",
    "classed",
    "desk",
    "desk_job",
    "desks",
    "enqueue",
    "is_on",
    "is_open",
    "may",
    "may_act",
    "may_at",
    "now",
    "operation_of",
    "perform",
    "sample_day",
    "switch_on",
]
