"""What the form of a risk rule is made of: what may be asked, in words, and a rule as lines of that form."""

from typing import Literal

from pydantic import Field

from tahqiq.casework.conditions import All, Among, Compare, Condition, Op, Plain, Some
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.rule_book.trial import as_text
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.risk_rules.language import read_rule, vocabulary
from tahqiq.desks.passengers.risk_rules.operations import BOOK
from tahqiq.jobs.progress import Progress
from tahqiq.kit.messages import wanted

Join = Literal["all", "any"]


class AskableView(Strict):
    """Something that a rule may ask; ``label`` in the language of the answer, ``type`` is what its value is;
    ``weak``: it never decides alone and never speaks for a traveller."""

    name: str
    label: str
    type: str
    weak: bool


class ConditionLine(Strict):
    """A comparison: ``field`` as a rule calls it, with ``values`` as text (several only for ``in``)."""

    field: str
    op: Op | Literal["in"]
    values: list[str]


class ConditionPart(Strict):
    """Comparisons that stand together; of several, one is enough where the whole wants all, and all are
    needed where the whole wants any."""

    lines: list[ConditionLine]


class ConditionForm(Strict):
    """A condition as lines: whether all or any of its ``parts`` are needed."""

    join: Join
    parts: list[ConditionPart]


class RuleBuilderRequest(Strict):
    """Which rule is to be changed."""

    rule: str = Field(default="", max_length=120, description="The rule, by its name; empty for a new one.")


class RuleBuilderView(Strict):
    """What a rule may ask (``fields``) and what it may serve (``offences``, by name). ``when`` and ``unless``
    are those of the rule that was asked for; null where there is none, or where its text says more than the
    form can show."""

    fields: list[AskableView]
    offences: dict[str, str]
    when: ConditionForm | None
    unless: ConditionForm | None


def builder(at: Desktop, asked: RuleBuilderRequest, _progress: Progress | None) -> RuleBuilderView:
    """What the form needs. Raises ``NotFound`` (``no-such-record``)."""
    rule = read_rule(BOOK.named(at, asked.rule).body.text) if asked.rule else None
    return RuleBuilderView(
        fields=[
            AskableView(name=one.name, label=one.label[wanted()], type=one.type, weak=one.weak)
            for one in vocabulary().features.values()
        ],
        offences={name: words[wanted()] for name, words in law().purposes.items() if name != "redress"},
        when=form_of(rule.when) if rule else None,
        unless=form_of(rule.unless) if rule else None,
    )


def form_of(condition: Condition) -> ConditionForm | None:
    """A condition as lines; None where it cannot be shown so: nested deeper, with *not*, counted, or two
    features compared with each other."""
    join: Join = "any" if isinstance(condition, Some) else "all"
    parts = condition.parts if isinstance(condition, All | Some) else (condition,)
    inner = All if join == "any" else Some
    made = []
    for part in parts:
        lines = [_line(one) for one in (part.parts if isinstance(part, inner) else (part,))]
        if not lines or None in lines:
            return None
        made.append(ConditionPart(lines=[one for one in lines if one is not None]))
    return ConditionForm(join=join, parts=made)


def _line(condition: Condition) -> ConditionLine | None:
    op: Op | Literal["in"]
    match condition:
        case Compare(by, left, right) if left.kind == "field" and right.kind == "value":
            op, name, values = by, str(left.value), [right.value]
            plus = left.plus or right.plus
        case Among(operand, several) if operand.kind == "field":
            name, values, plus, op = str(operand.value), list(several), operand.plus, "in"
        case _:
            return None
    return None if plus else ConditionLine(field=name, op=op, values=_texts(values))


def _texts(values: list[Plain]) -> list[str]:
    return [as_text(value) for value in values]


OPERATION = Operation(
    "rules-builder",
    RuleBuilderRequest,
    RuleBuilderView,
    "look",
    "read-case",
    builder,
    lambda _at: RuleBuilderRequest(),
    group="rules",
)
