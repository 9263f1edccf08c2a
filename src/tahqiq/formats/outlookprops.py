"""Properties of an Outlook message as text, whatever code page they are in, with a memory of which were read
([MS-OXPROPS], [MS-OXMSG] 2.4)."""

import locale
from collections.abc import Iterator
from datetime import datetime

from oxmsg.domain import constants as c
from oxmsg.domain.model import PropertyT
from oxmsg.properties import Properties
from oxmsg.storage import Storage

from tahqiq.formats.text_encoding import decode
from tahqiq.model.problem import Problem

_CODECS = {
    932: "cp932",
    936: "gb18030",
    949: "cp949",
    950: "cp950",
    1200: "utf-16-le",
    20127: "ascii",
    28591: "iso-8859-1",
    28596: "iso-8859-6",
    50220: "iso-2022-jp",
    51949: "euc-kr",
    54936: "gb18030",
    65001: "utf-8",
}
_TELLING = frozenset([c.PID_IMPORTANCE, c.PID_SENSITIVITY, c.PID_READ_RECEIPT_REQUESTED])
"""Numbers that somebody set and that mean something to a reader, unless they have their usual value."""
_USUAL = {c.PID_IMPORTANCE: 1, c.PID_SENSITIVITY: 0, c.PID_READ_RECEIPT_REQUESTED: 0}


_PAGES = {
    932: ("ja",),
    949: ("ko",),
    874: ("th",),
    1250: ("pl", "cs", "hu", "ro", "sk", "sl", "hr", "bs", "sq"),
    1251: ("ru", "uk", "be", "bg", "mk", "sr", "mn", "kk"),
    1253: ("el",),
    1254: ("tr", "az"),
    1255: ("he",),
    1256: ("ar", "fa", "ur", "ku", "ckb", "ps"),
    1257: ("lt", "lv", "et"),
    1258: ("vi",),
}
"""The code page of Windows for the languages that do not write in 1252."""


def page_of(language: int | None) -> int | None:
    """The code page of a language by its Windows number; None for one that is not known.

    >>> page_of(1041), page_of(1028), page_of(1033), page_of(None)
    (932, 950, 1252, None)
    """
    name = locale.windows_locale.get(language or 0)
    if name is None:
        return None
    if name.startswith("zh"):
        return 950 if name in ("zh_TW", "zh_HK", "zh_MO") else 936
    return next((page for page, languages in _PAGES.items() if name.partition("_")[0] in languages), 1252)


_OF_THE_INTERNET = {
    50220: 932,
    50221: 932,
    50222: 932,
    51932: 932,
    50225: 949,
    51949: 949,
    51936: 936,
    52936: 936,
    20866: 1251,
    21866: 1251,
    28595: 1251,
}
"""The code page of Windows in which a message keeps its texts where it names one of the Internet only (that
in which it was or would be sent)."""


def windows_page(internet: int | None) -> int | None:
    """The code page of Windows behind one of the Internet; any other as it is.

    >>> windows_page(50220), windows_page(1256), windows_page(None)
    (932, 1256, None)
    """
    return _OF_THE_INTERNET.get(internet, internet) if internet is not None else None


def codec_of(page: int | None) -> str | None:
    """The name under which Python knows a code page of Windows; None when it knows none.

    >>> codec_of(950), codec_of(1256), codec_of(7)
    ('cp950', 'cp1256', None)
    """
    if page is None:
        return None
    name = _CODECS.get(page, f"cp{page}")
    try:
        "".encode(name)
    except LookupError:
        return None
    return name


class Props:
    """The properties of one storage (a message, a recipient, an attachment)."""

    def __init__(self, storage: Storage, offset: int, page: int | None = None) -> None:
        self._storage = storage
        self._properties = Properties(storage, properties_header_offset=offset)
        self._seen: set[int] = set()
        self.problems: list[Problem] = []
        self.page = (
            self.number(c.PID_MESSAGE_CODEPAGE)
            or windows_page(self.number(c.PID_INTERNET_CODEPAGE))
            or page_of(self.number(c.PID_MESSAGE_LOCALE_ID))
            or page
        )

    def number(self, pid: int) -> int | None:
        """An integer."""
        self._seen.add(pid)
        return self._properties.int_prop_value(pid)

    def moment(self, pid: int) -> datetime | None:
        """A time in UTC."""
        self._seen.add(pid)
        return self._properties.date_prop_value(pid)

    def data(self, pid: int) -> bytes | None:
        """Bytes."""
        self._seen.add(pid)
        return self._properties.binary_prop_value(pid)

    def text(self, pid: int) -> str | None:
        """A text, in Unicode or in the code page of the message; what cannot be decoded there is told in
        :attr:`problems`."""
        self._seen.add(pid)
        found = next(
            (
                one
                for one in self._properties
                if one.pid == pid and one.ptyp in (c.PTYP_STRING, c.PTYP_STRING8)
            ),
            None,
        )
        return self._text(found) if found is not None else None

    def html_page(self) -> str | None:
        """The encoding that the message names for its HTML."""
        return codec_of(self.number(c.PID_INTERNET_CODEPAGE)) or codec_of(self.page)

    def _text(self, one: PropertyT) -> str | None:
        raw = self._storage.property_stream_bytes(one.pid, one.ptyp)
        if one.ptyp == c.PTYP_STRING:
            return raw.decode("utf-16-le", "replace").rstrip("\x00") or None
        decoded = decode(raw.rstrip(b"\x00"), codec_of(self.page))
        if decoded.problem is not None:
            self.problems.append(decoded.problem)
        return decoded.text or None

    def rest(self) -> Iterator[tuple[str, str | None]]:
        """``(name, text)`` of every property that was not read; text None for what is only technical
        (numbers, flags, bytes)."""
        for one in self._properties:
            if one.pid in self._seen:
                continue
            name = one.name.removeprefix("PidTag").removeprefix("PidLid")
            name = name if name != "not recorded in model" else f"0x{one.pid:04X}"
            value: str | None = None
            if one.ptyp in (c.PTYP_STRING, c.PTYP_STRING8):
                value = self._text(one)
                if value is None:
                    continue
            elif one.ptyp == c.PTYP_TIME:
                moment = self._properties.date_prop_value(one.pid)
                value = moment.isoformat() if moment else None
            elif one.pid in _TELLING:
                number = self._properties.int_prop_value(one.pid)
                value = str(number) if number not in (None, _USUAL[one.pid]) else None
            yield name, value
