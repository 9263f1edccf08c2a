"""Days of the Hijri calendar that come in by a form, a command or the API: told with the field, never
converted and never kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any

from pydantic import BaseModel

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desks.custody.reading.words import HIJRI
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse


def days(value: Any) -> Iterator[date]:  # noqa: ANN401 (whatever a question holds)
    """Every day and moment of a question.

    >>> from tahqiq.desks.custody.acts.arriving import ArrivalsRequest
    >>> list(days(ArrivalsRequest(facility="F01")))
    []
    """
    if isinstance(value, date):
        yield value
    elif isinstance(value, BaseModel):
        for one in value.__dict__.values():
            yield from days(one)
    elif isinstance(value, list):
        for one in value:
            yield from days(one)


def guarded(operation: Operation[Any, Any]) -> Operation[Any, Any]:
    """The operation, refusing years that a Gregorian register of people held cannot have. Raises ``WrongUse``
    (``custody-hijri-day``)."""

    @wraps(operation.run)
    def do(at: ActingDesktop, asked: BaseModel, progress: Progress | None) -> Any:  # noqa: ANN401
        for day in days(asked):
            if day.year in HIJRI:
                raise WrongUse("custody-hijri-day", value=day.year)
        return operation.run(at, asked, progress)

    return replace(operation, run=do)
