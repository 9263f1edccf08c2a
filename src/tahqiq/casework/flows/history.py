"""What happened to a record, as a frozen value. Only :func:`begin`, ``applying.apply`` and ``kept.load`` make
one."""

from collections.abc import Mapping
from dataclasses import InitVar, dataclass
from datetime import datetime

from tahqiq.casework.flows.declaration import Flow, Term

_MAKERS = object()


@dataclass(frozen=True, slots=True)
class Certificate:
    """That somebody may do something from ``since`` to ``until``, both aware and included (``until`` None:
    without end)."""

    name: str
    since: datetime
    until: datetime | None = None

    def valid(self, at: datetime) -> bool:
        """Whether it counts at a moment."""
        return self.since <= at and (self.until is None or at <= self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts, as they are at that moment: id, roles, certificates."""

    id: str
    roles: frozenset[str]
    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """What is acted upon, as it stands at that moment: the SHA-256 of its canonical bytes (64 hexadecimal
    digits), the record that guards are asked of, who wrote it and whom it is about (ids of persons)."""

    sha256: str
    record: Mapping[str, object]
    authors: frozenset[str]
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Act:
    """That somebody wants to do ``transition`` at a moment (aware), with a reason."""

    transition: str
    person: Person
    matter: Matter
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One act that was done, with what it must be judged by later: roles and certificate then, digest,
    authors and subjects of the content then.

    ``origin`` is the state it led from; it differs from that of the step before where an approval had lapsed.
    """

    transition: str
    origin: str
    to: str
    by: str
    roles: frozenset[str]
    certificate: Certificate | None
    at: datetime
    reason: str
    sha256: str
    authors: frozenset[str]
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong in a history that was loaded: the number of the step (from 1, 0: the whole), a message
    code and its parameters."""

    step: int
    code: str
    params: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class History:
    """The steps of one record under one version of a flow. ``findings`` is not empty where it was loaded and
    does not hold: it is *damaged*, is shown with them, and takes no further step. Raises ``TypeError`` when
    anybody else makes one."""

    flow: str
    version: int
    record: str
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    maker: InitVar[object] = None

    def __post_init__(self, maker: object) -> None:
        if maker is not _MAKERS:
            raise TypeError("a history is made by begin, apply and load")

    @property
    def damaged(self) -> bool:
        """Whether it does not hold."""
        return bool(self.findings)


def begin(flow: Flow, record: str) -> History:
    """The history of a record to which nothing has happened: it is in the start of the flow."""
    return History(flow.name, flow.version, record, (), (), _MAKERS)


def made(history: History, steps: tuple[Step, ...], findings: tuple[Finding, ...] = ()) -> History:
    """For ``applying`` and ``kept`` only, which have checked the steps."""
    return History(history.flow, history.version, history.record, steps, findings, _MAKERS)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a record stands. ``lapsed``: an approval was given and what it approved has changed since; the
    state is then the one it fell back to."""

    state: str
    lapsed: bool = False


def standing(flow: Flow, history: History, sha256: str) -> Standing:
    """Where a record whose content has the digest ``sha256`` now stands. An end is an end, whatever is
    changed afterwards."""
    return after(flow, history.steps, sha256)


def after(flow: Flow, steps: tuple[Step, ...], sha256: str) -> Standing:
    """The same for some steps."""
    state = steps[-1].to if steps else flow.start
    if flow.states[state].end:
        return Standing(state)
    for number in range(len(steps) - 1, -1, -1):
        step = steps[number]
        transition = flow.transitions[step.transition]
        if transition.approves:
            # What was done after a change began at the state that the record had fallen back to; then nothing
            # is left to lapse.
            moved_on = any(later.sha256 != step.sha256 for later in steps[number + 1 :])
            if step.sha256 != sha256 and not moved_on:
                return Standing(transition.lapses_to, True)
            break
        if transition.asks:
            break
    return Standing(state)


def request(flow: Flow, steps: tuple[Step, ...], transition: str) -> Step | None:
    """The latest request that ``transition`` may grant: asked, and not granted by the same transition since.
    None: there is none."""
    wanted = flow.transitions[transition].approves
    for step in reversed(steps):
        if step.transition == transition:
            return None
        if step.transition in wanted:
            return step
    return None


@dataclass(frozen=True, slots=True)
class Running:
    """A deadline that runs since a moment; the clocks engine says when it ends."""

    term: Term
    since: datetime
    step: int


def running(flow: Flow, history: History) -> tuple[Running, ...]:
    """The deadlines that a history has started and not ended, oldest first; none once an end is reached."""
    if history.steps and flow.states[history.steps[-1].to].end:
        return ()
    found: dict[str, Running] = {}
    for number, step in enumerate(history.steps, 1):
        for name in [name for name, item in found.items() if step.transition in item.term.until]:
            del found[name]
        for term in flow.transitions[step.transition].terms:
            found[term.name] = Running(term, step.at, number)
    return tuple(sorted(found.values(), key=lambda item: (item.since, item.term.name)))
