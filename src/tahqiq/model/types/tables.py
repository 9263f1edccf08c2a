"""Tables of codes with names in several languages, and how a name is looked up in them."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from tahqiq.kit.tables import table
from tahqiq.kit.text import tidy_code
from tahqiq.model.types.date_words import fold_word

_SIGNS = re.compile(r"[.'’`\"(),،_-]+")


def load(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    """The YAML table ``model/types/data/<name>.yaml``."""
    return cast("Mapping[str, Mapping[str, list[str]]]", table("tahqiq.model.types", "data", f"{name}.yaml"))


def fold_name(text: str) -> str:
    """A name for looking up: folded letters, no signs, no article in front.

    >>> fold_name("The U.S.A."), fold_name("العراق") == fold_name("عراق")
    ('usa', True)
    """
    words = _SIGNS.sub(" ", fold_word(tidy_code(text)).replace(".", "")).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words)


def index(rows: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Folded name → code. A name that two codes share (سانت مارتن) names neither: it is left out."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for code, names in rows:
        for folded in filter(None, map(fold_name, names)):
            if found.setdefault(folded, code) != code:
                shared.add(folded)
    return {name: code for name, code in found.items() if name not in shared}


@cache
def countries() -> Mapping[str, tuple[str, ...]]:
    """Lower-case code → alpha-3 (or "" for codes beyond ISO) and names in en, ar, ckb, kmr-Arab."""
    table = load("countries")
    rows = {code: tuple(row) for code, row in table["countries"].items()}
    extra = {**table["former"], "iq-kr": table["aliases"]["iq-kr"]}
    for code, names in extra.items():
        arabic = next((name for name in names if not name.isascii()), names[0])
        rows[code] = (
            "",
            names[0],
            arabic,
            names[-1] if code == "iq-kr" else arabic,
            names[-1] if code == "iq-kr" else arabic,
        )
    return rows


@cache
def country_index() -> Mapping[str, str]:
    """Folded name, code or demonym → lower-case country code."""
    table = load("countries")
    rows = [(code, (code, *row)) for code, row in table["countries"].items()]
    return index(
        [
            *rows,
            *table["former"].items(),
            *table["aliases"].items(),
            *((code, (code,)) for code in table["former"]),
        ]
    )


@cache
def languages() -> Mapping[str, tuple[str, ...]]:
    """ISO 639-3 code → ISO 639-1 code or "", names in en, ar, ckb, kmr-Arab ("" or missing where we have
    none), further words."""
    return {code: tuple(cast("list[str]", row)) for code, row in load("languages").items()}


@cache
def language_index() -> Mapping[str, str]:
    """Folded name or code → ISO 639-3 code."""
    return index((code, (code, *row)) for code, row in languages().items())


@cache
def currencies() -> Mapping[str, tuple[str, ...]]:
    """ISO 4217 code → names in en, ar."""
    return {code: tuple(row) for code, row in load("currencies")["currencies"].items()}


@cache
def currency_index() -> Mapping[str, str]:
    """Folded word, name or code → ISO 4217 code; signs such as ``$`` stand as they are."""
    table = load("currencies")
    found = index(
        [*((code, (code, *row)) for code, row in table["currencies"].items()), *table["words"].items()]
    )
    signs = {word: code for code, words in table["words"].items() for word in words if not fold_name(word)}
    return {**found, **signs}


@cache
def governorates() -> Mapping[str, tuple[str, ...]]:
    """ISO 3166-2 code → number on new plates, names in en, ar, ckb, kmr-Arab."""
    return {code: tuple(row) for code, row in load("governorates")["governorates"].items()}


@cache
def governorate_index() -> Mapping[str, str]:
    """Folded name → ISO 3166-2 code of an Iraqi governorate (not the plate numbers)."""
    table = load("governorates")
    return index(
        [
            *((code, (code, *row[1:])) for code, row in table["governorates"].items()),
            *table["aliases"].items(),
        ]
    )


@cache
def towns() -> Mapping[str, tuple[float, float, float, tuple[str, ...]]]:
    """Towns of Iraq and around it: latitude, longitude (WGS 84), radius in metres, names in en, ar, ckb,
    kmr-Arab."""
    rows = cast("Mapping[str, list[float | str]]", load("towns")["towns"])
    return {
        code: (float(row[0]), float(row[1]), float(row[2]), tuple(str(name) for name in row[3:7]))
        for code, row in rows.items()
    }


@cache
def town_index() -> Mapping[str, str]:
    """Folded name → key in :func:`towns`."""
    return index((code, [str(name) for name in row[3:]]) for code, row in load("towns")["towns"].items())


@cache
def governorate_circles() -> Mapping[str, tuple[float, float, float]]:
    """ISO 3166-2 code of an Iraqi governorate → latitude, longitude and radius in metres of a circle of its
    area."""
    rows = cast("Mapping[str, list[float]]", load("towns")["governorates"])
    return {code: (float(row[0]), float(row[1]), float(row[2])) for code, row in rows.items()}


@cache
def country_labels() -> Mapping[str, tuple[float, float]]:
    """Lower-case code of a country around Iraq → latitude and longitude where a map writes its name."""
    rows = cast("Mapping[str, list[float]]", load("towns")["names"])
    return {code: (float(row[0]), float(row[1])) for code, row in rows.items()}


@cache
def towns_named_like_words() -> frozenset[str]:
    """Keys of towns whose names are ordinary words as well (بلد, Hit)."""
    return frozenset(load("towns")["alone"]["towns"])
