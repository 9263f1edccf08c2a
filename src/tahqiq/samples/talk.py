"""What invented people write to each other, with names, numbers and plates filled in and noted."""

import re
from collections.abc import Callable
from random import Random

from tahqiq.samples.network import Case
from tahqiq.samples.people import Person, spell_ar, spell_latin
from tahqiq.samples.reserved_numbers import plate_ar, written
from tahqiq.samples.truth import FileTruth, Json, Truth

FORMS: dict[str, Callable[[Person, Random], str]] = {
    "full": lambda person, rng: spell_ar(person.ar, rng),
    "short": lambda person, rng: spell_ar(person.short_ar, rng),
    "two": lambda person, rng: person.two_ar,
    "own": lambda person, rng: person.chain[0].ar,
    "kunya": lambda person, rng: person.kunya,
    "nick": lambda person, rng: person.nickname or person.kunya,
    "ckb": lambda person, rng: person.ckb,
    "en": lambda person, rng: spell_latin(person, rng),
    "en2": lambda person, rng: spell_latin(person, rng, 2),
    "en4": lambda person, rng: spell_latin(person, rng, 4),
    "kunya_en": lambda person, rng: person.kunya_en,
    "nick_en": lambda person, rng: person.nickname_en or person.kunya_en,
}

CHAT_AR = (
    "شلونك {own:stash_keeper:0} البضاعة وصلت لو بعد؟",
    "وصلت الحمد لله، خليتها يم {nick:stash_keeper:1}",
    "باچر الصبح {nick:driver:0} يطلع من المنفذ",
    "رقم السيارة {plate:driver:0}",
    "الحجي يريد الحساب مال هالشهر",
    "دز المبلغ على {kunya:hawaladar:0} بالصيرفة",
    "كم دفتر صار المجموع؟",
    "دفترين وخمسين ورقة",
    "لا تتصل على الرقم القديم، هذا الجديد {phone:T10}",
    "تمام",
    "{kunya:courier:0} بالمطار هسه",
    "شوف وياه {nick:airport_handler:0}",
    "السيطرة اليوم مشددة، خلوها لباچر",
    "اوكي عيني",
    "الكيس الابيض خلص والحب باقي منه",
    "{nick:distributor_baghdad:0} يريد ٥٠ شريط",
    "گله ماكو لحد ما يسدد",
    "جيب وياك الجنطة السودة",
    "منو راح وياه {nick:driver:1}؟",
    "لوحده",
    "وصلنا الحمد لله على السلامة",
    "اتصل على {phone:T05} اذا تأخر",
    "الطريق نظيف",
    "بلغ {kunya:crossing_agent:0} يجهز الاوراق",
    "شكد الشيف طبخ هالاسبوع؟",
    "تلاثة كيلو",
)
CHAT_CKB = (
    "سڵاو کاک {ckb:broker:0}",
    "چۆنیت؟ بارەکە گەیشت",
    "سبەی لە فڕۆکەخانە دەبینم",
    "ژمارەکەم گۆڕاوە",
    "باشە برام",
    "پارەکەم بۆ {ckb:hawaladar:1} نارد",
)
CHAT_EN = (
    "Hi, is the shipment ready?",
    "Ready, tell {nick_en:courier:0}",
    "New number is {phone:T10}",
    "Price stays the same",
    "Send half by {kunya_en:hawaladar:0}",
    "The bag goes with {en2:courier:1}",
    "OK",
    "Flight on Thursday",
    "Ask {en2:broker:0} for the papers",
    "Deleted that, be careful",
)

REPORT_AR = (
    "أفاد المصدر أن المدعو {full:crossing_agent:0} يرتب دخول مركبات محملة عبر منفذ الرطيبة.",
    "شوهدت المركبة المرقمة {plate:driver:0} متوقفة في الساحة الخلفية للمنفذ، وسائقها {short:driver:0}.",
    "يستخدم المدعو {short:lieutenant_baghdad:0} الهاتف المرقم {phone:T01} ويلقب {nick:lieutenant_baghdad:0}.",
    "تم ضبط كمية من الحبوب لدى {full:distributor_baghdad:0} الذي ذكر أنه يستلم من {kunya:stash_keeper:0}.",
    "المخزن يقع في {place} ويتردد عليه {two:stash_keeper:0} و{two:stash_keeper:1}.",
    "المدعو {full:courier:0} غيّر رقمه ويستخدم حالياً الرقم {phone:T10}.",
    (
        "تُحوّل المبالغ عن طريق {short:hawaladar:0} المعروف بـ {kunya:hawaladar:0}، والدفتر يعني عشرة "
        "آلاف دولار والورقة مئة دولار."
    ),
    "الوسيط {short:broker:0} يعرف الجميع ولا يملك البضاعة.",
    "يسجل {short:accountant:0} الحسابات باسم {company}.",
    "وردت معلومة غير مؤكدة عن شخص يكنى {kunya:organiser:0} لا يظهر في الاتصالات.",
    "المدعو {full:fleet:0} يملك سيارات النقل ومنها المركبة المرقمة {plate:fleet:0}.",
    "الشخص {full:cook:0} يعمل في بيت بأطراف السليمانية مع {short:cook:1}.",
)
REPORT_EN = (
    "{en4:crossing_agent:0} arranges the papers for lorries at Rutayba Crossing.",
    "The lorry with plate {plate_en:driver:0} is driven by {en:driver:0}, who carries two telephones.",
    "{en:lieutenant_north:0}, known as {nick_en:lieutenant_north:0}, uses the number {phone:T02}.",
    "A passenger, {en:courier:0}, was met at Sindiyan Airport by {en2:airport_handler:0}.",
    "Money is paid out by {en:hawaladar:0}, called {kunya_en:hawaladar:0}, at an exchange office.",
    "{en:broker:0} introduces people to each other; the source does not think that he gives orders.",
    "The company {company_en} is registered to {en:front_owner:0} and has no visible trade.",
    "An unconfirmed report speaks of a man called {kunya_en:organiser:0} in Baghdad; no telephone is known.",
    "{en4:distributor_north:0} sells in Sulaymaniyah and answers to {en2:lieutenant_north:0}.",
    "{en:recruiter:0} looks for couriers; {en:courier:2} and {en2:courier:3} were named.",
)
REPORT_CKB = (
    "{ckb:lieutenant_north:0} ژمارەی {phone:T02} بەکاردەهێنێت.",
    "لە فڕۆکەخانەی سندیان {ckb:airport_handler:0} چاوی بە گەشتیارێک کەوت.",
    "{ckb:broker:0} هەمووان دەناسێت بەڵام فەرمان نادات.",
    "{ckb:distributor_north:0} و {ckb:distributor_north:1} لە گەڕەکی چنار کار دەکەن.",
    "ژووری کارەکە لە دەرەوەی شارە و {ckb:cook:0} تێیدا کار دەکات.",
)
PLACES = ("حي السدرة", "محلة الجسر", "شارع المطابع", "حي النوارس", "شارع البلوط")
_SLOT = re.compile(r"\{([a-z_0-9]+)(?::([A-Za-z_0-9]+))?(?::(\d+))?\}")


class Filler:
    """Fills templates for one file and notes every person, number and plate with its place."""

    def __init__(self, case: Case, rng: Random, truth: Truth, entry: FileTruth) -> None:
        self.case, self.rng, self.truth, self.entry = case, rng, truth, entry

    def fill(self, template: str, row: int, part: str = "", column: str = "") -> str:
        """The text with its slots filled; ``row`` is the paragraph, line or message."""
        return _SLOT.sub(
            lambda slot: self._slot(
                slot.group(1), slot.group(2) or "", int(slot.group(3) or 0), row, part, column
            ),
            template,
        )

    def _slot(self, form: str, what: str, index: int, row: int, part: str, column: str) -> str:
        if form in FORMS:
            person = self.case.role(what, index)
            return self.truth.mention(
                person.pid, FORMS[form](person, self.rng), self.entry, row, column, part
            )
        if form == "phone":
            number = self.case.phones[what].e164
            return self._identifier("phone", number, written(number, self.rng), row, part)
        if form in ("plate", "plate_en"):
            plate = self.case.plates[self.case.role(what, index).pid]
            return self._identifier("plate", plate, plate_ar(plate) if form == "plate" else plate, row, part)
        if form in ("company", "company_en"):
            company = self.rng.choice(self.case.companies)
            return self._identifier(
                "company",
                company.number,
                company.name_ar if form == "company" else company.name_en,
                row,
                part,
            )
        return self.rng.choice(PLACES)

    def _identifier(self, kind: str, value: str, text: str, row: int, part: str) -> str:
        found: list[Json] = self.truth.in_text
        found.append(
            {"kind": kind, "value": value, "text": text, "file": self.entry.path, "part": part, "row": row}
        )
        return text
