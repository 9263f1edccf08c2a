"""How the rules of a chart let its items and lines look on paper: the colours, signs and words of the screen
(``ui/src/views/chart/look.ts``, ``useStyled.ts``)."""

import re
from dataclasses import dataclass

from tahqiq.kit.locale import format_date, format_number
from tahqiq.kit.messages import message
from tahqiq.products.board_lines import Line
from tahqiq.products.board_rules import Look, Rule, Style, Styled

PLAIN = Styled({}, {}, ())
"""A chart without rules."""
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?:(?:, | – )\d{4}-\d{2}-\d{2})*")
_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")
_SAID = {"told:paid": "item-paid", "told:received": "item-received", "told:grade": "item-grade"}


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule in the legend: what it is called, how many it is about, and the ends of its scale ("" where it
    is none)."""

    rule: Rule
    name: str
    count: int
    low: str = ""
    high: str = ""

    @property
    def words_only(self) -> bool:
        """Whether it only writes below names."""
        look = self.rule.look
        return (
            self.rule.on == "item"
            and look.words
            and not (look.colour or look.frame or look.icon or look.size)
        )


def ruled(styled: Styled, rules: list[tuple[Rule, str]]) -> tuple[Ruled, ...]:
    """The rules in force with their names, those that something on the chart passes."""
    told = {one.rule: one for one in styled.legend if one.count}
    return tuple(
        Ruled(rule, name, told[rule.id].count, told[rule.id].low, told[rule.id].high)
        for rule, name in rules
        if rule.id in told and name
    )


def words_of(style: Style | None, locale: str) -> tuple[str, ...]:
    """What stands below the name of an item, days and amounts written as the language writes them."""
    if style is None:
        return ()
    return tuple(
        _value_text(field, text, locale) for field, text in zip(style.fields, style.words, strict=True)
    )


def _value_text(field: str, text: str, locale: str) -> str:
    if field in ("told:paid", "told:received"):
        text = _AMOUNT.sub(lambda found: format_number(found[0], locale), text)
    elif _DAYS.fullmatch(text):
        text = _DAY.sub(lambda found: format_date(found[0], locale), text)
    code = _SAID.get(field)
    return message(code, locale, {"what": text}).sentence if code else text


def look_of(lines: tuple[Line, ...], styled: Styled) -> Look:
    """How all lines between two items look as one: the colour and dashes of the last that has any, the
    greatest width."""
    colour, dash, width = "", "", 0.0
    for line in lines:
        style = styled.lines.get(line["id"])
        if style is not None:
            colour, dash, width = (
                style.look.colour or colour,
                style.look.dash or dash,
                max(width, style.look.width),
            )
    return Look(colour=colour, dash=dash or "", width=width)  # type: ignore[arg-type]
