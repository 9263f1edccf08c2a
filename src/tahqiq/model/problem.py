"""What could not be read or used, where it stands and why; the run goes on."""

import dataclasses
from dataclasses import dataclass

from tahqiq.kit.messages import Message, message
from tahqiq.kit.reasons import all_said
from tahqiq.model.place import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """One located problem of one original.

    ``code`` names an entry of the message catalogue; ``field`` is the column or property as the person sees
    it, empty when the whole record is meant; ``value`` is the offending text as it stood (None when there is
    none; its sentence then has a dash). ``records`` is how many records of the original this problem stands
    for in the balance: 1 when a record is lost to it, 0 when only a value of a used record is. ``fields`` is
    how many non-empty fields (cells, tags, headers) a reader could not read and delivers nowhere else; what a
    mapping makes nothing of is counted by the mapping (docs/decisions/0021).

    >>> Problem("no-such-entity", Place(), params={"id": "x"}).say("en").sentence
    'Nothing with the id x is visible to you.'
    """

    code: str
    place: Place
    field: str = ""
    value: str | None = None
    records: int = 0
    params: dict[str, str | int] = dataclasses.field(default_factory=dict)
    fields: int = 0

    def say(self, locale: str) -> Message:
        """The sentence and the next step in ``locale``."""
        given: dict[str, str | int] = {"field": self.field, "value": self.value or "–", **self.params}
        return message(self.code, locale, all_said(given, locale))
