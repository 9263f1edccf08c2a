"""What arrives in an exercise: consignments of the invented traffic at one post, and what was found in
them."""

from collections.abc import Callable, Iterable
from random import Random

from tahqiq.casework.clocks import ZONE
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Planted
from tahqiq.desk.exercises.invented import decoys, planted
from tahqiq.desks.cargo.arrivals.operations import ArrivalsRequest, import_paper
from tahqiq.desks.cargo.outcomes.record import OUTCOME
from tahqiq.desks.cargo.synthetic.papers import papers_of
from tahqiq.desks.cargo.synthetic.traffic import Sent, Traffic
from tahqiq.kit import clock
from tahqiq.model.kind import day_of

MISTAKES = (
    "cargo-lot-chance",
    "cargo-list-unsigned",
    "cargo-released-find",
    "cargo-sign-own",
    "cargo-no-such-find",
)
"""What counts as a mistake of procedure where an examination is recorded."""


def arrived(at: ActingDesktop, dice: Random, level: int, post: str) -> list[Sent]:
    """The consignments of today at a post, with their papers imported: some with something hidden, honest
    ones that look so, and ordinary ones."""
    today, traffic = day_of(clock.now()), Traffic(dice.randrange(10**9))
    kinds = ["hidden"] * planted(level) + ["alike"] * decoys(level) + [""] * (4 * level)
    dice.shuffle(kinds)
    sent = [traffic.one(today, post, kind) for kind in kinds]
    for of, name, text in papers_of(sent):
        source = at.bench.collect_made(text.encode(), name, at.bench.deposit(at.home, zone=ZONE)).source
        import_paper(at, ArrivalsRequest(source=source, post=of, day=today.isoformat()), None)
    return sent


def planted_in(sent: Iterable[Sent], says: str, beside: Callable[[Sent], str]) -> list[Planted]:
    """What is hidden in the consignments (``says``), and the honest ones that look so; ``beside``: what each
    is called by beside its number."""
    return [
        Planted(one.number, says if one.hidden else "", f"{one.number}, {beside(one)}", decoy=not one.hidden)
        for one in sent
        if one.hidden or one.alike
    ]


def finds(at: Desktop) -> Iterable[Claim]:
    """In which consignments something was found, and what."""
    for kept in at.records(OUTCOME).find(limit=500).records:
        for one in kept.body.finds:
            yield Claim(kept.body.by, kept.body.consignment, one.what)
