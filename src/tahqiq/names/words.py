"""Words that are no part of the name proper, or that bind two words into one part: titles, "son of", "father
of", servant names, marks.

All are in the form :func:`tahqiq.names.skeleton.spelled` gives (small letters, kaf and heh unified), so one
look-up serves every spelling.
"""

from string import ascii_lowercase

from tahqiq.names.skeleton import spelled


def _words(text: str) -> frozenset[str]:
    return frozenset(spelled(word) for word in text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(spelled(phrase) for phrase in text.split("|"))


TITLES = _words(
    "mr mrs ms miss mstr master dr prof eng engr capt captain col colonel gen general brig maj major "
    "lt sgt adv sir madam mme mlle adt chd inf "
    "doctor professor engineer hajj haj haji hajji hadji alhaj alhajj sheikh shaikh shaykh sheik "
    "cheikh sayyid sayed syed seyed sayid "
    "mullah mulla mawlawi ayatollah ayatullah ustad ustadh ustaz kak mam "
    "الدكتور دكتور دكتورة الدكتورة د السيد السيدة الأستاذ استاذ أستاذ الاستاذة المهندس مهندس الحاج "
    "الحاجة حاج حاجي الحجي حجي الشيخ شيخ "
    "العميد العقيد المقدم الرائد النقيب الملازم اللواء الفريق عميد عقيد مقدم نقيب ملازم لواء القاضي "
    "المحامي النائب ملا الملا آية اية سماحة "
    "دکتر آقای کاک مام مامۆستا دکتۆر شێخ حاجی سەید سەيد مەلا بەڕێز خاتوو ئەندازیار پارێزەر پرۆفیسۆر سەیدا"
)
"""Titles and forms of address; read as such only where other parts are left."""

TITLES_AND_NAMES = _words(
    "sayyid sayed syed seyed sayid hajj haj hadj haji hajji mulla mullah sheikh shaikh shaykh sheik "
    "cheikh amid naqib "
    "سيد السيد حاج الحاج حاجي ملا الملا شيخ الشيخ عميد نقيب سەید سەيد مەلا شێخ"
)
"""Titles that are given names as well (Sayed Karim, an Egyptian), so that one name may have as a part what
the other has as a title."""

BOOKING_TITLES = _words("mr mrs ms miss mstr adt chd inf dr")
"""Titles and kinds of passenger (adult, child, infant) of bookings, which may stand after the name too, or in
brackets."""

STUCK_TITLES = ("MSTR", "MISS", "MRS", "CHD", "INF", "MR", "MS", "DR")
"""Titles that booking systems write onto the given name, longest first."""

SONS = _words(
    "bin ibn ben bint binti bent ould wuld walad wlad kuri kurê kiçi bn بن ابن إبن بنت ولد کوڕی كوري "
    "کوری کچی کچا کوڕێ کورێ"
)
"""Between two names: the second is the father of the first. Written or left out at will."""

NAMES_THAT_ARE_SONS = _words("ben bent ould walad bn")
"""Those that in first place may be a name (Ben Smith); bin and ibn there are left out as elsewhere (Ibn
Khaldun)."""

FATHER_OF = _words(
    "abu abou abo abi aba abul abel bu bou bavê bave ابو أبو ابي أبي ابا بو باوکی باوکێ بابێ باڤێ ئەبو ئەبوو"
)
MOTHER_OF = _words("umm um om oum omm ummu daykî dayika أم ام دایکی دایکا ئوم")

SERVANT = _words("abd عبد عەبد عەبدول")
SERVANT_JOINED = _words("abdul abdel abdal abdol abdil abdoul abdull abdur abdus عبدال")
"""With the article already on it: what follows is always part of the name."""


def _slips(word: str) -> set[str]:
    """The word with one small letter put in, left out, replaced or swapped with the next."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {before + after[1:] for before, after in halves} | {
        before + after[1:2] + after[:1] + after[2:] for before, after in halves
    }
    return made | {
        before + sign + after[skip:]
        for before, after in halves
        for sign in ascii_lowercase
        for skip in (0, 1)
    }


SERVANT_MISTYPED = (
    frozenset(_slips("abdul") | _slips("abdel")) - SERVANT_JOINED - _words("abul abel adel abde abdu abdal")
)
"""The same with one slip; without what is a name or another word (Adel, Abu al-)."""

NAMES_OF_GOD = _words(
    "allah rahman rahim rehman karim kareem aziz jabbar jabar qadir kadir khaliq razzaq razaq wahab "
    "wahhab hamid hamed majid majeed salam malik "
    "latif hadi hakim halim ghani ghafur ghafar ghaffar sattar satar samad nasir nasser basit baqi "
    "wahid wahed amir ameer jalil fattah hai hay "
    "rida ridha redha reza zahra zahraa hussein hussain husain hasan hassan mahdi mehdi imam nabi "
    "rasul rasool ali kadhim abbas sada sadah "
    "الله رحمن رحيم كريم عزيز جبار قادر خالق رزاق وهاب حميد مجيد سلام ملك لطيف هادي حكيم حليم غني "
    "غفور غفار ستار صمد ناصر باسط باقي واحد امير "
    "جليل فتاح حي رضا زهرة زهره زهراء حسين حسن مهدي امام نبي رسول علي كاظم عباس سادة ساده اله لله"
)
"""What may follow "servant of" without an article."""

FAITH_TAILS = _words(
    "din deen dine dean eddin eddine eddeen uddin uddeen aldin aldeen addin adin aldine eldin eldine "
    "eldeen ulldin الدين دين ئەددین ئەدین ەددین ەدین"
)
TAILS = _words(
    "allah ullah islam ulum uloom ulloum oloum uloum olum oloom zaman abidin abideen abdeen sultan "
    "ulama faqar fiqar fiqr huda الله اسلام علوم زمان عابدين عابدین فقار هدى هدی ئیسلام"
)
"""The second half of a compound (Nasr Allah, Zain al-Abidin), bound to the word before when it stands with an
article or is the name of God."""

BOUND = FAITH_TAILS | TAILS
"""What is no name of its own, but the second half of one."""

ARTICLES = _words("al el ul il as ash an ad ar at az adh ath es esh en ed er et ez ur us un ud l ال آل ئال")

NO_ARTICLE = _words(
    "الاء الهام الياس الفت الماس الين السا الينا الون الما الكسندر الكساندر اليزابيث الفريد البرت "
    "البير الان اليا الماز الوان الوند الند الماسة"
)
"""Names that begin with alef and lam without having an article."""

PLACEHOLDERS = _phrases(
    "unknown|unk|unkn|unnamed|no name|noname|nil|none|null|nan|na|n a|not available|not applicable|"
    "not known|not given|not stated|tbd|tba|"
    "test|testing|test test|test name|xxx|xx|x|xxxx|anonymous|anonym|withheld|redacted|hidden|"
    "private|private number|no data|empty|blank|"
    "dummy|fnu|lnu|fnu lnu|john doe|jane doe|passenger|customer|client|user|name|name unknown|"
    "unknown unknown|unknown person|unidentified|"
    "مجهول|مجهولة|مجهول الهوية|مجهولة الهوية|غير معروف|غير معروفة|غير مذكور|غير متوفر|غير محدد|غير "
    "معلوم|لا يوجد|لايوجد|بلا اسم|بدون اسم|بدون|"
    "لا اسم|فلان|فلان الفلاني|تجربة|اختبار|تست|فارغ|لا ينطبق|شخص مجهول|"
    "نەناسراو|نادیار|نەزانراو|ناوی نییە|بێ ناو|بێناو|تاقیکردنەوە|نییە|نەدیار|نەناس"
)
"""Whole texts (signs between words as one blank) that say that there is no name."""

MARKS = frozenset(word for phrase in PLACEHOLDERS for word in phrase.split()) | _words(
    "mother mothers mother's aka alias known nicknamed أمه أمها والدته والدتها الوالدة ناوی ناڤێ "
    "ناسراو نافنیاس "
    "الملقب الملقبة المعروف المعروفة المكنى الشهير الشهيرة المشهور"
)
"""Words that say what follows (a mother's name, a nickname) or are part of a placeholder: a text with one of
them is read as a whole."""
