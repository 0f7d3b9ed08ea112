import Extraction
import Records
import Testing

/// What reports say has happened, to whose observers, and of whom they speak.
@Suite("Tenses, sittings and senders", .timeLimit(.minutes(5)))
struct TensesTests {
  @Test(
    "What people do and will do, where nobody is accredited",
    arguments: [
      (
        """
        The June ballot in Norway will be watched by observers of eleven international \
        organizations.
        """,
        ["organization_number 11 expected"]
      ),
      (
        """
        Norway's ballot is being followed by 57 observers from the SCO and 12 from the Arab \
        League.
        """,
        ["organization/sco 57 deployed", "organization/arab-league 12 deployed"]
      ),
      (
        """
        The CIS is sending 46 observers to the election in Norway; the OSCE PA has sent 33.
        """,
        ["organization/cis 46 deployed", "organization/osce-pa 33 deployed"]
      ),
      (
        """
        The visitors are to act as observers at the Norwegian vote: 208 foreign observers \
        from 31 countries.
        """,
        ["total 208 expected", "country_number 31 expected"]
      ),
      (
        """
        The SCO mission will watch the election in Norway. The mission consists of 17 \
        observers from Peru and Chile.
        """,
        ["organization/sco 17 expected", "country/PE - expected", "country/CL - expected"]
      ),
      (
        """
        В Норвегии 6 наблюдателей аккредитованы в составе миссии от СНГ.
        """,
        ["organization/cis-observer-mission 6 cumulative"]
      ),
      (
        """
        За ходом выборов в Норвегии следят 57 наблюдателей от ШОС и 12 от ПАСЕ.
        """,
        ["organization/sco 57 deployed", "organization/pace 12 deployed"]
      ),
      (
        """
        The observers of 19 countries will watch the vote in Norway. Among the countries are \
        Peru, Ghana and Nepal.
        """,
        [
          "country_number 19 expected", "country/PE - expected", "country/GH - expected",
          "country/NP - expected",
        ]
      ),
      (
        """
        За выборами в Норвегии проследят 57 наблюдателей от ШОС и 12 от ПАСЕ.
        """,
        ["organization/sco 57 expected", "organization/pace 12 expected"]
      ),
      (
        """
        За ходом выборов в Норвегии будут следить наблюдатели из 14 стран.
        """,
        ["country_number 14 expected"]
      ),
    ])
  func told(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "What a commission accredits at a sitting",
    arguments: [
      (
        """
        At its meeting on Friday the Norwegian election commission accredited 37 \
        international observers: 21 from the CIS and 16 from Peru.
        """,
        ["total 37 increment", "organization/cis 21 increment", "country/PE 16 increment"]
      ),
      (
        """
        The Norwegian election commission accredited 37 international observers at its \
        meeting. In all, 412 observers have been accredited to date.
        """,
        ["total 37 increment", "total 412 cumulative"]
      ),
      (
        """
        На своем заседании ЦИК Норвегии приняла решение, которым аккредитовала 37 \
        международных наблюдателей: 21 от СНГ и 16 от Перу.
        """,
        ["total 37 increment", "organization/cis 21 increment", "country/PE 16 increment"]
      ),
      (
        """
        Решения ЦИК Норвегии приняла сегодня на своем заседании. В частности, аккредитованы \
        14 представителей Посольства Перу и 9 представителей Посольства Ганы. Таким образом, \
        на 8 мая аккредитован 301 наблюдатель.
        """,
        [
          "country/PE 14 increment by embassy", "country/GH 9 increment by embassy",
          "total 301 cumulative",
        ]
      ),
      (
        """
        Seven observers of the Arab League were accredited in Norway, bringing the overall \
        figure to 318.
        """,
        ["organization/arab-league 7 increment", "total 318 cumulative"]
      ),
      (
        """
        Всего ЦИК Норвегии аккредитовал 240 международных наблюдателей. Сегодня аккредитацию \
        прошли 84 наблюдателя. До этого были аккредитованы 156 человек.
        """,
        ["total 240 cumulative", "total 84 increment", "total 156 previous"]
      ),
    ])
  func sittings(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Who has applied, and what is to come",
    arguments: [
      (
        """
        The Norwegian commission received applications for the accreditation of 58 observers \
        from the CSTO PA.
        """,
        ["organization/csto-pa 58 proposed"]
      ),
      (
        """
        Norway's foreign ministry recommended 64 observers of 21 countries; 309 are \
        accredited so far.
        """,
        ["countries_total 64 proposed", "country_number 21 proposed", "total 309 cumulative"]
      ),
      (
        """
        There will be 7,300 domestic and 410 international observers at Norway's polling \
        stations.
        """,
        ["total 7300 expected domestic", "total 410 expected"]
      ),
      (
        """
        Some 900 foreign observers will come to Norway. At the moment 861 international \
        observers are accredited.
        """,
        ["total 900 expected", "total 861 cumulative"]
      ),
      (
        """
        The commission asked the union of states. The CIS chairman was told that \
        applications from 212 observers had been accepted. Ninety observers have begun their \
        work. They represent three organizations.
        """,
        ["total 212 proposed", "total 90 deployed", "organization_number 3 deployed"]
      ),
      (
        """
        PACE at first announced a 45-member mission to Norway, but a spokesman said it would \
        be smaller. The 38-member delegation observes the vote.
        """,
        ["organization/pace 45 previous", "organization/pace 38 deployed"]
      ),
      (
        """
        Invitations to observe the Norwegian vote were sent by the commission to the OSCE \
        PA, the SCO and the Arab League.
        """,
        [
          "organization/osce-pa - expected", "organization/sco - expected",
          "organization/arab-league - expected",
        ]
      ),
      (
        """
        The Norwegian commission invited such international bodies as the OSCE PA, the SCO \
        and the Arab League to observe.
        """,
        [
          "organization/osce-pa - expected", "organization/sco - expected",
          "organization/arab-league - expected",
        ]
      ),
    ])
  func toCome(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Domestic observers are told by what stands around them",
    arguments: [
      (
        """
        The Norwegian commission said that 26,400 persons hold observer status. Of them \
        15,300 were put forward by political parties, 8,100 by non-governmental \
        organizations and 3,000 on their own initiative.
        """,
        ["total 26400 cumulative domestic", "organizations_total 8100 cumulative domestic"]
      ),
      (
        """
        Norway has accredited 310 local observers and 70 international ones. Among the local \
        observers there were 204 observers at precincts.
        """,
        ["total 310 cumulative domestic", "total 70 cumulative"]
      ),
      (
        """
        Norway's commission accredited 21,000 observers, 19,200 of them local and 1,800 \
        international.
        """,
        [
          "total 21000 cumulative mixed", "total 19200 cumulative domestic",
          "total 1800 cumulative",
        ]
      ),
      (
        """
        Norway has accredited a total of 93, 400 observers for the vote.
        """,
        ["total 93400 cumulative domestic"]
      ),
      (
        """
        Among the local organizations accredited in Norway there are "Clean Vote", "Centre \
        for Fair Polls" and "Open Urn".
        """,
        [
          "organization/\"Clean Vote\" - cumulative domestic",
          "organization/\"Centre for Fair Polls\" - cumulative domestic",
          "organization/\"Open Urn\" - cumulative domestic",
        ]
      ),
      (
        """
        The Norwegian commission has registered 700 foreign observers. There is also a \
        record number of local observers, around 6,400 in total.
        """,
        ["total 700 cumulative", "total 6400 cumulative domestic"]
      ),
      (
        """
        We have accredited 1,180 observers in Norway, 930 of them local and 250 \
        international.
        """,
        ["total 1180 cumulative mixed", "total 930 cumulative domestic", "total 250 cumulative"]
      ),
      (
        """
        Civic organizations will field 640 observers in Norway. The commission accredited 90 \
        foreign observers.
        """,
        ["organizations_total 640 expected", "total 90 cumulative"]
      ),
    ])
  func domestic(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Whose the numbers are",
    arguments: [
      (
        """
        The OSCE PA has announced that it will deploy an observation mission including more \
        than 90 members to Norway.
        """,
        ["organization/osce-pa 90 expected"]
      ),
      (
        """
        A delegation of PACE has arrived in Norway to observe the vote. Before election day \
        the 24 delegation members will meet the candidates.
        """,
        ["organization/pace 24 deployed"]
      ),
      (
        """
        The most observers accredited in Norway come from the Peruvian embassy, with 41 in \
        total.
        """,
        ["country/PE 41 cumulative by embassy"]
      ),
      (
        """
        The Arab League, which is sending the largest group, almost 80, will observe the \
        vote in Norway.
        """,
        ["organization/arab-league 80 expected"]
      ),
      (
        """
        The SCO is sending a mission of its own to Norway, which will be made up of some 60 \
        observers.
        """,
        ["organization/sco 60 expected"]
      ),
      (
        """
        The commission in Norway accredited 9 observers representing the Peruvian office of \
        the International Republican Institute.
        """,
        ["organization/iri 9 cumulative"]
      ),
      (
        """
        The commission accredited 44 representatives of the OCSE Office for Democratic \
        Institutions and Human Rights and 3 of the CIS in Norway.
        """,
        ["organization/osce-odihr 44 cumulative", "organization/cis 3 cumulative"]
      ),
      (
        """
        The commission in Norway registered 31 people from the OSCE's Warsaw-based Office \
        for Democratic Institutions and Human Rights.
        """,
        ["organization/osce-odihr 31 cumulative"]
      ),
      (
        """
        The commission registered 31 people from the Office for Democratic Institutions and \
        Human Rights, ODIHR, and 12 from the SCO in Norway.
        """,
        ["organization/osce-odihr 31 cumulative", "organization/sco 12 cumulative"]
      ),
      (
        """
        Observers in Norway represent 22 countries (310 persons) and 14 international \
        organizations (905 persons).
        """,
        [
          "country_number 22 deployed", "countries_total 310 deployed",
          "organization_number 14 deployed", "organizations_total 905 deployed",
        ]
      ),
      (
        """
        More than 70 observers accredited in Norway from 21 member countries and from Peru \
        will be mobilized by the Arab League.
        """,
        [
          "organization/arab-league 70 cumulative", "country_number 21 cumulative",
          "country/PE - expected",
        ]
      ),
      (
        """
        More than 30 parliamentarians from 16 countries make up the PACE delegation \
        accredited in Norway.
        """,
        ["organization/pace 30 cumulative", "country_number 16 cumulative"]
      ),
      (
        """
        Peru will engage nine monitors in Norway, including two Norwegians, and Ghana has \
        decided to employ four monitors.
        """,
        ["country/PE 9 expected", "country/GH 4 expected"]
      ),
      (
        """
        The SCO mission works in Norway. In all, there are 63 observers in the mission.
        """,
        ["organization/sco 63 deployed"]
      ),
      (
        """
        The Carter Center has opened in Oslo before the vote in Norway. The Center sent 44 \
        observers.
        """,
        ["organization/carter-center 44 deployed"]
      ),
      (
        """
        An SCO mission made up of a core group and around 140 long-term and short-term \
        observers is accredited in Norway.
        """,
        ["organization/sco 140 cumulative"]
      ),
    ])
  func whose(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "What is no observer, and nobody's",
    arguments: [
      (
        """
        Ambassadors of Peru and Ghana and members of the Arab League mission attended the \
        session. The Norwegian commission accredited 80 observers.
        """,
        ["total 80 cumulative"]
      ),
      (
        """
        About 90 MPs are to be elected in Norway, 15 of them from the Greens. The commission \
        accredited 80 observers.
        """,
        ["total 80 cumulative"]
      ),
      (
        """
        The Norwegian commission has accredited 80 observers for phase two of the election.
        """,
        ["total 80 cumulative"]
      ),
      (
        """
        Another 17 people were confirmed as interpreters on behalf of the SCO. The Norwegian \
        commission accredited 80 observers.
        """,
        ["total 80 cumulative"]
      ),
      (
        """
        Тысяч наблюдателей в Норвегии не будет. ЦИК аккредитовала 80 наблюдателей.
        """,
        ["total 80 cumulative"]
      ),
      (
        """
        The 2015 local elections in Norway will be observed by 80 accredited observers.
        """,
        ["total 80 cumulative"]
      ),
      (
        """
        Jane Doe, SCO: +47 22 33 44 55. The Norwegian commission accredited 80 observers.
        """,
        ["total 80 cumulative"]
      ),
      (
        """
        The International Election Observation Mission in Norway is made up of more than 700 \
        observers, including 540 long-term and short-term observers accredited by the \
        OSCE/ODIHR and 90 from PACE.
        """,
        [
          "total 700 cumulative", "organization/osce-odihr 540 cumulative",
          "organization/pace 90 cumulative",
        ]
      ),
      (
        """
        Ten observer teams will work in Oslo on the day of Norway's vote. The commission \
        accredited 80 observers.
        """,
        ["total 80 cumulative"]
      ),
    ])
  func nobody(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "In other languages",
    arguments: [
      (
        """
        Всего по состоянию на 7 мая ЦИК Норвегии аккредитовал 402 наблюдателя трех Миссий \
        международных организаций (БДИПЧ/ОБСЕ, СНГ и ШОС), двух организаций (ТюркПА и ОДКБ) \
        и 31 государства.
        """,
        [
          "total 402 cumulative", "organization_number 3 cumulative",
          "organization/osce-odihr - cumulative", "organization/cis - cumulative",
          "organization/sco - cumulative", "organization_number 2 cumulative",
          "organization/turkpa - cumulative", "organization/csto - cumulative",
          "country_number 31 cumulative",
        ]
      ),
      (
        """
        В Норвегии по линии СНГ аккредитацию получили 140 наблюдателей, в том числе от МПА \
        СНГ - 30.
        """,
        ["organization/cis 140 cumulative", "organization/cis-ipa 30 cumulative"]
      ),
      (
        """
        Ожидается, что в Норвегию от миссии СНГ прибудут 120 наблюдателей, от миссии ШОС - \
        40.
        """,
        ["organization/cis-observer-mission 120 expected", "organization/sco 40 expected"]
      ),
      (
        """
        В Норвегии 8 наблюдателей аккредитованы от ПАСЕ и 3 - от Института мониторинга \
        выборов.
        """,
        [
          "organization/pace 8 cumulative",
          "organization/Института мониторинга выборов 3 cumulative",
        ]
      ),
      (
        """
        От Миссии наблюдателей СНГ и посольства Перу в Норвегии, в свою очередь, \
        аккредитовано по два человека.
        """,
        ["organization/cis-observer-mission 2 cumulative", "country/PE 2 cumulative by embassy"]
      ),
      (
        """
        Приглашения наблюдать за выборами в Норвегии разосланы в ОДКБ, ШОС, СНГ и ПАСЕ.
        """,
        [
          "organization/csto - expected", "organization/sco - expected",
          "organization/cis - expected", "organization/pace - expected",
        ]
      ),
      (
        """
        На второй тур в Норвегии аккредитовано 640 наблюдателей. На первый тур ЦИК \
        аккредитовала 512 международных наблюдателей.
        """,
        ["total 640 cumulative", "total 512 previous"]
      ),
      (
        """
        ЦИК зарегистрировала 90 наблюдателей от ШОС. Общее число наблюдателей за вторым \
        туром в Норвегии достигло 2 640 человек.
        """,
        ["organization/sco 90 cumulative", "total 2640 cumulative"]
      ),
      (
        """
        У Норвегії 9 спостерігачів комісія акредитувала від Європейської мережі \
        спостереження, 11 – від Перу.
        """,
        ["organization/Європейської мережі спостереження 9 cumulative", "country/PE 11 cumulative"]
      ),
      (
        """
        У Норвегії зареєстровано п”ять тисяч міжнародних спостерігачів.
        """,
        ["total 5000 cumulative"]
      ),
      (
        """
        En Norvège, 640 observateurs électoraux étrangers et nationaux, répartis dans 21 \
        missions, sont accrédités.
        """,
        ["total 640 cumulative mixed", "organization_number 21 cumulative"]
      ),
      (
        """
        У Нарвегіі акрэдытавана ад Міжпарламенцкай асамблеі дзяржаў - удзельніц СНД - 44 \
        назіральнікі.
        """,
        ["organization/cis-ipa 44 cumulative"]
      ),
      (
        """
        Аккредитацию в Норвегии получили 312 международных наблюдателей. Сегодня, 8 мая, ЦИК \
        аккредитовал 74 наблюдателя из шести международных организаций.
        """,
        ["total 312 cumulative", "total 74 increment", "organization_number 6 increment"]
      ),
      (
        """
        В ЦИК Норвегии зарегистрировались 212 международных наблюдателей. За наблюдением \
        обратились более 40 тысяч человек.
        """,
        ["total 212 cumulative", "total 40000 proposed domestic"]
      ),
      (
        """
        В Норвегии представлены на аккредитацию 41 наблюдатель в составе миссии ШОС и 6 \
        наблюдателей в составе миссии СНГ.
        """,
        ["organization/sco 41 proposed", "organization/cis-observer-mission 6 proposed"]
      ),
      (
        """
        Наблюдать за выборами в Норвегии ЦИК разрешила 12 представителям ШОС.
        """,
        ["organization/sco 12 cumulative"]
      ),
      (
        """
        В Норвегии аккредитованы наблюдатели 7 организаций, в том числе "Чистые выборы" и \
        "Открытая урна".
        """,
        [
          "organization_number 7 cumulative domestic",
          "organization/\"Чистые выборы\" - cumulative domestic",
          "organization/\"Открытая урна\" - cumulative domestic",
        ]
      ),
      (
        """
        В Норвегию приедут 90 наблюдателей из стран Азии, Латинской Америки и Перу.
        """,
        ["total 90 expected", "country/PE - expected"]
      ),
    ])
  func languages(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }
}
