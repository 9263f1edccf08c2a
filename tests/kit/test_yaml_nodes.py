"""Declarations know their places, and every mistake names file, line and key."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.kit.messages import LOCALES
from tahqiq.kit.yaml_nodes import Mistake, Node, read


def test_values_keep_line_and_key() -> None:
    root = read("a: 1\nb:\n  - x\n  - y: [on, 2024-05-01, 1.50, true, '7', null]\n", "f.yaml")
    inner = root.mapping()["b"].items()[1].mapping()["y"]
    assert (inner.line, inner.key) == (4, "b.2.y")
    assert [item.scalar() for item in inner.items()] == ["on", "2024-05-01", Decimal("1.50"), True, "7", None]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a: ]", 1, "declared-not-yaml"),
        ("", 1, "declared-empty"),
        ("a: 1\na: 2", 2, "declared-twice"),
        ("a: &x {b: 1}\nc: *x", 1, "declared-anchor"),
        ("- 1\n- [a]: 2", 2, "declared-text"),
    ],
)
def test_what_is_refused_while_reading(text: str, line: int, code: str) -> None:
    with pytest.raises(Mistake) as caught:
        read(text, "f.yaml")
    assert (caught.value.file, caught.value.line) == ("f.yaml", line)
    assert caught.value.code.startswith(code[:9])


@pytest.mark.parametrize(
    ("text", "ask", "code"),
    [
        ("x: 1", lambda node: node.mapping(("y",)), "declared-unknown-key"),
        ("x: 1", lambda node: node.mapping((), ("y",)), "declared-missing"),
        ("x: 1", lambda node: node.items(), "declared-not-list"),
        ("- 1", lambda node: node.mapping(), "declared-not-mapping"),
        ("' '", lambda node: node.text(), "declared-not-text"),
        ("Big Name", lambda node: node.name(), "declared-not-name"),
        ("[a, a]", lambda node: node.names(), "declared-twice"),
        ("red", lambda node: node.choice(("green",)), "declared-not-one-of"),
        ("yes", lambda node: node.flag(), "declared-not-flag"),
        ("true", lambda node: node.number(), "declared-not-number"),
        ("-1", lambda node: node.number(), "declared-not-number"),
        ("[1]", lambda node: node.scalar(), "declared-not-scalar"),
        ("[a, b, c]", lambda node: node.words(), "declared-language-missing"),
        ("{en: a, ar: b, ckb: c}", lambda node: node.words(), "declared-language-missing"),
        ("{en: a, ar: b, ckb: c, fr: d}", lambda node: node.words(), "declared-unknown-key"),
    ],
)
def test_what_is_refused_when_asked(text: str, ask: object, code: str) -> None:
    assert callable(ask)
    with pytest.raises(Mistake) as caught:
        ask(read(text, "f.yaml"))
    assert caught.value.code == code
    for locale in LOCALES:
        assert "{" not in caught.value.say(locale).sentence
        assert "f.yaml" in caught.value.say(locale).sentence


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    line = 1
    try:
        assert isinstance(read(text, "f"), Node)
    except Mistake as mistake:
        line = mistake.line
    assert line >= 1
