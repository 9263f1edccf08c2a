"""YAML that declares something (a form, a flow, rules): every value knows its file, line and key, and every
mistake says them.

Only plain YAML: words, numbers, true, false, lists, mappings. A key written twice, an anchor and a tag are
refused; dates, ``on`` and ``no`` stay the words they are; a number with a point is a ``Decimal``.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import NoReturn, TypeVar

import yaml

from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import LOCALES

_T = TypeVar("_T")
Scalar = str | int | Decimal | bool | None
Words = dict[str, str]
"""A text in each of :data:`tahqiq.kit.messages.LOCALES`."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST_NUMBER = 400
"""Digits; a longer one is text, which no field that wants a number takes."""
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_DEEPEST = 40


class Mistake(WrongUse):
    """A declaration cannot be used as it stands. ``file``, ``line`` (from 1) and ``key`` say where; they fill
    the sentence too."""

    def __init__(self, code: str, file: str, line: int, key: str, **params: str | int) -> None:
        self.file, self.line, self.key = file, line, key
        super().__init__(code, file=file, line=line, key=key or "-", **params)


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a declaration with its place. ``line`` counts from 1; ``key`` is the way to it
    (``sections.1.title``), empty for the whole file."""

    file: str
    line: int
    key: str
    value: "Scalar | tuple[Node, ...] | dict[str, Node]"

    def wrong(self, code: str, **params: str | int) -> NoReturn:
        """Raises the :class:`Mistake` with the message ``code`` here."""
        raise Mistake(code, self.file, self.line, self.key, **params)

    def mapping(self, allowed: Collection[str] = (), needed: Iterable[str] = ()) -> "dict[str, Node]":
        """The entries of a mapping; only ``allowed`` keys where some are given. Raises :class:`Mistake`."""
        if not isinstance(self.value, dict):
            self.wrong("declared-not-mapping")
        for key, node in self.value.items():
            if allowed and key not in allowed:
                node.wrong("declared-unknown-key", known=", ".join(sorted(allowed)))
        for key in needed:
            if key not in self.value:
                self.wrong("declared-missing", name=key)
        return self.value

    def items(self) -> "tuple[Node, ...]":
        """The items of a list. Raises :class:`Mistake`."""
        if not isinstance(self.value, tuple):
            self.wrong("declared-not-list")
        return self.value

    def text(self) -> str:
        """A text that is not empty. Raises :class:`Mistake`."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.wrong("declared-not-text")
        return self.value.strip()

    def name(self) -> str:
        """A name of small Latin letters, digits, ``-`` and ``_`` that starts with a letter. Raises
        :class:`Mistake`."""
        value = self.text()
        if not _NAME.fullmatch(value):
            self.wrong("declared-not-name", value=value)
        return value

    def choice(self, allowed: Collection[str]) -> str:
        """One of the words ``allowed``. Raises :class:`Mistake`."""
        value = self.text()
        if value not in allowed:
            self.wrong("declared-not-one-of", value=value, known=", ".join(sorted(allowed)))
        return value

    def number(self, least: int = 0, most: int = 10**9) -> int:
        """A whole number. Raises :class:`Mistake`."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or not least <= self.value <= most:
            self.wrong("declared-not-number", least=least, most=most)
        return self.value

    def flag(self) -> bool:
        """true or false. Raises :class:`Mistake`."""
        if not isinstance(self.value, bool):
            self.wrong("declared-not-flag")
        return self.value

    def scalar(self) -> Scalar:
        """A word, number, true, false or nothing. Raises :class:`Mistake` for a list or mapping."""
        if isinstance(self.value, dict | tuple):
            self.wrong("declared-not-scalar")
        return self.value

    def names(self) -> tuple[str, ...]:
        """Different names; one alone may stand without a list. Raises :class:`Mistake`."""
        nodes = (self,) if isinstance(self.value, str) else self.items()
        found: list[str] = []
        for node in nodes:
            name = node.name()
            if name in found:
                node.wrong("declared-twice", name=name)
            found.append(name)
        return tuple(found)

    def words(self) -> Words:
        """A text in all four languages, as a mapping or as a list in the order en, ar, ckb, kmr-Arab. Raises
        :class:`Mistake`."""
        if isinstance(self.value, tuple):
            if len(self.value) != len(LOCALES):
                self.wrong("declared-language-missing", name=", ".join(LOCALES[len(self.value) :]) or "-")
            return {locale: node.text() for locale, node in zip(LOCALES, self.value, strict=True)}
        entries = self.mapping(LOCALES)
        for locale in LOCALES:
            if locale not in entries:
                self.wrong("declared-language-missing", name=locale)
        return {locale: entries[locale].text() for locale in LOCALES}


def read(text: str, file: str) -> Node:
    """The whole of a YAML text; ``file`` is its name for messages. Raises :class:`Mistake`.

    >>> read("title: [a, b]", "x.yaml").mapping()["title"].items()[1].line
    1
    """
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = str(getattr(error, "problem", "") or type(error).__name__)
        raise _mistake("declared-not-yaml", file, mark.line + 1 if mark else 1, "", what=what) from error
    if root is None:
        raise _mistake("declared-empty", file, 1, "")
    return _node(root, file, "", set(), 0)


def files(paths: Iterable[Traversable]) -> Iterator[Node]:
    """YAML files, each read. Raises :class:`Mistake` at the first that is no plain YAML."""
    for path in paths:
        yield read(path.read_text("utf-8"), path.name)


def named(roots: Iterable[Node], key: str, build: Callable[[Node], _T]) -> dict[str, _T]:
    """What is built of some declarations, by the name that each has under ``key``. Raises :class:`Mistake`
    where two have one name."""
    found: dict[str, _T] = {}
    for root in roots:
        made, node = build(root), root.mapping()[key]
        if node.name() in found:
            node.wrong("declared-twice", name=node.name())
        found[node.name()] = made
    return found


def _node(found: yaml.Node, file: str, key: str, seen: set[int], depth: int) -> Node:
    line = found.start_mark.line + 1
    if id(found) in seen or depth > _DEEPEST:
        raise _mistake("declared-anchor", file, line, key)
    seen.add(id(found))
    if isinstance(found, yaml.ScalarNode):
        return Node(file, line, key, _scalar(found))
    if isinstance(found, yaml.SequenceNode):
        items = tuple(
            _node(item, file, _at(key, str(no)), seen, depth + 1) for no, item in enumerate(found.value, 1)
        )
        return Node(file, line, key, items)
    entries: dict[str, Node] = {}
    for name, value in found.value:
        if not isinstance(name, yaml.ScalarNode) or not name.value:
            raise _mistake("declared-not-text", file, name.start_mark.line + 1, key)
        if name.value in entries:
            raise _mistake("declared-twice", file, name.start_mark.line + 1, key, name=name.value)
        made = _node(value, file, _at(key, name.value), seen, depth + 1)
        entries[name.value] = Node(file, name.start_mark.line + 1, made.key, made.value)
    return Node(file, line, key, entries)


def _scalar(found: yaml.ScalarNode) -> Scalar:
    text: str = found.value
    if found.style in ("'", '"', "|", ">"):
        return text
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null"):
        return None
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= _LONGEST_NUMBER else text
    return Decimal(text) if _DECIMAL.fullmatch(text) else text


def _mistake(code: str, file: str, line: int, key: str, **params: str | int) -> Mistake:
    return Mistake(code, file, line, key, **params)


def _at(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
