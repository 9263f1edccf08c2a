"""Which signs separate: from the service string advice (UNA) where there is a usable one, and from what
stands around the first segments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGN = r"(?:\xe2\x80\x98|\xe2\x80\x99|[^A-Za-z0-9 ])"
_ADVICE = r"UNA(?P<advice>[^A-Za-z0-9]{3,10}?)[ \t]*(?=UN[BGH][^A-Za-z0-9])"
_BEGIN = rf"(?P<tag>UN[BGH])(?P<element>{_SIGN})"
BEGIN = re.compile(rf"(?:{_ADVICE})?{_BEGIN}", re.DOTALL)
_FIRST = 1_000
"""Signs behind the first tag among which the second one is looked for."""
_HEAD = {
    "UNB": re.compile(r"(?P<syntax>[A-Z]{4})(?P<component>[^A-Za-z0-9 ])\d"),
    "UNG": re.compile(r"[A-Z]{6}"),
    "UNH": re.compile(r"[^'#$\x1c~]{0,60}?(?:PAXLST|PNRGOV|CUSRES|[A-Z]{6})(?P<component>[^A-Za-z0-9 ])"),
}
_TERMINATED = (
    r"(?P<end>\xe2\x80\x98|\xe2\x80\x99|[^A-Za-z0-9 ])[ \t]*(?:UN[GHTEZ]|BGM|MSG|ORG|NAD|TVL){element}"
)


@dataclass(frozen=True, slots=True)
class Delimiters:
    """The signs of an interchange; ``release`` is "" where there is none."""

    component: str = ":"
    element: str = "+"
    release: str = "?"
    terminator: str = "'"


@dataclass(frozen=True, slots=True)
class Begin:
    """Where an interchange (or a group or message without one) begins: ``start`` with its advice, ``body``
    its first segment, and its signs."""

    start: int
    body: int
    delimiters: Delimiters


def begins(text: str) -> Iterator[Begin]:
    """Every place at which an interchange begins; messages that stand in none begin where the first of them
    does.

    >>> [one.delimiters.terminator for one in begins("x UNA:*.? #UNB*UNOA:4*A*B#UNH*1*PAXLST:D:05B:UN#")]
    ['#']
    """
    at, inside = 0, False
    while found := _next(text, at):
        at = found.end()
        tag = found["tag"]
        head = _HEAD[tag].match(text, found.end())
        if (
            head is None
            or (tag != "UNB" and inside)
            or (found["advice"] is None and not _alone(text, found.start()))
        ):
            continue
        inside = True
        start = found.start()
        yield Begin(start, found.start("tag"), _signs(text, found, head))


def _next(text: str, at: int) -> "re.Match[str] | None":
    """The next place at which :data:`BEGIN` fits. Every one begins with UN, which is found faster than the
    expression looks."""
    while (at := text.find("UN", at)) >= 0:
        found = BEGIN.match(text, at)
        if found is not None:
            return found
        at += 1
    return None


def _alone(text: str, at: int) -> bool:
    """Whether a tag without advice begins a word: what stands before it is no letter, or it begins the
    text."""
    return at == 0 or not ("A" <= text[at - 1] <= "Z") or text[max(0, at - 12) : at].isspace()


def _signs(text: str, found: "re.Match[str]", head: "re.Match[str]") -> Delimiters:
    advice = found["advice"] or ""
    element = found["element"]
    component = (head.groupdict().get("component") or (advice[0] if advice else ":"))[0]
    behind = found.end() + _FIRST
    following = text.find("UNB", found.end(), behind)
    ends = re.compile(_TERMINATED.format(element=re.escape(element))).search(
        text, found.end(), behind if following < 0 else following
    )
    said = advice.rstrip() if len(advice) < 6 else advice
    terminator = said[5:] if len(said) >= 6 else said[-1:]
    seen = ends["end"] if ends else ""
    if (
        not terminator.strip()
        or terminator in (component, element)
        or (seen and seen not in (terminator, component, element))
    ):
        terminator = seen if seen and seen not in (component, element) else terminator.strip() or "'"
    if terminator in (component, element):
        terminator = "'"
    release = advice[3] if len(advice) >= 5 else "?"
    if release in (component, element, terminator[:1], " "):
        release = ""
    return Delimiters(component, element, release, terminator)
