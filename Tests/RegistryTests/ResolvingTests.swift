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
      ("Kazakistan'dan", "KZ"),
    ])
  func inflected(name: String, code: String) { #expect(registry.resolve(name).id == code) }

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
      ("AU", ["AU", "african-union"]),
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
      "European Broadcasting Union", "Kazakhstan and Narnia",
    ])
  func refused(name: String) {
    let answer = registry.resolve(name)
    #expect(answer.status == .unknown)
    #expect(answer.candidates.isEmpty)
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

  @Test("Nothing is found where no word is")
  func outside() {
    #expect(Registry.standard.longestName(in: [], at: 0) == nil)
    #expect(Registry.standard.longestName(in: ["Turkey"], at: 1) == nil)
    #expect(Registry.standard.longestName(in: ["the"], at: 0) == nil)
  }
}
