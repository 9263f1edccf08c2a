"""A desk: one kind of work with its own records, words and operations. Declared once; the API, the command line, the jobs and the log are made from it."""

from tahqiq.desk.declaration import ARGUMENT, Desk, Effect, NoAnswer, NoQuestion, Operation, Tool
from tahqiq.desk.desktop import Desktop, Stated
from tahqiq.desk.performing import DESK_JOB, asked_of, desk_job, enqueue, is_open, may, now, operation_of, perform, switch_on
from tahqiq.desk.registry import GROUP, desk, desks

__all__ = [
    "ARGUMENT", "DESK_JOB", "GROUP", "Desk", "Desktop", "Effect", "NoAnswer", "NoQuestion", "Operation", "Stated", "Tool", "asked_of", "desk", "desk_job", "desks", "enqueue",
    "is_open", "may", "now", "operation_of", "perform", "switch_on",
]  # fmt: skip
