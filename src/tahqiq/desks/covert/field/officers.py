"""Undercover officers as the register knows them: a random code, until when training and psychological check
hold. Who an officer is stands in no record: a keyed digest says whether a person is one."""

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from tahqiq.casework.clocks.deadline import ZONE
from tahqiq.casework.shelves import Kept
from tahqiq.casework.vault.pseudonym import mint, needed
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.involved import involvement
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import NotFound, Refused
from tahqiq.model.kind import ACTED_DIGEST, Key, Kind


class Officer(Strict):
    """An undercover officer. ``involved`` is the keyed digest of the person; ``trained`` and ``checked`` are
    the last days on which training and psychological check hold."""

    code: str
    involved: Annotated[str, ACTED_DIGEST]
    trained: date
    checked: date
    legend: str = Field(default="", max_length=200)


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


class OfficerRequest(Strict):
    """An officer who may be deployed."""

    code: str = Field(
        default="",
        description="The officer, by code, where new days are written down; without one, a new officer.",
    )
    officer: str = Field(default="", description="A new officer: the login; kept as a digest.")
    trained: date = Field(description="The last day on which the training holds.")
    checked: date = Field(description="The last day on which the psychological check holds.")
    legend: str = Field(
        default="",
        max_length=200,
        description="The legend, by an opaque reference; its papers are kept elsewhere.",
    )


class OfficerView(Strict):
    """An officer, by code, with the last days of training and check."""

    code: str
    trained: str
    checked: str
    legend: str


def register(at: ActingDesktop, asked: OfficerRequest, _progress: Progress | None) -> OfficerView:
    """Enter an officer under a random code, or the new days of one. Raises ``NotFound``
    (``covert-no-officer``, ``no-such-person``), ``Refused`` (``covert-officer-self``)."""
    days = {"trained": asked.trained, "checked": asked.checked, "legend": asked.legend}
    if asked.code:
        kept = of_code(at, asked.code)
        if kept.body.involved == involvement(at, kept.body.code, at.actor.id):
            raise Refused("covert-officer-self")
        return _told(
            at.shelf(OFFICER).save(kept.body.model_copy(update=days), "", kept.id, kept.version).body
        )
    person = at.bench.door.people.get(asked.officer)
    if person.id == at.actor.id:
        raise Refused("covert-officer-self")
    code = mint()
    return _told(
        at.shelf(OFFICER)
        .save(Officer.model_validate({"code": code, "involved": involvement(at, code, person.id), **days}))
        .body
    )


def of_code(at: Desktop, code: str) -> Kept[Officer]:
    """The officer of a code. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound``
    (``covert-no-officer``)."""
    page = at.shelf(OFFICER).find({"code": needed(code)}, limit=1).records
    if not page:
        raise NotFound("covert-no-officer", officer=needed(code))
    return page[0]


def fit(body: Officer, moment: datetime) -> None:
    """Raises ``Refused`` (``covert-officer-unfit``) where training or check no longer held on the day of a
    moment (Baghdad)."""
    day = moment.astimezone(ZoneInfo(ZONE)).date()
    if day > min(body.trained, body.checked):
        raise Refused(
            "covert-officer-unfit", officer=body.code, day=min(body.trained, body.checked).isoformat()
        )


def _told(body: Officer) -> OfficerView:
    return OfficerView(
        code=body.code, trained=body.trained.isoformat(), checked=body.checked.isoformat(), legend=body.legend
    )


def example(at: ActingDesktop, person: str) -> str:
    """The code of an officer of the examples who is this person."""
    code = mint()
    body = Officer(
        code=code, involved=involvement(at, code, person), trained=date(2099, 1, 1), checked=date(2099, 1, 1)
    )
    return at.shelf(OFFICER).save(body).body.code


def _example(at: ActingDesktop) -> OfficerRequest:
    return OfficerRequest(code=example(at, "another"), trained=date(2027, 1, 1), checked=date(2026, 9, 1))


OPERATIONS = (
    Operation(
        "deploy-officer", OfficerRequest, OfficerView, "act", "release", register, _example, group="deploy"
    ),
)
