"""What an officer of the passenger unit and a supervisor do first in the sample workspace."""

from tahqiq.desk import Desktop, GuidedTask, SampleAccount
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.risk_rules.operations import RULE

ACCOUNT = SampleAccount("passengers", "Sample passenger officer")
UNDECIDED = ("new", "review")


def decided(at: Desktop) -> bool:
    """Whether somebody decided a hit."""
    states = Lives(at, HIT).states(at.records(HIT).find().records)
    return any(standing.state not in UNDECIDED for _, standing in states.values())


def approved(at: Desktop) -> bool:
    """Whether a risk rule is in use."""
    states = Lives(at, RULE).states(at.records(RULE).find().records)
    return any(standing.state == "active" for _, standing in states.values())


TASKS = (
    GuidedTask(
        account=ACCOUNT.login,
        to="/desks/passengers/queue",
        words={
            "en": "Decide the first hit in the queue: is the traveller the person on the list?",
            "ar": "بُتّ في أول مطابقة في قائمة الانتظار: هل المسافر هو الشخص المدرج في القائمة؟",
            "ckb": "بڕیار لەسەر یەکەم لێکچوون لە ڕیزدا بدە: ئایا گەشتیارەکە هەمان کەسی لیستەکەیە؟",
            "kmr-Arab": "بڕیارێ ل سەر هەڤگرتنا ئێکێ د رێزێ دا بدە: ئەرێ رێڤینگ هەمان کەسێ لیستێ یە؟",
        },
        done=decided,
    ),
    GuidedTask(
        account="supervisor",
        to="/desks/passengers/workshop",
        words={
            "en": "Approve a risk rule that the analyst wrote, after you have looked at its trial.",
            "ar": "وافق على قاعدة مخاطر كتبها المحلل، بعد أن تنظر في تجربتها.",
            "ckb": "یاسایەکی مەترسی پەسەند بکە کە شیکار نووسیویەتی، دوای ئەوەی سەیری تاقیکردنەوەکەیت کرد.",
            "kmr-Arab": "رێسایەکا مەترسیێ یا کو شلۆڤەکەری نڤیسی پەسەند بکە، پشتی تە تاقیکرنا وێ دیتی.",
        },
        done=approved,
    ),
)
