"""The list of a shift as it is drafted: its lines with why each is examined, what it takes, what whoever
signs should know."""

from tahqiq.desk.answers import problem_views
from tahqiq.desks.cargo.local_model.wording import InFour, in_four, threat_in_words, why_sign
from tahqiq.desks.cargo.selection_lists.candidates import Candidates
from tahqiq.desks.cargo.selection_lists.record import Capacity, SelectionListEntry, ShiftListView, ThreatQuota
from tahqiq.desks.cargo.selection_lists.selection import Selected, Selection, select
from tahqiq.desks.cargo.selection_lists.shift import Shift
from tahqiq.kit.messages import message, wanted


def draft_list(shift: Shift, offered: Candidates) -> ShiftListView:
    """The list of a shift from what was offered."""
    choice = select(shift, offered)
    remarked = _remarks(shift, offered, choice)
    return ShiftListView(
        shift=shift.name,
        seed=shift.seed,
        considered=len(offered.ids),
        lines=[_line(shift, offered, choice, one, place) for place, one in enumerate(choice.opened, 1)],
        hands=[
            Capacity(name=name, minutes=minutes, used=choice.used[name])
            for name, minutes in shift.hands.items()
        ],
        owed=[
            ThreatQuota(threat=threat.name, least=least, opened=opened)
            for threat, (least, opened) in zip(shift.threats, choice.owed, strict=True)
            if least
        ],
        left=[offered.ids[row] for row in choice.left],
        drawn=choice.drawn,
        among=choice.among,
        problems=problem_views(offered.problems),
        remarks=[one[wanted()] for one in remarked],
        remarked=remarked,
    )


def _line(
    shift: Shift, offered: Candidates, choice: Selection, one: Selected, place: int
) -> SelectionListEntry:
    examination, threat = shift.examinations[one.examination], shift.threats[one.threat].name
    chances = {
        named.name: round(float(chance), 6)
        for named, chance in zip(shift.threats, offered.chances[one.row], strict=True)
    }
    known = {
        "chance": f"{100 * chances[threat]:.1f}",
        "least": str(shift.threats[one.threat].least),
        "drawn": str(choice.drawn),
        "among": str(choice.among),
    }
    if one.sign and offered.learned is not None:
        words = why_sign(
            one.why,
            one.sign,
            offered.learned.shown(one.row),
            one.probability,
            offered.learned.memory,
            offered.learned.today,
        )
    else:
        words = in_four(
            lambda locale: (
                message(
                    f"cargo-opened-{one.why}", locale, {**known, "threat": threat_in_words(threat, locale)}
                ).sentence
            )
        )
    return SelectionListEntry(
        place=place,
        id=offered.ids[one.row],
        line=offered.lines[one.row],
        examination=examination.name,
        minutes={hand: minutes for hand, minutes in examination.minutes.items() if minutes},
        why=one.why,
        threat=threat,
        chances=chances,
        expected=round(one.harm, 6),
        probability=round(one.probability, 9),
        sentence=words[wanted()],
        words=words,
        sign=one.sign,
    )


def _remarks(shift: Shift, offered: Candidates, choice: Selection) -> list[InFour]:
    """What whoever signs the list should know."""
    found: list[tuple[str, dict[str, str]]] = [("cargo-only-order", {})]
    if choice.left:
        found.append(
            (
                "cargo-holds-left",
                {
                    "count": str(len(choice.left)),
                    "ids": ", ".join(offered.ids[row] for row in choice.left[:10]),
                },
            )
        )
    for threat, (least, opened) in zip(shift.threats, choice.owed, strict=True):
        if opened < least:
            found.append(
                ("cargo-quota-short", {"threat": threat.name, "least": str(least), "opened": str(opened)})
            )
    if shift.lot is not None and shift.lot.share and not choice.drawn:
        found.append(("cargo-nothing-drawn", {}))
    if choice.gap > 0.001:
        found.append(("cargo-list-gap", {"percent": f"{100 * choice.gap:.1f}"}))
    return [
        in_four(lambda locale, code=code, words=words: message(code, locale, words).sentence)  # type: ignore[misc]
        for code, words in found
    ]
