"""The consignments of manifests, waybills and declarations, and what they and bay plans say of boxes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tahqiq.desks.cargo.arrivals.record import Arrival, ArrivalStatement, Mode
from tahqiq.desks.cargo.checks.statements import PaperStatement, bill_key, of_bills, of_boxes
from tahqiq.formats.cargo.amounts import number
from tahqiq.formats.cargo.numbers import box_key, box_remark
from tahqiq.formats.cargo.paper import Paper
from tahqiq.formats.cargo.records import AIR, records_of

_PARTIES = {
    "shipper": "shipper",
    "consignee": "consignee",
    "importer": "consignee",
    "notify": "notify",
    "agent": "declarant",
    "carrier": "carrier",
}
Cells = Mapping[str, str]


@dataclass(slots=True)
class PaperContents:
    """What papers hold: ``arrivals`` of bills, and ``boxes``: what is said of boxes, by their key, for
    consignments that other papers name."""

    arrivals: list[Arrival] = field(default_factory=list)
    boxes: dict[str, list[ArrivalStatement]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """Where and when it was read: the source, what the file is called, the post, and now; ``day`` is that of
    arrival (ISO) where papers do not say it."""

    source: str
    file: str
    post: str
    now: datetime
    day: str = ""


def read_papers(papers: list[Paper], brought: ImportedFile) -> PaperContents:
    """Consignments and statements of every paper of a file."""
    made = PaperContents()
    for paper in papers:
        own = of_bills(paper, brought.file)
        boxes = of_boxes(paper, brought.file, own)
        for key, one in boxes.items():
            made.boxes.setdefault(key, []).append(_statement(one, brought, one.number))
        made.arrivals += _arrivals(paper, brought, own)
    return made


def _arrivals(paper: Paper, brought: ImportedFile, own: Mapping[str, PaperStatement]) -> list[Arrival]:
    rows = {kind: [cells for _, cells in found] for kind, found in records_of([paper])}
    head: Cells = rows["paper"][0] if rows["paper"] else {}
    if not rows["bill"] or not (
        paper.kind == "SAD"
        or any("description" in one or "gross_kg" in one or "consignment" in one for one in rows["bill"])
    ):
        return []
    mode = _mode(paper.kind, head)
    found: list[Arrival] = []
    for cells in rows["bill"]:
        said = (cells.get("number") or "").split("\n")[0]
        if not said:
            continue
        key = bill_key(said)
        within = {
            kind: [one for one in rows[kind] if one.get("consignment") == cells["consignment"]]
            for kind in ("goods", "party", "contents", "seal")
        }
        boxes = [one["container"] for one in within["contents"] if one.get("container")]
        if paper.kind == "SAD":
            boxes += [one["number"] for one in rows["container"] if one.get("number")]
        goods = within["goods"]
        arrival = Arrival(
            key=key,
            post=brought.post,
            mode=mode,
            number=said,
            master=cells.get("master", "").split("\n")[0],
            journey=cells.get("voyage_key") or cells.get("flight_key", ""),
            declaration=head.get("declaration", "") if paper.kind == "SAD" else "",
            day=_day(head.get("arrives") or head.get("declared") or head.get("departs", "")) or brought.day,
            containers=list(dict.fromkeys(boxes)),
            goods=_first(cells.get("description"), *(one.get("description") for one in goods)),
            hs=list(dict.fromkeys(one["hs"].split("\n")[0] for one in goods if one.get("hs"))),
            origin=_first(*(one.get("origin") for one in goods), cells.get("origin"))[:60],
            load=_first(cells.get("load"), head.get("load")),
            discharge=_first(cells.get("discharge"), cells.get("destination"), head.get("discharge")),
            nature=_first(cells.get("nature")),
            gross=_sum(cells.get("gross_kg"), goods, "gross_kg"),
            packages=_sum(cells.get("packages"), goods, "packages"),
            value=_sum(cells.get("value"), goods, "value"),
            recorded=brought.now,
        )
        for one in within["party"]:
            name, slot = _first(one.get("name"), one.get("code")), _PARTIES.get(one.get("slot", ""))
            if slot and name and not getattr(arrival, slot):
                setattr(arrival, slot, name)
            arrival.phones += [
                phone for phone in one.get("phone", "").split("\n") if phone and phone not in arrival.phones
            ]
        arrival.odd_boxes = [box for box in arrival.containers if box_remark(box)]
        if key in own:
            arrival.said.append(_statement(own[key], brought, ""))
        found.append(arrival)
    return found


def keyed(boxes: list[str]) -> list[str]:
    """The keys by which boxes are told again."""
    return [box_key(one) for one in boxes]


def _statement(one: PaperStatement, brought: ImportedFile, box: str) -> ArrivalStatement:
    return ArrivalStatement(
        source=brought.source,
        file=brought.file,
        kind=one.kind,
        row=int(one.place) if one.place.isdigit() else 0,
        box=box,
        weight=one.weight,
        boxed=one.boxed,
        loaded=one.loaded,
        seals=sorted(one.seals),
        packages=one.packages,
        consignees=sorted(one.consignees),
        hs=sorted(one.hs),
    )


def _mode(kind: str, head: Cells) -> Mode:
    written = head.get("mode", "").split("\n")[0]
    if kind in AIR or written == "4":
        return "air"
    return "road" if written in ("3", "30", "31") else "sea"


def _day(text: str) -> str:
    """The ISO day of a date of a message (``202603010900``, ``2026-03-01T…``); "" for none.

    >>> _day("202603010900"), _day("2026-03-01T08:00"), _day("x")
    ('2026-03-01', '2026-03-01', '')
    """
    digits = "".join(sign for sign in text.split("\n")[0] if sign.isdigit())
    if len(digits) == 6:
        digits = f"20{digits}"
    if len(digits) == 10:
        digits = f"20{digits}"
    made = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    try:
        return datetime.fromisoformat(made).date().isoformat()
    except ValueError:
        return ""


def _first(*texts: str | None) -> str:
    return next((text.split("\n")[0] for text in texts if text), "")


def _sum(own: str | None, goods: Sequence[Cells], column: str) -> float | None:
    """The number of a bill itself, else that of its lines of goods together."""
    said = number(_first(own)) if own else None
    if said is not None:
        return said
    parts = [value for one in goods if one.get(column) and (value := number(_first(one[column]))) is not None]
    return sum(parts) if parts else None
