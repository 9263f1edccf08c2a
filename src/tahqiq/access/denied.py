"""A refusal by the policies in words: what somebody may not do, and whom to ask instead."""

from tahqiq.kit.errors import Refused
from tahqiq.kit.messages import catalogue, message
from tahqiq.kit.reasons import Reason, reason


class _Whom(Reason):
    """Whom to ask about an action: the second text of its entry."""

    def in_words(self, locale: str) -> str:
        return message(self.code, locale, self.given).next_step


def denied(action: str) -> Refused:
    """The refusal of an action (its name in the policies). One that has no words, such as an action that an
    installed package adds, is called by its name, and a supervisor is asked.

    >>> denied("back-up").say("en")
    Message(sentence='You may not make backups.', next_step='Ask an administrator. The refusal is logged.')
    """
    code = f"may-{action}"
    known = code in catalogue()
    whom = _Whom(message(code if known else "may-open-case", "en", {}).next_step)
    whom.code, whom.given = code if known else "may-open-case", {}
    return Refused("refused-by-policy", action=reason(code) if known else action, who=whom)
