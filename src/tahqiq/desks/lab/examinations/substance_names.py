"""What substances are called: the list of common names, in Arabic too, and what tablets are sold as."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tahqiq.desks.lab.examinations.counted import substance_of
from tahqiq.names.fold import fold


@cache
def common_names() -> tuple[tuple[str, ...], ...]:
    """The list of common names: each the name, its Arabic one, and further ones.

    >>> {name: also for name, also, *_ in common_names()}["amphetamine"]
    'أمفيتامين'
    """
    return tuple(tuple(map(str, line)) for line in _lists()["substances"])


def spoken(name: str, tag: str) -> str:
    """What a substance is called in sentences of a language: in Arabic its Arabic name with the international
    one beside it.

    >>> spoken("caffeine", "en"), spoken("a new one", "ar")
    ('caffeine', 'a new one')
    """
    key = substance_of(name)
    also = next((line[1] for line in common_names() if substance_of(line[0]) == key and line[1:]), "")
    return f"{also} (\u2066{name.strip()}\u2069)" if tag == "ar" and also else name


def sold_as(part: str) -> set[str]:
    """The substances that are looked for in tablets that are sold under a name, of which ``part`` is the
    beginning."""
    return {
        substance
        for line in _lists()["sold-as"]
        if len(part) > 2 and any(fold(name).startswith(part) for name in line["names"])
        for substance in line["holds"]
    }


@cache
def _lists() -> dict[str, Any]:
    return dict(yaml.safe_load(files(__package__).joinpath("substances.yaml").read_text("utf-8")))
