"""What an original was recognised as and why: format, tables, a mapping for each, and what that mapping (or
an edited one) makes of the first rows.

Nothing is stored; the original is read anew, as far as :data:`MOST_ROWS` lines.
"""

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tahqiq.collect.mapping.choice import fits, for_source
from tahqiq.collect.mapping.column_uses import Use, uses
from tahqiq.collect.mapping.document import Mapping
from tahqiq.collect.mapping.gather import gather, of_part
from tahqiq.collect.mapping.known import Known
from tahqiq.collect.mapping.looks import LOOKS
from tahqiq.collect.mapping.preview import Plain, preview
from tahqiq.collect.mapping.propose import Proposal, propose
from tahqiq.collect.mapping.questions import together
from tahqiq.collect.mapping.sample import Sample, take
from tahqiq.formats.confined.known import Candidate, candidates, choose
from tahqiq.formats.confined.pool import read_confined
from tahqiq.formats.reader import DEFAULT_LIMITS, Member, Records
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.place import Part
from tahqiq.model.problem import Problem
from tahqiq.model.source import GONE, Source
from tahqiq.model.types.base import Context
from tahqiq.store.workspace import Workspace

MOST_ROWS, MOST_PARTS = 50_000, 60
SAMPLES, LEAST_SHARE = 6, 0.5
"""How many values of a column are shown, and from which share of its values on a look is named."""


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column of a table: what mappings call it, its header as it stands, values, what they look like
    (share), what the mapping makes of it and why; ``doubt`` how likely that is wrong."""

    name: str
    header: str
    filled: int
    samples: tuple[str, ...]
    looks: MappingOf[str, float]
    used: tuple[Use, ...]
    why: tuple[str, ...]
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class TableSeen:
    """One kind of record of one part, and the mapping that would read it; ``proposal`` None: it needs one.
    ``rows`` were looked at."""

    part: Part
    kind: str
    header_row: int
    rows: int
    columns: tuple[ColumnSeen, ...]
    proposal: Proposal | None


@dataclass(frozen=True, slots=True)
class Recognition:
    """``format`` "" when no reader is sure enough; ``candidates`` are all that know it, the surest first.
    ``inside`` names files that stand in it."""

    format: str
    candidates: tuple[Candidate, ...]
    tables: tuple[TableSeen, ...]
    inside: tuple[str, ...]
    problems: tuple[Problem, ...]
    complete: bool


def recognise_source(workspace: Workspace, source: Source, mapping: Mapping | None = None) -> Recognition:
    """What a source that has passed a Scope is recognised as; with a ``mapping``, what that makes of the
    columns instead of the proposal.

    Raises ``NotFound`` (``original-elsewhere``, ``source-erased``).
    """
    path = _path(workspace, source)
    known = Known(tuple(for_source(workspace.database, source).values()))
    if source.zone and source.zone_by == source.deposited_by:
        known = replace(known, zone=source.zone, said=frozenset({"zone"}))
    tables: list[TableSeen] = []
    inside: list[str] = []
    problems: list[Problem] = []
    complete = True
    for item in _first(workspace, source):
        if item is None:
            complete = False
        elif isinstance(item, Records):
            tables.append(_table(item, source.name, known, mapping))
        elif isinstance(item, Problem):
            problems.append(item)
        else:
            inside.append(item)
    chosen = choose(path, source.name)
    name = chosen[0].name if chosen else ""
    return Recognition(
        name, candidates(path, source.name), tuple(tables), tuple(inside), tuple(problems[:50]), complete
    )


def recognise_file(path: Path, name: str, known: Known | None = None) -> tuple[TableSeen, ...]:
    """The tables of a file that is in no workspace, each with what would be proposed. Raises ``WrongUse``
    (``format-unrecognised``)."""
    chosen = choose(path, name)
    if chosen is None:
        raise WrongUse("format-unrecognised")
    seen: set[tuple[int, str]] = set()
    tables = []
    for item in gather(read_confined(chosen[0], path, name)):
        if isinstance(item, Records) and (item.part.no, item.kind) not in seen and len(seen) < MOST_PARTS:
            seen.add((item.part.no, item.kind))
            more = partial(of_part, chosen[0], path, name, DEFAULT_LIMITS, None, item.part)
            tables.append(_table(item, name, replace(known or Known(), more=more), None))
    return tuple(tables)


def preview_source(
    workspace: Workspace,
    source: Source,
    mapping: Mapping,
    part: int | None = None,
    rows: int = 20,
    locale: str = "en",
) -> dict[str, Plain]:
    """What ``mapping`` makes of the first ``rows`` rows of a source that has passed a Scope: of part
    ``part``, or the first that it is for.

    As :func:`tahqiq.collect.mapping.preview.preview`. Raises ``NotFound`` (``no-rows-there``) when it is for
    nothing there, and what the mapping engine raises for a document that cannot work.
    """
    for item in _first(workspace, source):
        if (
            isinstance(item, Records)
            and (item.part.no == part if part is not None else True)
            and fits(mapping, item)
        ):
            context = Context(
                zone=source.zone if source.zone_by == source.deposited_by and source.zone else None
            )
            return preview(mapping, item, rows, context=context, file_name=source.name, locale=locale)
    raise NotFound("no-rows-there", no=source.id)


def _path(workspace: Workspace, source: Source) -> Path:
    if not source.original_here:
        raise NotFound("original-elsewhere", name=source.name, sha256=source.sha256)
    if source.state in GONE:
        raise NotFound("source-due" if source.state == "due" else "source-erased", id=source.id)
    return workspace.originals.path(source.sha256)


def _first(workspace: Workspace, source: Source) -> Iterator[Records | Problem | str | None]:
    """The first records of each part and kind, problems, names of files inside; None where the look ends
    before the file does."""
    path = _path(workspace, source)
    chosen = choose(path, source.name)
    if chosen is None:
        return
    seen: set[tuple[int, str]] = set()
    rows = 0
    for item in gather(read_confined(chosen[0], path, source.name, folder=workspace.scratch)):
        if isinstance(item, Records):
            rows += len(item)
            key = (item.part.no, item.kind)
            if key not in seen:
                seen.add(key)
                yield item
        elif isinstance(item, Problem):
            yield item
        elif isinstance(item, Member):
            yield item.path
        if rows > MOST_ROWS or len(seen) >= MOST_PARTS:
            yield None
            return


def _table(records: Records, name: str, known: Known, mapping: Mapping | None) -> TableSeen:
    proposal = propose(records, name, known)
    sample = take(records, name)
    used = (
        mapping if mapping is not None and fits(mapping, records) else proposal.mapping if proposal else None
    )
    if sample is None:
        return TableSeen(records.part, records.kind, 0, len(records), (), proposal)
    return TableSeen(
        records.part,
        records.kind,
        sample.layout.header_row,
        sample.rows,
        _columns(sample, used, proposal),
        proposal,
    )


def _columns(sample: Sample, mapping: Mapping | None, proposal: Proposal | None) -> tuple[ColumnSeen, ...]:
    by_column = uses(mapping) if mapping else {}
    why = proposal.of_columns if proposal else {}
    asked = proposal.questions if proposal else ()
    made = []
    for column in sample.columns:
        looks = (
            {look: round(column.share(look), 3) for look in LOOKS if look != "any"} if column.values else {}
        )
        told = {
            look: share
            for look, share in sorted(looks.items(), key=lambda pair: -pair[1])
            if share >= LEAST_SHARE
        }
        values = tuple(dict.fromkeys(value for value in column.distinct if value))[:SAMPLES]
        made.append(
            ColumnSeen(
                column.name,
                column.header,
                len(column.values),
                values,
                told,
                by_column.get(column.name, ()),
                (why[column.name],) if column.name in why else (),
                round(
                    together(
                        [one for one in asked if one.column and one.column in (column.header, column.name)]
                    ),
                    3,
                ),
            )
        )
    return tuple(made)
