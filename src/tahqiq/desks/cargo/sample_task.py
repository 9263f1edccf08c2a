"""What a cargo officer does first in the sample workspace: makes the list of the shift."""

from tahqiq.desk import Desktop, GuidedTask, SampleAccount
from tahqiq.desks.cargo.selection_lists.record import LIST

ACCOUNT = SampleAccount("cargo", "Sample cargo officer")


def done(at: Desktop) -> bool:
    """Whether there is a selection list."""
    return bool(at.records(LIST).find(limit=1).records)


TASK = GuidedTask(
    account=ACCOUNT.login,
    to="/desks/cargo/list",
    words={
        "en": "Make the selection list for this morning's arrivals: what do you examine today?",
        "ar": "أعدّ قائمة الاختيار لواردات هذا الصباح: ماذا تفحص اليوم؟",
        "ckb": "لیستی هەڵبژاردن بۆ هاتووەکانی ئەم بەیانییە دروست بکە: ئەمڕۆ چی دەپشکنیت؟",
        "kmr-Arab": "لیستا هەلبژارتنێ بۆ هاتیێن ڤێ سپێدێ چێکە: ئەڤرۆ چ دپشکنی؟",
    },
    done=done,
)
