"""Composes a briefing from its document: each ``{1}`` in a text is filled from the block's first reference,
numbers from records and results, never from memory.

Body of a document of kind ``briefing``: ``{"language", "blocks": [...]}``; blocks ``{"kind": "heading" |
"text" | "judgement" | "gap", "text", "refs"}`` (a judgement with ``likelihood`` and ``confidence``),
``{"kind": "chart", "chart", "caption", "since", "until", "zone"}``, ``{"kind": "table", "chart", "of":
"things" | "lines"}`` or ``{"kind": "table", "result", "rows"}``, ``{"kind": "picture", "source",
"caption"}``. References: ``{"value": {"entity", "statement"}, "cite_only"}``, ``{"chart", "line": {"a":
{"entity"}, "b": {"entity"}}, "what": "count" | "first" | "last"}``, ``{"chart", "count": "items" | "lines" |
"events" | "values"}``, ``{"result", "row", "column"}``.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tahqiq.formats.pictures import within
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.office import office_zone
from tahqiq.model.handling import handling_codes
from tahqiq.model.source import Source
from tahqiq.model.statement import Statement
from tahqiq.products.board_times import Part, Times
from tahqiq.products.briefing.content import (
    CONFIDENCES,
    LIKELIHOODS,
    Block,
    Citation,
    Composed,
    Drawn,
    Grid,
    Paragraph,
    Photo,
    Run,
    TextKind,
)
from tahqiq.products.briefing.figures import counts_of, days_of
from tahqiq.products.briefing.grids import columns_asked, lines_grid, result_grid, things_grid
from tahqiq.products.briefing.sheet import on_sheet
from tahqiq.products.briefing.translations import translations
from tahqiq.products.chart.content import Gathered
from tahqiq.products.chart.saved_look import look_of
from tahqiq.products.chart.view import Saying, as_looked, view_sentences
from tahqiq.products.paper.chart_picture import Drawable, label_of
from tahqiq.products.paper.furniture import PLAIN as BARE
from tahqiq.products.paper.joined_lines import Joined, joined
from tahqiq.products.paper.legend import legend
from tahqiq.products.paper.page_fit import Fitting
from tahqiq.products.product_words import Tongue
from tahqiq.store.documents import Document
from tahqiq.store.results import StoredResult

_MARK = re.compile(r"\{(\d{1,3})\}")
_DIGITS = re.compile(r"[+#]?[0-9٠-٩۰-۹]+(?:[.,:/٫٬-][0-9٠-٩۰-۹]+)*")
_READABLE = (520.0, 400.0)
"""Width and height of a drawing (units) that a page of A4 shows with letters of about ten points."""
MOST_BLOCKS, MOST_ROWS, WIDEST = 500, 200, 1600
Json = Mapping[str, object]
TEXTS: Mapping[str, TextKind] = {"heading": "heading", "text": "text", "judgement": "judgement", "gap": "gap"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What composing asks of the rest: charts by id (the body, what was gathered of it, and times where
    asked), values, results, sources and originals."""

    chart: Callable[[str], tuple[int, Json, Gathered]]
    times: Callable[[Gathered, Part], Times]
    value: Callable[[str, str], tuple[str, Statement] | None]
    result: Callable[[str], StoredResult]
    captions: Callable[[Iterable[str]], Mapping[str, str]]
    sources: Mapping[str, Source]
    original: Callable[[Source], Path | None]
    said: Sequence[Document] = ()
    """Translations of the case."""
    zone: str = field(default_factory=office_zone)
    """Whose days the briefing says: the case's."""


def compose(title: str, case: str, audience: str, body: Json, desk: Desk) -> Composed:
    """The briefing as it says now, in the frame of its first chart that has one. Raises ``WrongUse``
    (``briefing-empty``, ``briefing-block``, ``briefing-reference``), naming the block (from 1)."""
    blocks = body.get("blocks")
    if not isinstance(blocks, list) or not blocks or len(blocks) > MOST_BLOCKS:
        raise WrongUse("briefing-empty", most=MOST_BLOCKS)
    made = _Composing(locale_of(str(body.get("language", "en"))).tag, desk)
    done = tuple(
        made.block(at, block if isinstance(block, Mapping) else {}) for at, block in enumerate(blocks, 1)
    )
    codes = handling_codes()
    handling = tuple(sorted(made.handling or {"open"}, key=lambda code: -codes[code].rank))
    sources = tuple(desk.sources[one] for one in made.rests)
    return Composed(
        title,
        made.say.case(case),
        made.say.tag,
        audience,
        done,
        tuple(made.citations),
        sources,
        handling,
        tuple(made.left_out),
        dict(made.charts),
        translations(desk.said, (found for _, found in made.gathered.values()), made.cited),
        next((found.frame for _, found in made.gathered.values() if found.frame.is_named), BARE),
        desk.zone,
    )


@dataclass(slots=True)
class _Composing:
    tag: str
    desk: Desk
    citations: list[Citation] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    rests: dict[str, int] = field(default_factory=dict)
    handling: set[str] = field(default_factory=set)
    charts: dict[str, int] = field(default_factory=dict)
    _known: dict[str, int] = field(default_factory=dict)
    gathered: dict[str, tuple[Json, Gathered]] = field(default_factory=dict)
    cited: dict[str, str] = field(default_factory=dict)
    _sheets: int = 0

    @property
    def say(self) -> Tongue:
        return Tongue(self.tag, self.desk.zone)

    def block(self, at: int, given: Json) -> Block:
        """One block; ``at`` is its number for errors."""
        kind = str(given.get("kind", ""))
        if kind in TEXTS:
            return self._paragraph(at, TEXTS[kind], given)
        if kind == "chart":
            return self._chart(at, given)
        if kind == "table":
            return self._table(at, given)
        if kind == "picture":
            return self._photo(at, given)
        raise WrongUse(
            "briefing-block", block=at, kind=kind, known=", ".join([*TEXTS, "chart", "table", "picture"])
        )

    def _paragraph(self, at: int, kind: TextKind, given: Json) -> Paragraph:
        refs = given.get("refs")
        likelihood, confidence = str(given.get("likelihood", "")), str(given.get("confidence", ""))
        if kind == "judgement" and (likelihood not in LIKELIHOODS or confidence not in CONFIDENCES):
            raise WrongUse(
                "briefing-judgement", block=at, known=", ".join(LIKELIHOODS), sure=", ".join(CONFIDENCES)
            )
        runs = tuple(self._runs(at, str(given.get("text", "")), refs if isinstance(refs, list) else []))
        return Paragraph(
            kind, runs, likelihood if kind == "judgement" else "", confidence if kind == "judgement" else ""
        )

    def _runs(self, at: int, text: str, refs: list[object]) -> Iterator[Run]:
        done = 0
        for mark in _MARK.finditer(text):
            yield from _typed(text[done : mark.start()])
            number = int(mark[1])
            ref = refs[number - 1] if 0 < number <= len(refs) else None
            if not isinstance(ref, Mapping):
                raise WrongUse("briefing-reference", block=at, number=number)
            yield from self._ref(at, number, ref)
            done = mark.end()
        yield from _typed(text[done:])

    def _ref(self, at: int, number: int, ref: Json) -> Iterator[Run]:
        value = ref.get("value")
        if isinstance(value, Mapping):
            yield from self._value(
                str(value.get("entity", "")), str(value.get("statement", "")), bool(ref.get("cite_only"))
            )
        elif isinstance(ref.get("line"), Mapping):
            yield from self._line(at, number, ref)
        elif "count" in ref:
            counts = counts_of(self._chart_of(at, ref)[1])
            if ref["count"] not in counts:
                raise WrongUse("briefing-reference", block=at, number=number)
            yield Run(self.say.number(counts[str(ref["count"])]), "figure")
        elif "result" in ref:
            yield from self._cell(at, number, ref)
        elif not set(ref) - {
            "cite_only",
            "what",
            "chart",
        }:  # what it led to was retracted or erased: its document leaves it out
            yield from self._withheld("")
        else:
            raise WrongUse("briefing-reference", block=at, number=number)

    def _value(self, entity: str, statement: str, cite_only: bool) -> Iterator[Run]:
        key = f"{entity} {statement}"
        if key in self._known:
            number = self._known[key]
            one = self.citations[number - 1]
            if number in self.left_out:
                yield Run(self.say.say("withheld"), "left-out")
            elif not cite_only:
                yield Run(one.value, "figure")
            yield Run(f"[{self.say.number(number)}]", "cite")
            return
        found = self.desk.value(entity, statement)
        if found is None:
            yield from self._withheld(key)
            return
        number = self._known[key] = len(self.citations) + 1
        called, item = found
        self.cited[key] = item.original or item.value
        source = self._rest(item.source_id)
        self.handling.add(item.handling or "open")
        where = self.say.listed(source, self.say.place(item.place))
        grade = self.say.grade(item.grade)
        self.citations.append(
            Citation(number, called, self.say.prop(item.schema, item.prop), item.value, where, grade)
        )
        if not cite_only:
            yield Run(item.value, "figure")
        yield Run(f"[{self.say.number(number)}]", "cite")

    def _withheld(self, key: str) -> Iterator[Run]:
        """What may not leave, or is no longer there: a number and nothing else."""
        number = len(self.citations) + 1
        if key:
            self._known[key] = number
        self.left_out.append(number)
        self.citations.append(Citation(number, "", "", "", "", ""))
        yield Run(self.say.say("withheld"), "left-out")
        yield Run(f"[{self.say.number(number)}]", "cite")

    def _line(self, at: int, number: int, ref: Json) -> Iterator[Run]:
        found = self._chart_of(at, ref)[1]
        line, what = ref["line"], str(ref.get("what", "count"))
        ends = sorted(_entity(line.get(end)) for end in ("a", "b")) if isinstance(line, Mapping) else []
        pair = next((one for one in joined(found.lines) if sorted((one.a, one.b)) == ends), None)
        if what not in ("count", "first", "last"):
            raise WrongUse("briefing-reference", block=at, number=number)
        if pair is None:
            yield from self._withheld("")
            return
        days = days_of(pair, self.desk.zone)
        yield Run(self.say.number(pair.weight) if what == "count" else self.say.moment(days[what]), "figure")
        yield Run(f"[{self.say.number(self._cited(found, pair))}]", "cite")

    def _cited(self, found: Gathered, pair: Joined) -> int:
        """The number of the citation of a line: what it says, how often, and the sources it rests on."""
        key = f"{pair.a} {pair.b}"
        if key not in self._known:
            self._known[key] = len(self.citations) + 1
            ids = [one.source.id for one in found.exhibits]
            rests = dict.fromkeys(
                source for line in pair.lines for source in line["sources"] if source in ids
            )
            about = " – ".join(found.items[end]["caption"] for end in (pair.a, pair.b))
            names = " · ".join(dict.fromkeys(label_of(line, found.items, self.tag) for line in pair.lines))
            graded = sorted(
                {one.source.grade or "" for one in found.exhibits if one.source.id in rests} - {""}
            )
            where = " · ".join(map(self._rest, rests))
            self.citations.append(
                Citation(
                    self._known[key],
                    about,
                    names,
                    f"×{self.say.number(pair.weight)}",
                    where,
                    " · ".join(graded) or self.say.say("not-graded"),
                )
            )
        return self._known[key]

    def _cell(self, at: int, number: int, ref: Json) -> Iterator[Run]:
        stored = self.desk.result(str(ref["result"]))
        rows = json.loads(stored.body)["rows"]
        row, column = ref.get("row"), str(ref.get("column", ""))
        if (
            not isinstance(row, int)
            or not 0 < row <= len(rows)
            or not isinstance(rows[row - 1].get(column), int | float | str)
        ):
            raise WrongUse("briefing-reference", block=at, number=number)
        cell = rows[row - 1][column]
        names = self.desk.captions([cell]) if isinstance(cell, str) else {}
        shown = names.get(str(cell)) or (self.say.number(cell) if isinstance(cell, int) else str(cell))
        key = f"result {stored.id}"
        if key not in self._known:
            self._known[key] = len(self.citations) + 1
            self._inputs(stored)
            self.citations.append(
                Citation(
                    self._known[key],
                    self.say.say("analysis"),
                    stored.analysis,
                    self.say.say("rows", count=stored.row_count),
                    stored.id,
                    "",
                )
            )
        yield Run(shown, "figure")
        yield Run(f"[{self.say.number(self._known[key])}]", "cite")

    def _inputs(self, stored: StoredResult) -> None:
        inputs = json.loads(stored.recipe).get("inputs", {})
        for source in sorted(inputs):
            if source in self.desk.sources:
                self._rest(source)
            else:
                raise WrongUse("briefing-result", id=stored.id)

    def _rest(self, source: str) -> str:
        """The number of a source the briefing rests on (``S1``)."""
        if source not in self.desk.sources:
            return ""
        return f"S{self.rests.setdefault(source, len(self.rests) + 1)}"

    def _chart_of(self, at: int, given: Json) -> tuple[Json, Gathered]:
        identity = str(given.get("chart", ""))
        if identity not in self.gathered:
            version, body, found = self.desk.chart(identity)
            if not found.items:
                raise WrongUse("briefing-chart", block=at)
            self.charts[identity] = version
            self.gathered[identity] = body, found
            for source in (
                *(one.source.id for one in found.exhibits),
                *(found.layout.photos[item] for item in found.photos),
            ):
                self._rest(source)
            self.handling |= {one.statement.handling or "open" for one in found.values}
            self.handling |= {one.handling or "open" for one in found.events}
        return self.gathered[identity]

    def _chart(self, at: int, given: Json) -> Drawn:
        body, found = self._chart_of(at, given)
        look = look_of(body, given, self.desk.zone)
        seen, sums = as_looked(found, self.desk.times(found, look.part) if look.timed else None, look)
        saying = Saying(look, sums, seen.items, self.tag)
        counts = [self.say.say("shown", items=len(seen.items), lines=len(joined(seen.lines)))]
        counts += [self.say.say("hidden", count=seen.hidden)] if seen.hidden else []
        counts += [self.say.say("gone", count=seen.gone)] if seen.gone else []
        what = Drawable(seen.layout, seen.items, seen.lines, self.tag, saying, seen.styled, (), seen.photos)
        caption, said = str(given.get("caption", "")), (*counts, *view_sentences(self.say, look))
        fitting = Fitting(what)
        near = fitting.best(_READABLE)
        below, *others = (
            legend(seen.items.values(), seen.lines, self.tag, columns, seen.ruled, seen.layout.legend)
            for columns in (3, 1, 4)
        )
        if near.readable:
            return Drawn(near.picture, below, caption, said)
        self._sheets += 1
        picture, apart = on_sheet(fitting, others, self._sheets)
        return Drawn(picture, below, caption, said, apart)

    def _table(self, at: int, given: Json) -> Grid:
        title, limit = str(given.get("caption", "")), given.get("rows")
        most = min(limit, MOST_ROWS) if isinstance(limit, int) and limit > 0 else 20
        if "result" in given:
            return self._result_table(at, given, title, most)
        found = self._chart_of(at, given)[1]
        return (things_grid if given.get("of") == "things" else lines_grid)(self.say, found, title, most)

    def _result_table(self, at: int, given: Json, title: str, most: int) -> Grid:
        stored = self.desk.result(str(given["result"]))
        body = json.loads(stored.body)
        columns = columns_asked(body["columns"], given.get("columns"))
        if not columns:
            raise WrongUse("briefing-block", block=at, kind="table", known="columns")
        self._inputs(stored)
        return result_grid(self.say, columns, body["rows"], self.desk.captions, title, most)

    def _photo(self, at: int, given: Json) -> Photo:
        source = self.desk.sources.get(str(given.get("source", "")))
        path = self.desk.original(source) if source else None
        if source is None or path is None:
            raise WrongUse("briefing-picture", block=at)
        drawn = within(path, WIDEST)
        if drawn is None:
            raise WrongUse("briefing-picture", block=at)
        self._rest(source.id)
        return Photo(drawn.data, drawn.width, drawn.height, str(given.get("caption", "")))


def _entity(value: object) -> str:
    return str(value.get("entity", "")) if isinstance(value, Mapping) else ""


def _typed(text: str) -> Iterator[Run]:
    """Text with the figures that somebody wrote by hand apart."""
    done = 0
    for found in _DIGITS.finditer(text):
        if found.start() > done:
            yield Run(text[done : found.start()])
        yield Run(found[0], "typed")
        done = found.end()
    if done < len(text):
        yield Run(text[done:])
