"""A collected paper or table becomes consignments of the desk: new ones, further versions of known ones, and
statements beside those of other papers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import TypeVar

from tahqiq.casework.record_writer import WritableRecords
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop
from tahqiq.desks.cargo.arrivals.papers import ImportedFile, keyed, read_papers
from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival, ArrivalEvent, ArrivalStatement, bare
from tahqiq.desks.cargo.arrivals.tables import DECLARED, LOAD, Order, TableRow, read_table
from tahqiq.desks.cargo.checks.statements import bill_key
from tahqiq.formats.cargo.amounts import loaded, number
from tahqiq.formats.cargo.numbers import box, box_key, box_remark
from tahqiq.formats.cargo.papers import papers
from tahqiq.formats.plain_table import plain_table
from tahqiq.kit.errors import WrongUse
from tahqiq.model.kind import day_of
from tahqiq.model.problem import Problem

_S = TypeVar("_S", ArrivalStatement, ArrivalEvent)
ONCE = frozenset(
    {"key", "post", "mode", "said", "events", "recorded", "containers", "hs", "phones", "odd_boxes"}
)
"""What a later paper does not fill in where it was empty."""


@dataclass(slots=True)
class ImportCounts:
    """What came of a file: consignments seen for the first time, with something new, with nothing new; boxes
    and lines that no consignment is known for (``alone``). ``read`` are the
    consignments that are new or changed."""

    new: int = 0
    changed: int = 0
    same: int = 0
    alone: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    read: list[Arrival] = field(default_factory=list)


def import_file(at: ActingDesktop, path: Path, brought: ImportedFile, order: Order | None) -> ImportCounts:
    """Write down what a file says. Doing it again changes nothing. Raises ``WrongUse``
    (``cargo-nothing-here``) for a file that is neither paper nor table about cargo."""
    records = at.records(ARRIVAL)
    book, made = Intake(brought, records.every({"post": brought.post}, "recorded")), ImportCounts()
    read = papers(path)
    if [problem.code for one in read for problem in one.problems] == ["cargo-no-document"]:
        _of_table(book, path, brought, order, made)
    else:
        made.problems = [problem for one in read for problem in one.problems]
        found = read_papers(read, brought)
        for arrival in found.arrivals:
            book.put(arrival)
        for key, said in found.boxes.items():
            if not book.say(key, said):
                made.alone.append(said[0].box)
    book.keep(made, records)
    return made


def _of_table(
    book: "Intake", path: Path, brought: ImportedFile, order: Order | None, made: ImportCounts
) -> None:
    try:
        told = read_table(plain_table(path, brought.file), brought, order)
    except WrongUse:
        told = None
    if told is None:
        raise WrongUse("cargo-nothing-here", file=brought.file)
    made.problems = told.problems
    for line in told.lines:
        if not book.line(line):
            made.alone.append(
                line.cells.get("container_number") or line.cells.get("seal_number") or line.plate
            )


class Intake:
    """The consignments of a post while a file is taken: found by bill, by box, by plate and by seal."""

    def __init__(self, brought: ImportedFile, known: Iterable[RecordVersion[Arrival]]) -> None:
        self.brought = brought
        self.kept: dict[str, RecordVersion[Arrival]] = {}
        self.now: dict[str, Arrival] = {}
        self.boxes: dict[str, list[str]] = {}
        self.plates: dict[str, list[str]] = {}
        self.seals: dict[str, list[str]] = {}
        self.declared: dict[str, list[str]] = {}
        self.called: dict[str, str] = {}
        for one in known:
            self.kept[one.body.key] = one
            self._index(one.body)
            self.now[one.body.key] = one.body

    def _index(self, body: Arrival) -> None:
        self.called.setdefault(body.number, body.key)
        for found, names in (
            (self.boxes, keyed(body.containers)),
            (self.plates, [bare(text) for text in plates_of(body)]),
            (self.seals, [bare(seal) for one in body.said for seal in one.seals]),
            (self.declared, [bare(body.declaration)]),
        ):
            for name in filter(None, names):
                if body.key not in found.setdefault(name, []):
                    found[name].append(body.key)

    def put(self, fresh: Arrival) -> None:
        """A consignment of a paper: what is known of it already stays, what was empty is filled in,
        statements stand side by side."""
        known = self.now.get(fresh.key)
        if known is None:
            self.now[fresh.key] = fresh
            self._index(fresh)
            return
        filled = {
            name: value
            for name in Arrival.model_fields
            if name not in ONCE and not getattr(known, name) and (value := getattr(fresh, name))
        }
        joined = {
            name: list(dict.fromkeys([*getattr(known, name), *getattr(fresh, name)]))
            for name in ("containers", "hs", "phones", "odd_boxes")
        }
        self._set(
            known.model_copy(
                update={
                    **filled,
                    **joined,
                    "said": _joined(known.said, fresh.said),
                    "events": _joined(known.events, fresh.events),
                }
            )
        )

    def say(self, key: str, said: list[ArrivalStatement]) -> bool:
        """What is said of a box, beside every consignment that is in it; False where none is known."""
        found = self.boxes.get(key, [])
        for name in found:
            body = self.now[name]
            self._set(body.model_copy(update={"said": _joined(body.said, said)}))
        return bool(found)

    def line(self, line: TableRow) -> bool:
        """A line of the truck side: a lorry's load of its own, or something about a consignment that is
        known; False where it belongs to none."""
        cells, known = line.cells, self._named(line)
        if known is None and (
            {"driver", "trailer_plate", "carnet", *DECLARED} & cells.keys()
            if line.plate
            else LOAD & cells.keys()
        ):
            self.put(self._load(line))
            return True
        if known is None:
            return False
        seen = _seen_with(line, known)
        update: dict[str, object] = {"events": _joined(known.events, [seen] if seen else [])}
        for name, column in (
            ("tractor", "tractor_plate"),
            ("trailer", "trailer_plate"),
            ("driver", "passport"),
            ("declaration", "declaration"),
        ):
            if not getattr(known, name) and cells.get(column):
                update[name] = cells[column]
        said = self._statement(line)
        if said is not None:
            update["said"] = _joined(known.said, [said])
        self._set(known.model_copy(update=update))
        return True

    def _named(self, line: TableRow) -> Arrival | None:
        cells = line.cells
        for text in (cells.get("carnet"), cells.get("bill_number")):
            if text and bill_key(text) in self.now:
                return self.now[bill_key(text)]
        found = self.boxes.get(box_key(cells["container_number"]), []) if "container_number" in cells else []
        if not found and "seal_number" in cells:
            found = self.seals.get(bare(cells["seal_number"]), [])
        declared = bare(cells.get("declaration", ""))
        if not found and declared:
            found = self.declared.get(declared, [])
        if not found and line.plate and not ("carnet" in cells or "bill_number" in cells):
            found = [
                name
                for name in self.plates.get(bare(line.plate), [])
                if not declared or not self.now[name].declaration
            ]
            at = day_of(line.event.at).isoformat() if line.event else line.announced
            before = [name for name in found if not at or self.now[name].day <= at]
            starts = "driver" in cells and (
                line.event is None or line.event.what == "entry"
            )  # another entry is another load
            found = [name for name in before if self.now[name].day == at] if starts else before
        return max((self.now[name] for name in found), key=lambda body: body.day, default=None)

    def _load(self, line: TableRow) -> Arrival:
        cells, at = line.cells, line.event.at if line.event else None
        day = day_of(at).isoformat() if at else line.announced or self.brought.day
        own = cells.get("carnet") or cells.get("bill_number") or cells.get("declaration", "")
        boxes = [box(cells["container_number"])] if "container_number" in cells else []
        said = self._statement(line)
        key = bill_key(own) if own else f"{bare(line.plate) or f'{self.brought.source}-{line.row}'}/{day}"
        return Arrival(
            key=key,
            post=self.brought.post,
            mode="road",
            number=own if own or line.plate else self._line_name(line, key, day),
            declaration=cells.get("declaration", ""),
            day=day,
            containers=boxes,
            tractor=line.plate,
            trailer=cells.get("trailer_plate", ""),
            driver=cells.get("passport", ""),
            goods=cells.get("goods", ""),
            hs=[cells["hs_code"]] if "hs_code" in cells else [],
            origin=cells.get("origin", ""),
            load=cells.get("origin", ""),
            discharge=cells.get("destination", ""),
            gross=number(cells.get("gross_weight", "")),
            packages=number(cells.get("packages", "")),
            shipper=cells.get("shipper", ""),
            consignee=cells.get("consignee", ""),
            declarant=cells.get("declarant", ""),
            phones=[cells["phone"]] if "phone" in cells else [],
            odd_boxes=[one for one in boxes if box_remark(one)],
            said=[said] if said else [],
            events=[line.event] if line.event else [],
            recorded=self.brought.now,
        )

    def _line_name(self, line: TableRow, key: str, day: str) -> str:
        """What a load is called that has neither number nor plate: its file, its line and its day; no two
        loads are called the same."""
        name = f"{Path(self.brought.file).stem[:60]}-{line.row}/{day}"
        again = (f"{name}-{no}" for no in count(2))
        return next(one for one in chain([name], again) if self.called.get(one, key) == key)

    def _statement(self, line: TableRow) -> ArrivalStatement | None:
        """What a line says that other papers say too: weight, seal, packages, consignee."""
        cells = line.cells
        if line.event is not None and line.event.what == "seal":
            return None  # what a seal tells is an event, not another paper
        weight, packages = number(cells.get("gross_weight", "")), number(cells.get("packages", ""))
        if line.event is not None and line.event.what == "weighed" and "container_number" not in cells:
            weight = None  # a lorry on a scale weighs more than what its papers speak of
        if weight is None and packages is None and not {"seal_number", "consignee", "hs_code"} & cells.keys():
            return None
        return ArrivalStatement(
            source=self.brought.source,
            file=self.brought.file,
            kind="table",
            row=line.row,
            box=box(cells["container_number"]) if "container_number" in cells else "",
            weight=weight,
            boxed="container_number" in cells,
            loaded=loaded(cells.get("travel_direction", "")),
            seals=[cells["seal_number"]] if "seal_number" in cells else [],
            packages=packages,
            consignees=[cells["consignee"]] if "consignee" in cells else [],
            hs=[cells["hs_code"]] if "hs_code" in cells else [],
        )

    def _set(self, body: Arrival) -> None:
        self.now[body.key] = body
        self._index(body)

    def keep(self, made: ImportCounts, records: WritableRecords[Arrival]) -> None:
        """Write down what is new or has changed."""
        fresh = [body for key, body in self.now.items() if key not in self.kept]
        if fresh:
            records.save_new(fresh)
        made.new = len(fresh)
        made.read = fresh
        for key, before in self.kept.items():
            if self.now[key] != before.body:
                records.save(self.now[key], "", before.id, before.version)
                made.changed += 1
                made.read.append(self.now[key])
        made.same = sum(
            _of(before.body, self.brought.source)
            for key, before in self.kept.items()
            if self.now[key] == before.body
        )


def plates_of(body: Arrival) -> list[str]:
    """Every plate that a consignment was seen with: lorry, trailer, and lorries that took it over."""
    later = [text for one in body.events for text in (one.plate, one.value if one.what == "transfer" else "")]
    return [text for text in dict.fromkeys((body.tractor, body.trailer, *later)) if text]


def _seen_with(line: TableRow, known: Arrival) -> ArrivalEvent | None:
    """The event of a line, with its lorry where that is another than the one of the consignment."""
    own = {bare(known.tractor), bare(known.trailer), ""}
    return (
        line.event
        if line.event is None or not known.tractor or bare(line.plate) in own
        else line.event.model_copy(update={"plate": line.plate})
    )


def _of(body: Arrival, source: str) -> bool:
    """Whether a source says something of a consignment."""
    return any(one.source == source for one in body.said) or any(one.source == source for one in body.events)


def _joined(known: list[_S], more: list[_S]) -> list[_S]:
    """What is known and what comes with it; a row that a file has twice says what it says once."""
    joined: dict[str, _S] = {}
    for one in known + more:
        joined.setdefault(one.model_dump_json(exclude={"row"}), one)
    return list(joined.values())
