"""Taking one step: everything a flow asks for is asked here, and a refusal says in plain words what is
missing."""

from collections.abc import Callable, Mapping

from tahqiq.casework.condition_result import decide
from tahqiq.casework.conditions import Truth
from tahqiq.casework.flows.declaration import BARRED_FROM_APPROVING, Flow, Relation, Transition
from tahqiq.casework.flows.history import (
    Act,
    Certificate,
    History,
    Matter,
    Person,
    Step,
    after,
    made,
    request,
)
from tahqiq.kit.errors import Conflict, Damaged, Refused, TahqiqError, WrongUse
from tahqiq.kit.messages import Message, message
from tahqiq.kit.yaml_nodes import Words


class _Worded(TahqiqError):
    """An error whose parameters are words of a flow, said in the reader's language."""

    def __init__(self, code: str, /, **words: Words) -> None:
        self._words = words
        super().__init__(code, **{name: told["en"] for name, told in words.items()})

    def say(self, locale: str) -> Message:
        """The sentence and next step, with the flow's own words in ``locale``."""
        return message(
            self.code, locale, {name: told.get(locale, told["en"]) for name, told in self._words.items()}
        )

    def name_fields(self, called: Callable[[str, str], str]) -> None:
        """Say the fields of a condition by what ``called`` (name, locale) makes of their names."""
        told = self._words.get("fields")
        if told is not None:
            self._words["fields"] = {
                locale: ", ".join(called(name, locale) for name in names.split(", "))
                for locale, names in told.items()
            }


class NotYours(_Worded, Refused):
    """The person may not take this step."""


class NotNow(_Worded, Conflict):
    """The record does not allow this step as it stands."""


def apply(flow: Flow, history: History, act: Act) -> History:
    """The history after an act. The one given is not changed.

    Raises :class:`WrongUse` (``flow-other``, ``flow-no-such-act``, ``flow-time``, ``reason-needed``),
    :class:`Damaged` (``flow-damaged``) for a history that does not hold, :class:`NotYours`
    (``flow-role-needed``, ``flow-not-author``, ``flow-not-subject``, ``flow-not-requester``,
    ``flow-not-approver``, ``flow-only-them``, ``flow-certificate-needed``) and :class:`NotNow`
    (``flow-not-from-here``, ``flow-asked-already``, ``flow-nothing-asked``, ``flow-content-changed``,
    ``flow-guard-broken``, ``flow-guard-unknown``).
    """
    if (flow.name, flow.version) != (history.flow, history.version):
        raise WrongUse("flow-other", flow=f"{history.flow} {history.version}")
    if history.damaged:
        raise Damaged("flow-damaged", count=len(history.findings))
    taken = step(flow, history.steps, act)
    _asked_once(flow, history.steps, act)
    return made(history, (*history.steps, taken))


def _asked_once(flow: Flow, steps: tuple[Step, ...], act: Act) -> None:
    """That the last step was not this very request of this very content. Histories that were kept before
    this was asked may hold one."""
    wanted = flow.transitions.get(act.transition)
    if wanted is None or not wanted.asks or not steps:
        return
    last = steps[-1]
    if (last.transition, last.sha256, last.to) == (wanted.name, act.matter.sha256, wanted.to):
        raise NotNow("flow-asked-already", act=wanted.label)


def possible(
    flow: Flow, history: History, person: Person, matter: Matter, act: Act
) -> dict[str, TahqiqError | None]:
    """Every transition from where the record stands, with the refusal that this person would meet (None: it
    may be done); for buttons.

    ``act`` gives moment and reason; a missing reason is no refusal here.
    """
    found: dict[str, TahqiqError | None] = {}
    for transition in flow.from_state(after(flow, history.steps, matter.sha256).state):
        try:
            apply(flow, history, Act(transition.name, person, matter, act.at, act.reason or "?"))
            found[transition.name] = None
        except TahqiqError as error:
            found[transition.name] = error
    return found


def step(flow: Flow, steps: tuple[Step, ...], act: Act) -> Step:
    """The step that an act is after others. Raises as :func:`apply`."""
    transition = flow.transitions.get(act.transition)
    if transition is None:
        raise WrongUse("flow-no-such-act", name=act.transition)
    origin = after(flow, steps, act.matter.sha256).state
    if origin not in transition.origins:
        raise NotNow("flow-not-from-here", act=transition.label, state=flow.states[origin].label)
    if act.at.tzinfo is None or (steps and act.at < steps[-1].at):
        raise WrongUse("flow-time")
    certificate = _person(flow, transition, steps, act)
    _approval(transition, request(flow, steps, transition.name), act.matter)
    _guard(transition, act)
    if transition.reason and not act.reason.strip():
        raise WrongUse("reason-needed")
    return Step(
        transition.name,
        origin,
        transition.to,
        act.person.id,
        act.person.roles,
        certificate,
        act.at,
        act.reason.strip(),
        act.matter.sha256,
        act.matter.authors,
        act.matter.subjects,
    )


def relations(
    flow: Flow, steps: tuple[Step, ...], transition: Transition, person: str, matter: Matter
) -> frozenset[Relation]:
    """What a person is to a record. Who ever wrote it is its author, also when others have changed it
    since."""
    asked = request(flow, steps, transition.name) if transition.approves else _last_asked(flow, steps)
    since = steps[steps.index(asked) :] if asked in steps else ()
    found: dict[Relation, bool] = {
        "author": person in matter.authors or any(person in earlier.authors for earlier in steps),
        "subject": person in matter.subjects,
        "requester": asked is not None and asked.by == person,
        "approver": any(
            earlier.by == person and flow.transitions[earlier.transition].approves for earlier in since
        ),
        "last": bool(steps) and steps[-1].by == person,
    }
    return frozenset(name for name, holds in found.items() if holds)


def _last_asked(flow: Flow, steps: tuple[Step, ...]) -> Step | None:
    return next((item for item in reversed(steps) if flow.transitions[item.transition].asks), None)


_BARRED: Mapping[Relation, str] = {
    "author": "flow-not-author",
    "subject": "flow-not-subject",
    "requester": "flow-not-requester",
    "approver": "flow-not-approver",
    "last": "flow-not-last",
}


def _person(flow: Flow, transition: Transition, steps: tuple[Step, ...], act: Act) -> Certificate | None:
    who = transition.who
    if not who.roles & act.person.roles:
        raise NotYours("flow-role-needed", act=transition.label, roles=_listed(flow.roles, who.roles))
    are = relations(flow, steps, transition, act.person.id, act.matter)
    for relation, code in _BARRED.items():
        if relation in are and relation in who.never | (
            BARRED_FROM_APPROVING if transition.approves else frozenset()
        ):
            raise NotYours(code, act=transition.label)
    if who.only and not who.only & are:
        raise NotYours("flow-only-them", act=transition.label)
    if not who.certificate:
        return None
    held = [item for item in act.person.certificates if item.name == who.certificate and item.valid(act.at)]
    if not held:
        raise NotYours(
            "flow-certificate-needed", act=transition.label, certificate=flow.certificates[who.certificate]
        )
    return held[0]


def _approval(transition: Transition, asked: Step | None, matter: Matter) -> None:
    if not transition.approves:
        return
    if asked is None:
        raise NotNow("flow-nothing-asked", act=transition.label)
    if asked.sha256 != matter.sha256:
        raise NotNow("flow-content-changed", act=transition.label)


def _guard(transition: Transition, act: Act) -> None:
    if transition.guard is None:
        return
    outcome = decide(transition.guard, act.matter.record, act.at)
    if outcome.truth is Truth.YES:
        return
    names = ", ".join(sorted(outcome.missing or outcome.decided)) or "-"
    told = dict.fromkeys(transition.label, names)
    if outcome.truth is Truth.UNKNOWN:
        raise NotNow("flow-guard-unknown", act=transition.label, fields=told)
    raise NotNow("flow-guard-broken", act=transition.label, fields=told)


def _listed(words: Mapping[str, Words], names: frozenset[str]) -> Words:
    locales = next(iter(words.values())).keys()
    return {locale: " / ".join(words[name][locale] for name in sorted(names)) for locale in locales}
