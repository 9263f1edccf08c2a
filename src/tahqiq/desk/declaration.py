"""What a desk declares. Nothing of the web or of a command line stands here: both are made from this.

Words stand in the catalogue of messages, which a desk brings by the entry-point group ``tahqiq.messages``,
each entry a pair in four languages:

    desk-DESK             name, what it is for
    desk-DESK-OPERATION   name, what it does (a tool's too)
    desk-DESK-GROUP       name, what a group of commands is for

Forms, flows, rules, registers and prints are YAML in the package that ``folder`` names: in folders of these
names, or in the folder of the feature that they belong to (:mod:`tahqiq.kit.declarations`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from tahqiq.access.desk_file import desk_file
from tahqiq.access.door import Door
from tahqiq.casework import prints, registers, rules
from tahqiq.casework.clocks import Clock, Tick
from tahqiq.casework.flows import parser as flow_loading
from tahqiq.casework.flows.declaration import Flow
from tahqiq.casework.flows.history import Person
from tahqiq.casework.forms import parser as form_loading
from tahqiq.casework.forms.declaration import Form
from tahqiq.casework.prints import Print
from tahqiq.casework.registers import Register
from tahqiq.casework.rules import Rule
from tahqiq.desk.derived_kinds import kind_of_steps, kind_of_strokes, kind_of_views, kinds_of_papers
from tahqiq.desk.exercises.declaration import Exercise
from tahqiq.desk.lookups import Finder, Lookup, names_in
from tahqiq.desk.operation import (
    Operation,
    Tool,
    asking_of,
    named,
)
from tahqiq.desk.readable import readable
from tahqiq.desk.sample import Sample
from tahqiq.kit.declarations import declarations
from tahqiq.kit.errors import NotFound, TahqiqError
from tahqiq.kit.messages import Message, message
from tahqiq.model.kind import Kind

if TYPE_CHECKING:
    from tahqiq.desk.desktop import ActingDesktop, Desktop
    from tahqiq.desk.inbox import Awaited, Owed


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
        "lookups",
        "asked",
        "operations",
        "print",
    }
)
"""Names that every desk has already, as addresses and commands."""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """That records of the kind ``kind`` go through the flow ``flow``. ``subjects`` are the ids of people of
    the workspace whom a record is about (they never approve it), ``record`` what guards are asked of (None:
    the body's fields), ``against`` why a step may not be taken with a body in a state although its flow
    allows it (None: nothing speaks against it): what other records say, or a rule that histories already kept
    need not meet."""

    kind: str
    flow: str
    subjects: Callable[[Any], Iterable[str]] = lambda _body: ()
    record: Callable[[Any], Mapping[str, object]] | None = None
    against: Callable[[Desktop, Any, str, str], TahqiqError | None] = lambda *_asked: None


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
    ``tools`` are commands on files alone. ``spelled`` says what an operation or tool is called on the command
    line where that is not its name (``{"lists-add": "watchlists add"}``: at most a group and a word); its
    name stays as a hidden spelling. ``folder`` is the package in which its YAML lies ("" : it has
    none). ``form_home`` says where filled forms lie, ``form_compartments`` which compartments fields of forms
    may name. ``lifecycles`` say which kinds go through which flow, ``of_things`` which kinds and forms are
    about no person (rules are stricter about persons), ``clocks`` what is done again and again, ``due`` what
    else has to be done in time (deadlines of flows and drafts of forms are known), ``awaited`` what waits for
    a decision of the person besides approvals of flows, ``person`` as whom
    somebody acts in flows beside their roles in the workspace, with their certificates. ``lookups`` find what
    fields of questions name (:class:`tahqiq.model.body_fields.Names`), ``finders`` what else the search of
    the page finds. ``on_paper`` gives
    the body of a record as its papers show it (people by name where it holds numbers). ``carries`` takes
    over what an older program kept otherwise, before the desk is first asked; doing it again does nothing.
    ``sample`` is its part of the invented case, ``exercises`` are cases of their own for trainees. A
    ``general`` desk has no file of its own: its records and
    operations all lie in cases, it is on in every workspace, whoever belongs to a case has it there, and it
    has no clocks. A desk that ``hides_actors`` does so with every kind and every operation.
    """

    name: str
    operations: tuple[Operation[Any, Any], ...]
    kinds: tuple[Kind[Any], ...] = ()
    tools: tuple[Tool[Any, Any], ...] = ()
    spelled: Mapping[str, str] = field(default_factory=dict)
    general: bool = False
    folder: str = ""
    form_home: Literal["case", "desk"] = "case"
    form_compartments: tuple[str, ...] = ()
    lifecycles: tuple[Lifecycle, ...] = ()
    of_things: tuple[str, ...] = ()
    clocks: tuple[Periodic, ...] = ()
    due: Callable[[Desktop], Iterable[Owed]] | None = None
    awaited: Callable[[Desktop], Iterable[Awaited]] | None = None
    person: Callable[[Desktop], Person] | None = None
    lookups: tuple[Lookup, ...] = ()
    finders: tuple[Finder, ...] = ()
    on_paper: Callable[[Desktop, Mapping[str, object]], Mapping[str, object]] | None = None
    carries: Callable[[Door], int] | None = None
    sample: Sample | None = None
    exercises: tuple[Exercise, ...] = ()
    hides_actors: bool = False

    def __post_init__(self) -> None:
        named(self.name)
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
        spellings = [self.spelled.get(name, name) for name in names]
        if set(self.spelled) - set(names) or len(set(spellings)) < len(set(names)):
            raise ValueError(f"desk {self.name}: spellings of no operation, or the same of two")
        if len(set(names)) < len(names) or strange or taken or homeless:
            raise ValueError(
                f"desk {self.name}: operations named twice, or kinds of another desk ({strange}), "
                f"operations with a name of ours ({taken}), flows of no kind ({homeless})"
            )
        if self.hides_actors and (telling := [kind.name for kind in self.kinds if not kind.hides_actor]):
            raise ValueError(f"desk {self.name} hides who acted, and these kinds do not: {telling}")
        sought = {one for item in self.operations for one in names_in(item.asks)} - {
            one.name for one in self.lookups
        }
        if sought:
            raise ValueError(
                f"desk {self.name}: fields of questions name what no lookup finds: {sorted(sought)}"
            )
        ending = [kind.name for kind in self.kinds if kind.ends and kind.name != f"{self.name}-destruction"]
        if ending and f"{self.name}-destruction" not in own:
            raise ValueError(
                f"desk {self.name}: kinds have a last day ({ending}), so it takes up "
                "tahqiq.desk.destruction_requests"
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
        """Its forms by name and version. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
        operations = {one.name: asking_of(self.name, self.kinds, one) for one in self.operations}
        found = form_loading.load(self._declared("forms"), operations)
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
        """Its flows by name and version. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
        return flow_loading.load(self._declared("flows"))

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Its rules, over its kinds and its forms. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
        return rules.load(self._declared("rules"), readable(self))

    @cached_property
    def registers(self) -> Mapping[str, Register]:
        """Its registers by name. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
        return registers.load(self._declared("registers"), {kind.name: kind for kind in self.kinds})

    @cached_property
    def prints(self) -> Mapping[str, Print]:
        """Its papers over records, by name. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
        return prints.load(self._declared("prints"), {kind.name: kind for kind in self.kinds})

    def _declared(self, sort: str) -> tuple[Traversable, ...]:
        return declarations(files(self.folder), sort) if self.folder else ()

    def kind(self, name: str) -> Kind[Any]:
        """One of its kinds. Raises ``NotFound`` (``no-such-kind``)."""
        for item in self.kinds:
            if item.name == name:
                return item
        raise NotFound(
            "no-such-kind", name=name[:40], known=", ".join(item.name for item in self.kinds) or "-"
        )

    def lookup(self, name: str) -> Lookup:
        """One of its lookups. Raises ``NotFound`` (``no-such-lookup``)."""
        return _named(self.lookups, name)

    def finder(self, name: str) -> Finder:
        """One of its lookups or of its other finders. Raises ``NotFound`` (``no-such-lookup``)."""
        return _named((*self.lookups, *self.finders), name)

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


_Found = TypeVar("_Found", bound=Finder)


def _named(known: tuple[_Found, ...], name: str) -> _Found:
    for item in known:
        if item.name == name:
            return item
    raise NotFound("no-such-lookup", name=name[:40], known=", ".join(item.name for item in known) or "-")
