"""Words in dates: months in English, Arabic (Iraq, Egypt, Hijri) and Kurdish, week days, halves of the
day."""

import re
from functools import cache

from tahqiq.kit.locale import locales

_FOLD = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ە": "ه",
        "ھ": "ه",
        "ٶ": "و",
        "ؤ": "و",
        "ێ": "ي",
        "ۆ": "و",
        **dict.fromkeys("ًٌٍَُِّْ"),
    }
)

_MONTHS = """
january jan janvier كانون الثاني|كانون ثاني|ك2|يناير|جانفي|كانونى دووهم|كانوني دووهم|كانونا دووي|چلهيا پاشين|\
rebendan|rebendane|reebendan
february feb شباط|فبراير|فيفري|شوبات|sibat|resemi|resemiye
march mar اذار|آذار|مارس|ئازار|ئادار|ادار|adar|adare
april apr نيسان|ابريل|افريل|نیسان|avrel|avrele|nisan
may ايار|مايو|ماي|ئايار|گولان|gulan|gulane
june jun حزيران|يونيو|يونيه|جوان|حوزهيران|حزيران|خزيران|puspere|hezeran
july jul تموز|يوليو|يوليه|جويليه|تهمووز|تهمموز|تيرمهه|tirmeh|tirmehe
august aug اب|آب|اغسطس|اوت|ئاب|تهباخ|gelawej|gelaweje|tebax
september sep sept ايلول|سبتمبر|ئهيلوول|ئهيلول|ئيلون|ئيلول|rezber|rezbere|ilon
october oct تشرين الاول|تشرين اول|ت1|اكتوبر|تشريني يهكهم|چريا ئيكي|kewcer|kewcere
november nov تشرين الثاني|تشرين ثاني|ت2|نوفمبر|تشريني دووهم|چريا دووي|sermawez|sermaweze
december dec كانون الاول|كانون اول|ك1|ديسمبر|كانوني يهكهم|كانووني يهكهم|كانونا ئيكي|كانوونا ئيكي|\
berfanbar|berfanbare
"""
_HIJRI = """
محرم|المحرم|muharram
صفر|safar
ربيع الاول|ربيع اول|rabi al-awwal|rabi i
ربيع الاخر|ربيع الثاني|ربيع ثاني|rabi al-thani|rabi ii
جمادي الاولي|جمادي الاول|جمادي اول|jumada al-ula|jumada i
جمادي الاخره|جمادي الثاني|جمادي الثانيه|جمادي الاخر|jumada al-akhira|jumada ii
رجب|rajab
شعبان|shaban|sha'ban
رمضان|ramadan|ramadhan
شوال|shawwal
ذو القعده|ذي القعده|ذوالقعده|dhu al-qada|dhul qadah
ذو الحجه|ذي الحجه|ذوالحجه|dhu al-hijja|dhul hijjah
"""
_WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|"
    "الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|الاحد|الإثنين|دووشهممه|سيشهممه|چوارشهممه|"
    "پينجشهممه|ههيني|شهممه|يهكشهممه|ئهيني|شهمبي"
)
_FILLERS = "يوم|الموافق|بتاريخ|في|شهر|سنه|عام|الساعه|من|ساعه|كاتژمير|ريكهوتي|of|at|on|the|hrs|hours"

AM = frozenset(
    ("am", "a.m", "a.m.", "ص", "صباحا", "صباح", "قبل الظهر", "پ.ن", "پ ن", "بهياني", "بهري نيڤرو", "سپيدي")
)
PM = frozenset(
    (
        "pm",
        "p.m",
        "p.m.",
        "م",
        "مساء",
        "مساءا",
        "عصرا",
        "ليلا",
        "ظهرا",
        "بعد الظهر",
        "د.ن",
        "د ن",
        "ئيواره",
        "پشتي نيڤرو",
        "ئيڤاري",
    )
)


def fold_word(text: str) -> str:
    """Lower case; hamza forms of alef, both kinds of yeh, kaf and heh as one; no vowel signs. For finding
    words only.

    >>> fold_word("آذار") == fold_word("اذار")
    True
    """
    return text.casefold().translate(_FOLD)


@cache
def month_names() -> dict[str, tuple[int, bool]]:
    """Folded month name → (number from 1, whether it is a Hijri month)."""
    names: dict[str, tuple[int, bool]] = {}
    for number, line in enumerate(_HIJRI.strip().splitlines(), 1):
        names |= {fold_word(name.strip()): (number, True) for name in line.split("|")}
    for number, line in enumerate(_MONTHS.strip().splitlines(), 1):
        latin = re.match(r"[a-z ]+", line)
        head = latin.group().split() if latin else []
        rest = [name for name in line[latin.end() if latin else 0 :].split("|") if name.strip()]
        names |= {fold_word(name.strip()): (number, False) for name in (*head, *rest)}
    for item in locales().values():
        for number, name in enumerate(item.months, 1):
            names[fold_word(name)] = (number, False)
    return names


@cache
def month_pattern() -> re.Pattern[str]:
    """Finds one month name in a folded text, the longest first, not inside a word; it may touch digits
    (``3mar2024``)."""
    names = sorted(month_names(), key=len, reverse=True)
    return re.compile(r"(?<![^\W\d_])(" + "|".join(map(re.escape, names)) + r")ي?(?![^\W\d_])\.?")


@cache
def noise_pattern() -> re.Pattern[str]:
    """Week days and filler words, in folded text."""
    words = sorted({fold_word(word) for word in f"{_WEEKDAYS}|{_FILLERS}".split("|")}, key=len, reverse=True)
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, words)) + r")(?![^\W_])\.?")


@cache
def half_pattern() -> str:
    """Alternation of the folded words for before and after noon, longest first."""
    return "|".join(
        re.escape(word) for word in sorted({fold_word(word) for word in AM | PM}, key=len, reverse=True)
    )


@cache
def is_afternoon(word: str) -> bool:
    """Whether a folded word means after noon."""
    return word in {fold_word(item) for item in PM}
