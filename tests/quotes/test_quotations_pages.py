"""Speech in more languages, as their books set it: a page each, with a name in marks that nobody says."""

from __future__ import annotations

import pytest

from bot.quotes import quotations

PAGES: dict[str, tuple[str, list[tuple[str, str | None]]]] = {
    "German ‚…‘": (
        """
‚Du bist gekommen‘, sagte Anke leise. ‚Ich habe gewartet.‘
‚Und wohin?‘ fragte Jens. Er war müde und setzte sich auf die Bank.
Das Schiff hieß ‚Seeadler‘ und lag im Hafen.
""",
        [("Du bist gekommen Ich habe gewartet.", "Anke"), ("Und wohin?", "Jens")],
    ),
    "German ›…‹": (
        """
›Du bist gekommen‹, sagte Anke leise. ›Ich habe gewartet.‹
›Und wohin?‹, fragte Jens und er war müde.
Das Schiff hieß ›Seeadler‹ und lag im Hafen.
""",
        [("Du bist gekommen Ich habe gewartet.", "Anke"), ("Und wohin?", "Jens")],
    ),
    "Swiss ‹…›": (
        """
‹Du bist gekommen›, sagte Anke leise. ‹Ich habe gewartet.›
‹Und wohin?›, fragte Jens und er war müde.
""",
        [("Du bist gekommen Ich habe gewartet.", "Anke"), ("Und wohin?", "Jens")],
    ),
    "German nested": (
        """
„Er hat gesagt: ‚Geh!‘ und dann war er weg“, sagte Anke.
»Ich las ›Die Lampe‹ und es war gut«, antwortete Jens.
»Was heißt ›fort‹?«, fragte sie.
""",
        [
            ("Er hat gesagt: ‚Geh!‘ und dann war er weg", "Anke"),
            ("Ich las ›Die Lampe‹ und es war gut", "Jens"),
            ("Was heißt ›fort‹?", None),
        ],
    ),
    "Dutch ‘…’": (
        """
‘Je bent gekomen,’ zei Anna. ‘Ik heb op je gewacht.’
Hij keek naar de zee en zei niets. ‘Waarom niet?’
‘Omdat het niet kan,’ zei Jan, ‘en dat weet je.’
‘Ik ga ’s avonds wel,’ zei Anna.
Het was vroeg en ze zei: ‘Kom nou.’
""",
        [
            ("Je bent gekomen, Ik heb op je gewacht.", "Anna"),
            ("Waarom niet?", None),
            ("Omdat het niet kan, en dat weet je.", "Jan"),
            ("Ik ga ’s avonds wel,", "Anna"),
            ("Kom nou.", None),
        ],
    ),
    "Dutch „…”": (
        """
„Je bent gekomen,” zei Anna. „Ik heb op je gewacht.”
„Waarheen?” vroeg Jan zacht en hij was het niet.
""",
        [("Je bent gekomen, Ik heb op je gewacht.", "Anna"), ("Waarheen?", "Jan")],
    ),
    "Greek": (
        """
— Ήρθες, είπε η Μαρία. Σε περίμενα.
— Πού πας; ρώτησε ο Γιάννης.
— Δεν ξέρω — απάντησε η Ελένη και γύρισε — αλλά θα δούμε.
«Φύγε», ψιθύρισε ο Νίκος. «Τώρα!»
— Όχι, φώναξε ο παππούς, δεν θα πας πουθενά!
– Έλα εδώ, της είπε. Η νύχτα έπεφτε πάνω από τη θάλασσα.
""",
        [
            ("Ήρθες, Σε περίμενα.", "Μαρία"),
            ("Πού πας;", "Γιάννης"),
            ("Δεν ξέρω αλλά θα δούμε.", "Ελένη"),
            ("Φύγε Τώρα!", "Νίκος"),
            ("Όχι, δεν θα πας πουθενά!", None),
            ("Έλα εδώ", None),
        ],
    ),
    "Persian": (
        """
«تو آمدی»، نور گفت. «منتظرت بودم.»
مریم گفت: «برو!»
علی پرسید: «کجا می‌روی؟»
«نمی‌دانم.» رضا آهسته جواب داد و از پنجره بیرون را نگاه کرد.
- سلام!
مریم به علی گفت: «بیا با هم برویم.»
کشتی «امید» نام داشت و در بندر بود. نور و رضا و مریم و علی با هم رفتند.
""",
        [
            ("تو آمدی منتظرت بودم.", "نور"),
            ("برو!", "مریم"),
            ("کجا می\u200cروی؟", "علی"),
            ("نمی\u200cدانم.", "رضا"),
            ("سلام!", None),
            ("بیا با هم برویم.", "مریم"),
        ],
    ),
    "Urdu": (
        """
”تم آ گئے ہو،“ نور نے کہا۔ ”میں تمہارا انتظار کر رہی تھی۔“
علی نے پوچھا، ”کہاں جا رہے ہو؟“
”مجھے نہیں معلوم۔“ اس نے جواب دیا۔
نور اور علی دونوں گھر کی طرف چلے گئے۔
""",
        [
            ("تم آ گئے ہو، میں تمہارا انتظار کر رہی تھی۔", "نور"),
            ("کہاں جا رہے ہو؟", "علی"),
            ("مجھے نہیں معلوم۔", None),
        ],
    ),
    "Hindi": (
        """
“तुम आ गए,” मीरा ने कहा। “मैं तुम्हारा इंतज़ार कर रही थी।”
रोहन ने पूछा, “कहाँ जा रहे हो?”
“मुझे नहीं पता,” उसने कहा।
"चलो!" मीरा चिल्लाई।
मीरा और रोहन घर की ओर चले गए।
""",
        [
            ("तुम आ गए, मैं तुम्हारा इंतज़ार कर रही थी।", "मीरा"),
            ("कहाँ जा रहे हो?", "रोहन"),
            ("मुझे नहीं पता,", None),
            ("चलो!", "मीरा"),
        ],
    ),
    "Bengali": (
        """
“তুমি এসেছ,” মীরা বলল। “আমি তোমার জন্য অপেক্ষা করছিলাম।”
রোহন জিজ্ঞেস করল, “কোথায় যাচ্ছ?”
“জানি না,” সে বলল।
মীরা আর রোহন বাড়ির দিকে গেল।
""",
        [("তুমি এসেছ, আমি তোমার জন্য অপেক্ষা করছিলাম।", "মীরা"), ("কোথায় যাচ্ছ?", "রোহন"), ("জানি না,", None)],
    ),
    "Filipino": (
        """
“Dumating ka,” sabi ni Maria. “Hinintay kita.”
“Saan ka pupunta?” tanong ni Juan.
“Hindi ko alam,” sagot niya.
Ang barko ay tinawag na “Pag-asa” at nasa daungan.
""",
        [("Dumating ka, Hinintay kita.", "Maria"), ("Saan ka pupunta?", "Juan"), ("Hindi ko alam,", None)],
    ),
    "Czech": (
        """
„Přišel jsi,“ řekla Jana. „Čekala jsem na tebe.“
„Kam jdeš?“ zeptal se Petr tiše.
»Nevím,« odpověděl Karel a bylo to tak.
– Pojď sem! zvolal děda.
Loď se jmenovala „Naděje“ a stála v přístavu.
""",
        [
            ("Přišel jsi, Čekala jsem na tebe.", "Jana"),
            ("Kam jdeš?", "Petr"),
            ("Nevím,", "Karel"),
            ("Pojď sem!", None),
        ],
    ),
    "Slovak": (
        """
„Prišiel si,“ povedala Jana. „Čakala som na teba.“
„Kam ideš?“ spýtal sa Peter ticho.
– Neviem, – odpovedal Karol.
Loď sa volala „Nádej“ a stála v prístave.
""",
        [("Prišiel si, Čakala som na teba.", "Jana"), ("Kam ideš?", "Peter"), ("Neviem", "Karol")],
    ),
    "Hungarian": (
        """
– Megjöttél – mondta Anna. – Vártam rád.
– Hová mész? – kérdezte Péter halkan.
– Nem tudom – felelte a lány, és elfordult.
„Hideg van” – gondolta Anna, és nem szólt egy szót sem.
A hajót „Remény”-nek hívták, és a kikötőben állt.
""",
        [
            ("Megjöttél Vártam rád.", "Anna"),
            ("Hová mész?", "Péter"),
            ("Nem tudom", None),
            ("Hideg van", "Anna"),
        ],
    ),
    "Ukrainian": (
        """
— Ти прийшов, — сказала Віра. — Я чекала на тебе.
— Куди ти йдеш? — запитав Ілля.
— Не знаю, — тихо відповіла вона.
«Як холодно», — подумав Ілля.
Корабель називався «Надія» і стояв біля причалу.
""",
        [
            ("Ти прийшов, Я чекала на тебе.", "Віра"),
            ("Куди ти йдеш?", "Ілля"),
            ("Не знаю", None),
            ("Як холодно", "Ілля"),
        ],
    ),
    "Bulgarian": (
        """
— Дойде — каза Вера. — Чаках те.
— Къде отиваш? — попита Иван.
— Не знам — отвърна тя тихо.
„Колко е студено“, помисли си Иван.
Корабът се казваше „Надежда“ и беше в пристанището.
""",
        [
            ("Дойде Чаках те.", "Вера"),
            ("Къде отиваш?", "Иван"),
            ("Не знам", None),
            ("Колко е студено", "Иван"),
        ],
    ),
    "Serbian": (
        """
— Дошао си — рекла је Вера. — Чекала сам те.
„Где идеш?“, упита Иван.
— Не знам — одговори она тихо.
Брод се звао „Нада“ и био је у луци.
""",
        [("Дошао си Чекала сам те.", "Вера"), ("Где идеш?", "Иван"), ("Не знам", None)],
    ),
    "Croatian": (
        """
– Došao si – rekla je Vera. – Čekala sam te.
„Kamo ideš?“ upitao je Ivan.
»Ne znam«, odgovori ona tiho.
Brod se zvao „Nada“ i bio je u luci.
""",
        [("Došao si Čekala sam te.", "Vera"), ("Kamo ideš?", "Ivan"), ("Ne znam", None)],
    ),
    "Vietnamese": (
        """
– Anh đến rồi à? – Lan hỏi. – Em đợi anh mãi.
“Anh không biết,” Minh nói.
“Đi thôi!” cô ấy nói.
— Đi đâu? – Minh hỏi lại.
Con tàu tên là “Hy Vọng” và đang ở cảng.
""",
        [
            ("Anh đến rồi à? Em đợi anh mãi.", "Lan"),
            ("Anh không biết,", "Minh"),
            ("Đi thôi!", None),
            ("Đi đâu?", "Minh"),
        ],
    ),
    "Turkish": (
        """
“Geldin,” dedi Ayşe. “Seni bekliyordum.”
— Nereye gidiyorsun? diye sordu Mehmet.
“Bilmiyorum,” dedi kadın.
Ayşe, “Hadi gidelim,” dedi.
Geminin adı “Umut”tu ve limandaydı.
""",
        [
            ("Geldin, Seni bekliyordum.", "Ayşe"),
            ("Nereye gidiyorsun?", "Mehmet"),
            ("Bilmiyorum,", None),
            ("Hadi gidelim,", "Ayşe"),
        ],
    ),
    "Swedish": (
        """
”Du kom”, sade Anna. ”Jag har väntat på dig.”
– Vart ska du? frågade Erik.
– Jag vet inte, svarade hon tyst. Det regnade hela natten i staden.
– Kom nu, sa Erik och log.
Båten hette ”Hoppet” och låg i hamnen.
""",
        [
            ("Du kom Jag har väntat på dig.", "Anna"),
            ("Vart ska du?", "Erik"),
            ("Jag vet inte", None),
            ("Kom nu", "Erik"),
        ],
    ),
    "Norwegian": (
        """
«Du kom», sa Anna. «Jeg har ventet på deg.»
– Hvor skal du? spurte Erik.
– Jeg vet ikke, svarte hun stille.
Båten het «Håpet» og lå i havna.
""",
        [("Du kom Jeg har ventet på deg.", "Anna"), ("Hvor skal du?", "Erik"), ("Jeg vet ikke", None)],
    ),
    "Danish": (
        """
»Du kom,« sagde Anna. »Jeg har ventet på dig.«
– Hvor skal du hen? spurgte Erik.
– Det ved jeg ikke, svarede hun stille.
Båden hed »Håbet« og lå i havnen.
""",
        [
            ("Du kom, Jeg har ventet på dig.", "Anna"),
            ("Hvor skal du hen?", "Erik"),
            ("Det ved jeg ikke", None),
        ],
    ),
    "Finnish": (
        """
”Tulit”, sanoi Anna. ”Olen odottanut sinua.”
– Minne menet? kysyi Erkki.
– En tiedä, hän vastasi hiljaa.
Laivan nimi oli ”Toivo” ja se oli satamassa.
""",
        [("Tulit Olen odottanut sinua.", "Anna"), ("Minne menet?", "Erkki"), ("En tiedä", None)],
    ),
    "Italian": (
        """
«Sei venuto», disse Anna. «Ti aspettavo.»
— Dove vai? — chiese Marco.
– Non lo so, – rispose lei a bassa voce. – Vedremo.
“Andiamo!” gridò il vecchio Paolo.
La nave si chiamava “Speranza” ed era nel porto.
""",
        [
            ("Sei venuto Ti aspettavo.", "Anna"),
            ("Dove vai?", "Marco"),
            ("Non lo so, Vedremo.", None),
            ("Andiamo!", "Paolo"),
        ],
    ),
    "Romanian": (
        """
— Ai venit, spuse Ana. Te așteptam.
— Unde te duci? întrebă Mihai.
„Nu știu”, răspunse ea încet.
— Hai! strigă bătrânul Ion. Repede!
Vaporul se numea „Speranța” și era în port.
""",
        [
            ("Ai venit, Te așteptam.", "Ana"),
            ("Unde te duci?", "Mihai"),
            ("Nu știu", None),
            ("Hai! Repede!", "Ion"),
        ],
    ),
    "Catalan": (
        """
—Has vingut —va dir la Maria—. T’esperava.
—On vas? —va preguntar en Joan.
«No ho sé», va respondre ella.
El vaixell es deia «Esperança» i era al port.
""",
        [("Has vingut T’esperava.", "Maria"), ("On vas?", "Joan"), ("No ho sé", None)],
    ),
    "Hebrew": (
        """
„באת,” אמרה נועה. „חיכיתי לך.”
– לאן אתה הולך? שאל דוד.
״אני לא יודע,״ ענתה היא בשקט.
הספינה נקראה ״תקווה״ ועגנה בנמל. נועה ודוד הלכו יחד.
""",
        [("באת, חיכיתי לך.", "נועה"), ("לאן אתה הולך?", "דוד"), ("אני לא יודע,", None)],
    ),
    "Malay": (
        """
“Kamu sudah sampai,” kata Siti. “Saya menunggu kamu.”
“Nak ke mana?” tanya Ahmad.
Kapal itu dinamakan “Harapan” dan berada di pelabuhan.
""",
        [("Kamu sudah sampai, Saya menunggu kamu.", "Siti"), ("Nak ke mana?", "Ahmad")],
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_its_lines_and_who_says_them(page: str) -> None:
    text, lines = PAGES[page]
    found = quotations.of_story([text.strip().replace("\n", "\n\n")])[0]
    assert [(one.text, one.speaker) for one in found if one.kind == "speech"] == lines
