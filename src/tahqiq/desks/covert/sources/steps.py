"""What follows for a source, and who may do it: the flow of sources as the person at the desk has it."""

from collections.abc import Iterator

from tahqiq.casework.forms.declaration import say
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, Authorisation
from tahqiq.desks.covert.relations import admitted_people, controls, may_at_desk
from tahqiq.desks.covert.sources.record import SOURCE, SourceRef, SourceState, for_source, handles
from tahqiq.desks.covert.states import flow_of
from tahqiq.kit import clock
from tahqiq.kit.messages import wanted


class SourceStep(Strict):
    """A step that the person may take with a source now: what it is called, and the state that the source
    comes into by it."""

    label: str
    state: SourceState


def steps(at: Desktop, body: SourceRef) -> list[SourceStep]:
    """The steps that the person at the desk may take with a source, in the order of the flow."""
    roles = {"handler"} if handles(at, body, at.actor.id) else {"controller"} if controls(at) else set()
    states = SourceState.__args__  # type: ignore[attr-defined]
    return [
        SourceStep(label=say(one.label, wanted()), state=next(name for name in states if name == one.to))
        for one in flow_of(at, "source").from_state(body.state)
        if one.who.roles & roles
    ]


def waits_for_controller(at: Desktop, body: SourceRef) -> bool:
    """Whether the step that leads a source on is one that only a controller takes."""
    return any(one.who.roles == {"controller"} for one in flow_of(at, "source").from_state(body.state))


def controllers(at: Desktop, body: SourceRef) -> list[str]:
    """Who may authorise a source, by name; none of its handlers."""
    return [
        one.name or one.login
        for one in admitted_people(at, "write-case")
        if "supervisor" in one.roles and not handles(at, body, one.id)
    ]


def to_authorise(at: Desktop) -> Iterator[RecordVersion[SourceRef]]:
    """The sources that wait for the person at the desk to authorise them, the longest waiting first."""
    if not controls(at) or not may_at_desk(at, "write-case"):
        return
    for kept in at.records(SOURCE).every({"state": "assessed"}, order="since"):
        if not handles(at, kept.body, at.actor.id):
            yield kept


def authorisations_for(at: Desktop, code: str) -> list[Authorisation]:
    """The authorisations in force now under which a source may be used: those that name it first, then those
    that name no source. One for other sources is none of them."""
    now = clock.now()
    found = [
        one.body
        for one in at.records(AUTHORISATION).every({"technique": "source", "closed": False}, order="applied")
        if one.body.state(now) == "in-force" and for_source(one.body, code)
    ]
    return sorted(found, key=lambda one: code not in one.subjects)
