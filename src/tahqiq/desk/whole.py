"""One record as a whole: its fields under their labels, its versions, what it refers to, where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pydantic import BaseModel

from tahqiq.casework.actor_fields import marked
from tahqiq.casework.forms.declaration import say
from tahqiq.casework.openings import SEE, Openings, openings
from tahqiq.casework.prints import Print
from tahqiq.casework.records import RecordVersion
from tahqiq.desk.derived_kinds import plain, referred
from tahqiq.desk.desktop import Desktop
from tahqiq.desk.field_labels import Things, called, described, left_out, listed, things
from tahqiq.desk.lifecycles import Lives, Stands
from tahqiq.desk.operation import COLLECTED, PERSON, OfKind
from tahqiq.desk.record_print import prints_of
from tahqiq.desk.relations import require_open
from tahqiq.desk.tables import Cell, cell_of
from tahqiq.kit.errors import NotFound
from tahqiq.model.body_fields import Listed
from tahqiq.model.kind import ACTED, Kind, Maskable


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A field with its label and type, and what stands in it; ``things`` where that has parts of its own."""

    name: str
    label: str
    type: str
    cell: Cell
    things: Things | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A record with everything about it. ``versions`` the latest first, each with the fields that it changed;
    ``links`` captions by entity id, of what the person sees; ``stands`` None for a kind without a flow;
    ``openings``: whether the person may see who opened it; ``prints`` the papers they may print of it."""

    record: RecordVersion[Any]
    title: str
    fields: tuple[FieldOf, ...]
    versions: tuple[tuple[RecordVersion[Any], tuple[str, ...]], ...]
    links: Mapping[str, str]
    stands: Stands | None
    openings: bool
    prints: tuple[Print, ...]


def whole(at: Desktop, kind_name: str, identity: str, locale: str) -> Whole:
    """A record of a kind; labels come from the registers over it, those of the other fields from the
    catalogue of words. The look is in the log. Raises ``NotFound``."""
    kind = at.desk.kind(kind_name)
    records, case = at.records(kind), at.case_of(kind)
    record = records.get(identity, case)
    require_open(at, kind, record)
    every = records.versions([identity], case)[identity]
    links = at.captions([item.entity for item in referred(record.body)])
    stands = Lives(at, kind).of(record) if at.desk.lifecycle(kind_name) else None
    bench, shown = at.bench, replace(record, body=records.presented(record))
    versions = tuple(
        (item, _changed(item, every[number + 1] if number + 1 < len(every) else None))
        for number, item in enumerate(every)
    )
    home = bench.door.cases.find(at.actor.id, record.home)
    state = stands.standing.state if stands is not None else ""
    papers = prints_of(at, kind_name, state) if bench.door.may(at.actor, "export", home) else []
    return Whole(
        record,
        kind.title(record.body),
        tuple(
            _fields(
                at,
                kind_name,
                shown,
                links,
                locale,
                hides=kind.hides_actor and not records.sees_actors(record.home),
            )
        ),
        versions,
        links,
        stands,
        bench.door.may(at.actor, SEE, home),
        tuple(papers),
    )


def opened_by(at: Desktop, kind: Kind[Any], identity: str) -> Openings:
    """Who opened a record of a kind or wrote it, for those whom the policies let see it. The look is in the
    log. Raises ``Refused``."""
    kept = at.records(kind).versions([identity], at.case_of(kind)).get(identity)
    if kept:
        require_open(at, kind, kept[0])
    home = at.bench.door.cases.find(at.actor.id, kept[0].home if kept else at.desk.file)
    return openings(at.bench.door, at.actor, home, kind.name, identity)


def _fields(
    at: Desktop, kind: str, record: RecordVersion[Any], links: Mapping[str, str], locale: str, *, hides: bool
) -> list[FieldOf]:
    """What stands in a record; ``hides``: who acted is left out."""
    body = plain(record.body)
    columns = [
        one
        for register in at.desk.registers.values()
        if register.kind == kind
        for one in register.columns
        if one.type != "state"
    ]
    found: dict[str, FieldOf] = {}
    shown: set[str] = set()
    for one in columns:
        if one.path not in found:
            cell = cell_of(body, one, links, locale)
            told = _named(at, record.body, _marks(record.body, one.path), cell.values, locale)
            found[one.path] = FieldOf(
                one.path, say(one.label, locale), one.type, replace(cell, labels=told) if told else cell
            )
            shown.update(path.split(".")[0] for path in one.path.split("|"))
    rest = [
        name
        for name in body
        if name not in shown
        and not (hides and marked(type(record.body), name))
        and not _sealed(record.body, name)
        and not left_out(type(record.body), name, body)
    ]
    return [*found.values(), *(_field(at, kind, record.body, name, body[name], locale) for name in rest)]


def _sealed(body: BaseModel, name: str) -> bool:
    """Whether a field holds what a masked record encrypts, which nobody can read."""
    return isinstance(body, Maskable) and name in ("closed", "stands_for")


def _field(at: Desktop, kind: str, body: BaseModel, name: str, value: object, locale: str) -> FieldOf:
    declared = type(body).model_fields.get(name)
    annotation = declared.annotation if declared else str
    told, values, labels = described(at.desk, annotation, value, locale, kind)
    labels = _named(at, body, _marks(body, name), values, locale) or labels
    return FieldOf(
        name,
        called(at.desk, name, locale, kind),
        told,
        Cell(values, labels),
        things(at.desk, annotation, value, locale, partial(_in_words, at, locale)),
    )


def _marks(body: BaseModel, name: str) -> Sequence[object]:
    declared = type(body).model_fields.get(name)
    return declared.metadata if declared else ()


def _named(
    at: Desktop, body: BaseModel, marks: Sequence[object], values: tuple[str, ...], locale: str
) -> tuple[str, ...]:
    """What a field holds in words, where its declaration says what it stands for (a person, a record, one of
    some values); what the person may not see stays as it is."""
    if told := _in_words(at, locale, marks, values):
        return told
    for mark in marks:
        if isinstance(mark, OfKind):
            kind = at.desk.kind(str(getattr(body, mark.named)))
            found = at.records(kind).versions(values, at.case_of(kind))
            return tuple(kind.title(found[one][0].body) or one if one in found else one for one in values)
    return ()


def _in_words(at: Desktop, locale: str, marks: Sequence[object], values: tuple[str, ...]) -> tuple[str, ...]:
    """What people, files, or values of a list are called where a field is marked as holding them."""
    if COLLECTED in marks:
        return _files(at, values)
    lists = [listed(mark, values, locale) for mark in marks if isinstance(mark, Listed)]
    return _people(at, marks, values) or (lists[0] if lists else ())


def _files(at: Desktop, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names of collected files; of one that the person does not see its first eight signs."""
    return tuple(_file(at, one) for one in values)


def _file(at: Desktop, identity: str) -> str:
    try:
        return at.bench.source(identity).name
    except NotFound:
        return identity[:8]


def _people(at: Desktop, marks: Sequence[object], values: tuple[str, ...]) -> tuple[str, ...]:
    """What people are called, where a field is marked as holding them."""
    if PERSON not in marks and ACTED not in marks:
        return ()
    people = at.bench.names(values)
    return tuple(people.get(one, one) for one in values)


def _changed(item: RecordVersion[Any], before: RecordVersion[Any] | None) -> tuple[str, ...]:
    old, new = plain(before.body) if before else {}, plain(item.body)
    return (
        tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))
        if before
        else ()
    )
