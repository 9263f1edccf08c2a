"""Which columns are parts of a person's name: nearly called so is none beside those called exactly so, and
“name” beside one part only is the other part."""

from collections.abc import Mapping
from dataclasses import replace

from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.template import Match
from tahqiq.collect.mapping.words import fold, folded, likeness

SURE_NAME = 0.85
"""From which likeness of its header a column may be a part of a name beside others that are called exactly
so."""

_NAMES = (
    "name",
    "name_other",
    "first_name",
    "middle_name",
    "second_name",
    "third_name",
    "last_name",
    "mother",
)
"""Meanings whose columns become a person's name."""

_TITLES = frozenset(map(fold, ("title", "لقب", "اللقب", "نازناو", "نازناڤ")))
"""Headers of family names that are titles or nicknames as often."""


def plain_names(found: Match) -> Match:
    """Without columns that are only nearly called like a part of a name (group name, professional title)
    where others are called exactly so: those are somebody else's or no names, and a wrong name is worse than
    a column that is set aside. Then “name” beside one part alone is told apart."""
    told = {
        name: likeness(column.header, name)
        for name, column in found.columns.items()
        if name in _NAMES and column.header
    }
    weak = (
        {name for name, like in told.items() if like < SURE_NAME}
        if any(like == 1.0 for like in told.values())
        else set()
    )
    kept = (
        replace(found, columns={name: column for name, column in found.columns.items() if name not in weak})
        if weak
        else found
    )
    return _other_part(_other_script(kept))


_SCRIPTS = folded(
    "arabic kurdish english latin original native العربية بالعربية الإنكليزية بالإنكليزية الإنجليزية "
    "بالإنجليزية باللاتينية الكردية بالكردية الأصلي عەرەبی ئینگلیزی کوردی لاتینی"
)
"""Words of a header that say in which script a name stands."""


def _other_script(found: Match) -> Match:
    """The name in another script beside the parts of a name is a second name: the parts together stay the
    first one."""
    columns = found.columns
    whole = columns.get("name")
    if whole is None or "name_other" in columns or "name_other" not in found.template.concepts:
        return found
    if not _SCRIPTS & set(fold(whole.header).split()) or not {"first_name", "last_name"} & set(columns):
        return found
    return _renamed(found, {"name": "name_other"})


def _other_part(found: Match) -> Match:
    """“Nom” beside “prénom” is the family name and “nombre” beside “apellidos” the given one: where one word
    stands under “name” and the part beside it is in none of those words, the two together are the name."""
    columns = found.columns
    parts = [part for part in ("first_name", "last_name") if part in columns]
    if len(parts) != 1 or "name" not in columns or "name_other" in columns:
        return found
    part, missing = parts[0], {"first_name": "last_name", "last_name": "first_name"}[parts[0]]
    if (
        missing not in found.template.concepts
        or fold(columns[part].header) in _TITLES
        or likeness(columns[part].header, part) < 1.0
    ):
        return found
    if columns["name"].share("name") >= 0.5 or _holds(columns["name"], columns[part]):
        return found

    return _renamed(found, {"name": missing})


def _renamed(found: Match, turned: Mapping[str, str]) -> Match:
    """With columns under other meanings."""
    return replace(
        found,
        columns={turned.get(name, name): column for name, column in found.columns.items()},
        fits={turned.get(name, name): fit for name, fit in found.fits.items()},
        by_header=frozenset(turned.get(name, name) for name in found.by_header),
    )


def _holds(whole: Column, part: Column) -> bool:
    """Whether the values of a part stand in those of the whole name."""
    words = {word for value in whole.distinct for word in fold(value).split()}
    looked = [fold(value).split() for value in part.distinct[:200]]
    return bool(looked) and sum(bool(words & set(value)) for value in looked) > 0.3 * len(looked)
