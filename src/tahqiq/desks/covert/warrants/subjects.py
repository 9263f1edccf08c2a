"""Whom a warrant message names, as the register and the intake name them."""

from collections.abc import Callable, Sequence


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _number(text: str) -> str:
    return f"+{_digits(text).removeprefix('00')}"


def _device(text: str) -> str:
    return _digits(text)[:14]


KEYS: dict[str, Callable[[str], str]] = {
    "internationale164": _number,
    "msisdn": _number,
    "gpsimsisdn": _number,
    "e164number": _number,
    "teluri": lambda text: _number(text.removeprefix("tel:").partition(";")[0]),
    "imsi": _digits,
    "supiimsi": _digits,
    "imei": _device,
    "imeicheckdigit": _device,
    "imeisv": _device,
    "peiimei": _device,
    "peiimeicheckdigit": _device,
    "peiimeisv": _device,
    "emailaddress": str,
    "internationalizedemailaddress": str,
}
"""How the text of a format of TS 103 280 becomes the key that rows are compared by; all others stand as they
are written."""


def subject(form: str, text: str) -> str:
    """A target of a message as the register has it.

    >>> subject("InternationalE164", "9647701234567"), subject("IMEI", "35-123456-789012-3")
    ('+9647701234567', '35123456789012')
    >>> subject("5GSTMSI", "AA")
    'AA'
    """
    known = KEYS.get(form.replace("-", "").replace("_", "").casefold())
    return known(text.strip()) if known is not None else text.strip()


def unknown(targets: Sequence[tuple[str, str]]) -> list[str]:
    """The formats of targets that no row can be compared by."""
    return sorted(
        {form or "–" for form, _ in targets if form.replace("-", "").replace("_", "").casefold() not in KEYS}
    )
