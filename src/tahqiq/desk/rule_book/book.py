"""The rules of a desk as records: written down, tried on the past, approved by a second person, in use until
their last day."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk.answers import Strict
from tahqiq.desk.desktop import ActingDesktop, Desktop
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.operation import ARGUMENT, PERSON, WRITTEN, NoQuestion, Operation
from tahqiq.desk.rule_book.trial import WrittenRule
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import Kind, day_of

MOST = 500
LONGEST = 20_000


class NewRule(Strict):
    """A rule, as text."""

    text: Annotated[str, WRITTEN] = Field(
        min_length=10,
        max_length=LONGEST,
        description="The rule in YAML, as the how-to on the rules of this desk says.",
    )


class NamedRule(Strict):
    """A rule of the desk, or one that is still being written."""

    rule: Annotated[str, ARGUMENT, WRITTEN] = Field(
        max_length=LONGEST,
        description=(
            "The rule, by its name or the id of its record; or a rule in YAML, which is tried and not saved."
        ),
    )


class RuleBody(Strict):
    """A rule as somebody wrote it. A desk adds its title, what else its rules say, and ``tested``: the trial
    of this very text, without which nobody can approve it."""

    name: str
    text: str = Field(max_length=LONGEST)
    basis: str
    author: Annotated[str, PERSON]
    until: date
    since: date | None = Field(default=None, description="Its first day; null: that of its approval.")

    def covers(self, day: date) -> bool:
        """Whether a day lies between its first and its last."""
        return (self.since is None or self.since <= day) and day <= self.until


class RuleState(Strict):
    """A rule and its state: draft, asked, active, suspended or ended; ``in_use`` while it is active and not
    over and has begun. A desk adds what its rules say besides."""

    id: str
    version: int
    name: str
    basis: str
    until: date
    since: date | None
    state: str
    in_use: bool
    text: str


R = TypeVar("R", bound=WrittenRule)
B = TypeVar("B", bound=RuleBody)
V = TypeVar("V", bound=RuleState)
L = TypeVar("L", bound=BaseModel)
A = TypeVar("A", NewRule, NamedRule)


def rule_body(body: type[B], rule: WrittenRule, text: str, author: str) -> B:
    """What is saved of a rule that ``author`` wrote as ``text``: every field that the rule has, too."""
    read = {name: getattr(rule, name) for name in body.model_fields if hasattr(rule, name)}
    return body.model_validate({**read, "text": text, "author": author})


@dataclass(frozen=True, slots=True)
class RuleBook(Generic[R, B, V, L]):
    """The rules of a desk: ``read`` reads a text (``example`` is one), ``trial`` tries a rule on everything
    that is stored (given the id of its record, "" where it has none), ``title`` says what a rule is called in
    the language of whoever asks; ``view`` and ``views`` are the answers."""

    kind: Kind[B]
    read: Callable[[str], R]
    trial: Callable[[Desktop, R, str], BaseModel]
    title: Callable[[B], str]
    view: type[V]
    views: type[L]
    example: str

    def add(self, at: ActingDesktop, asked: NewRule, _progress: Progress | None) -> V:
        """Write a rule down; one of the same name gets a further version, and must be tried and approved
        again. Raises what is wrong with it, by line and key."""
        body = rule_body(self.kind.body, self.read(asked.text), asked.text, at.actor.id)
        found = at.records(self.kind).find({"name": body.name}, limit=1).records
        identity, version = (found[0].id, found[0].version) if found else ("", 0)
        return self._view_of(at, at.records(self.kind).save(body, "", identity, version))

    def test(self, at: ActingDesktop, asked: NamedRule, _progress: Progress | None) -> V:
        """Try a rule on everything that is stored, and save the trial beside it; a text is only tried."""
        if "\n" in asked.rule.strip():
            rule = self.read(asked.rule)
            body = rule_body(self.kind.body, rule, asked.rule, at.actor.id)
            return self._view(_tested(body, self.trial(at, rule, "")), "", 0, "")
        saved = self.named(at, asked.rule)
        made = _tested(saved.body, self.trial(at, self.read(saved.body.text), saved.id))
        if Lives(at, self.kind).of(saved).standing.state == "active":
            return self._view_of(at, replace(saved, body=made))  # what was approved stays as it is
        return self._view_of(at, at.records(self.kind).save(made, "", saved.id, saved.version))

    def show(self, at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> L:
        """Every rule, by name."""
        return self.views.model_validate({"rules": [self._view_of(at, one) for one in self._all(at)]})

    def active(self, at: Desktop) -> list[tuple[RecordVersion[B], R]]:
        """The rules in use today."""
        found, today = self._all(at), day_of(clock.now())
        states = Lives(at, self.kind).states(found)
        return [
            (one, self.read(one.body.text))
            for one in found
            if states[one.id][1].state == "active" and one.body.covers(today)
        ]

    def named(self, at: Desktop, name: str) -> RecordVersion[B]:
        """A rule by its name or id. Raises ``NotFound`` (``no-such-record``)."""
        for one in self._all(at):
            if name in (one.id, one.body.name):
                return one
        raise NotFound("no-such-record", id=name[:40])

    def operations(self) -> tuple[Operation[Any, Any], ...]:
        """Adding, trying and showing rules."""
        new = NewRule(text=self.example)
        return (
            _operation("rules-add", NewRule, self.view, self.add, lambda _at: new),
            _operation("rules-test", NamedRule, self.view, self.test, self._example),
            Operation(
                "rules-list",
                NoQuestion,
                self.views,
                "look",
                "read-case",
                self.show,
                lambda _at: NoQuestion(),
                group="rules",
            ),
        )

    def _all(self, at: Desktop) -> tuple[RecordVersion[B], ...]:
        return tuple(at.records(self.kind).find(order="name", limit=MOST).records)

    def _view_of(self, at: Desktop, saved: RecordVersion[B]) -> V:
        state = Lives(at, self.kind).states([saved])[saved.id][1].state
        return self._view(saved.body, saved.id, saved.version, state)

    def _view(self, body: B, identity: str, version: int, state: str) -> V:
        fields = body.__dict__
        return self.view.model_validate(
            {
                **{name: fields[name] for name in self.view.model_fields if name in fields},
                "title": self.title(body),
                "id": identity,
                "version": version,
                "state": state,
                "in_use": state == "active" and body.covers(day_of(clock.now())),
            }
        )

    def _example(self, at: ActingDesktop) -> NamedRule:
        return NamedRule(rule=self.add(at, NewRule(text=self.example), None).name)


def _operation(
    name: str,
    asks: type[A],
    answers: type[V],
    run: Callable[[ActingDesktop, A, Progress | None], V],
    example: Callable[[ActingDesktop], A],
) -> Operation[A, V]:
    return Operation(name, asks, answers, "act", "write-case", run, example, group="rules")


def _tested(body: B, trial: BaseModel) -> B:
    return body.model_copy(update={"tested": trial})
