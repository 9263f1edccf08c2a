"""A transcript as it comes beside a recording: SubRip or WebVTT, whose pieces say where in the recording they
begin; any other text is one piece."""

import re

_CUE = re.compile(
    r"^[ \t]*(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,]\d{1,3}[ \t]*-->[ \t]*[0-9:.,]+.*$", re.MULTILINE
)


_COUNT = re.compile(r"(?:^|\n)[ \t]*\d+[ \t]*\n?$")
_HEAD = re.compile(r"^(?:\ufeff)?WEBVTT.*?(?:\n\s*\n|$)", re.DOTALL)


def pieces(text: str, offset: int = 0) -> list[tuple[int, str]]:
    """Where each piece begins, in seconds (``offset`` is added), and what it says. What stands before the
    first piece is one of its own; a piece in which nothing stands is left out.

    >>> pieces("1\\n00:00:01,500 --> 00:00:03,000\\nfirst\\n\\n2\\n00:01:04,000 --> 00:01:05,000\\nsecond\\n")
    [(1, 'first'), (64, 'second')]
    >>> pieces("as it was said", 12)
    [(12, 'as it was said')]
    """
    plain = text.replace("\r\n", "\n")
    found = list(_CUE.finditer(plain))
    if not found:
        return [(offset, text.strip())]
    before = _COUNT.sub("", _HEAD.sub("", plain[: found[0].start()])).strip()
    told = [(offset, before)] if before else []
    for one, after in zip(found, [*found[1:], None], strict=True):
        text_of_piece = plain[one.end() : after.start() if after else len(plain)]
        text_of_piece = (_COUNT.sub("", text_of_piece) if after else text_of_piece).strip()
        hours, minutes, seconds = (int(part or 0) for part in one.groups())
        if text_of_piece:
            told.append((offset + hours * 3600 + minutes * 60 + seconds, text_of_piece))
    return told or [(offset, text.strip())]
