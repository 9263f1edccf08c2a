"""What a report says: an examination with its history, in one language, as blocks to be set."""

from collections.abc import Iterator

from tahqiq.desks.lab.examinations.counted import standing_purity, standing_results
from tahqiq.desks.lab.examinations.ledger import TECHNIQUES, Standing
from tahqiq.desks.lab.examinations.record import Entered, Examination, Measured
from tahqiq.desks.lab.examinations.required_substances import all_standings
from tahqiq.desks.lab.examinations.substance_names import spoken
from tahqiq.desks.lab.examinations.view import sheet_words
from tahqiq.desks.lab.reports.blocks import Block, Facts, Heading, Line, Table
from tahqiq.desks.lab.reports.matter import Matter, hashes, measured
from tahqiq.desks.lab.reports.measurements import measurements
from tahqiq.desks.lab.reports.seals import seal_facts, whole_now
from tahqiq.desks.lab.reports.weights import amount, purity_line, weights, withdrawn_lines
from tahqiq.desks.lab.reports.words import Say, known, moment_of


def blocks(matter: Matter, say: Say) -> list[Block]:
    """The whole report in order."""
    view = [
        *_head(matter, say),
        *_conclusion(matter, say),
        *_exhibit(matter, say),
        *_ledger(matter, say),
        *measurements(matter, say),
        *_worksheets(matter.body, say),
    ]
    return [
        *view,
        *_profile(matter.body, say),
        *_custody(matter, say),
        *_limits(matter, say),
        *_reviews(matter, say),
        *_hashes(matter, say),
    ]


def _head(matter: Matter, say: Say) -> Iterator[Block]:
    intake, results = matter.body.intake, [one for _, one in standing_results(matter.body)]
    days = sorted(
        (one.measured.acquired or one.at if one.measured is not None else one.at for one in results),
        key=moment_of,
    )
    methods = list(dict.fromkeys(f"{one.method} {one.method_version}" for one in measured(matter.body)))
    methods += [
        say.of(f"desk-lab-value-{name}")
        for name in dict.fromkeys(one.technique for one in results if one.measured is None)
    ]
    came = next(
        (one.happened for name in ("handed", "taken") for one in matter.custody if one.what == name), None
    )
    release = next((one for one in matter.steps if one.name == "administrative"), None)
    missing = say("not-stated")
    yield Facts(
        [
            (say("number"), matter.shown),
            (say("laboratory"), intake.laboratory or missing),
            (say("address"), intake.address or missing),
            (say("place"), intake.place or intake.address or missing),
            (say("customer"), intake.customer or missing),
            (say("request"), intake.request or missing),
            (say("question"), intake.question or missing),
            (say("received"), say.day(came.isoformat()) if came else missing),
            (say("performed"), f"{say.day(days[0])} – {say.day(days[-1])}" if days else missing),
            (say("methods"), " · ".join(methods) or missing),
            (say("issued"), say.day(release.at) if release and matter.released else say("not-issued")),
            (say("signature"), release.by if release and matter.released else say("not-issued")),
        ]
    )


def _conclusion(matter: Matter, say: Say) -> Iterator[Block]:
    yield Heading(say("conclusion"))
    view = all_standings(matter.body)
    for sheet in matter.body.worksheets:
        yield Line(
            (
                f"{say(f'sheet-{sheet.sheet}')}: "
                f"{say.of(f'lab-sheet-says-{sheet.answer}', **sheet_words(sheet))}"
            ),
            strong=True,
        )
    if not view and not matter.body.worksheets:
        yield Line(say("nothing"))
    for one in view:
        if one.holds == "yes":
            yield Line(say("found", substance=spoken(one.substance, say.tag)), strong=True)
            yield from _isomers(matter.body, one, say)
            yield from (
                Line(purity_line(found, say), strong=True)
                for found in [standing_purity(matter.body, one.substance)]
                if found is not None
            )
            for seen in measured(matter.body):
                if seen.amount is not None and _of(matter.body, seen) == one.substance:
                    yield Facts([(say("amount"), amount(seen.amount, seen.uncertainty, seen.unit))])
        elif one.holds == "no":
            yield Line(say("not-found", substance=spoken(one.substance, say.tag)), strong=True)
        else:
            yield Line(
                say(
                    "open",
                    substance=spoken(one.substance, say.tag),
                    wanting=" ".join(matter.wanting[lack] for lack in one.wanting),
                )
            )


def _isomers(body: Examination, one: Standing, say: Say) -> Iterator[Block]:
    telling = [
        (place, body.results[place - 1])
        for place in one.counted
        if TECHNIQUES[body.results[place - 1].technique][0] != "C"
    ]
    for name in dict.fromkeys(name for _, result in telling for name in result.isomers):
        places = [str(place) for place, result in telling if name not in result.isomers]
        yield Line(say("isomers-told", names=name, places=say("comma").join(places)))


def ltr(code: str) -> str:
    """A code within a sentence, which stands from left to right whatever the sentence does."""
    return f"\u2066{code}\u2069"


def _of(body: Examination, seen: Measured) -> str:
    return next(one.substance for one in body.results if one.measured is seen or one.measured == seen)


def _exhibit(matter: Matter, say: Say) -> Iterator[Block]:
    body, intake, missing = matter.body, matter.body.intake, say("not-stated")
    day = say.day(intake.seized_on.isoformat()) if intake.seized_on else ""
    yield Heading(say("exhibit"))
    yield Facts(
        [
            (say("exhibit"), body.exhibit),
            *seal_facts(matter, say),
            (say("appearance"), body.appearance or missing),
            (say("condition"), intake.condition or missing),
            (say("declared"), " · ".join(intake.declared) or say("none")),
            (say("packages"), str(intake.packages) if intake.packages else missing),
            (say("announced"), f"{intake.announced} g" if intake.announced else missing),
            (say("seizure"), intake.seizure or missing),
            (say("seized"), intake.seizing_unit or missing),
            (say("seized-where"), " · ".join(one for one in (intake.seized_at, day) if one) or missing),
            (say("photographs"), " · ".join(intake.photographs) or say("none")),
        ]
    )
    yield Heading(say("sampling"))
    for one in body.picked:
        if one.withdrawn is not None:
            continue
        yield Line(
            say(
                "plan",
                examine=one.examine,
                units=one.units,
                proportion=f"{100 * float(one.proportion):g}",
                confidence=f"{100 * float(one.confidence):g}",
                negatives=one.negatives,
                picks=say("comma").join(map(str, one.picks)),
                seed=ltr(one.seed),
                when=say.day(one.at),
                who=matter.who(one.by),
            )
        )
    if body.plan is None:
        yield Line(say("no-plan"))
    yield from withdrawn_lines(body.picked, matter, say)
    yield from weights(matter, say)


def _ledger(matter: Matter, say: Say) -> Iterator[Block]:
    body = matter.body
    if not body.results:
        return
    yield Heading(say("ledger"))
    heads = [
        say(name)
        for name in (
            "place-no",
            "technique",
            "category",
            "substance",
            "outcome",
            "reference",
            "sampling-no",
            "when-by",
            "isomers",
        )
    ]
    rows = [_ledger_row(place, one, matter, say) for place, one in standing_results(body)]
    if rows:
        yield Table(heads, rows, (0.6, 2, 1, 2.3, 1.3, 1.7, 1.1, 2, 2))
    yield from withdrawn_lines(body.results, matter, say)


def _ledger_row(place: int, one: Entered, matter: Matter, say: Say) -> list[str]:
    outcome = say.of(f"desk-lab-value-{one.outcome}") + (f" ({_remark(one, say)})" if one.note else "")
    substance = f"{one.substance} ({say('unlisted')})" if one.unlisted else one.substance
    reference = say("library-only") if one.basis == "library" else one.reference
    return [
        str(place),
        say.of(f"desk-lab-value-{one.technique}"),
        TECHNIQUES[one.technique][0],
        substance,
        outcome,
        reference,
        str(one.sampling),
        " · ".join(part for part in (say.day(one.at) if one.at else "", matter.who(one.by)) if part),
        " · ".join(one.isomers),
    ]


def _remark(one: Entered, say: Say) -> str:
    """The remark of a result; of one that was taken up from a run, the criteria that were not met in
    words."""
    failed = one.note.split(", ")
    return (
        say("comma").join(say(f"failed-{name}") for name in failed)
        if one.measured is not None and {f"failed-{name}" for name in failed} <= known()
        else one.note
    )


def _worksheets(body: Examination, say: Say) -> Iterator[Block]:
    for one in body.worksheets:
        yield Heading(say(f"sheet-{one.sheet}"))
        substrate = one.substrate.removeprefix("- ") if one.substrate else say("none")
        rows = [(say("run"), one.run), (say("blank"), one.blank)]
        rows += (
            [(say("substrate"), (f"{say('none')}: " if one.substrate.startswith("-") else "") + substrate)]
            if one.sheet == "fire"
            else []
        )
        rows += [(say("weathering"), f"{one.weathering:g}")] if one.weathering is not None else []
        yield Facts(rows)
        if one.requirements:
            held = [
                [say(f"needs-{name}"), say("holds-yes" if holds else "holds-no")]
                for name, holds in one.requirements
            ]
            yield Table([say("requirement"), say("outcome")], held, (4, 1))
        if one.profiles:
            shares = [[say(f"family-{name}"), f"{100 * share:.2f} %"] for name, share in one.profiles.items()]
            yield Table([say("family"), say("share")], shares, (4, 1))
        for code in one.limits:
            yield Line(say.of(code))


def _profile(body: Examination, say: Say) -> Iterator[Block]:
    if not body.profile:
        return
    yield Heading(say("profile"))
    rows = [
        [
            one.name or say("unnamed"),
            f"{one.time / 60:.3f}",
            f"{100 * one.share:.2f} %",
            " ".join(map(str, one.ions)),
        ]
        for one in body.profile[:20]
    ]
    yield Table([say("substance"), say("retention"), say("share"), say("ions")], rows, (2, 1.2, 1, 3))
    yield Line(say("profile-note"))


def _custody(matter: Matter, say: Say) -> Iterator[Block]:
    yield Heading(say("custody"))
    rows = [
        [
            say.of(f"desk-lab-value-{one.what}"),
            say.day(one.happened.isoformat()),
            matter.who(one.by),
            matter.who(one.taker),
            " · ".join(part for part in (one.seal, one.amount, *one.parts) if part),
            say.translated(one.why, "lab-handed-why", "lab-came-why", "lab-unseen-why"),
        ]
        for one in matter.custody
    ]
    if rows:
        yield Table(
            [say(name) for name in ("done", "when", "holder", "taker", "detail", "note")],
            rows,
            (1, 1.6, 1.3, 1.3, 1.3, 1.6),
        )
    held = matter.body.held
    yield Facts(
        [
            (say("holder-now"), matter.who(held.holder) if held is not None and held.holder else say("none")),
            (say("seals-now"), whole_now(matter, say)),
        ]
    )


def _limits(matter: Matter, say: Say) -> Iterator[Block]:
    intake = matter.body.intake
    yield Heading(say("limits"))
    for name in ("limit-forms", "limit-library", "limit-items", "limit-times", "limit-copy"):
        yield Line(say(name))
    yield Facts(
        [
            (say("not-examined"), intake.not_examined or say("not-stated")),
            (say("deviations"), say.none_or(intake.deviations)),
            (say("external"), say.none_or(intake.external)),
        ]
    )


def _reviews(matter: Matter, say: Say) -> Iterator[Block]:
    yield Heading(say("reviews"))
    if matter.steps:
        yield Facts(
            [
                (one.label, " · ".join(part for part in (say.day(one.at), one.by, one.why) if part))
                for one in matter.steps
            ]
        )
    else:
        yield Line(say("no-reviews"))
    for version in matter.versions:
        yield Line(
            say(
                "versions",
                version=version.version,
                when=say.day(version.at),
                who=version.by,
                what=say("comma").join(say.of(f"desk-lab-field-{name}") for name in version.changed) or "–",
            )
        )


def _hashes(matter: Matter, say: Say) -> Iterator[Block]:
    yield Heading(say("hashes"))
    yield Facts(
        [
            (say("content"), matter.digest),
            *((f"{say(name)} {more}".strip(), value) for name, more, value in hashes(matter.body)),
        ]
    )
    yield Line(say("sealed", key=ltr(matter.key)))
