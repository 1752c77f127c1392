"""Languages of other families."""

from __future__ import annotations

from bot.quotes.quotations.languages.language import Language

LANGUAGES = (
    Language(
        "tr",
        common="""
            bir ve bu da de için çok ne o ben sen gibi daha ama var yok kadar sonra değil diye dedi mi mı
            onu ona
        """,
        says="""
            dedi dediler diyor sordu bağırdı fısıldadı mırıldandı ekledi yanıtladı cevapladı haykırdı
            söyledi
        """,
        nobody="o ben sen biz siz onlar biri bu şu",
        dashes=True,
    ),
    Language(
        "hu",
        common="a az és nem hogy is egy volt meg ez csak de el már azt mint ha még van én te ő mondta",
        says="mondta kérdezte felelte kiáltotta suttogta válaszolta szólt szólalt tette sóhajtott nevetett",
        nobody="ő ők én te mi ti valaki a az egy",
        adverbs="-an -en",
        dashes=True,
    ),
    Language(
        "id",
        common="""
            yang dan di itu dengan untuk tidak ini dari dia ke aku kamu ada akan pada saya tak sudah bisa
            juga kau kata
        """,
        says="""
            kata ujar tanya jawab ucap seru bisik teriak tambah sahut gumam tutur katanya ujarnya tanyanya
            jawabnya ucapnya serunya bisiknya teriaknya sahutnya gumamnya berkata bertanya menjawab
        """,
        nobody="dia ia aku kamu saya mereka kami kita seseorang lelaki perempuan pria wanita si",
    ),
    Language(
        "vi",
        common="""
            và của là có không được một trong cho với những người anh em cô tôi đã này khi đến nói như
            cũng thì mà
        """,
        says="nói hỏi đáp kêu thầm hét bảo thốt cười",
        nobody="anh em cô tôi hắn nàng ông bà chị nó họ chàng y gã một",
        dashes=True,
    ),
    Language(
        "el",
        common="και το να του η της με που την από για είναι δεν στο μου ο τα τον σε θα αλλά ήταν είπε",
        says="είπε ρώτησε απάντησε φώναξε ψιθύρισε μουρμούρισε πρόσθεσε αναστέναξε γέλασε λέει",
        nobody="αυτός αυτή εγώ εσύ κάποιος ο η το ένας μια",
        dashes=True,
    ),
    Language(
        "zh",
        says="""
            说道 说着 说 问道 问 答道 答 回答道 回答 喊道 喊 叫道 叫 笑道 笑说 喃喃道 低语道 吼道 骂道
            嚷道 叹道 解释道 解释 继续道 补充道 补充 回应道 回道 应道 反问 追问 質問 說道 說著 說 問道 問
            喊著 叫著 嘆道 罵道 應道 開口 开口道 开口 道
        """,
        nobody="""
            他 她 它 我 你 您 咱 谁 誰 那 这 這 某 有人 众人 眾人 大家 老人 男人 女人 男孩 女孩 少年 少女
            孩子 对方 對方 两人 兩人 一个 一個 接着 接著 于是 於是 然后 然後 最后 最後 随即 隨即 轻声 輕聲
            低声 低聲 小声 小聲 大声 大聲
        """,
        adverbs="""
            突然 忽然 立刻 马上 馬上 终于 終於 连忙 連忙 赶紧 趕緊 只好 不禁 忍不住 继续 繼續 缓缓 緩緩
            淡淡 微微 冷冷 轻轻 輕輕 急忙 急切 平静 平靜 认真 認真 疑惑 惊讶 驚訝
        """,
    ),
    Language(
        "ja",
        says="""
            言った 言う 言い 言って 云った いった 訊いた 訊ねた 尋ねた 聞いた 答えた 叫んだ 呟いた
            つぶやいた 囁いた ささやいた 怒鳴った 笑った 告げた 返した 続けた 言葉を 頷いた 声を
        """,
        nobody="""
            彼 彼女 私 僕 俺 あたし わたし ぼく おれ 誰 誰か 男 女 少年 少女 老人 それ これ あれ 二人 皆
            みんな 声 人
        """,
    ),
    Language(
        "ko",
        says="""
            말했다 물었다 대답했다 외쳤다 속삭였다 중얼거렸다 소리쳤다 답했다 덧붙였다 되물었다 말을
            말하며 말하고 물으며 웃었다 말한다
        """,
        nobody="그 그녀 나 내 너 우리 저 누군가 누가 그들 사람 남자 여자 소년 소녀 노인 아무도",
    ),
    Language(
        "ar",
        says="""
            قال قالت قالوا يقول تقول سأل سألت أجاب أجابت صاح صاحت صرخ صرخت همس همست رد ردت هتف هتفت أضاف
            أضافت تمتم تمتمت نادى نادت تابع تابعت علق علقت
        """,
        nobody="""
            هو هي هم هن أنا أنت نحن له لها لهم لي لك أحدهم وهو وهي بصوت ثم في على إلى من مع عن أن بعد قبل
            بهدوء بحزن بغضب بفرح ذلك هذا هذه تلك
        """,
    ),
    Language(
        "fa",
        common="است که را این آن می با از برای گفت",
        says="گفت گفتم پرسید جواب داد فریاد زد زمزمه کرد",
        nobody="او من تو ما شما آنها که و با به",
    ),
    Language(
        "he",
        says="""
            אמר אמרה אמרו שאל שאלה ענה ענתה צעק צעקה לחש לחשה השיב השיבה קרא קראה הוסיף הוסיפה מלמל מלמלה
            המשיך המשיכה צחק צחקה נאנח נאנחה
        """,
        nobody="הוא היא הם הן אני אתה את אנחנו לו לה להם לי לך מישהו של על אל עם בקול בשקט אז ואז זה זאת",
    ),
    Language(
        "th",
        says="พูด กล่าว ถาม ตอบ บอก ตะโกน กระซิบ ร้อง เอ่ย พึมพำ ว่า",
        nobody="เขา เธอ ฉัน ผม ดิฉัน มัน พวกเขา ใคร เรา คุณ นาง ชายหนุ่ม หญิงสาว แล้ว และ",
    ),
    Language("hi", common="", says="कहा पूछा बोला बोली चिल्लाया", nobody="वह उसने मैं मैंने तुम"),
)
