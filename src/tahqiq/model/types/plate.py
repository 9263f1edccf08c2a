"""Number plates of vehicles, Iraqi ones in their old and new forms."""

import re
from typing import ClassVar, NamedTuple

from tahqiq.kit.locale import locale as locale_of
from tahqiq.model.types import tables
from tahqiq.model.types.base import Clean, Context, PropertyType
from tahqiq.model.types.codes import code_text, unusable
from tahqiq.model.types.date_words import fold_word

_TOKENS = re.compile(r"[0-9]+|[A-Za-z]+|[^\W\d_A-Za-z]+")
_SILENT = frozenset(
    fold_word(word)
    for word in (
        "العراق",
        "عراق",
        "عيراق",
        "iraq",
        "irq",
        "رقم",
        "لوحة",
        "السيارة",
        "مركبة",
        "plate",
        "no",
        "kr",
        "محافظة",
    )
)
_CLASSES_TEXT = {
    "private": "خصوصي خصوصى تايبەت تایبەت private",
    "taxi": "اجرة أجرة تكسي تاكسي taxi",
    "load": "حمل load truck باری",
    "government": "حكومي حكومية government حکومی",
    "temporary": "فحص مؤقت مؤقتة temporary کاتی",
    "motorcycle": "دراجة دراجه motorcycle ماتۆڕ",
    "agriculture": "زراعي زراعية انشائية إنشائية",
    "diplomatic": "دبلوماسي سياسي هيئة diplomatic",
}
_CLASSES = {fold_word(word): name for name, words in _CLASSES_TEXT.items() for word in words.split()}
_CANONICAL = re.compile(r"(?:(IQ-[A-Z]{2}) )?(?:([^\W\d_]{1,3}) )?([0-9]{1,7})(?: \(([a-z]+)\))?")
_LONGEST = 60


class Parts(NamedTuple):
    """What a plate says: ISO 3166-2 governorate or "", letters or "", digits without leading zeros, class of
    vehicle or ""."""

    governorate: str
    letters: str
    digits: str
    kind: str


class PlateType(PropertyType):
    """Plates. Canonical for Iraq: ``IQ-BG A 12345 (private)``, each part only where the text has it; other
    plates in capitals without signs.

    Read are the unified plates (two-digit number of the governorate, Latin letter, digits: ``11 A 12345``)
    and older ones with the name of the governorate, an Arabic letter or none, digits, and perhaps the class
    of vehicle, which was part of the number. Letters are not carried from one script to the other, because
    that is not certain. A text without digits stays opaque (``plate-invalid``).

    >>> PlateType().clean("بغداد أ ١٢٣٤٥ خصوصي").value, PlateType().clean("22-D-4711").value
    ('IQ-BG ا 12345 (private)', 'IQ-AR D 4711')
    """

    name: ClassVar[str] = "plate"
    identifies: ClassVar[bool] = True

    def clean_one(self, value: str, context: Context) -> Clean:
        text = code_text(value)
        bad = unusable(text)
        if bad is not None:
            return bad
        tokens = _TOKENS.findall(text)
        if not any(token.isdigit() for token in tokens) or len(text) > _LONGEST:
            return Clean(text, "plate-invalid")
        if _CANONICAL.fullmatch(text) and text.startswith("IQ-") and text[:5] in tables.governorates():
            return Clean(text)
        parts = _iraqi(text, tokens) if context.country == "IQ" else None
        return Clean(_joined(parts) if parts else " ".join(tokens).upper())

    def key(self, value: str) -> str:
        """Letters, digits and class without blanks; the governorate in front."""
        return re.sub(r"[\W_]", "", value).casefold() or value

    def compare(self, left: str, right: str) -> float:
        """1 the same; 0.7 when letters and digits agree and governorate or class is missing on one side; else
        0."""
        if self.key(left) == self.key(right):
            return 1.0
        one, two = plate_parts(left), plate_parts(right)
        if one is None or two is None or (one.letters, one.digits) != (two.letters, two.digits):
            return 0.0
        missing = all(
            not a or not b or a == b for a, b in ((one.governorate, two.governorate), (one.kind, two.kind))
        )
        return 0.7 if missing else 0.0

    def display(self, value: str, locale: str) -> str:
        """With the name of the governorate in the language of the reader."""
        parts = plate_parts(value)
        if parts is None or not parts.governorate:
            return value
        names = tables.governorates()[parts.governorate][1:]
        column = {"en": 0, "ar": 1, "ckb": 2, "kmr-Arab": 3}[locale_of(locale).tag]
        return " ".join(part for part in (names[column], parts.letters, parts.digits) if part)


def plate_parts(value: str) -> Parts | None:
    """The parts of a cleaned Iraqi plate, None for other plates."""
    found = _CANONICAL.fullmatch(value)
    if not found or (found[1] and found[1] not in tables.governorates()):
        return None
    return Parts(found[1] or "", found[2] or "", found[3], found[4] or "")


def _joined(parts: Parts) -> str:
    kind = f"({parts.kind})" if parts.kind else ""
    return " ".join(part for part in (parts.governorate, parts.letters, parts.digits, kind) if part)


def _iraqi(text: str, tokens: list[str]) -> Parts | None:
    """The parts of an Iraqi plate in any order, None when something does not fit."""
    code = re.match(r"IQ-([A-Z]{2})\b", text)
    if code and code[0] in tables.governorates():
        governorate, tokens = code[0], tokens[2:]
    else:
        governorate, tokens = _governorate(tokens)
    digits, letters, kind = [], [], ""
    for token in tokens:
        folded = fold_word(token)
        if token.isdigit():
            digits.append(token)
        elif folded in _CLASSES and not kind:
            kind = _CLASSES[folded]
        elif folded not in _SILENT:
            letters.append(folded.upper())
    if not governorate and len(digits) == 2 and len(letters) == 1:
        governorate = _by_number(tokens, digits)
        digits = [
            digit for digit in digits if not governorate or digit != tables.governorates()[governorate][0]
        ] or digits[1:]
    if len(digits) != 1 or len(digits[0]) > 7 or len("".join(letters)) > 3 or len(letters) > 1:
        return None
    return Parts(governorate, "".join(letters), digits[0].lstrip("0") or "0", kind)


def _governorate(tokens: list[str]) -> tuple[str, list[str]]:
    """The governorate named by one, two or three neighbouring words, and the other tokens."""
    names = tables.governorate_index()
    for size in (3, 2, 1):
        for at in range(len(tokens) - size + 1):
            words = tokens[at : at + size]
            found = (
                names.get(tables.fold_name(" ".join(words)))
                if not any(word.isdigit() for word in words)
                else None
            )
            if found and len("".join(words)) > 2:
                return found, tokens[:at] + tokens[at + size :]
    return "", tokens


def _by_number(tokens: list[str], digits: list[str]) -> str:
    """The governorate of a unified plate: its two digits stand first, the letter between them and the other
    number."""
    order = [token for token in tokens if fold_word(token) not in _SILENT]
    first = order[0] if order else ""
    if first != digits[0] or len(order) < 3 or order[1].isdigit():
        return ""
    return next((code for code, row in tables.governorates().items() if row[0] == first), "")


__all__ = ["Parts", "PlateType", "plate_parts"]
