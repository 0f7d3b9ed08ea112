import Records

extension Vocabulary {
  /// In Latin and in Cyrillic letters.
  static let uzbek = Vocabulary(
    code: "uz", traits: [.compounds, .senderFirst],
    words: [
      (.observer, "kuzatuvchi*, кузатувчи*"),
      (
        .person,
        """
        vakil*, ekspert*, delegat*, deputat*, a'zo*, mutaxassis*, вакил*, эксперт*, делегат*,
        депутат*, аъзо*
        """
      ),
      (.classifier, "nafar, nafari, kishi, ta, нафар, нафари, киши, та"),
      ([.person, .accredited], "guvohnoma*, гувоҳнома*"),
      (
        .body,
        """
        tashkilot, tashkiloti, tashkilotdan, tashkilotning, tashkilotlar*, missiya, missiyalar*,
        birlashma*, ташкилот, ташкилотдан, ташкилотлар*, миссиялар*
        """
      ),
      (
        .state,
        """
        davlat, davlati, davlatdan, davlatning, davlatlar*, mamlakat*, давлат, давлатдан,
        давлатлар*, мамлакат*
        """
      ),
      (
        .stranger,
        """
        jurnalist*, oav, nomzod*, saylovchi*, muxbir*, partiya*, журналист*, оав, номзод*,
        сайловчи*, партия*
        """
      ),
      (.foreign, "xalqaro, xorijiy, chet, халқаро, хорижий, чет"),
      (.domestic, "mahalliy, milliy, jamoat, маҳаллий, миллий"),
      (.longTerm, "uzoq muddatli, узоқ муддатли"), (.shortTerm, "qisqa muddatli, қисқа муддатли"),
      (.independent, "mustaqil, мустақил"), (.diplomatic, "diplomatik, дипломатик"),
      (.from, "nomidan, tomonidan, номидан"), (.of, "huzuridagi"),
      (.represent, "vakillik qil*, tashkil etadi, ташкил этади"),
      (
        .give,
        """
        iborat, иборат, yubordi, yuboradi, yuborgan, taklif etdi, taqdim etdi, yuborilgan, юборди,
        юборган, юборади
        """
      ),
      (.each, "har biridan, bittadan, ikkitadan, uchtadan, har biri, биттадан, иккитадан"),
      (
        .including,
        "jumladan, shu jumladan, shundan, ulardan, жумладан, шу жумладан, шундан, улардан"
      ),
      (.listing, "xususan, masalan, kabi, quyidagi, хусусан, масалан, каби"),
      (.and, "va, hamda, bilan, shuningdek, ва, ҳамда, билан, шунингдек"),
      (.more, "yana, qo'shimcha, yangi, яна, қўшимча, янги"), ([.more, .other], "boshqa, бошқа"),
      (.other, "qolgan, қолган"),
      (
        .approximate,
        "qariyb, taxminan, ortiq, ziyod, deyarli, yaqin, қарийб, тахминан, ортиқ, зиёд, яқин"
      ),
      (
        .soFar,
        """
        jami, umumiy, hozirgacha, bugungi kunda, hozirgi kunda, bugungi kunga qadar, hozirda,
        ayni paytda, жами, ҳозиргача, бугунги кунда, ҳозирда
        """
      ),
      (.altogether, "jami, umumiy, umumiy soni, жами, умумий"), (.number, "soni, сони"),
      (.remain, "qoldi"),
      (
        .accredited,
        """
        akkredit*, ro'yxatga olin*, ro'yxatdan o'tkazil*, ro'yxatga oldi, аккредит*,
        рўйхатга олин*
        """
      ),
      (.proposed, "taklif etdi, taklif etilgan, ariza*, тақдим этилган, ko'rib chiqil*"),
      (
        .expected,
        """
        kutil*, taklif qilin*, taklif etildi, kelishi, rejalashtir*, yubormoqchi, кутил*,
        таклиф қилин*, режалаштир*
        """
      ),
      (
        .deployed,
        "keldi, kelgan, kelishdi, ish boshladi, tashrif buyurdi, етиб келди, келган, иш бошлади"
      ),
      (.withdrawn, "chaqirib olin*, mahrum*, bekor qilin*, чақириб олин*, маҳрум*"),
      (.refused, "rad et*, рад эт*"),
      (.cancelled, "bekor qil*"),
      (.previous, "avval, avvalgi, o'tgan, oldingi, аввал, аввалги, ўтган"),
      (
        .watch,
        """
        kuzat, kuzatadi, kuzatib, kuzatish, kuzatmoqda, ishtirok*, кузатади, кузатиб, кузатиш,
        иштирок*
        """
      ),
      (.denial, "emas, yo'q, эмас, йўқ"), (.incident, "hibsga, qo'lga olindi"),
      (.permission, "mumkin, haqli, мумкин"),
      (
        .embassy,
        "elchixona, elchixonasi, elchixonasidan, elchixonasining, элчихонаси, элчихонасидан"
      ), ([.embassy, .body], "elchixonalar*, элчихоналар*"),
      (
        .electionBody,
        """
        msk, markaziy saylov komissiya*, saylov komissiya*, мск, марказий сайлов комиссия*,
        сайлов комиссия*
        """
      ),
      ([.electionBody, .body], "saylov organlari*, saylov komissiyalari*, сайлов органлари*"),
      (.parliament, "parlament, parlamenti, parlamentidan, парламент, парламенти"),
      (
        .head,
        """
        tashkilot*, assambleya*, qo'mita*, kengash*, ittifoq*, jamg'arma*, institut*,
        assotsiatsiya*, federatsiya*, markaz*, byuro*, missiya*, hamdo'stlik*, hamdo'stligi*,
        forum*, jamiyat*, parlament*, palata*, birlashma*, komissiya*, delegatsiya*, ташкилот*,
        ассамблея*, қўмита*, кенгаш*, иттифоқ*, жамғарма*, ассоциация*, марказ*, бюро*, миссия*,
        ҳамдўстлик*
        """
      ),
      (
        .notABody,
        """
        vazirlik*, vazirligi*, hukumat*, prezident*, xizmat*, partiya*, qonun*, konstitutsiya*,
        respublika*, вазирлиг*, президент*, республика*, конституция*
        """
      ),
      (.connector, "va, bo'yicha, hamda, ва, бўйича"), (.place, "bo'yicha, бўйича"),
      (.article, "ushbu, bu, ушбу"),
      (.with, "tarkibida, tarkibiga, таркибида, таркибига"),
      (.pronoun, "ular, ularning, улар"), (.namesake, "nomidagi, номидаги"),
      (
        .stop,
        """
        va, bilan, uchun, haqida, bo'yicha, deb, dedi, edi, bo'ldi, ham, esa, u, bu, ushbu, ва,
        билан, учун, ҳам, бу, деб
        """
      ),
      (.money, "so'm, dollar, yevro, mln, million, mlrd, foiz*, сўм, доллар, фоиз*, rubl"),
      (
        .measure,
        """
        yil*, oy, kun*, soat*, daqiqa*, marta, o'rin*, mandat*, km, tuman*, viloyat*, ovoz*, til,
        modda*, йил*, кун, соат*, ўрин*, туман*, вилоят*, овоз*
        """
      ),
      (.measure, "uchastka*, okrug*, участка*, округ*"),
      (.abroad, "turli, ko'plab, bir qator, турли, кўплаб"),
      (
        .election,
        """
        saylov, saylovi*, saylovga, saylovda, saylovni, saylovlar*, referendum*, ovoz berish*,
        сайлов, сайлови*, сайловлар*, сайловни, сайловга, референдум*
        """
      ),
      (
        .weekday,
        "dushanba*, seshanba*, chorshanba*, payshanba*, juma, shanba, yakshanba, bugun, kecha"
      ),
      (.sitting, "majlis*, yig'ilish*, мажлис*"), (.since, "beri, boshlab, бери, бошлаб"),
      (.abbreviation, "mln, ming"),
      (.turn, "esa"),
      (.respectively, "tegishlicha"),
    ],
    numbers: [
      (1, "bir, bitta, бир, битта"), (2, "ikki, ikkita, икки, иккита"), (3, "uch, uchta, уч, учта"),
      (4, "to'rt, to'rtta, тўрт, тўртта"),
      (5, "besh, beshta, беш, бешта"), (6, "olti, oltita, олти, олтита"),
      (7, "yetti, yettita, етти, еттита"), (8, "sakkiz, sakkizta, саккиз"),
      (9, "to'qqiz, to'qqizta, тўққиз"), (10, "o'n, o'nta, ўн, ўнта"), (20, "yigirma, йигирма"),
      (30, "o'ttiz, ўттиз"), (40, "qirq, қирқ"),
      (50, "ellik, эллик"), (60, "oltmish, олтмиш"), (70, "yetmish, етмиш"), (80, "sakson, саксон"),
      (90, "to'qson, тўқсон"),
    ],
    factors: [
      (100, "yuz, юз"), (1000, "ming, mingta, mingga, mingdan, минг, мингта, мингга, мингдан"),
      (1_000_000, "million, mln, миллион, milliondan, миллиондан"),
    ],
    months: [
      "yanvar*, январ*", "fevral*, феврал*", "mart, martda, martga, март, мартда", "aprel*, апрел*",
      "may, mayda, mayga, май", "iyun*, июн*",
      "iyul*, июл*", "avgust*, август*", "sentabr*, sentyabr*, сентябр*",
      "oktabr*, oktyabr*, октябр*",
      "noyabr*, ноябр*", "dekabr*, декабр*",
    ],
    weekdays: ["yakshanba"],
    pandemic: "pandemiya",
    differences: (fewer: "kam", more: "", by: ""),
    past: "edi, boʻlgan, эди",
    missions: "uning, missiya, missiyaning, missiyada, delegatsiya, делегация, миссия, миссиянинг",
    continents: "xalqaro, yevropa, osiyo, jahon, hamdo, халқаро, европа, осиё, жаҳон, ҳамдў",
    furniture: """
      o'xshash yangiliklar, so'nggi yangiliklar, mavzuga oid, ko'p o'qilgan, boshqa yangiliklar,
      сўнгги янгиликлар, мавзуга оид
      """,
    common: """
      nafar, akkreditatsiya, va, bilan, uchun, bu, ham, saylov, saylovi, bo'yicha, deb,
      respublikasi, o'zbekiston, bo'lib, qilindi, kuzatuvchi, kuzatuvchilar, xalqaro, ва, билан,
      учун, ҳам, сайлов, бўйича, ўзбекистон, нафар, кузатувчи, кузатувчилар, халқаро
      """,
    letters: "ʻ",
    kinds: [
      (.presidential, "prezident, prezidenti, prezidentlik, президент, президенти, президентлик"),
      (.parliamentary, "parlament*, palata*, oliy, qonunchilik, парламент*, қонунчилик, олий"),
      (.local, "mahalliy, kengash*, маҳаллий"), (.referendum, "referendum*, референдум*"),
    ], endings: "sidan>si, dan>, tan>, ning>, lik>, дан>, нинг>",
    placeEndings: "da>, dagi>, да>, даги>", digitEndings: "ta, tasi, nafar, нафар, та")
}
