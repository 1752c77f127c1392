"""Romance languages."""

from __future__ import annotations

from bot.quotes.quotations.languages.language import Language

LANGUAGES = (
    Language(
        "fr",
        common="""
            le la les des et une dans est pas que qui du au il elle ne sur pour avec je tu vous nous mais
            plus était ce sa son ses leur cette se comme tout où ça être
        """,
        says="""
            dit dis dirent disait répondit répond répondirent demanda demande s'écria s'exclama murmura
            murmure ajouta ajoute reprit cria crie fit lança chuchota souffla hurla déclara continua
            répliqua rétorqua soupira admit affirma annonça appela avoua balbutia bégaya commenta conclut
            confirma expliqua gémit grogna gronda insista interrogea interrompit jura marmonna objecta
            observa ordonna poursuivit précisa proposa protesta questionna remarqua répéta rugit s'enquit
            s'étonna s'inquiéta s'indigna s'exclame s'écrie sanglota siffla suggéra supplia termina
            acquiesça rappela constata rit pensa songea promit mentit assura commença coupa concéda cracha
            marmotta nota râla renchérit ricana sourit tonna
        """,
        nobody="""
            il elle on ils elles je tu nous vous un une le la les l' son sa ses mon ma mes leur quelqu'un
            celui celle cette ce
        """,
        adverbs="""
            -ment enfin alors aussitôt encore soudain le la vieux vieille petit petite jeune pauvre gros
            grosse
        """,
        titles="monsieur madame mademoiselle maître docteur tante oncle père mère frère sœur",
        deeds="aient",
        resumes="""
            je j tu t vous nous on c ce ça mais si ne n moi toi mon ma mes ton ta tes votre vos notre nos
            et alors oui non qu que quoi viens allez allons va parce car pourquoi comment où quand
        """,
        dashes=True,
    ),
    Language(
        "es",
        common="""
            el los las que y en un una no se lo con por para es está había pero como más su sus del al muy
            ya yo tú ella él cuando
        """,
        says="""
            dijo dije dice dijeron decía respondió responde preguntó pregunta exclamó gritó murmuró
            susurró añadió agregó contestó replicó repuso continuó prosiguió aseguró afirmó anunció
            balbuceó comentó confesó explicó gruñó insistió interrumpió llamó ordenó pidió pensó propuso
            protestó repitió rió rogó sollozó sonrió sugirió suplicó suspiró admitió aclaró advirtió
            observó exigió espetó musitó rugió tartamudeó
        """,
        nobody="""
            él ella ellos ellas yo tú usted alguien un una el la los las su sus mi mis otro otra aquel
            aquella
        """,
        adverbs="-mente entonces también el la viejo vieja joven pequeño pequeña pobre",
        titles="don doña señor señora señorita fray padre madre tío tía doctor doctora",
        deeds="ó aba ía aron ieron",
        resumes="yo tú te me mi tu nos no sí pero si qué cómo por porque",
        dashes=True,
    ),
    Language(
        "pt",
        common="""
            o os um uma não que e do da dos das no na em para com por mais seu sua ele ela você eu está
            era foi mas como se ao à lhe muito já disse
        """,
        says="""
            disse disseram diz dizia respondeu responde perguntou pergunta exclamou gritou murmurou
            sussurrou acrescentou continuou replicou retrucou afirmou anunciou avisou balbuciou chamou
            comentou concordou confessou declarou explicou falou indagou insistiu interrompeu ordenou
            pediu pensou prosseguiu protestou questionou repetiu riu rosnou sorriu sugeriu suplicou
            suspirou admitiu berrou observou tornou
        """,
        nobody="""
            ele ela eles elas eu tu você alguém um uma o a os as seu sua meu minha outro outra aquele
            aquela
        """,
        adverbs="-mente então o a velho velha jovem pequeno pequena pobre",
        titles="senhor senhora dona seu padre tio tia doutor doutora",
        deeds="ou eu iu ava ia aram",
        resumes="eu tu você te me meu minha não sim mas se que porque",
        dashes=True,
    ),
    Language(
        "it",
        common="""
            il lo gli che e di non un una è per con del della nel era si ma come più sono suo sua io lui
            lei questo anche disse ho hai
        """,
        says="""
            disse dissero dice diceva rispose risponde chiese chiede domandò esclamò gridò mormorò
            sussurrò aggiunse continuò replicò ribatté affermò annunciò balbettò chiamò commentò confessò
            dichiarò fece implorò insistette interruppe ordinò osservò pensò proseguì protestò ripeté
            riprese rise singhiozzò sospirò spiegò suggerì supplicò urlò ammise borbottò concluse
        """,
        nobody="lui lei egli ella loro io tu qualcuno un una uno il lo la i gli le l' suo sua mio mia",
        adverbs="-mente allora infine il la vecchio vecchia giovane piccolo piccola povero povera",
        titles="signor signora signorina don donna padre zio zia dottor",
        deeds="arono irono ava eva",
        resumes="io tu ti mi mio mia tuo tua noi voi non sì no ma se che perché",
        dashes=True,
    ),
    Language(
        "ro",
        common="și în nu că cu pe la de este era un o din mai ce se lui ei dar el ea am ai ca pentru",
        says="""
            spuse zise întrebă răspunse strigă șopti adăugă murmură exclamă continuă replică spune zice
            făcu oftă râse țipă
        """,
        nobody="el ea ei ele eu tu cineva un o",
        titles="domnul doamna domnișoara",
        dashes=True,
    ),
)
