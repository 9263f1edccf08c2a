"""Rules that are refused, each with file and line; the others of the file are read."""

from pathlib import Path

import pytest

from tahqiq.casework.rules import load, read_all
from tahqiq.kit.declarations import yaml_files
from tahqiq.kit.messages import LOCALES
from tahqiq.kit.yaml_nodes import Mistake
from tests.casework.rules.told import ALONE, HEAD, KINDS, SEEN


def rule(body: str, head: str = HEAD, about: str = "Prisoner", aim: str = "duty") -> str:
    return f"rules:\n  - id: X{head}    aim: {aim}\n    about: {about}\n{body}\n"


def mistake(text: str) -> Mistake:
    found = read_all([(text, "x.yaml")], KINDS)
    assert len(found.mistakes) == 1, [str(one) for one in found.mistakes]
    return found.mistakes[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (rule("    must: {eq: [faith, x]}"), "rule-field-closed"),
        (rule("    must: {exists: illness}"), "rule-field-closed"),
        (rule("    must: {in: [surname, [a, b]]}"), "rule-field-closed"),
        (rule("    must: {exists: tribal_name}"), "rule-field-closed"),
        (rule("    when: {exists: faith}\n    must: {exists: number}"), "rule-field-closed"),
        (
            rule(
                "    with: {v: {kind: HealthVisit, match: {person: faith}}}\n    must: {count: {of: "
                "v, ge: 1}}"
            ),
            "rule-field-closed",
        ),
        (rule("    must: {count: {of: family, where: {exists: creed}, ge: 1}}"), "rule-field-closed"),
        (rule("    must: {count: {of: family, where: {exists: creeed}, ge: 1}}"), "rule-field-unknown"),
        (rule("    must: {count: {of: languages, where: {exists: creed}, ge: 1}}"), "rule-field-unknown"),
        (
            rule("    must: {some: {of: family, where: {lt: [born, 2000-01-01]}}}", aim="attention"),
            "rule-alone",
        ),
        (rule("    must: {eq: [sex, male]}", aim="attention"), "rule-alone"),
        (
            rule(
                "    must: {all: [{eq: [sex, male]}, {lt: [born, 2000-01-01]}, {eq: [nationality, x]}]}",
                aim="attention",
            ),
            "rule-alone",
        ),
        (rule("    must: {exists: number}\n    score: 3"), "rule-scores"),
        (rule("    must: {exists: number}\n    level: high"), "rule-scores"),
        (rule("    must: {exists: number}\n    weight: 3", aim="attention"), "rule-scores"),
        (rule("    must: {eq: [empty, true]}\n    weight: 3", about="Box"), "rule-scores"),
        (rule("    must: {exists: nothing}"), "rule-field-unknown"),
        (rule("    must: {count: {of: number, ge: 1}}"), "rule-no-list"),
        (rule("    must: {eq: [sex, mael]}"), "rule-value-unlike"),
        (rule("    must: {gt: [number, 3]}"), "rule-value-unlike"),
        (rule("    must: {lt: [admitted, soon]}"), "condition-no-order"),
        (rule("    must: {eq: [injuries_asked, yes]}"), "rule-value-unlike"),
        (rule("    must: {ge: [mass, heavy]}", about="Box"), "condition-no-order"),
        (rule("    must: {lt: [admitted, {field: number}]}"), "rule-compares-unlike"),
        (rule("    must: {exists: number}", about="Horse"), "declared-not-one-of"),
        (rule("    must: {exists: number}\n    wieght: 1"), "declared-unknown-key"),
        (rule("    dated: number\n    must: {exists: number}"), "rule-not-a-time"),
        (
            rule(
                "    derived: {d: {until: {from: number, period: 1 day, convention: "
                "after-the-day}}}\n    must: {exists: d}"
            ),
            "rule-not-a-time",
        ),
        (
            rule(
                "    derived: {d: {until: {from: admitted, period: a day, convention: "
                "after-the-day}}}\n    must: {exists: d}"
            ),
            "rule-no-period",
        ),
        (
            rule(
                "    derived: {sex: {until: {from: admitted, period: 1 day, convention: "
                "after-the-day}}}\n    must: {exists: sex}"
            ),
            "rule-name-taken",
        ),
        (rule("    derived: {d: {}}\n    must: {exists: d}"), "rule-derived-one"),
        (ALONE.replace("15 days", "2 months"), "rule-no-length"),
        (SEEN.replace("2015-12-17", "17/12/2015"), "rule-no-day"),
        (SEEN.replace("{from: 2015-12-17}", "{from: 2015-12-17, to: 2015-12-16}"), "rule-valid-backwards"),
        (SEEN.replace("[federal, kurdistan-region]", "[mars]"), "declared-not-one-of"),
        (SEEN.replace("[Rule, قاعدة, ڕێسا, رێسا]", "[Rule, قاعدة, ڕێسا]"), "declared-language-missing"),
        (SEEN.replace("verified: false", "verified: perhaps"), "declared-not-flag"),
        (SEEN.replace("id: SEEN", "id: S EEN"), "declared-not-name"),
    ],
)
def test_what_no_rule_may_be(text: str, code: str) -> None:
    found = mistake(text)
    assert found.code == code
    assert found.file == "x.yaml"
    assert found.line > 1
    for locale in LOCALES:
        said = found.say(locale)
        assert "{" not in said.sentence + said.next_step
        assert "x.yaml" in said.sentence


@pytest.mark.parametrize(
    "text",
    [
        rule("    must: {eq: [sex, female]}"),  # a duty may look at sex alone: women and men apart
        rule("    must: {all: [{eq: [sex, female]}, {exists: number}]}", aim="attention"),
        rule("    must: {eq: [empty, true]}\n    weight: 2.5", about="Box", aim="attention"),
        rule("    must: {count: {of: languages, where: {eq: [item, ar]}, ge: 1}}"),
        rule("    must: {count: {of: family, where: {lt: [born, 2000-01-01]}, ge: 1}}"),
        rule("    must: {lt: [admitted, {now: true, plus: {days: 1}}]}"),
        SEEN,
        ALONE,
    ],
)
def test_what_a_rule_may_be(text: str) -> None:
    found = read_all([(text, "x.yaml")], KINDS)
    assert not found.mistakes, [str(one) for one in found.mistakes]


def two(first: str, second: str, places: str = "[federal, kurdistan-region]") -> str:
    one = rule("    must: {exists: number}")
    other = (
        rule("    must: {exists: sex}").replace("rules:\n", "").replace("[federal, kurdistan-region]", places)
    )
    return one.replace("{from: 2015-12-17}", first) + other.replace("{from: 2015-12-17}", second)


@pytest.mark.parametrize(
    ("text", "overlap"),
    [
        (two("{from: 2015-01-01}", "{from: 2020-01-01}"), True),
        (two("{from: 2015-01-01, to: 2020-01-01}", "{from: 2020-01-01}"), True),
        (two("{from: 2015-01-01, to: 2019-12-31}", "{from: 2020-01-01}"), False),
        (two("{from: 2020-01-01}", "{from: 2015-01-01, to: 2019-12-31}"), False),
        (two("{from: 2020-01-01, to: 2020-12-31}", "{from: 2015-01-01}"), True),
        (two("{from: 2015-01-01}", "{from: 2020-01-01}", "federal"), True),
        (
            two("{from: 2015-01-01}", "{from: 2020-01-01}", "kurdistan-region").replace(
                "[federal, kurdistan-region]", "federal"
            ),
            False,
        ),
    ],
)
def test_versions_do_not_overlap(text: str, overlap: bool) -> None:
    found = read_all([(text, "x.yaml")], KINDS)
    assert [one.code for one in found.mistakes] == (["rule-versions-overlap"] if overlap else [])
    assert len(found.rules) == (1 if overlap else 2)
    if overlap:
        assert found.mistakes[0].line == text[: text.rindex("- id: X")].count("\n") + 1
        assert "x.yaml:2" in str(found.mistakes[0])


def test_versions_in_two_files_are_held_against_each_other() -> None:
    found = read_all([(SEEN, "a.yaml"), (SEEN, "b.yaml")], KINDS)
    assert [(one.code, one.file) for one in found.mistakes] == [("rule-versions-overlap", "b.yaml")]


def test_a_version_about_something_else_is_another_rule() -> None:
    text = two("{from: 2015-01-01, to: 2019-12-31}", "{from: 2020-01-01}")
    head, _, tail = text.rpartition("about: Prisoner")
    assert (
        mistake(head + "about: Stay" + tail.replace("exists: sex", "exists: since")).code
        == "rule-version-other"
    )


def test_a_mistake_leaves_the_other_rules_and_files() -> None:
    broken = rule("    must: {exists: nothing}") + rule("    must: {exists: number}").replace(
        "rules:\n", ""
    ).replace("id: X", "id: Y")
    found = read_all([(broken, "a.yaml"), ("rules: [", "b.yaml"), (SEEN, "c.yaml")], KINDS)
    assert [one.id for one in found.rules] == ["Y", "SEEN"]
    assert [(one.code, one.file) for one in found.mistakes] == [
        ("rule-field-unknown", "a.yaml"),
        ("declared-not-yaml", "b.yaml"),
    ]


def test_a_folder_is_loaded_or_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SEEN, "utf-8")
    (tmp_path / "b.yaml").write_text(ALONE, "utf-8")
    (tmp_path / "notes.txt").write_text("no rules", "utf-8")
    assert [one.id for one in load(yaml_files(tmp_path), KINDS)] == ["SEEN", "SOLITARY"]
    (tmp_path / "c.yaml").write_text(rule("    must: {exists: faith}"), "utf-8")
    with pytest.raises(Mistake, match="no rule may read faith"):
        load(yaml_files(tmp_path), KINDS)
