"""Export: a selection as a file, under the policies and handling codes, committed to in the audit log.

Rows that an order's authority does not cover stay out and are counted. A handling code that forbids export
refuses the whole export and says which, how many values and of which sources; those values are left out only
when a person says so.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from tahqiq.access.case_zone import zone_of
from tahqiq.access.door import Door
from tahqiq.access.exported_files import enter_export
from tahqiq.formats import anxwrite, gexf, graphml
from tahqiq.formats.chart import Chart
from tahqiq.formats.values_csv import lines
from tahqiq.kit.errors import Refused, WrongUse
from tahqiq.kit.exercise_mark import mark_file
from tahqiq.kit.ids import parse_id
from tahqiq.model.handling import handling_codes
from tahqiq.model.scope import Actor, Scope
from tahqiq.products.board_rules import Styled
from tahqiq.products.board_times import ALWAYS, Part, Times
from tahqiq.products.export_result import Exported
from tahqiq.products.ftm_export import entities, statements
from tahqiq.products.in_part import in_part, inside_of
from tahqiq.products.paper.chart_positions import lost, placed
from tahqiq.products.paper.chart_styles import dressed, pictured, written_on
from tahqiq.products.paper.layout import Layout
from tahqiq.products.paper.photographs import photographs
from tahqiq.products.paper.rule_styles import PLAIN
from tahqiq.products.selection import Selection
from tahqiq.products.selection_chart import draw
from tahqiq.products.tables import value_rows, write_workbook
from tahqiq.resolve.entities import Entities
from tahqiq.store.nodes import node_numbers

Format = Literal["ftm", "csv", "xlsx", "graphml", "gexf", "anx"]
FORMATS: tuple[str, ...] = get_args(Format)
_NAMED = 5
"""How many sources a refusal names for each code."""


def known_format(name: str) -> str:
    """The name when it is an export format; raises ``WrongUse`` (``export-format-unknown``)."""
    if name not in FORMATS:
        raise WrongUse("export-format-unknown", value=name, known=", ".join(FORMATS))
    return name


class Exporter:
    """Exports for one actor, of one case or of everything the actor may see."""

    def __init__(self, door: Door, actor: Actor) -> None:
        self._door, self._actor, self._workspace = door, actor, door.workspace

    def export(
        self,
        name: str,
        path: Path,
        *,
        ids: Sequence[str] | None = None,
        case: str | None = None,
        leave_out: bool = False,
        layout: Layout | None = None,
        styled: Styled = PLAIN,
        part: Part = ALWAYS,
        times: Times | None = None,
        language: str = "en",
    ) -> Exported:
        """Write ``path`` (replaced only when everything went well). ``ids`` limits to entities and what lies
        between them, None = everything. ``part`` of the time leaves out events and lines that lie outside of
        it (``times`` are those of the chart), ``language`` is that of headings and of what lines say.
        ``layout`` says where they stand on a chart and ``styled`` how its rules let them look: places,
        groups, looks and what is written on it go along where the format holds them, and what it does not
        hold is told.

        ``case`` is an id or title. Raises ``Refused``: ``refused-by-policy``, ``export-forbidden``;
        ``NotFound`` for an unknown case or id; ``WrongUse``: ``export-format-unknown``, ``export-no-folder``.
        """
        known_format(name)
        if not path.parent.is_dir():
            raise WrongUse("export-no-folder", path=str(path))
        identity = self._door.cases.find(self._actor.id, case).id if case is not None else None
        scope = self._door.scope(self._actor, "product", identity)
        self._allowed(scope, identity)
        whole = scope
        scope, left_out = self._handled(name, scope, ids, identity or "", leave_out)
        if layout is not None and layout.photos:
            self._cited(name, whole, set(layout.photos.values()))
        held = self._held(scope, identity, ids)
        payload: dict[str, str | int] = {
            "format": name,
            "held": held,
            **{f"left_out:{code}": count for code, count in left_out.items()},
        }
        with self._door.audit.process(self._actor, "export", name, identity or "", payload) as outcome:
            inside = None if part.whole else inside_of(part)
            selection = Selection(
                self._workspace, scope, ids, lenient=bool(left_out) or layout is not None, inside=inside
            )
            zone = zone_of(self._workspace.database, identity or "")
            clocks = zone if layout is None else part.zone.key
            chart = _Chart(layout, styled, part, times, clocks)
            made = self._write(name, path, selection, chart, language, identity or "")
            for key in ("sha256", "size", "entities", "events", "values", "sources", "items", "links"):
                outcome[key] = getattr(made, key)
        return replace(made, left_out=left_out, held=held)

    def leave(
        self, name: str, ids: Sequence[str], cited: Collection[str] = (), what: str = "chart"
    ) -> tuple[str, ...]:
        """Leave to take a picture or table of items on a screen out of the program; it stands in the log.
        ``name`` says what: png, svg, csv, json; ``cited`` the ids of sources that the table rests on beside
        the items. Answers the handling codes of all of it, the strictest first: what leaves has to say them.

        Raises ``Refused`` as :meth:`export` does; nothing is left out silently, since the picture is there
        already.
        """
        scope = self._door.scope(self._actor, "product")
        self._allowed(scope, None)
        self._handled(name, scope, ids, "", leave_out=False)
        found = self._codes(scope, ids) | (self._cited(name, scope, cited) if cited else set())
        with self._door.audit.process(self._actor, "export", f"{what} {name}", "", {"items": len(ids)}):
            return tuple(sorted(found, key=lambda code: -handling_codes()[code].rank))

    def entered(self, path: Path, case: str, rests: Collection[int]) -> str:
        """Mark a file that is about to leave and enter it in the log (:func:`enter_export`); its SHA-256. It
        is of ``case``, or of the one case of the sources (numbers) that it rests on."""
        scope = self._door.scope(self._actor, "product")
        of = (
            {one.case for one in self._workspace.sources.all(scope) if one.no in rests}
            if not case
            else {case}
        )
        return enter_export(self._door.audit, self._actor, path, of.pop() if len(of) == 1 else "")

    def handling(self, ids: Sequence[str], cited: Collection[str]) -> tuple[str, ...]:
        """The handling codes of what somebody sees of items, the strictest first; ``cited`` the ids of
        sources that lines between them rest on. What is seen is told, not only what may leave; the values
        themselves are not."""
        scope = self._door.scope(self._actor, "work")
        handled = {item.no: item.handling for item in self._workspace.sources.data_classes()}
        found = self._codes(scope, ids)
        if cited:
            found |= {
                handled[source.data_class]
                for source in self._workspace.sources.all(scope)
                if source.id in set(cited)
            }
        return tuple(sorted(found - {""}, key=lambda code: -handling_codes()[code].rank))

    def _allowed(self, scope: Scope, case: str | None) -> None:
        """The policies' leave for each case concerned; for all of the person's cases where nothing is
        seen."""
        concerned = sorted(
            {item.case for item in self._workspace.sources.data_classes() if item.no in scope.classes}
        )
        asked = (
            [case]
            if case is not None
            else concerned or [item.id for item in self._door.cases.of(self._actor.id)]
        )
        for one in asked or [""]:
            self._door.require(self._actor, "export", one)

    def _held(self, scope: Scope, case: str | None, ids: Sequence[str] | None) -> int:
        """How many values of the selection the person sees at work and no product may hold."""
        work = self._door.scope(self._actor, "work", case)
        codes = handling_codes()
        kept = [
            item.no
            for item in self._workspace.sources.data_classes()
            if item.held_by and item.handling and "export" not in codes[item.handling].forbids
        ]
        held = work.classes.intersection(kept) - scope.classes
        if not held:
            return 0
        return (
            self._count(self._door.narrowed(work, scope.classes | held), ids).total()
            - self._count(scope, ids).total()
        )

    def _handled(
        self, name: str, scope: Scope, ids: Sequence[str] | None, case: str, leave_out: bool
    ) -> tuple[Scope, dict[str, int]]:
        """The scope without what handling codes forbid to export, and how many values of each code that are;
        refuses where nobody left them out."""
        codes = handling_codes()
        strict = {
            item.no
            for item in self._workspace.sources.data_classes()
            if item.handling and "export" in codes[item.handling].forbids
        }
        found = self._count(self._door.narrowed(scope, strict), ids)
        counts: Counter[str] = Counter()
        for (code, _), count in found.items():
            counts[code] += count
        if counts and not leave_out:
            self._door.audit.refused(self._actor, "export", name, "handling", case)
            raise Refused("export-forbidden", count=counts.total(), what=_what(found, counts))
        return self._door.narrowed(scope, scope.classes - strict), dict(sorted(counts.items()))

    def _codes(self, scope: Scope, ids: Sequence[str]) -> set[str]:
        """The handling codes of the values of some entities; events are handled as their sources are."""
        members = Entities(self._workspace, scope).clustering.members
        numbers = node_numbers(self._workspace.database, [parse_id(one) for one in ids]).values()
        told = self._workspace.reading.statements(
            scope, sorted({one for no in numbers for one in members(no)})
        )
        return {statement.handling for statements in told.values() for statement in statements}

    def _cited(self, name: str, scope: Scope, cited: Collection[str]) -> set[str]:
        """The handling codes of sources by their ids; refuses where one of them may not leave."""
        handled = {item.no: item.handling for item in self._workspace.sources.data_classes()}
        rested = [
            (handled[source.data_class], source.name)
            for source in self._workspace.sources.all(scope)
            if source.id in cited
        ]
        self._rested(name, rested)
        return {code for code, _ in rested}

    def _rested(self, name: str, cited: Sequence[tuple[str, str]]) -> None:
        """Refuses where a source that is cited (its handling code and name) may not leave."""
        codes = handling_codes()
        found = Counter((code, source) for code, source in cited if "export" in codes[code].forbids)
        if found:
            counts: Counter[str] = Counter()
            for (code, _), count in found.items():
                counts[code] += count
            self._door.audit.refused(self._actor, "export", name, "handling", "")
            raise Refused("export-forbidden", count=counts.total(), what=_what(found, counts))

    def _count(self, scope: Scope, ids: Sequence[str] | None) -> Counter[tuple[str, str]]:
        """How many values a scope has of the selection, by handling code and name of the source."""
        found: Counter[tuple[str, str]] = Counter()
        if scope.classes:
            for item in Selection(self._workspace, scope, ids, lenient=True).chosen():
                found.update(
                    (statement.handling, statement.source_name) for statement in item.entity.statements
                )
        return found

    def _write(
        self, name: str, path: Path, selection: Selection, chart: "_Chart", language: str, case: str
    ) -> Exported:
        """Write under a temporary name in a folder of its own beside the target, then rename."""
        with tempfile.TemporaryDirectory(prefix=".export-", dir=path.parent) as folder:
            temporary = Path(folder) / f"file{path.suffix}"
            temporary.touch(mode=0o600)
            counts = self._make(name, temporary, path.suffix.lower(), selection, chart, language)
            mark_file(temporary)
            sha256 = self.entered(temporary, case, selection.seen.sources)
            size = temporary.stat().st_size
            shutil.move(temporary, path)
        return Exported(
            str(path),
            name,
            sha256,
            size,
            counts["entities"],
            counts["events"],
            counts["values"],
            counts["sources"],
            counts["items"],
            counts["links"],
            shortened=counts["shortened"],
            lost=lost(
                name,
                chart.layout,
                selection,
                {one: counts[one] for one in ("dashes", "looks", "photographs", "outside", "outside_lines")},
            )
            if chart.layout is not None
            else {},
        )

    def _make(
        self, name: str, path: Path, suffix: str, selection: Selection, seen_as: "_Chart", language: str
    ) -> Counter[str]:
        layout = seen_as.layout
        cases = {item.id: item.title for item in self._door.cases.of(self._actor.id)}
        further: dict[str, int] = (
            {"photographs": len(layout.photos)} if layout is not None and layout.photos else {}
        )
        if name == "ftm":
            _text(
                path,
                statements(selection.chosen(), selection.judged())
                if suffix == ".csv"
                else entities(selection.chosen()),
            )
        elif name == "csv":
            _text(path, lines(value_rows(selection, cases)))
        elif name == "xlsx":
            further |= write_workbook(
                path, self._workspace, selection, cases, language, seen_as.reckoned, seen_as.clocks
            )
        else:
            chart, further["outside_lines"] = seen_as.reckoned(
                draw(self._workspace, selection, language), selection
            )
            if layout is not None:
                displayed = selection.displayed(one.id for one in layout.items)
                chart, unsaid = dressed(name, placed(chart, layout, displayed), seen_as.styled, displayed)
                further |= unsaid
                if name == "anx":
                    faces = photographs(self._door, selection.scope, layout)
                    chart, further["photographs"] = pictured(chart, faces.shown, displayed), faces.missing
            further |= {"items": len(chart.items), "links": len(chart.links)}
            if layout is not None and name == "anx":
                chart = written_on(chart, layout, displayed)
            {"graphml": graphml, "gexf": gexf, "anx": anxwrite}[name].write(path, chart)
            selection.count()
        seen = selection.seen
        return Counter(
            {
                "entities": seen.entities,
                "events": seen.events,
                "values": seen.values,
                "sources": len(seen.sources),
                "outside": seen.outside,
                **further,
            }
        )


@dataclass(frozen=True, slots=True)
class _Chart:
    """How a chart is looked at whose file is written; no chart where ``layout`` is None. ``clocks`` is the
    zone of its moments."""

    layout: Layout | None
    styled: Styled
    part: Part
    times: Times | None
    clocks: str

    def reckoned(self, chart: Chart, selection: Selection) -> tuple[Chart, int]:
        """The chart with the lines of the part of the time, and how many are left out."""
        given = selection.displayed(one.id for one in self.layout.items) if self.layout is not None else {}
        return in_part(chart, self.times, self.part, given)


def _text(path: Path, pieces: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(pieces)


def _what(found: Counter[tuple[str, str]], counts: Counter[str]) -> str:
    """Codes with how many values and in which sources, the strictest code first."""
    codes = handling_codes()
    told = []
    for code in sorted(counts, key=lambda one: (-codes[one].rank, one)):
        names = sorted({name for one, name in found if one == code})
        more = f" + {len(names) - _NAMED}" if len(names) > _NAMED else ""
        told.append(f"{code}: {counts[code]} ({', '.join(names[:_NAMED])}{more})")
    return "; ".join(told)
