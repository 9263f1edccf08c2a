"""One person in one workspace: what every act and look starts from."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import partial

from tahqiq.access.door import Door
from tahqiq.access.people import Person
from tahqiq.casework.activity import Activity
from tahqiq.casework.acts import Acts
from tahqiq.casework.alike import Alike
from tahqiq.casework.analyses import Analyses
from tahqiq.casework.cards import ReviewCards
from tahqiq.casework.derivations import Derived
from tahqiq.casework.documents import CaseDocuments
from tahqiq.casework.identity import Identity
from tahqiq.casework.identity_list import Decisions
from tahqiq.casework.linkage_run import Linking
from tahqiq.casework.queries import Queries
from tahqiq.casework.review import Review
from tahqiq.casework.team import Team
from tahqiq.casework.words import ProposedWords
from tahqiq.jobs.register import Jobs
from tahqiq.model.caption import caption
from tahqiq.model.scope import Actor, Purpose, Scope
from tahqiq.resolve.entities import Entities, EntityLinks
from tahqiq.store.links import Links
from tahqiq.store.nodes import node_numbers
from tahqiq.store.pairs import Pairs
from tahqiq.workbench.registered_orders import is_registered


class Bench:
    """A person, the workspace and the doors to its parts; a Scope made for the person passes before every
    read."""

    def __init__(self, door: Door, person: Person) -> None:
        self.door = door
        self.person = person
        self.actor: Actor = person.actor()
        self.workspace = door.workspace
        self.jobs = Jobs(door.workspace.database)
        self.links: Links = EntityLinks(door.workspace)
        self.acts = Acts(door, self.actor, partial(is_registered, door))
        self.words = ProposedWords(door, self.actor)
        self.derived = Derived(door, self.actor)
        self.team = Team(door, self.actor)
        self.activity = Activity(door, self.actor)
        self.analyses = Analyses(door, self.actor)
        self.queries = Queries(door, self.actor)
        self.documents = CaseDocuments(door, self.actor)
        self.proposals = Pairs(door.workspace.database)
        self.identity = Identity(door, self.actor, self.proposals)
        self.linking = Linking(door, self.actor, self.identity)
        self.review = Review(door, self.actor, self.proposals)
        self.cards = ReviewCards(door, self.actor, self.proposals, self.identity)
        self.alike = Alike(door, self.actor, self.proposals, self.identity)
        self.decisions = Decisions(door, self.actor)
        self.suggesting: Links = EntityLinks(door.workspace, self.proposals)

    def one_request(self) -> AbstractContextManager[None]:
        """One request that looks: who may see what is asked once, and its entries go into the log
        together."""
        return self.door.request()

    def scope(self, purpose: Purpose = "work", case: str | None = None) -> Scope:
        """What the person may see for a purpose."""
        return self.door.scope(self.actor, purpose, case)

    def entities(self, scope: Scope) -> Entities:
        """The entities of a scope of this person, merged as the judgements that the scope sees say."""
        return Entities(self.workspace, scope)

    def names(self, people: Iterable[str]) -> dict[str, str]:
        """What persons are called, by the ids that stand beside what they did; ids that nobody has are left
        out."""
        return self.door.people.names(people)

    def person_of(self, login: str) -> str:
        """The id of the person who signs in as ``login``. Raises ``NotFound`` (``no-such-person``)."""
        return self.door.people.get(login).id

    def may(self, action: str) -> bool:
        """Whether the policies let the person do something that is about no case."""
        return self.door.may(self.actor, action)

    def missed(self, about: str, code: str) -> None:
        """Enter in the log that the person asked for what is not there or not theirs to see: ``about`` are
        the ids they gave, never other words."""
        self.door.audit.refused(self.actor, "look", about, code)

    def glanced(self, act: str, about: str = "", case: str = "") -> None:
        """Enter in the log that the person looked at something that is no value of a case: what there is to
        be chosen, which desks there are."""
        self.door.audit.glance(self.actor, act, about, case)

    def captions(self, ids: Iterable[bytes], within: Scope | None = None) -> dict[bytes, str]:
        """What visible entities are called, by id; those that are not visible (in ``within`` where it is
        given) are left out."""
        numbers = node_numbers(self.workspace.database, list(ids))
        entities = self.entities(within or self.scope()).entities(list(numbers.values()))
        return {one: caption(entities[no]) for one, no in numbers.items() if no in entities}
