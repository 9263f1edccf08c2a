"""Times of events: a column of texts to UTC microseconds at the speed of Arrow; what no usual form fits goes
to the date type."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.collect.mapping.texts import Codes, Texts
from tahqiq.kit.text import tidy_code
from tahqiq.model.types import property_type
from tahqiq.model.types.base import Context, DateOrder
from tahqiq.model.types.date_order import date_order

Micros = npt.NDArray[np.int64]
MISSING = np.int64(np.iinfo(np.int64).min)

_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
_NOON = re.compile(
    r"(?:\s*)(ص|صباحا|صباحاً|am|a\.m\.|پ\.?ن|بەیانی|م|مساء|مساءً|pm|p\.m\.|د\.?ن|ئێوارە)\s*$", re.IGNORECASE
)
_OWN = re.compile(r"[0-9]:[0-9]{2}.*(?:Z|UTC|GMT|[+-][0-9]{1,2}(?::?[0-9]{2})?\)?)\s*$", re.IGNORECASE)
_MORNING = frozenset(["ص", "صباحا", "صباحاً", "am", "a.m.", "پ.ن", "پن", "بەیانی"])


@dataclass(frozen=True, slots=True)
class Form:
    """A usual written form: an RE2 of whole texts, what it needs to be read the ``strptime`` way, the order
    of days it is true for."""

    pattern: str
    layouts: tuple[str, ...]
    order: DateOrder | None = None


def _forms(order: Literal["%d/%m", "%m/%d"], name: DateOrder) -> tuple[Form, ...]:
    day = r"[0-9]{1,2}/[0-9]{1,2}/"
    return (
        Form(rf"{day}[0-9]{{4}} {_CLOCK}", (f"{order}/%Y %H:%M:%S", f"{order}/%Y %H:%M"), name),
        Form(rf"{day}[0-9]{{4}} {_CLOCK} [AP]M", (f"{order}/%Y %I:%M:%S %p", f"{order}/%Y %I:%M %p"), name),
        Form(rf"{day}[0-9]{{4}}", (f"{order}/%Y",), name),
    )


FORMS = (
    Form(rf"[0-9]{{4}}/[0-9]{{1,2}}/[0-9]{{1,2}} {_CLOCK}", ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M")),
    Form(
        rf"[0-9]{{4}}/[0-9]{{1,2}}/[0-9]{{1,2}} {_CLOCK} [AP]M", ("%Y/%m/%d %I:%M:%S %p", "%Y/%m/%d %I:%M %p")
    ),
    Form(r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}", ("%Y/%m/%d",)),
    *_forms("%d/%m", "dmy"),
    *_forms("%m/%d", "mdy"),
)
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
_UTC = (
    r"^(?P<local>.*:[0-9]{2}(?: [AP]M)?)\s*\(?(?:UTC|GMT)\s*(?P<sign>[+-])(?P<hours>[0-9]{1,"
    r"2})(?::?(?P<minutes>[0-9]{2}))?\)?$"
)
_DAY = {
    "%d": r"^(?P<day>[0-9]+)/",
    "%m": r"^[0-9]+/(?P<day>[0-9]+)/",
    "%Y": r"^[0-9]+/[0-9]+/(?P<day>[0-9]+)",
}
_OFX = (
    r"^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(?:\.[0-9]+)?\[([+-][0-9]{1,"
    r"2}(?::30)?)(?::[A-Z]+)?\]$"
)
_HALF_HOURS = r"(\[[+-]?[0-9]{1,2})\.50?([:\]])"
_COMPACT = (
    r"^((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])([0-2][0-9])([0-5][0-9])([0-5][0-9])(?:\.[0-9]+)?$"
)
"""Year to second without signs between (OFX)."""
_OFFSET = r"(?:Z|[+-][0-9]{2}:?[0-9]{2})"


@dataclass(slots=True)
class Times:
    """One entry per distinct text: UTC microseconds (:data:`MISSING` = not known), whether the text carried
    its own offset, a note or None.

    ``order`` is the order of day and month that was used, None when it never mattered.
    """

    utc: Micros
    own_offset: npt.NDArray[np.bool_]
    notes: dict[int, str]
    order: DateOrder | None


def read_times(texts: Texts, context: Context) -> Times:
    """Every distinct text as a moment.

    A local time needs ``context.zone``; without one it stays unknown (note ``zone-missing``). Fractions of
    seconds are kept where they stand. ``context.date_order`` None takes the order the texts prove; unproven
    texts are read day first and noted (``date-order-assumed``).
    """
    raw = texts.distinct
    count = len(raw)
    local = np.full(count, MISSING, np.int64)
    utc = np.full(count, MISSING, np.int64)
    own = np.zeros(count, np.bool_)
    order = context.date_order
    notes: dict[int, str] = {}
    if not context.serials:
        tidy, offset = _offsets(normalise(raw))
        _iso(tidy, local, utc, own)
        if order is None and (local == MISSING).any():
            order = date_order(tidy.filter(pa.array((local == MISSING) & ~own)).to_pylist())
        used = _usual(tidy, local, own, order or "dmy")
        if order is None and len(used):
            notes.update(dict.fromkeys(used.tolist(), "date-order-assumed"))
        known = (offset != MISSING) & (local != MISSING)
        utc[known] = local[known] - offset[known]
        own |= known
        local[known] = MISSING
    _to_utc(local, utc, context.zone, notes)
    _rest(raw, (local == MISSING) & (utc == MISSING), utc, own, notes, replace(context, date_order=order))
    return Times(utc, own, notes, order)


def normalise(raw: pa.Array) -> pa.Array:
    """Texts with ASCII digits, ``/`` between parts of a date that does not start with a year and ``-``, AM/PM
    in English, single blanks."""
    ascii_only = pc.all(pc.string_is_ascii(raw)).as_py() if len(raw) else True
    texts = raw if ascii_only else pa.array([_plain(text) for text in raw.to_pylist()], pa.string())
    texts = pc.utf8_trim_whitespace(texts)
    odd = pc.invert(pc.match_substring_regex(texts, f"^{_ISO}"))
    if not pc.any(odd).as_py():
        return texts
    fixed = pc.utf8_upper(texts.filter(odd))
    fixed = pc.replace_substring_regex(
        fixed, r"^([0-9]{1,4})\s*[-./\\]\s*([0-9]{1,2})\s*[-./\\]\s*([0-9]{1,4})", r"\1/\2/\3"
    )
    fixed = pc.replace_substring_regex(fixed, r"^([0-9/]+)(?:T|,|،|\s|-)+([0-9])", r"\1 \2")
    fixed = pc.replace_substring_regex(fixed, r"([0-9])\s*([AP])\.?M\.?$", r"\1 \2M")
    fixed = pc.replace_substring_regex(fixed, r"([0-9]{1,2})\.([0-9]{2})\.([0-9]{2})$", r"\1:\2:\3")
    fixed = pc.replace_substring_regex(fixed, r"(:[0-9]{2})\.[0-9]+$", r"\1")
    fixed = pc.replace_substring_regex(fixed, r"\[([0-9])", r"[+\1")
    fixed = pc.replace_substring_regex(fixed, _HALF_HOURS, r"\1:30\2")
    fixed = pc.replace_substring_regex(fixed, _OFX, r"\1/\2/\3 \4:\5:\6 UTC\7")
    fixed = pc.replace_substring_regex(fixed, _COMPACT, r"\1/\2/\3 \4:\5:\6")
    return pc.replace_with_mask(texts, odd, fixed)


def _offsets(texts: pa.Array) -> tuple[pa.Array, Micros]:
    """Texts without ``UTC+3`` behind them, and that offset in microseconds (:data:`MISSING` = none stood
    there)."""
    found = np.full(len(texts), MISSING, np.int64)
    stated = _flags(pc.match_substring_regex(texts, _UTC))
    if not stated.any():
        return texts, found
    mask = pa.array(stated)
    parts = pc.extract_regex(texts.filter(mask), _UTC)
    signs = pc.equal(pc.struct_field(parts, "sign"), "-").to_numpy(zero_copy_only=False)
    hours, minutes = (
        np.array([int(part or 0) for part in pc.struct_field(parts, name).to_pylist()], np.int64)
        for name in ("hours", "minutes")
    )
    found[stated] = np.where(signs, -1, 1) * (hours * 60 + minutes) * 60_000_000
    return pc.replace_with_mask(texts, mask, pc.struct_field(parts, "local")), found


def _plain(text: str | None) -> str | None:
    if text is None:
        return None
    bare = tidy_code(text)
    found = _NOON.search(bare)
    if found and any(sign.isdigit() for sign in bare):
        return f"{bare[: found.start()].rstrip()} {'AM' if found.group(1).casefold() in _MORNING else 'PM'}"
    return bare


def _iso(texts: pa.Array, local: Micros, utc: Micros, own: npt.NDArray[np.bool_]) -> None:
    plain = _flags(pc.match_substring_regex(texts, f"^{_ISO}$"))
    if plain.any():
        local[plain] = _cast(texts.filter(pa.array(plain)), pa.timestamp("us"))
    offset = _flags(pc.match_substring_regex(texts, f"^{_ISO}{_OFFSET}$"))
    if offset.any():
        found = _cast(texts.filter(pa.array(offset)), pa.timestamp("us", "UTC"))
        utc[offset] = found
        own[offset] = found != MISSING


def _cast(texts: pa.Array, kind: pa.DataType) -> Micros:
    """ISO texts to microseconds; one impossible date sends the column through the slower, forgiving way."""
    try:
        return _micros(pc.cast(texts, kind))
    except pa.ArrowInvalid:
        return np.array([_one(text) for text in texts.to_pylist()], np.int64)


def _one(text: str) -> int:
    try:
        made = datetime.fromisoformat(text)
    except ValueError:
        return int(MISSING)
    aware = made if made.tzinfo else made.replace(tzinfo=UTC)
    return round((aware - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1))


def _usual(texts: pa.Array, local: Micros, own: npt.NDArray[np.bool_], order: DateOrder) -> Codes:
    """Fills ``local`` by the usual forms; the indices whose order of day and month mattered and was only
    assumed."""
    ambiguous = np.zeros(len(local), np.bool_)
    for form in FORMS:
        if form.order is not None and form.order != ("mdy" if order == "mdy" else "dmy"):
            continue
        open_ = (local == MISSING) & ~own
        if not open_.any():
            break
        hits = _flags(pc.match_substring_regex(texts, f"^{form.pattern}$")) & open_
        for layout in form.layouts:
            left = hits & (local == MISSING)
            if left.any():
                parsed = pc.strptime(texts.filter(pa.array(left)), layout, "us", error_is_null=True)
                local[left] = np.where(
                    _real_days(texts.filter(pa.array(left)), parsed, layout), _micros(parsed), MISSING
                )
        if form.order is not None:
            ambiguous |= hits & (local != MISSING)
    return np.flatnonzero(ambiguous)


def _real_days(texts: pa.Array, parsed: pa.Array, layout: str) -> npt.NDArray[np.bool_]:
    """Which texts name a day that exists: Arrow carries 31 February over into March."""
    days: Micros = pc.fill_null(pc.day(parsed), 0).to_numpy(zero_copy_only=False)
    good = np.ones(len(days), np.bool_)
    doubtful = np.flatnonzero((days >= 1) & (days <= 3))
    if len(doubtful):
        written = pc.struct_field(
            pc.extract_regex(texts.take(pa.array(doubtful)), _DAY[layout[:2]]), "day"
        ).cast(pa.int64())
        good[doubtful] = written.to_numpy(zero_copy_only=False) == days[doubtful]
    return good


def _to_utc(local: Micros, utc: Micros, zone: str | None, notes: dict[int, str]) -> None:
    known = local != MISSING
    if not known.any():
        return
    if zone is None:
        notes.update(dict.fromkeys(np.flatnonzero(known).tolist(), "zone-missing"))
        return
    stamps = pa.array(local[known]).cast(pa.timestamp("us"))
    moved = pc.assume_timezone(stamps, zone, ambiguous="earliest", nonexistent="latest")
    utc[known] = _micros(moved)


def _rest(
    raw: pa.Array,
    open_: npt.NDArray[np.bool_],
    utc: Micros,
    own: npt.NDArray[np.bool_],
    notes: dict[int, str],
    context: Context,
) -> None:
    where = np.flatnonzero(open_)
    if not len(where):
        return
    cleaned = property_type("date").clean_many(raw.take(pa.array(where)).to_pylist(), context)
    for index, value, note in zip(where.tolist(), cleaned.values, cleaned.notes, strict=True):
        if note is not None and note != "date-default-day":
            notes[index] = note
        if value is not None:
            utc[index] = _iso_micros(value, context.zone)
            own[index] = context.serials.startswith("unix") or _OWN.search(raw[index].as_py()) is not None
            if utc[index] == MISSING:
                notes[index] = "zone-missing" if note is None or note == "date-default-day" else note


def _iso_micros(value: str, zone: str | None) -> int:
    """A cleaned date in UTC microseconds; a date without time begins its day in ``zone``, a year or month
    alone is no moment."""
    if len(value) < 10:
        return int(MISSING)
    if value.endswith("Z"):
        text = value[:-1] + (":00" if len(value) == 14 else "")
        return _one(text)
    if len(value) > 10 or zone is None:
        return int(MISSING)
    stamp = pc.assume_timezone(
        pa.array([_one(value)]).cast(pa.timestamp("us")), zone, ambiguous="earliest", nonexistent="latest"
    )
    return int(_micros(stamp)[0])


def _micros(stamps: pa.Array) -> Micros:
    numbers: Micros = pc.fill_null(stamps.cast(pa.int64()), int(MISSING)).to_numpy(zero_copy_only=False)
    return numbers


def _flags(array: pa.Array) -> npt.NDArray[np.bool_]:
    flags: npt.NDArray[np.bool_] = pc.fill_null(array, False).to_numpy(zero_copy_only=False)
    return flags
