"""A history as JSON text, and back: every act is judged again by the same rules, and what does not hold is
found, not mended."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from tahqiq.casework.flows.declaration import Flow, Transition
from tahqiq.casework.flows.history import (
    Act,
    Certificate,
    Finding,
    History,
    Matter,
    Person,
    Step,
    begin,
    made,
)
from tahqiq.casework.flows.steps import step as judged
from tahqiq.kit.errors import TahqiqError

ContentOf = Callable[[str], Mapping[str, object] | None]
"""The record that a digest is of; None where it is not kept any more."""
_KEYS = (
    "transition",
    "origin",
    "to",
    "by",
    "roles",
    "certificate",
    "at",
    "reason",
    "sha256",
    "authors",
    "subjects",
)


def dump(history: History) -> str:
    """A history as JSON text; the same history always gives the same text."""
    told = {
        "flow": history.flow,
        "version": history.version,
        "record": history.record,
        "steps": [_plain(step) for step in history.steps],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(step: Step) -> dict[str, object]:
    held = step.certificate
    return {
        "transition": step.transition,
        "origin": step.origin,
        "to": step.to,
        "by": step.by,
        "roles": sorted(step.roles),
        "certificate": [held.name, _written(held.since), _written(held.until) if held.until else None]
        if held
        else None,
        "at": _written(step.at),
        "reason": step.reason,
        "sha256": step.sha256,
        "authors": sorted(step.authors),
        "subjects": sorted(step.subjects),
    }


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def load(flow: Flow, text: str, content: ContentOf | None = None, record: str = "") -> History:
    """The history of :func:`dump`. Never raises: one that does not hold comes back *damaged*, with a finding
    for each step that is wrong.

    Who acted, in which role, with which certificate, from which state, of which bytes, in which order: all of
    it is judged again. Guards are judged where ``content`` gives the record that a digest is of; without it
    they are taken as they were judged. ``record`` is the id that it must be of ("" : any).
    """
    try:
        told = json.loads(text)
        plain = [_step(item) for item in told["steps"]]
        history = _named(flow, told)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        return made(
            begin(flow, record), (), (Finding(0, "flow-unreadable", {"reason": type(error).__name__}),)
        )
    if (history.flow, history.version) != (flow.name, flow.version) or (record and history.record != record):
        return made(
            begin(flow, record or history.record),
            (),
            (Finding(0, "flow-other", {"flow": f"{history.flow} {history.version}"}),),
        )
    findings: list[Finding] = []
    good: tuple[Step, ...] = ()
    for number, one in enumerate(plain, 1):
        fault = _fault(flow, good, one, content)
        if fault is not None:
            findings.append(Finding(number, *fault))
        if (
            one.transition not in flow.transitions
            or one.to not in flow.states
            or one.origin not in flow.states
        ):
            return made(history, good, tuple(findings))
        good = (*good, one)
    return made(history, good, tuple(findings))


def _named(flow: Flow, told: Mapping[str, object]) -> History:
    """An empty history with the names that a text says."""
    named, version, record = told["flow"], told["version"], told["record"]
    if not isinstance(named, str) or not isinstance(version, int) or not isinstance(record, str):
        raise ValueError("a history names flow, version and record")
    if (named, version) == (flow.name, flow.version):
        return begin(flow, record)
    return begin(
        Flow(named, version, flow.title, flow.states, flow.transitions, flow.roles, flow.certificates), record
    )


def _step(item: Mapping[str, object]) -> Step:
    if set(item) != set(_KEYS):
        raise ValueError("a step has other keys")
    texts = {key: item[key] for key in ("transition", "origin", "to", "by", "reason", "sha256")}
    if not all(isinstance(value, str) for value in texts.values()):
        raise ValueError("a step holds texts")
    return Step(
        str(item["transition"]),
        str(item["origin"]),
        str(item["to"]),
        str(item["by"]),
        _set(item["roles"]),
        _certificate(item["certificate"]),
        _moment(item["at"]),
        str(item["reason"]),
        str(item["sha256"]),
        _set(item["authors"]),
        _set(item["subjects"]),
    )


def _set(value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("a list of texts is needed")
    return frozenset(value)


def _certificate(value: object) -> Certificate | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 3 or not isinstance(value[0], str):
        raise ValueError("a certificate is [name, since, until]")
    return Certificate(value[0], _moment(value[1]), None if value[2] is None else _moment(value[2]))


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        raise ValueError("a moment has a zone")
    return moment.astimezone(UTC)


def _fault(
    flow: Flow, before: tuple[Step, ...], one: Step, content: ContentOf | None
) -> tuple[str, dict[str, str | int]] | None:
    """The message code and parameters of what is wrong with a step after others; None: nothing."""
    transition = flow.transitions.get(one.transition)
    if transition is None:
        return "flow-no-such-act", {"name": one.transition}
    held = (one.certificate,) if one.certificate else ()
    record = content(one.sha256) if content else None
    if content and record is None:
        return "flow-content-gone", {"sha256": one.sha256}
    asked = flow if record is not None else _unguarded(flow, transition)
    act = Act(
        one.transition,
        Person(one.by, one.roles, held),
        Matter(one.sha256, record or {}, one.authors, one.subjects),
        one.at,
        one.reason,
    )
    try:
        again = judged(asked, before, act)
    except TahqiqError as error:
        return error.code, {key: value for key, value in error.params.items() if isinstance(value, str | int)}
    return None if again == one else ("flow-step-differs", {"name": one.transition})


def _unguarded(flow: Flow, transition: Transition) -> Flow:
    if transition.guard is None:
        return flow
    free = Transition(
        transition.name,
        transition.label,
        transition.origins,
        transition.to,
        transition.who,
        None,
        transition.reason,
        transition.asks,
        transition.approves,
        transition.lapses_to,
        transition.terms,
    )
    return Flow(
        flow.name,
        flow.version,
        flow.title,
        flow.states,
        {**flow.transitions, free.name: free},
        flow.roles,
        flow.certificates,
    )
