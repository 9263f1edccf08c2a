"""The seals of an exhibit in its report: as custody has them, never whole where somebody reached what was in
it."""

from collections.abc import Iterator

from tahqiq.casework.custody import Seal
from tahqiq.desk.custody import chain
from tahqiq.desks.lab.examinations.counted import net_weights, standing_purities, standing_results
from tahqiq.desks.lab.examinations.ledger import THROUGH_PACKAGE
from tahqiq.desks.lab.examinations.record import Examination
from tahqiq.desks.lab.reports.matter import Matter
from tahqiq.desks.lab.reports.words import Say


def seal_facts(matter: Matter, say: Say) -> Iterator[tuple[str, str]]:
    """The seal under which the exhibit came, and those put on since: each as it is now."""
    came = matter.body.seal.strip()
    there = _seals(matter)
    first = next((one for one in there if one.number == came), None)
    yield say("seal"), _now(matter, first, say) if first is not None else came or say("not-stated")
    later = [_now(matter, one, say) for one in there if one.number != came]
    if later:
        yield say("seals-later"), say("comma").join(later)


def whole_now(matter: Matter, say: Say) -> str:
    """The seals that are whole now."""
    whole = [_now(matter, one, say) for one in _seals(matter) if one.whole]
    return say("comma").join(whole) or say("none")


def _seals(matter: Matter) -> list[Seal]:
    if not matter.custody:
        return []
    own = chain(matter.custody).exhibits.get(matter.body.exhibit)
    return list(own.seals) if own is not None else []


def _now(matter: Matter, seal: Seal, say: Say) -> str:
    if seal.broken_at is not None:
        when = say.day(seal.broken_at.isoformat())
        return say("seal-opened", seal=seal.number, when=when, who=matter.who(seal.broken_by))
    reached = seal.number == matter.body.seal.strip() and _reached(matter.body)
    return say("seal-unrecorded" if reached else "seal-whole", seal=seal.number)


def _reached(body: Examination) -> bool:
    """Whether something was measured for which the exhibit had to be opened."""
    through = (one.technique in THROUGH_PACKAGE for _, one in standing_results(body))
    return bool(net_weights(body) or standing_purities(body) or body.worksheets) or not all(through)
