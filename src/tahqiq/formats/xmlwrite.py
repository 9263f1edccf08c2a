"""Writing XML text so that every character a reader may have met comes back, or is visibly replaced."""

import re
from collections.abc import Mapping

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile("[^ !#-%'-;=?-~\u00a0-\ud7ff]")
"""What an attribute may not hold as it is, and a little more: most values have nothing of it."""
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_TEXT = {ord(letter): escape for letter, escape in _ESCAPES.items()}
_ATTRIBUTE = _TEXT | {ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}


def text(value: str) -> str:
    """``value`` as element content; characters that XML 1.0 cannot hold become U+FFFD.

    >>> text("a < b" + chr(0))
    'a &lt; b�'
    """
    return _FORBIDDEN.sub("\ufffd", value).translate(_TEXT)


def attribute(value: str) -> str:
    """``value`` as the content of a double-quoted attribute; line ends and tabs survive.

    >>> attribute('say "hi"')
    'say &quot;hi&quot;'
    """
    return _FORBIDDEN.sub("\ufffd", value).translate(_ATTRIBUTE) if _SPECIAL.search(value) else value


def tag(name: str, attributes: Mapping[str, str | None], closed: bool = True) -> str:
    """A start tag (closed in itself by default); attributes that are None are left out, empty ones too."""
    held = [(key, value) for key, value in attributes.items() if value]
    if _SPECIAL.search(
        "".join([value for _, value in held])
    ):  # one look for all of them: most tags have nothing to escape
        held = [(key, attribute(value)) for key, value in held]
    pairs = "".join([f' {key}="{value}"' for key, value in held])
    return f"<{name}{pairs}/>" if closed else f"<{name}{pairs}>"
