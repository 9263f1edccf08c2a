"""Numbers and codes that some office gave: identity cards, passports, case numbers, accounts, cells."""

import re
from typing import ClassVar

import pyarrow as pa

from tahqiq.kit.text import fold_digits
from tahqiq.model.types.base import Clean, Context, matches
from tahqiq.model.types.codes import CodeType, code_text, drop_separators, rounded
from tahqiq.model.types.columns import Answer
from tahqiq.model.types.iban import iban_ok

LONGEST = 200
"""Longer texts are kept, but noted: nobody hands out numbers of that length."""


class IdentifierType(CodeType):
    """A code as it was given: leading zeros, letters and dashes stay, digits become ASCII, guards of
    spreadsheets go.

    The key has neither separators nor letter case. Never used: scientific notation, placeholders. More than
    15 digits that end in zeros are noted as perhaps rounded (``digits-perhaps-rounded``) and kept.

    >>> IdentifierType().clean("'00١٢٣-A"), IdentifierType().key("00123-A")
    (Clean(value='00123-A', note=None), '00123a')
    """

    name: ClassVar[str] = "identifier"
    exact: ClassVar[str] = r"[A-Z]{0,4}[0-9]{3,15}"

    def clean_code(self, text: str, context: Context) -> Clean:
        if len(text) > LONGEST:
            return Clean(text, "value-too-long")
        return Clean(text, "digits-perhaps-rounded" if text.isdigit() and rounded(text) else None)

    def clean_array(self, values: pa.Array | pa.ChunkedArray, context: Context) -> tuple[pa.Array, pa.Array]:
        """Plain codes of up to 15 signs pass unchanged at the speed of Arrow, the rest one by one."""
        answer = Answer(values)
        good = matches(answer.source, self.exact)
        answer.give(good, answer.source.filter(good))
        return answer.finish(*self._clean_rest(answer.rest(), context))

    def key(self, value: str) -> str:
        return drop_separators(value).casefold() or value.casefold()


class AccountType(IdentifierType):
    """Account numbers as a bank or exchange office wrote them; a valid IBAN is one too, without blanks and in
    capitals.

    Domestic numbers belong to the bank (``context.bank`` is their namespace), an IBAN to nobody.

    >>> AccountType().namespace("0012345", Context(bank="RAFB"))
    'RAFB'
    >>> AccountType().namespace("IQ98NBIQ850123456789012", Context(bank="RAFB"))
    ''
    """

    name: ClassVar[str] = "account"

    def clean_one(self, value: str, context: Context) -> Clean:
        compact = drop_separators(code_text(value)).upper()
        if iban_ok(compact):
            return Clean(compact)
        return super().clean_one(value, context)

    def namespace(self, value: str, context: Context) -> str:
        return "" if iban_ok(value) else context.bank


class CellType(IdentifierType):
    """Identifiers of radio cells as an operator writes them (CGI, ECGI, LAC-CI, names); they belong to the
    operator."""

    name: ClassVar[str] = "cell"

    def namespace(self, value: str, context: Context) -> str:
        return context.operator

    def key(self, value: str) -> str:
        """The groups of the code one by one, numbers without leading zeros: 418-40-1-22 and 418-40-12-2 are
        two cells.

        >>> CellType().key("418.40.0001.22"), CellType().key("418-40-12-2")
        ('418-40-1-22', '418-40-12-2')
        """
        groups = _GROUP.findall(fold_digits(value).casefold())
        return (
            "-".join(group.lstrip("0") or "0" if group.isdecimal() else group for group in groups)
            or value.strip().casefold()
        )


_GROUP = re.compile(r"[^\W_]+")
_HEX = re.compile(r"(?:0x)?([0-9a-f]+)", re.IGNORECASE)


def hex_cell(text: str) -> str | None:
    """A hexadecimal cell or area code as decimal text, for site lists that print it so; None when it is not
    hexadecimal.

    >>> hex_cell("0x1A2B"), hex_cell("zz")
    ('6699', None)
    """
    found = _HEX.fullmatch(text.strip())
    return str(int(found.group(1), 16)) if found and len(found.group(1)) <= 16 else None


__all__ = ["AccountType", "CellType", "IdentifierType", "hex_cell"]
