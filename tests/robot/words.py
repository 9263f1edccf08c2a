"""The program's own words, by which the robot knows its language and its codes."""

import json
import re
from collections.abc import Iterator
from functools import cache

from tahqiq.kit.messages import catalogue
from tests.browser.conftest import STATIC, words

from .values import API

ROOT = STATIC.parents[4]
LANGUAGES = ("en", "ar", "ckb", "kmr-Arab")
"""Those that a person can choose."""
LEAST = 6
"""Signs of a sentence beside its holes, by which it is known."""
LEAST_WORDS = 2
"""Words of a sentence by which its language is known: one may be a name."""


def page_words(language: str) -> dict[str, str]:
    """Every word of the page, those of the desks by ``desk:key`` (several desks use one key)."""
    found = dict(words(language))
    for path in sorted((ROOT / "ui" / "src" / "desks").glob(f"*/words/{language}.json")):
        desk = path.parents[1].name
        found |= {f"{desk}:{key}": text for key, text in json.loads(path.read_text("utf-8")).items()}
    return found


@cache
def english(language: str) -> frozenset[str]:
    """Sentences of the program in English that are another text in ``language``: where one is shown there,
    nobody translated it, also where it stands as a value."""
    own, source = page_words(language), page_words("en")
    told = {text for key, text in source.items() if own.get(key) != text}
    told |= {
        text
        for entry in catalogue().values()
        for text, other in zip(entry["en"], entry.get(language, entry["en"]), strict=False)
        if text != other
    }
    return frozenset(text for text in told if len(text.split()) >= LEAST_WORDS and "{" not in text)


_HOLE = re.compile(r"\\{\w+\\}")


@cache
def _sentences(language: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The program's sentences in a language: those without holes, and those with, as patterns."""
    told = [form for text in page_words(language).values() for form in _forms(text)]
    told += [text for entry in catalogue().values() for text in entry.get(language, entry["en"])]
    holed = {text for text in told if "{" in text and len(_HOLE.sub("", re.escape(text)).strip()) > LEAST}
    return (
        frozenset(text for text in told if "{" not in text),
        tuple(re.compile(_HOLE.sub("(.*)", re.escape(text)), re.DOTALL) for text in holed),
    )


def _forms(text: str) -> list[str]:
    """The sentences of an entry; one that counts has several: ``one: {n} mark | other: {n} marks``."""
    found = re.findall(r"(?:^|\| )(?:zero|one|two|few|many|other): ([^|]*?)(?= \||$)", text)
    return found or [text]


def without_values(text: str, language: str) -> str:
    """A label as the program wrote it: without what fills its sentence, and without what follows a word of
    the page and a colon (labels that are read out cannot mark their values)."""
    plain, holed = _sentences(language)
    word, colon, _ = text.partition(": ")
    if colon and word in plain:
        return word
    for sentence in holed:
        if match := sentence.fullmatch(text):
            for value in filter(None, match.groups()):
                text = text.replace(value, " ")
            return text
    return text


@cache
def codes() -> frozenset[str]:
    """Words of the program's own that no sentence has: keys of its catalogues, and values of the API that are
    put together (``no-cell``, ``data_protection``)."""
    named = {*page_words("en"), *catalogue()}
    named |= set(_enumerated(json.loads(API.read_text("utf-8"))["components"]["schemas"]))
    sentences = {text.lower() for text in page_words("en").values()}
    sentences |= {text.lower() for entry in catalogue().values() for text in entry["en"]}
    return frozenset(one for one in named if any(sign in one for sign in "-_.:") and one not in sentences)


def _enumerated(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        given = schema.get("enum", [])
        yield from (one for one in given if isinstance(one, str)) if isinstance(given, list) else ()
        for value in schema.values():
            yield from _enumerated(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _enumerated(value)
