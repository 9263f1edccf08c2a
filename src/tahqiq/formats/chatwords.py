"""The words of WhatsApp's own lines in the languages of its exports, as data: halves of the day, what was
left out, deleted or edited, and what people did in a group.

The export is written in the language of the telephone. The words were gathered from what public readers of
such exports look for and from exports in public; a language that is missing here loses no text: its service
lines then stand as ordinary lines.
"""

import re

AM = (
    "am",
    "a.m",
    "ص",
    "صباحا",
    "صباحًا",
    "پ.ن",
    "ق.ظ",
    "قبل‌ازظهر",
    "öö",
    "de",
    "π.μ",
    "πμ",
    "पूर्वाह्न",
    "vorm",
    "dop",
    "fm",
    "ap",
    "f.m",
    "上午",
    "午前",
    "오전",
    "pg",
    "sa",
    "ก่อนเที่ยง",
    'לפנה"צ',
    "לפנה״צ",
    "ﻡ.ﺹ",
    "до полудня",
)
PM = (
    "pm",
    "p.m",
    "م",
    "مساء",
    "مساءً",
    "د.ن",
    "ب.ظ",
    "بعدازظهر",
    "ös",
    "du",
    "μ.μ",
    "μμ",
    "अपराह्न",
    "nachm",
    "odp",
    "em",
    "ip",
    "e.m",
    "下午",
    "午後",
    "오후",
    "ptg",
    "ch",
    "หลังเที่ยง",
    'אחה"צ',
    "אחה״צ",
    "после полудня",
)
LINKING = ("à", "às", "a las", "klo", "kl", "kl.", "um", "alle", "at", "ore", "в", "о", "la", "u", "o")
"""Words between date and time (French, Portuguese, Spanish, Finnish, Scandinavian, German, Italian, English,
Slavic)."""

LEFT_OUT = re.compile(
    r"^<[^<>\n]{4,60}(?:\s[^<>\n]{1,40})>$"
    r"|^(?:image|video|audio|sticker|document|GIF|Contact card|contact) omitted"
    r"|^(?:image|vidéo|audio|sticker|GIF|document|fiche contact) (?:absente?|omise?|retirée?|manquante?)"
    r"|^(?:Bild|Video|Audio|Sticker|Dokument|GIF|Kontaktkarte|afbeelding|video|audio|sticker|"
    r"document|contactkaart) (?:weggelassen|weggelaten)"
    r"|^(?:imagen|imagem|vídeo|video|audio|áudio|sticker|figurinha|documento|GIF|Tarjeta de contacto|"
    r"immagine|scheda contatto)"
    r" (?:omitid[oa]|ocultad[oa]|omess[oa]|non inclus[oa])"
    r"|^(?:görüntü|video|ses|Çıkartma|GIF|belge) dahil edilmedi"
    r"|^(?:изображение|видео|аудиофайл|стикер|документ|GIF) опущен[оа]?"
    r"|^(?:kuva|video|ääni|tarra|asiakirja|GIF) (?:jätettiin pois|jätetty pois)"
    r"|^(?:bild|video|ljud|klistermärke|dokument) utelämna(?:d|t|ts)"
    r"|^تم استبعاد (?:الصورة|الفيديو|الصوت|الملصق|المستند|الوسائط)"
    r"|^(?:התמונה|הסרטון|השמע|הסטיקר|המסמך) (?:הושמטה?|לא נכללה?)",
    re.I,
)
"""A body that stands for a file that was not exported; on Android always one phrase in angle brackets,
whatever the language."""

ATTACHED = re.compile(
    r"<[^<>:\n]{2,25}?\s?:\s*([^<>\n]{1,255})>"
    r"|^((?:IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d+\.\w{2,5}) \([^()\n]{3,40}\)"
    r"|^([^\n]{1,255}\.\w{2,5}) \((?:file attached|fichier joint|Datei angehängt|archivo adjunto|"
    r"arquivo anexado|ficheiro anexado|file allegato|bestand bijgevoegd"
    r"|tiedosto liitetty|dosya ekli|файл добавлен|fil bifogad|fil vedhæftet|plik dołączony|הקובץ "
    r"צורף|الملف مرفق|ملف مرفق)\)",
    re.M,
)
DELETED = re.compile(
    r"^(?:This message was deleted|You deleted this message|تم حذف هذه الرسالة|لقد حذفت هذه الرسالة|"
    r"حذفت هذه الرسالة"
    r"|Ce message a été supprimé|Vous avez supprimé ce message|Diese Nachricht wurde gelöscht|Du "
    r"hast diese Nachricht gelöscht"
    r"|Se eliminó este mensaje|Este mensaje fue eliminado|Eliminaste este mensaje|Esta mensagem foi "
    r"apagada|Você apagou esta mensagem|Mensagem apagada"
    r"|Questo messaggio è stato eliminato|Hai eliminato questo messaggio|Dit bericht is verwijderd|U "
    r"hebt dit bericht verwijderd|Je hebt dit bericht verwijderd"
    r"|Tämä viesti poistettiin|Poistit tämän viestin|Bu mesaj silindi|Bu mesajı sildiniz|Данное "
    r"сообщение удалено|Вы удалили данное сообщение"
    r"|Meddelandet raderades|Du raderade detta meddelande|ההודעה נמחקה|מחקת הודעה זו|Pesan ini telah "
    r"dihapus|Anda menghapus pesan ini)",
    re.I,
)
EDITED = re.compile(
    r"<(?:This message was edited|تم تعديل هذه الرسالة|Ce message a été modifié|Diese Nachricht "
    r"wurde bearbeitet|Se editó este mensaje|Mensagem editada"
    r"|Esta mensagem foi editada|Messaggio modificato|Dit bericht is bewerkt|Viestiä muokattiin|Tätä "
    r"viestiä muokattiin|Bu mesaj düzenlendi"
    r"|Сообщение изменено|Redigerat)[.\u200e]?>",
    re.I,
)

_VERBS = (
    # English, French, Finnish, German, Spanish, Portuguese, Italian, Dutch, Turkish, Russian, Swedish,
    # Arabic, Hebrew
    r"created (?:the |this )?group|created this community|changed (?:the|this|their|to|your)|added|"
    r"removed|left(?: the group)?$|joined (?:using|from|this)|(?:was|were) added|turned (?:on|off)"
    r"|pinned a message|deleted this group|updated the|reset this|is now an admin|no longer an admin|"
    r"blocked this|unblocked this|requested to join|started a call",
    r"a créé (?:le |ce )?groupe|avez créé|a ajouté|avez ajouté|a été ajoutée?|a retiré|avez retiré|a "
    r"supprimé .{1,60} du groupe|a quitté|avez quitté|a rejoint|a modifié|avez modifié|a changé|avez "
    r"changé"
    r"|a épinglé|a activé|a désactivé|est désormais admin",
    (
        r"loi ryhmän|loit ryhmän|lisäsi|lisäsit|lisättiin|poisti|poistit|poistui(?: ryhmästä)?|poistuit|"
        r"lähti(?: ryhmästä)?$|liittyi|muutti|muutit|vaihtoi|vaihdoit|kiinnitti"
    ),
    (
        r"hat die Gruppe|hast die Gruppe|hat .{1,60} hinzugefügt|hast .{1,60} hinzugefügt|wurde "
        r"hinzugefügt|hat .{1,60} entfernt|hat die Gruppe verlassen|ist .{0,40}beigetreten|hat (?:den|"
        r"das|die) .{1,40} geändert"
    ),
    (
        r"creó (?:el |este )?grupo|creaste|añadió|añadiste|agregó|eliminó a|eliminaste a|salió(?: del "
        r"grupo)?$|saliste|se unió|cambió|cambiaste|fijó"
    ),
    (
        r"criou (?:o |este )?grupo|criaste|você criou|adicionou|removeu|saiu(?: do grupo)?$|entrou "
        r"usando|mudou|alterou|você adicionou|fixou"
    ),
    (
        r"ha creato il gruppo|hai creato|ha aggiunto|hai aggiunto|ha rimosso|ha abbandonato|ha lasciato|"
        r"è entrat[oa]|ha cambiato|ha modificato"
    ),
    (
        r"heeft de groep|hebt de groep|heeft .{1,60} toegevoegd|hebt .{1,60} toegevoegd|is toegevoegd|"
        r"heeft .{1,60} verwijderd|heeft de groep verlaten|is toegetreden|neemt nu deel|heeft .{1,60} "
        r"gewijzigd"
    ),
    r"grubu oluşturdu|grubunu oluşturdu|ekledi$|eklediniz|çıkardı|ayrıldı|gruba katıldı|değiştirdi",
    r"создала? групп|создали групп|добавила?|добавили|удалила?|вышла?|присоединил|изменила?|изменили|покинул",
    r"skapade gruppen|lade till|tog bort|lämnade|gick med|ändrade",
    r"أنشأ|أنشأت|غيّر|غيّرت|غيرت|أضاف|أضافت|غادر|غادرت|انضم|انضمت|أزال|أزالت|تمت إضافة|تمت إزالة",
    r"יצר|יצרה|הוסיף|הוסיפה|הסיר|עזב|הצטרף|שינה|שינתה",
)
DEED = re.compile("(?:" + "|".join(_VERBS) + ")", re.I)
"""What somebody did in a chat or group, as the program writes it after the name."""

PASSIVE = re.compile(
    r"\b(?:was|were) (?:added|removed)|a été (?:ajouté|retiré)|lisättiin|wurdest? .{0,"
    r"60}(?:hinzugefügt|entfernt)|fue (?:añadid|agregad|eliminad)|foi (?:adicionad|removid)"
    r"|è stat[oa] (?:aggiunt|rimoss)|is toegevoegd|bent toegevoegd|تمت (?:إضافة|إزالة)|received a view once",
    re.I,
)
"""Somebody was added or removed, and the line does not say by whom."""

NOTICE = re.compile(
    r"end-to-end|security code|مشفرة|رمز الأمان|chiffrés? de bout en bout|code de sécurité|päästä "
    r"päähän|turvakoodi|Ende-zu-Ende|Sicherheitsnummer"
    r"|de extremo a extremo|código de seguridad|código de segurança|ponta a ponta|crittografat|"
    r"eind-tot-eind|beveiligingscode|uçtan uca|güvenlik kodu"
    r"|сквозным шифрованием|код безопасности|totalsträckskryptera|מוצפנות|disappearing messages|"
    r"messages éphémères|katoavat viestit",
    re.I,
)
"""What the program says of the chat itself."""

CALL = re.compile(
    r"^(?:Missed (?:voice|video|group)|(?:Voice|Video) call|Appel (?:vocal|vidéo)|Vastaamaton|"
    r"(?:Ääni|Video)puhelu|Verpasster|(?:Sprach|Video)anruf|Llamada|Videollamada|Chamada|Ligação"
    r"|Chiamata|Videochiamata|Gemiste|(?:Spraak|Video)oproep|Cevapsız|Пропущенный|مكالمة|שיחה)",
    re.I,
)
"""A call that the program writes into the chat."""
