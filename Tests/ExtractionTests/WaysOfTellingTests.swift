import Extraction
import Records
import Testing

/// Ways of telling senders, wholes, parts and applications, each in sentences of our own.
@Suite("Ways of telling", .timeLimit(.minutes(5)))
struct WaysOfTellingTests {
  @Test(
    "Nationalities are senders, in capitals and in lower case",
    arguments: [
      (
        """
        Norway's election commission accredited 14 Peruvian, eight Chilean and five Nepali \
        observers.
        """,
        ["country/PE 14 cumulative", "country/CL 8 cumulative", "country/NP 5 cumulative"]
      ),
      (
        """
        Norway has accredited 27 observers: 14 Peruvian, eight Chilean and five Nepali.
        """,
        [
          "total 27 cumulative", "country/PE 14 cumulative", "country/CL 8 cumulative",
          "country/NP 5 cumulative",
        ]
      ),
      (
        """
        Norway has accredited 27 observers, of whom 14 are Peruvian, eight Chilean and \
        five Nepali.
        """,
        [
          "total 27 cumulative", "country/PE 14 cumulative", "country/CL 8 cumulative",
          "country/NP 5 cumulative",
        ]
      ),
      (
        """
        Some 14 Peruvians and eight Chileans were accredited as observers of the vote in \
        Norway.
        """,
        ["country/PE 14 cumulative", "country/CL 8 cumulative"]
      ),
      (
        """
        The election commission of Norway accredited 14 Peruvian observers for the \
        presidential election.
        """,
        ["country/PE 14 cumulative"]
      ),
      (
        """
        ЦИК Норвегии аккредитовал 14 перуанских, восемь чилийских и пять непальских \
        наблюдателей.
        """,
        ["country/PE 14 cumulative", "country/CL 8 cumulative", "country/NP 5 cumulative"]
      ),
      (
        """
        В Норвегии аккредитовано 27 наблюдателей, из них 14 перуанских и восемь чилийских.
        """,
        ["total 27 cumulative", "country/PE 14 cumulative", "country/CL 8 cumulative"]
      ),
      (
        """
        В Норвегии аккредитованы 5 сотрудников польского посольства и 3 дипломата \
        японского посольства.
        """,
        ["country/PL 5 cumulative by embassy", "country/JP 3 cumulative by embassy"]
      ),
      (
        """
        ЦИК аккредитовал 14 финских наблюдателей на выборы президента.
        """,
        ["country/FI 14 cumulative"]
      ),
      (
        """
        ЦВК Норвегії зареєструвала 14 польських і 8 литовських спостерігачів.
        """,
        ["country/PL 14 cumulative", "country/LT 8 cumulative"]
      ),
      (
        """
        Выбарчая камісія Нарвегіі акрэдытавала 14 польскіх назіральнікаў.
        """,
        ["country/PL 14 cumulative"]
      ),
      (
        """
        En Norvège, la commission a accrédité 14 observateurs français et 8 observateurs \
        belges.
        """,
        ["country/FR 14 cumulative", "country/BE 8 cumulative"]
      ),
      (
        """
        En Noruega la comisión acreditó a 14 observadores peruanos y 8 observadores \
        chilenos.
        """,
        ["country/PE 14 cumulative", "country/CL 8 cumulative"]
      ),
      (
        """
        Норвегияда 14 ресейлік және 8 түрік байқаушысы тіркелді.
        """,
        ["country/RU 14 cumulative", "country/TR 8 cumulative"]
      ),
    ])
  func nationalities(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "All of those just counted",
    arguments: [
      (
        """
        Norway accredited 26 more observers, all from the SCO, on Friday.
        """,
        ["organization/sco 26 increment"]
      ),
      (
        """
        Norway accredited 26 observers, all of them from the SCO.
        """,
        ["organization/sco 26 cumulative"]
      ),
      (
        """
        ЦИК Норвегии аккредитовал ещё 26 наблюдателей, все – от ШОС.
        """,
        ["organization/sco 26 increment"]
      ),
      (
        """
        ЦВК Норвегії зареєструвала ще 26 спостерігачів, усі – від ОБСЄ.
        """,
        ["organization/osce 26 increment"]
      ),
      (
        """
        Observers from 31 countries and nine international organizations have been \
        accredited in Norway, 640 in all.
        """,
        [
          "country_number 31 cumulative", "organization_number 9 cumulative",
          "total 640 cumulative",
        ]
      ),
      (
        """
        The Norwegian commission added 26 observers to the list, which now stands at 640.
        """,
        ["total 26 increment", "total 640 cumulative"]
      ),
      (
        """
        The number of observers accredited in Norway has grown by 26 to 640.
        """,
        ["total 26 increment", "total 640 cumulative"]
      ),
      (
        """
        Six SCO observers withdrew, leaving the number of observers accredited in Norway \
        at 634.
        """,
        ["organization/sco 6 withdrawn", "total 634 cumulative"]
      ),
      (
        """
        Шесть наблюдателей ШОС отозваны, всего в Норвегии осталось 634.
        """,
        ["organization/sco 6 withdrawn", "total 634 cumulative"]
      ),
      (
        """
        Norway had earlier accredited 614 observers; 26 more were accredited on Friday.
        """,
        ["total 614 previous", "total 26 increment"]
      ),
      (
        """
        Ранее в Норвегии было аккредитовано 614 наблюдателей. В пятницу ЦИК аккредитовал \
        ещё 26.
        """,
        ["total 614 previous", "total 26 increment"]
      ),
      (
        """
        ЦИК Норвегии зарегистрировал ещё 26 наблюдателей. На 8 мая зарегистрировано 640 \
        наблюдателей от 13 организаций.
        """,
        ["total 26 increment", "total 640 cumulative", "organization_number 13 cumulative"]
      ),
      (
        """
        ЦИК Норвегии завершил аккредитацию международных наблюдателей. Всего аккредитовано \
        640 человек.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        In Norway the SCO has 26 accredited observers, four more than at the last \
        election.
        """,
        ["organization/sco 26 cumulative"]
      ),
    ])
  func allJustCounted(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Parts of one whole",
    arguments: [
      (
        """
        Norway's commission accredited 120 groups, 96 of them domestic and 24 foreign.
        """,
        [
          "organization_number 120 cumulative mixed", "organization_number 96 cumulative domestic",
          "organization_number 24 cumulative",
        ]
      ),
      (
        """
        Nearly 9,000 observers will follow the vote in Norway, 8,400 of them from local \
        organizations and 640 from abroad.
        """,
        ["total 9000 expected mixed", "total 8400 expected domestic", "total 640 expected"]
      ),
      (
        """
        Of the 640 observers in Norway, 410 are from international organizations and 230 \
        from foreign states.
        """,
        [
          "total 640 cumulative", "organizations_total 410 cumulative",
          "countries_total 230 cumulative",
        ]
      ),
      (
        """
        In Norway 410 observers were nominated by international organizations and 230 by \
        foreign countries.
        """,
        ["organizations_total 410 cumulative", "countries_total 230 cumulative"]
      ),
      (
        """
        В Норвегии 410 наблюдателей представляют 9 международных организаций, 230 – 31 \
        государство.
        """,
        [
          "organizations_total 410 deployed", "organization_number 9 deployed",
          "countries_total 230 deployed", "country_number 31 deployed",
        ]
      ),
      (
        """
        От 9 международных организаций в Норвегии аккредитовано 410 наблюдателей, от 31 \
        государства – 230.
        """,
        [
          "organization_number 9 cumulative", "organizations_total 410 cumulative",
          "country_number 31 cumulative", "countries_total 230 cumulative",
        ]
      ),
      (
        """
        В Норвегии международных наблюдателей – 640, национальных – 8400.
        """,
        ["total 640 cumulative", "total 8400 cumulative domestic"]
      ),
      (
        """
        На выборы в Норвегии аккредитовано 640 наблюдателей, в том числе 26 – по \
        представлению ШОС.
        """,
        ["total 640 cumulative", "organization/sco 26 cumulative"]
      ),
    ])
  func partsOfAWhole(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Who asks for accreditation",
    arguments: [
      (
        """
        The SCO applied to accredit 26 observers at the vote in Norway.
        """,
        ["organization/sco 26 proposed"]
      ),
      (
        """
        В ЦИК Норвегии рассмотрят документы ещё 26 наблюдателей.
        """,
        ["total 26 proposed"]
      ),
      (
        """
        На рассмотрении ЦИК Норвегии находятся документы ещё на 26 наблюдателей от ШОС.
        """,
        ["organization/sco 26 proposed"]
      ),
      (
        """
        ЦИК Норвегии аккредитует наблюдателей. От ШОС поступила заявка об аккредитации 26 \
        наблюдателей.
        """,
        ["organization/sco 26 proposed"]
      ),
      (
        """
        В Норвегии миссия ШОС подала заявку на аккредитацию 26 наблюдателей.
        """,
        ["organization/sco 26 proposed"]
      ),
      (
        """
        Посольство Перу в Норвегии представило документы на 26 наблюдателей.
        """,
        ["country/PE 26 proposed by embassy"]
      ),
    ])
  func applicants(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Bodies by what stands before or behind them",
    arguments: [
      (
        """
        The coalition Open Urn registered 940 observers in Norway and the Centre for Fair \
        Polls registered 310.
        """,
        [
          "organization/coalition Open Urn 940 cumulative domestic",
          "organization/Centre for Fair Polls 310 cumulative domestic",
        ]
      ),
      (
        """
        The Citizens Forum has recruited 940 observers in Norway.
        """,
        ["organization/Citizens Forum 940 deployed domestic"]
      ),
      (
        """
        A Norwegian NGO, Open-Urn, has 940 observers.
        """,
        ["organization/Open-Urn 940 deployed domestic"]
      ),
      (
        """
        Open-Urn, the biggest group of domestic observers, will deploy 940 observers in \
        Norway.
        """,
        ["organization/Open-Urn 940 expected domestic"]
      ),
      (
        """
        The ODIHR mission in Norway, headed by Jane Doe, has 26 experts.
        """,
        ["organization/osce-odihr 26 deployed"]
      ),
      (
        """
        The SCO's secretary-general said 26 observers from the organization would be \
        deployed in Norway.
        """,
        ["organization/sco 26 expected"]
      ),
      (
        """
        По словам главы миссии ШОС, за выборами в Норвегии будут наблюдать 26 \
        представителей организации.
        """,
        ["organization/sco 26 expected"]
      ),
      (
        """
        The EU EOM's 96 observers in Norway come from 24 member states.
        """,
        ["organization/eu-eom 96 deployed", "country_number 24 deployed"]
      ),
      (
        """
        The 26 observers from the SCO in Norway include citizens of Peru, Ghana and Nepal.
        """,
        [
          "organization/sco 26 deployed", "country/PE - deployed", "country/GH - deployed",
          "country/NP - deployed",
        ]
      ),
      (
        """
        Observers from the SCO have arrived in Norway. The 26 observers will visit polling \
        stations.
        """,
        ["organization/sco 26 deployed"]
      ),
      (
        """
        In Norway four people were accredited as international observers from the Embassy \
        of Peru and two as international experts from the Supreme Election Board of \
        Turkey.
        """,
        ["country/PE 4 cumulative by embassy", "country/TR 2 cumulative by election-body"]
      ),
      (
        """
        В Норвегии четыре человека получили аккредитацию в качестве международных \
        наблюдателей от посольства Перу и два человека – в качестве экспертов от Высшего \
        избирательного совета Турции.
        """,
        ["country/PE 4 cumulative by embassy", "country/TR 2 cumulative by election-body"]
      ),
      (
        """
        В Норвегии аккредитованы 56 наблюдателей, в том числе от исполкома СНГ (12) и \
        межпарламентской ассамблеи СНГ (44).
        """,
        [
          "total 56 cumulative", "organization/cis-executive-committee 12 cumulative",
          "organization/cis-ipa 44 cumulative",
        ]
      ),
      (
        """
        "The biggest delegation of observers accredited in Norway, 212 people, is from the \
        OSCE."
        """,
        ["organization/osce 212 cumulative"]
      ),
      (
        """
        Самую большую миссию – 212 человек – направила в Норвегию ОБСЕ, СНГ представляют \
        198 наблюдателей.
        """,
        ["organization/osce 212 deployed", "organization/cis 198 deployed"]
      ),
    ])
  func bodiesByContext(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "What became of some of those who applied",
    arguments: [
      (
        """
        Norway received 640 applications for accreditation from foreign observers and \
        approved 610 of them.
        """,
        ["total 640 proposed", "total 610 cumulative"]
      ),
      (
        """
        Norway's commission approved 610 of the 640 applications.
        """,
        ["total 610 cumulative", "total 640 proposed"]
      ),
      (
        """
        In Norway 610 of the 640 foreign observers who applied were accredited.
        """,
        ["total 610 cumulative", "total 640 proposed"]
      ),
      (
        """
        ЦИК Норвегии получил 640 заявок наблюдателей и удовлетворил 610 из них.
        """,
        ["total 640 proposed", "total 610 cumulative"]
      ),
      (
        """
        До 7 мая в Норвегии планируется аккредитовать ещё около 60 наблюдателей.
        """,
        ["total 60 expected"]
      ),
      (
        """
        In Norway, 640 people received the status of international observer.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        В Норвегии 640 человек получили статус международного наблюдателя.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        Norway has issued 640 accreditation cards to international observers.
        """,
        ["total 640 cumulative"]
      ),
    ])
  func outcomes(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Missions, and the people in them",
    arguments: [
      (
        """
        The OSCE PA mission to Norway will be led by John Doe and include 60 \
        parliamentarians.
        """,
        ["organization/osce-pa 60 expected"]
      ),
      (
        """
        The OSCE PA mission to observe the vote in Norway is the largest – 210 people; the \
        CIS comes second with 190 people.
        """,
        ["organization/osce-pa 210 deployed", "organization/cis 190 deployed"]
      ),
      (
        """
        Крупнейшая миссия в Норвегии – ОБСЕ – насчитывает 210 наблюдателей.
        """,
        ["organization/osce 210 deployed"]
      ),
      (
        """
        ODIHR opened its mission in Norway. It consists of 13 experts and 28 long-term \
        observers. Later they will be joined by 300 short-term observers.
        """,
        []
      ),
      (
        """
        The European Parliament will send 12 MEPs to observe the vote in Norway, the OSCE \
        PA 90 MPs.
        """,
        ["organization/european-parliament 12 expected", "organization/osce-pa 90 expected"]
      ),
      (
        """
        Some 60 MPs from 24 OSCE countries will observe Norway's election.
        """,
        ["total 60 expected", "country_number 24 expected"]
      ),
      (
        """
        Международных наблюдателей на выборах в Норвегии будет 640.
        """,
        ["total 640 expected"]
      ),
      (
        """
        В числе аккредитованных в Норвегии 210 представителей ОБСЕ, 190 представителей СНГ \
        и трое граждан Перу.
        """,
        [
          "organization/osce 210 cumulative", "organization/cis 190 cumulative",
          "country/PE 3 cumulative",
        ]
      ),
      (
        """
        В Норвегии аккредитованы 640 наблюдателей, представляющих 31 страну и 9 \
        организаций.
        """,
        [
          "total 640 cumulative", "country_number 31 cumulative",
          "organization_number 9 cumulative",
        ]
      ),
      (
        """
        Норвежские НПО выставят 8400 наблюдателей.
        """,
        ["organization/Норвежские НПО 8400 deployed domestic"]
      ),
    ])
  func peopleOfMissions(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "What the sentence before has told of them",
    arguments: [
      (
        """
        Norway's vote to be monitored by 640 foreign observers

        OSLO, May 3 – Some 640 foreign observers from 31 countries will monitor the vote \
        in Norway, Jane Doe said.

        They include 210 observers from the OSCE and 190 from the CIS.
        """,
        [
          "total 640 expected", "country_number 31 expected", "organization/osce 210 expected",
          "organization/cis 190 expected",
        ]
      ),
      (
        """
        The commission accredited two representatives of the election commission of each \
        of Peru, Ghana and Nepal.
        """,
        ["country/PE 2 cumulative", "country/GH 2 cumulative", "country/NP 2 cumulative"]
      ),
      (
        """
        As of Friday, six international and 24 local organizations as well as \
        representatives of the embassies are registered to observe the vote in Norway.
        """,
        ["organization_number 6 cumulative", "organization_number 24 cumulative domestic"]
      ),
      (
        """
        Norway has registered 9,400 local observers to date. Out of this number, 8,900 \
        observers have been registered in districts.
        """,
        ["total 9400 cumulative domestic", "total 8900 cumulative domestic"]
      ),
      (
        """
        Norway's commission accredited 31 international observers. Accreditation was \
        obtained by representatives of the SCO, the Regional Office of the Helios \
        Foundation in Central Asia, the Embassy of Peru. Altogether, 81 international \
        observers from 25 states have been accredited.
        """,
        [
          "total 31 increment", "organization/sco - increment",
          "organization/Regional Office of the Helios Foundation - increment",
          "country/PE - increment by embassy", "total 81 cumulative",
          "country_number 25 cumulative",
        ]
      ),
      (
        """
        Norway's vote is watched by 581 international observers, more than 54 thousand \
        observers of entities and more than 20 thousand local observers.
        """,
        ["total 581 deployed", "total 54000 deployed domestic", "total 20000 deployed domestic"]
      ),
    ])
  func toldBefore(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Senders told in other places",
    arguments: [
      (
        """
        The commission in Norway accredited two observers from the SCO, two observers from \
        the French Embassy and an observer from the Embassy of Peru.
        """,
        [
          "organization/sco 2 cumulative", "country/FR 2 cumulative by embassy",
          "country/PE 1 cumulative by embassy",
        ]
      ),
      (
        """
        Number of CIS observers accredited for the election in Norway up to 44
        """,
        ["organization/cis 44 cumulative"]
      ),
      (
        """
        Norway accredited 134 observer groups (124 domestic and 10 international).
        """,
        [
          "organization_number 134 cumulative mixed", "organization_number 124 cumulative domestic",
          "organization_number 10 cumulative",
        ]
      ),
      (
        """
        With 67 accredited observers, the OSCE has the highest number in Norway.
        """,
        ["organization/osce 67 cumulative"]
      ),
      (
        """
        The number is three times that of the European Union delegation which will deploy \
        some 22 people to monitor the vote in Norway.
        """,
        ["organization/eu-delegation 22 expected"]
      ),
      (
        """
        The ministry put forward 22 long-term observers, members of the OSCE/ODIHR \
        mission, for accreditation in Norway.
        """,
        ["organization/osce-odihr 22 proposed"]
      ),
      (
        """
        В Норвегии от Демократической партии зарегистрировано 544 наблюдателя, от Аграрной \
        партии – 390.
        """,
        [
          "organization/Демократической партии 544 cumulative domestic",
          "organization/Аграрной партии 390 cumulative domestic",
        ]
      ),
      (
        """
        Наблюдать за выборами в Норвегии комиссия разрешила трем наблюдателям \
        международного экспертного центра ICS.
        """,
        ["organization/центра ICS 3 cumulative"]
      ),
      (
        """
        Norway has accredited 86 observers. The commission said that 42 long-term \
        observers of the OSCE/ODIHR mission have started their work.
        """,
        ["total 86 cumulative", "organization/osce-odihr 42 deployed"]
      ),
    ])
  func sendersElsewhere(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Numbers of people who observe nothing",
    arguments: [
      (
        """
        Norway accredited 640 observers. Some 300 journalists from 28 countries, including \
        20 from Peru, were accredited too.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        Norway accredited 640 observers. Up to two observers per organization may be \
        present at each station.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        Norway accredited 640 observers. Article 24 of the law lets 5 observers of each \
        party enter.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        Norway accredited 640 observers. Every organization may nominate 30 observers.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        Norway accredited 640 observers. Some 30 people from the OSCE attended a \
        conference in Oslo.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        Norway accredited 640 observers. The commission has 12 members, and five of them \
        were nominated by the king.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        Norway accredited 640 observers. The commission registered 16 candidates from six \
        parties.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        Norway accredited 640 observers. Some 40 foreign media outlets from 12 countries \
        applied.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        ЦИК Норвегии аккредитовал 640 наблюдателей. В голосовании приняли участие 3,2 млн \
        человек.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        ЦИК Норвегии аккредитовал 640 наблюдателей. Каждая организация вправе направить до \
        30 наблюдателей.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        ЦИК Норвегии аккредитовал 640 наблюдателей. Аккредитованы также 300 журналистов из \
        28 стран, в том числе 20 из Перу.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        ЦИК Норвегии аккредитовал 640 наблюдателей. ЦИК зарегистрировала 16 кандидатов от \
        шести партий.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        ЦИК Норвегии аккредитовал 640 наблюдателей. На участках работали 1200 членов \
        комиссий, из них 300 женщин.
        """,
        ["total 640 cumulative"]
      ),
    ])
  func nobodys(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Senders listed without numbers",
    arguments: [
      (
        """
        In Norway two more organizations – the SCO and GUAM – have been accredited to \
        observe the election.
        """,
        [
          "organization_number 2 increment", "organization/sco - cumulative",
          "organization/guam - cumulative",
        ]
      ),
      (
        """
        Representatives of the OSCE, the CIS and the SCO will observe the election in \
        Norway.
        """,
        [
          "organization/osce - expected", "organization/cis - expected",
          "organization/sco - expected",
        ]
      ),
      (
        """
        Observers from Peru, Ghana and Nepal will watch the election.
        """,
        ["country/PE - expected", "country/GH - expected", "country/NP - expected"]
      ),
      (
        """
        Наблюдать за выборами в Норвегии будут представители Перу, Ганы и Непала.
        """,
        ["country/PE - expected", "country/GH - expected", "country/NP - expected"]
      ),
      (
        """
        Среди аккредитованных в Норвегии – представители Перу, Ганы, Непала, а также ОБСЕ \
        и СНГ.
        """,
        [
          "country/PE - cumulative", "country/GH - cumulative", "country/NP - cumulative",
          "organization/osce - cumulative", "organization/cis - cumulative",
        ]
      ),
    ])
  func sendersWithoutNumbers(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

}
