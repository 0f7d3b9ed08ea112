import Extraction
import Records
import Testing

@Suite("What kind of number", .timeLimit(.minutes(5)))
struct WhatKindOfNumberTests {
  @Test("An increment and the running total stand in one text")
  func anIncrementAndTheRunning() {
    let text = """
      The commission accredited another 31 international observers on Tuesday. To date 214 \
      international observers have been accredited.
      """
    #expect(
      statements(text) == [
        "total 31 increment",
        "total 214 cumulative",
      ])
  }

  @Test("Who was fielded is there, who is to be deployed is expected")
  func fielded() {
    let text = "The CIS fielded 60 observers. Norway is to deploy 14 observers."
    #expect(
      statements(text) == ["organization/cis 60 deployed", "country/NO 14 expected"])
    #expect(
      statements("La CEDEAO a dépêché 40 observateurs pour les élections.")
        == ["organization/ecowas 40 deployed"])
  }

  @Test("A batch without the word \"more\" is told by the greater sum behind it")
  func aBatchWithoutTheWord() {
    let text = """
      The commission accredited a total of 88 observers at the sitting. Altogether 530 \
      observers are now accredited.
      """
    #expect(
      statements(text) == [
        "total 88 increment",
        "total 530 cumulative",
      ])
  }

  @Test("Proposed and accredited stand side by side")
  func proposedAndAccreditedStandSide() {
    let text = """
      So far 50 observers have been accredited. The foreign ministry has put forward 12 \
      observers from Chile.
      """
    #expect(
      statements(text) == [
        "total 50 cumulative",
        "country/CL 12 proposed",
      ])
  }

  @Test("Expected people are not accredited ones")
  func expectedPeopleAreNotAccredited() {
    let text = """
      ОБСЕ планирует направить 40 наблюдателей, ещё 6 наблюдателей ожидаются от ШОС.
      """
    #expect(
      statements(text) == [
        "organization/osce 40 expected",
        "organization/sco 6 expected",
      ])
  }

  @Test("Figures of an earlier election are previous")
  func figuresOfAnEarlierElection() {
    let text = """
      In total 70 observers have been accredited for the 2023 election. At the previous \
      election there were 64 international observers.
      """
    #expect(
      statements(text) == [
        "total 70 cumulative",
        "total 64 previous",
      ])
  }

  @Test("Withdrawals and refusals have numbers of their own")
  func withdrawalsAndRefusalsHaveNumbers() {
    let text = """
      The commission refused accreditation to 14 observers. It revoked the accreditation of \
      three observers from Peru.
      """
    #expect(
      statements(text) == [
        "total 14 refused",
        "country/PE 3 withdrawn",
      ])
  }

  @Test("Deployed people are told from accredited ones")
  func deployedPeopleAreToldFrom() {
    let text = """
      Au total 90 observateurs ont été accrédités. La Cédéao a déployé 40 observateurs.
      """
    #expect(
      statements(text) == [
        "total 90 cumulative",
        "organization/ecowas 40 deployed",
      ])
  }

  @Test("A candidate who withdrew, an arrest and a threat are no observer numbers")
  func aCandidateWhoWithdrewAn() {
    let text = """
      Two candidates withdrew from the vote. Three observers were detained at a polling \
      station near the border.
      """
    #expect(statements(text).isEmpty)
  }
}

@Suite("What is counted", .timeLimit(.minutes(5)))
struct WhatIsCountedTests {
  @Test("Bodies are counted as bodies")
  func bodiesAreCountedAsBodies() {
    let text = """
      Registered are 45 observer groups: 40 domestic and five international ones.
      """
    #expect(
      statements(text) == [
        "organization_number 45 cumulative mixed",
        "organization_number 40 cumulative domestic",
        "organization_number 5 cumulative",
      ])
  }

  @Test("Journalists beside observers are left out, also when one number holds both")
  func journalistsBesideObserversAreLeft() {
    let text = """
      The commission accredited 70 international observers and 240 journalists. A total of \
      310 observers and journalists were accredited.
      """
    #expect(
      statements(text) == [
        "total 70 cumulative"
      ])
  }

  @Test("Domestic and foreign observers are told apart")
  func domesticAndForeignObserversAre() {
    let text = """
      ЦВК зареєструвала 900 національних спостерігачів та 75 міжнародних спостерігачів.
      """
    #expect(
      statements(text) == [
        "total 900 cumulative domestic",
        "total 75 cumulative",
      ])
  }

  @Test("A total is mixed where home and foreign observers add up to it")
  func aTotalIsMixedWhere() {
    let text = """
      Se acreditó a 1.250 observadores: 1.100 nacionales y 150 internacionales.
      """
    #expect(
      statements(text) == [
        "total 1250 cumulative mixed",
        "total 1100 cumulative domestic",
        "total 150 cumulative",
      ])
  }

  @Test("Seats, voters, stations, candidates and decrees are passed over")
  func seatsVotersStationsCandidatesAnd() {
    let text = """
      Observers will visit 900 polling stations, where 3 million voters elect 120 deputies \
      from 14 candidates under Decree 45.
      """
    #expect(statements(text).isEmpty)
  }

  @Test("People go by many names")
  func peopleGoByManyNames() {
    let text = """
      The commission accredited 12 delegates of the OSCE, nine experts from the CIS, four \
      parliamentarians from Chile and two people from Japan as observers.
      """
    #expect(
      statements(text) == [
        "organization/osce 12 cumulative",
        "organization/cis 9 cumulative",
        "country/CL 4 cumulative",
        "country/JP 2 cumulative",
      ])
  }

  @Test("Certificates stand for people")
  func certificatesStandForPeople() {
    let text = """
      Выдано 220 аккредитационных удостоверений международным наблюдателям.
      """
    #expect(
      statements(text) == [
        "total 220 cumulative"
      ])
  }

  @Test("\"Visitantes extranjeras\" are observers")
  func visitantesExtranjerasAreObservers() {
    let text = """
      El instituto acreditó a 512 visitantes extranjeras de 40 países.
      """
    #expect(
      statements(text) == [
        "total 512 cumulative",
        "country_number 40 cumulative",
      ])
  }

  @Test("A number without a noun counts what was spoken of")
  func aNumberWithoutANoun() {
    let text = """
      The commission accredited observers: 20 from the OSCE, seven from Norway.
      """
    #expect(
      statements(text) == [
        "organization/osce 20 cumulative",
        "country/NO 7 cumulative",
      ])
  }
}

@Suite("To whom it belongs", .timeLimit(.minutes(5)))
struct ToWhomItBelongsTests {
  @Test("A country sends observers through its embassy or its election commission")
  func aCountrySendsObserversThrough() {
    let text = """
      Accredited observers: Embassy of Chile – 4; Central Election Commission of Mongolia – \
      2.
      """
    #expect(
      statements(text) == [
        "country/CL 4 cumulative by embassy",
        "country/MN 2 cumulative by election-body",
      ])
  }

  @Test("One head noun serves several countries")
  func oneHeadNounServesSeveral() {
    let text = """
      Observers were accredited from the embassies of Norway (5), Japan (4) and Peru (2).
      """
    #expect(
      statements(text) == [
        "country/NO 5 cumulative by embassy",
        "country/JP 4 cumulative by embassy",
        "country/PE 2 cumulative by embassy",
      ])
  }

  @Test("Countries stand as adjectives")
  func countriesStandAsAdjectives() {
    let text = """
      Accredited were 12 German observers and the British, Spanish and Italian embassies.
      """
    #expect(
      statements(text) == [
        "country/DE 12 cumulative",
        "country/GB - cumulative by embassy",
        "country/ES - cumulative by embassy",
        "country/IT - cumulative by embassy",
      ])
  }

  @Test("Country names inside the names of organizations are no countries")
  func countryNamesInsideTheNames() {
    let text = """
      The commission accredited 9 observers from the Organization of American States and 3 \
      observers from the Turkmenistan Voters Network.
      """
    #expect(
      statements(text) == [
        "organization/oas 9 cumulative",
        "organization/Turkmenistan Voters Network 3 cumulative",
      ])
  }

  @Test("The host is nobody's observer")
  func theHostIsNobodyS() {
    let text = """
      Kazakhstan's Central Election Commission accredited observers for the election in \
      Kazakhstan: Chile (3), Kazakhstan (8).
      """
    #expect(
      statements(text) == [
        "country/CL 3 cumulative"
      ])
  }

  @Test("Of bodies named after one another the longest name wins")
  func ofBodiesNamedAfterOne() {
    let text = """
      Аккредитованы наблюдатели: СНГ (40), МПА СНГ (12), Исполнительный комитет СНГ (8), ПА \
      ОБСЕ (5), ОБСЕ (3).
      """
    #expect(
      statements(text) == [
        "organization/cis 40 cumulative",
        "organization/cis-ipa 12 cumulative",
        "organization/cis-executive-committee 8 cumulative",
        "organization/osce-pa 5 cumulative",
        "organization/osce 3 cumulative",
      ])
  }

  @Test("One head serves several bodies")
  func oneHeadServesSeveralBodies() {
    let text = """
      Парламентские ассамблеи ОБСЕ, СНГ и ОДКБ направят наблюдателей на выборы.
      """
    #expect(
      statements(text) == [
        "organization/osce-pa - expected",
        "organization/cis-ipa - expected",
        "organization/csto-pa - expected",
      ])
  }

  @Test("Nationalities inside a mission are parts of it")
  func nationalitiesInsideAMissionAre() {
    let text = """
      The OSCE has sent 60 observers from 21 countries for the election.
      """
    #expect(
      statements(text) == [
        "organization/osce 60 deployed",
        "country_number 21 deployed",
      ])
  }

  @Test("Bodies that do not come have no number")
  func bodiesThatDoNotCome() {
    let text = """
      The OSCE will not send observers to the election, and NATO was not invited.
      """
    #expect(statements(text).isEmpty)
  }

  @Test("An acronym of two languages is read in its own")
  func anAcronymOfTwoLanguages() {
    let text = """
      L'UA a envoyé 33 observateurs et la Cédéao 21.
      """
    #expect(
      statements(text) == [
        "organization/african-union 33 deployed",
        "organization/ecowas 21 deployed",
      ])
  }

  @Test("A body nobody knows keeps its name")
  func aBodyNobodyKnowsKeeps() {
    let text = """
      ЦИК аккредитовала 25 наблюдателей от общественного объединения «Ровный путь».
      """
    #expect(
      statements(text) == [
        "organization/общественного объединения «Ровный путь» 25 cumulative domestic"
      ])
  }
}

@Suite("How it is written", .timeLimit(.minutes(5)))
struct HowItIsWrittenTests {
  @Test("Distributive numerals give each its own")
  func distributiveNumeralsGiveEachIts() {
    let text = """
      Аккредитованы по трое наблюдателей от Чили, Норвегии и Японии.
      """
    #expect(
      statements(text) == [
        "country/CL 3 cumulative",
        "country/NO 3 cumulative",
        "country/JP 3 cumulative",
      ])
  }

  @Test("A shared number is nobody's own")
  func aSharedNumberIsNobody() {
    let text = """
      The commission accredited 13 observers from nine countries.
      """
    #expect(
      statements(text) == [
        "total 13 cumulative",
        "country_number 9 cumulative",
      ])
  }

  @Test("Words and collectives are numbers")
  func wordsAndCollectivesAreNumbers() {
    let text = """
      ЦВК зареєструвала спостерігачів: двоє від Норвегії, шестеро від Японії, сорок три від \
      ОБСЄ.
      """
    #expect(
      statements(text) == [
        "country/NO 2 cumulative",
        "country/JP 6 cumulative",
        "organization/osce 43 cumulative",
      ])
  }

  @Test("French and Spanish words are numbers")
  func frenchAndSpanishWordsAre() {
    let text = """
      La Cédéao a envoyé quatre-vingt-dix-sept observateurs, l'Union européenne une \
      centaine.
      """
    #expect(
      statements(text) == [
        "organization/ecowas 97 deployed",
        "organization/european-union 100 deployed",
      ])
  }

  @Test("A thousand in words may go before digits")
  func aThousandInWordsMay() {
    let text = """
      Fueron acreditados mil 309 observadores internacionales.
      """
    #expect(
      statements(text) == [
        "total 1309 cumulative"
      ])
  }

  @Test("Digits may have an ending")
  func digitsMayHaveAnEnding() {
    let text = """
      Аккредитовано 120 наблюдателей от 31-го государства.
      """
    #expect(
      statements(text) == [
        "total 120 cumulative",
        "country_number 31 cumulative",
      ])
  }

  @Test("Thousands may be told as decimals")
  func thousandsMayBeToldAs() {
    let text = """
      Зарегистрировано 20,5 тыс. национальных наблюдателей.
      """
    #expect(
      statements(text) == [
        "total 20500 cumulative domestic"
      ])
  }

  @Test("Numbers follow names in brackets, behind dashes, in lists and in tables")
  func numbersFollowNamesInBrackets() {
    let text = """
      Accredited observers:
      1. OSCE – 12
      2. Norway – 5
      3) Embassy of Japan - 3
      """
    #expect(
      statements(text) == [
        "organization/osce 12 cumulative",
        "country/NO 5 cumulative",
        "country/JP 3 cumulative by embassy",
      ])
  }

  @Test("Cells that were glued together come apart")
  func cellsThatWereGluedTogether() {
    let text = """
      Accredited observers:
      OSCE ODIHR42
      Norway5
      """
    #expect(
      statements(text) == [
        "organization/osce-odihr 42 cumulative",
        "country/NO 5 cumulative",
      ])
  }

  @Test("An openly partial list leaves the total alone")
  func anOpenlyPartialListLeaves() {
    let text = """
      Accredited are 90 observers from 12 countries, including Chile, Peru and Japan.
      """
    #expect(
      statements(text) == [
        "total 90 cumulative",
        "country_number 12 cumulative",
        "country/CL - cumulative",
        "country/PE - cumulative",
        "country/JP - cumulative",
      ])
  }

  @Test("A remainder is a part of what was told before")
  func aRemainderIsAPart() {
    let text = """
      The OSCE PA delegation numbers 80 representatives of the parliaments of Chile, Peru \
      and 11 other countries, who will observe the vote.
      """
    #expect(
      statements(text) == [
        "organization/osce-pa 80 expected",
        "country/CL - expected by parliament",
        "country/PE - expected by parliament",
        "country_number 11 expected",
      ])
  }

  @Test("A rounded headline gives way to the exact number")
  func aRoundedHeadlineGivesWay() {
    let text = """
      Almost 600 foreign observers accredited

      The commission accredited 594 foreign observers.
      """
    #expect(
      statements(text) == [
        "total 594 cumulative"
      ])
  }

  @Test("The same fact is told once")
  func theSameFactIsTold() {
    let text = """
      The commission accredited 31 observers.

      It is known that 31 observers have been accredited.

      31 observers accredited
      """
    #expect(
      statements(text) == [
        "total 31 cumulative"
      ])
  }

  @Test("View counters, exchange rates and temperatures are furniture")
  func viewCountersExchangeRatesAnd() {
    let text = """
      The commission accredited 17 observers from Norway.

      Views: 4513

      1 USD = 447 KZT

      +24 °C
      """
    #expect(
      statements(text) == [
        "country/NO 17 cumulative"
      ])
  }

  @Test("A text that breaks off keeps the last name")
  func aTextThatBreaksOff() {
    let text = """
      Accredited observers: OSCE – 12; Norway – 5;
      Shanghai Cooperation Organiz
      """
    #expect(
      statements(text) == [
        "organization/osce 12 cumulative",
        "country/NO 5 cumulative",
        "organization/Shanghai Cooperation Organiz - cumulative",
      ])
  }
}

@Suite("In every language", .timeLimit(.minutes(5)))
struct InEveryLanguageTests {
  @Test("Kazakh names its senders first")
  func kazakhNamesItsSendersFirst() {
    let text = """
      Орталық сайлау комиссиясы Ресейден 15, Қытайдан 6 бақылаушыны аккредиттеді. Барлығы 90 \
      халықаралық бақылаушы тіркелді.
      """
    #expect(
      statements(text) == [
        "country/RU 15 cumulative",
        "country/CN 6 cumulative",
        "total 90 cumulative",
      ])
  }

  @Test("Uzbek names its senders first")
  func uzbekNamesItsSendersFirst() {
    let text = """
      Saylovda Rossiyadan 12 nafar, Turkiyadan 7 nafar kuzatuvchi akkreditatsiya qilindi.
      """
    #expect(
      statements(text) == [
        "country/RU 12 cumulative",
        "country/TR 7 cumulative",
      ])
  }

  @Test("Belarusian")
  func belarusian() {
    let text = """
      ЦВК акрэдытавала 120 замежных назіральнікаў: 30 — ад Расіі, пяцёра — ад Кітая.
      """
    #expect(
      statements(text) == [
        "total 120 cumulative",
        "country/RU 30 cumulative",
        "country/CN 5 cumulative",
      ])
  }
}

@Suite("What does not add up", .timeLimit(.minutes(5)))
struct WhatDoesNotAddUpTests {
  @Test("Contradicting numbers are given as they stand")
  func contradictingNumbersAreGivenAs() {
    let text = """
      106 observers are accredited: 76 from the OSCE and 63 from the CIS.
      """
    #expect(
      statements(text) == [
        "total 106 cumulative",
        "organization/osce 76 cumulative",
        "organization/cis 63 cumulative",
      ])
  }
}

@Suite("What is compared, shared out and told by its place", .timeLimit(.minutes(5)))
struct ComparedAndSharedTests {
  @Test("A number that another is compared with is of the earlier election, and no other is")
  func comparedNumber() {
    let text = """
      The commission registered 480 observers for the 2021 presidential election, compared with \
      1,150 in 2016.
      """
    #expect(statements(text) == ["total 480 cumulative", "total 1150 previous"])
  }

  @Test("By how many two numbers differ is no number of observers")
  func difference() {
    let text = """
      610 observers were accredited for the 2021 presidential election, 90 fewer than in 2016.
      """
    #expect(statements(text) == ["total 610 cumulative"])
  }

  @Test("Shares of a total are told by adjectives alone")
  func shares() {
    let text = """
      The commission accredited 900 observers. Of these 820 are domestic and 80 international.
      """
    #expect(
      statements(text) == [
        "total 900 cumulative mixed", "total 820 cumulative domestic", "total 80 cumulative",
      ])
  }

  @Test("The last row of a table sums up the rows above it")
  func sumOfRows() {
    let text = """
      Accredited observers:
      OSCE – 20
      Council of Europe – 12
      Total – 32
      """
    #expect(
      statements(text) == [
        "organization/osce 20 cumulative", "organization/council-of-europe 12 cumulative",
        "total 32 cumulative",
      ])
  }

  @Test("Who leads a mission may stand between it and its number")
  func apposition() {
    let text = """
      The Council of Europe, represented by a former judge, has sent 14 observers.
      """
    #expect(statements(text) == ["organization/council-of-europe 14 deployed"])
  }

  @Test("Who some of them are makes no total of them")
  func partsWithoutABody() {
    let text = """
      The OSCE has sent 30 observers, among them four deputies. Two observers were sent to each \
      of ten provinces.
      """
    #expect(statements(text) == ["organization/osce 30 deployed"])
  }

  @Test("A revoked accreditation does not take back those of the clause before")
  func revokedInAnotherClause() {
    let text = """
      The commission accredited 60 observers; six observers had their accreditation revoked.
      """
    #expect(statements(text) == ["total 60 cumulative", "total 6 withdrawn"])
  }

  @Test("A speaker before a colon sends nobody")
  func headline() {
    let text = "INEC: 640 observers accredited for the vote"
    #expect(statements(text) == ["total 640 cumulative"])
  }

  @Test("Bodies and countries together send what follows them in Kazakh")
  func groupsBeforeTheNumber() {
    let text = "Сайлауға 5 халықаралық ұйымнан және 18 мемлекеттен 240 бақылаушы аккредиттелді."
    #expect(
      Set(statements(text)) == [
        "organization_number 5 cumulative", "country_number 18 cumulative", "total 240 cumulative",
      ])
  }
}

@Suite("Which election is meant", .timeLimit(.minutes(5)))
struct WhichElectionTests {
  private func election(_ text: String) -> ElectionReading {
    Extractor().extract(Bulletin(text: text)).election
  }

  @Test("A month and a year looked back to tell the next ballot")
  func monthAndPast() {
    let reading = election(
      """
      Zambia's electoral commission has accredited observers for the August general elections. \
      The last reform of the law dates from 2019.
      """)
    #expect(reading.year == 2021)
  }

  @Test("A weekday tells two ballots apart")
  func weekday() {
    let reading = election(
      """
      Observers were accredited for Saturday's presidential election in Sri Lanka. The same \
      mission was there in 2015 and 2019.
      """)
    #expect(reading.key == "lk-2024-presidential")
  }

  @Test("A text in the language of one country speaks of its elections")
  func language() {
    let reading = election("Президент сайлауына 60 бақылаушы тіркелді. Сайлау – 9-маусымда.")
    #expect(reading.key == "kz-2019-presidential")
  }

  @Test("A commission with a title of its own tells its country")
  func commission() {
    let reading = election(
      """
      Аккредитованы 12 наблюдателей, сообщили в Центральной комиссии по выборам и проведению \
      референдумов. За выборами президента 10 января они будут следить по всей стране.
      """)
    #expect(reading.key == "kg-2021-presidential")
  }

  @Test("A page fetched long after polling does not change the year")
  func fetchedLater() {
    let reading = election(
      """
      May 4, 2023

      Observers of the OSCE will not come to the State Duma elections in Russia.
      """)
    #expect(reading.year == 2021)
  }

  @Test("The address tells the country where the text does not")
  func address() {
    let bulletin = Bulletin(
      text:
        "The Central Election Commission accredited 40 observers for the presidential election.",
      url: "https://news.example.kz/1")
    #expect(Extractor().extract(bulletin).election.country == "KZ")
  }
}
