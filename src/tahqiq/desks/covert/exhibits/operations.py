"""What is done with an exhibit of a buy or a delivery after it was taken: sealed, opened, handed on, weighed,
split, disposed of."""

from datetime import timedelta

from pydantic import Field

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop, Desktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.custody import ExhibitActRequest, step_of
from tahqiq.desk.lines import PageOfLog
from tahqiq.desks.covert.exhibits.record import EXHIBIT, ExhibitView, add, exhibit_view, of_exhibit, take
from tahqiq.desks.covert.relations import NOT_RELATED
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock


class ExhibitReference(Strict):
    """An exhibit."""

    exhibit: str = Field(min_length=1, max_length=60, description="The exhibit, by its name.")


class ExhibitLogRequest(PageOfLog, ExhibitReference):
    """An exhibit with a page of what was done with it."""


class ExhibitCustodyRequest(ExhibitActRequest, ExhibitReference):
    """An act with an exhibit."""


def act(at: ActingDesktop, asked: ExhibitCustodyRequest, _progress: Progress | None) -> ExhibitView:
    """Write down an act with an exhibit. Raises ``Conflict`` for what cannot have happened (``custody-…``),
    ``NotFound`` (``custody-no-exhibit``)."""
    kept = of_exhibit(at, asked.exhibit)
    return exhibit_view(at, add(at, kept, asked.step(asked.exhibit)))


def look(at: Desktop, asked: ExhibitLogRequest, _progress: Progress | None) -> ExhibitView:
    """An exhibit with what was done with it, page by page. Raises ``NotFound`` (``custody-no-exhibit``)."""
    return exhibit_view(at, of_exhibit(at, asked.exhibit), asked)


def _example(at: ActingDesktop) -> str:
    name, now = f"E-{mint()}", clock.now()
    take(
        at, name, "", step_of("taken", name, now - timedelta(minutes=5), at.bench.person.login, amount="12.5")
    )
    return name


OPERATIONS = (
    Operation(
        "exhibit-act",
        ExhibitCustodyRequest,
        ExhibitView,
        "act",
        "write-case",
        act,
        lambda at: ExhibitCustodyRequest(
            exhibit=_example(at),
            doing="sealed",
            at=clock.now(),
            holder=at.bench.person.login,
            seal=f"S-{mint()}",
        ),
        group="exhibit",
        needs=(Needs(EXHIBIT, "exhibit", ("holder", "worker", "supervisor"), NOT_RELATED, "name"),),
    ),
    Operation(
        "exhibit-look",
        ExhibitLogRequest,
        ExhibitView,
        "look",
        "read-case",
        look,
        lambda at: ExhibitLogRequest(exhibit=_example(at)),
        group="exhibit",
    ),
)
