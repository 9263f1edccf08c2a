"""People as they are named in a field: by the number of the file, or by the whole name."""

from collections.abc import Sequence

from tahqiq.desk import Desktop
from tahqiq.desk.lookups import Candidate, Lookup
from tahqiq.desks.custody.people.record import A_PERSON, PERSON
from tahqiq.desks.custody.people_search.operations import FoundPersonView, PeopleSearchRequest, find_people
from tahqiq.names.fold import tokens


def _like(at: Desktop, words: str) -> Sequence[Candidate]:
    """Who may be meant, those held first; nobody before something was typed."""
    if not words.strip():
        return ()
    return [_candidate(one) for one in find_people(at, PeopleSearchRequest(text=words[:200]), None).people]


def _called(at: Desktop, words: str) -> Sequence[Candidate]:
    for key in ("number", "name"):
        found = at.records(PERSON).find({key: words}, limit=20).records
        if found:
            return [Candidate(one.body.number, one.body.name) for one in found]
    whole = "".join(tokens(words))
    return [one for one in _like(at, words) if "".join(tokens(one.name)) == whole]


def _candidate(one: FoundPersonView) -> Candidate:
    return Candidate(one.person, one.name, ", ".join(filter(None, (one.born, one.facility))))


PEOPLE = Lookup(A_PERSON.lookup, _like, _called, "custody-nobody-called", "custody-several-called")
