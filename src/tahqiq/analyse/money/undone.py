"""Which words of a payment's record say that the money did not move: taken back, refused or failed."""

from collections.abc import Iterable
from functools import lru_cache

from tahqiq.names.fold import fold

_WORDS = (
    "reversed",
    "reversal",
    "failed",
    "failure",
    "declined",
    "rejected",
    "refused",
    "cancelled",
    "canceled",
    "void",
    "voided",
    "unsuccessful",
    "refunded",
    "returned",
    "bounced",
    "expired",
    "aborted",
    "معكوسة",
    "معكوس",
    "عكس",
    "ملغاة",
    "ملغي",
    "ملغية",
    "الغيت",
    "الغاء",
    "مرفوضة",
    "مرفوض",
    "رفض",
    "فاشلة",
    "فشلت",
    "فشل",
    "غير ناجحة",
    "مسترجعة",
    "مسترجع",
    "مرتجعة",
    "مرتجع",
    "هەڵوەشاوە",
    "هەڵوەشێنراوە",
    "ڕەتکراوە",
    "ڕەتکرایەوە",
    "شکستی هێنا",
    "سەرکەوتوو نەبوو",
    "گەڕێنراوە",
    "هاتیە ڤەگەراندن",
    "نەهاتیە قەبوولکرن",
)
_FOLDED = tuple(fold(word) for word in _WORDS)


@lru_cache(maxsize=10_000)
def undone(word: str) -> bool:
    """Whether the status or kind of a payment says that it was not carried out, or was taken back.

    >>> undone("REVERSED"), undone("P2P · Failed"), undone("OK"), undone("ملغاة")
    (True, True, False, True)
    """
    told = f" {fold(word)} "
    return any(f" {one} " in told for one in _FOLDED)


def undone_among(words: Iterable[tuple[int, str | None]]) -> list[int]:
    """The numbers of the words that say so."""
    return [number for number, word in words if word and undone(word)]
