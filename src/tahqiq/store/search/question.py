"""What a person typed, taken apart. Quotes make an exact phrase; nothing else has a meaning, so there is
nothing to inject."""

import re
from dataclasses import dataclass

from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import fold_digits, tidy
from tahqiq.model.types import property_type
from tahqiq.store.search.terms import CODE_GRAM, compact, words

LONGEST = 500
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»')
_RUN = re.compile(r"\+?\(?[0-9][0-9\s().\-/+]*")
_SHORTEST = 3
_ABROAD = ("00964", "964", "0")


@dataclass(frozen=True, slots=True)
class Question:
    """``text`` as typed, one line; ``phrases`` folded words of each quoted part; ``free`` what stands outside
    quotes; ``words`` its folded words."""

    text: str
    phrases: tuple[tuple[str, ...], ...]
    free: str
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The words of ``free`` that have no digits, as a name to compare with; empty when something is
        quoted."""
        return (
            ""
            if self.phrases
            else " ".join(word for word in self.free.split() if not any(sign.isdigit() for sign in word))
        )

    def codes(self) -> tuple[str, ...]:
        """Compact identifiers that the text may mean, each to be found whole: as typed, as a telephone
        number, as a plate, as a handset (whose check digit says nothing more), its runs of digits.

        >>> "49015420323751" in ask("49-015420-323751-8").codes()
        True
        """
        made: dict[str, None] = {}
        for piece in self._pieces():
            made[compact(piece)] = None
            for kind in ("phone", "plate", "imei"):
                cleaned = property_type(kind).clean(piece).value
                if cleaned:
                    made[compact(property_type(kind).key(cleaned))] = None
        return tuple(code for code in made if code)

    def code_pieces(self) -> tuple[str, ...]:
        """Compact texts of four signs at least that may be part of an identifier; digits also without the
        ways of dialling Iraq.

        >>> ask("0770 123").code_pieces()
        ('0770123', '770123')
        """
        made: dict[str, None] = {}
        for piece in self._pieces():
            code = compact(piece)
            if not any(sign.isdigit() or sign == "@" for sign in piece):
                continue
            made[code] = None
            if code.isdigit():
                made.update({code.removeprefix(start): None for start in _ABROAD if code.startswith(start)})
        return tuple(code for code in made if len(code) >= CODE_GRAM)

    def _pieces(self) -> list[str]:
        whole = fold_digits(
            _QUOTED.sub(lambda found: f" {found[1] or found[2] or found[3] or ''} ", self.text)
        ).strip()
        found = [whole]
        if any(sign.isdigit() for sign in whole):
            found += [run.strip() for run in _RUN.findall(whole)]
            found += (
                [word for word in whole.split() if any(sign.isdigit() for sign in word)]
                if any(sign.isalpha() for sign in whole)
                else []
            )
        return [piece for piece in dict.fromkeys(found) if len(compact(piece)) >= _SHORTEST]


def ask(text: str) -> Question:
    """Take a text apart. Raises ``WrongUse`` (``search-empty``, ``search-too-long``).

    >>> ask('report "red car" Basra').phrases, ask('report "red car" Basra').words
    ((('red', 'car'),), ('report', 'basra'))
    """
    line = tidy(text)
    if len(line) > LONGEST:
        raise WrongUse("search-too-long", limit=LONGEST)
    phrases = tuple(tuple(words("".join(found))) for found in _QUOTED.findall(line))
    free = _QUOTED.sub(" ", line)
    question = Question(line, tuple(filter(None, phrases)), free, tuple(dict.fromkeys(words(free))))
    if not question.phrases and not question.words:
        raise WrongUse("search-empty")
    return question
