"""Germanic languages but for English, which has a grammar of its own, and their northern neighbour."""

from __future__ import annotations

from bot.quotes.quotations.languages.language import Language

LANGUAGES = (
    Language(
        "de",
        common="""
            der die das und nicht ist ich zu den ein eine von mit sich auf es im dem war er sie hatte als
            wie auch aus aber noch nur wir dass du sagte
        """,
        says="""
            sagte sagten sagt sage fragte fragt rief ruft antwortete antwortet erwiderte erwidert
            flüsterte flüstert murmelte murmelt meinte meint entgegnete entgegnet schrie brüllte ergänzte
            erklärte fügte fuhr seufzte lachte lächelte grinste knurrte brummte zischte stammelte
            stotterte befahl bat begann bemerkte berichtete bestätigte dachte drängte erkundigte gab
            gestand hauchte jammerte keuchte kicherte klagte kommentierte kreischte lallte mahnte nickte
            protestierte raunte schimpfte schluchzte schnaubte schlug setzte sprach stellte stimmte
            stöhnte verkündete verlangte versicherte versprach warf warnte widersprach wiederholte
            wimmerte wollte wunderte sagst
        """,
        nobody="""
            er sie es ich wir ihr man jemand niemand der die das den dem ein eine einer sein seine ihre
            mein meine unser unsere dein deine dieser diese jener jene alle beide Sie
        """,
        adverbs="""
            leise laut ruhig schließlich dann nun da endlich -lich -ig -isch -end sanft schnell sofort
            plötzlich wieder nur noch trocken kühl knapp fest kalt müde heiser
        """,
        titles="",
    ),
    Language(
        "nl",
        common="""
            de het een en van ik niet dat is op te zijn die met voor er maar hij ze was haar hem naar je
            ook aan bij nog dan zei
        """,
        says="""
            zei zeiden zegt vroeg vraagt riep roept antwoordde antwoordt fluisterde mompelde schreeuwde
            zuchtte lachte voegde vervolgde merkte begon besloot gilde snauwde herhaalde beaamde dacht
            verklaarde
        """,
        nobody="hij zij ze ik jij je wij we iemand de het een zijn haar mijn hun",
        adverbs="zacht zachtjes toen luid eindelijk -lijk",
    ),
    Language(
        "sv",
        common="""
            och att det som en på är av för med den till inte han hon jag var har ett om men sig så honom
            henne sade sa från
        """,
        says="""
            sade sa säger frågade frågar svarade svarar ropade viskade mumlade skrek suckade skrattade
            utbrast fortsatte tillade undrade sa
        """,
        nobody="han hon jag du vi de ni någon den det en ett hans hennes min",
        adverbs="tyst sedan då slutligen igen",
        dashes=True,
    ),
    Language(
        "da",
        common="""
            og at det som en på er af for med den til ikke han hun jeg var har et om men sig så ham hende
            sagde sa fra hvad
        """,
        says="""
            sagde sa siger sier spurgte spurte svarede svarte råbte ropte hviskede hvisket mumlede mumlet
            skreg sukkede sukket lo udbrød fortsatte tilføjede
        """,
        nobody="han hun jeg du vi de nogen noen den det en et hans hendes hennes min",
        adverbs="stille så da igen",
        dashes=True,
    ),
    Language(
        "fi",
        common="""
            ja on ei se että hän oli mutta kun niin ole minä sinä mitä vain kuin joka sen hänen tai jo nyt
            sanoi kysyi
        """,
        says="sanoi kysyi vastasi huusi kuiskasi mutisi huokaisi nauroi jatkoi lisäsi huudahti totesi",
        nobody="hän he minä sinä me te joku",
        adverbs="-sti hiljaa sitten",
        dashes=True,
    ),
)
