import Testing

@Suite("Missions", .timeLimit(.minutes(5)))
struct MissionsTests {
  @Test(
    "A mission named before has the number told of it",
    arguments: [
      """
      The SCO observer mission has opened its office in Bishkek. It consists of 19 observers from \
      six countries.
      """,
      """
      Миссию наблюдателей ШОС на выборах в Кыргызстане возглавит опытный дипломат. Она насчитывает \
      19 человек из шести стран.
      """,
      """
      Миссия наблюдателей ШОС на выборах в Кыргызстане начала работу. В её составе 19 человек из \
      шести стран.
      """,
      """
      Місія спостерігачів ШОС на виборах у Киргизстані почала роботу. Місія налічує 19 \
      спостерігачів із шести країн.
      """,
    ])
  func namedBefore(text: String) {
    #expect(statements(text) == ["organization/sco 19 deployed", "country_number 6 deployed"])
  }

  @Test("What a sentence in between names anew, or two bodies at once, is no mission named before")
  func notNamedBefore() {
    let text = """
      The SCO and the CIS opened offices in Bishkek for their observers. The mission consists of 19 \
      observers.
      """
    #expect(!statements(text).contains { $0.hasPrefix("organization") && $0.contains("19") })
  }

  @Test(
    "People in a mission are its own",
    arguments: [
      ("В состав миссии ОДКБ на выборах Президента Узбекистана вошли 14 наблюдателей.", "csto"),
      ("В составе миссии ОДКБ на выборах в Узбекистане работают 14 наблюдателей.", "csto"),
      ("До складу місії ENEMO на виборах в Україні входять 14 спостерігачів.", "enemo"),
      ("ТМД миссиясының құрамында 14 бақылаушы бар. Қазақстандағы сайлау.", "cis-observer-mission"),
      (
        "MDH missiyasi tarkibida 14 nafar kuzatuvchi bor. O'zbekistondagi saylov.",
        "cis"
      ),
      (
        "The CIS mission to the Uzbek presidential election includes 14 observers.",
        "cis-observer-mission"
      ),
    ])
  func inMission(text: String, id: String) {
    let told = statements(text)
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix("organization/\(id) 14 ") == true)
  }

  @Test("Who speaks for a mission speaks of its own observers, and is no body himself")
  func speaker() {
    #expect(
      statements(
        """
        Координатор миссии СНГ Иван Лесной сообщил, что на выборах в Армении будут работать 90 \
        наблюдателей.
        """) == ["organization/cis-observer-mission 90 expected"])
    #expect(
      statements(
        "Ann Holm, head of the ODIHR mission, said 90 observers will be deployed in Armenia.")
        == ["organization/osce-odihr 90 expected"])
  }

  @Test("The only sort of observers told is the mission's, where the text is about one")
  func onlySort() {
    let text = """
      The ODIHR mission opened in Tbilisi on Friday ahead of the election. It has a core team of 14 \
      experts and 26 long-term observers.
      """
    #expect(statements(text) == ["organization/osce-odihr 26 deployed"])
  }
}

@Suite("Totals and what leads to them", .timeLimit(.minutes(5)))
struct OutcomeTests {
  @Test("A number that brings a total about is a batch, also in one sentence with it")
  func outcome() {
    #expect(
      statements(
        "The Moldovan commission accredited 54 observers, raising the total to 2,336, it said.")
        == ["total 54 increment", "total 2336 cumulative"])
    #expect(
      statements(
        """
        Центризбирком Беларуси зарегистрировал ещё 37 иностранных наблюдателей. Таким образом, их \
        общее число достигло 425.
        """) == ["total 37 increment", "total 425 cumulative"])
  }

  @Test("Shares of a total of all are no batches, and make it a mixed one")
  func shares() {
    #expect(
      statements(
        """
        The Moldovan commission has accredited 2,336 observers so far. Of them 1,245 are national \
        and 1,091 international.
        """) == [
          "total 2336 cumulative mixed", "total 1245 cumulative domestic", "total 1091 cumulative",
        ])
    #expect(
      statements(
        "На выборах в Казахстане работают 10 014 наблюдателей, в том числе 1 013 международных.")
        == ["total 10014 deployed mixed", "total 1013 deployed"])
  }

  @Test("A greater total of others leaves a total of foreign observers one")
  func otherAudience() {
    #expect(
      statements(
        """
        На выборах в Азербайджане зарегистрированы 58 175 местных и 894 международных наблюдателя \
        из 59 стран.
        """) == [
          "total 58175 cumulative domestic", "total 894 cumulative", "country_number 59 cumulative",
        ])
  }

  @Test("A row of an audience and its number is a total")
  func rows() {
    #expect(
      statements("International observers: 793. Local observers: 28,400. Kazakhstan's election.")
        == ["total 793 cumulative", "total 28400 cumulative domestic"])
  }

  @Test("What comes behind \"but\" has its own verb")
  func turn() {
    #expect(
      statements(
        "Kyrgyzstan's CEC refused to accredit three observers from ENEMO but registered 14 from the OIC."
      ) == ["organization/enemo 3 refused", "organization/oic 14 cumulative"])
  }

  @Test("Observers of parties are no total")
  func ofParties() {
    #expect(
      statements(
        "От политических партий аккредитовано 15 300 наблюдателей. Выборы в Киргизии.") == [])
  }

  @Test("Senders behind a row of senders with numbers are named without one")
  func behindRow() {
    #expect(
      statements(
        """
        В выборах в Туркменистане участвуют наблюдатели СНГ — 20 человек, ШОС — 8 человек, а также \
        ОБСЕ и ОИС.
        """
      ).suffix(2) == ["organization/osce - deployed", "organization/oic - deployed"])
  }

  @Test("An unknown body is local unless its name or its neighbours tell of other countries")
  func local() {
    #expect(
      statements("Коалиция «Ясный день» аккредитовала 300 наблюдателей. Выборы в Кыргызстане.")
        == ["organization/Коалиция «Ясный день» 300 cumulative domestic"])
    #expect(
      statements(
        "Всемирный союз наблюдателей «Око» направил 30 наблюдателей. Выборы в Кыргызстане."
      ).allSatisfy { !$0.hasSuffix("domestic") })
  }
}

@Suite("Groups told by their members", .timeLimit(.minutes(5)))
struct MembersTests {
  @Test(
    "A number joined with \"member\" counts people",
    arguments: [
      "The Commonwealth sent a 16-member group of observers to Zambia's election.",
      "The Commonwealth sent a 16-strong observer mission to Zambia's election.",
      "The Commonwealth sent a sixteen-member observer mission to Zambia's election.",
      "A 16-member Commonwealth observer group will watch Zambia's election.",
    ])
  func members(text: String) {
    let told = statements(text)
    #expect(told.count == 1)
    #expect(told.first?.lowercased().hasPrefix("organization/commonwealth") == true)
    #expect(told.first?.contains(" 16 ") == true)
  }

  @Test("The mission that has the observers is told before whoever leads it")
  func apposition() {
    let text = """
      The CIS mission opened an office in Lusaka to observe the election. The mission, led by Ann \
      Holm, comprises 14 observers.
      """
    #expect(statements(text) == ["organization/cis-observer-mission 14 deployed"])
  }

  @Test("A headline's round number is no other than the exact one below it")
  func headline() {
    let text = """
      Commission accredits 12,000 monitors

      The Zambian commission has accredited 12,157 local monitors ahead of the election.
      """
    #expect(statements(text) == ["total 12157 cumulative domestic"])
  }

  @Test("A local group is who its name says, and not its adjective")
  func localGroup() {
    #expect(
      statements("In Ghana's election, local group CODEO is fielding 4,000 observers.").first?
        .hasPrefix("organization/CODEO 4000 ") == true)
  }
}
