"""Keep a photograph of a person, and withdraw one."""

from datetime import datetime
from io import BytesIO
from typing import Annotated

from PIL import Image
from pydantic import Field

from tahqiq.desk import ARGUMENT, ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import changed, one
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.desks.custody.photographs.latest import keep_photograph, write_shown
from tahqiq.desks.custody.photographs.record import PHOTOGRAPH, PhotographDetails
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict


class PhotographRequest(PhotographDetails, OfPerson, needs=()):
    """A photograph of somebody who has a file."""


def photograph(at: ActingDesktop, asked: PhotographRequest, _progress: Progress | None) -> RecordAnswer:
    """Keep a photograph; it is shown from now on, the one before stays in the file. Raises ``NotFound``
    (``custody-nobody-called``, ``no-picture-there``, ``no-such-source``), ``WrongUse``
    (``custody-photograph-large``, ``custody-photograph-broken``), ``Conflict``
    (``custody-photograph-there``)."""
    who = asked.person
    return answer_of(keep_photograph(at, who, asked.picture, asked.taken, asked.by))


class PhotographWithdrawalRequest(Strict):
    """A photograph that is not shown any more, such as one of somebody else."""

    number: Annotated[str, ARGUMENT] = Field(min_length=1, description="The number of the photograph.")
    reason: str = Field(min_length=3, max_length=1_000, description="Why it is not shown any more.")


def withdraw(
    at: ActingDesktop, asked: PhotographWithdrawalRequest, _progress: Progress | None
) -> RecordAnswer:
    """Withdraw a photograph: the one before is shown again, and the sealed picture stays as it is. Raises
    ``NotFound`` (``custody-nothing-called``), ``Conflict`` (``custody-photograph-gone``)."""
    found = one(at, PHOTOGRAPH, number=asked.number)
    if found.body.withdrawn:
        raise Conflict("custody-photograph-gone", value=asked.number)
    saved = changed(at, PHOTOGRAPH, found, withdrawn=asked.reason)
    write_shown(at, found.body.person)
    return answer_of(saved)


_AT = datetime.fromisoformat("2026-05-10T14:30:00+03:00")


def example_picture(at: ActingDesktop) -> str:
    """A small invented picture, sealed at the desk; the id of its source."""
    stream = BytesIO()
    Image.new("RGB", (30, 40), (150, 160, 170)).save(stream, "PNG")
    sealed = at.bench.seal(BytesIO(stream.getvalue()), "photograph.png")
    return at.bench.deposit_later([(sealed, "photograph.png")], at.bench.deposit(at.desk.file))[0].id


def _asked(at: ActingDesktop) -> PhotographRequest:
    return PhotographRequest(person=example_held(at), picture=example_picture(at), taken=_AT, by="Officer 7")


OPERATIONS = (
    Operation("photograph", PhotographRequest, RecordAnswer, "act", "write-case", photograph, _asked),
    Operation(
        "photograph-withdraw",
        PhotographWithdrawalRequest,
        RecordAnswer,
        "act",
        "write-case",
        withdraw,
        lambda at: PhotographWithdrawalRequest(
            number=photograph(at, _asked(at), None).number, reason="It shows somebody else"
        ),
    ),
)
