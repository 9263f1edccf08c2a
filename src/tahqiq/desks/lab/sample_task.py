"""What a chemist does first in the sample workspace: books in an exhibit."""

from tahqiq.desk import Desktop, GuidedTask, SampleAccount
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.synthetic_sequence import EXHIBITS

ACCOUNT = SampleAccount("laboratory", "Sample chemist", in_case=True)


def done(at: Desktop) -> bool:
    """Whether an exhibit was booked in beside those of the sample."""
    found = at.records(EXAMINATION).find(case=at.home).records
    return any(one.body.exhibit not in EXHIBITS for one in found)


TASK = GuidedTask(
    account=ACCOUNT.login,
    to="/desks/lab/forms/receipt",
    words={
        "en": "Book in the exhibit 9/1 that the court sent today: seal, packing and what is asked.",
        "ar": "سجّل استلام المبرز 9/1 الذي أرسلته المحكمة اليوم: الختم والتغليف وما هو مطلوب.",
        "ckb": "کەلوپەلی 9/1 وەربگرە کە دادگا ئەمڕۆ ناردوویەتی: مۆر، پێچانەوە و داواکارییەکە.",
        "kmr-Arab": "مبرزێ 9/1 یێ کو دادگەهێ ئەڤرۆ فرێکری تۆمار بکە: مۆر، پێچان و داخواز.",
    },
    done=done,
    in_case=True,
)
