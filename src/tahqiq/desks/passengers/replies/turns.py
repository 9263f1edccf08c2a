"""Who waits for an answer is served in turn: who sends much keeps nobody else waiting."""

from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

from tahqiq.kit.errors import Busy

Queue = deque[object]


class Turns:
    """``slots`` messages are answered at once. Those of one sender wait behind one another, senders of one
    account are served in turn, and so are accounts; of one account at most ``most`` wait, of all together
    ``most_of_all``, and nobody longer than ``patience`` seconds."""

    def __init__(self, slots: int = 2, most: int = 8, most_of_all: int = 24, patience: float = 20.0) -> None:
        self._free, self._most, self._most_of_all, self._patience = slots, most, most_of_all, patience
        self._changed = Condition()
        self._waiting: OrderedDict[str, OrderedDict[str, Queue]] = OrderedDict()
        self._granted: set[object] = set()

    @contextmanager
    def of(self, account: str, sender: str) -> Iterator[None]:
        """A turn of a sender. Raises ``Busy`` (``passengers-busy``) where too many wait already, or none came
        in time."""
        ticket = object()
        with self._changed:
            if self.waiting(account) >= self._most or self.waiting() >= self._most_of_all:
                raise Busy("passengers-busy", seconds=int(self._patience))
            self._waiting.setdefault(account, OrderedDict()).setdefault(sender, deque()).append(ticket)
            self._grant()
            until = monotonic() + self._patience
            while ticket not in self._granted:
                if not self._changed.wait(max(0.0, until - monotonic())) and ticket not in self._granted:
                    self._waiting[account][sender].remove(ticket)
                    self._tidy(account, sender)
                    raise Busy("passengers-busy", seconds=int(self._patience))
        try:
            yield
        finally:
            with self._changed:
                self._granted.discard(ticket)
                self._free += 1
                self._grant()

    def waiting(self, account: str | None = None) -> int:
        """How many wait, of one account or of all."""
        return sum(
            len(queue)
            for name, senders in self._waiting.items()
            if account in (None, name)
            for queue in senders.values()
        )

    def _grant(self) -> None:
        """Give what is free to the account, and of it to the sender, whose last turn is longest ago."""
        while self._free and self._waiting:
            account, senders = next(iter(self._waiting.items()))
            sender, queue = next(iter(senders.items()))
            self._granted.add(queue.popleft())
            self._free -= 1
            senders.move_to_end(sender)
            self._waiting.move_to_end(account)
            self._tidy(account, sender)
        self._changed.notify_all()

    def _tidy(self, account: str, sender: str) -> None:
        if not self._waiting[account][sender]:
            del self._waiting[account][sender]
        if not self._waiting[account]:
            del self._waiting[account]
