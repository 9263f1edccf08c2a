"""A decimal that people state, kept as text so that no digit that was read is lost."""

from typing import Annotated

from pydantic import BeforeValidator

from tahqiq.kit.reasons import reason
from tahqiq.kit.written_number import written_number


def _plain(given: object) -> object:
    """A number as people write it as plain text; anything but text as it is. Raises ``ValueError``
    (``because-number``)."""
    if not isinstance(given, str):
        return given
    plain = written_number(given)
    if plain is None:
        raise ValueError(reason("because-number", value=given[:20]))
    return plain


Decimals = Annotated[str, BeforeValidator(_plain)]
"""Decimal text, typed as people write it (12,5; ٥٠٠; 500,000), kept plain (12.5; 500; 500000)."""
