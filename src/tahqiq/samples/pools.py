"""Pools of name parts from which invented people are put together: Arabic letters, Latin spellings, Sorani
letters.

Parts are common given names and trades or town names as surnames; tribal names are left out on purpose. Latin
spellings are those that one meets side by side for the same Arabic form. The first Latin spelling is the
usual one.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name. ``ckb`` is the Sorani spelling, empty for names that are not written in Sorani
    here."""

    ar: str
    latin: tuple[str, ...]
    ckb: str = ""


def _parts(table: str) -> tuple[Part, ...]:
    rows = [line.split("|") for line in table.strip().splitlines()]
    return tuple(
        Part(row[0].strip(), tuple(row[1].split()), row[2].strip() if len(row) > 2 else "") for row in rows
    )


MALE = _parts("""
محمد|Mohammed Muhammad Mohamed Mohammad|محەمەد
أحمد|Ahmed Ahmad|ئەحمەد
علي|Ali Aly|عەلی
حسين|Hussein Hussain Husain|حوسێن
حسن|Hassan Hasan|حەسەن
عباس|Abbas
جاسم|Jassim Jasim Jassem
كاظم|Kadhim Kazem Kadhem Kazim
مصطفى|Mustafa Mostafa Mustapha|مستەفا
إبراهيم|Ibrahim Ebrahim|ئیبراهیم
عبد الله|Abdullah Abdallah|عەبدوڵڵا
عبد الرحمن|Abdulrahman Abdul-Rahman Abdelrahman|عەبدولڕەحمان
عبد الكريم|Abdulkarim Abdul-Kareem Abdelkarim|عەبدولکەریم
خالد|Khalid Khaled
سعد|Saad Sa'd
سعيد|Saeed Said Sa'eed|سەعید
ياسين|Yassin Yaseen Yasin|یاسین
يوسف|Yousif Yusuf Youssef|یوسف
عمر|Omar Umar|عومەر
عثمان|Othman Uthman Osman|عوسمان
قاسم|Qasim Qassim Kasim|قاسم
كريم|Karim Kareem|کەریم
رشيد|Rashid Rasheed|ڕەشید
حميد|Hameed Hamid|حەمید
مجيد|Majeed Majid|مەجید
فاضل|Fadhil Fadel Fazil|فازڵ
طه|Taha|تەها
رائد|Raed Raid
وليد|Waleed Walid
ثامر|Thamer Thamir
ضياء|Dhiaa Diaa Zia
نوري|Nouri Noori Nuri|نوری
صباح|Sabah
فلاح|Falah Fallah
جبار|Jabbar Jabar
سلمان|Salman
هاشم|Hashim Hashem|هاشم
نزار|Nizar Nezar
غسان|Ghassan Gassan
ظافر|Dhafer Zafir Dhafir
مهدي|Mahdi Mehdi
باسم|Bassem Basim Basem
عادل|Adel Adil
ماجد|Majid Majed
حيدر|Haidar Haider Hayder Hyder
سيف الدين|Saifaldin Saif-al-Din Sayf-aldeen
صلاح الدين|Salahaldin Salah-al-Din Salahuddin|سەلاحەدین
نور الدين|Nouraldin Nur-al-Din Noureddine|نورەدین
""")

KURDISH = _parts("""
آزاد|Azad|ئازاد
هيوا|Hiwa Hewa|هیوا
شيركو|Sherko Shirko Shêrko|شێرکۆ
ريبوار|Rebwar Rebuar Rêbwar|ڕێبوار
كاروان|Karwan Karvan|کاروان
دلشاد|Dilshad Delshad|دڵشاد
هوشيار|Hoshyar Hushyar Hoshiar|هۆشیار
سوران|Soran|سۆران
بختيار|Bakhtiar Bakhtyar Bextiyar|بەختیار
نوزاد|Nawzad Nauzad Newzad|نەوزاد
سردار|Sardar Serdar|سەردار
ريزان|Rezan Rêzan|ڕێزان
جوتيار|Jutyar Cutyar Jotyar|جووتیار
ژيار|Zhyar Jiyar Zhiar|ژیار
هفال|Haval Heval|هەڤاڵ
نيجيروان|Nechirvan Nejirvan Nechervan|نێچیرڤان
كوران|Goran Koran|گۆران
بيستون|Bistoon Bestun Bistun|بێستوون
فرهاد|Farhad Ferhad|فەرهاد
ئاسو|Aso Asso|ئاسۆ
زانا|Zana|زانا
لقمان|Luqman Loqman Lukman|لوقمان
""")

FEMALE = _parts("""
فاطمة|Fatima Fatma Fatimah|فاتمە
زينب|Zainab Zaynab Zeinab|زەینەب
مريم|Maryam Mariam Meryem|مەریەم
خديجة|Khadija Khadeeja|خەدیجە
سعاد|Suad Souad
نجاة|Najat Najah
رقية|Ruqaya Ruqayya
أمينة|Amina Ameena|ئامینە
حليمة|Halima Haleema|حەلیمە
هدى|Huda Hoda
سميرة|Samira Sameera
كريمة|Karima Kareema
نسرين|Nasreen Nasrin|نەسرین
شيرين|Shirin Shireen|شیرین
گلاويژ|Galawezh Gelawêj|گەلاوێژ
هيرو|Hero Hiro|هێرۆ
بهية|Bahia Bahiya
جميلة|Jamila Jameela
صبيحة|Sabiha Sabeeha
وفاء|Wafaa Wafa
""")

SURNAMES = _parts("""
الصفار|Al-Saffar Alsaffar Saffar
الحداد|Al-Haddad Alhaddad Haddad
النجار|Al-Najjar Alnajjar Najar
الخياط|Al-Khayyat Alkhayat Khayyat
الكرخي|Al-Karkhi Alkarkhi Karkhi
الرصافي|Al-Rusafi Alrasafi Rusafi
الصائغ|Al-Sayegh Alsaigh Sayegh
العطار|Al-Attar Alattar Attar
الدباغ|Al-Dabbagh Aldabagh Dabbagh
القصاب|Al-Qassab Alqasab Kassab
السراج|Al-Sarraj Alsaraj Sarraj
البناء|Al-Banna Albanna Banna
الحلاق|Al-Hallaq Alhalaq Hallak
الخباز|Al-Khabbaz Alkhabaz Khabaz
النقاش|Al-Naqqash Alnakash Naqash
الملاح|Al-Mallah Almalah Mallah
الوراق|Al-Warraq Alwaraq Warak
الساعاتي|Al-Saati Alsaati Saaty
الجراح|Al-Jarrah Aljarah Jarah
الفحام|Al-Fahham Alfaham Fahham
الزجاج|Al-Zajjaj Alzajaj Zajaj
الحمامي|Al-Hammami Alhamami Hamami
الكتبي|Al-Kutubi Alkutbi Kutbi
المعمار|Al-Mimar Almimar Mimar
""")

KURDISH_SURNAMES = _parts("""
قرداغي|Qaradaghi Karadaghi Qeredaxî|قەرەداغی
بنجويني|Penjweni Penjwini Pênjwênî|پێنجوێنی
شارزوري|Sharazuri Sharezuri Sharezûrî|شارەزووری
خاك|Khak Xak|خاک
دربندي|Darbandi Derbendi|دەربەندی
گرميان|Garmyan Germiyan|گەرمیان
چمجمالي|Chamchamali Jamjamali|چەمچەماڵی
كويي|Koyi Koyee Koy|کۆیی
""")

SONS = _parts("""
سجاد|Sajjad
كرار|Karrar
مروان|Marwan
ليث|Layth Laith
أيمن|Ayman
يزن|Yazan
آدم|Adam
أنس|Anas
زيد|Zaid Zayd
تحسين|Tahsin Tahseen
ريان|Rayan
بلال|Bilal
""")

NICKNAMES = (
    ("العقرب", "the Scorpion"),
    ("الدكتور", "the Doctor"),
    ("الأعرج", "the Lame"),
    ("الأستاذ", "the Teacher"),
    ("الفهد", "the Cheetah"),
    ("أبو الليل", "Abu al-Layl"),
    ("الصغير", "the Small One"),
    ("الخال", "the Uncle"),
    ("السيد", "the Mister"),
    ("الحجي", "the Hajji"),
    ("كاكه", "Kaka"),
    ("الملا", "the Mulla"),
    ("الطويل", "the Tall"),
    ("الأشقر", "the Blond"),
    ("البحار", "the Sailor"),
    ("الزورق", "the Boat"),
    ("الميكانيكي", "the Mechanic"),
    ("السايق", "the Driver"),
    ("النمر", "the Tiger"),
    ("الكابتن", "the Captain"),
    ("الشيف", "the Chef"),
    ("المهندس", "the Engineer"),
    ("الوردة", "the Rose"),
    ("القناص", "the Marksman"),
)

STREETS_BAGHDAD = (
    "حي السدرة",
    "حي المنارة",
    "محلة الجسر",
    "حي الياسمين",
    "محلة الساقية",
    "حي النوارس",
    "شارع المطابع",
    "حي الرافد",
)
STREETS_NORTH = ("گەڕەکی چنار", "حي الجنار", "حي الرمان", "گەڕەکی کانی", "حي الينبوع", "شارع البلوط")
