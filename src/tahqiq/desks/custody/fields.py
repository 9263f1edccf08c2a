"""How fields of this desk's records say what they are for, and of which class of data they are: rules read
only what is classed."""

from typing import Any

from pydantic import Field

from tahqiq.desk import classed
from tahqiq.model.body_fields import MADE

NAME = "custody"
REQUIRED: Any = ...


def said(description: str, default: Any = REQUIRED, data_class: str = "administrative") -> Any:  # noqa: ANN401 (what pydantic's Field takes and gives)
    """A field that rules may read, as data of ``data_class``; without ``default`` it must be given."""
    return Field(default, description=description, json_schema_extra=classed(data_class))


def made(description: str, default: Any = REQUIRED, data_class: str = "administrative") -> Any:  # noqa: ANN401
    """As :func:`said` for what the program makes: nobody is asked for it."""
    return Field(default, description=description, json_schema_extra={**classed(data_class), **MADE})


def many(description: str, data_class: str = "administrative") -> Any:  # noqa: ANN401
    """As :func:`said` for a list, which is empty where nothing is given."""
    return Field(default_factory=list, description=description, json_schema_extra=classed(data_class))
