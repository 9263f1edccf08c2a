"""A question that an analysis, or a layer of a map, asks before it runs."""

from dataclasses import dataclass
from typing import Literal

from tahqiq.kit.messages import Message, message

ParameterKind = Literal[
    "node", "nodes", "integer", "number", "flag", "text", "texts", "choice", "choices", "time", "duration"
]
Default = int | float | str | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One question. A ``default`` of None is "not given", allowed unless ``required``.

    ``low`` and ``high`` bound numbers, and the length of lists; ``choices`` lists what a choice may be.
    ``duration`` is given in seconds, ``time`` as an aware ISO 8601 text.

    ``of`` says what a text stands for, so that it can be chosen instead of typed: types of things, which are
    picked by search (``PhoneNumber``, ``Thing``), or one of the words ``link``, ``type``, ``grade``,
    ``zone``. An analysis is offered at a thing when a parameter is ``of`` its type and not one of those that
    ``excludes`` what they name. ``node`` and ``nodes`` are of ``Thing`` where nothing is said.
    """

    name: str
    kind: ParameterKind
    default: Default = None
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    of: tuple[str, ...] = ()
    excludes: bool = False

    @property
    def means(self) -> tuple[str, ...]:
        """``of``, with what goes without saying."""
        return self.of or (("Thing",) if self.kind in ("node", "nodes") else ())

    def label(self, locale: str) -> Message:
        """Label and help."""
        return message(f"parameter-{self.name}", locale, {})
