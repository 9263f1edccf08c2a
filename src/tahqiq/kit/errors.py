"""The tree of errors: what a person is told when something cannot be done.

    TahqiqError
    ├── WrongUse      the call or file cannot be used as given        exit 2, HTTP 400
    │   ├── NotFound  nothing of that name that you may see           exit 2, HTTP 404
    │   └── Conflict  the state does not allow it                     exit 2, HTTP 409
    ├── Refused       a policy forbids it                             exit 3, HTTP 403
    │   └── NotSignedIn                                               exit 3, HTTP 401
    ├── Busy          somebody else holds the lock or lease           exit 2, HTTP 503
    ├── Damaged       what is stored does not verify                  exit 1, HTTP 500
    └── Cancelled     a person stopped the work                       exit 1, HTTP 409

Each error has a ``code`` in ``kit/messages``; the catalogue gives a plain sentence and the next step in four
languages. Bad *input* is not an error but a :class:`tahqiq.model.problem.Problem`, and the run goes on.
"""

from typing import ClassVar

from tahqiq.kit.messages import Message, message
from tahqiq.kit.reasons import all_said


class TahqiqError(Exception):
    """Root of all errors a user may meet.

    ``code`` names the catalogue entry, ``params`` fill its placeholders (plain text, never markup; a
    :func:`~tahqiq.kit.reasons.reason` is said in the reader's language). Raises ``KeyError`` at construction
    when the catalogue has no such code, so a typo cannot reach a user. ``at_field`` among them names the
    field of a question that the error is about, for a page to show it there.

    >>> str(NotFound("no-such-entity", id="ab12"))
    'Nothing with the id ab12 is visible to you.'
    """

    exit_code: ClassVar[int] = 2
    http_status: ClassVar[int] = 400

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(self.say("en").sentence)

    def say(self, locale: str) -> Message:
        """The sentence and next step in ``locale`` (en, ar, ckb, kmr-Arab); English where the locale is
        unknown."""
        return message(self.code, locale, all_said(self.params, locale))


class WrongUse(TahqiqError):
    """The call or the file cannot be used as given."""


class NotFound(WrongUse):
    """Nothing of that name that the actor may see; deliberately the same for hidden and absent."""

    http_status = 404


class Conflict(WrongUse):
    """The present state does not allow the act."""

    http_status = 409


class Refused(TahqiqError):
    """A policy forbids the act."""

    exit_code = 3
    http_status = 403


class NotSignedIn(Refused):
    """There is no valid session or token."""

    http_status = 401


class Busy(TahqiqError):
    """Another process holds the lock or lease."""

    http_status = 503


class Waits(Busy):
    """Something else is to be finished first, and then this can be done as it was asked for: a queued job
    goes back into the queue."""


class Damaged(TahqiqError):
    """What is stored does not verify or cannot be read back."""

    exit_code = 1
    http_status = 500


class Cancelled(TahqiqError):
    """A person stopped the work; what was done so far is swept or resumable."""

    exit_code = 1
    http_status = 409
