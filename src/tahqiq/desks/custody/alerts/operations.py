"""Raise an alert, renew it or close it."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.details import Details, YesNo, record_of
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desk.records import changed, every
from tahqiq.desks.custody.alerts.record import ALERT, Alert, AlertDetails, AlertReason, AlertSort
from tahqiq.desks.custody.answers import RecordAnswer
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, NotFound, WrongUse

LONGEST = timedelta(days=183)
"""For how long an alert may stand, and a plan go without a review (house rule)."""


class AlertRequest(AlertDetails, needs=()):
    """A warning, with what was seen and when it expires."""


def warn(at: ActingDesktop, asked: AlertRequest, _progress: Progress | None) -> RecordAnswer:
    """Raise an alert; one of the same sort that is open is renewed, not doubled. Raises ``NotFound``
    (``custody-nobody-called``), ``WrongUse`` (``custody-review-days``), ``Conflict``
    (``custody-alert-open``)."""
    who = asked.person
    if not asked.raised < asked.review <= asked.raised + LONGEST:
        raise WrongUse("custody-review-days")
    if any(one.body.what == asked.what for one in every(at, ALERT, {"person": who, "open": True})):
        raise Conflict("custody-alert-open", value=who)
    made = at.records(ALERT).save(record_of(Alert, asked, person=who))
    return RecordAnswer(record=made.id, number=who)


class AlertKept(Details):
    """Whether an alert stands on."""

    keep: YesNo = Field(description="Whether it stands on: yes or no; nothing is chosen for you.")


class AlertRenewalRequest(AlertReason, AlertKept, AlertSort, needs=()):
    """An alert that is looked at again: renewed with what was seen since, or closed."""

    day: Annotated[date, Happened()] = Field(description="The day.")
    review: Annotated[date | None, MAY_LIE_AHEAD] = Field(
        default=None, description="Of one that stands on: when it expires."
    )


def renew(at: ActingDesktop, asked: AlertRenewalRequest, _progress: Progress | None) -> RecordAnswer:
    """Renew an alert or close it. Raises ``NotFound`` (``custody-nobody-called``,
    ``custody-nothing-called``), ``WrongUse`` (``custody-review-days``, ``custody-say-yes-or-no``)."""
    who = asked.person
    found = [one for one in every(at, ALERT, {"person": who, "open": True}) if one.body.what == asked.what]
    if not found:
        raise NotFound("custody-nothing-called", value=f"{who} {asked.what}")
    if asked.keep == "unknown":
        raise WrongUse("custody-say-yes-or-no")
    if asked.day < found[0].body.raised or (
        asked.keep == "yes" and (asked.review is None or not asked.day < asked.review <= asked.day + LONGEST)
    ):
        raise WrongUse("custody-review-days")
    renewed = {
        "reason": f"{found[0].body.reason}\n{asked.day.isoformat()} {asked.by}: {asked.reason}",
        "by": asked.by,
    }
    kept = changed(
        at,
        ALERT,
        found[0],
        **renewed,
        **({"review": asked.review} if asked.keep == "yes" else {"closed": asked.day}),
    )
    return RecordAnswer(record=kept.id, number=who)


_DAY = date(2026, 5, 9)


def _with_alert(at: ActingDesktop) -> str:
    number = example_held(at)
    at.records(ALERT).save(ALERT.example.model_copy(update={"person": number}))
    return number


OPERATIONS = (
    Operation(
        "alert",
        AlertRequest,
        RecordAnswer,
        "act",
        "write-case",
        warn,
        lambda at: AlertRequest(
            person=example_held(at),
            what="self-harm",
            reason="Said so to the night guard.",
            by="Officer 7",
            raised=_DAY,
            review=date(2026, 6, 9),
        ),
    ),
    Operation(
        "alert-review",
        AlertRenewalRequest,
        RecordAnswer,
        "act",
        "write-case",
        renew,
        lambda at: AlertRenewalRequest(
            person=_with_alert(at),
            what="self-harm",
            keep="no",
            reason="Not said again for a month.",
            by="Officer 7",
            day=_DAY,
        ),
    ),
)
