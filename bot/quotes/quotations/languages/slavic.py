"""Slavic languages."""

from __future__ import annotations

from bot.quotes.quotations.languages.language import Language

LANGUAGES = (
    Language(
        "ru",
        common="""
            и в не на что он она с я как это но по его к было был все так ты ее её из за же от сказал
            сказала
        """,
        says="""
            сказал сказала сказали говорит говорил говорила спросил спросила спросили спрашивает ответил
            ответила отвечает отвечал отвечала крикнул крикнула закричал закричала воскликнул воскликнула
            прошептал прошептала шепнул шепнула пробормотал пробормотала буркнул буркнула произнёс
            произнес произнесла добавил добавила продолжал продолжала продолжил продолжила заметил
            заметила возразил возразила проговорил проговорила отозвался отозвалась повторил повторила
            вздохнул вздохнула усмехнулся усмехнулась улыбнулся улыбнулась рассмеялся рассмеялась
            засмеялся засмеялась протянул протянула согласился согласилась объяснил объяснила попросил
            попросила приказал приказала велел велела позвал позвала подтвердил подтвердила
            поинтересовался поинтересовалась рявкнул рявкнула прошипел прошипела простонал простонала
            всхлипнул всхлипнула фыркнул фыркнула хмыкнул хмыкнула уточнил уточнила предложил предложила
            подумал подумала начал начала кивнул кивнула выдохнул выдохнула молвил молвила вскрикнул
            вскрикнула удивился удивилась
        """,
        nobody="он она оно они я ты мы вы кто-то тот та эти этот эта его её её их мой моя наш",
        adverbs="-о -е -ски -ый -ий -ая -яя",
        deeds="л ла ло ли лся лась лось лись",
        dashes=True,
    ),
    Language(
        "uk",
        common="""
            і в не на що він вона з я як це але по його до було був все так ти її із за ж від сказав
            сказала й та у
        """,
        says="""
            сказав сказала сказали каже запитав запитала спитав спитала відповів відповіла відказав
            відказала крикнув крикнула вигукнув вигукнула прошепотів прошепотіла пробурмотів пробурмотіла
            додав додала мовив мовила промовив промовила повторив повторила зітхнув зітхнула посміхнувся
            посміхнулася засміявся засміялася подумав подумала
        """,
        nobody="він вона воно вони я ти ми ви хтось той та цей ця його її їх мій моя",
        adverbs="-о -е -ий",
        deeds="в ла ло ли вся лася лися",
        dashes=True,
    ),
    Language(
        "pl",
        common="""
            i w nie na się że z jest do to jak co po ale za od tak był była było jego jej ja ty już czy
            tylko ze przez
        """,
        says="""
            powiedział powiedziała powiedzieli mówi mówił mówiła rzekł rzekła zapytał zapytała spytał
            spytała odpowiedział odpowiedziała odparł odparła odrzekł odrzekła krzyknął krzyknęła zawołał
            zawołała szepnął szepnęła wyszeptał wyszeptała mruknął mruknęła dodał dodała westchnął
            westchnęła zaśmiał zaśmiała uśmiechnął uśmiechnęła stwierdził stwierdziła oznajmił oznajmiła
            wyjaśnił wyjaśniła warknął warknęła jęknął jęknęła syknął syknęła zauważył zauważyła powtórzył
            powtórzyła zaczął zaczęła przyznał przyznała poprosił poprosiła rozkazał rozkazała wykrzyknął
            wykrzyknęła pomyślał pomyślała zgodził zgodziła
        """,
        nobody="on ona ono oni one ja ty my wy ktoś ten ta jego jej ich mój moja się",
        adverbs="-o -e",
        titles="pan pani panna ciocia wujek",
        deeds="ł ła ło li ły",
        dashes=True,
    ),
    Language(
        "cs",
        common="""
            a se na je že to v s z do jsem ale jako by byl byla bylo co tak za už jen když ho mu řekl
            řekla který
        """,
        says="""
            řekl řekla zeptal zeptala odpověděl odpověděla odvětil odvětila zvolal zvolala vykřikl
            vykřikla zašeptal zašeptala zamumlal zamumlala dodal dodala povzdechl povzdechla zasmál
            zasmála pravil pravila pomyslel pomyslela prohlásil prohlásila
        """,
        nobody="on ona ono oni já ty my vy někdo ten ta jeho její můj moje se",
        adverbs="-e -ě -o",
        dashes=True,
    ),
)
