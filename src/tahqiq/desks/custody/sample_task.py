"""What a custody officer does first in the sample workspace: admits somebody whom two cells are not for."""

from tahqiq.desk import Desktop, GuidedTask, SampleAccount
from tahqiq.desks.custody.arrivals.record import ARRIVAL
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.moves.record import MOVE

FIRST, KNOWN = "A-000001", "P-000004"
"""The first announcement of the bus, and the file of that man from the time when he was held before."""
ACCOUNT = SampleAccount("custody", "Sample custody officer")


def done(at: Desktop) -> bool:
    """Whether he is admitted under his own file, to a place where nobody is from whom he is kept apart."""
    for arrival in at.records(ARRIVAL).find({"number": FIRST}).records:
        for booking in at.records(BOOKING).find({"number": arrival.body.booking}).records:
            moves = at.records(MOVE).find({"booking": booking.body.number}).records
            return booking.body.person == KNOWN and bool(moves) and not moves[0].body.apart_broken
    return False


TASK = GuidedTask(
    account=ACCOUNT.login,
    to="/desks/custody/intake",
    words={
        "en": "Admit the first person on today's list. He was held here before; two cells must not be used.",
        "ar": "أدخِل أول شخص في قائمة اليوم. كان محتجزاً هنا من قبل، وهناك زنزانتان لا يجوز وضعه فيهما.",
        "ckb": "یەکەم کەسی لیستی ئەمڕۆ وەربگرە. پێشتر لێرە ڕاگیراوە؛ دوو ژوور هەن کە نابێت بەکاربهێنرێن.",
        "kmr-Arab": "کەسێ ئێکێ یێ لیستا ئەڤرۆ وەربگرە. بەری نوکە ل ڤێرێ بوو؛ دو ژوور نابیت بهێنە بکارئینان.",
    },
    done=done,
)
