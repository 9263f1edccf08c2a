"""What a desk declares. Nothing of the web or of a command line stands here: both are made from this.

Words stand in the catalogue of messages, which a desk brings by the entry-point group ``tahqiq.messages``, each entry a pair in four languages:

    desk-DESK             name, what it is for
    desk-DESK-OPERATION   name, what it does (a tool's too)
    desk-DESK-GROUP       name, what a group of commands is for
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from tahqiq.access.desk_file import desk_file
from tahqiq.jobs.register import Progress
from tahqiq.kit.messages import Message, message
from tahqiq.model.kind import Kind
from tahqiq.model.scope import Purpose

if TYPE_CHECKING:
    from tahqiq.desk.desktop import Desktop

I = TypeVar("I", bound=BaseModel)  # noqa: E741 - asked (in) and answered (out)
O = TypeVar("O", bound=BaseModel)  # noqa: E741
Effect = Literal["look", "act", "job"]
ARGUMENT: Final = "argument"
"""In a field's ``Annotated``: on the command line it is given by its place and not by its name. Lists come last."""
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class NoQuestion(BaseModel):
    """What is asked where nothing is to be said."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoAnswer(BaseModel):
    """What is answered where there is nothing to say but that it is done."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Operation(Generic[I, O]):
    """One thing that can be asked of a desk.

    ``asks`` and ``answers`` forbid what they do not name; a field ``case`` of ``asks`` is the id or title of the case it is about, without one it is about
    the desk's own file. ``effect``: ``look`` changes nothing and its questions are flat (text, numbers, days, lists of them), ``act`` changes something and
    is logged before and after, ``job`` does so in a job that can be followed and stopped. ``action`` is asked of the policies before anything else;
    ``purpose`` decides what of the sources is seen (rows outside an order are hidden where policies do not name it). ``example`` makes ready what it
    needs at a desk (invented) and gives a question that is answered: the reference shows it, the conformance suite asks it. ``group`` is the first word
    of the name where commands stand together: ``lists-add`` of the group ``lists`` is ``tahqiq DESK lists add``.
    """

    name: str
    asks: type[I]
    answers: type[O]
    effect: Effect
    action: str
    run: Callable[[Desktop, I, Progress | None], O]
    example: Callable[[Desktop], I]
    purpose: Purpose = "work"
    group: str = ""

    def __post_init__(self) -> None:
        _declared(self)

    @property
    def in_case(self) -> bool:
        """Whether the operation is about a case that is named."""
        return "case" in self.asks.model_fields


@dataclass(frozen=True, slots=True)
class Tool(Generic[I, O]):
    """One thing that is asked of files alone: a command for whoever has the files on their own machine. There is no workspace, nobody signs in, nothing is
    kept or logged, and the API does not have it.

    ``asks`` and ``answers`` forbid what they do not name; a field of ``asks`` that is a ``Path`` is a file or folder. ``run`` raises the designed errors;
    what cannot be read in a file is a problem in the answer, with its place. ``lines`` tells an answer in a terminal, one line each, instead of the plain
    ``name: value``. ``group`` as in an operation.
    """

    name: str
    asks: type[I]
    answers: type[O]
    run: Callable[[I], O]
    lines: Callable[[O], list[str]] | None = None
    group: str = ""

    def __post_init__(self) -> None:
        _declared(self)


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk. ``name`` in small letters and hyphens; ``kinds`` are those of the entry-point group ``tahqiq.kinds`` that are the desk's; ``tools`` are
    commands on files alone. A ``general`` desk has no file of its own: its records and operations all lie in cases, it is on in every workspace, and
    whoever belongs to a case has it there."""

    name: str
    operations: tuple[Operation[Any, Any], ...]
    kinds: tuple[Kind[Any], ...] = ()
    tools: tuple[Tool[Any, Any], ...] = ()
    general: bool = False

    def __post_init__(self) -> None:
        _named(self.name)
        desk_file(self.name)
        at_home = [item.name for item in self.operations if not item.in_case] + [kind.name for kind in self.kinds if kind.home != "case"]
        if self.general and at_home:
            raise ValueError(f"desk {self.name}: it is general, but these are not in cases: {at_home}")
        names = [item.name for item in self.commands]
        strange = [kind.name for kind in self.kinds if kind.desk != self.name]
        if len(set(names)) < len(names) or strange:
            raise ValueError(f"desk {self.name}: operations named twice, or kinds of another desk: {strange}")

    @property
    def file(self) -> str:
        """The id of the desk's own file."""
        return desk_file(self.name)

    @property
    def commands(self) -> list[Operation[Any, Any] | Tool[Any, Any]]:
        """Operations and tools: what the command line knows."""
        return [*self.operations, *self.tools]

    def operation(self, name: str) -> Operation[Any, Any]:
        """The operation called so; raises ``KeyError``."""
        for item in self.operations:
            if item.name == name:
                return item
        raise KeyError(name)

    def title(self, locale: str) -> Message:
        """What it is called, and what it is for."""
        return message(f"desk-{self.name}", locale, {})

    def words(self, operation: str, locale: str) -> Message:
        """What an operation is called, and what it does."""
        return message(f"desk-{self.name}-{operation}", locale, {})


def _declared(item: Operation[Any, Any] | Tool[Any, Any]) -> None:
    _named(item.name)
    if item.group and not item.name.startswith(f"{item.group}-"):
        raise ValueError(f"{item.name} must begin with its group: {item.group}-")
    for model in (item.asks, item.answers):
        if model.model_config.get("extra") != "forbid":
            raise ValueError(f"{item.name}: {model.__name__} must forbid what it does not name (extra='forbid')")


def _named(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name: small letters, digits and hyphens")
