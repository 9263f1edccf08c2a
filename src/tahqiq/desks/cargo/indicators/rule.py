"""An indicator as it is written, and what makes it unlawful. YAML, in the language of conditions
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
from functools import cache

from tahqiq.casework import conditions
from tahqiq.desk.rule_book.trial import WrittenRule
from tahqiq.desk.rule_book.vocabulary import Vocabulary, load
from tahqiq.kit.yaml_nodes import Node, Words, read

NEEDED = ("rule", "title", "threat", "owner", "basis", "until", "weight", "when")
KEYS = (*NEEDED, "from", "unless", "hold")


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoRule(WrittenRule):
    """A rule that was read and is lawful in its form. ``weight`` is the chance of a find that it speaks for
    until its own examinations say better; ``hold`` is the examination that must be made ("" : the list
    decides)."""

    title: Words
    threat: str
    owner: str
    weight: float
    hold: str


@cache
def vocabulary() -> Vocabulary:
    """What an indicator may ask. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    return load("cargo", __package__)


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
    entries, known = read(text, name).mapping(KEYS, NEEDED), vocabulary()
    parts = {key: known.condition(entries[key]) for key in ("when", "unless") if key in entries}
    for key, part in parts.items():
        if not conditions.fields(part):
            known.no_feature(entries[key], "-")
    return CargoRule(
        name=entries["rule"].name(),
        title=entries["title"].words(),
        threat=entries["threat"].name(),
        owner=entries["owner"].text(),
        basis=entries["basis"].text(),
        until=known.day(entries["until"]),
        since=known.day(entries["from"]) if "from" in entries else None,
        weight=_weight(entries["weight"]),
        when=parts["when"],
        unless=parts.get("unless"),
        hold=entries["hold"].name() if "hold" in entries else "",
    )


def _weight(node: Node) -> float:
    value = node.scalar()
    try:
        weight = float(value) if not isinstance(value, bool) else -1.0  # type: ignore[arg-type]
    except (TypeError, ValueError):
        weight = -1.0
    if not 0 < weight <= 1:
        node.wrong("cargo-rule-weight", value=str(value)[:40])
    return weight
