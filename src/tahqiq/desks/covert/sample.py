"""The desk's part of the invented case: what an inspector should find in the register, two sources, an
undercover buy, a controlled delivery, an order that lapsed and a call after its end, a privileged call, a
sanitised report and an entry in the register of the judge. Everything is invented."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from tahqiq.casework.clocks import ZONE
from tahqiq.casework.vault.pseudonym import mint
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Sample, sample_day
from tahqiq.desks.covert.authorisations.lookup import keep
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, Authorisation, Decision
from tahqiq.desks.covert.corridor.operations import (
    IntelligenceReportRequest,
    SourceReportRequest,
    issue,
    keep_report,
)
from tahqiq.desks.covert.corridor.record import LISTED
from tahqiq.desks.covert.deliveries.record import DELIVERY
from tahqiq.desks.covert.deliveries.sample import delivered, ordered
from tahqiq.desks.covert.deployments.log import LOG_LINE
from tahqiq.desks.covert.deployments.record import DEPLOYMENT
from tahqiq.desks.covert.deployments.sample import bought
from tahqiq.desks.covert.exhibits.record import ACT_LINE, EXHIBIT
from tahqiq.desks.covert.identities import IDENTITY
from tahqiq.desks.covert.judge_register.operations import (
    JudgeEntryRequest,
    JudgeOutcomeRequest,
    conclude,
    enter,
)
from tahqiq.desks.covert.judge_register.record import ART_47
from tahqiq.desks.covert.meetings.record import MEETING, Meeting
from tahqiq.desks.covert.meetings.record import What as MeetingWhat
from tahqiq.desks.covert.payments.record import PAYMENT, Payment
from tahqiq.desks.covert.product.record import ITEM
from tahqiq.desks.covert.product.sample import intercepted
from tahqiq.desks.covert.relations import SOURCE_ID, involvement
from tahqiq.desks.covert.sample_task import ACCOUNT, CASH_TASK, CASHIER, TASK
from tahqiq.desks.covert.sources.record import SOURCE, SourceRef, SourceState, Stage
from tahqiq.desks.covert.techniques.record import LAW
from tahqiq.desks.covert.uses.record import USE, Use, What
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound
from tahqiq.kit.locale import locale
from tahqiq.model.kind import day_of
from tahqiq.model.source import Authority
from tahqiq.model.types.zones import zone
from tahqiq.samples.truth import Json

DAYS = 42
"""How long before the day of the case the register begins."""
REASONS = (
    "لا يمكن الوصول إلى المخزن بوسيلة أخرى لأن الحارس يعرف سيارات المكتب والشارع مغلق من جهتيه ولا توجد "
    "بناية مقابلة يمكن الرصد منها"
)


TARGET, OTHER = "+9647700000101", "+9647700000102"
CALLS = ((29, "21:10:00", 65), (30, "23:59:59", 12), (31, "10:00:00", 40))
"""Day after the beginning, time and seconds; the order ends with the thirtieth: the last call is a day after
it."""
LAST: tuple[SourceState, ...] = ("suspended", "active")
"""The last state of the two sources."""
WEEKS = ("الأول", "الثاني", "الثالث", "الرابع", "الأخير")


def records(at: ActingDesktop, truth: Mapping[str, Json]) -> dict[str, int]:
    """Keep the register, its acts, the sources and the payment, and collect the calls under their order."""
    began = datetime.combine(sample_day(truth), time(8), zone(ZONE)) - timedelta(days=DAYS)
    _inside(at, SOURCE_ID, "هويات المصادر")
    at.records(LAW).save(LAW.example.model_copy(update={"technique": "source", "months": 12}))
    at.records(LAW).save(LAW.example.model_copy(update={"months": 3}))
    watch = _granted(at, "directed-surveillance", began, 3, REASONS)
    again = _granted(
        at, "directed-surveillance", began + timedelta(days=40), 3, REASONS.replace("الحارس", "البواب")
    )
    met = _granted(
        at, "source", began, 12, "المصدر وحده يدخل المخزن ويرى دفتر الحركة ولا يُطلب منه غير ما يراه في عمله"
    )
    at.records(LAW).save(LAW.example.model_copy(update={"technique": "undercover", "months": 12}))
    inside = _granted(
        at,
        "undercover",
        began,
        3,
        "البائع لا يبيع إلا لمن يعرفه وجهاً لوجه، ولم يُعثر على شارٍ يقبل الشهادة بعد محاولتين",
    )
    order, let = _received(at, began), ordered(at, began + timedelta(days=12), began + timedelta(days=18))
    first, second = (_source(at, met, state, began) for state in LAST)
    acts: tuple[tuple[str, What, datetime, str, str], ...] = (
        (watch, "observation", began + timedelta(days=2), "", ""),
        (again, "observation", began + timedelta(days=40, hours=-3), "", ""),
        (met, "contact", began + timedelta(days=3), "active", first),
        (met, "contact", began + timedelta(days=4), "active", second),
        (met, "payment", began + timedelta(days=30), "suspended", first),
        (inside, "deployment", began + timedelta(days=12), "", ""),
        (inside, "buy", began + timedelta(days=12), "", ""),
        (let, "leg", began + timedelta(days=13), "", ""),
    )
    for number, what, moment, state, of in acts:
        at.records(USE).save(
            Use(
                authorisation=number,
                what=what,
                at=moment,
                entered_at=moment + timedelta(hours=2),
                state=state,
                of=of,
            )
        )
    paid = began + timedelta(days=30)
    at.records(PAYMENT).save(
        Payment(
            code=first,
            amount=250_000,
            reason="أجرة سكن",
            asked_by="0" * 64,
            asked_at=paid + timedelta(hours=2),
            paper="و-17",
            paid_at=paid,
        )
    )
    asked = began + timedelta(days=DAYS - 1)
    handler = involvement(at, second, at.actor.id)
    approver = _of_account(at, second, ACCOUNT.login)
    at.records(PAYMENT).save(
        Payment(
            code=second,
            amount=150_000,
            reason="ثلاثة أيام عند المخزن ترك فيها عمله، ورأى دفتر الحركة",
            asked_by=handler,
            asked_at=asked,
        )
    )
    at.records(PAYMENT).save(
        Payment(
            code=second,
            amount=75_000,
            reason="أجرة النقل إلى لقاءات الشهر",
            asked_by=handler,
            asked_at=asked - timedelta(days=4),
            approved_by=approver,
            approved_at=asked - timedelta(days=3),
            approved_for="الأجرة معقولة والوصولات مطابقة",
        )
    )
    out = asked - timedelta(days=9)
    at.records(PAYMENT).save(
        Payment(
            code=second,
            amount=200_000,
            reason="مكافأة عن خبر أدى إلى ضبط",
            asked_by=handler,
            asked_at=out - timedelta(days=2),
            approved_by=approver,
            approved_at=out - timedelta(days=1),
            approved_for="ثبت الخبر بالضبط",
            paid_by=_of_account(at, second, CASHIER.login),
            paid_at=out,
        )
    )
    plans = _planned(at, second) + _of_controller(at, met, began)
    at.bench.collect_made(
        calls(began).encode(),
        "اتصالات-الأمر.csv",
        at.bench.deposit(at.home, zone="Asia/Baghdad", authority=Authority(reference=order)),
    )
    _report(at, met, began)
    _entry(at, began)
    bought(at, inside, began + timedelta(days=12))
    delivered(at, let, began + timedelta(days=13))
    intercepted(at, began + timedelta(days=2), TARGET, OTHER)
    return {
        LAW.name: 3,
        AUTHORISATION.name: 7,
        SOURCE.name: 4,
        USE.name: len(acts) + 2,
        PAYMENT.name: 4,
        MEETING.name: plans,
        DEPLOYMENT.name: 1,
        DELIVERY.name: 1,
        EXHIBIT.name: 2,
        LOG_LINE.name: 3,
        ACT_LINE.name: 2,
        ITEM.name: 3,
        LISTED.name: 2,
    }


def _of_account(at: ActingDesktop, code: str, login: str) -> str:
    """The digest of an account of the sample; of nobody where it is not there."""
    found = next((one.id for one in at.bench.door.people.all() if one.login == login), "")
    return involvement(at, code, found) if found else "1" * 64


def _planned(at: ActingDesktop, code: str) -> int:
    """A meeting that is over and of which nobody said what came of it, one of tomorrow and a task of the week
    after; how many they are."""
    now = clock.now()
    plans: tuple[tuple[MeetingWhat, timedelta], ...] = (
        ("meeting", timedelta(days=-1)),
        ("meeting", timedelta(days=1)),
        ("task", timedelta(days=6)),
    )
    for what, ahead in plans:
        made = Meeting(code=code, what=what, at=now + ahead, entered_at=now - timedelta(days=3))
        at.records(MEETING).save(made)
    return len(plans)


def _of_controller(at: ActingDesktop, authorisation: str, began: datetime) -> int:
    """A source of the account that the sample has for this desk, with a contact and a payment that somebody
    else decides on; how many meetings are planned with it."""
    people = {one.login: one.id for one in at.bench.door.people.all()}
    code = Vault(at.bench.door, at.actor, IDENTITY).register({"name": "سلمان جبار العينة"})
    own = involvement(at, code, people.get(ACCOUNT.login, at.actor.id))
    days: tuple[tuple[SourceState, int], ...] = (
        ("approached", -7),
        ("assessed", -4),
        ("authorised", 0),
        ("active", 2),
    )
    moments = [(state, began + timedelta(days=day)) for state, day in days]
    stages = [Stage(state=state, at=moment, entered_at=moment) for state, moment in moments]
    at.records(SOURCE).save(SourceRef(code=code, stages=stages, authorisation=authorisation, involved=[own]))
    met = began + timedelta(days=DAYS - 4)
    at.records(USE).save(
        Use(
            authorisation=authorisation,
            what="contact",
            at=met,
            entered_at=met + timedelta(hours=1),
            state="active",
            of=code,
        )
    )
    now = clock.now()
    for ahead in (timedelta(days=1, hours=2), timedelta(days=8)):
        at.records(MEETING).save(
            Meeting(code=code, what="meeting", at=now + ahead, entered_at=now - timedelta(days=2))
        )
    return 2


SAMPLE = Sample(records=records, accounts=(ACCOUNT, CASHIER), tasks=(TASK, CASH_TASK))


def calls(began: datetime) -> str:
    """The list of calls that an operator sent under the order."""
    lines = ["caller,callee,date,time,duration"]
    lines += [
        f"{TARGET},{OTHER},{day_of(began) + timedelta(days=day)},{at},{long}" for day, at, long in CALLS
    ]
    return "\n".join(lines) + "\n"


def _granted(at: ActingDesktop, technique: str, when: datetime, months: int, necessity: str) -> str:
    body = Authorisation(
        number=mint(),
        technique=technique,
        jurisdiction="federal",
        basis=LAW.example.basis,
        verified=True,
        applied_at=when - timedelta(hours=5),
        submitted_at=when - timedelta(hours=5),
        applied_by="sample",
        purpose="قضية العينة",
        necessity=necessity,
        proportionality="أيام محدودة ومكان واحد",
        subjects=["V-1"],
        decision=Decision(
            granted=True,
            by="sample-supervisor",
            at=when,
            entered_at=when,
            reason="الأسباب محددة",
            begins=when,
            months=months,
        ),
    )
    return keep(at, body).body.number


def _received(at: ActingDesktop, began: datetime) -> str:
    ends = datetime.combine(day_of(began) + timedelta(days=30), time(23, 59, 59), began.tzinfo)
    body = Authorisation(
        number=mint(),
        technique="retained-data",
        jurisdiction="federal",
        applied_at=began,
        submitted_at=began,
        applied_by="sample",
        subjects=[TARGET],
        decision=Decision(
            granted=True,
            by="محكمة تحقيق العينة",
            at=began,
            entered_at=began,
            reason=f"31/{began.year}",
            received=True,
            begins=began,
            ends=ends,
        ),
    )
    return keep(at, body).body.number


def _source(at: ActingDesktop, authorisation: str, last: SourceState, began: datetime) -> str:
    states: tuple[SourceState, ...] = (
        "approached",
        "assessed",
        "authorised",
        "active",
        *((last,) if last != "active" else ()),
    )
    days = (-9, -6, 0, 1, 20)
    stages = [
        Stage(state=state, at=moment, entered_at=moment)
        for state, day in zip(states, days, strict=False)
        for moment in [began + timedelta(days=day)]
    ]
    code = mint()
    involved = [involvement(at, code, at.actor.id)] if last == "active" else []
    made = SourceRef(code=code, stages=stages, authorisation=authorisation, involved=involved)
    return at.records(SOURCE).save(made).body.code


def _report(at: ActingDesktop, authorisation: str, began: datetime) -> None:
    """A third source whom somebody else handles, two reports of theirs in the vault, the sanitised report of
    one in the case; the other waits to be sanitised."""
    code = Vault(at.bench.door, at.actor, IDENTITY).register({"name": "ناصر عبود العينة"})
    moment = began + timedelta(days=9)
    stages = [
        Stage(state=state, at=began, entered_at=began)
        for state in ("approached", "assessed", "authorised", "active")
    ]
    at.records(SOURCE).save(SourceRef(code=code, stages=stages, authorisation=authorisation))
    week, month = WEEKS[(moment.day - 1) // 7], locale("ar").months[moment.month - 1]
    report = keep_report(
        at,
        SourceReportRequest(
            code=code,
            at=moment,
            text="قال لي صاحب المخزن وحدنا إن أربعين كيلوغراماً تصل يوم الخميس",
            rests_on="uncorroborated",
            names=["مخزن العينة"],
            knowable=True,
        ),
    )
    keep_report(
        at,
        SourceReportRequest(
            code=code,
            at=moment + timedelta(days=20),
            text="رأيت سيارة بيضاء تفرغ صناديق عند الباب الخلفي بعد الظهر",
            rests_on="own",
            names=["الباب الخلفي"],
        ),
    )
    issue(
        at,
        IntelligenceReportRequest(
            case=at.home,
            report=report,
            text=(
                f"تفيد معلومات وردت في الأسبوع {week} من {month} بشحنة تقدر بعشرات الكيلوغرامات يُتوقع "
                "وصولها خلال أيام"
            ),
            since=day_of(moment) - timedelta(days=3),
            until=day_of(moment) + timedelta(days=3),
            grade="europol-4x4:B4",
            handling="internal",
            mitigation="حُجزت ثمانياً وأربعين ساعة ودُمجت مع غيرها",
        ),
        None,
    )


def _entry(at: ActingDesktop, began: datetime) -> None:
    """An entry that turned out malicious."""
    _inside(at, ART_47, "سجل القاضي")
    entry = enter(
        at,
        JudgeEntryRequest(
            name="هادي كريم العينة", at=began, offence="life", summary="أخبر بأن جاره يخزن مواد ممنوعة"
        ),
        None,
    )
    conclude(at, JudgeOutcomeRequest(entry=entry.entry, outcome="malicious"), None)


def _inside(at: ActingDesktop, compartment: str, title: str) -> None:
    try:
        at.bench.door.cases.compartment(at.actor.id, compartment)
    except NotFound:
        at.bench.team.open_compartment(compartment, title)
