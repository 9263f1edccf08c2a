"""Proposing a mapping: what a table of unknown layout most probably is, column by column, and why."""

import re
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tahqiq.collect.mapping.build_calls import build_calls
from tahqiq.collect.mapping.build_cells import cell_source
from tahqiq.collect.mapping.build_money import build_money, with_moment
from tahqiq.collect.mapping.build_networks import (
    build_edges,
    build_matrix,
    looks_like_attendance,
    looks_like_edges,
)
from tahqiq.collect.mapping.build_parties import as_bodies, as_offices, build_parties, of_themselves
from tahqiq.collect.mapping.build_report import build_report, report_head
from tahqiq.collect.mapping.build_sessions import build_sessions
from tahqiq.collect.mapping.builtin import builtin_for
from tahqiq.collect.mapping.date_evidence import without_year
from tahqiq.collect.mapping.debit_credit import with_mark
from tahqiq.collect.mapping.document import For, LayoutSpec, Mapping, Outside, Source, Value
from tahqiq.collect.mapping.doubts import doubts
from tahqiq.collect.mapping.frame import lines_of
from tahqiq.collect.mapping.known import Known
from tahqiq.collect.mapping.layout import spec_of
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.person_names import plain_names
from tahqiq.collect.mapping.placeholders import assigned, fill
from tahqiq.collect.mapping.plan import used_columns
from tahqiq.collect.mapping.questions import LINE, Question, ask, together
from tahqiq.collect.mapping.sample import Sample, take
from tahqiq.collect.mapping.sense import sensible
from tahqiq.collect.mapping.settle import settled
from tahqiq.collect.mapping.template import LEAST, Match, match, templates
from tahqiq.collect.mapping.transforms import find, found_in
from tahqiq.collect.mapping.words import fold, likeness
from tahqiq.formats.reader import Records
from tahqiq.kit.reasons import Reason, reason

ENOUGH = 0.42
"""Below this score nothing is proposed: the file *needs a mapping*."""


TEXT = "text.line"
WIDEST = 120
"""How many filled columns are looked at; what stands further right is listed as unused."""

HEADER_LINES = 60
"""In how many first lines the header of a saved mapping is looked for."""

CROSSING = r"((?:منفذ|مطار|معبر|دەروازەی|فڕۆکەخانەی)\s+\pL+|\pL+ (?:Airport|Crossing|Border Post|Port|Gate))"
"""RE2 of the name of a crossing in a title."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another kind of table it could be, with its score."""

    name: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping to look at and correct. ``score`` 0 … 1; ``why`` one sentence per decision; ``alternatives``
    best first; ``of_columns`` why a column (by its name in the mapping) was taken for what it is;
    ``questions`` what a person must say before it may run, the worst first."""

    mapping: Mapping
    score: float
    why: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()
    of_columns: MappingOf[str, Reason] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()

    @property
    def doubt(self) -> float:
        """How likely something of it is wrong, 0 … 1."""
        return together(self.questions)

    @property
    def sure(self) -> bool:
        """Whether it may run without a person: its doubt is below the line."""
        return self.doubt < LINE


_OF_NODES = re.compile(r"node|attribute|actor|vertex|vertices|edge|network", re.IGNORECASE)
"""What the name of a file says that describes the numbered ends of ties."""


def numbered(found: Match, sample: Sample) -> list[Question]:
    """The question what running numbers stand for, where a table gives them attributes but no name and does
    not say that they are nodes."""
    node = found.columns.get("node")
    if (
        found.template.name != "attributes"
        or node is None
        or "name" in found.columns
        or node.share("number") < 0.8
        or _OF_NODES.search(_named(sample))
    ):
        return []
    title = found.template.title
    return [ask("kind", node.header, 0.4, (title,), "", title=title, choices=title)]


_OF_TIES = re.compile(r"edge[ _-]?list|(?<![a-z])(?:edges|ties)(?![a-z])", re.IGNORECASE)
"""What the name of a file says that lists ties."""


def propose(records: Records, name: str, known: Known | None = None) -> Proposal | None:
    """A mapping for the first batch of a part, None when nobody recognises it.

    ``name`` is the file's name (a target's number often stands there). A mapping of the workspace whose
    columns are all there comes first. Kinds with a fixed meaning get their built-in mapping. The zone is
    assumed only when no time carries an offset, and ``why`` and ``zone_by`` say so.
    """
    known = known or Known()
    if records.kind == TEXT:
        head = report_head([line or "" for line in records.columns.column("text").slice(0, 60).to_pylist()])
        if head is not None:
            mapping, why = build_report(head)
            return Proposal(mapping, 0.9, why)
    built_in = builtin_for(records.kind) if records.kind != "table" else None
    if built_in is not None:
        return _built_in(built_in, records.kind, known)
    sample = take(records, name)
    before = _known_before(sample, records, known.mappings)
    if before is not None:
        return before
    if sample is None or not sample.busy:
        return None
    if sample.layout.matrix is not None:
        return _matrix(sample, known)
    return _best(sample, known)


def _built_in(mapping: Mapping, kind: str, known: Known) -> Proposal:
    why = [reason("because-kind", kind=kind)]
    if mapping.zone is None and any(fact.start for fact in mapping.facts.values()):
        mapping = replace(mapping, zone=known.zone, zone_by="proposal")
        why.append(reason("because-zone-built-in", zone=known.zone))
    return Proposal(mapping, 1.0, tuple(why))


def _known_before(sample: Sample | None, records: Records, mappings: Sequence[Mapping]) -> Proposal | None:
    """A mapping of the workspace whose columns are all there: in the header that was found, or in any of the
    first lines, because a person may have named a header that nobody else recognises."""
    headers = [{fold(column.header) for column in sample.columns if column.header}] if sample else []
    if mappings and records.kind == "table":
        headers += [{fold(cell) for cell in cells if cell} for _, cells in lines_of(records, HEADER_LINES)]
    for mapping in mappings:
        header = {fold(text) for text in mapping.layout.header if text}
        if "table" not in mapping.for_.kinds or not header or not sheet_fits(mapping, records.part.name):
            continue
        if any(header <= names for names in headers):
            return Proposal(mapping, 1.0, (reason("because-known", name=mapping.name, title=mapping.title),))
    return None


def sheet_fits(mapping: Mapping, sheet: str) -> bool:
    """Whether a mapping is for a sheet of this name."""
    return mapping.for_.sheet is None or found_in(sheet, mapping.for_.sheet)


def _matrix(sample: Sample, known: Known) -> Proposal:
    why = list(sample.layout.reasons)
    if sample.layout.matrix is not None and sample.layout.matrix.two_mode:
        return _attendance_of_cells(sample, known)
    base = _base("matrix", "Matrix of ties", sample, known)
    return Proposal(build_matrix(sample.layout, base, why), 0.95, tuple(why))


def _best(sample: Sample, known: Known) -> Proposal | None:
    headed = any(column.header for column in sample.columns)
    found = [match(template, sample.busy[:WIDEST], headed) for template in templates().values()]
    scored = [
        (score_of(item, sample, headed), item)
        for item in found
        if item.complete and (item.marked or not headed)
    ]
    scored = [(score, item) for score, item in scored if score >= ENOUGH and sensible(item, sample, headed)]
    if not headed and looks_like_edges(sample):
        return _edges_without_header(sample, known)
    if not headed and looks_like_attendance(sample):
        return _attendance_without_header(sample, known)
    if not scored:
        return None
    scored.sort(key=lambda pair: -pair[0])
    score, best = scored[0]
    others = tuple(
        Alternative(item.template.name, item.template.title, round(value, 3)) for value, item in scored[1:4]
    )
    best = (
        with_moment(with_mark(plain_names(best), sample), sample)
        if best.template.name == "bank"
        else plain_names(best)
    )
    told = {column.name: _reason(concept, column, best) for concept, column in best.columns.items()}
    why = [*sample.layout.reasons, *told.values()]
    mapping, questions = _build(
        best, sample, _base(best.template.name, best.template.title, sample, known), known, why
    )
    mapping, more = settled(mapping, best, sample, known, why)
    mapping = _with_unused(mapping, sample, why)
    asked = [
        *questions,
        *more,
        *numbered(best, sample),
        *doubts(mapping, best, scored, headed, _named(sample), sample.columns),
    ]
    asked.sort(key=lambda question: -question.doubt)
    return Proposal(mapping, round(score, 3), tuple(why), others, told, tuple(asked))


def _named(sample: Sample) -> str:
    """What names a table beside its headers: file, sheet and the lines above."""
    return " ".join(
        [sample.file_name, sample.sheet_name, *(f"{item.label} {item.value}" for item in sample.layout.above)]
    )


def score_of(found: Match, sample: Sample, headed: bool) -> float:
    """How well a template explains a table: half how well its needs fit, half how many of the columns it
    explains."""
    needed = [max(found.fits.get(name, 0.0) for name in group) for group in found.template.needs]
    fit = sum(needed) / len(needed)
    explained = sum(found.fits.values()) / max(1, len(sample.busy))
    return (
        0.5 * min(1.0, fit) + 0.5 * min(1.0, explained) if headed else 0.9 * min(1.0, fit + 0.35 * explained)
    )


def _reason(concept: str, column: Column, found: Match) -> Reason:
    label = column.header or column.name
    if concept in found.by_header:
        return reason("because-column-name", label=label)
    return reason(
        "because-column-values", label=label, share=f"{column.share(found.template.concepts[concept]):.0%}"
    )


def _build(
    found: Match, sample: Sample, base: Mapping, known: Known, why: list[str]
) -> tuple[Mapping, list[Question]]:
    name = found.template.name
    if name in ("people", "attributes", "companies", "contacts"):
        found = of_themselves(found, sample)
    if name.startswith("calls"):
        return build_calls(found, sample, base, why, known.target), []
    if name in ("hawala", "transfers", "bank", "exchange"):
        return build_money(found, sample, base, why), []
    if name == "edges":
        return build_edges(found, base, why), []
    if name == "sessions":
        return build_sessions(found, base, why), []
    if name in ("people", "attributes"):
        return build_parties(found, base, why, f"{sample.file_name.rsplit('.', 1)[0]} {sample.sheet_name}")
    sources: dict[str, Source] = assigned(found)
    if name == "sites":
        cell = cell_source(found.columns, why)
        if cell is not None:
            sources["cell"] = cell
    if (
        name == "travel"
        and "crossing" not in sources
        and any(find(CROSSING, item.value) for item in sample.layout.above)
    ):
        base = replace(base, outside={"crossing": Outside("above", CROSSING)})
        sources["crossing"] = Value(outside="crossing")
        why.append(reason("because-crossing"))
    entities, facts = fill(found.template, sources)
    if name == "companies":
        entities = as_offices(entities, found.columns["company"])
    if name == "contacts":
        entities = as_bodies(entities, found.columns, why)
    return replace(base, entities=entities, facts=facts), []


def _edges_without_header(sample: Sample, known: Known) -> Proposal:
    busy = sample.busy
    template = templates()["edges"]
    columns = dict(zip(("edge_from", "edge_to", "weight"), busy, strict=False))
    found = Match(template, columns, dict.fromkeys(columns, 0.7), frozenset())
    why = [*sample.layout.reasons, reason("because-edges")]
    questions: tuple[Question, ...] = ()
    if all(column.share("number") > 0.95 for column in busy[:2]) and not _OF_TIES.search(sample.file_name):
        # codes, or two figures that happen to share values, where the file does not say that it lists ties
        questions = (
            ask("kind", "", 0.6, (template.title,), "", title=template.title, choices=template.title),
        )
    return Proposal(
        build_edges(found, _base("edges", template.title, sample, known), why),
        0.7,
        tuple(why),
        questions=questions,
    )


def _attendance_without_header(sample: Sample, known: Known) -> Proposal:
    busy = sample.busy
    people, events = (
        (busy[1], busy[0]) if busy[1].share("name") > busy[0].share("name") else (busy[0], busy[1])
    )
    template = templates()["attendance"]
    columns = {"attendee": people, "happening": events}
    dated = [column for column in busy[2:] if column.share("moment") > 0.8]
    if dated:
        columns["happening_date"] = dated[0]
    entities, _ = fill(template, {concept: column.name for concept, column in columns.items()})
    why = [*sample.layout.reasons, reason("because-attendance")]
    base = replace(_base("attendance", template.title, sample, known), entities=entities)
    questions: tuple[Question, ...] = ()
    if people.share("name") < 0.5:  # labels of one word: codes, plates and kinds as well as people
        questions = (
            ask("kind", "", 0.6, (template.title,), "", title=template.title, choices=template.title),
        )
    return Proposal(_with_unused(base, sample, why), 0.5, tuple(why), questions=questions)


def _attendance_of_cells(sample: Sample, known: Known) -> Proposal:
    """People in the lines and what they took part in above the columns, or the other way round where the
    columns are called like people."""
    template = templates()["attendance"]
    lines, columns = sample.columns[0], Column(0, "", "", sample.layout.header[1:])
    across = columns.share("name") > lines.share("name")
    entities, _ = fill(
        template, {"attendee": "column" if across else "row", "happening": "row" if across else "column"}
    )
    why = [
        *sample.layout.reasons,
        f"the {'columns' if across else 'lines'} are taken for people, each 1 says that somebody took part",
    ]
    return Proposal(
        replace(_base("attendance", template.title, sample, known), entities=entities), 0.85, tuple(why)
    )


def _base(name: str, title: str, sample: Sample, known: Known) -> Mapping:
    layout = spec_of(sample.layout) if sample.kind == "table" else LayoutSpec()
    return Mapping(name=name, title=title, for_=For(sample.kind), layout=layout, country=known.country)


def _with_unused(mapping: Mapping, sample: Sample, why: list[str]) -> Mapping:
    used = {fold(name) for name in used_columns(mapping)} | set(used_columns(mapping))
    unused = tuple(
        column.name for column in sample.columns if column.name not in used and fold(column.name) not in used
    )
    if unused:
        why.append(reason("because-unused", columns=", ".join(unused)))
    for column in sample.columns:
        if column.name in unused and without_year(column.values):
            why.append(
                reason("because-no-year", column=column.header or column.name, example=column.values[0])
            )
    return replace(mapping, unused=unused)


__all__ = ["ENOUGH", "LEAST", "Alternative", "Known", "Proposal", "likeness", "lines_of", "propose"]
