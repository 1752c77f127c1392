"""Sentences end where a reader would say so."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from bot.text.sentences import sentence_ends


@pytest.mark.parametrize(
    "marked",
    [
        "He came.| She went.| They slept.",
        "Mr. Harker met Mrs. Westenra at St. Mary’s with Dr. J. Seward.| He bowed.",
        "“Where is he?” she said.| “Gone!”| Then silence.",
        "“No!” John said.| “Never!” Mrs. Harker whispered.| He left.",
        "“Come here.”| He came.",
        "He waited... and waited.| Then…| Nothing.",
        "“But—”| He stopped.",
        "(It was late.)| We left.",
        "It was e.g. a dog, i.e. not a cat.| It barked at 3.15 and No. 7.",
        "“Did you see it?”| “Did you?” asked Lucy.",
        r"_He came._| _She\* went._| **Stop!**| Go.",
        "U.S. Army men came in 1986.| They stayed.",
        "It was I.| He knew.",
        "“You…?” he began.| “You!”| ‘Yes.’| She smiled.",
        "どこへ行く？|東京へ。|はい。",
        "One line.|\nAnother line.|\n> A third.",
        "「どこへ行くの？」と海子は言った。|『もう遅い』と彼は思った。|「さあ、行こう」",
        "「え……」|「なに⁉」彼女は叫んだ！！|そして、泣いた……。|……終わり。",
        "「行くの？」|\n「行く。」|\n彼は黙った。",
        "“你去吗？”她问。|“好！”守塔人大声说。|他走了。|“走吧。”",
        '"你去吗？"她问。|他走了。|"走吧。"',
        "『走吧！』她说，『快！』他……没有来。|（他走了。）|她笑了。|你好!|我是守塔人。",
        "«هل ستأتي؟» قالت مريم.| ثم ذهبت۔| ٹھیک۔",
        "वह गया।| फिर वह लौटा॥| कहाँ?",
        "“어디 가?” 미나가 물었다.| 등대의 불이 켜졌다.| “응.”| “그래.”",
        "Նա գնաց։| Հետո եկավ։| Վերջ։",
        "ሄደ።| ተመለሰ።| አዎ።",
        "គាត់ទៅ។| នាងមក។| សួស្តី៕",
        "သူသွားသည်။| သူမလာသည်။",
        "«Ты идёшь?» — спросила Вера.| Это был А. С. Пушкин, т. е. поэт с ул. Ленина.| Всё.",
        "« Tu viens ? » dit Maëlle.| « Oui ! »| M. Dupont et Mme. Durand partirent.",
        "„Komm!“ rief er.| „Ja.“| Er ging am 3. Mai, z. B. sonntags, d. h. Feiertags.| Sie kam 1986.| Ende.",
        "»Komm!« sagte er.| »Nein.«| »Doch!«| Er ging.",
        "¿Vienes?| ¡Sí!| —¡Ven! —gritó Ana.| El Sr. Gómez y la Sra. López, p. ej. hoy.| Fin.",
        "Πού πας;| Πάω σπίτι.| «Έλα;» είπε.| Τέλος.",
        "Przyszedł o godz. 5, tzn. późno.| Potem wyszedł, itd.| Koniec.",
        "Dhr. De Vries kwam.| Elment kb. 5-kor.| Mötet var kl. 5, dvs. sent.| Slut.",
        "Na str. 5, např. Karel, tzv. král.| Это проф. Орлов, стр. 5.| Всё.",
        'לאן?" שאלה מיה.| הוא הלך.| "כן."| "לא."',
    ],
)
def test_a_sentence_ends_where_the_next_begins(marked: str) -> None:
    text = marked.replace("|", "")
    ends = [0, *sentence_ends(text), len(text)]
    found = [text[a:b] for a, b in pairwise(ends)]
    assert [one.strip() for one in found] == [one.strip() for one in marked.split("|")]
    assert "".join(found) == text


@pytest.mark.parametrize("sign", ["！", '。"', "…", "? »", "«", "? «", "z. ", "—", "—“", "」", "!?"])
def test_a_million_signs_are_read_once(sign: str) -> None:
    before = time.process_time()
    list(sentence_ends(sign * (1_000_000 // len(sign))))
    assert time.process_time() - before < 5
