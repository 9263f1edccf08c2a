"""Handsets: IMEI of 14, 15 or 16 digits and MEID."""

import re
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.model.types.base import Clean, Context
from tahqiq.model.types.codes import CodeType, drop_separators, luhn
from tahqiq.model.types.columns import Answer, compact, digit_table, luhn_ok, matches

_DIGITS = re.compile(r"[0-9]+")
_MEID = re.compile(r"[A-F][0-9A-F]{13}")


class ImeiType(CodeType):
    """Handset numbers (3GPP TS 23.003 clause 6): 14 digits, 15 with a Luhn digit or the spare digit 0, 16
    with a software version.

    The digits stay as they were given; the key is the first 14, so that all three forms of one handset meet.
    A wrong check digit is noted (``imei-check-digit``) and the value kept. Fewer than 14 digits have lost
    some and are never used (``imei-digit-lost``); so are scientific notation and a row of one digit repeated.
    Hexadecimal MEIDs (14 signs) are accepted.

    >>> ImeiType().clean("49-015420-323751-8")
    Clean(value='490154203237518', note=None)
    >>> ImeiType().clean("3.5E+14").value is None
    True
    """

    name: ClassVar[str] = "imei"

    def clean_code(self, text: str, context: Context) -> Clean:
        digits = drop_separators(text)
        if not _DIGITS.fullmatch(digits):
            return Clean(digits.upper()) if _MEID.fullmatch(digits.upper()) else Clean(text, "imei-invalid")
        if len(set(digits)) == 1:
            return Clean(None, "placeholder")
        if len(digits) < 14:
            return Clean(None, "imei-digit-lost")
        if len(digits) == 15 and digits[-1] != "0" and not luhn(digits):
            return Clean(digits, "imei-check-digit")
        return Clean(digits, None if len(digits) <= 16 else "imei-invalid")

    def clean_array(self, values: pa.Array | pa.ChunkedArray, context: Context) -> tuple[pa.Array, pa.Array]:
        """14, 15 and 16 digits by rules over the column, the rest one by one."""
        answer = Answer(values)
        text = compact(answer.source)
        plain = pc.and_(
            matches(text, "[0-9]{14,16}"), pc.invert(matches(text, "0+|1+|2+|3+|4+|5+|6+|7+|8+|9+"))
        )
        other = pc.and_(plain, pc.not_equal(pc.binary_length(text), 15))
        answer.give(other, text.filter(other))
        checked = pc.and_(plain, pc.equal(pc.binary_length(text), 15))
        chosen = text.filter(checked)
        digits = digit_table(chosen, 15)
        good = luhn_ok(digits) | (digits[:, 14] == 0)
        where = checked.to_numpy(zero_copy_only=False)
        for flags, note in ((good, None), (~good, "imei-check-digit")):
            part = np.zeros(len(text), np.bool_)
            part[np.flatnonzero(where)[flags]] = True
            answer.give(part, chosen.filter(pa.array(flags)), note)
        return answer.finish(*self._clean_rest(answer.rest(), context))

    def key(self, value: str) -> str:
        """The first 14 digits: without check digit or software version."""
        return value[:14] if _DIGITS.fullmatch(value) and 14 <= len(value) <= 16 else value.casefold()

    def display(self, value: str, locale: str) -> str:
        """Type allocation code, serial number and the rest apart: ``49015420 323751 8``."""
        return (
            f"{value[:8]} {value[8:14]} {value[14:]}".rstrip()
            if _DIGITS.fullmatch(value) and 14 <= len(value) <= 16
            else value
        )


def tac(value: str) -> str:
    """The type allocation code (first 8 digits) that says make and model; "" for what is no IMEI."""
    return value[:8] if _DIGITS.fullmatch(value) and 14 <= len(value) <= 16 else ""


__all__ = ["ImeiType", "tac"]
