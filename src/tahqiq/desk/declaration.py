"""What a desk declares. Nothing of the web or of a command line stands here: both are made from this.

Words stand in the catalogue of messages, which a desk brings by the entry-point group ``tahqiq.messages``,
each entry a pair in four languages:

    desk-DESK             name, what it is for
    desk-DESK-OPERATION   name, what it does (a tool's too)
    desk-DESK-GROUP       name, what a group of commands is for

Forms, flows, rules, registers and prints are YAML in the folders of these names in the package that
``folder`` names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from inspect import signature
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from tahqiq.access.desk_file import desk_file
from tahqiq.access.door import Door
from tahqiq.casework import prints, registers, rules
from tahqiq.casework.clocks import Clock, Tick
from tahqiq.casework.flows import loading as flow_loading
from tahqiq.casework.flows.declaration import Flow
from tahqiq.casework.flows.history import Person
from tahqiq.casework.forms import loading as form_loading
from tahqiq.casework.forms.declaration import Form
from tahqiq.casework.prints import Print
from tahqiq.casework.registers import Register
from tahqiq.casework.rules import Rule
from tahqiq.desk.derived import kind_of_steps, kind_of_strokes, kind_of_views, kinds_of_papers
from tahqiq.desk.readable import readable
from tahqiq.desk.sample import Sample
from tahqiq.jobs.register import Progress
from tahqiq.kit.declared import Words
from tahqiq.kit.errors import NotFound
from tahqiq.kit.messages import Message, message
from tahqiq.model.kind import Kind
from tahqiq.model.scope import Purpose

if TYPE_CHECKING:
    from tahqiq.desk.desktop import ActingDesktop, Desktop
    from tahqiq.desk.inbox import Owed

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


@dataclass(frozen=True, slots=True)
class Listed:
    """In the ``Annotated`` of a text: it is one of some values that are data of the installation, each with
    its words. Forms ask it as a choice; the operation refuses what is none of them."""

    values: Callable[[], Mapping[str, Words]]


RESERVED = frozenset(
    {
        "open",
        "registers",
        "register",
        "step",
        "forms",
        "form",
        "records",
        "record",
        "inbox",
        "papers",
        "rules",
        "clocks",
        "flows",
        "prints",
        "asked",
        "operations",
        "print",
    }
)
"""Names that every desk has already, as addresses and commands."""
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
    with ``refusal`` (``absent``: is answered so, as for a record that is not there). A record that the person
    does not see is left to the operation, which answers as for one that is not there."""

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
    hides its actors.
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


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """That records of the kind ``kind`` go through the flow ``flow``. ``subjects`` are the ids of people of
    the workspace whom a record is about (they never approve it), ``record`` what guards are asked of (None:
    the body's fields)."""

    kind: str
    flow: str
    subjects: Callable[[Any], Iterable[str]] = lambda _body: ()
    record: Callable[[Any], Mapping[str, object]] | None = None


@dataclass(frozen=True, slots=True)
class Periodic:
    """Something that is done again and again: ``run`` at each stroke of ``clock``, by the server's worker or
    by ``tahqiq DESK clocks --run``.

    Strokes missed during an outage are caught up, each with its own due time; a stroke that was broken off is
    done again, so doing it twice must change nothing more than once. It runs as the desk's own service
    account, which belongs to the desk's file; a case has to let it in. ``run`` gives back how many records it
    changed.
    """

    clock: Clock
    run: Callable[[ActingDesktop, Tick], int]


@dataclass(frozen=True)
class Desk:
    """A desk. ``name`` in small letters and hyphens.

    ``kinds`` are its kinds of records; those that its forms, flows, clocks and views need are added to them.
    ``tools`` are commands on files alone. ``folder`` is the package in which its YAML lies ("" : it has
    none). ``form_home`` says where filled forms lie, ``form_compartments`` which compartments fields of forms
    may name. ``lifecycles`` say which kinds go through which flow, ``of_things`` which kinds and forms are
    about no person (rules are stricter about persons), ``clocks`` what is done again and again, ``due`` what
    else has to be done in time (deadlines of flows and drafts of forms are known), ``person`` as whom
    somebody acts in flows beside their roles in the workspace, with their certificates. ``carries`` takes
    over what an older program kept otherwise, before the desk is first asked; doing it again does nothing.
    ``sample`` is its part of the invented case. A ``general`` desk has no file of its own: its records and
    operations all lie in cases, it is on in every workspace, whoever belongs to a case has it there, and it
    has no clocks. A desk that ``hides_actors`` does so with every kind and every operation.
    """

    name: str
    operations: tuple[Operation[Any, Any], ...]
    kinds: tuple[Kind[Any], ...] = ()
    tools: tuple[Tool[Any, Any], ...] = ()
    general: bool = False
    folder: str = ""
    form_home: Literal["case", "desk"] = "case"
    form_compartments: tuple[str, ...] = ()
    lifecycles: tuple[Lifecycle, ...] = ()
    of_things: tuple[str, ...] = ()
    clocks: tuple[Periodic, ...] = ()
    due: Callable[[Desktop], Iterable[Owed]] | None = None
    person: Callable[[Desktop], Person] | None = None
    carries: Callable[[Door], int] | None = None
    sample: Sample | None = None
    hides_actors: bool = False

    def __post_init__(self) -> None:
        _named(self.name)
        desk_file(self.name)
        at_home = [item.name for item in self.operations if not item.in_case] + [
            kind.name for kind in self.kinds if kind.home != "case"
        ]
        at_home += [item.clock.name for item in self.clocks] + (
            [f"{self.name}-form"] if self.folder and self.form_home == "desk" else []
        )
        if self.general and at_home:
            raise ValueError(f"desk {self.name}: it is general, but these are not in cases: {at_home}")
        names = [item.name for item in self.commands]
        own = {kind.name: kind for kind in self.kinds}
        strange = [kind.name for kind in self.kinds if kind.desk != self.name]
        taken = sorted(RESERVED.intersection(names))
        homeless = [item.kind for item in self.lifecycles if item.kind not in own]
        if len(set(names)) < len(names) or strange or taken or homeless:
            raise ValueError(
                f"desk {self.name}: operations named twice, or kinds of another desk ({strange}), "
                f"operations with a name of ours ({taken}), flows of no kind ({homeless})"
            )
        if self.hides_actors and (telling := [kind.name for kind in self.kinds if not kind.hides_actor]):
            raise ValueError(f"desk {self.name} hides who acted, and these kinds do not: {telling}")
        ending = [kind.name for kind in self.kinds if kind.ends and kind.name != f"{self.name}-destruction"]
        if ending and f"{self.name}-destruction" not in own:
            raise ValueError(
                f"desk {self.name}: kinds have a last day ({ending}), so it takes up tahqiq.desk.destroying"
            )
        made: list[Kind[Any]] = [kind_of_steps(own[item.kind]) for item in self.lifecycles]
        made += (
            kinds_of_papers(self.name, self.form_home, self.form_compartments, hides_actor=self.hides_actors)
            if self.folder
            else ()
        )
        if not self.general:
            made += [kind_of_views(self.name)] if self.folder else []
            made += [kind_of_strokes(self.name)] if self.kinds or self.clocks else []
        object.__setattr__(self, "kinds", (*self.kinds, *made))

    @cached_property
    def forms(self) -> Mapping[str, Mapping[int, Form]]:
        """Its forms by name and version. Raises :class:`tahqiq.kit.declared.Mistake`."""
        where = self._within("forms")
        found = form_loading.load(where) if where is not None else {}
        for versions in found.values():
            for form in versions.values():
                strange = sorted(
                    {one.compartment for _, one in form.fields()} - {"", *self.form_compartments}
                )
                if strange:
                    raise ValueError(
                        f"desk {self.name}: form {form.code} names compartments that the desk does "
                        f"not: {strange}"
                    )
        return found

    @cached_property
    def flows(self) -> Mapping[str, Mapping[int, Flow]]:
        """Its flows by name and version. Raises :class:`tahqiq.kit.declared.Mistake`."""
        where = self._within("flows")
        return flow_loading.load(where) if where is not None else {}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Its rules, over its kinds and its forms. Raises :class:`tahqiq.kit.declared.Mistake`."""
        where = self._within("rules")
        return rules.load(where, readable(self)) if where is not None else ()

    @cached_property
    def registers(self) -> Mapping[str, Register]:
        """Its registers by name. Raises :class:`tahqiq.kit.declared.Mistake`."""
        where = self._within("registers")
        return registers.load(where, {kind.name: kind for kind in self.kinds}) if where is not None else {}

    @cached_property
    def prints(self) -> Mapping[str, Print]:
        """Its papers over records, by name. Raises :class:`tahqiq.kit.declared.Mistake`."""
        where = self._within("prints")
        return prints.load(where, {kind.name: kind for kind in self.kinds}) if where is not None else {}

    def _within(self, name: str) -> Traversable | None:
        where = files(self.folder).joinpath(name) if self.folder else None
        return where if where is not None and where.is_dir() else None

    def kind(self, name: str) -> Kind[Any]:
        """One of its kinds. Raises ``NotFound`` (``no-such-kind``)."""
        for item in self.kinds:
            if item.name == name:
                return item
        raise NotFound(
            "no-such-kind", name=name[:40], known=", ".join(item.name for item in self.kinds) or "-"
        )

    def lifecycle(self, kind: str) -> tuple[Lifecycle, Flow] | None:
        """The flow that records of a kind go through, in its latest version; None: they have none."""
        for item in self.lifecycles:
            if item.kind == kind:
                versions = self.flows[item.flow]
                return item, versions[max(versions)]
        return None

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
            raise ValueError(
                f"{item.name}: {model.__name__} must forbid what it does not name (extra='forbid')"
            )


def _named(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name: small letters, digits and hyphens")
