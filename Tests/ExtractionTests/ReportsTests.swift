import Extraction
import Records
import Testing

/// What reports of commissions and missions of many countries do.
@Suite("Reports", .timeLimit(.minutes(5)))
struct ReportsTests {
  @Test("A list that begins with its numbers, the first being some of those told before")
  func numbersFirst() {
    let text = """
      The commission has accredited 640 observers. Some 210 of them are representatives of the \
      OSCE/ODIHR mission, 95 – the CIS mission, four – the Organization of Islamic Cooperation.
      """
    #expect(
      statements(text) == [
        "total 640 cumulative", "organization/osce-odihr 210 cumulative",
        "organization/cis-observer-mission 95 cumulative", "organization/oic 4 cumulative",
      ])
  }

  @Test("A body told with the one it belongs to is one, and its parent in the headline the same")
  func owner() {
    let text = """
      Norway registers 70 OSCE observers

      The Norwegian commission registered 70 observers from the OSCE's Office for Democratic \
      Institutions and Human Rights on Tuesday. In all, 226 observers have been registered.
      """
    #expect(
      statements(text) == [
        "organization/osce-odihr 70 increment", "total 226 cumulative",
      ])
  }

  @Test("The sum stands behind the batch, whether or not it says so far")
  func sum() {
    let text = """
      The commission registered 130 more observers. In particular, it registered 90 from ENEMO and \
      40 from Poland. A total of 1,340 observers were registered.
      """
    #expect(
      statements(text) == [
        "total 130 increment", "organization/enemo 90 increment", "country/PL 40 increment",
        "total 1340 cumulative",
      ])
  }

  @Test("More observers are a batch also where the headline does not tell how many")
  func more() {
    let text = """
      The commission has accredited more observers for the election. It accredited 75 people from \
      the Council of Europe and three people from the Embassy of Sweden.
      """
    #expect(
      statements(text) == [
        "organization/council-of-europe 75 increment", "country/SE 3 increment by embassy",
      ])
  }

  @Test(
    "What is being considered waits",
    arguments: [
      (
        """
        The Central Election Commission has registered 880 observers. It has been considering \
        documents of seven international organizations.
        """, ["total 880 cumulative", "organization_number 7 proposed"]
      ),
      (
        "So far 155 international observers have been approved, and another 115 are under review.",
        ["total 155 cumulative", "total 115 proposed"]
      ),
      (
        "В ЦИК поданы документы на аккредитацию 119 наблюдателей от СНГ.",
        ["organization/cis 119 proposed"]
      ),
    ])
  func waiting(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "A number of the mission that speaks is the mission's",
    arguments: [
      (
        """
        Observers from the ODIHR have come to Armenia for the election. She said another 250 \
        observers will join us in December.
        """, ["organization/osce-odihr 250 expected"]
      ),
      (
        """
        ECOWAS has sent observers to Ghana for the election. The 94-member delegation is led by a \
        former president.
        """, ["organization/ecowas 94 deployed"]
      ),
      (
        """
        Миссия наблюдателей ОБСЕ открыла офис в Ереване перед выборами. В ее состав войдут около 300 человек.
        """, ["organization/osce 300 expected"]
      ),
    ])
  func speaker(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test("People of several groups of bodies are no total, each of them")
  func groups() {
    let text = """
      Accreditation cards went to 465 staff of six international observation bodies and 183 staff of \
      nine international organisations.
      """
    #expect(
      statements(text) == [
        "organizations_total 465 cumulative", "organization_number 6 cumulative",
        "organizations_total 183 cumulative", "organization_number 9 cumulative",
      ])
  }

  @Test("Thousands may be joined to the rest by a word")
  func thousands() {
    #expect(
      statements("The number of accredited observers is: 464.") == ["total 464 cumulative"])
    #expect(
      statements("The commission accredited 29 thousand and 264 observers.")
        == ["total 29264 cumulative domestic"])
  }

  @Test("A body that accredits its own people is whose they are, a commission is not")
  func accreditsOwn() {
    #expect(
      statements("The coalition Civic Eye has accredited 1,254 monitors for the election.")
        == ["organization/coalition Civic Eye 1254 cumulative domestic"])
    #expect(
      statements("Commissions: 180 observers will be accredited by the electoral authorities.")
        == ["total 180 expected"])
  }

  @Test("Where people come to stands between them and whom they come from")
  func place() {
    let text = "На выборы в Норвегию еще четыре наблюдателя приедут в Норвегию от ОИС."
    #expect(statements(text) == ["organization/oic 4 expected"])
  }

  @Test("The name of a body is no kind of election")
  func kind() {
    let text = """
      The CIS Interparliamentary Assembly accredited 12 observers for the presidential election. The \
      Interparliamentary Assembly has sent observers before.
      """
    #expect(Extractor().extract(Bulletin(text: text)).election.kind == .presidential)
  }

  @Test(
    "Russian and Ukrainian reports",
    arguments: [
      (
        "ЦИК аккредитовал 299 иностранных (международных) наблюдателей.",
        ["total 299 cumulative"]
      ),
      (
        "Территориальные комиссии аккредитовали 22 тысячи национальных наблюдателей.",
        ["total 22000 cumulative domestic"]
      ),
      (
        "По линии СНГ аккредитованы 179 наблюдателей, в том числе от МПА СНГ — 50.",
        ["organization/cis 179 cumulative", "organization/cis-ipa 50 cumulative"]
      ),
      (
        "На выборах от ШОС будут работать 22 наблюдателя.", ["organization/sco 22 expected"]
      ),
      (
        "В Ташкент прибыла основная группа БДИПЧ из 11 человек для наблюдения за выборами.",
        ["organization/osce-odihr 11 deployed"]
      ),
      (
        "ЦВК зареєструвала 18 спостерігачів на виборах президента 31 березня від БДІПЛ ОБСЄ.",
        ["organization/osce-odihr 18 cumulative"]
      ),
      (
        """
        ЦИК Норвегии приступил к аккредитации наблюдателей. Аккредитовано 56 иностранных наблюдателей. \
        54 из 56 наблюдателей – представители СНГ.
        """, ["total 56 cumulative", "organization/cis 54 cumulative"]
      ),
      (
        """
        Среди аккредитованных - представители Межпарламентской ассамблеи СНГ (17 человек), а также \
        сотрудники посольств Беларуси и Италии в Норвегии (по 2 человека от каждой стороны).
        """,
        [
          "organization/cis-ipa 17 cumulative", "country/BY 2 cumulative by embassy",
          "country/IT 2 cumulative by embassy",
        ]
      ),
      (
        """
        Наблюдатели Миссии ШОС прибыли на выборы. В состав Миссии вошли 20 представителей парламентов.
        """, ["organization/sco 20 deployed"]
      ),
      (
        """
        Комиссия аккредитовала еще семь наблюдателей. На регистрацию представлены три кандидатуры от \
        Италии. С момента начала регистрации аккредитацию прошли 72 наблюдателя.
        """,
        ["total 7 increment", "country/IT 3 proposed", "total 72 cumulative"]
      ),
    ])
  func russian(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test("A number of thousands keeps the ending of its digits")
  func ending() {
    #expect(
      statements("ЦИК аккредитовал более 3-х тысяч иностранных наблюдателей.")
        == ["total 3000 cumulative"])
  }

  @Test(
    "People of offices of no country are nobody's total",
    arguments: [
      """
      На выборы аккредитованы 1015 международных наблюдателей. От зарубежных Центризбиркомов приедут \
      24 представителя.
      """,
      """
      Аккредитовано 593 национальных наблюдателя. Еще 110 национальных наблюдателей представили \
      политические партии.
      """,
    ])
  func offices(text: String) {
    let totals = Extractor().extract(Bulletin(text: text)).statements.filter {
      $0.subject.type == .total
    }
    #expect(totals.count == 1)
  }

  @Test("A party that sends observers is a body, parties are not")
  func party() {
    #expect(
      statements(
        """
        The commission accredited 2,726 domestic observers. They include 544 observers from the \
        Democratic Party of Freedom.
        """) == [
          "total 2726 cumulative domestic",
          "organization/Democratic Party of Freedom 544 cumulative domestic",
        ])
    let text = "The commission accredited 2,726 domestic observers, 544 from the Political Parties."
    #expect(statements(text).first == "total 2726 cumulative domestic")
    #expect(!statements(text).contains { $0.hasPrefix("organization/") })
  }

  @Test("Who has sent the people may be told behind them, in a clause of its own")
  func relative() {
    let text = """
      Комиссия Норвегии аккредитовала наблюдателей. Среди них четыре человека, которых посольство \
      Литвы в Норвегии направило наблюдателями.
      """
    #expect(statements(text) == ["country/LT 4 cumulative by embassy"])
  }

  @Test("A commission is no day of polling, and its referendums no kind of election")
  func commission() {
    let text = """
      Центральная комиссия по выборам и проведению референдумов Кыргызской Республики 24 октября на \
      заседании аккредитовала 29 наблюдателей на выборы парламента, назначенные на 30 ноября 2025 года.
      """
    let election = Extractor().extract(Bulletin(text: text)).election
    #expect(election.kind == .parliamentary)
    #expect(election.date?.description == "2025-11-30")
  }
}
