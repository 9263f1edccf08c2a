"""Which states a record of this desk may come into: read from the flows that its features declare
(``flow.yaml``). Where a record stands follows from its own fields; who may act, from relations and rights."""

from tahqiq.casework.field_words import called
from tahqiq.casework.flows.declaration import Flow
from tahqiq.desk import Desktop
from tahqiq.kit.reasons import Reason


def flow_of(at: Desktop, name: str) -> Flow:
    """A flow of the desk, in its latest version."""
    versions = at.desk.flows[name]
    return versions[max(versions)]


class Worded(Reason):
    """The name of a state, said in words within a sentence."""

    def in_words(self, locale: str) -> str:
        """What the state is called in a language, its first letter small."""
        told = called("covert", "", "value", self, locale)
        return self if told is None else told.sentence[:1].lower() + told.sentence[1:]


def open_to(at: Desktop, flow: str, act: str, state: str) -> bool:
    """Whether an act may be done with a record in a state."""
    return state in flow_of(at, flow).transitions[act].origins


def follows(at: Desktop, flow: str, state: str, wanted: str) -> bool:
    """Whether a record in ``state`` may come into ``wanted`` next."""
    return any(one.to == wanted for one in flow_of(at, flow).from_state(state))


def over(at: Desktop, flow: str, state: str) -> bool:
    """Whether nothing leads on from a state."""
    return flow_of(at, flow).states[state].end
