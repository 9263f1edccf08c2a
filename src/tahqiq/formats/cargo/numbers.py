"""Numbers that carry a check digit: boxes (ISO 6346), air waybills (IATA resolution 600a), ships (IMO). They
flag, they never reject."""

import re

from tahqiq.model.types.container import ContainerType, check_digit

_CLEAN = re.compile(r"[\s/.\-]+")
_BOX = re.compile(r"[A-Z]{4}\d{7}")
_AWB = re.compile(r"(\d{3})-?\s?(\d{8})")
_CONTAINER = ContainerType()


def box(text: str) -> str:
    """A container number as it is compared: capitals without blanks.

    >>> box("gesu 123 456-0")
    'GESU1234560'
    """
    return _CLEAN.sub("", text).upper()


def box_remark(text: str) -> str:
    """The code of what is odd about a container number; "" where nothing is. Old boxes and those of shippers
    often have odd ones.

    >>> box_remark("CSQU3054383"), box_remark("CSQU3054384"), box_remark("CSQX3054383"), box_remark("BOX1")
    ('', 'cargo-box-digit', 'cargo-box-prefix', 'cargo-box-shape')
    """
    plain = box(text)
    if not _BOX.fullmatch(plain):
        return "cargo-box-shape"
    if plain[3] not in "UJZ":
        return "cargo-box-prefix"
    return "" if check_digit(plain) == int(plain[10]) else "cargo-box-digit"


def box_key(text: str) -> str:
    """What says that two writings mean one box: the check digit does not count."""
    return _CONTAINER.key(box(text))


def awb_remark(text: str) -> str:
    """The code of what is odd about a number of an air waybill; "" where nothing is: the eighth digit is the
    first seven modulo 7.

    >>> awb_remark("125-12345675"), awb_remark("125-12345674"), awb_remark("12-3")
    ('', 'cargo-awb-digit', 'cargo-awb-shape')
    """
    found = _AWB.fullmatch(text.strip())
    if found is None:
        return "cargo-awb-shape"
    return "" if int(found[2][:7]) % 7 == int(found[2][7]) else "cargo-awb-digit"


def imo_odd(text: str) -> bool:
    """Whether a text is no number of a ship: seven digits of which the last checks the others.

    >>> imo_odd("9074729"), imo_odd("IMO 9074729"), imo_odd("9074728")
    (False, False, True)
    """
    digits = text.upper().removeprefix("IMO").strip()
    if len(digits) != 7 or not digits.isascii() or not digits.isdigit():
        return True
    return sum(int(sign) * (7 - place) for place, sign in enumerate(digits[:6])) % 10 != int(digits[6])
