"""What a proposal rests on, in the few words by which a queue is filtered: kinds of evidence, and how sure
the weakest pair is."""

from collections.abc import Iterable
from typing import Literal, get_args

from tahqiq.model.pair import Pair, Reason

Evidence = Literal["document", "number", "birth", "mother", "names", "against"]
EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)
"""``document``: an identical document number or plate; ``number``: a common phone, account, vehicle or
holder; ``birth``: the same full birth date; ``mother``: a mother's name that is alike; ``names``: none of
these, so names, place and year only; ``against``: something contradicts."""

Sureness = Literal["sure", "likely", "open"]
SURENESS: tuple[Sureness, ...] = get_args(Sureness)
"""By the probability of the weakest pair that holds a card together: ``sure`` from .999, ``likely`` from .9,
``open`` below."""
SURE, LIKELY = 0.999, 0.9

_DOCUMENTS = frozenset(["documents", "plates"])
_NUMBERS = frozenset(["phones", "accounts", "vehicles", "holders"])
_LIKE = ("same", "near")


def evidence(pairs: Iterable[Pair]) -> frozenset[Evidence]:
    """The kinds of evidence of some pairs together.

    >>> why = (Reason("documents", "same", 12.0), Reason("given", "different", -4.0))
    >>> sorted(evidence([Pair(1, 2, 9.0, 0.998, "review", "person-1", why)]))
    ['against', 'document']
    """
    made: set[Evidence] = set()
    for reason in (reason for pair in pairs for reason in pair.reasons):
        if reason.level.startswith(("different", "veto")):
            made.add("against")
        elif reason.level == "same" and reason.field in _DOCUMENTS:
            made.add("document")
        elif reason.level == "same" and reason.field in _NUMBERS:
            made.add("number")
        elif reason.field == "year" and reason.level == "same-day":
            made.add("birth")
        elif reason.field == "mother" and reason.level.startswith(_LIKE):
            made.add("mother")
    if not made - {"against"}:
        made.add("names")
    return frozenset(made)


def sureness(probability: float) -> Sureness:
    """The word for a probability from 0 to 1.

    >>> sureness(0.9995), sureness(0.95), sureness(0.5)
    ('sure', 'likely', 'open')
    """
    return "sure" if probability >= SURE else "likely" if probability >= LIKELY else "open"


__all__ = ["EVIDENCE", "SURENESS", "Evidence", "Reason", "Sureness", "evidence", "sureness"]
