"""What is remarked on a record besides its fields: a code and a sentence."""

from datetime import datetime

from tahqiq.desk.answers import Strict
from tahqiq.kit.messages import message, wanted


class Remark(Strict):
    """Something that is said of a record: a code and a sentence."""

    code: str
    sentence: str


def remark(code: str, **given: str | int) -> Remark:
    """A remark in the language asked for."""
    return Remark(code=code, sentence=message(code, wanted(), given).sentence)


def late_entry(moment: datetime, now: datetime) -> list[Remark]:
    """The remark on what was entered more than a day after it happened; none where it was not."""
    return [remark("covert-entered-late")] if (now - moment).total_seconds() > 86_400 else []
