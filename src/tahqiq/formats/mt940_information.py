"""What stands in the ``:86:`` of a SWIFT statement: business code, name, account and reference, in the forms
that banks write it.

Two forms are taken apart: German (``166?00…?20…``, any sign in place of ``?``) and the words between slashes
of Dutch and other banks (``/IBAN/…/NAME/…/REMI/…``). Anything else is text; the whole text is always
delivered beside.
"""

import re

Cells = dict[str, str | None]

_CODED = re.compile(r"\s*(?:(\d{3})\s?(?=([?<>+~^@#*|])\d{2})|(?=\?[0-3]\d))")
"""The business code and the sign between the fields; some banks leave the code out and begin with ``?00``."""
_SEPA = {"EREF": "end_to_end", "MREF": "mandate", "CRED": "creditor", "SVWZ": "purpose"}
_SEPA_MARK = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|COAM|OAMT|IBAN|BIC)\+")
_WORDS = {
    "EREF": "end_to_end",
    "MARF": "mandate",
    "CSID": "creditor",
    "NAME": "name",
    "IBAN": "counter_account",
    "BIC": "counter_bank",
    "REMI": "remittance",
    "TRTP": "booking",
    "TRCD": "code",
    "PURP": "purpose",
}
_ALL_WORDS = (
    *_WORDS,
    "ORDP",
    "BENM",
    "CNTP",
    "PREF",
    "RTRN",
    "ISDT",
    "ULTB",
    "ULTD",
    "ULTC",
    "SVCL",
    "ADDR",
    "ID",
    "RTYP",
    "CREF",
    "INFO",
    "OCMT",
    "EXCH",
    "CHGS",
    "SWOD",
)
_WORD = re.compile(r"/(" + "|".join(_ALL_WORDS) + r")/")


def structured(information: str) -> Cells:
    """The named columns of an ``:86:`` text; empty when it has none of the known forms.

    >>> structured("166?00CREDIT?20EREF+A1?21SVWZ+rent?32ALI?33 HASAN")["name"]
    'ALI HASAN'
    >>> structured("?00TRANSFER?20GOODS?31DE02?32ALI")["counter_account"]
    'DE02'
    >>> structured("/TRTP/SEPA/IBAN/NL02TEST/NAME/ALI HASAN/REMI/rent")["name"]
    'ALI HASAN'
    """
    joined = information.replace("\n", "")
    found = _CODED.match(joined)
    if found:
        return _coded(joined[found.end() :], found.group(1), found.group(2) or "?")
    return _slashed(joined) if len(_WORD.findall(joined)) >= 2 else {}


def _coded(text: str, code: str | None, sign: str) -> Cells:
    pieces = re.split(re.escape(sign) + r"(\d{2})", text)
    fields: dict[str, str] = {}
    for key, value in zip(pieces[1::2], pieces[2::2], strict=True):
        fields[key] = fields.get(key, "") + value
    remittance = _together(
        [fields[key] for key in sorted(fields) if key[0] == "2" or key in ("60", "61", "62", "63")]
    )
    cells: Cells = {
        "code": code,
        "booking": fields.get("00"),
        "primanota": fields.get("10"),
        "remittance": remittance,
        "counter_bank": fields.get("30"),
        "counter_account": fields.get("31") or fields.get("38"),
        "name": re.sub(r" {2,}", " ", _together([fields.get("32", ""), fields.get("33", "")])).strip(),
        "key": fields.get("34"),
    }
    marks = list(_SEPA_MARK.finditer(remittance))
    for mark, end in zip(marks, [*(after.start() for after in marks[1:]), len(remittance)], strict=False):
        if mark.group(1) in _SEPA:
            cells.setdefault(_SEPA[mark.group(1)], remittance[mark.end() : end].strip())
    return cells


def _slashed(text: str) -> Cells:
    """The first value of each word; ``/CNTP/account/bank/name/`` is three values in one."""
    cells: Cells = {}
    marks = list(_WORD.finditer(text))
    for mark, end in zip(marks, [*(after.start() for after in marks[1:]), len(text)], strict=False):
        value = text[mark.end() : end].strip(" /")
        if mark.group(1) == "CNTP":
            account, bank, name = (*text[mark.end() : end].split("/"), "", "", "")[:3]
            cells |= {"counter_account": account.strip(), "counter_bank": bank.strip(), "name": name.strip()}
        elif value and mark.group(1) in _WORDS:
            cells.setdefault(_WORDS[mark.group(1)], value)
    remittance = cells.get("remittance")
    if remittance and remittance.startswith("USTD//"):
        cells["remittance"] = remittance.removeprefix("USTD//")
    return cells


def _together(pieces: list[str]) -> str:
    """Pieces of at most 27 characters as one text: a full piece goes on in the next, a shorter one ended at a
    blank."""
    text = previous = ""
    for piece in pieces:
        glue = "" if not text or len(previous) >= 27 or text.endswith(" ") or piece.startswith(" ") else " "
        text, previous = text + glue + piece, piece
    return text
