"""The seals of an exhibit as they are now, and what may not be done while one is whole."""

from tahqiq.desks.lab.examinations.record import Examination
from tahqiq.kit.errors import Conflict, WrongUse


def whole_seals(body: Examination) -> list[str]:
    """The numbers of the seals of the exhibit itself that nobody has opened."""
    return [] if body.held is None else [one.number for one in body.held.seals]


def require_opened(body: Examination) -> None:
    """Raise ``Conflict`` (``lab-sealed``) while a seal is whole: nobody reaches what is in it."""
    if seals := whole_seals(body):
        raise Conflict("lab-sealed", exhibit=body.exhibit, seals=", ".join(seals))


def require_reached(body: Examination) -> None:
    """Raise ``Conflict`` (``lab-sealed``) while the seal under which it came is whole. What was sealed again
    since was reached before that."""
    if body.seal.strip() in whole_seals(body):
        require_opened(body)


def require_reached_again(body: Examination, explanation: str) -> None:
    """As :func:`require_reached`; and raise ``WrongUse`` (``lab-sealed-again``) where it was sealed again
    since and nobody says how it was reached."""
    require_reached(body)
    seals = ", ".join(whole_seals(body))
    if seals and not explanation.strip():
        raise WrongUse("lab-sealed-again", exhibit=body.exhibit, seals=seals).of_field("explanation")
