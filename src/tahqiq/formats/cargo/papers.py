"""Papers about cargo for the desk, read in a process of its own."""

from dataclasses import replace
from pathlib import Path

from tahqiq.formats.cargo.paper import Paper
from tahqiq.formats.confined.task import ORDINARY, Stopped, Task

_PAPERS = Task["list[Paper]"](
    "tahqiq.formats.cargo.content:paper_values", list[Paper], replace(ORDINARY, max_memory=4 << 30)
)


def papers(path: Path) -> list[Paper]:
    """Every paper of a file. Raises ``NotFound`` (``no-such-file``) where there is none; what is wrong
    within, and that it takes more than it may, is a problem of a paper."""
    try:
        return _PAPERS.once(path)
    except Stopped as error:
        made = Paper("file")
        made.problems.append(error.problem())
        return [made]
