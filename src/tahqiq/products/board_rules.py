"""Rules of how a chart looks: colour, size, icon, frame and words of items, colour, width and dashes of
lines, by what is known of them.

A rule asks one thing of items or of lines (their type, a property, a measure computed on this chart) and says
how those look that pass; of two rules that pass the later one decides. Charts, tables and maps, their legends
and their files all ask here, so that they cannot differ. Values of sensitive properties feed no rule.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Test = Literal["any", "is", "contains", "least", "most", "scale"]
Dash = Literal["", "solid", "dashed", "dotted"]
PALE = (0x8A, 0x94, 0x9C)
"""The colour at the low end of a scale: still three times as light or dark as paper."""


WORDS_MOST = 3
"""How many values of one field stand below a name; the others are counted."""


@dataclass(frozen=True, slots=True)
class Look:
    """How something looks; empty and 0 leave it as it is. ``size`` and ``width`` are factors of the usual;
    ``words`` writes the value that was asked for below the name. Colours are ``#rrggbb``; ``icon`` is the
    name of one of the page's pictures."""

    colour: str = ""
    frame: str = ""
    icon: str = ""
    size: float = 0.0
    width: float = 0.0
    dash: Dash = ""
    words: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """``on`` items or lines of a type (``of``, with its descendants; "" for all), whose field ``by`` passes
    ``test``; see :mod:`tahqiq.products.board_fields` for the fields. ``scale``: everything with a number,
    between the least and the greatest on this chart."""

    id: str
    on: Literal["item", "line"]
    of: str
    by: str
    test: Test
    value: str
    look: Look


@dataclass(frozen=True, slots=True)
class Known:
    """What rules may ask of an item or a line: the types it is of, and its values by field, each as text."""

    types: frozenset[str]
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Style:
    """How one item or line looks by all rules together; ``words`` stand below its name, each of the field in
    ``fields`` at its place; ``rules`` are the ids of those that it passes, so that a table says in words what
    a chart says in colour."""

    look: Look
    words: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InForce:
    """A rule as the legend tells it: how many it is about, and between which numbers its scale runs ("" where
    it is none)."""

    rule: str
    count: int
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Styled:
    """Styles by the id of the item or line, only of those that some rule is about; and the rules that are in
    force, in their order."""

    items: Mapping[str, Style]
    lines: Mapping[str, Style]
    legend: tuple[InForce, ...]


def styled(items: Mapping[str, Known], lines: Mapping[str, Known], rules: Sequence[Rule]) -> Styled:
    """How items and lines look by rules.

    >>> known = {"a": Known(frozenset({"Person"}), {"prop:role": ("driver",)})}
    >>> rule = Rule("1", "item", "Person", "prop:role", "is", "Driver", Look("#0b6e5f"))
    >>> styled(known, {}, [rule]).items["a"].look.colour
    '#0b6e5f'
    """
    made: dict[str, dict[str, Style]] = {"item": {}, "line": {}}
    legend: list[InForce] = []
    for rule in rules:
        about = {
            name: one
            for name, one in (items if rule.on == "item" else lines).items()
            if not rule.of or rule.of in one.types
        }
        passed = _passed(about, rule)
        numbers = sorted({share for _, share in passed.values() if share is not None})
        low, high = (numbers[0], numbers[-1]) if numbers else (0.0, 0.0)
        for name, (value, number) in passed.items():
            share = 1.0 if number is None or high <= low else (number - low) / (high - low)
            before = made[rule.on].get(name, Style(Look()))
            style = Style(
                _over(before.look, rule.look, share if rule.test == "scale" else 1.0),
                before.words,
                before.fields,
                (*before.rules, rule.id),
            )
            if rule.look.words and value and rule.by not in ("schema", "label"):
                all_of = about[name].values.get(rule.by, ()) if rule.test == "any" else (value,)
                style = replace(style, words=(*style.words, _some(all_of)), fields=(*style.fields, rule.by))
            made[rule.on][name] = style
        ends = (_plain(low), _plain(high)) if rule.test == "scale" and numbers else ("", "")
        legend.append(InForce(rule.id, len(passed), *ends))
    return Styled(made["item"], made["line"], tuple(legend))


def number_of(text: str) -> float | None:
    """A plain number as text, None for anything else.

    >>> number_of("12.5"), number_of("2026-03-01"), number_of("nan")
    (12.5, None, None)
    """
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None


def _passed(about: Mapping[str, Known], rule: Rule) -> dict[str, tuple[str, float | None]]:
    """Who passes a rule, with the value that passed and, on a scale, its number."""
    found: dict[str, tuple[str, float | None]] = {}
    for name, one in about.items():
        values = one.values.get(rule.by, ()) if rule.by else ("",)
        if rule.test == "scale":
            numbers = [(number, value) for value in values if (number := number_of(value)) is not None]
            if numbers:
                number, value = max(numbers)
                found[name] = (value, number)
            continue
        value_that = next((value for value in values if passes(value, rule.test, rule.value)), None)
        if value_that is not None:
            found[name] = (value_that, None)
    return found


def passes(value: str, test: Test, asked: str) -> bool:
    """Whether a value passes a test; numbers are compared as numbers, days and times as they are written (ISO
    8601).

    >>> (passes("9", "least", "10"), passes("2026-03-02", "most", "2026-03-05"),
    ...  passes("Abu Karrar", "contains", "karrar"))
    (False, True, True)
    """
    if test == "any":
        return True
    if test in ("is", "contains"):
        mine, wanted = value.casefold().strip(), asked.casefold().strip()
        return mine == wanted if test == "is" else wanted in mine
    number, limit = number_of(value), number_of(asked)
    if number is not None and limit is not None:
        return number >= limit if test == "least" else number <= limit
    if number is not None or limit is not None or not value:
        return False
    return value >= asked if test == "least" else value <= asked


def _over(before: Look, given: Look, share: float) -> Look:
    """A look with what a rule says put over it, as far along its scale as ``share``."""
    return replace(
        before,
        colour=_mixed(given.colour, share) if given.colour else before.colour,
        frame=_mixed(given.frame, share) if given.frame else before.frame,
        icon=given.icon or before.icon,
        size=round(1 + (given.size - 1) * share, 3) if given.size else before.size,
        width=round(1 + (given.width - 1) * share, 3) if given.width else before.width,
        dash=given.dash or before.dash,
    )


def _mixed(colour: str, share: float) -> str:
    if share >= 1:
        return colour
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(
        f"{round(pale + (part - pale) * (0.1 + 0.9 * share)):02x}"
        for pale, part in zip(PALE, parts, strict=True)
    )


def _some(values: Sequence[str]) -> str:
    """The first values of a field as one text, the others counted."""
    return ", ".join(values[:WORDS_MOST]) + (
        f" +{len(values) - WORDS_MOST}" if len(values) > WORDS_MOST else ""
    )


def _plain(number: float) -> str:
    return f"{number:.6g}"
