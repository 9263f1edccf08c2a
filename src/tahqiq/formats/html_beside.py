"""What a web page holds beside the text one sees: addresses of links and pictures, descriptions, filled
forms, hidden text, remarks, its own description."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

SHOWN = {
    "href",
    "src",
    "alt",
    "title",
    "value",
    "placeholder",
    "content",
    "action",
    "cite",
    "datetime",
    "label",
    "data",
    "srcset",
    "aria-label",
    "summary",
    "download",
    "poster",
}
"""Attributes whose texts say something; of the others only that they are there."""
_CODE = frozenset(["script", "style"])
_LOOKS = re.compile(
    r"style|class|width|height|align|valign|bgcolor|color|border|cellpadding|cellspacing|face|size|"
    r"background|rowspan|colspan|nowrap|clear|hspace|vspace|link|vlink|alink|text"
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)


@dataclass(slots=True)
class Beside:
    """``texts`` are ``(where, text)``: ``a href``, ``meta description``, ``remark``, ``hidden``; ``looks``,
    ``technical``, ``code`` count what is set aside."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    looks: dict[str, int] = field(default_factory=dict)
    technical: dict[str, int] = field(default_factory=dict)
    code: dict[str, int] = field(default_factory=dict)


class Attributes(HTMLParser):
    """Collects :class:`Beside` of a page; ``hidden`` says by tag and attributes whether an element is left
    out of the visible text."""

    def __init__(self, unseen: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.beside = Beside()
        self._unseen = unseen
        self._open: list[str] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name, value in attrs:
            if not (value or "").strip():
                continue
            if name in SHOWN:
                label = (
                    given.get("name") or given.get("property") or given.get("http-equiv") or name
                    if tag == "meta"
                    else name
                )
                self.beside.texts.append((f"{tag} {label}", (value or "").strip()))
            elif tag != "meta" or name not in ("name", "property", "http-equiv"):
                counted = self.beside.looks if _LOOKS.fullmatch(name) else self.beside.technical
                counted[name] = counted.get(name, 0) + 1
        if (self._open or (tag in self._unseen or is_hidden(attrs))) and tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass
            if not self._open:
                self._flush(tag)

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            if any(tag in _CODE for tag in self._open):
                self.beside.code[self._open[-1]] = self.beside.code.get(self._open[-1], 0) + 1
            else:
                self._text.append(data.strip())

    def handle_comment(self, data: str) -> None:
        if data.strip():
            self.beside.texts.append(("remark", data.strip()))

    def _flush(self, tag: str) -> None:
        if self._text:
            self.beside.texts.append((f"hidden {tag}", " ".join(self._text)))
        self._text = []

    def finish(self) -> Beside:
        """What was collected, with hidden text that no end tag closed."""
        self._flush(self._open[0] if self._open else "text")
        return self.beside


def is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    """Whether the attributes of an element keep it from being seen."""
    for name, value in attrs:
        if name == "hidden" or (
            name == "style"
            and value
            and re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", value, re.I)
        ):
            return True
    return False
