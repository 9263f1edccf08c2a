"""Weights and purities of a report: readings, the balance they were read on, and what they come to."""

from collections.abc import Iterator, Sequence

from tahqiq.desks.lab.examinations.counted import standing_purities, standing_weighings
from tahqiq.desks.lab.examinations.record import Draw, Entered, Purity, Weighing
from tahqiq.desks.lab.reports.blocks import Block, Heading, Line, Table
from tahqiq.desks.lab.reports.matter import Matter
from tahqiq.desks.lab.reports.words import Say


def weights(matter: Matter, say: Say) -> Iterator[Block]:
    """The readings of balances that net weights rest on, and the purities: those that count in tables, those
    that were withdrawn or replaced as sentences with their reasons."""
    body = matter.body
    weighings, purities = standing_weighings(body), standing_purities(body)
    if body.weighings:
        yield Heading(say("weights"))
        heads = ("weighed", "gross", "tare", "net", "uncertainty", "balance", "checked")
        rows = [_row(one, say) for one in weighings]
        if rows:
            yield Table([say(name) for name in heads], rows, (1.6, 1.1, 1.1, 1.1, 1.1, 1.6, 2.2))
        yield from withdrawn_lines(body.weighings, matter, say)
    if body.purities:
        yield Heading(say("purities"))
        heads = ("substance", "purity", "uncertainty-pure", "form", "dissolved", "run", "checked")
        rows = [_purity(one, say) for one in purities]
        if rows:
            yield Table([say(name) for name in heads], rows, (1.5, 1.2, 1.1, 1.2, 1.8, 0.8, 2.2))
            yield Line(say("purity-note"))
        yield from withdrawn_lines(body.purities, matter, say)


def withdrawn_lines(
    measured: Sequence[Entered | Weighing | Purity | Draw], matter: Matter, say: Say
) -> Iterator[Block]:
    """A sentence for each result, weight or purity that no longer counts, with its reason."""
    for number, one in enumerate(measured, 1):
        if one.withdrawn is None:
            continue
        yield Line(
            say(
                "replaced" if one.withdrawn.replaced else "withdrawn",
                what=_named(number, one, say),
                when=say.day(one.withdrawn.at),
                who=matter.who(one.withdrawn.by),
                reason=one.withdrawn.reason,
            )
        )


def _named(number: int, one: Entered | Weighing | Purity | Draw, say: Say) -> str:
    """What a sentence calls something that no longer counts; a result by its place in the ledger."""
    if isinstance(one, Weighing):
        return f"{one.what}, \u2066{one.grams or one.gross} g\u2069"
    if isinstance(one, Purity):
        return f"{one.substance}, \u2066{one.percent} % m/m\u2069"
    if isinstance(one, Draw):
        return say("pick", examine=one.examine, units=one.units, picks=say("comma").join(map(str, one.picks)))
    technique, outcome = (say.of(f"desk-lab-value-{name}") for name in (one.technique, one.outcome))
    return f"{number}. {technique}, {one.substance}: {outcome}"


def _row(one: Weighing, say: Say) -> list[str]:
    notes = (say("under-seal") if one.under_seal else "", one.explanation)
    return [
        " · ".join(part for part in (one.what, *notes) if part),
        grams(one.gross, say),
        grams(one.tare, say),
        grams(one.grams, say),
        grams(one.uncertainty, say),
        " · ".join(part for part in (one.balance, one.balance_name) if part)
        + (f" · d = {one.resolution} g" if one.resolution else ""),
        _checked(one.checked, one.reason, say),
    ]


def _purity(one: Purity, say: Say) -> list[str]:
    return [
        one.substance,
        f"{one.percent} % m/m",
        f"{one.uncertainty} %",
        say.of(f"desk-lab-value-{one.form}"),
        f"{one.milligrams} mg · {one.millilitres} mL · {amount(one.amount, one.amount_uncertainty, 'ug/mL')}",
        one.run,
        " · ".join((one.balance, _checked(one.checked, one.reason, say))),
    ]


def _checked(checked: str, reason: str, say: Say) -> str:
    if checked:
        return say.day(checked)
    return " · ".join(part for part in (say("unchecked"), reason) if part)


def grams(value: str, say: Say) -> str:
    """A mass with its unit; what was not read is said so."""
    return f"{value} g" if value else say("not-read")


def amount(value: float, uncertainty: float | None, unit: str) -> str:
    """The amount of a solution with its expanded uncertainty."""
    return f"{value:.4g} {unit}, U = {uncertainty or 0:.2g} {unit} (k = 2)"


def purity_line(one: Purity, say: Say) -> str:
    """A purity as a sentence, with its unit and the form it is calculated as."""
    return say(
        "purity-says",
        substance=one.substance,
        percent=f"\u2066{one.percent} % m/m\u2069",
        form=say.of(f"desk-lab-value-{one.form}"),
        uncertainty=f"\u2066U = {one.uncertainty} %\u2069",
    )
