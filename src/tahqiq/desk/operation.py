"""What can be asked of a desk: operations in a workspace, tools on files alone, and the marks of the fields
of what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import get_annotations, signature
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from tahqiq.casework.forms.class_questions import Asking
from tahqiq.jobs.progress import Progress
from tahqiq.model.kind import Kind
from tahqiq.model.scope import Purpose

if TYPE_CHECKING:
    from tahqiq.desk.desktop import ActingDesktop


I = TypeVar("I", bound=BaseModel)  # noqa: E741 - asked (in) and answered (out)
O = TypeVar("O", bound=BaseModel)  # noqa: E741
Effect = Literal["look", "act", "job"]
ARGUMENT: Final = "argument"
"""In a field's ``Annotated``: on the command line it is given by its place and not by its name. Lists come
last."""
COLLECTED: Final = "collected"
"""In a field's ``Annotated``: on the command line a file can stand there too. It is collected into the desk's
file first, and its source is what is asked about."""
WRITTEN: Final = "written"
"""In a field's ``Annotated``: on the command line a file can stand there too, and its text (UTF-8) is what is
asked."""
AUTHOR: Final = "author"
"""The relation of whoever wrote one of a record's versions: they took part."""
PERSON: Final = "person"
"""In the ``Annotated`` of a field of a body: it holds the id of somebody of the house, who is shown by
name."""


@dataclass(frozen=True, slots=True)
class OfKind:
    """In the ``Annotated`` of a field of a body: it holds the id of a record of the same desk, whose kind the
    field ``named`` says. It is shown by its title."""

    named: str


_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class NoQuestion(BaseModel):
    """What is asked where nothing is to be said."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoAnswer(BaseModel):
    """What is answered where there is nothing to say but that it is done."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Needs:
    """What somebody has to be to the records that a question names, asked before the operation runs. The
    field ``field`` of what is asked holds the value of the key ``key`` of the kind's records ("" : their id),
    folded by ``fold``; an empty one names none. The person must be one of ``one_of`` to each (relations of
    the kind; none asked for: whoever they are) and none of ``none_of`` (relations, or :data:`AUTHOR`, which a
    version that only put the person's name into the field ``signature`` does not make them), or is refused
    with ``refusal`` (its ``value`` is what names the record; ``absent``: is answered so, as for a record that
    is not there). A record that the person does not see is left to the operation, which answers as for one
    that is not there."""

    kind: Kind[Any]
    field: str
    one_of: tuple[str, ...]
    refusal: str
    key: str = ""
    fold: Callable[[str], str] = str
    absent: bool = False
    none_of: tuple[str, ...] = ()
    signature: str = ""

    def __post_init__(self) -> None:
        unknown = [
            name for name in (*self.one_of, *self.none_of) if name not in (AUTHOR, *self.kind.relations)
        ]
        if (
            unknown
            or not (self.one_of or self.none_of)
            or (self.key and self.key not in {key.name for key in self.kind.keys})
        ):
            raise ValueError(f"{self.kind.name}: no such relation or key: {unknown or self.key}")


@dataclass(frozen=True, slots=True)
class Operation(Generic[I, O]):
    """One thing that can be asked of a desk.

    ``asks`` and ``answers`` forbid what they do not name; a field ``case`` of ``asks`` is the id or title of
    the case it is about, without one it is about the desk's own file. ``effect``: ``look`` changes nothing
    and its questions are flat (text, numbers, days, lists of them), ``act`` changes something and is logged
    before and after, ``job`` does so in a job that can be followed and stopped. ``action`` is asked of the
    policies before anything else; ``purpose`` decides what of the sources is seen (rows outside an order are
    hidden where policies do not name it). ``example`` makes ready what it needs at a desk (invented) and
    gives a question that is answered: the reference shows it, the conformance suite asks it. ``group`` is the
    first word of the name where commands stand together: ``lists-add`` of the group ``lists`` is ``tahqiq
    DESK lists add``. ``command`` is what it is called on the command line instead of its name, also where
    every desk has a command of that name (``rules``, ``clocks``), which it then replaces. ``deposits`` names
    the field of ``asks`` (a list of ids of sealed originals) for which files are given on the command line:
    they are sealed at the desk first. ``needs``: what the person has to be to the records that it names.
    ``hides_actor``: the log does not tell who asked for it; for what writes or reads records of a kind that
    hides its actors. ``leaves``: what it writes is read by people who do not see what it came of (it carries
    from a case to the desk's file, or the other way): then it reads only what may be handed on
    (:meth:`tahqiq.desk.desktop.Desktop.handed_on`). What makes a file has the action "export" instead.
    ``compartment``: what it writes lies in it, and it is offered to nobody outside; to whoever may open
    compartments, while nobody has opened this one. The operation itself refuses all others.
    """

    name: str
    asks: type[I]
    answers: type[O]
    effect: Effect
    action: str
    run: Callable[[ActingDesktop, I, Progress | None], O]
    example: Callable[[ActingDesktop], I]
    purpose: Purpose = "work"
    group: str = ""
    command: str = ""
    deposits: str = ""
    needs: tuple[Needs, ...] = ()
    hides_actor: bool = False
    leaves: bool = False
    compartment: str = ""

    def __post_init__(self) -> None:
        _declared(self)
        if self.effect == "look" and "ActingDesktop" in str(signature(self.run)):
            raise ValueError(f"{self.name}: it looks, and what it does asks for a desk at which one writes")
        if strange := [one.field for one in self.needs if one.field not in self.asks.model_fields]:
            raise ValueError(f"{self.name}: needs name no field of what is asked: {strange}")
        if self.deposits and self.deposits not in self.asks.model_fields:
            raise ValueError(f"{self.name}: deposits names no field of what is asked: {self.deposits}")

    @property
    def reads_files(self) -> bool:
        """Whether it reads what came from outside, which may take long: then others go on writing until it
        says that it is to be alone."""
        marks = [mark for field in self.asks.model_fields.values() for mark in field.metadata]
        return self.effect == "job" or bool(self.deposits) or COLLECTED in marks or WRITTEN in marks

    @property
    def in_case(self) -> bool:
        """Whether the operation is about a case that is named."""
        return "case" in self.asks.model_fields


@dataclass(frozen=True, slots=True)
class Tool(Generic[I, O]):
    """One thing that is asked of files alone: a command for whoever has the files on their own machine. There
    is no workspace, nobody signs in, nothing is kept or logged, and the API does not have it.

    ``asks`` and ``answers`` forbid what they do not name; a field of ``asks`` that is a ``Path`` is a file or
    folder. ``run`` raises the designed errors; what cannot be read in a file is a problem in the answer, with
    its place. ``lines`` tells an answer in a terminal, one line each, instead of the plain ``name: value``.
    ``group`` as in an operation. ``otherwise`` is the operation that is asked, in the workspace, where what
    is given by its place is no file, or ``alone`` says that the files are not enough: its questions have the
    same names. ``nothing`` says of an answer that nothing could be made of what was given: the command ends
    with 1.
    """

    name: str
    asks: type[I]
    answers: type[O]
    run: Callable[[I], O]
    lines: Callable[[O], list[str]] | None = None
    group: str = ""
    otherwise: str = ""
    alone: Callable[[I], bool] = lambda _asked: True
    nothing: Callable[[O], bool] = lambda _answer: False

    def __post_init__(self) -> None:
        _declared(self)


def _declared(item: Operation[Any, Any] | Tool[Any, Any]) -> None:
    named(item.name)
    if item.group and not item.name.startswith(f"{item.group}-"):
        raise ValueError(f"{item.name} must begin with its group: {item.group}-")
    for model in (item.asks, item.answers):
        if model.model_config.get("extra") != "forbid":
            raise ValueError(
                f"{item.name}: {model.__name__} must forbid what it does not name (extra='forbid')"
            )


def named(name: str) -> None:
    """Raise ``ValueError`` for what is no name of a desk, an operation or a tool."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name: small letters, digits and hyphens")


def asking_of(desk: str, kinds: Iterable[Kind[Any]], operation: Operation[Any, Any]) -> Asking:
    """The question of an operation as a class whose fields are asked: words of the kind that it is of, else
    its own (``desk-DESK-OPERATION-field-NAME``)."""
    return Asking(operation.asks, desk, kind_of(kinds, operation.asks) or f"{desk}-{operation.name}")


def kind_of(kinds: Iterable[Kind[Any]], model: type[BaseModel]) -> str:
    """The kind of record whose fields a question or an answer has, because both are made from one class: the
    one that it shares most classes with; "" where there is none, or more than one."""
    own = _declaring(model)
    shared = {kind.name: len(own & _declaring(kind.body)) for kind in kinds}
    most = max(shared.values(), default=0)
    found = [name for name, count in shared.items() if count == most > 0]
    return found[0] if len(found) == 1 else ""


def _declaring(model: type[BaseModel]) -> set[type]:
    return {one for one in model.__mro__ if issubclass(one, BaseModel) and get_annotations(one)}
