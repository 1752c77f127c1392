"""A story of a page in each of twelve languages, as its author would type it, with a line worth repeating."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.paths import ROOT

TEXTS = ROOT / "tests" / "support" / "in_twelve_languages"


@dataclass(frozen=True, slots=True)
class ForeignStory:
    """A story in the language of this code: two chapters and speech; `speech` is what somebody says in it."""

    language: str
    title: str
    author: str
    speaker: str
    speech: str

    @property
    def text(self) -> str:
        """The story as plain text with labels."""
        return (TEXTS / f"{self.language}.txt").read_text(encoding="utf-8")


HEBREW = ForeignStory("he", "שומרת המגדלור", "נועה ברק", "תמר", "אור לא שואל מי בא. אור רק מחכה.")
_STORIES = (
    ForeignStory("zh", "守灯人", "林晓舟", "阿宁", "灯不是为我们点的，是为还在路上的人点的。"),
    ForeignStory("ja", "灯台守の猫", "水野あかり", "ハル", "待つというのは、明かりを消さないことだよ。"),
    ForeignStory(
        "ko", "등대지기의 편지", "한서윤", "민재", "아무도 돌아오지 않는 밤에도 불빛은 꺼진 적이 없었어."
    ),
    ForeignStory(
        "ru",
        "Смотритель и вьюга",
        "Вера Лаптева",
        "Матвей",
        "Свет зажигают не для тех, кто дома, а для тех, кто ещё в пути.",
    ),
    ForeignStory(
        "es",
        "La farera de invierno",
        "Inés Carmona",
        "Candela",
        "¿Y quién te dijo que una luz sirve solo a quien la mira?",
    ),
    ForeignStory(
        "fr",
        "La gardienne du phare",
        "Maëlle Kervadec",
        "Thérèse",
        "On n’allume pas pour être vu : on allume pour que quelqu’un voie.",
    ),
    ForeignStory(
        "de",
        "Die Leuchtturmwärterin",
        "Jördis Behrend",
        "Wiebke",
        "Ein Licht fragt nicht, ob einer kommt; es fragt nur, ob es brennt.",
    ),
    ForeignStory(
        "pl", "Latarniczka", "Żaneta Wójcik", "Jagna", "Światło nie pyta, kto płynie. Światło czeka."
    ),
    ForeignStory(
        "pt",
        "O farol de Vó Conceição",
        "João Brandão",
        "Conceição",
        "Luz não se guarda, menino: luz se gasta.",
    ),
    ForeignStory("ar", "حارسة المنارة", "سلمى الحداد", "ليلى", "الضوء لا يسأل من القادم، الضوء ينتظر فقط."),
    HEBREW,
    ForeignStory("th", "คนเฝ้าประภาคาร", "มาลี ศรีสมุทร", "ดาว", "แสงไฟไม่เคยถามว่าใครจะมา แสงไฟแค่รอไปเรื่อย ๆ"),
)
STORIES = {each.language: each for each in _STORIES}
