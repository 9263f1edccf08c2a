"""Crime scripts of a case: the acts of an offence in order, with who, what and where, what it rests on, what
is not known, and where it could be prevented (after Cornish 1994). A record of the case: shown to who may see
everything it names and rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tahqiq.casework.citations import Citations, Cited, Reference
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop, may_act
from tahqiq.desks.reasoning.crime_scripts.acts import numbered
from tahqiq.desks.reasoning.crime_scripts.record import SCRIPT, ScriptAct, ScriptRecord
from tahqiq.desks.reasoning.worksheets.lookup import records_of_case
from tahqiq.desks.reasoning.worksheets.text import trimmed_text, trimmed_title
from tahqiq.model.entity import Entity


@dataclass(frozen=True, slots=True)
class Script:
    """A script as a person sees it. ``entities`` what is visible of those named, by id; ``cited`` what has
    become of the values it rests on; ``without_source`` how many acts rest on nothing recorded."""

    paper: RecordVersion[ScriptRecord]
    entities: Mapping[str, Entity]
    cited: Mapping[Reference, Cited]
    without_source: int

    @property
    def acts(self) -> list[ScriptAct]:
        """In the order of their stages."""
        return self.paper.body.acts


class Scripts:
    """The crime scripts of the case that a person works at."""

    def __init__(self, at: Desktop) -> None:
        self._at, self._case = at, at.home
        self._scripts = at.records(SCRIPT)

    def all(self) -> list[RecordVersion[ScriptRecord]]:
        """The scripts, the last changed first."""
        return records_of_case(self._scripts, self._case)[::-1]

    def get(self, identity: str, version: int | None = None) -> Script:
        """A script, or one of its earlier versions. Raises ``NotFound`` (``no-such-record``)."""
        return self._shown(self._scripts.get(identity, self._case, version))

    def versions(self, identity: str) -> list[RecordVersion[ScriptRecord]]:
        """All versions, the latest first."""
        return self._scripts.history(identity, self._case)

    def begin(self, title: str, note: str = "", acts: Sequence[ScriptAct] = ()) -> Script:
        """Begin a script."""
        body = ScriptRecord(title=trimmed_title(title), note=trimmed_text(note), acts=numbered(acts, set()))
        with may_act(self._at).acting() as at:
            return self._shown(at.records(SCRIPT).save(body, self._case))

    def change(self, identity: str, version: int, title: str, note: str, acts: Sequence[ScriptAct]) -> Script:
        """Save a script as it is to be after ``version``. What an act newly names or rests on must be visible
        and stand; what it rested on before stays although it was closed. Raises ``Conflict``
        (``record-changed-by``), ``NotFound``, ``WrongUse``."""
        before = self._scripts.get(identity, self._case)
        body = ScriptRecord(
            title=trimmed_title(title),
            note=trimmed_text(note),
            acts=numbered(acts, {act.key for act in before.body.acts}),
        )
        with may_act(self._at).acting() as at:
            return self._shown(at.records(SCRIPT).save(body, self._case, identity, version))

    def put_away(self, identity: str, version: int) -> RecordVersion[ScriptRecord]:
        """Put a script away: a version that says so."""
        with may_act(self._at).acting() as at:
            return at.records(SCRIPT).put_away(identity, version, self._case)

    def _shown(self, paper: RecordVersion[ScriptRecord]) -> Script:
        acts = paper.body.acts
        citations = Citations(self._at.bench.workspace, self._at.bench.scope())
        entities = citations.heads({item.entity for act in acts for item in act.named if item.entity})
        cited = citations.of(dict.fromkeys(one.reference for act in acts for one in act.rests))
        return Script(
            paper,
            entities,
            cited,
            sum(not any(cited[one.reference].state == "stands" for one in act.rests) for act in acts),
        )
