"""Cargo-IMP of IATA as text: FWB (waybill, versions 9 to 17) and FHL (houses of a consolidation, 2 to 5).
Several in one file; Type B addresses around them."""

import re
from collections.abc import Iterator

from tahqiq.formats.cargo.amounts import kilos, number
from tahqiq.formats.cargo.cargoimp_line import Line, append, lines_of
from tahqiq.formats.cargo.cargoimp_party import NAMED, PARTIES, party
from tahqiq.formats.cargo.numbers import awb_remark
from tahqiq.formats.cargo.paper import Cell, Paper, Row, beside

BEGIN = re.compile(r"(?P<kind>FWB|FHL)/(?P<version>\d{1,2})\b")
_AWB = re.compile(r"(?:MBI/|MAWB/)?(?P<awb>\d{3}-?\d{8})(?P<load>[A-Z]{3})(?P<to>[A-Z]{3})(?P<rest>/.*)?$")
_QUANTITY = re.compile(
    r"/(?P<sort>[TPSDM])(?P<pieces>\d+)(?:(?P<unit>[KL])(?P<weight>\d+(?:\.\d*)?))?(?P<rest>.*)$"
)
_HOUSE = re.compile(
    r"HBS/(?P<number>[^/]*)/(?P<load>[A-Z]{3})(?P<to>[A-Z]{3})/(?P<pieces>\d*)/(?P<unit>[KL]?)(?P<weight>[\d.]*)(?:/(?P<inside>\d*))?(?:/(?P<goods>.*))?$"
)
_SECTION = re.compile(r"(?P<tag>[A-Z]{3})(?=/|$)")
_TELEX = re.compile(
    r"(?:Q[A-Z]\s+|SS\s+)?[A-Z]{2}[A-Z0-9]{5}(?:\s+[A-Z]{2}[A-Z0-9]{5})*|\.[A-Z]{2}[A-Z0-9]{5}(?:\s+\d{6}.*)?"
)
"""Lines of addresses and of the sender that Type B puts before a message."""
_MUST = ("SHP", "CNE", "RTD")
"""Sections without which an FWB is none."""
_KEPT = {
    "OCI": "customs note",
    "ACC": "accounting",
    "REF": "sender",
    "CER": "certified",
    "COR": "customs origin",
    "OTH": "other charges",
    "PPD": "prepaid",
    "COL": "collect",
}
"""Sections that are kept line by line under a name."""
_UNIT = {"K": "KGM", "L": "LBR"}


def messages(data: bytes) -> list[Paper]:
    """A paper for each message. Never raises; lines outside of messages are told in the first."""
    papers: list[Paper] = []
    open_: list[Line] = []
    outside: list[Line] = []
    for line in lines_of(data):
        if BEGIN.match(line.text):
            _close(papers, open_)
            open_ = [line]
        elif open_:
            if line.text.strip():
                open_.append(line)
        elif line.text.strip():
            outside.append(line)
    _close(papers, open_)
    if not papers:
        papers.append(Paper("Cargo-IMP"))
        papers[0].tell("cargo-no-document", 0, records=1)
    for line in outside:
        telex = _TELEX.fullmatch(line.text) is not None
        papers[0].aside["Type B" if telex else "text outside messages"] += 1
        if not telex:
            papers[0].tell("cargo-outside", line.no, "", line.text[:200])
    return papers


def _close(papers: list[Paper], lines: list[Line]) -> None:
    if lines:
        papers.append(_Reader(lines).read())


class _Reader:
    def __init__(self, lines: list[Line]) -> None:
        found = BEGIN.match(lines[0].text)
        self.paper = Paper(found["kind"] if found else "FWB", found["version"] if found else "")
        self.lines = lines
        self.bill: Row = {}
        self.master: Row = {}
        self.contacts: list[tuple[str, Row, Cell]] = []

    def read(self) -> Paper:
        paper, sections = self.paper, list(self._sections())
        rest = self.lines[0].text[len(self.lines[0].text.split("/")[0]) + 1 + len(paper.version) :]
        if rest.strip("/ "):
            paper.aside["after the version"] += 1
        head = next((lines for tag, lines in sections if tag == "AWB"), None)
        if head is None:
            paper.tell(
                "cargo-bill-without-number",
                self.lines[0].no,
                paper.kind,
                self.lines[1].text[:80] if len(self.lines) > 1 else None,
            )
        for tag, lines in sections:
            self._section(tag, lines)
        self._called()
        full = {tag for tag, lines in sections if len(lines) > 1 or (tag == "RTD" and "/" in lines[0].text)}
        missing = [tag for tag in _MUST if tag not in full] if paper.kind == "FWB" else []
        if missing:
            paper.tell(
                "cargo-section-missing", self.lines[-1].no, ", ".join(missing), self.lines[-1].text[:80]
            )
        if paper.kind == "FWB" or not paper.rows["bill"]:
            self._own()
        if paper.kind == "FHL":
            self._sum()
        return paper.close(together=True)

    def _sections(self) -> Iterator[tuple[str, list[Line]]]:
        """Sections by their tag; lines that begin with a slash, and lines a telex wrapped, belong to the
        section above."""
        tag, held = "", list[Line]()
        for line in self.lines[1:]:
            found = _SECTION.match(line.text)
            if _AWB.match(line.text):
                new = "AWB"
            elif found and not (tag in PARTIES and found["tag"] in NAMED):
                new = found["tag"]
            else:
                held.append(line)
                continue
            if held:
                yield tag, held
            tag, held = new, [line]
        if held:
            yield tag, held

    def _own(self) -> None:
        """The bill of an FWB (or of an FHL without houses): it appears whatever stands in it."""
        if not any(row is self.bill for row in self.paper.rows["bill"]):
            row = {**self.master, **self.bill}
            if "number" not in row:
                row["place"] = self.lines[0].cell(self.paper.kind)
            self.paper.add("bill", row)
            self.paper.add("consignment", {"place": self.lines[0].cell(self.paper.kind)})

    def _section(self, tag: str, lines: list[Line]) -> None:
        step = {
            "AWB": self._awb,
            "HBS": self._house,
            "RTD": self._goods,
            "FLT": self._flight,
            "RTG": self._route,
            "TXT": self._text,
            "HTS": self._tariff,
            "CVD": self._values,
            "ULD": self._units,
            "SSR": self._words,
            "OSI": self._words,
            "SPH": self._words,
            "ISU": self._words,
            **dict.fromkeys(_KEPT, self._kept),
        }.get(tag)
        if tag in PARTIES:
            self.paper.add("party", party(PARTIES[tag], lines, self.paper.kind, self._of()))
        elif step is not None:
            step(lines)
        elif tag:
            self.paper.aside[tag] += len(lines)
        else:
            for line in lines:
                self.paper.aside["text"] += 1
                self.paper.tell("cargo-outside", line.no, "", line.text)

    def _awb(self, lines: list[Line]) -> None:
        line = lines[0]
        found = _AWB.match(line.text)
        if found is None:
            return
        row: Row = {
            "number": line.cell(found["awb"], found.start("awb")),
            "load": line.cell(found["load"], found.start("load")),
            "destination": line.cell(found["to"], found.start("to")),
        }
        remark = awb_remark(found["awb"])
        if remark:
            self.paper.tell(remark, line.no, "AWB", found["awb"])
        quantity = _QUANTITY.match(found["rest"] or "")
        if quantity is None:
            self.paper.tell("cargo-quantity", line.no, "AWB", line.text[:80])
        else:
            row.update(_amounts(line, quantity, found.start("rest")))
        if "number" in self.master:
            self.paper.tell(
                "cargo-number-differs", line.no, "AWB", found["awb"], other=self.master["number"].value
            )
            return
        self.master = row
        if self.paper.kind == "FHL":
            for name, cell in row.items():
                self.paper.head["master" if name == "number" else f"master {name}"] = cell
        for extra in lines[1:]:
            self.paper.aside["AWB"] += 1
            self.paper.tell("cargo-outside", extra.no, "AWB", extra.text)

    def _house(self, lines: list[Line]) -> None:
        line = lines[0]
        found = _HOUSE.match(line.text)
        self.bill = self.paper.add("bill")
        self.paper.add("consignment", {"place": line.cell("HBS")})
        if "number" in self.master:
            self.bill["master"] = self.master["number"]
        if found is None or not found["number"].strip():
            self.bill["place"] = line.cell("HBS")
            self.paper.tell("cargo-bill-without-number", line.no, "HBS", line.text[:80])
        if found is not None:
            for name, group in (
                ("number", "number"),
                ("load", "load"),
                ("destination", "to"),
                ("packages", "pieces"),
                ("gross", "weight"),
                ("packages inside", "inside"),
                ("description", "goods"),
            ):
                if found[group]:
                    self.bill[name] = line.cell(found[group], found.start(group))
            if "gross" in self.bill:
                self.bill["gross unit"] = line.cell(_UNIT.get(found["unit"], "KGM"), found.start("unit"))
        self._special(lines[1:])

    def _special(self, lines: list[Line]) -> None:
        for line in lines:
            append(self.bill, "handling", line, line.text.strip("/"))

    def _text(self, lines: list[Line]) -> None:
        for line in lines:
            append(self.bill, "goods text", line, line.text.removeprefix("TXT").strip("/"))

    def _words(self, lines: list[Line]) -> None:
        name = lines[0].text[:3]
        for line in lines:
            append(
                self.bill,
                {"SSR": "service", "OSI": "other service", "SPH": "handling", "ISU": "issued"}[name],
                line,
                line.text.removeprefix(name).strip("/"),
            )

    def _kept(self, lines: list[Line]) -> None:
        """Each line as it stands; a contact's telephone among what is told for customs (``/IQ/CNE/CT/…``) is
        the party's as well."""
        tag = lines[0].text[:3]
        for line in lines:
            said = line.text.removeprefix(tag).removeprefix("/").strip()
            if said.strip("/"):
                beside(self.bill, _KEPT[tag], line.cell(said))
            parts = said.split("/")
            if tag == "OCI" and len(parts) > 3 and parts[2] == "CT" and parts[1] in PARTIES:
                self.contacts.append((PARTIES[parts[1]], self._of(), line.cell(parts[3])))

    def _called(self) -> None:
        """The telephones told for customs, at the parties they are of."""
        for role, of, phone in self.contacts:
            party = next(
                (
                    row
                    for row in self.paper.rows["party"]
                    if row["role"].value == role and row.get("bill") == of.get("bill")
                ),
                None,
            )
            if party is not None:
                beside(party, "phone", phone)

    def _tariff(self, lines: list[Line]) -> None:
        for line in lines:
            for part in line.text.removeprefix("HTS").split("/"):
                if part.strip():
                    self.paper.add("goods", {"hs": line.cell(part), **self._of()})

    def _of(self) -> Row:
        row = self.bill if "number" in self.bill else self.master
        return {"bill": row["number"]} if "number" in row else {}

    def _flight(self, lines: list[Line]) -> None:
        for line in lines:
            append(self.bill, "voyage", line, line.text.removeprefix("FLT").strip("/"))

    def _route(self, lines: list[Line]) -> None:
        for line in lines:
            append(self.bill, "route", line, line.text.removeprefix("RTG").strip("/"))

    def _values(self, lines: list[Line]) -> None:
        parts = lines[0].text.split("/")[1:]
        names = ("currency", "charges", "payment", "declared value", "customs value", "insurance")
        if self.paper.kind == "FHL":
            names = ("currency", "charges", "declared value", "customs value", "insurance", "more values")
        for name, part in zip(names, parts, strict=False):
            if part.strip():
                beside(self.bill, name, lines[0].cell(part))
        for part in parts[len(names) :]:
            if part.strip():
                beside(self.bill, "more values", lines[0].cell(part))
        for line in lines[1:]:
            self.paper.aside["CVD"] += 1
            self.paper.tell("cargo-outside", line.no, "CVD", line.text)

    def _goods(self, lines: list[Line]) -> None:
        """Rate lines: pieces and weights, and behind NG, NC, NH … what the goods are."""
        row: Row = self.paper.add("goods", self._of())
        for line in lines:
            parts = line.text.removeprefix("RTD").split("/")
            parts = parts[1:] if not parts[0] else parts
            if parts and parts[0].isdigit():
                if "P" in {part[:1] for part in parts[1:2]} and "packages" in row:
                    row = self.paper.add("goods", self._of())
                row.setdefault("line", line.cell(parts[0]))
                parts = parts[1:]
            if parts[:1] and parts[0] in ("NG", "NC", "NH", "NO", "NS", "NU", "NV", "ND"):
                name = {
                    "NG": "description",
                    "NC": "description",
                    "NH": "hs",
                    "NO": "origin",
                    "NS": "packages inside",
                    "NU": "unit load",
                    "NV": "volume",
                    "ND": "dimensions",
                }[parts[0]]
                said = "/".join(parts[1:]).strip("/")
                if parts[0] == "NU" and said:
                    self.paper.add(
                        "container", {"number": line.cell(said), "kind": line.cell("unit load device")}
                    )
                if said:
                    append(row, name, line, said)
                continue
            for part in parts:
                self._rate(row, line, part)

    def _rate(self, row: Row, line: Line, part: str) -> None:
        first, said = part[:1], part[1:]
        name = {
            "P": "packages",
            "K": "gross",
            "L": "gross",
            "C": "class",
            "S": "item",
            "W": "chargeable",
            "R": "rate",
            "T": "total",
        }.get(first)
        if name is None or not said:
            if part.strip():
                self.paper.aside["RTD"] += 1
            return
        if name in row:
            append(row, f"{name} more", line, part)
            return
        at = line.text.find(f"/{part}") + 2
        row[name] = line.cell(said, at)
        if name == "gross":
            row["gross unit"] = line.cell(_UNIT[first])

    def _units(self, lines: list[Line]) -> None:
        for line in lines:
            for part in line.text.removeprefix("ULD").split("/"):
                if part.strip():
                    self.paper.add(
                        "container", {"number": line.cell(part), "kind": line.cell("unit load device")}
                    )

    def _sum(self) -> None:
        """What the master says against the houses that stand in this message; an FHL of one house says
        nothing of the rest."""
        houses = self.paper.rows["bill"]
        if len(houses) < 2 or "packages" not in self.master:
            return
        pieces = sum(number(row["packages"].value) or 0 for row in houses if "packages" in row)
        said = number(self.master["packages"].value)
        if said is not None and pieces > said:
            self.paper.claim("MBI", self.master["packages"], pieces)


def _amounts(line: Line, found: "re.Match[str]", offset: int) -> Row:
    row: Row = {"packages": line.cell(found["pieces"], offset + found.start("pieces"))}
    if found["weight"]:
        row["gross"] = line.cell(found["weight"], offset + found.start("weight"))
        row["gross unit"] = line.cell(_UNIT[found["unit"]], offset + found.start("unit"))
        if kilos(found["weight"].rstrip("."), _UNIT[found["unit"]]) is not None:
            row["gross"] = row["gross"]._replace(value=found["weight"].rstrip("."))
    if found["rest"]:
        row["quantity more"] = line.cell(found["rest"], offset + found.start("rest"))
    return row
