"""SWIFT customer statements MT940 and MT942, whole or in fragments, with the habits of real banks. Row = line
of the original.

Kind ``mt940.statement`` (columns :data:`STATEMENT`, part "statements"), one for each ``:20:`` or for what
stands before the first one: ``statement`` is its number in the file; balances are split into mark (C/D), date
(YYMMDD), amount; ``closing_balance`` is the closing amount with a minus where it is a debit; ``opening_kind``
and ``closing_kind`` are F (final) or M (page); ``available``, ``forward``, ``floor``, ``debits``,
``credits``, ``created`` are the raw ``:64:``, ``:65:``, ``:34F:``, ``:90D:``, ``:90C:``, ``:13D:`` (several
in lines); ``information`` is an ``:86:`` of the statement, ``other`` every other tag, ``envelope`` what
stands outside of the tags (SWIFT blocks, lines of the bank before ``:20:``).

Kind ``mt940.entry`` (columns :data:`ENTRY`, the whole file as part), one for each ``:61:``: dates and amount
as they stand (``070904``, ``0904``, ``15000,05``, ``,50``), ``mark`` C, D, RC (reversal of a credit) or RD,
``type`` with its sign (``NTRF``, ``NOV``), ``reference`` the customer's and ``bank_reference`` the bank's
(behind ``//``), ``supplementary`` what follows on further lines or, with some banks, behind the sixteen
places of the reference; ``information`` the whole ``:86:`` with its line breaks, and what
:func:`tahqiq.formats.mt940_information.structured` finds in it: ``code`` the business code, ``booking`` its
text, ``primanota``, ``key``, ``remittance``, ``counter_bank``, ``counter_account``, ``name``, ``end_to_end``,
``mandate``, ``creditor``, ``purpose``. A statement whose opening balance and entries do not give its closing
balance says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from tahqiq.formats.base import FormatReader
from tahqiq.formats.mt940_information import structured
from tahqiq.formats.reader import HEAD, NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import decode, encoding, is_text
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

STATEMENT = (
    "statement",
    "account",
    "reference",
    "related",
    "number",
    "currency",
    "opening_kind",
    "opening_mark",
    "opening_date",
    "opening_amount",
    "closing_kind",
    "closing_mark",
    "closing_date",
    "closing_amount",
    "closing_balance",
    "available",
    "forward",
    "floor",
    "debits",
    "credits",
    "created",
    "entries",
    "information",
    "other",
    "envelope",
)
ENTRY = (
    "statement",
    "account",
    "currency",
    "value_date",
    "entry_date",
    "mark",
    "funds",
    "amount",
    "type",
    "reference",
    "bank_reference",
    "supplementary",
    "information",
    "code",
    "booking",
    "primanota",
    "key",
    "remittance",
    "counter_bank",
    "counter_account",
    "name",
    "end_to_end",
    "mandate",
    "creditor",
    "purpose",
)
ENTRIES, STATEMENTS = WHOLE, Part(1, "file", "statements")
"""Both are counted in lines of the file; entries are the file, so that the original opens at the line of an
entry."""
_TAG = re.compile(r"^(?P<before>\{1:.*\{4:\s*)?:(?P<tag>\d{2}[A-Z]?|\d{3}|NS):(?P<text>.*)$", re.DOTALL)
_END = re.compile(r"^-(\}.*|XXX)?\s*$")
_ENTRY = re.compile(
    r"(?P<value_date>\d{6})(?P<entry_date>\d{4}| {4})?(?P<mark>RC|RD|EC|ED|C|D)(?P<funds>[A-Z])? ?"
    r"(?P<amount>\d+(?:[,.]\d*)?|[,.]\d+|\d{1,3}(?:\.\d{3})+(?:,\d*)?)(?![\d.,]) "
    r"?(?P<type>[A-Z][A-Z0-9 ]{3})?(?P<rest>.*)",
    re.DOTALL,
)
_BALANCE = re.compile(
    (
        r"\s*(?P<mark>[CD])(?P<date>\d{6})(?P<currency>[A-Z]{3})(?P<amount>\d[\d ]*(?:[,.]\d*)?|[,"
        r".]\d+)\s*(?:\n(?P<rest>.*))?$"
    ),
    re.DOTALL,
)
_PADDED = re.compile(r"(?=.{17})(\S[^\n]{0,15}?) {2,}(\S.*)")
"""A reference filled up with blanks to its sixteen places, with a name behind it."""
_ONCE = {
    "20": "reference",
    "21": "related",
    "25": "account",
    "25P": "account",
    "28": "number",
    "28C": "number",
}
_LINES = {
    "64": "available",
    "65": "forward",
    "34F": "floor",
    "90D": "debits",
    "90C": "credits",
    "13D": "created",
    "13": "created",
}


@dataclass(slots=True)
class _Entry:
    row: int
    cells: dict[str, str | None]
    information: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Statement:
    row: int
    number: int
    cells: dict[str, str | None] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    closed: bool = False

    def more(self, column: str, text: str) -> None:
        """A further line of a column that gathers lines."""
        if text.strip():
            self.texts.setdefault(column, []).append(text)


class _Walker:
    """Goes through the tags of a file; finished statements go into the rows."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.count = 0
        self.current: _Statement | None = None
        self.waiting: list[str] = []

    def outside(self, line: str) -> None:
        """A line that belongs to no tag: the end of the statement before it (``-}{5:…}``) or the beginning of
        the next one."""
        if self.current is not None and line.startswith("-"):
            if line.strip() not in ("-", "-}"):
                self.current.more("envelope", line)
        elif line.strip():
            self.waiting.append(line)

    def tag(self, row: int, name: str, text: str) -> None:
        """One tag with all its lines."""
        if name == "20" or self.current is None:
            self.finish()
            self.count += 1
            self.current = _Statement(row, self.count)
            if name == "61":
                self.rows.tell(Problem("entry-before-statement", Place(ENTRIES, row)))
        statement = self.current
        for line in self.waiting:
            statement.more("envelope", line)
        self.waiting = []
        if name == "61":
            statement.closed = False
            self._entry(statement, row, text)
        elif name == "86":
            if statement.closed or not statement.entries:
                statement.more("information", text)
            else:
                statement.entries[-1].information.append(text)
        elif name in ("60F", "60M", "62F", "62M", "60", "62"):
            self._balance(statement, row, name, text)
        elif name in _ONCE and _ONCE[name] not in statement.cells:
            statement.cells[_ONCE[name]] = text
        elif name in _LINES:
            statement.more(_LINES[name], text)
        else:
            statement.more("other", f":{name}:{text}")

    def _balance(self, statement: _Statement, row: int, name: str, text: str) -> None:
        side = "opening" if name.startswith("60") else "closing"
        statement.closed = statement.closed or side == "closing"
        found = _BALANCE.match(text)
        if not found:
            statement.more("other", f":{name}:{text}")
            self.rows.tell(
                Problem(
                    "record-unreadable",
                    Place(STATEMENTS, row),
                    name,
                    text,
                    params={"reason": "not a balance"},
                )
            )
        elif f"{side}_mark" in statement.cells:
            statement.more("other", f":{name}:{text}")
        else:
            statement.cells[f"{side}_kind"] = name[2:]
            statement.cells.setdefault("currency", found["currency"])
            statement.cells.update({f"{side}_{part}": found[part] for part in ("mark", "date", "amount")})
            statement.more("other", found["rest"] or "")

    def _entry(self, statement: _Statement, row: int, text: str) -> None:
        found = _ENTRY.match(text)
        if not found:
            self.rows.tell(
                Problem("record-unreadable", Place(ENTRIES, row), "61", text, 1, {"reason": "not an entry"})
            )
            statement.entries.append(_Entry(0, {}))  # what follows it is not the text of the entry before
            return
        first, _, more = found["rest"].partition("\n")
        reference, _, bank = first.partition("//")
        padded = _PADDED.fullmatch(reference) if not bank else None
        if padded and len(padded[1]) <= 16:
            reference, more = padded[1], f"{padded[2].rstrip()}\n{more}"
        if not bank and more.startswith("//"):
            bank, _, more = more.removeprefix("//").partition("\n")
        cells: dict[str, str | None] = {key: found[key] for key in ("value_date", "mark", "funds", "amount")}
        cells.update(entry_date=(found["entry_date"] or "").strip(), type=(found["type"] or "").strip())
        cells.update(reference=reference.strip(), bank_reference=bank.strip(), supplementary=more.strip())
        statement.entries.append(_Entry(row, cells))

    def finish(self) -> None:
        """Hands the current statement out."""
        statement, self.current = self.current, None
        if statement is None:
            return
        cells = statement.cells
        entries = [entry for entry in statement.entries if entry.row]
        cells.update({name: "\n".join(lines) for name, lines in statement.texts.items()})
        for entry in statement.entries:
            if not entry.row and entry.information:
                cells["other"] = "\n".join(
                    filter(None, (cells.get("other"), *(f":86:{text}" for text in entry.information)))
                )
        cells.update(statement=str(statement.number), entries=str(len(entries)))
        if cells.get("closing_amount"):
            cells["closing_balance"] = ("-" if cells["closing_mark"] == "D" else "") + (
                cells["closing_amount"] or ""
            )
        self.rows.add("mt940.statement", STATEMENTS, STATEMENT, statement.row, cells)
        shared = {name: cells.get(name) for name in ("statement", "account", "currency")}
        for entry in entries:
            information = "\n".join(entry.information)
            found = {**entry.cells, **structured(information), **shared, "information": information}
            self.rows.add("mt940.entry", ENTRIES, ENTRY, entry.row, found)
        self._check(statement, entries)

    def end(self) -> None:
        """The last statement, with the lines behind it."""
        if self.current is not None:
            for line in self.waiting:
                self.current.more("envelope", line)
        self.finish()

    def _check(self, statement: _Statement, entries: list[_Entry]) -> None:
        opening, closing = _signed(statement.cells, "opening"), _signed(statement.cells, "closing")
        moved = [_movement(entry.cells) for entry in entries]
        if opening is None or closing is None or any(amount is None for amount in moved):
            return
        computed = opening + sum((amount for amount in moved if amount is not None), Decimal())
        if computed != closing:
            params: dict[str, str | int] = {
                "account": statement.cells.get("account") or "?",
                "computed": str(computed),
                "closing": str(closing),
                "difference": str(computed - closing),
                "statement": statement.number,
            }
            self.rows.tell(
                Problem("statement-does-not-balance", Place(STATEMENTS, statement.row), params=params)
            )


def _signed(cells: dict[str, str | None], side: str) -> Decimal | None:
    amount = _decimal(cells.get(f"{side}_amount"))
    return None if amount is None else (-amount if cells.get(f"{side}_mark") == "D" else amount)


def _movement(cells: dict[str, str | None]) -> Decimal | None:
    amount = _decimal(cells.get("amount"))
    return None if amount is None else (amount if cells.get("mark") in ("C", "RD", "EC") else -amount)


def _decimal(text: str | None) -> Decimal | None:
    try:
        plain = (text or "").replace(" ", "")
        return Decimal(
            (plain.replace(".", "") if plain.count(".") > 1 or "," in plain else plain).replace(",", ".")
        )
    except InvalidOperation:
        return None


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    with path.open("rb") as file:
        codec = encoding(file.read(HEAD)).codec
    walker = _Walker(rows)
    tag, start, pieces = "", 0, [""]
    with path.open("r", encoding=codec, errors="replace", newline=None) as text:
        for row, line in enumerate(text, start=1):
            bare = line.rstrip("\n\x1a")
            found = _TAG.match(bare)
            ended = _END.match(bare)
            if tag and (found or ended):
                walker.tag(start, tag, "\n".join(pieces).rstrip())
                tag = ""
            if found:
                walker.outside(found["before"] or "")
                tag, start, pieces = found["tag"], row, [found["text"]]
            elif tag:
                pieces.append(bare)
            else:
                walker.outside(bare)
            yield from rows.ready()
    if tag:
        walker.tag(start, tag, "\n".join(pieces).rstrip())
    walker.end()
    if not walker.count:
        yield Problem(
            "record-unreadable", Place(), records=1, params={"reason": "no SWIFT field such as :20: or :61:"}
        )


def _sniff(head: bytes, name: str) -> Confidence:
    if not is_text(head):
        return NO
    text = decode(head)
    tags = set(re.findall(r"(?m)^(?:\{1:.*\{4:\s*)?:(20|21|25P?|28C?|60[FM]?|61|62[FM]?|64|86):\S", text))
    if {"20", "25"} <= tags:
        return Confidence(0.95, reason("format-contains", what=":20:, :25:"))
    if tags and re.match(r"\s*:\d\d[A-Z]?:", text):
        return Confidence(
            0.85 if len(tags) > 1 else 0.8, reason("format-begins", what=", ".join(sorted(tags)))
        )
    return NO


READER = FormatReader(
    "mt940", 2, "Bank statement (MT940, MT942)", (".sta", ".mt940", ".940", ".mt942", ".942"), _sniff, _body
)
