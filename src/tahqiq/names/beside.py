"""What stands beside a name in a list, birth date, sex and mother's name, and what it makes of a name's
score.

Only a help for ordering: names repeat, and so do birthdays. The weights were chosen by hand so that one such
sign moves a hit past others whose names are nearly as like, and none makes unlike names like.
"""

from dataclasses import dataclass

from tahqiq.names.score import score
from tahqiq.names.threshold import is_likely

_DEFAULT_DAYS = ("-01-01", "-07-01")
_DAY, _YEAR, _MOTHER = 0.4, 0.8, 0.5
"""What is left of what a score lacks to 1 when the day, only the year, or the mother's name agrees."""
_OTHER_YEAR, _OTHER_SEX, _OTHER_MOTHER = 0.75, 0.6, 0.75
"""What is left of a score when the years are more than two apart, the sexes differ, or the mothers' names are
two."""
_YEARS_APART, _UNLIKE = 2, 0.5


@dataclass(frozen=True, slots=True)
class Traits:
    """``born`` is a year, month or day in ISO form, ``sex`` ``male`` or ``female``, ``mother`` a name; each
    "" where nothing is known."""

    born: str = ""
    sex: str = ""
    mother: str = ""


def beside(found: float, one: Traits, two: Traits) -> tuple[float, tuple[str, ...]]:
    """The score of two names with what stands beside them, 0 to 1, and what agreed or contradicted: ``born``,
    ``year``, ``mother``, ``other-year``, ``other-sex``, ``other-mother``. What one of them lacks says
    nothing; a birth on 1 January or 1 July is only its year.

    >>> beside(0.8, Traits("1980-05-03"), Traits("1980-05-03")), beside(0.8, Traits(sex="male"), Traits())
    ((0.92, ('born',)), (0.8, ()))
    """
    said: list[str] = []
    if one.born and two.born:
        said += _births(one.born, two.born)
    if one.sex and two.sex and one.sex != two.sex:
        said.append("other-sex")
    if one.mother and two.mother:
        alike = score(one.mother, two.mother)
        if is_likely(one.mother, two.mother, alike):
            said.append("mother")
        elif alike < _UNLIKE:
            said.append("other-mother")
    for sign in said:
        found = 1.0 - (1.0 - found) * _LACKS[sign] if sign in _LACKS else found * _LEFT[sign]
    return round(found, 12), tuple(said)


_LACKS = {"born": _DAY, "year": _YEAR, "mother": _MOTHER}
_LEFT = {"other-year": _OTHER_YEAR, "other-sex": _OTHER_SEX, "other-mother": _OTHER_MOTHER}
_WHOLE_DAY = 10


def _births(one: str, two: str) -> list[str]:
    days = [born for born in (one, two) if len(born) >= _WHOLE_DAY and not born.endswith(_DEFAULT_DAYS)]
    if len(days) > 1 and days[0][:_WHOLE_DAY] == days[1][:_WHOLE_DAY]:
        return ["born"]
    if one[:4] == two[:4]:
        return ["year"] if len(days) < 2 else []
    years = [int(born[:4]) for born in (one, two) if born[:4].isdigit()]
    return ["other-year"] if len(years) > 1 and abs(years[0] - years[1]) > _YEARS_APART else []


__all__ = ["Traits", "beside"]
