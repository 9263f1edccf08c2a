"""A rule as it is written, and what makes it unlawful. YAML, in the language of conditions
(``tahqiq.casework.conditions``) over the features of ``features.yaml``::

rule: cash-and-fresh-agency
title: Late booking in cash by a new agency, short stay
basis: Law 50 of 2017, Article 27
offence: trafficking-drugs
until: 2027-03-01
when: {all: [{le: [lead-days, 2]}, {eq: [paid-cash, true]}, {le: [agency-days, 30]}]}
unless: {any: [{eq: [frequent-flyer, true]}, {ge: [earlier-travels, 3]}]}

The title is one text, or one in each of the four languages (``{en: …, ar: …, ckb: …, kmr-Arab: …}``).
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from tahqiq.casework import conditions
from tahqiq.casework.conditions import All, Condition, Not, Some
from tahqiq.desks.passengers.law import law
from tahqiq.kit.yaml_nodes import Node, Words, read

KEYS = ("rule", "title", "basis", "offence", "until", "when", "unless")


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that a rule may ask. ``weak``: nationality, sex, age."""

    name: str
    element: int
    label: Words
    weak: bool = False


@dataclass(frozen=True, slots=True)
class RiskRule:
    """A rule that was read and is lawful in its form. ``title`` is its name in English, or in the one
    language in which it was written; ``titles`` those by language, empty where it has only one. ``unless``
    are the exonerating factors: where they are known to hold, nothing is said."""

    name: str
    title: str
    basis: str
    offence: str
    until: date
    when: Condition
    unless: Condition
    titles: Words = field(default_factory=dict)


@cache
def features() -> tuple[dict[str, Feature], dict[str, str]]:
    """The features by name, and the forbidden fields with the ground of each. Raises
    :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    told = read(
        files(__package__).joinpath("features.yaml").read_text("utf-8"), "rulebook/features.yaml"
    ).mapping(("features", "forbidden"))
    known: dict[str, Feature] = {}
    for name, node in told["features"].mapping().items():
        entry = node.mapping(("element", "label", "weak"), ("element", "label"))
        known[name] = Feature(
            name,
            entry["element"].number(1, 19),
            entry["label"].words(),
            "weak" in entry and entry["weak"].flag(),
        )
    return known, {name: node.text() for name, node in told["forbidden"].mapping().items()}


def read_rule(text: str, name: str = "rule") -> RiskRule:
    """The rule of a text. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`, with line and key, where it is not
    one, or asks what the law forbids: ``passengers-rule-forbidden``, ``passengers-rule-feature``,
    ``passengers-rule-alone`` (nationality, sex or age would do without anything else),
    ``passengers-rule-weak``, ``passengers-rule-offence``, ``passengers-rule-lacks``."""
    written = read(text, name)
    entries = written.mapping(KEYS)
    for key in KEYS:
        if key not in entries:
            written.wrong("passengers-rule-lacks", entry=key, known=", ".join(KEYS))
    if entries["offence"].text() not in law().purposes:
        entries["offence"].wrong("passengers-rule-offence", known=", ".join(law().purposes))
    until = _day(entries["until"])
    when, unless = (_condition(entries[key]) for key in ("when", "unless"))
    weak = {one.name for one in features()[0].values() if one.weak}
    if alone(when, weak):
        entries["when"].wrong("passengers-rule-alone")
    if conditions.fields(unless) & weak or not conditions.fields(unless):
        entries["unless"].wrong(
            "passengers-rule-weak", part="unless", known="frequent-flyer, earlier-travels"
        )
    several = isinstance(entries["title"].value, (tuple, dict))
    titles = entries["title"].words() if several else {}
    title = titles["en"] if several else entries["title"].text()
    return RiskRule(
        entries["rule"].name(),
        title,
        entries["basis"].text(),
        entries["offence"].text(),
        until,
        when,
        unless,
        titles,
    )


def alone(condition: Condition, weak: set[str]) -> bool:
    """Whether a condition can be met by weak features alone: then it is a rule about who somebody is, and not
    about what was done.

    >>> from tahqiq.casework.conditions import read as made
    >>> told = made(read("any: [{eq: [sex, M]}, {ge: [bags, 3]}]", "x"))
    >>> alone(told, {"sex"})
    True
    """
    match condition:
        case All(parts):
            return all(alone(part, weak) for part in parts)
        case Some(parts):
            return any(alone(part, weak) for part in parts)
        case Not(part):
            return not conditions.fields(part) or bool(conditions.fields(part) & weak)
    named = conditions.fields(condition)
    return not named or bool(named & weak)


def _condition(node: Node) -> Condition:
    made = conditions.read(node)
    known, forbidden = features()
    for name in sorted(conditions.fields(made)):
        plain = name.casefold().replace("_", "-")
        if plain in forbidden:
            node.wrong("passengers-rule-forbidden", name=name, ground=forbidden[plain])
        if name not in known:
            node.wrong("passengers-rule-feature", name=name[:40], known=", ".join(known))
    return made


def _day(node: Node) -> date:
    try:
        return date.fromisoformat(node.text())
    except ValueError:
        node.wrong("passengers-rule-day", value=node.text()[:40])
