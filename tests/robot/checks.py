"""The checks, one function each. Those of a screen look at a page at rest; those of an act compare what was
before a press with what is after it, and what the server answered meanwhile. Each gives what is wrong."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypedDict

from playwright.sync_api import Page

from .exceptions import DATA_LANGUAGES, LATIN_PHRASES, LATIN_TEXTS, LATIN_WORDS, SEALS
from .words import LANGUAGES, codes, english, page_words, without_values


class Text(TypedDict):
    """A text that is shown, or a label that is read out (``from`` an attribute)."""

    text: str
    data: bool
    latin: bool
    lang: str
    seal: bool
    original: bool


class State(TypedDict):
    address: str
    path: str
    changes: int
    requests: int
    printed: int
    copied: int
    focus: str
    values: str
    layers: int
    status: list[str]
    words: str
    alerts: list[str]
    invalid: int
    canvas: bool


"""What can be compared of a page before and after an act."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered to a request of the page; ``path`` without its question."""

    method: str
    path: str
    status: int


@dataclass(slots=True)
class Watched:
    """What happened around a page since somebody looked last."""

    answers: list[Answer] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    """Downloads, windows, dialogs of the browser and of files."""

    def clear(self) -> None:
        self.answers.clear()
        self.errors.clear()
        self.effects.clear()


@dataclass(frozen=True, slots=True)
class Act:
    """A press, or a form that was sent: the page before and after it."""

    before: State
    after: State
    watched: Watched
    drawn: bool = False
    """A picture of the page differs: a drawing shows what changed."""


SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
WORD = re.compile(r"[A-Za-z][A-Za-z'’]{2,}")
HEX = re.compile(r"(?<![0-9A-Za-z])(?=[0-9a-f]*\d)[0-9a-f]{16,}(?![0-9A-Za-z])")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
BASE64 = re.compile(r"(?<![\w+/])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=[\w+/]*\d)[A-Za-z0-9+/]{40,}={0,2}")
NUMBERED = re.compile(r"^(?P<label>[^\d():]{2,60}?)\s*[:(]?\s*(?P<number>\d{1,6})\)?$")
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]*")
"""A number of a file or a flight (``P-000001``, ``ZZ410``) counts nothing."""
VALUE = re.compile("\u2068[^\u2069]*\u2069")
"""A value within a text that cannot hold elements (an option, a label) stands between isolates."""
TYPED = re.compile(r"x{10,}")
"""What the robot itself typed as the longest text."""
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


def fails(_page: Page, watched: Watched) -> list[str]:
    """An answer of 500 or more."""
    return [f"{one.method} {one.path} answered {one.status}" for one in watched.answers if one.status >= 500]


def breaks(_page: Page, watched: Watched) -> list[str]:
    """An error of a script, or one that the page wrote to the console. What a browser notes there of every
    answer of 400 or more is judged as an answer."""
    return [one for one in watched.errors if "Failed to load resource" not in one]


def silent(page: Page, watched: Watched) -> list[str]:
    """A screen that was refused something and says nothing."""
    refused = [one for one in watched.answers if 400 <= one.status < 500]
    shown: State = page.evaluate("robot.state()")
    return [
        f"{one.method} {one.path} answered {one.status}, and nothing says so"
        for one in refused
        if not shown["words"]
    ]


def foreign(page: Page, language: str) -> list[str]:
    """English in a page of another language: words in Latin letters that are no value, and sentences of the
    program's own wherever they stand."""
    if language == "en":
        return []
    texts: list[Text] = page.evaluate("robot.texts()")
    known = english(language)
    return sorted(
        {
            one["text"][:90]
            for one in texts
            if one["lang"] not in DATA_LANGUAGES and _english(one, language, known)
        }
    )


def _english(one: Text, language: str, known: frozenset[str]) -> bool:
    if one["text"] in known:
        return True
    if one["data"] or one["latin"] or one["text"] in LATIN_TEXTS:
        return False
    own = TYPED.sub(" ", VALUE.sub(" ", one["text"]))
    for phrase in LATIN_PHRASES:
        own = own.replace(phrase, " ")
    return _latin(own) and _latin(without_values(own, language))


def _latin(text: str) -> bool:
    return any(word.strip("'’") not in LATIN_WORDS for word in WORD.findall(text))


def raw(page: Page, _language: str) -> list[str]:
    """A code of the program, an id, a moment as machines write it, or base64 among what is shown."""
    texts: list[Text] = page.evaluate("robot.texts()")
    found = set()
    for one in texts:
        text = one["text"]
        if one["original"] or (one["seal"] and SEALS.match(text)):
            continue
        for kind, match in (
            ("id", HEX.search(text)),
            ("moment", MOMENT.search(text)),
            ("base64", BASE64.search(text)),
        ):
            if match:
                found.add(f"{kind} {match[0][:40]}")
                break
        else:
            if text in codes():
                found.add(f"code {text}")
    return sorted(found)


def contradicts(page: Page, _language: str) -> list[str]:
    """Two numbers for one thing: the same words with another number behind them on one screen."""
    texts: list[str] = page.evaluate("robot.numbered()")
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        match = NUMBERED.match(text.translate(DIGITS).strip())
        if match and not CODE.fullmatch(text):
            numbers[match["label"].strip()].add(match["number"])
    return [f"{label}: {' and '.join(sorted(found))}" for label, found in numbers.items() if len(found) > 1]


def sideways(page: Page, _language: str) -> list[str]:
    """Horizontal scroll of the page."""
    return ["the page scrolls sideways"] if page.evaluate("robot.sideways()") > 0 else []


def dead_anchors(page: Page, _language: str) -> list[str]:
    """A link to a place of the page that is not there."""
    return [str(one) for one in page.evaluate("robot.anchors()")]


def wordless(act: Act) -> list[str]:
    """An answer of 400 to 499 that leaves no word on the page: no alert, nothing at a field."""
    return [
        f"{one.method} {one.path} answered {one.status}, and nothing says so"
        for one in act.watched.answers
        if 400 <= one.status < 500 and not act.after["words"]
    ]


def hollow(act: Act) -> list[str]:
    """The page says that something was done, and nothing was: it sent nothing that changes anything, gave no
    file and opened nothing."""
    new = [one for one in act.after["status"] if one not in act.before["status"]]
    changed = any(one.method not in SAFE and one.status < 400 for one in act.watched.answers)
    said = [one for one in new if one in _done()]
    local = act.after["copied"] != act.before["copied"] or act.after["printed"] != act.before["printed"]
    return [] if changed or act.watched.effects or local else [f"says: {one[:90]}" for one in said]


@cache
def _done() -> frozenset[str]:
    return frozenset(
        text
        for language in LANGUAGES
        for key, text in page_words(language).items()
        if key.rpartition(":")[2].rpartition(".")[2] in ("done", "saved", "kept", "sent")
    )


def dead(act: Act) -> list[str]:
    """A control without an effect: nothing was asked, nothing changed, nothing opened, and the keyboard is
    where it was."""
    same = ("address", "changes", "requests", "printed", "copied", "focus", "values", "layers")
    moved = any(act.before[name] != act.after[name] for name in same)  # type: ignore[literal-required]
    if moved or act.watched.effects or act.watched.answers or act.drawn:
        return []
    return ["nothing happens"]


def lost(act: Act) -> list[str]:
    """After an act on a screen that stays, the keyboard is nowhere."""
    gone = act.after["focus"] == "body" and act.before["focus"] != "body"
    return ["the keyboard is nowhere afterwards"] if gone and act.before["path"] == act.after["path"] else []


Look = Callable[[Page, str], list[str]]
SCREEN: dict[str, Look] = {
    "english": foreign,
    "raw": raw,
    "two-numbers": contradicts,
    "sideways": sideways,
    "dead-anchor": dead_anchors,
}
"""What every screen is looked at for, at rest."""
ANSWERS: dict[str, Callable[[Page, Watched], list[str]]] = {"server-error": fails, "script-error": breaks}
"""What holds for everything that the server answers, whenever."""
ACT: dict[str, Callable[[Act], list[str]]] = {
    "wordless-refusal": wordless,
    "hollow-done": hollow,
    "no-effect": dead,
    "focus-lost": lost,
}
"""What holds for every press."""
NAMES: Sequence[str] = (*SCREEN, *ANSWERS, *ACT, "silent-refusal", "dead-link", "covered")
