"""A story of a page in each of twelve languages, as its author would type it, with a line worth repeating."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ForeignStory:
    """A story as plain text with labels, two chapters and speech; `speech` is what somebody says in it."""

    title: str
    author: str
    speaker: str
    speech: str
    text: str


CHINESE = ForeignStory(
    title="守灯人",
    author="林晓舟",
    speaker="阿宁",
    speech="灯不是为我们点的，是为还在路上的人点的。",
    text="""\
书名：守灯人
作者：林晓舟
分级：全年龄

第一章 涨潮

涨潮的时候，整座岛只剩下一盏灯。阿宁提着油壶走上石阶，数到第九十七级，停下来听海。

“风要转了。”老周在上面说，“今晚会有船。”

“您怎么知道？”

“海鸥都飞进来了。”他笑了笑，把火柴递给她，“你来点。”

她划了三次才点着。火苗先是蓝的，然后变黄，最后亮得看不清老周的脸。

第二章 来信

信是冬天到的，纸被海水泡过，字却还在。写信的人说，那天夜里他迷了路，是看着这盏灯才回来的。

“可是那天夜里没有船啊。”老周说。

阿宁把信折好，放回信封里。“灯不是为我们点的，是为还在路上的人点的。”她说，“看不见的，也算。”

窗外，雪落在海上，一点声音也没有。
""",
)

JAPANESE = ForeignStory(
    title="灯台守の猫",
    author="水野あかり",
    speaker="ハル",
    speech="待つというのは、明かりを消さないことだよ。",
    text="""\
題名：灯台守の猫
作者：水野あかり

第一話　霧の朝

霧の深い朝、灯台の階段に猫が一匹すわっていた。首に小さな鍵をさげている。

「どこから来たの？」ハルがたずねると、猫はあくびをして、階段をのぼりはじめた。

九十七段目に、見たことのない扉があった。鍵はぴったり合った。

中には、古いランプと、だれかの書きかけの手紙がおいてあるだけだった。

第二話　手紙のつづき

「この人、だれを待っていたんだろう」と弟が言った。

「さあね」ハルは芯に火をつけた。「待つというのは、明かりを消さないことだよ。」

猫は窓ぎわで丸くなり、コーヒーの湯気を目で追っている。霧がゆっくりと晴れて、沖に白い船が見えた。
""",
)

KOREAN = ForeignStory(
    title="등대지기의 편지",
    author="한서윤",
    speaker="민재",
    speech="아무도 돌아오지 않는 밤에도 불빛은 꺼진 적이 없었어.",
    text="""\
제목: 등대지기의 편지
작가: 한서윤

1화 마지막 배

마지막 배가 떠난 뒤, 섬에는 두 사람만 남았다. 수아는 부두에 앉아 젖은 신발을 말렸다.

"다음 배는 언제 와요?" 수아가 물었다.

"봄에." 민재가 대답했다. "그때까지는 우리가 불을 지켜야 해."

등대의 계단은 아흔일곱 개였다. 수아는 한 번도 빠짐없이 세었다.

2화 봄이 오기 전에

겨울은 길었다. 눈이 창문을 반쯤 덮었고, 라디오에서는 파도 소리만 났다.

"정말 누가 보고 있을까요?"

"아무도 돌아오지 않는 밤에도 불빛은 꺼진 적이 없었어." 민재가 말했다. "그걸 보고 누군가는 길을 찾았겠지."

다음 날 아침, 바다 위로 작은 돛이 하나 나타났다.
""",
)

RUSSIAN = ForeignStory(
    title="Смотритель и вьюга",
    author="Вера Лаптева",
    speaker="Матвей",
    speech="Свет зажигают не для тех, кто дома, а для тех, кто ещё в пути.",
    text="""\
Название: Смотритель и вьюга
Автор: Вера Лаптева
Рейтинг: G

Глава 1. Девяносто семь ступеней

К вечеру ветер переменился, и остров пропал в снегу. Соня поднималась по лестнице и считала вслух.

— Девяносто семь, — сказала она. — Вчера было девяносто шесть.

— Одну намело, — ответил Матвей и подвинул ей кружку. — Пей, пока горячий.

Лампа гудела, как чайник, и по стеклу бежали длинные тени.

Глава 2. Почтовый катер

Катер пришёл только в четверг. Почтальон долго отряхивал шапку и молчал.

— Зачем вы жгли керосин всю неделю? — спросил он наконец. — Ведь никто не ходил.

— Свет зажигают не для тех, кто дома, а для тех, кто ещё в пути. — Матвей подкрутил фитиль.

Соня посмотрела на море. Далеко, у самой кромки льда, шёл человек с фонарём.
""",
)

SPANISH = ForeignStory(
    title="La farera de invierno",
    author="Inés Carmona",
    speaker="Candela",
    speech="¿Y quién te dijo que una luz sirve solo a quien la mira?",
    text="""\
Título: La farera de invierno
Autora: Inés Carmona
Clasificación: Para todos los públicos

Capítulo 1: La llave

El señor Ibáñez le entregó la llave sin mirarla. Pesaba más de lo que Candela había imaginado.

—Noventa y siete escalones —dijo él—. Y ninguno perdona.

—¿Cuándo vuelve el barco?

—Cuando quiera la mar.

Subió despacio. Arriba, el viento hablaba en una lengua que todavía no era la suya.

Capítulo 2: La carta

En febrero llegó un niño empapado, con una carta debajo de la camisa.

—Mi padre dice que nadie pasó por aquí en todo el mes —murmuró—. Que gastas aceite para nada.

Candela sonrió y echó otro leño al fuego.

—¿Y quién te dijo que una luz sirve solo a quien la mira? —respondió—. Siéntate. El caldo está caliente.

Fuera, muy lejos, sonó una campana.
""",
)

FRENCH = ForeignStory(
    title="La gardienne du phare",
    author="Maëlle Kervadec",
    speaker="Thérèse",
    speech="On n’allume pas pour être vu : on allume pour que quelqu’un voie.",
    text="""\
Titre : La gardienne du phare
Auteur : Maëlle Kervadec
Classification : Tout public

Chapitre premier — L’escalier

Il y avait quatre-vingt-dix-sept marches, et Thérèse les connaissait toutes par leur bruit.

« Tu es venue », dit le vieil Yann sans se retourner.

« J’avais promis. »

Il lui tendit la lanterne. Dehors, la mer avait la couleur de l’ardoise, et les mouettes rentraient déjà.

Chapitre 2 — La lettre

Le facteur arriva un matin de givre, essoufflé, les mains rouges.

« Personne n’est passé de tout l’hiver, dit-il. Pourquoi brûler tant d’huile ? »

Thérèse prit la lettre et sourit. « On n’allume pas pour être vu : on allume pour que quelqu’un voie. »

Il ne répondit pas. Mais en redescendant, il compta les marches.
""",
)

GERMAN = ForeignStory(
    title="Die Leuchtturmwärterin",
    author="Jördis Behrend",
    speaker="Wiebke",
    speech="Ein Licht fragt nicht, ob einer kommt; es fragt nur, ob es brennt.",
    text="""\
Titel: Die Leuchtturmwärterin
Autorin: Jördis Behrend
Freigabe: ab 6

Kapitel 1: Siebenundneunzig Stufen

Als die Flut kam, war die Straße zum Festland fort. Wiebke zählte die Stufen, wie jeden Abend.

„Du hast das Öl vergessen“, rief Onno von oben.

„Ich habe es nicht vergessen“, sagte sie. „Es ist keins mehr da.“

Der Wind fuhr durch die Schiffsglocke, und für einen Augenblick klang es wie eine Antwort.

Kapitel 2: Der Brief

Im Februar brachte der Postbote einen Brief, den niemand abgeschickt haben wollte.

„Den ganzen Winter ist kein einziges Schiff vorbeigefahren“, sagte er. „Wozu die Mühe?“

Wiebke stellte ihm die Suppe hin. „Ein Licht fragt nicht, ob einer kommt; es fragt nur, ob es brennt.“

Draußen taute es. Auf dem Eis stand ein Mann und winkte mit seiner Mütze.
""",
)

POLISH = ForeignStory(
    title="Latarniczka",
    author="Żaneta Wójcik",
    speaker="Jagna",
    speech="Światło nie pyta, kto płynie. Światło czeka.",
    text="""\
Tytuł: Latarniczka
Autor: Żaneta Wójcik

Rozdział 1. Schody

Dziewięćdziesiąt siedem stopni prowadziło na górę i każdy skrzypiał inaczej. Jagna znała je na pamięć.

— Spóźniłaś się — powiedział dziadek. — Zmierzch był kwadrans temu.

— Była mgła — odparła. — Szłam po dźwięku dzwonu.

Dziadek pokiwał głową i podał jej zapałki.

Rozdział 2. List

List przyszedł w marcu, cały w plamach soli. Listonosz nie chciał wejść, tylko stał w progu i tupał.

— Całą zimę nic tędy nie płynęło — mruknął. — Po co to wszystko?

— Światło nie pyta, kto płynie. Światło czeka. — Jagna zdjęła czajnik z ognia.

Za oknem odezwała się syrena, krótko, jakby ktoś chciał przeprosić.
""",
)

PORTUGUESE = ForeignStory(
    title="O farol de Vó Conceição",
    author="João Brandão",
    speaker="Conceição",
    speech="Luz não se guarda, menino: luz se gasta.",
    text="""\
Título: O farol de Vó Conceição
Autor: João Brandão
Classificação: Livre

Capítulo 1 — A maré

Quando a maré subia, a ilha ficava do tamanho de um quintal. Tião gostava: era como morar num navio.

— Noventa e sete degraus — disse a avó. — Hoje você sobe sozinho.

— E se eu errar a conta?

— Desce e começa de novo.

Ele subiu contando nos dedos, e lá em cima o vento quase levou o boné.

Capítulo 2 — O rapaz do barco

O rapaz chegou de manhã, com a vela rasgada e uma carta no bolso.

— Vi o clarão a noite inteira — contou. — A senhora não tem medo de o azeite acabar?

Conceição riu até tossir.

— Luz não se guarda, menino: luz se gasta. — E pôs mais um prato na mesa.
""",
)

ARABIC = ForeignStory(
    title="حارسة المنارة",
    author="سلمى الحداد",
    speaker="ليلى",
    speech="الضوء لا يسأل من القادم، الضوء ينتظر فقط.",
    text="""\
العنوان: حارسة المنارة
المؤلف: سلمى الحداد

الفصل الأول: الدرج

كان في المنارة سبع وتسعون درجة، وكانت ليلى تعرف صوت كل واحدة منها.

قال الجد: «تأخرتِ الليلة».

قالت ليلى: «كان الضباب كثيفًا، فمشيت على صوت الجرس».

ابتسم الجد وأعطاها علبة الكبريت. كان البحر بلون الرماد، والنوارس تعود إلى الصخور.

الفصل الثاني: الرسالة

Captain Moreau كان أول من وصل بعد الشتاء، وفي جيبه رسالة مبللة.

سأل القبطان: «لم يمر أحد من هنا منذ شهرين، فلماذا كل هذا الزيت؟»

قالت ليلى: «الضوء لا يسأل من القادم، الضوء ينتظر فقط.»

ثم وضعت طبقًا آخر على المائدة، وأغلقت الباب في وجه الريح.
""",
)

HEBREW = ForeignStory(
    title="שומרת המגדלור",
    author="נועה ברק",
    speaker="תמר",
    speech="אור לא שואל מי בא. אור רק מחכה.",
    text="""\
כותרת: שומרת המגדלור
מאת: נועה ברק

פרק א: המדרגות

במגדלור היו תשעים ושבע מדרגות, ותמר הכירה כל אחת מהן לפי הקול שלה.

„איחרת,” אמר סבא בלי להסתובב.

„היה ערפל,” ענתה תמר. „הלכתי לפי הפעמון.”

הוא הושיט לה את הגפרורים. הים היה אפור, והשחפים כבר חזרו אל הסלעים.

פרק ב: המכתב

Captain Moreau הגיע ראשון אחרי החורף, ובכיסו מכתב רטוב ועליו הכתובת Lighthouse, Skerrow.

„חודשיים לא עבר כאן איש,” אמר. „בשביל מה כל השמן הזה?”

„אור לא שואל מי בא. אור רק מחכה.” תמר הניחה עוד צלחת על השולחן וסגרה את הדלת מפני הרוח.
""",
)

THAI = ForeignStory(
    title="คนเฝ้าประภาคาร",
    author="มาลี ศรีสมุทร",
    speaker="ดาว",
    speech="แสงไฟไม่เคยถามว่าใครจะมา แสงไฟแค่รอไปเรื่อย ๆ",
    text="""\
ชื่อเรื่อง: คนเฝ้าประภาคาร
ผู้แต่ง: มาลี ศรีสมุทร

บทที่ 1 บันได

ประภาคารมีบันไดเก้าสิบเจ็ดขั้น ดาวจำเสียงของทุกขั้นได้ขึ้นใจ

“มาสายนะ” ปู่พูดโดยไม่หันกลับมา

“หมอกลงจัดค่ะ” ดาวตอบ “หนูเดินตามเสียงระฆังมา”

ปู่ยิ้มแล้วยื่นไม้ขีดไฟให้ ทะเลเป็นสีเทา นกนางนวลบินกลับเข้าฝั่งหมดแล้ว

บทที่ 2 จดหมาย

จดหมายมาถึงตอนปลายฤดูมรสุม กระดาษเปียกน้ำทะเลแต่ตัวหนังสือยังอ่านได้

“ไม่มีเรือผ่านมาสองเดือนแล้ว” คนส่งจดหมายบ่น “จะเปลืองน้ำมันไปทำไม”

“แสงไฟไม่เคยถามว่าใครจะมา แสงไฟแค่รอไปเรื่อย ๆ” ดาวตอบ แล้วตักข้าวต้มให้เขาอีกชาม

ข้างนอกฝนหยุดแล้ว มีใครคนหนึ่งโบกโคมอยู่กลางทะเล
""",
)

STORIES = {
    "zh": CHINESE,
    "ja": JAPANESE,
    "ko": KOREAN,
    "ru": RUSSIAN,
    "es": SPANISH,
    "fr": FRENCH,
    "de": GERMAN,
    "pl": POLISH,
    "pt": PORTUGUESE,
    "ar": ARABIC,
    "he": HEBREW,
    "th": THAI,
}
