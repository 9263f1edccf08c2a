"""What has to be done again and again: left out for too long, not left out, or not known."""

from datetime import UTC, datetime, timedelta

import pytest

from tahqiq.casework.rules import FieldInfo, KindFields, Record, World, judge, read_all

TEXT = """rules:
  - id: D-1
    text: {en: Daily, ar: يومياً, ckb: ڕۆژانە, kmr-Arab: رۆژانە}
    source: {law: x, article: "1"}
    jurisdiction: [federal]
    verified: false
    valid: {from: 2020-01-01}
    aim: duty
    about: Spell
    with: {visits: {kind: Visit, match: {person: person}}}
    derived: {left_out: {apart: {of: visits, at: at, from: begins, to: ends, longer-than: 36 hours, where: {eq: [why, daily]}}}}
    must: {eq: [{field: left_out}, false]}
"""  # noqa: E501
KINDS = {
    "Spell": KindFields(
        True, {"person": FieldInfo("text"), "begins": FieldInfo("moment"), "ends": FieldInfo("moment")}
    ),
    "Visit": KindFields(
        True, {"person": FieldInfo("text"), "at": FieldInfo("moment"), "why": FieldInfo("text")}
    ),
}
BEGUN = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "days", "complete", "verdict"),
    [
        ((24, 48), 3, True, "holds"),
        ((36, 60), 3, True, "holds"),
        ((36.1, 60), 3, True, "broken"),
        ((24,), 3, True, "broken"),
        ((), 1, True, "holds"),
        ((), None, True, "broken"),
        ((24, 48), None, True, "broken"),
        ((-5, 24, 48, 400), 3, True, "holds"),
        ((24,), 3, False, "unknown"),
        ((24, 48), 3, False, "holds"),
    ],
)
def test_pauses_from_beginning_to_end_are_counted(
    hours: tuple[float, ...], days: int | None, complete: bool, verdict: str
) -> None:
    ends = (BEGUN + timedelta(days=days)).isoformat() if days else None
    spell = Record(
        "Spell", "s", {"person": "1", "begins": BEGUN.isoformat(), "ends": ends}, BEGUN - timedelta(days=9)
    )
    visits = [
        Record(
            "Visit",
            f"v{at}",
            {"person": "1", "at": (BEGUN + timedelta(hours=at)).isoformat(), "why": "daily"},
            BEGUN - timedelta(days=9),
        )
        for at in hours
    ]
    other = Record(
        "Visit",
        "o",
        {"person": "1", "at": (BEGUN + timedelta(hours=40)).isoformat(), "why": "asked"},
        BEGUN - timedelta(days=9),
    )
    world = World([spell, *visits, other], complete={"Visit"} if complete else ())
    rules = read_all([(TEXT, "x.yaml")], KINDS)
    assert rules.mistakes == ()
    [found] = judge(rules.rules, world, BEGUN + timedelta(days=20), "federal").findings
    assert found.verdict.value == verdict


def test_a_list_that_is_not_beside_is_a_mistake() -> None:
    [mistake] = read_all([(TEXT.replace("of: visits", "of: nothing"), "x.yaml")], KINDS).mistakes
    assert mistake.file == "x.yaml"
