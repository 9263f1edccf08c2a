"""A run that cannot be taken apart is refused with the reason and the scan at which what is wrong with it
begins."""

from collections.abc import Sequence

from tahqiq.desks.lab.signal.grid import Ions, ions_of
from tahqiq.desks.lab.spectrum import Run
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import wanted
from tahqiq.model.problem import Problem


def ions_or_why(name: str, run: Run | None, problems: Sequence[Problem]) -> Ions:
    """The grid of the run of a file; ``problems`` are what reading it found. Raises ``WrongUse``
    (``lab-run-refused``): there is no run, its scans have no times, or it is too short."""
    if run is None:
        raise WrongUse("lab-run-refused", name=name, why=why(problems))
    try:
        return ions_of(run)
    except WrongUse as error:
        raise WrongUse(
            "lab-run-refused", name=name, why=f"{error.say(wanted()).sentence} {why(problems, '')}".strip()
        ) from None


def why(problems: Sequence[Problem], nothing: str = "-") -> str:
    """What was found in a file, each with its place, in the language asked for; ``nothing`` where nothing
    was."""
    return (
        " ".join(
            f"{place}: {words}" if (place := one.place.in_words(wanted(), "lab-place-scan")) else words
            for one in problems
            if (words := one.say(wanted()).sentence)
        )
        or nothing
    )
