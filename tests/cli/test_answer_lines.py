"""Answers of desks as lines of a terminal."""

from pydantic import BaseModel

from tahqiq.cli.answer_lines import answer_lines


def test_an_answer_with_parts_and_lines_is_shown_below_its_names() -> None:
    class Trial(BaseModel):
        hits: int
        uneven: dict[str, float]

    class Rule(BaseModel):
        name: str
        note: str
        text: str
        tested: Trial | None

    class Rules(BaseModel):
        first: Rule
        rules: list[Rule]
        words: list[str]

    rule = Rule(
        name="courier", note="", text="rule: courier\nbasis: law\n", tested=Trial(hits=2, uneven={"age": 1.5})
    )
    below = ["text:", "  rule: courier", "  basis: law", "tested:", "  hits: 2", "  uneven:", "    age: 1.5"]
    assert answer_lines(
        Rules(first=rule, rules=[rule, rule.model_copy(update={"text": "x", "tested": None})], words=["a"])
    ) == [
        "first:",
        "  name: courier",
        "  note: ",
        *(f"  {line}" for line in below),
        "rules: 2",
        "  name=courier",
        *(f"    {line}" for line in below),
        "  name=courier  text=x",
        "words: 1",
        "  a",
    ]


def test_many_numbers_are_a_drawing_and_moments_stand_by_the_clocks_of_baghdad() -> None:
    class Trace(BaseModel):
        times: list[float]
        few: list[int]
        at: str

    found = answer_lines(
        Trace(times=[float(one) for one in range(2430)], few=[1, 2], at="2026-02-04T08:00:00.5Z")
    )
    assert found == [
        "times: 2430  0.0 … 2429.0",
        "few: 2",
        "  1",
        "  2",
        "at: 4 February 2026, 11:00 (Baghdad time)",
    ]
