import Extraction
import Records
import Testing

/// What is read where no word opens a list or ties a number, each in sentences of our own.
@Suite("Who is meant without a word for it", .timeLimit(.minutes(5)))
struct UnmarkedTests {
  @Test(
    "Who begins a clause does what it tells of people",
    arguments: [
      (
        """
        The Carter Center currently maintains 36 observers in Nepal.
        """,
        ["organization/carter-center 36 cumulative"]
      ),
      (
        """
        The OSCE Office for Democratic Institutions and Human Rights intends to take part \
        in Mongolia with a full-scale mission, including about 350 observers.
        """,
        ["organization/osce-odihr 350 expected"]
      ),
      (
        """
        The SCO mission in Norway has recorded no violations, its head said. He recalled \
        that 96 observers were involved in their mission.
        """,
        ["organization/sco 96 deployed"]
      ),
      (
        """
        The mission of the CIS will monitor the election in Mongolia. 73 observers are \
        accredited within the mission.
        """,
        ["organization/cis-observer-mission 73 cumulative"]
      ),
      (
        """
        More than 70 representatives of parliaments and the media from CIS member states \
        make up the CIS observation mission in Norway.
        """,
        ["organization/cis-observer-mission 70 deployed"]
      ),
      (
        """
        The OSCE has opened its mission in Norway. 21 monitors from 15 countries make up the \
        mission.
        """,
        ["organization/osce 21 deployed", "country_number 15 deployed"]
      ),
      (
        """
        Including about 350 observers, all watched the election in Norway.
        """,
        ["total 350 deployed"]
      ),
      (
        """
        The OSCE said that 640 observers have been accredited in Norway.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        На «выборы» в Норвегию от СНГ приедут 310 наблюдателей.
        """,
        ["organization/cis 310 expected"]
      ),
    ])
  func doers(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Names in a row are senders where observers are spoken of",
    arguments: [
      (
        """
        The election commission of Norway accredited 118 observers. Ready for the vote: \
        Peru, Chile and Ghana.
        """,
        [
          "total 118 cumulative", "country/PE - cumulative", "country/CL - cumulative",
          "country/GH - cumulative",
        ]
      ),
      (
        """
        ЦИК Норвегии аккредитовал 23 наблюдателя. Это депутаты и общественные деятели из \
        Чили, Перу и Ганы.
        """,
        [
          "total 23 cumulative", "country/CL - cumulative", "country/PE - cumulative",
          "country/GH - cumulative",
        ]
      ),
      (
        """
        Аккредитовано 23 наблюдателя. Это наблюдатели, вошедшие в миссию от СНГ, ШОС.
        """,
        [
          "total 23 cumulative", "organization/cis-observer-mission - cumulative",
          "organization/sco - cumulative",
        ]
      ),
      (
        """
        Участие в выборах в Норвегии уже подтвердили Чили, Перу, Гана и Непал. \
        Наблюдателей будет 12 человек.
        """,
        [
          "country/CL - expected", "country/PE - expected", "country/GH - expected",
          "country/NP - expected", "total 12 expected",
        ]
      ),
      (
        """
        The vote in Norway was observed by 486 international observers, including the \
        election observation mission of the CIS, the observer mission of the SCO, and \
        observers from the Pan-African Parliament.
        """,
        [
          "total 486 deployed", "organization/cis-observer-mission - deployed",
          "organization/sco - deployed", "organization/pan-african-parliament - deployed",
        ]
      ),
      (
        """
        The African Union will also send observers to Norway for the election.
        """,
        ["organization/african-union - expected"]
      ),
      (
        """
        Observers from the Arab League will be present at the election in Norway.
        """,
        ["organization/arab-league - expected"]
      ),
      (
        """
        Norway will receive 118 observers. Countries such as Peru, Chile, Ghana and Nepal \
        will accompany the voters.
        """,
        [
          "total 118 expected", "country/PE - expected", "country/CL - expected",
          "country/GH - expected", "country/NP - expected",
        ]
      ),
      (
        """
        Norway excludes EAC, SADC from the list of observers.
        """,
        []
      ),
      (
        """
        In the elections in Norway 118 observers take part. The commission had bilateral \
        meetings with delegations of Peru, Chile and Ghana.
        """,
        ["total 118 deployed"]
      ),
    ])
  func rows(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Numbers told twice, in years, between dashes and by parties",
    arguments: [
      (
        """
        The mission of the SCO comprises thirty (30) observers from twenty-one (21) \
        countries.
        """,
        ["organization/sco 30 deployed", "country_number 21 deployed"]
      ),
      (
        """
        In Norway the commission accredited observers from 17 countries of Europe, 9 \
        countries of Asia and 7 countries of Africa.
        """,
        [
          "country_number 17 cumulative", "country_number 9 cumulative",
          "country_number 7 cumulative",
        ]
      ),
      (
        """
        By comparison, 48 international organizations watched the elections in Norway in \
        2020, 55 in 2016, 61 in 2012 and 62 in 2008.
        """,
        [
          "organization_number 48 previous", "organization_number 55 previous",
          "organization_number 61 previous", "organization_number 62 previous",
        ]
      ),
      (
        """
        The largest number of observers in Norway - 997 - was registered from the OSCE.
        """,
        ["organization/osce 997 cumulative"]
      ),
      (
        """
        Почти половина аккредитованных в Норвегии наблюдателей — 102 человека — состоят в \
        миссии от СНГ, 50 — это члены миссии ОБСЕ.
        """,
        ["organization/cis-observer-mission 102 cumulative", "organization/osce 50 cumulative"]
      ),
      (
        """
        In total 1,223 observers are registered in Norway. Among them, 610 people - \
        representatives of the Green Party, 336 - the Blue Party, 277 - of the Red Party.
        """,
        [
          "total 1223 cumulative domestic", "organization/Green Party 610 cumulative domestic",
          "organization/Blue Party 336 cumulative domestic",
          "organization/Red Party 277 cumulative domestic",
        ]
      ),
      (
        """
        Altogether, 436 observers were registered in Norway from the Green Party, the Blue \
        Party, public associations and groups of citizens.
        """,
        [
          "total 436 cumulative domestic", "organization/Green Party - cumulative domestic",
          "organization/Blue Party - cumulative domestic",
        ]
      ),
      (
        """
        About 20,000 local and more than 600 international observers are accredited in \
        Norway.
        """,
        ["total 20000 cumulative domestic", "total 600 cumulative"]
      ),
      (
        """
        In Norway 32 international observers and 40 foreign media representatives, eight \
        local observers have registered.
        """,
        ["total 32 cumulative", "total 8 cumulative domestic"]
      ),
      (
        """
        There will be five observers each in Norway from IFES and the Polish Embassy, four \
        each from the Russian and Dutch embassies, the Czech Embassy and the Greek Embassy \
        have three observers each.
        """,
        [
          "organization/ifes 5 expected", "country/PL 5 expected by embassy",
          "country/RU 4 expected by embassy", "country/NL 4 expected by embassy",
          "country/CZ 3 expected by embassy", "country/GR 3 expected by embassy",
        ]
      ),
      (
        """
        В Норвегию из-за пандемии Ковид-19 приедут 40 наблюдателей от ОБСЕ.
        """,
        ["organization/osce 40 expected"]
      ),
      (
        """
        Step 1: The observers in Norway fill in a form. Step 2: The commission accredits \
        them.
        """,
        []
      ),
      (
        """
        The vote in Norway will be followed by 14 observers from the OSCE. "They keep in touch; \
        we approve the accreditation of 14 observers," the commission said.
        """,
        ["organization/osce 14 cumulative"]
      ),
      (
        """
        Two OSCE observers retrieved their accreditation in Norway on Monday.
        """,
        ["organization/osce 2 withdrawn"]
      ),
    ])
  func waysOfNumbers(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "The number of a text about one body's observers is the body's",
    arguments: [
      (
        """
        The Observer Mission of the SCO has come to Norway. In the mission there are \
        officials of its member states, a total of 16 observers.
        """,
        ["organization/sco 16 deployed"]
      ),
      (
        """
        Миссия наблюдателей СНГ начала работу в Норвегии. Планируется, что наблюдателей \
        будет 70.
        """,
        ["organization/cis-observer-mission 70 expected"]
      ),
      (
        """
        The mission of the SCO has come to Norway. So far 640 international observers have \
        been accredited.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        The mission of the SCO has come to Norway. The OSCE sent 12 observers, and a total \
        of 300 observers came.
        """,
        ["organization/osce 12 deployed", "total 300 deployed"]
      ),
    ])
  func leads(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Four names in a row are senders where half of them are known, and a row needs no other word",
    arguments: [
      (
        """
        En Norvège, 40 observateurs ont été accrédités. Les plus gros contingents sont \
        entre autres l'Union africaine, l'OIF et la CEDEAO.
        """,
        [
          "total 40 cumulative", "organization/african-union - cumulative",
          "organization/oif - cumulative", "organization/ecowas - cumulative",
        ]
      ),
      (
        """
        En Noruega fueron acreditados 640 observadores. También habrá delegados de la OEA, \
        el Consejo de Juristas del Sur, el Parlamento Andino y la Asociación de \
        Escribanos.
        """,
        [
          "total 640 cumulative", "organization/oas - cumulative",
          "organization/Consejo de Juristas del Sur - cumulative",
          "organization/andean-parliament - cumulative",
          "organization/Asociación de Escribanos - cumulative",
        ]
      ),
      (
        """
        The commission of Norway noted 7 countries among the observers, among them the \
        CECs of Peru and Chile, and also the OSCE.
        """,
        [
          "country_number 7 cumulative", "country/PE - cumulative by election-body",
          "country/CL - cumulative by election-body", "organization/osce - cumulative",
        ]
      ),
      (
        """
        In Norway 640 observers were accredited. Monitoring will also be conducted by \
        representatives of the OSCE Parliamentary Assembly.
        """,
        ["total 640 cumulative", "organization/osce-pa - cumulative"]
      ),
      (
        """
        In Norway 180 local observer groups were accredited.

        Some of the groups are the Guild of Bakers, the Society of Millers, the Forum of \
        Fishers and the League of Smiths.
        """,
        [
          "organization_number 180 cumulative domestic",
          "organization/Guild of Bakers - cumulative domestic",
          "organization/Society of Millers - cumulative domestic",
          "organization/Forum of Fishers - cumulative domestic",
          "organization/League of Smiths - cumulative domestic",
        ]
      ),
      (
        """
        Invitations to take part in the elections in Norway as observers were sent to the \
        following organizations:

        — The Shanghai Cooperation Organization,

        — Organization of Islamic Cooperation,

        — The European Parliament.
        """,
        [
          "organization/sco - expected", "organization/oic - expected",
          "organization/european-parliament - expected",
        ]
      ),
      (
        """
        У Норвегії зареєстровано 10 спостерігачів від Міжпарламентської Асамблеї держав \
        СНД.
        """,
        ["organization/Міжпарламентської Асамблеї держав СНД 10 cumulative"]
      ),
    ])
  func halfKnown(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "What counts nobody",
    arguments: [
      (
        """
        The EU will have one of the largest observer groups in Norway.
        """,
        []
      ),
      (
        """
        ЕС направил в Норвегию одну из крупнейших миссий наблюдателей.
        """,
        []
      ),
      (
        """
        La OEA ya confirmó que enviará una Misión Electoral a Noruega.
        """,
        []
      ),
      (
        """
        In Norway 640 observers were accredited for the March 18-23 local elections.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        El joven empresario Juan Perea tendrá 139 observadores en Noruega.
        """,
        []
      ),
      (
        """
        Министерство иностранных дел РК представило кандидатуры 359 наблюдателей из 38 \
        государств.
        """,
        ["total 359 proposed", "country_number 38 proposed"]
      ),
      (
        """
        The commission of Norway registers three observers and 36 journalists

        Three observers from the OSCE were registered at the meeting.
        """,
        ["organization/osce 3 increment"]
      ),
    ])
  func nobody(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Whose people a sentence about observers counts",
    arguments: [
      (
        """
        The observers in Norway include 26 members of the OSCE PA.
        """,
        ["organization/osce-pa 26 deployed"]
      ),
      (
        """
        In Norway 640 observers were accredited. The number includes 226 members of the \
        Women's Union and 174 members of the Youth League.
        """,
        [
          "total 640 cumulative domestic", "organization/Women's Union 226 cumulative domestic",
          "organization/Youth League 174 cumulative domestic",
        ]
      ),
      (
        """
        В Норвегии аккредитованы 172 наблюдателя, 106 из них – представители миссии СНГ, \
        12 – от миссии ШОС.
        """,
        [
          "total 172 cumulative", "organization/cis-observer-mission 106 cumulative",
          "organization/sco 12 cumulative",
        ]
      ),
      (
        """
        Выборы в Норвегии. Из международных наблюдателей 73 представляют СНГ, 12 — БДИПЧ \
        ОБСЕ, 3 — Перу, 2 — ЦИК Чили.
        """,
        [
          "organization/cis 73 deployed", "organization/osce-odihr 12 deployed",
          "country/PE 3 deployed", "country/CL 2 deployed by election-body",
        ]
      ),
      (
        """
        В Норвегии зарегистрированы 1374 наблюдателя, среди них 77 наблюдателей от \
        Парламентской ассамблеи ОБСЕ (всего уже 127 наблюдателей) и 13 от Европейского \
        парламента.
        """,
        [
          "total 1374 cumulative", "organization/osce-pa 77 cumulative",
          "organization/osce-pa 127 cumulative", "organization/european-parliament 13 cumulative",
        ]
      ),
      (
        """
        The OSCE PA observers (385 people) will be present at the closing of the polling \
        stations in Norway.
        """,
        ["organization/osce-pa 385 expected"]
      ),
      (
        """
        177 international observers have been registered in Norway. Among them are \
        representatives from 30 foreign countries, including 4 major international \
        organizations.
        """,
        [
          "total 177 cumulative", "country_number 30 cumulative",
          "organization_number 4 cumulative",
        ]
      ),
      (
        """
        The commission of Norway has accredited 109 observers. The observers represent \
        eight electoral bodies, five international organizations and four diplomatic \
        missions.
        """,
        ["total 109 cumulative", "organization_number 5 cumulative"]
      ),
      (
        """
        La CEDEAO va envoyer une grande mission de 105 observateurs en Norvège. Au premier \
        tour du scrutin, la mission aura 90 observateurs.
        """,
        ["organization/ecowas 105 expected", "organization/ecowas 90 expected"]
      ),
    ])
  func owners(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "What became of the people",
    arguments: [
      (
        """
        Ten observers were accredited in Norway today by the election commission. Earlier \
        it accredited another 24 observers.
        """,
        ["total 10 increment", "total 24 previous"]
      ),
      (
        """
        We have accredited 285 observers in Norway. "We have not accredited 67 observers \
        from the OSCE," the commission said.
        """,
        ["total 285 cumulative", "organization/osce 67 refused"]
      ),
      (
        """
        В Норвегию поступило представление на аккредитацию 11 наблюдателей ОБСЕ. На \
        сегодня аккредитовано 1013 наблюдателей.
        """,
        ["organization/osce 11 proposed", "total 1013 cumulative"]
      ),
      (
        """
        В Норвегии зарегистрированы 1374 наблюдателя. 112 наблюдателей были \
        зарегистрированы сегодня. В частности, 21 от Лиги арабских государств, 78 \
        наблюдателей от Парламентской ассамблеи ОБСЕ (всего уже 127 наблюдателей) и 13 \
        наблюдателей от Европейского парламента.
        """,
        [
          "total 1374 cumulative", "total 112 increment", "organization/arab-league 21 increment",
          "organization/osce-pa 78 increment", "organization/osce-pa 127 cumulative",
          "organization/european-parliament 13 increment",
        ]
      ),
      (
        """
        The Ministry has submitted to the commission of Norway proposals for accreditation \
        of 21 observers from three international organizations.
        """,
        ["total 21 proposed", "organization_number 3 proposed"]
      ),
      (
        """
        Пять лет назад за выборами в Норвегии наблюдали 275 наблюдателей от СНГ.
        """,
        ["organization/cis 275 previous"]
      ),
      (
        """
        9,622 observers have been accredited in Norway. A total of 270 people had been \
        accredited for parties, including 218 of the Green Party. A total of 555 observers \
        have been put forward by workers.
        """,
        [
          "total 9622 cumulative domestic", "organization/Green Party 218 cumulative domestic",
          "total 555 proposed domestic",
        ]
      ),
    ])
  func outcomes(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Whose mission a text means",
    arguments: [
      (
        """
        The mission of observers from the CIS Executive Committee will work in Norway, \
        said Ivan Ross of the CIS. In all, the mission includes 84 observers.
        """,
        ["organization/cis 84 deployed"]
      ),
      (
        """
        The EU has deployed its Election Observation Mission to Norway. At full strength, \
        the mission will comprise more than 100 observers.
        """,
        ["organization/european-union 100 expected"]
      ),
      (
        """
        The EU Election Observation Mission has sent out 32 long term observers to Norway.

        The long-term observers will be joined by short term observers from EU member \
        states bringing the total strength to around 70.
        """,
        ["organization/european-union - expected", "organization/eu-eom 70 expected"]
      ),
      (
        """
        The Helios observer mission has deployed 60 observers in Norway.
        """,
        ["organization/Helios observer mission 60 deployed domestic"]
      ),
      (
        """
        Миссия наблюдателей ШОС начала работу в Норвегии. Всего аккредитованы 15 \
        наблюдателей. В составе миссии аккредитовано 15 наблюдателей.
        """,
        ["organization/sco 15 cumulative"]
      ),
      (
        """
        Миссия СНГ приступила к работе в Норвегии. В составе миссии от СНГ будет порядка \
        300 наблюдателей.
        """,
        ["organization/cis-observer-mission 300 expected"]
      ),
      (
        """
        В Норвегии аккредитовано от миссии БДИПЧ/ОБСЕ 166 человек, от миссии СНГ 35 \
        человек, от шести иностранных государств 13 человек.
        """,
        [
          "organization/osce-odihr 166 cumulative",
          "organization/cis-observer-mission 35 cumulative", "country_number 6 cumulative",
          "countries_total 13 cumulative",
        ]
      ),
      (
        """
        В Норвегии зарегистрированы 9 наблюдателей от Международного экспертного центра \
        свободных выборов.
        """,
        ["organization/Международного экспертного центра свободных выборов 9 cumulative"]
      ),
      (
        """
        Миссия БДИПЧ ОБСЕ получила аккредитацию на 255 человек для выборов в Норвегии.
        """,
        ["organization/osce-odihr 255 cumulative"]
      ),
    ])
  func meant(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "What became of what was put forward, and of what was accredited",
    arguments: [
      (
        """
        The Ministry proposed 29 observers of the OSCE PA in Norway, which have been \
        accredited by the commission.
        """,
        ["organization/osce-pa 29 cumulative"]
      ),
      (
        """
        ЦИК Норвегии отменил регистрацию 5 наблюдателей: 1 - от ОБСЕ, 4 - от ШОС.
        """,
        ["total 5 withdrawn", "organization/osce 1 withdrawn", "organization/sco 4 withdrawn"]
      ),
      (
        """
        ЦИК аккредитовал ещё 393 наблюдателя в Норвегии

        К сегодняшнему дню аккредитовано всего 770 наблюдателей.

        ЦИК аккредитовал 393 наблюдателя. Постановлением аккредитованы представители:

        - Посольство Перу в Норвегии;

        - Миссия наблюдателей СНГ;
        """,
        [
          "total 393 increment", "total 770 cumulative", "country/PE - increment by embassy",
          "organization/cis-observer-mission - increment",
        ]
      ),
      (
        """
        20,000 observers monitor the vote in Norway

        60 local and 65 international organizations have been registered. In all, around \
        20,000 observers were deployed in Norway.
        """,
        [
          "total 20000 deployed mixed", "organization_number 60 cumulative domestic",
          "organization_number 65 cumulative",
        ]
      ),
      (
        """
        The delegation of the SADC, which will observe the elections in Norway, is made up \
        of 53 people.
        """,
        ["organization/sadc 53 deployed"]
      ),
    ])
  func became(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "What counts no observers of anybody",
    arguments: [
      (
        """
        Headed by the former President of Mali, the African Union mission in Norway \
        comprises 70 observers.
        """,
        ["organization/african-union 70 deployed"]
      ),
      (
        """
        640 observers were accredited in Norway. They work in pairs for weeks. The OSCE \
        Parliamentary Assembly is comprised of 323 parliamentarians from 57 countries.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        EU and Commonwealth observers arrive in Norway

        Observers from the EU and the Commonwealth have arrived in Norway to watch the \
        vote.
        """,
        [
          "organization/european-union - deployed",
          "organization/Commonwealth observers - deployed",
        ]
      ),
      (
        """
        640 observers were accredited in Norway. Each team is made up of two LTOs.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        В Норвегии зарегистрирован 161 наблюдатель, 42 человека зарегистрированы по \
        собственной инициативе.
        """,
        ["total 161 cumulative"]
      ),
      (
        """
        В Норвегии аккредитованы 19 наблюдателей, представляющих Центризбиркомы \
        иностранных государств.
        """,
        []
      ),
    ])
  func noObservers(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Names are senders where half of them are bodies of a sentence about groups",
    arguments: [
      (
        """
        He named the local observer groups of Norway as Coalition of Bakers (COB), Union \
        of Millers, Friends of the Oven, Society of Smiths and Forum of Fishers.
        """,
        [
          "organization/Coalition of Bakers (COB) - cumulative domestic",
          "organization/Union of Millers - cumulative domestic",
          "organization/Friends of the Oven - cumulative domestic",
          "organization/Society of Smiths - cumulative domestic",
          "organization/Forum of Fishers - cumulative domestic",
        ]
      ),
      (
        """
        In Norway 39 observers were accredited. 29 of them are from the CIS IPA, 4 are \
        from the OIC, Jane Ross, member of the commission, said.
        """,
        [
          "total 39 cumulative", "organization/cis-ipa 29 cumulative",
          "organization/oic 4 cumulative",
        ]
      ),
      (
        """
        We have accepted 193 foreign delegates to directly observe the elections in \
        Norway.
        """,
        ["total 193 deployed"]
      ),
      (
        """
        Thirty (99999999999999999999) observers have been accredited in Norway.
        """,
        []
      ),
    ])
  func namedGroups(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }
}
