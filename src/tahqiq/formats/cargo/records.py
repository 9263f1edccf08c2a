"""The rows of papers as records: canonical columns, keys that hold a consignment and its parties together,
and everything else by name."""

import re
from collections.abc import Iterator, Mapping
from operator import itemgetter

from tahqiq.formats.cargo.amounts import kilos, number
from tahqiq.formats.cargo.kinds import COLUMNS, SLOTS
from tahqiq.formats.cargo.paper import Cell, Paper, Row

AIR = frozenset({"XFWB", "XFZB", "XFFM", "XFHL", "FWB", "FHL"})
_NAMES: Mapping[str, Mapping[str, str]] = {
    "document": {
        "carrier name": "carrier",
        "border vessel": "vessel",
        "border flag": "flag",
        "master": "bill",
        "office name": "office",
        "load name": "load",
    },
    "bill": {
        "customs value": "value",
        "declared value": "value",
        "customs currency": "currency",
        "goods text": "description",
    },
    "goods": {
        "price": "value",
        "invoice": "value",
        "invoice currency": "currency",
        "tariff text": "description",
    },
    "party": {"person": "contact", "address more": "address", "name more": "name"},
}
"""Names of values that stand in a column of another name."""
_WEIGHTS = {"gross": "gross_kg", "net": "net_kg", "vgm": "vgm"}
_KEYS = frozenset({"paper", "consignment", "kind", "version", "more", "at"})
_AGAIN = re.compile(r" \d+$")

Record = tuple[int, dict[str, str]]


def records_of(papers: list[Paper]) -> Iterator[tuple[str, list[Record]]]:
    """Every row of the papers of one file, by kind, in the order of the file."""
    found: dict[str, list[Record]] = {kind: [] for kind in COLUMNS}
    for no, paper in enumerate(papers, 1):
        one = _Paper(no, paper)
        for kind, rows in (
            ("paper", [paper.head] if paper.rows["document"] or any(paper.rows.values()) else []),
            ("bill", paper.rows["bill"]),
            ("container", paper.rows["container"]),
            ("contents", paper.rows["contents"]),
            ("goods", paper.rows["goods"]),
            ("party", paper.rows["party"]),
            ("seal", paper.rows["seal"]),
        ):
            found[kind] += [one.record(kind, row) for row in rows]
        for what in ("spot", "tax", "attached", "consignment"):
            found["detail"] += [
                one.detail(what, row) for row in paper.rows[what] if what != "consignment" or len(row) > 1
            ]
    for kind, made in found.items():
        yield kind, sorted(made, key=itemgetter(0))


class _Paper:
    """One paper: what its rows are keyed by."""

    def __init__(self, no: int, paper: Paper) -> None:
        self.no, self.paper = str(no), paper
        self.declared = paper.kind == "SAD"
        bills = paper.rows["bill"]
        self.only = self.key(bills[0]) if len(bills) == 1 else ""
        head = paper.rows["document"][0] if paper.rows["document"] else {}
        said = " ".join(head[name].value for name in ("imo", "vessel", "voyage", "departs") if name in head)
        flight = said or next((row["voyage"].value for row in bills if "voyage" in row), "")
        self.journey = {"flight_key": flight} if paper.kind in AIR else {"voyage_key": said}

    def key(self, row: Row) -> str:
        """What holds the records of one consignment together within the file."""
        if self.declared:
            return self.no
        cell = row.get("number")
        return f"{self.no}/{_plain(cell.value)}" if cell is not None else f"{self.no}/row {_first(row)}"

    def record(self, kind: str, row: Row) -> Record:
        """A row with its columns filled."""
        cells: dict[str, str] = {"paper": self.no}
        columns = COLUMNS[kind]
        if "voyage_key" in columns:
            cells.update(self.journey)
        if "consignment" in columns:
            cells["consignment"] = self._of(kind, row)
        if kind == "paper":
            cells.update(kind=self.paper.kind, version=self.paper.version, vessel_key=_vessel(row))
        if kind == "party":
            cells["slot"] = SLOTS.get(row["role"].value, "other") if "role" in row else "other"
        taken = self._weights(columns, row, cells)
        self._rest(
            "document" if kind == "paper" else kind,
            columns,
            {name: cell for name, cell in row.items() if name not in taken},
            cells,
        )
        if kind in ("container", "contents"):
            self._unit(kind, row, cells)
        return self._placed(row, cells)

    def detail(self, what: str, row: Row) -> Record:
        """A row of a kind that has no columns of its own."""
        cells = {"paper": self.no, "what": what, "consignment": self._of(what, row)}
        self._rest(what, COLUMNS["detail"], row, cells)
        return self._placed(row, cells)

    def _of(self, kind: str, row: Row) -> str:
        if self.declared or kind == "bill":
            return self.key(row)
        if "bill" in row:
            return f"{self.no}/{_plain(row['bill'].value)}"
        return self.only if kind in ("party", "goods", "seal", "contents") else ""

    def _placed(self, row: Row, cells: dict[str, str]) -> Record:
        first = min(row.values(), key=lambda cell: cell.row, default=None)
        if first is not None and (at := self.paper.byte(first)) >= 0:
            cells["at"] = str(at)
        return _first(row), cells

    def _weights(self, columns: tuple[str, ...], row: Row, cells: dict[str, str]) -> set[str]:
        """Weights in kilograms; what cannot be read so stays as it stands."""
        taken: set[str] = set()
        for name, column in _WEIGHTS.items():
            if name not in row or column not in columns:
                continue
            unit = row.get(f"{name} unit", Cell("KGM", 0)).value
            said, value = row[name].value, kilos(row[name].value, unit)
            taken |= {name, f"{name} unit"}
            if value is None or unit.strip().upper() not in ("KGM", "KG", "K", ""):
                _put(cells, "as_written", f"{name} {said} {unit}".strip())
            if value is not None:
                cells[column] = (
                    said
                    if unit.strip().upper() in ("KGM", "KG", "K", "")
                    and number(said) is not None
                    and said.isascii()
                    else f"{value:.3f}".rstrip("0").rstrip(".")
                )
        return taken

    def _rest(self, kind: str, columns: tuple[str, ...], row: Row, cells: dict[str, str]) -> None:
        """Every other value: in its column, or by its name in ``more``."""
        again = _NAMES.get(kind, {})
        for name, cell in row.items():
            bare = _AGAIN.sub("", name)
            column = again.get(bare, bare).replace(" ", "_")
            if column == "number" and kind == "document":
                column = "declaration"
            if column == "bill" and kind != "document":
                continue  # it stands in the key, and as the number of the bill itself
            if (
                column in columns
                and column not in _KEYS
                and not (column == "value" and number(cell.value) is None)
            ):
                _put(cells, column, cell.value)
            else:
                _put(cells, "more", f"{name}: {cell.value}")

    def _unit(self, kind: str, row: Row, cells: dict[str, str]) -> None:
        """Unit load devices of aircraft and trucks are no containers of ISO 6346."""
        named = "number" if kind == "container" else "container"
        said = cells.get(named, "")
        if said and ("kind" in row or not _BOX.fullmatch(said)):
            cells["unit_load"] = cells.pop(named)


_BOX = re.compile(r"[A-Z]{4}\d{6,7}")


def _put(cells: dict[str, str], column: str, said: str) -> None:
    known = cells.get(column)
    cells[column] = said if not known else known if said in known.split("\n") else f"{known}\n{said}"


def _plain(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isalnum()) or text


def _first(row: Row) -> int:
    return min((cell.row for cell in row.values()), default=0)


def _vessel(row: Row) -> str:
    return next(
        (row[name].value for name in ("imo", "vessel", "border vessel", "call sign") if name in row), ""
    )
