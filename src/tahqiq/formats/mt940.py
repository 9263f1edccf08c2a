"""SWIFT customer statements MT940 and MT942, whole or in fragments, with the habits of real banks. Row = line of the original.

Kind ``mt940.statement`` (columns :data:`STATEMENT`), one for each ``:20:`` or for what stands before the first one: ``statement`` is its number
in the file; balances are split into mark (C/D), date (YYMMDD), amount; ``opening_kind`` and ``closing_kind`` are F (final) or M (page);
``available`` and ``forward`` are the raw ``:64:`` and ``:65:``; ``information`` is an ``:86:`` behind the closing balance, ``other`` every other tag.

Kind ``mt940.entry`` (columns :data:`ENTRY`), one for each ``:61:``: dates and amount as they stand (``070904``, ``0904``, ``15000,05``), ``mark`` C, D, RC
(reversal of a credit) or RD, ``reference`` the customer's and ``bank_reference`` the bank's, ``information`` the whole ``:86:`` with its line
breaks. Of a structured ``:86:`` (``166?00…?20…``): ``code`` the business code, ``booking`` ?00, ``primanota`` ?10, ``remittance`` ?20–?29 and
?60–?63, ``counter_bank`` ?30, ``counter_account`` ?31 or ?38, ``name`` ?32 ?33; ``end_to_end``, ``mandate``, ``creditor``, ``purpose`` are the SEPA
fields EREF, MREF, CRED, SVWZ inside the remittance. A statement whose opening balance and entries do not give its closing balance says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from tahqiq.formats.base import FormatReader
from tahqiq.formats.reader import HEAD, NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import decode, encoding, is_text
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

STATEMENT = (
    "statement", "account", "reference", "related", "number", "currency", "opening_kind", "opening_mark", "opening_date", "opening_amount",
    "closing_kind", "closing_mark", "closing_date", "closing_amount", "available", "forward", "entries", "information", "other",
)  # fmt: skip
ENTRY = (
    "statement", "account", "currency", "value_date", "entry_date", "mark", "funds", "amount", "type", "reference", "bank_reference",
    "supplementary", "information", "code", "booking", "primanota", "remittance", "counter_bank", "counter_account", "name",
    "end_to_end", "mandate", "creditor", "purpose",
)  # fmt: skip
_TAG = re.compile(r"^(?:\{1:.*\{4:\s*)?:(\d{2}[A-Z]?|NS):(.*)$", re.DOTALL)
_END = re.compile(r"^-(\}.*|XXX)?\s*$")
_ENTRY = re.compile(
    r"(?P<value_date>\d{6})(?P<entry_date>\d{4})?(?P<mark>RC|RD|EC|ED|C|D)(?P<funds>[A-Z])?(?P<amount>\d+(?:[,.]\d*)?)"
    r"(?P<type>[A-Z][A-Z0-9]{3})(?P<rest>.*)",
    re.DOTALL,
)
_BALANCE = re.compile(r"\s*(?P<mark>[CD])(?P<date>\d{6})(?P<currency>[A-Z]{3})(?P<amount>\d[\d ]*(?:[,.]\d*)?)\s*$")
_STRUCTURED = re.compile(r"\s*(?:(\d{3})(?=([?<>+~^@#*|])\d{2})|(?=\?[0-3]\d))")
"""The business code and the sign between the fields; some banks leave the code out and begin with ``?00``."""
_SEPA = {"EREF": "end_to_end", "MREF": "mandate", "CRED": "creditor", "SVWZ": "purpose"}
_SEPA_MARK = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|COAM|OAMT|IBAN|BIC)\+")


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
    information: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    closed: bool = False


def structured(information: str) -> dict[str, str | None]:
    """The named columns of a structured ``:86:`` text; empty when it is not structured.

    >>> structured("166?00CREDIT?20EREF+A1?21SVWZ+rent?32ALI?33 HASAN")["name"]
    'ALI HASAN'
    >>> structured("?00TRANSFER?20GOODS?31DE02?32ALI")["counter_account"]
    'DE02'
    """
    joined = information.replace("\n", "")
    found = _STRUCTURED.match(joined)
    if not found:
        return {}
    pieces = re.split(re.escape(found.group(2) or "?") + r"(\d{2})", joined[found.end() :])
    fields: dict[str, str] = {}
    for key, value in zip(pieces[1::2], pieces[2::2], strict=True):
        fields[key] = fields.get(key, "") + value
    remittance = _together([fields[key] for key in sorted(fields) if key[0] == "2" or key in ("60", "61", "62", "63")])
    cells: dict[str, str | None] = {
        "code": found.group(1), "booking": fields.get("00"), "primanota": fields.get("10"), "remittance": remittance,
        "counter_bank": fields.get("30"), "counter_account": fields.get("31") or fields.get("38"),
        "name": re.sub(r" {2,}", " ", _together([fields.get("32", ""), fields.get("33", "")])).strip(),
    }  # fmt: skip
    marks = list(_SEPA_MARK.finditer(remittance))
    for mark, end in zip(marks, [*(after.start() for after in marks[1:]), len(remittance)], strict=False):
        if mark.group(1) in _SEPA:
            cells.setdefault(_SEPA[mark.group(1)], remittance[mark.end() : end].strip())
    return cells


def _together(pieces: list[str]) -> str:
    """Pieces of at most 27 characters as one text: a full piece goes on in the next, a shorter one ended at a blank."""
    text = previous = ""
    for piece in pieces:
        glue = "" if not text or len(previous) >= 27 or text.endswith(" ") or piece.startswith(" ") else " "
        text, previous = text + glue + piece, piece
    return text


class _Walker:
    """Goes through the tags of a file; finished statements go into the rows."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.count = 0
        self.current: _Statement | None = None

    def tag(self, row: int, name: str, text: str) -> None:
        if name == "20" or self.current is None:
            self.finish()
            self.count += 1
            self.current = _Statement(row, self.count)
            if name == "61":
                self.rows.tell(Problem("entry-before-statement", Place(WHOLE, row)))
        statement = self.current
        if name == "61":
            self._entry(statement, row, text)
        elif name == "86":
            target = statement if statement.closed or not statement.entries else statement.entries[-1]
            target.information.append(text)
        elif name in ("60F", "60M", "62F", "62M"):
            self._balance(statement, row, name, text)
        else:
            self._header(statement, name, text)

    def _header(self, statement: _Statement, name: str, text: str) -> None:
        column = {
            "20": "reference",
            "21": "related",
            "25": "account",
            "28": "number",
            "28C": "number",
            "64": "available",
            "65": "forward",
        }.get(name)
        if column and column not in statement.cells:
            statement.cells[column] = text
        else:
            statement.other.append(f":{name}:{text}")

    def _balance(self, statement: _Statement, row: int, name: str, text: str) -> None:
        side = "opening" if name.startswith("60") else "closing"
        statement.closed = statement.closed or side == "closing"
        found = _BALANCE.match(text)
        if not found:
            statement.other.append(f":{name}:{text}")
            self.rows.tell(Problem("record-unreadable", Place(WHOLE, row), name, text, params={"reason": "not a balance"}))
        elif f"{side}_mark" in statement.cells:
            statement.other.append(f":{name}:{text}")
        else:
            statement.cells[f"{side}_kind"] = name[2]
            statement.cells.setdefault("currency", found["currency"])
            statement.cells.update({f"{side}_{part}": found[part] for part in ("mark", "date", "amount")})

    def _entry(self, statement: _Statement, row: int, text: str) -> None:
        found = _ENTRY.match(text)
        if not found:
            self.rows.tell(Problem("record-unreadable", Place(WHOLE, row), "61", text, 1, {"reason": "not an entry"}))
            return
        first, _, supplementary = found["rest"].partition("\n")
        reference, _, bank = first.partition("//")
        cells: dict[str, str | None] = {key: found[key] for key in ("value_date", "entry_date", "mark", "funds", "amount", "type")}
        cells.update(reference=reference.strip(), bank_reference=bank.strip(), supplementary=supplementary.strip())
        statement.entries.append(_Entry(row, cells))

    def finish(self) -> None:
        """Hands the current statement out."""
        statement, self.current = self.current, None
        if statement is None:
            return
        cells = statement.cells
        cells.update(statement=str(statement.number), entries=str(len(statement.entries)), other="\n".join(statement.other))
        cells["information"] = "\n".join(statement.information)
        self.rows.add("mt940.statement", WHOLE, STATEMENT, statement.row, cells)
        shared = {name: cells.get(name) for name in ("statement", "account", "currency")}
        for entry in statement.entries:
            information = "\n".join(entry.information)
            found = {**entry.cells, **structured(information), **shared, "information": information}
            self.rows.add("mt940.entry", WHOLE, ENTRY, entry.row, found)
        self._check(statement)

    def _check(self, statement: _Statement) -> None:
        opening, closing = _signed(statement.cells, "opening"), _signed(statement.cells, "closing")
        moved = [_movement(entry.cells) for entry in statement.entries]
        if opening is None or closing is None or any(amount is None for amount in moved):
            return
        computed = opening + sum((amount for amount in moved if amount is not None), Decimal())
        if computed != closing:
            params: dict[str, str | int] = {
                "account": statement.cells.get("account") or "?", "computed": str(computed), "closing": str(closing),
                "difference": str(computed - closing), "statement": statement.number,
            }  # fmt: skip
            self.rows.tell(Problem("statement-does-not-balance", Place(WHOLE, statement.row), params=params))


def _signed(cells: dict[str, str | None], side: str) -> Decimal | None:
    amount = _decimal(cells.get(f"{side}_amount"))
    return None if amount is None else (-amount if cells.get(f"{side}_mark") == "D" else amount)


def _movement(cells: dict[str, str | None]) -> Decimal | None:
    amount = _decimal(cells.get("amount"))
    return None if amount is None else (amount if cells.get("mark") in ("C", "RD", "EC") else -amount)


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal((text or "").replace(" ", "").replace(",", "."))
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
                tag, start, pieces = found.group(1), row, [found.group(2)]
            elif tag:
                pieces.append(bare)
            yield from rows.ready()
    if tag:
        walker.tag(start, tag, "\n".join(pieces).rstrip())
    walker.finish()
    if not walker.count:
        yield Problem("record-unreadable", Place(), records=1, params={"reason": "no SWIFT field such as :20: or :61:"})


def _sniff(head: bytes, name: str) -> Confidence:
    if not is_text(head):
        return NO
    text = decode(head)
    tags = set(re.findall(r"(?m)^(?:\{1:.*\{4:\s*)?:(20|21|25|28C?|60[FM]|61|62[FM]|64|86):\S", text))
    if {"20", "25"} <= tags:
        return Confidence(0.95, reason("format-contains", what=":20:, :25:"))
    if tags and re.match(r"\s*:\d\d[A-Z]?:", text):
        return Confidence(0.85 if len(tags) > 1 else 0.8, reason("format-begins", what=", ".join(sorted(tags))))
    return NO


READER = FormatReader("mt940", 1, "Bank statement (MT940, MT942)", (".sta", ".mt940", ".940", ".mt942", ".942"), _sniff, _body)
