"""Whatever anybody tries in whatever order: no state without its guards, no approval that outlives its
content, nobody approves their own."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tahqiq.casework.flows.history import Act, Matter, Person, begin, standing
from tahqiq.casework.flows.kept import dump, load
from tahqiq.casework.flows.steps import apply
from tahqiq.kit.errors import TahqiqError
from tahqiq.kit.ids import sha256

from .people import ALL_RANKS, FLOW, START, TRAINED, WHOLE

NAMES = ("ali", "sara", "omar")
people = st.builds(
    Person,
    st.sampled_from(NAMES),
    st.frozensets(st.sampled_from(sorted(ALL_RANKS))),
    st.sampled_from([(), (TRAINED,)]),
)
records = st.sampled_from([WHOLE, {}, WHOLE | {"ends": "2020-01-01"}])


REACHED: set[str] = set()


class Anybody(RuleBasedStateMachine):
    """A record that anybody edits and acts upon with any roles."""

    def __init__(self) -> None:
        super().__init__()
        self.history = begin(FLOW, "r")
        self.text, self.record = "0", dict[str, object](WHOLE)
        self.authors: frozenset[str] = frozenset({"ali"})
        self.subjects: frozenset[str] = frozenset()
        self.ever: dict[str, frozenset[str]] = {}
        self.records: dict[str, dict[str, object]] = {}
        self.clock = START

    def matter(self) -> Matter:
        told = f"{self.text} {sorted(self.record.items())}"
        digest = sha256(told.encode())
        self.records[digest] = self.record
        return Matter(digest, self.record, self.authors, self.subjects)

    @rule(
        name=st.sampled_from(NAMES),
        text=st.sampled_from("0123"),
        record=records,
        subjects=st.frozensets(st.sampled_from(NAMES), max_size=1),
    )
    def edit(self, name: str, text: str, record: dict[str, object], subjects: frozenset[str]) -> None:
        self.text, self.record, self.subjects = text, record, subjects
        self.authors |= {name}

    @rule()
    def forget_authors(self) -> None:
        self.authors = frozenset({"omar"})

    @rule(name=st.sampled_from(NAMES), hours=st.integers(0, 40))
    @precondition(lambda self: len(self.history.steps) < 12)
    def go_on(self, name: str, hours: int) -> None:
        """Somebody with every rank tries what comes next, so that the far states are reached too."""
        state = standing(FLOW, self.history, self.matter().sha256).state
        following = {"draft": "submit", "submitted": "grant", "granted": "confirm"}.get(state, "cancel")
        self.attempt(Person(name, ALL_RANKS, (TRAINED,)), following, "why", hours)

    @rule(
        person=people,
        transition=st.sampled_from(sorted(FLOW.transitions)),
        reason=st.sampled_from(["", "why"]),
        hours=st.integers(0, 300),
    )
    @precondition(lambda self: len(self.history.steps) < 12)
    def try_it(self, person: Person, transition: str, reason: str, hours: int) -> None:
        self.attempt(person, transition, reason, hours)

    def attempt(self, person: Person, transition: str, reason: str, hours: int) -> None:
        self.clock += timedelta(hours=hours)
        what = self.matter()
        before = standing(FLOW, self.history, what.sha256)
        earlier = self.history
        try:
            self.history = apply(FLOW, self.history, Act(transition, person, what, self.clock, reason))
        except TahqiqError:
            return
        REACHED.add(self.history.steps[-1].to)
        done, asked = self.history.steps[-1], FLOW.transitions[transition]
        assert before.state in asked.origins
        assert asked.who.roles & person.roles
        assert not asked.reason or reason
        assert not asked.who.certificate or TRAINED.valid(self.clock)
        if transition == "submit":
            assert what.record == WHOLE
        if asked.approves:
            assert person.id not in what.authors | what.subjects
            assert all(person.id not in step.authors for step in earlier.steps)
            request = next(step for step in reversed(earlier.steps) if step.transition == "submit")
            assert request.by != person.id
            assert request.sha256 == what.sha256 == done.sha256

    @invariant()
    def approved_means_these_bytes(self) -> None:
        now = self.matter().sha256
        state = standing(FLOW, self.history, now).state
        if state in ("granted", "confirmed"):
            granting = [step for step in self.history.steps if step.transition in ("grant", "confirm")]
            assert granting[-1].sha256 == now
        if state == "confirmed":
            assert granting[-1].by != granting[-2].by

    @invariant()
    def it_is_kept_and_read_again(self) -> None:
        again = load(FLOW, dump(self.history), self.records.get, "r")
        assert again == self.history


def test_anybody_does_anything_and_the_walks_go_far_enough() -> None:
    """How far they went is looked at too: the machine above could pass by never getting anywhere."""
    REACHED.clear()
    run_state_machine_as_test(
        Anybody, settings=settings(max_examples=150, stateful_step_count=30, deadline=None, derandomize=True)
    )
    assert {"submitted", "granted", "confirmed", "cancelled"} <= REACHED
