"""``tahqiq covert expiry``: when what is granted ends, without a workspace."""

from datetime import date, datetime

from pydantic import AliasChoices, ConfigDict, Field

from tahqiq.casework.clocks import ZONE, Period
from tahqiq.desk import Tool
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.record import term
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.techniques.record import technique
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message, wanted
from tahqiq.model.types.zones import zone


class ExpiryRequest(Strict):
    """What is granted."""

    technique: str = Field(
        description=(
            "The technique: source, undercover, directed-surveillance, interception, retained-data, "
            "controlled-delivery."
        )
    )
    granted: str = Field(
        description=(
            "The day (2026-01-01, in Baghdad) or the moment with its zone (2026-01-01T09:00+03:00) from "
            "which it runs."
        )
    )
    months: int = Field(ge=1, le=120, description="For how many months.")


class Expiry(Strict):
    """The first and the last second, in UTC. ``notes`` say how it was counted and what nobody verified; they
    are for the terminal."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)

    begins: str = Field(validation_alias=AliasChoices("from", "begins"), serialization_alias="from")
    until: str
    notes: list[str] = Field(default=[], exclude=True)


def expiry(asked: ExpiryRequest) -> Expiry:
    """When it ends. Raises ``NotFound`` (``covert-no-technique``), ``WrongUse`` (``covert-granted-when``,
    ``clock-far``)."""
    one = technique(asked.technique)
    begins = moment(asked.granted)
    found = term(begins, asked.months)
    until = found.until
    if until is None:  # nothing stops this clock
        raise WrongUse("covert-granted-when", value=asked.granted[:40])
    locale = wanted()
    notes = [found.explain(locale), message("covert-convention", locale, {}).sentence]
    if asked.months > _months(one.longest):
        notes.append(
            message(
                "covert-longer-than-model",
                locale,
                {"months": asked.months, "longest": one.longest.say(locale)},
            ).sentence
        )
    return Expiry(begins=stamp(begins), until=stamp(until), notes=notes)


def moment(text: str) -> datetime:
    """A day (its first second in Baghdad) or a moment with its zone. Raises ``WrongUse``
    (``covert-granted-when``).

    >>> moment("2026-01-01").isoformat()
    '2026-01-01T00:00:00+03:00'
    """
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), datetime.min.time(), zone(ZONE))
        found = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse("covert-granted-when", value=text[:40]) from None
    if found.tzinfo is None:
        raise WrongUse("covert-granted-when", value=text[:40])
    return found


def _months(period: Period) -> int:
    return period.count * (12 if period.unit == "years" else 1)


def lines(answer: Expiry) -> list[str]:
    """In a terminal: both moments, and how they were counted."""
    return [f"from {answer.begins}", f"until {answer.until}", *answer.notes]


EXPIRY = Tool("expiry", ExpiryRequest, Expiry, expiry, lines)
