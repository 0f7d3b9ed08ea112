import Records
import Testing

@testable import Registry

@Suite("Resolving a name", .timeLimit(.minutes(5)))
struct ResolvingTests {
  let registry = Registry.standard

  @Test(
    "A country is found by its names, codes and demonyms",
    arguments: [
      ("Kazakhstan", "KZ"), ("Indian", "IN"), ("Great Britain", "GB"), ("Czechia", "CZ"),
      ("the Philippines", "PH"), ("Philippines", "PH"), ("Maldives", "MV"), ("Palestine", "PS"),
      ("Turkey", "TR"), ("Türkiye", "TR"), ("U.S.", "US"), ("UK", "GB"), ("KZ", "KZ"),
      ("DEU", "DE"),
      ("Republic of Bulgaria", "BG"), ("Korea, Republic of", "KR"), ("Bahamas (the)", "BS"),
      ("Micronesia (Federated States of)", "FM"), ("Kazakhstan (2)", "KZ"), ("Kazakhstan1", "KZ"),
      ("Kazakhstan / Қазақстан", "KZ"), ("KAZ: Kazakhstan", "KZ"), ("Côte d`Ivoire", "CI"),
      ("Congo (DRC)", "CD"), ("Burma", "MM"), ("Zaire", "CD"), ("Scotland", "GB"), ("Kosovo", "XK"),
      ("Niger", "NE"), ("Georgia", "GE"), ("🇰🇿", "KZ"), ("مصر", "EG"), ("Allemagne", "DE"),
    ])
  func countries(name: String, code: String) {
    let answer = registry.resolve(name)
    #expect(answer.id == code)
    #expect(answer.type == .country)
    #expect(answer.via == nil)
  }

  @Test(
    "Inflected names are read by their endings",
    arguments: [
      ("Казахстана", "KZ"), ("Российской Федерации", "RU"), ("Соединенных Штатов Америки", "US"),
      ("Южно-Африканской Республики", "ZA"), ("Боснией и Герцеговиной", "BA"), ("Филиппин", "PH"),
      ("польскими", "PL"), ("Германиядан", "DE"), ("Ресейдің", "RU"), ("Қытайға", "CN"),
      ("Қазақстан Республикасының", "KZ"), ("Туреччини", "TR"), ("Kazakhstan's", "KZ"),
      ("Kazakistan'dan", "KZ"), ("Польшей", "PL"), ("Камбоджей", "KH"), ("Польщею", "PL"),
    ])
  func inflected(name: String, code: String) { #expect(registry.resolve(name).id == code) }

  @Test(
    "A people in the plural is its country",
    arguments: [
      ("Franzosen", "FR"), ("Américains", "US"), ("Rusos", "RU"), ("Tedeschi", "DE"),
      ("Polacy", "PL"), ("німці", "DE"), ("өзбектер", "UZ"), ("Malaysians", "MY"),
    ])
  func peoples(name: String, code: String) {
    let answer = registry.resolve(name)
    #expect(answer.id == code)
    #expect(answer.method == "demonym")
  }

  @Test(
    "An organization is found by its names, in any of their languages",
    arguments: [
      ("OSCE/ODIHR", "osce-odihr"), ("ODIHR OSCE", "osce-odihr"), ("БДИПЧ ОБСЕ", "osce-odihr"),
      ("CIS Inter-Parliamentary Assembly", "cis-ipa"), ("МПА СНГ", "cis-ipa"),
      ("CIS Executive Committee", "cis-executive-committee"), ("ШОС", "sco"), ("ЕҚЫҰ", "osce"),
      ("ЕҚЫҰның", "osce"), ("AGİT’in", "osce"),
      ("Organization of Islamic Cooperation", "oic"),
      ("Организации исламского сотрудничества", "oic"),
      ("Cooperation Council of Turkic-Speaking Countries", "ots"),
      ("African Union", "african-union"),
      ("Turkic-Speaking Countries Parliamentary Assembly", "turkpa"), ("TurkPA", "turkpa"),
      ("Delegation of the EU in Kazakhstan", "eu-delegation"),
      ("European Union Delegation to Kazakhstan", "eu-delegation"),
      ("Parliamentary Assembly of the CSTO", "csto-pa"), ("CSTO PA", "csto-pa"),
      ("Collective Security Treaty Organization (CSTO) Parliamentary Assembly", "csto-pa"),
      ("Interparliamentary Assembly of CIS Member Nations", "cis-ipa"),
      ("Mission of the CIS", "cis-observer-mission"),
      (
        "Office for Democratic Institutions and Human Rights (ODIHR) of the Organisation for Security and Cooperation in Europe (OSCE)",
        "osce-odihr"
      ),
    ])
  func organizations(name: String, id: String) {
    let answer = registry.resolve(name)
    #expect(answer.id == id)
    #expect(answer.type == .organization)
  }

  @Test(
    "A body of a country is the country, and says through whom",
    arguments: [
      ("Embassy of Germany", "DE", "embassy"), ("British Embassy", "GB", "embassy"),
      ("Embassy of the Kingdom of the Netherlands", "NL", "embassy"),
      ("Посольство США", "US", "embassy"), ("посольства Германии в Казахстане", "DE", "embassy"),
      ("ЦИК Монголии", "MN", "election-body"), ("Ресей елшілігі", "RU", "embassy"),
      ("Kazakhstan's Central Election Commission", "KZ", "election-body"),
      ("Parliament of Turkey", "TR", "parliament"),
    ])
  func bodies(name: String, code: String, via: String) {
    let answer = registry.resolve(name)
    #expect(answer.id == code)
    #expect(answer.via == via)
  }

  @Test(
    "A name of several subjects is ambiguous and lists them",
    arguments: [
      ("Congo", ["CD", "CG"]), ("Korea", ["KP", "KR"]), ("Кореи", ["KP", "KR"]),
      ("Russia/Ukraine", ["RU", "UA"]), ("France and Germany", ["DE", "FR"]),
      ("Commonwealth", ["cis", "commonwealth"]), ("GUAM", ["GU", "guam"]),
      ("AU", ["AU", "african-union"]), ("Formosa", ["AR", "TW"]), ("Somali", ["ET", "SO"]),
    ])
  func ambiguous(name: String, ids: [String]) {
    let answer = registry.resolve(name)
    #expect(answer.status == .ambiguous)
    #expect(answer.candidates.map(\.id) == ids)
    #expect(answer.id == nil)
  }

  @Test(
    "What is nobody's name is not given to anybody",
    arguments: [
      "", " ", "?", "the", "of", "Republic", "Republic of", "USSR", "СССР", "Yugoslavia", "Crimea",
      "Perugia", "Turkish Airlines", "Indian Ocean", "South China Sea", "Georgia (US state)",
      "UNESCO",
      "Parliamentary Assembly of Poland", "Центральная избирательная комиссия",
      "Исполнительный комитет",
      "Southern African Development", "Astana", "в Казахстане", "us", "in", "no", "ГБ", "Eco",
      "12345",
      "European Broadcasting Union", "Kazakhstan and Narnia", "Līvāni", "Туркестан",
      "Republika Serbe", "Niger State", "Provincia de Guatemala", "Luxembourg Province",
    ])
  func refused(name: String) {
    let answer = registry.resolve(name)
    #expect(answer.status == .unknown)
    #expect(answer.candidates.isEmpty)
  }

  @Test(
    "A long name is a form of state and a country that has it, in the order of its language",
    arguments: [
      ("République de Corée", "KR"), ("Italienische Republik", "IT"),
      ("Итальянской Республики", "IT"),
      ("Қазақстан Республикасынан", "KZ"), ("Azərbaycan Respublikasının", "AZ"),
      ("玻利维亚（多民族国）", "BO"), ("坦桑尼亚联合共和国", "TZ"), ("大韓民国", "KR"), ("프랑스 공화국", "FR"),
      ("جمهورية كازاخستان", "KZ"), ("Irán (República Islámica del)", "IR"),
      ("Korea, Dem. Rep. of", "KP"), ("Egypt, Arab Rep.", "EG"), ("Lao P.D.R.", "LA"),
      ("Iran, I.R. of", "IR"), ("Венесуэла (Боливарианская Республика)", "VE"),
    ])
  func longNames(name: String, code: String) { #expect(registry.resolve(name).id == code) }

  @Test(
    "A form of state that the country never had makes no name",
    arguments: [
      "Kingdom of Germany", "Grand Duchy of France", "German Democratic Republic",
      "Германская Демократическая Республика", "Republic of Vietnam", "Sultanate of Poland",
    ])
  func wrongForm(name: String) { #expect(registry.resolve(name).status == .unknown) }

  @Test(
    "A territory may be named with the country that it belongs to",
    arguments: [
      ("Guadeloupe (France)", "GP"), ("Hong Kong, China", "HK"), ("China - Macao", "MO"),
      ("Saint Martin (France)", "MF"), ("Puerto Rico, United States", "PR"),
    ])
  func territories(name: String, code: String) { #expect(registry.resolve(name).id == code) }

  @Test(
    "One misspelled word is forgiven",
    arguments: [
      ("Kazkahstan", "KZ"), ("Phillipines", "PH"), ("Domincan Republic", "DO"),
      ("Kazakh stan", "KZ"),
      ("Cura\u{FFFD}ao", "CW"), ("Таджикстан", "TJ"), ("Shanghai Coperation Organization", "sco"),
    ])
  func misspelled(name: String, id: String) {
    let answer = registry.resolve(name)
    #expect(answer.id == id)
    #expect(answer.method == "misspelling")
  }

  @Test(
    "A misspelling within reach of two subjects, or of what is nobody, is not settled",
    arguments: [
      ("Nigera", ["NE", "NG"]), ("Austrlia", ["AT", "AU"]), ("Chiba", []), ("Rutland", []),
      ("Irag", []), ("ODHRI", []), ("Narniа", []), ("Parliamentary Assemblx of Poland", []),
    ])
  func unsettled(name: String, ids: [String]) {
    #expect(registry.resolve(name).candidates.map(\.id) == ids)
  }

  @Test(
    "What stands before a country is told in via",
    arguments: [
      ("граждане Германии", "DE", "citizens"), ("observers from Kazakhstan", "KZ", "citizens"),
      ("Government of Poland", "PL", "government"), ("Delegation of Turkey", "TR", "delegation"),
      ("Миссия наблюдателей Казахстана", "KZ", "mission"),
      ("Consulate of Japan", "JP", "consulate"),
    ])
  func via(name: String, code: String, via: String) {
    let answer = registry.resolve(name)
    #expect(answer.id == code)
    #expect(answer.via == via)
  }

  @Test(
    "The circumstances settle what several bodies share, and nothing else",
    arguments: [
      ("Commonwealth", Context(host: "KZ"), ["cis"]),
      ("Commonwealth", Context(host: "GH"), ["commonwealth"]),
      ("Commonwealth", Context(host: "DE"), ["cis", "commonwealth"]),
      ("Commonwealth", Context(date: Day("1980-01-01")), ["commonwealth"]),
      ("IPA", Context(date: Day("2020-01-01"), host: "KZ"), ["cis-ipa"]),
      ("France and Germany", Context(host: "FR"), ["DE", "FR"]),
      ("Korea", Context(host: "KR"), ["KP", "KR"]),
      ("Turkic Council", Context(date: Day("2023-01-01")), ["ots"]),
    ])
  func context(name: String, context: Context, ids: [String]) {
    #expect(registry.resolve(name, context: context).candidates.map(\.id) == ids)
  }

  @Test("An acronym of another language drops out")
  func language() {
    let text = """
      body\ta\tAlpha League\tALPH\tforum
      body\tb\tBravo League\tBRAV\tforum
      name\ta\tUNI\tacronym\tfr
      name\tb\tUNI\tacronym\ten

      """
    let registry = Registry(Tables([("o.tsv", text)]))
    #expect(registry.resolve("UNI").candidates.count == 2)
    #expect(registry.resolve("UNI", context: Context(language: "fr")).id == "a")
    #expect(registry.resolve("UNI", context: Context(language: "de")).candidates.count == 2)
    #expect(registry.problems == [])
  }

  @Test("A name met again is answered alike, also when others have taken its place")
  func memory() {
    let names = (0..<9000).map { "x\($0)" } + ["Embassy of Germany"]
    for _ in 0..<2 {
      for name in names {
        #expect(registry.resolve(name).id == (name.hasSuffix("Germany") ? "DE" : nil))
      }
    }
  }

  @Test("Expecting a type drops the candidates of the other")
  func expecting() {
    #expect(registry.resolve("GUAM", expecting: .organization).id == "guam")
    #expect(registry.resolve("GUAM", expecting: .country).id == "GU")
    #expect(registry.resolve("African Union", expecting: .country).status == .unknown)
    #expect(registry.resolve("Turkey", expecting: .organization).status == .unknown)
  }

  @Test("Letters of another alphabet that look right are read as what they stand for")
  func lookalikes() {
    #expect(registry.resolve("Тyрция").id == "TR")
    #expect(registry.resolve("Тzрция").status == .unknown)
    #expect(registry.resolve("Кaзахстан").id == "KZ")
  }

  @Test(
    "Very long and repetitive texts are answered at once",
    arguments: ["x", "OSCE ", "mission of ", "(((", "CIS CIS (", "'-.", "of the ", "🇰🇿", "ә"])
  func long(piece: String) {
    let clock = ContinuousClock()
    let text = String(repeating: piece, count: 102_400 / piece.utf8.count)
    _ = registry.resolve("nobody")  // The tables for guesses are made at the first need.
    let time = clock.measure {
      _ = registry.resolve(String(text.prefix(500)))
      #expect(registry.resolve(text).status == .unknown)
    }
    #expect(time < .seconds(5))
  }

  @Test("A table shows short English names of countries and official names of organizations")
  func displayed() {
    #expect(registry.displayName(.country, "GB") == "United Kingdom")
    #expect(
      registry.displayName(.organization, "csto") == "Collective Security Treaty Organization")
    #expect(registry.displayName(.country, "csto") == nil)
    #expect(registry.acronym("csto") == "CSTO")
    #expect(registry.isCountry("XK") && !registry.isCountry("xk") && !registry.isCountry("SU"))
    #expect(registry.isOrganization("osce-pa") && !registry.isOrganization("OSCE"))
  }

  @Test("A guess for the review queue starts with what shares the rarest words")
  func nearest() {
    let guesses = registry.nearest(to: "Turkic Peoples' Academy", limit: 3)
    #expect(guesses.count == 3)
    #expect(guesses.first?.id == "turkic-academy")
    #expect(registry.nearest(to: "qqq", limit: 5).isEmpty)
    #expect(registry.nearest(to: "Academy", limit: 0).isEmpty)
  }
}

@Suite("Names in running text", .timeLimit(.minutes(5)))
struct LongestNameTests {
  private func names(_ text: String) -> [String] {
    let words = text.split(separator: " ")
    var found: [String] = []
    var index = 0
    while index < words.count {
      guard let (length, answer) = Registry.standard.longestName(in: words, at: index) else {
        index += 1
        continue
      }
      let name = words[index..<index + length].joined(separator: " ")
      found.append("\(name)=\(answer.id ?? answer.method)")
      index += length
    }
    return found
  }

  @Test("The longest name wins")
  func longest() {
    #expect(
      names("48 of the OSCE Parliamentary Assembly 179 of OSCE and 3 of OSCE ODIHR ODIHR") == [
        "OSCE Parliamentary Assembly=osce-pa", "OSCE=osce", "OSCE ODIHR ODIHR=osce-odihr",
      ])
    #expect(
      names("Delegation of the EU in Kazakhstan 2") == [
        "Delegation of the EU in Kazakhstan=eu-delegation"
      ])
    #expect(names("Guinea Bissau and Guinea") == ["Guinea Bissau=GW", "Guinea=GN"])
  }

  @Test("What only begins like a name is taken whole and is nobody")
  func excluded() {
    #expect(
      names("in the Indian Ocean near New South Wales") == [
        "Indian Ocean=excluded", "New South Wales=excluded",
      ])
  }

  @Test("Small letters are no acronym and no country, but Russian adjectives are")
  func capitals() {
    #expect(names("polish us it turkey cis no").isEmpty)
    #expect(names("польских и турецкие") == ["польских=PL", "турецкие=TR"])
    #expect(names("Парламентской Ассамблеи ОДКБ") == ["Парламентской Ассамблеи ОДКБ=csto-pa"])
  }

  @Test("A Russian role belongs to the country after it, not to the one before")
  func order() {
    #expect(
      names("США ЦИК Монголии посольства Германии") == [
        "США=US", "ЦИК Монголии=MN", "посольства Германии=DE",
      ])
  }

  @Test("A body after an article is not the country's before it")
  func articles() {
    #expect(
      names("from Armenia the Central Election Commission of Georgia") == [
        "Armenia=AM", "Central Election Commission of Georgia=GE",
      ])
    #expect(names("CIS PA member states") == ["CIS PA=cis-ipa"])
  }

  @Test(
    "A word with marks of its own is read as in a name alone",
    arguments: [
      "Guinea-Bissau=GW", "Côte d'Ivoire=CI", "ЕҚЫҰ-ның=osce", "ЕҚЫҰның=osce", "AGİT'in=osce",
      "U.S.=US", "Kazakhstan's=KZ", "ОБCЕ=osce", "İİT=oic", "ΕΛΛΆΔΑ=GR", "日本=JP", "ליטא=LT",
    ])
  func marks(found: String) {
    #expect(names(String(found.prefix { $0 != "=" })) == [found])
  }

  @Test("Nothing is found where no word is")
  func outside() {
    #expect(Registry.standard.longestName(in: [], at: 0) == nil)
    #expect(Registry.standard.longestName(in: ["Turkey"], at: 1) == nil)
    #expect(Registry.standard.longestName(in: ["the"], at: 0) == nil)
  }
}
