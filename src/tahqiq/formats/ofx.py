"""Open Financial Exchange, SGML (1.x, also QFX) and XML (2.x), bank and credit card. Row = position in the file from 1.

Kind ``ofx.statement`` (columns :data:`STATEMENT`) and ``ofx.entry`` (columns :data:`ENTRY`), values as they stand: ``posted`` as
``20240131120000[+3:AST]``, ``amount`` signed. Tags are read, never interpreted: a closing tag may be missing, entities other than the five of
XML and numbers stay as they are.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import FormatReader
from tahqiq.formats.reader import HEAD, NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import decode, encoding, is_text
from tahqiq.formats.xmlwalk import walk
from tahqiq.kit.reasons import reason
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

STATEMENT = (
    "statement", "account", "bank", "branch", "account_type", "currency", "start", "end", "ledger_amount", "ledger_date", "available_amount",
    "available_date", "entries",
)  # fmt: skip
ENTRY = (
    "statement", "account", "currency", "type", "posted", "user_date", "amount", "id", "check", "reference", "name", "memo", "payee",
    "counter_account", "counter_bank",
)  # fmt: skip
STATEMENTS, ENTRIES = Part(0, "entry", "statements"), Part(1, "entry", "entries")
_TOKEN = re.compile(r"<(/?)([A-Za-z][\w.]*)[^>]*?(/?)>([^<]*)")
_LEAF = {
    "TRNTYPE": "type", "DTPOSTED": "posted", "DTUSER": "user_date", "TRNAMT": "amount", "FITID": "id", "CHECKNUM": "check",
    "REFNUM": "reference", "NAME": "name", "MEMO": "memo",
}  # fmt: skip
_ACCOUNT = {"BANKID": "bank", "BRANCHID": "branch", "ACCTID": "account", "ACCTTYPE": "account_type"}
_AGGREGATES = frozenset(
    [
        "STMTRS",
        "CCSTMTRS",
        "STMTTRN",
        "BANKACCTFROM",
        "CCACCTFROM",
        "BANKACCTTO",
        "CCACCTTO",
        "PAYEE",
        "LEDGERBAL",
        "AVAILBAL",
        "BANKTRANLIST",
    ]
)
Event = tuple[str, str, str]
"""``("open" | "leaf" | "close", name, value)``."""


class _Walker:
    """Follows the aggregates that matter and fills statements and entries."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.stack: list[str] = []
        self.statement: dict[str, str | None] | None = None
        self.entry: dict[str, str | None] | None = None
        self.statements = self.entries = self.inside = 0

    def take(self, event: Event) -> None:
        what, name, value = event
        if what == "leaf":
            self._leaf(name, value)
        elif what == "open" and name in _AGGREGATES:
            self._open(name)
        elif what == "close" and name in self.stack:
            while self.stack and self._close() != name:
                pass

    def end(self) -> None:
        """Closes what a cut-off file left open; an entry without an amount was cut and is a problem."""
        while self.stack:
            self._close()

    def _open(self, name: str) -> None:
        if name == "STMTTRN" and "STMTTRN" in self.stack:
            while self._close() != "STMTTRN":
                pass
        self.stack.append(name)
        if name in ("STMTRS", "CCSTMTRS"):
            self.statements += 1
            self.statement, self.inside = {"statement": str(self.statements)}, 0
        elif name == "STMTTRN":
            self.entry = {}

    def _leaf(self, name: str, value: str) -> None:
        inside = self.stack[-1] if self.stack else ""
        text = value.strip()
        entry, statement = self.entry, self.statement
        if entry is not None and inside == "STMTTRN" and name in _LEAF:
            entry.setdefault(_LEAF[name], text)
        elif entry is not None and inside in ("BANKACCTTO", "CCACCTTO") and name in ("ACCTID", "BANKID"):
            entry["counter_account" if name == "ACCTID" else "counter_bank"] = text
        elif entry is not None and inside == "PAYEE":
            entry["payee"] = f"{entry['payee']}, {text}" if entry.get("payee") else text
        elif statement is not None and inside in ("BANKACCTFROM", "CCACCTFROM") and name in _ACCOUNT:
            statement[_ACCOUNT[name]] = text
        elif statement is not None and inside in ("LEDGERBAL", "AVAILBAL") and name in ("BALAMT", "DTASOF"):
            kind = "ledger" if inside == "LEDGERBAL" else "available"
            statement[f"{kind}_{'amount' if name == 'BALAMT' else 'date'}"] = text
        elif statement is not None and name in ("CURDEF", "DTSTART", "DTEND") and entry is None:
            statement[{"CURDEF": "currency", "DTSTART": "start", "DTEND": "end"}[name]] = text

    def _close(self) -> str:
        name = self.stack.pop()
        if name == "STMTTRN" and self.entry is not None:
            self._finish_entry(self.entry)
            self.entry = None
        elif name in ("STMTRS", "CCSTMTRS") and self.statement is not None:
            self.statement["entries"] = str(self.inside)
            self.rows.add("ofx.statement", STATEMENTS, STATEMENT, self.statements, self.statement)
            self.statement = None
        return name

    def _finish_entry(self, entry: dict[str, str | None]) -> None:
        self.entries += 1
        self.inside += 1
        if not entry.get("amount"):
            text = "; ".join(f"{name} {value}" for name, value in entry.items())
            self.rows.tell(Problem("record-unreadable", Place(ENTRIES, self.entries), "", text, 1, {"reason": "no amount (TRNAMT)"}))
            return
        shared = {name: (self.statement or {}).get(name) for name in ("statement", "account", "currency")}
        self.rows.add("ofx.entry", ENTRIES, ENTRY, self.entries, {**entry, **shared})


def _sgml(text: str) -> Iterator[Event]:
    for closing, name, empty, value in _TOKEN.findall(text):
        tag = name.upper()
        if closing:
            yield "close", tag, ""
        elif not empty and (tag in _AGGREGATES or not value.strip()):
            yield "open", tag, ""
        else:
            yield "leaf", tag, html.unescape(value)


def _xml(path: Path) -> Iterator[Event]:
    with path.open("rb") as stream:
        for event, tag, element in walk(stream, {"STMTTRN"}):
            if event == "start":
                yield "open", tag, ""
            elif len(element):
                yield "close", tag, ""
            elif tag not in _AGGREGATES:
                yield "leaf", tag, element.text or ""
            else:
                yield "close", tag, ""


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    with path.open("rb") as file:
        head = file.read(HEAD)
    walker = _Walker(rows)
    try:
        for event in _xml(path) if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml") else _sgml(_sgml_text(path, head)):
            walker.take(event)
            yield from rows.ready()
    finally:
        walker.end()
    if not walker.statements and not walker.entries:
        yield Problem("record-unreadable", Place(), records=1, params={"reason": "no statement (STMTRS) in it"})


def _sgml_text(path: Path, head: bytes) -> str:
    declared = re.search(rb"CHARSET:\s*(\d{3,4})", head[:1024])
    codec = encoding(head).codec
    if declared and codec.startswith(("cp", "iso")) and declared.group(1) in (b"1252", b"1256", b"1254"):
        codec = f"cp{declared.group(1).decode()}"
    return path.read_bytes().decode(codec, errors="replace")


def _sniff(head: bytes, name: str) -> Confidence:
    if not is_text(head):
        return NO
    text = decode(head[:8192])
    if text.lstrip().startswith("OFXHEADER:") or re.search(r"<\?OFX\b", text):
        return Confidence(0.95, reason("format-begins", what="OFXHEADER"))
    return Confidence(0.85, reason("format-begins", what="<OFX>")) if re.match(r"\s*(<\?xml[^>]*>\s*)?<OFX>", text) else NO


READER = FormatReader("ofx", 1, "Bank statement (OFX, QFX)", (".ofx", ".qfx"), _sniff, _body)
