"""Every code that the program can say stands in the catalogue in four languages, and nothing else does."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tahqiq.kit.errors import TahqiqError
from tahqiq.kit.messages import LOCALES, catalogue

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def error_names() -> set[str]:
    """The names of the error tree."""

    def below(error: type[TahqiqError]) -> Iterator[str]:
        yield error.__name__
        for child in error.__subclasses__():
            yield from below(child)

    return set(below(TahqiqError))


@dataclass(frozen=True)
class Saying:
    """One call that makes an error or a problem with a literal code; ``given`` is None when the parameters
    cannot be read."""

    where: str
    code: str
    given: frozenset[str] | None


def sayings(where: str, tree: ast.AST) -> Iterator[Saying]:
    """The errors and problems made in a module with a literal code."""
    errors = error_names()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        code = (
            node.args[0]
            if node.args
            else next((word.value for word in node.keywords if word.arg == "code"), None)
        )
        if name in errors | {"Problem"} and isinstance(code, ast.Constant) and isinstance(code.value, str):
            yield Saying(
                f"{where}:{node.lineno}",
                code.value,
                problem_words(node) if name == "Problem" else error_words(node),
            )


def error_words(call: ast.Call) -> frozenset[str] | None:
    """The parameters given to an error; None with ``**``."""
    if any(word.arg is None for word in call.keywords):
        return None
    return frozenset(word.arg for word in call.keywords if word.arg)


def problem_words(call: ast.Call) -> frozenset[str] | None:
    """The parameters given to a problem (``field`` and ``value`` always stand); None when they are not a
    literal dictionary."""
    params = (
        call.args[5]
        if len(call.args) > 5
        else next((word.value for word in call.keywords if word.arg == "params"), None)
    )
    if params is None:
        return frozenset({"field", "value"})
    if not isinstance(params, ast.Dict):
        return None
    keys = [key.value for key in params.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
    return frozenset({"field", "value", *keys}) if len(keys) == len(params.keys) else None


def test_every_code_said_is_in_the_catalogue(trees: dict[Path, ast.Module]) -> None:
    entries = catalogue()
    missing = [
        saying
        for name, tree in trees.items()
        for saying in sayings(name.as_posix(), tree)
        if saying.code not in entries
    ]
    assert not missing


def test_every_placeholder_is_filled(trees: dict[Path, ast.Module]) -> None:
    entries = catalogue()
    for name, tree in trees.items():
        for saying in sayings(name.as_posix(), tree):
            if saying.given is not None and saying.code in entries:
                wanted = set(PLACEHOLDER.findall(" ".join(entries[saying.code]["en"])))
                assert wanted <= saying.given, (
                    f"{saying.where}: {saying.code} leaves {sorted(wanted - saying.given)} open"
                )


def spoken(trees: dict[Path, ast.Module]) -> tuple[set[str], list[re.Pattern[str]]]:
    """Every string of the sources, and every pattern that an f-string can make."""
    words: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
            elif isinstance(node, ast.JoinedStr) and (text := pattern(node)):
                patterns.append(re.compile(text))
    return words, patterns


def pattern(node: ast.JoinedStr) -> str:
    """``f"not-a-{kind}"`` as a pattern; empty unless it starts or ends with letters and a hyphen, so that it
    cannot mean everything."""
    parts = [
        re.escape(part.value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        else "[A-Za-z0-9_-]+"
        for part in node.values
    ]
    text = "".join(parts)
    return text if re.match(r"[a-z0-9]+(\\-[a-z0-9]+)*\\-", text) or re.search(r"\\-[a-z0-9]+$", text) else ""


def test_no_entry_of_the_catalogue_is_unused(trees: dict[Path, ast.Module]) -> None:
    words, patterns = spoken(trees)
    unused = [
        code
        for code in catalogue()
        if code not in words and not any(made.fullmatch(code) for made in patterns)
    ]
    assert not unused


def test_every_entry_has_four_languages_with_the_same_placeholders() -> None:
    for code, texts in catalogue().items():
        assert set(texts) == set(LOCALES), code
        wanted = sorted(set(PLACEHOLDER.findall(" ".join(texts["en"]))))
        for locale, pair in texts.items():
            assert len(pair) == 2, (code, locale)
            assert pair[0].strip(), (code, locale)
            assert bool(pair[1].strip()) == bool(texts["en"][1].strip()), (code, locale, "next step")
            assert sorted(set(PLACEHOLDER.findall(" ".join(pair)))) == wanted, (code, locale)


ARABIC = re.compile(r"[\u0600-\u06ff]")


def test_arabic_and_kurdish_are_written_in_arabic_script() -> None:
    for code, texts in catalogue().items():
        for locale in LOCALES[1:]:
            assert ARABIC.search(texts[locale][0]), (code, locale)


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ('NotFound("x", id=1)', {"id"}),
        ('errors.Refused("x", **more)', None),
        ('Problem("x", place)', {"field", "value"}),
        ('Problem("x", place, params={"limit": 3})', {"field", "value", "limit"}),
        ('Problem("x", place, "f", "v", 1, given)', None),
    ],
)
def test_a_saying_is_read_from_the_syntax_tree(source: str, given: set[str] | None) -> None:
    [saying] = sayings("m", ast.parse(source))
    assert (saying.code, saying.given) == ("x", None if given is None else frozenset(given))
