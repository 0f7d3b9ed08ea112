import Extraction
import Records
import Testing

@Suite("Clauses", .timeLimit(.minutes(5)))
struct ClausesTests {
  @Test("A number between commas is its clause's subject's")
  func apposition() {
    let text = """
      The commission registered 310 observers. Norway sent the most, 58, followed by Chile with 41.
      """
    #expect(
      statements(text) == [
        "total 310 cumulative", "country/NO 58 cumulative", "country/CL 41 cumulative",
      ])
  }

  @Test(
    "What a clause tells further of a mission is the mission's",
    arguments: [
      ("Observers are accredited. “The OIC mission is the smallest, with 14 people,” he said.", 14),
      ("Observers are accredited. The OIC, which sent 14 observers, has opened its office.", 14),
      (
        "YEREVAN – The OIC Observation Mission, opened on Monday, comprises 14 observers for the polls.",
        14
      ),
      ("Observers are accredited. The OIC group, led by a former minister, has 14 members.", 14),
      ("Bodies sent 240 observers, among them the OIC's 14-strong mission.", 14),
    ])
  func further(text: String, count: Int) {
    #expect(statements(text).contains { $0.hasPrefix("organization/oic \(count) ") })
  }

  @Test(
    "A mission of so many people, whatever article it has",
    arguments: [
      "La OCI envió una misión de 14 observadores a las elecciones.",
      "L'OCI a envoyé une mission de 14 observateurs pour le scrutin.",
      "Observers: the EU has 43, the SCO 38, and the OIC a team of 14.",
    ])
  func missionOf(text: String) {
    #expect(statements(text).contains { $0.hasPrefix("organization/oic 14 ") })
  }

  @Test("So many each, in brackets behind the names")
  func eachInBrackets() {
    #expect(
      statements("Международных наблюдателей направили Чили (9), Перу, Кения и Непал (по 4).") == [
        "country/CL 9 deployed", "country/PE 4 deployed", "country/KE 4 deployed",
        "country/NP 4 deployed",
      ])
  }

  @Test("Long-term and short-term observers of a mission are sorts, and neither number is its own")
  func sorts() {
    let text =
      "Observers are accredited. The OIC mission will deploy 40 long-term and 60 short-term ones."
    #expect(statements(text) == [])
    let told = Extractor().extract(
      Bulletin(text: "The OIC mission will deploy 40 long-term and 60 short-term observers."))
    #expect(told.statements.map(\.count) == [40, 60])
    #expect(told.statements.allSatisfy { $0.subject.type == .category })
  }

  @Test(
    "Who invites sends nobody",
    arguments: [
      "По приглашению Госдумы и Совета старейшин приедут 82 наблюдателя из 30 стран."
    ])
  func invitation(text: String) {
    #expect(!statements(text).contains { $0.hasPrefix("organization/") })
  }

  @Test("States of a union are counted, also with capitals")
  func memberStates() {
    for states in ["nine SADC Member States", "nine member states", "nine Member States"] {
      #expect(
        statements("The SADC mission has 75 observers drawn from \(states).") == [
          "organization/sadc 75 deployed", "country_number 9 deployed",
        ])
    }
  }

  @Test("Observers of the host's parties are the host's")
  func parties() {
    #expect(
      statements("За выборами наблюдают 60 тыс. местных наблюдателей от партий и махаллей.") == [
        "total 60000 deployed domestic"
      ])
  }
}

@Suite("Batches and other elections", .timeLimit(.minutes(5)))
struct OtherElectionsTests {
  @Test(
    "What is accredited today among all is a batch",
    arguments: [
      "The commission has accredited 106 observers so far, including 24 on Thursday.",
      "К настоящему времени аккредитовано 106 наблюдателей, включая 24, аккредитованных сегодня.",
    ])
  func latest(text: String) {
    #expect(statements(text) == ["total 106 cumulative", "total 24 increment"])
  }

  @Test("What is told of an election of another kind is of an older one")
  func otherKind() {
    let text = """
      На выборах президента Кыргызстана аккредитовано 179 международных наблюдателей. Напомним, на \
      парламентских выборах 4 октября работали 253 наблюдателя.
      """
    #expect(statements(text) == ["total 179 cumulative", "total 253 previous"])
  }

  @Test("What comes and what was sent is as their sum is")
  func sumOfAll() {
    let text = """
      Accredited are 62 international observers. The OIC sent 29, 12 will arrive from the SCO and \
      21 from the CIS.
      """
    #expect(statements(text).allSatisfy { $0.hasSuffix(" cumulative") })
    #expect(statements(text).count == 4)
  }

  @Test("The whole of a list, without its noun")
  func wholeOfList() {
    let text = """
      Foreign observers will follow the election. Of the 292 who have been registered, 171 belong to \
      the ODIHR mission.
      """
    #expect(statements(text) == ["total 292 cumulative", "organization/osce-odihr 171 cumulative"])
    #expect(
      statements("Из 310 аккредитованных на референдум международных наблюдателей 42 – от БДИПЧ.")
        == ["total 310 cumulative", "organization/osce-odihr 42 cumulative"])
  }

  @Test("Both local and international observers are no local election")
  func localObservers() {
    let text = """
      Electoral Commission of Uganda: 2,030 observers accredited

      The Commission has accredited 2,030 observers from 51 organisations, both local and \
      international, for the polls.
      """
    let election = Extractor().extract(Bulletin(text: text)).election
    #expect(election.kind == nil)
    #expect(election.country == "UG")
  }

  @Test("The chairwoman of a commission speaks for her country")
  func speaker() {
    let text = """
      Об этом сообщила председатель ЦИК Узбекистана. На референдум аккредитовано 310 международных \
      наблюдателей.
      """
    #expect(Extractor().extract(Bulletin(text: text)).election.country == "UZ")
    #expect(statements(text) == ["total 310 cumulative"])
  }

  @Test(
    "What a sitting accredits beside a greater number so far is a batch, though senders are told")
  func sitting() {
    let text = """
      На очередном заседании ЦИК Казахстана аккредитовал 187 наблюдателей от трёх международных \
      организаций: БДИПЧ – 31, МПА СНГ – 148, ШОС – 8. Общее количество аккредитованных наблюдателей \
      составило 332 человека.
      """
    #expect(
      statements(text) == [
        "total 187 increment", "organization_number 3 increment",
        "organization/osce-odihr 31 increment", "organization/cis-ipa 148 increment",
        "organization/sco 8 increment", "total 332 cumulative",
      ])
  }

  @Test("A headline that says of how many the accreditation was withdrawn says it of those below")
  func withdrawnHeadline() {
    let text = """
      CEC revokes accreditation of 3 monitors

      The commission has withdrawn the accreditation of three observers of the OIC. Two observers \
      tested positive for COVID-19.
      """
    #expect(statements(text) == ["organization/oic 3 withdrawn"])
  }

  @Test("Further observers of another audience are no batch, and journalists are none at all")
  func furtherAudience() {
    let text = """
      The commission has accredited 1,217 foreign observers. A further 8,900 local observers have been \
      accredited, and 120 foreign journalists. Invited were 17 continental and regional bodies.
      """
    #expect(
      statements(text) == [
        "total 1217 cumulative", "total 8900 cumulative domestic",
        "organization_number 17 expected",
      ])
  }

  @Test("Observers who form a mission are its own")
  func formed() {
    #expect(
      statements(
        "Eighty observers will form the OSCE Parliamentary Assembly's mission to the polls."
      )
      .contains("organization/osce-pa 80 expected"))
  }

  @Test("What became of those who applied")
  func outcomes() {
    let text = """
      Of the 482 persons who applied to observe the referendum, 391 were accredited and 52 were \
      rejected.
      """
    #expect(
      statements(text) == ["total 482 proposed", "total 391 cumulative", "total 52 refused"])
  }

  @Test("A list behind \"the following\" needs no colon, and a table hardly a sentence")
  func lists() {
    let following = """
      The following have been accredited by the Central Election Commission of Kenya

      • African Union — 65
      • IGAD — 28
      """
    #expect(
      statements(following) == [
        "organization/african-union 65 cumulative", "organization/igad 28 cumulative",
      ])
    let table = """
      Аккредитованные наблюдатели

      ОБСЕ
      БДИПЧ 215

      Государства
      Сербия 3
      Индия 2

      ВСЕГО 220
      """
    #expect(
      statements(table) == [
        "organization/osce-odihr 215 cumulative", "country/RS 3 cumulative",
        "country/IN 2 cumulative",
        "total 220 cumulative",
      ])
  }

  @Test("States of a union are not the United States")
  func states() {
    #expect(
      statements("ODIHR has requested 200 observers from participating States for the election.")
        .allSatisfy { !$0.hasPrefix("country/US") })
  }

  @Test("By whom they were sent is not how many those are")
  func agents() {
    let told = statements(
      "Из 246 аккредитованных наблюдателей 187 командированы международными организациями.")
    #expect(told == ["total 246 cumulative", "organizations_total 187 cumulative"])
  }

  @Test("Of whom so many are foreigners")
  func foreigners() {
    #expect(
      statements("The commission accredited 18,736 observers, 2,015 of whom are foreigners.")
        .contains("total 2015 cumulative"))
  }

  @Test("A commission with a number behind it is one of the senders, and not the host's")
  func countedCommission() {
    let text = """
      BISHKEK, Sept. 18. Another 28 foreign observers were registered today by the CEC: ODIHR 20, \
      India's election commission 3 and Turkey's Supreme Election Council 5.
      """
    #expect(
      statements(text) == [
        "total 28 increment", "organization/osce-odihr 20 increment",
        "country/IN 3 increment by election-body", "country/TR 5 increment by election-body",
      ])
    #expect(Extractor().extract(Bulletin(text: text)).election.country == "KG")
  }

  @Test("Observers who came by invitation are not awaited any more")
  func byInvitation() {
    #expect(
      statements("Аккредитовано 706 наблюдателей, прибывших по приглашениям палат парламента.")
        .allSatisfy { $0.hasPrefix("total 706") && !$0.contains("expected") })
  }

  @Test("What they bring the observers to is the total, and nobody's who stands before")
  func broughtTo() {
    let text = """
      The commission registered 119 observers of the OIC. With 64 from PACE and the European \
      Parliament, they bring the international observers to 211.
      """
    #expect(statements(text).contains("total 211 cumulative"))
    #expect(!statements(text).contains { $0.hasPrefix("organization/european-parliament 2") })
  }

  @Test("What was refused without the word for observers, right behind them")
  func refusedDeputies() {
    let text = """
      The council has given accreditation to 489 international observers. It refused two OSCE deputies.
      """
    #expect(statements(text) == ["total 489 cumulative", "organization/osce 2 refused"])
  }

  @Test("One group with a name is not all groups")
  func namedGroup() {
    let text = "Of 489 accredited observers 40 belong to PACE and 12 to the Shanghai group."
    #expect(
      statements(text) == [
        "total 489 cumulative", "organization/pace 40 cumulative",
        "organization/Shanghai group 12 cumulative",
      ])
  }

  @Test("Bodies in brackets behind domestic observers are domestic")
  func bracketsOfDomestic() {
    let text = """
      The commission has accredited 5,587 domestic observers (CRTA 1,500; CeSID 1,070) and 468 foreign \
      ones (ODIHR 230, PACE 22).
      """
    #expect(
      statements(text) == [
        "total 5587 cumulative domestic", "organization/CRTA 1500 cumulative domestic",
        "organization/CeSID 1070 cumulative domestic", "total 468 cumulative",
        "organization/osce-odihr 230 cumulative", "organization/pace 22 cumulative",
      ])
  }

  @Test("The total accredited, and an adjective in the place of its noun")
  func totalAccredited() {
    let text = """
      The commission handed over papers to the Carter Center (12 observers) and CARICOM (9). The total \
      accredited stands at 229.
      """
    #expect(statements(text).last == "total 229 cumulative")
    #expect(
      statements("На участках аккредитовано 400 местных наблюдателей. Иностранных – 26.") == [
        "total 400 cumulative domestic", "total 26 cumulative",
      ])
  }

  @Test("Whom a commission invites, in a text that nowhere says observers")
  func invited() {
    let text = """
      Таджикистан. В ЦКВР сообщили, что на выборы приглашены 4 организации и 13 стран. На сегодня \
      аккредитовано 92 человека.
      """
    #expect(
      statements(text) == [
        "organization_number 4 expected", "country_number 13 expected", "total 92 cumulative",
      ])
    #expect(Extractor().extract(Bulletin(text: text)).election.country == "TJ")
  }

  @Test("A commission has its observers from others, and is nobody's sender")
  func elections() {
    #expect(
      statements("For the runoff the National Elections Commission has 3,890 accredited observers.")
        == ["total 3890 cumulative"])
  }

  @Test(
    "Whoever asks for accreditation has it not yet",
    arguments: [
      "Norway requested accreditation for 33 observers.",
      "Норвегия запросила аккредитацию для 33 наблюдателей.",
    ])
  func asked(text: String) {
    #expect(statements(text) == ["country/NO 33 proposed"])
  }

  @Test(
    "Whom they cannot send are no observers",
    arguments: [
      "БДИПЧ не сможет направить 150 краткосрочных наблюдателей; МПА СНГ направила 20 депутатов.",
      "ODIHR was not able to send 150 observers; the CIS IPA sent 20 observers.",
    ])
  func notSent(text: String) {
    #expect(statements(text) == ["organization/cis-ipa 20 deployed"])
  }

  @Test("Shares of a total by audience are totals, though one tells of how many bodies")
  func shares() {
    let text = """
      The commission has accredited a total of 1,120 observers: 960 domestic observers of 14 \
      organisations and 160 foreigners. Nor will 24 diplomats be missing.
      """
    #expect(
      statements(text).prefix(4) == [
        "total 1120 cumulative mixed", "total 960 cumulative domestic",
        "organization_number 14 cumulative domestic", "total 160 cumulative",
      ])
    #expect(!statements(text).contains { $0.contains("24") })
  }

  @Test("A body that nobody knows has its country in its name")
  func country() {
    let text = """
      Observers are on duty. The Rights Watch Seychelles has 45 observers for the Seychelles election.
      """
    #expect(statements(text) == ["organization/Rights Watch Seychelles 45 deployed domestic"])
  }
}
