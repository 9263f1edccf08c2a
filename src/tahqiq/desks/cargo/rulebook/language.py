"""A rule as it is written, and what makes it unlawful. YAML, in the language of conditions
(``tahqiq.casework.conditions``) over the features of ``features.yaml``::

rule: unseen-pair-and-cover
title: [New pair of lorry and trailer with a cover load, زوج جديد …, …, …]
threat: narcotics
owner: Border police, Trebil
basis: Law 50 of 2017, Article 27
until: 2027-03-01
weight: 0.2
when: {all: [{eq: [pair-unseen, true]}, {eq: [cover-load, true]}]}
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from tahqiq.casework import conditions
from tahqiq.casework.conditions import Condition
from tahqiq.kit.yaml_nodes import Node, Words, read

KEYS = ("rule", "title", "threat", "owner", "basis", "until", "weight", "when", "unless", "hold")
NEEDED = ("rule", "title", "threat", "owner", "basis", "until", "weight", "when")


@dataclass(frozen=True, slots=True)
class CargoRule:
    """A rule that was read and is lawful in its form. ``weight`` is the chance of a find that it speaks for
    until its own openings say better; ``unless`` lets go where it is known to hold; ``hold`` is the
    examination that must be made ("" : the list decides)."""

    name: str
    title: Words
    threat: str
    owner: str
    basis: str
    until: date
    weight: float
    when: Condition
    unless: Condition | None
    hold: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What may be asked: ``features`` by name with what they are called, ``forbidden`` names with their
    ground, ``words`` that features look for."""

    features: dict[str, Words]
    forbidden: dict[str, str]
    words: dict[str, tuple[str, ...]]


@cache
def vocabulary() -> Vocabulary:
    """The features, what is forbidden, and lists of words. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    told = read(
        files(__package__).joinpath("features.yaml").read_text("utf-8"), "rulebook/features.yaml"
    ).mapping(("features", "forbidden", "words"))
    known = {
        name: node.mapping(("of", "label"), ("of", "label"))["label"].words()
        for name, node in told["features"].mapping().items()
    }
    words = {
        name: tuple(item.text() for item in node.items()) for name, node in told["words"].mapping().items()
    }
    return Vocabulary(known, {name: node.text() for name, node in told["forbidden"].mapping().items()}, words)


def read_rule(text: str, name: str = "rule") -> CargoRule:
    """The rule of a text. Raises :class:`tahqiq.kit.yaml_nodes.Mistake` with line and key where it is none,
    or asks what the law forbids: ``cargo-rule-forbidden`` (a person, or what stands for one),
    ``cargo-rule-feature`` (not declared), ``cargo-rule-day``, ``cargo-rule-weight``.

    >>> read_rule('''rule: a
    ... title: [a, a, a, a]
    ... threat: narcotics
    ... owner: post
    ... basis: law
    ... until: 2030-01-01
    ... weight: 0.2
    ... when: {eq: [driver-nationality, SY]}
    ... ''')
    Traceback (most recent call last):
    tahqiq.kit.yaml_nodes.Mistake: rule, line 8: a rule may not ask for driver-nationality (a person).
    """
    entries = read(text, name).mapping(KEYS, NEEDED)
    when = _condition(entries["when"])
    unless = _condition(entries["unless"]) if "unless" in entries else None
    try:
        until = date.fromisoformat(entries["until"].text())
    except ValueError:
        entries["until"].wrong("cargo-rule-day", value=entries["until"].text()[:40])
    return CargoRule(
        entries["rule"].name(),
        entries["title"].words(),
        entries["threat"].name(),
        entries["owner"].text(),
        entries["basis"].text(),
        until,
        _weight(entries["weight"]),
        when,
        unless,
        entries["hold"].name() if "hold" in entries else "",
    )


def _condition(node: Node) -> Condition:
    made = conditions.read(node)
    known = vocabulary()
    for name in sorted(conditions.fields(made)):
        plain = name.casefold().replace("_", "-").replace(".", "-").replace(" ", "-")
        ground = known.forbidden.get(plain) or next(
            (
                why
                for word, why in known.forbidden.items()
                if word in plain.split("-") and plain not in known.features
            ),
            None,
        )
        if ground:
            node.wrong("cargo-rule-forbidden", name=name[:60], ground=ground)
        if name not in known.features:
            node.wrong("cargo-rule-feature", name=name[:60], known=", ".join(known.features))
    if not conditions.fields(made):
        node.wrong("cargo-rule-feature", name="-", known=", ".join(known.features))
    return made


def _weight(node: Node) -> float:
    value = node.scalar()
    try:
        weight = float(value) if not isinstance(value, bool) else -1.0  # type: ignore[arg-type]
    except (TypeError, ValueError):
        weight = -1.0
    if not 0 < weight <= 1:
        node.wrong("cargo-rule-weight", value=str(value)[:40])
    return weight
