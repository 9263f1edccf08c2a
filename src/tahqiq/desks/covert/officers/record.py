"""Undercover officers as the register knows them: a random code, until when training and psychological check
hold. Who an officer is stands in no record: a keyed digest says whether a person is one."""

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from tahqiq.casework.clocks.deadline import ZONE
from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import mint, needed
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.details import Details
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.covert.relations import involvement
from tahqiq.kit.errors import NotFound, Refused
from tahqiq.kit.reasons import Day
from tahqiq.model.kind import ACTED_DIGEST, Key, Kind


class OfficerDetails(Details):
    """What people state of an undercover officer."""

    trained: Annotated[date, MAY_LIE_AHEAD] = Field(description="The last day on which the training holds.")
    checked: Annotated[date, MAY_LIE_AHEAD] = Field(
        description="The last day on which the psychological check holds."
    )
    legend: str = Field(
        default="",
        max_length=200,
        description="The legend, by an opaque reference; its papers are kept elsewhere.",
    )


class Officer(OfficerDetails):
    """An undercover officer. ``involved`` is the keyed digest of the person; ``trained`` and ``checked`` are
    the last days on which training and psychological check hold."""

    code: str
    involved: Annotated[str, ACTED_DIGEST]


OFFICER = Kind(
    "covert-officer",
    Officer,
    lambda body: body.code,
    "covert",
    Officer(code="ACDE-FGHL", involved="0" * 64, trained=date(2027, 1, 1), checked=date(2026, 9, 1)),
    home="desk",
    hides_actor=True,
    keys=(
        Key("code", "text", lambda body: body.code),
        Key("trained", "day", lambda body: body.trained),
        Key("checked", "day", lambda body: body.checked),
    ),
)


def of_code(at: Desktop, code: str) -> RecordVersion[Officer]:
    """The officer of a code. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound``
    (``covert-no-officer``)."""
    page = at.records(OFFICER).find({"code": needed(code)}, limit=1).records
    if not page:
        raise NotFound("covert-no-officer", officer=needed(code))
    return page[0]


def fit(body: Officer, moment: datetime) -> None:
    """Raises ``Refused`` (``covert-officer-unfit``) where training or check no longer held on the day of a
    moment (Baghdad)."""
    day = moment.astimezone(ZoneInfo(ZONE)).date()
    if day > min(body.trained, body.checked):
        raise Refused("covert-officer-unfit", officer=body.code, day=Day.of(min(body.trained, body.checked)))


def officer_example(at: ActingDesktop, person: str) -> str:
    """The code of an officer of the examples who is this person."""
    code = mint()
    body = Officer(
        code=code, involved=involvement(at, code, person), trained=date(2099, 1, 1), checked=date(2099, 1, 1)
    )
    return at.records(OFFICER).save(body).body.code
