import Records
import Registry

/// What a text tells of its election between the lines: a weekday, a month, a time looked back to, words
/// of its own country.
extension ElectionReader {
  /// The weekday of polling, Sunday being 0: "Saturday's presidential election".
  func weekday() -> Int? {
    var told: Set<Int> = []
    let words = Words.weekdays
    for passage in passages where passage.marks.contains(.election) {
      let tokens = passage.tokens
      for index in tokens.indices where tokens[index].isWord {
        guard let day = words[WordHash(tokens[index])] else { continue }
        let near = tokens[max(tokens.startIndex, index - 3)..<min(index + 4, tokens.endIndex)]
        if near.contains(where: { $0.has(.election) && !$0.has(.electionBody) }) {
          told.insert(day)
        }
      }
    }
    return told.count == 1 ? told.first : nil
  }

  /// The month of polling, where it stands without day and year: "accredited for July".
  func month() -> Int? {
    var told: Set<Int> = []
    for passage in passages
    where passage.marks.contains(.election)
      || passage.marks.isSuperset(of: [.observer, .accredited])
    {
      let tokens = passage.tokens
      for index in tokens.indices.dropFirst() {
        let token = tokens[index]
        guard token.isWord, token.numeral.kind == .month,
          token.isCapital || !vocabulary.traits.contains(.capitalMonths),
          !passage.dates.contains(where: { $0.tokens.contains(index) }),
          index + 1 >= tokens.endIndex || !tokens[index + 1].isDigits,
          !tokens[index - 1].has([.since, .soFar, .previous]), !tokens[index - 1].isDigits
        else { continue }
        let near = tokens[max(tokens.startIndex, index - 4)..<min(index + 5, tokens.endIndex)]
        let isPolling = near.contains { $0.has(.election) && !$0.has(.electionBody) }
        if isPolling || WordHash(tokens[index - 1]) == Words.purpose {
          told.insert(Int(token.numeral.value))
        }
      }
    }
    return told.count == 1 ? told.first : nil
  }

  /// The latest year told by itself, which nothing says is the election's: the text looks back to it.
  func lookedBack() -> Int? {
    var latest: Int?
    for passage in passages where passage.gist.hasYear {
      for index in passage.tokens.indices {
        guard let year = Dates.year(passage.tokens[index]), year > latest ?? 0,
          !passage.dates.contains(where: { $0.tokens.contains(index) })
        else { continue }
        latest = year
      }
    }
    return latest
  }

  /// The years of the pandemic, where the text speaks of one.
  func era() -> ClosedRange<Int>? {
    let words = Words.pandemic
    let isPandemic = passages.contains { passage in
      let tokens = passage.tokens
      return tokens.indices.contains {
        tokens[$0].isWord && words.contains(WordHash(tokens[$0]))
      }
    }
    return isPandemic ? 2020...2022 : nil
  }

  /// The country of a text that names none: its commission is called as only one country's is, or
  /// it speaks a language of one country to people of that country.
  func ownCountry() -> String? {
    guard passages.contains(where: { !$0.marks.isDisjoint(with: [.election, .electionBody]) })
    else {
      return nil
    }
    for passage in passages
    where !passage.marks.isDisjoint(with: [.election, .electionBody]) {
      let words = passage.tokens.filter(\.isWord).map { WordHash($0) }
      for (title, country) in Words.commissions where words.count >= title.count {
        for start in 0...words.count - title.count
        where words[start..<start + title.count].elementsEqual(title) {
          return country
        }
      }
    }
    if let home = Words.homes[vocabulary.code] { return home }
    return furnitureCountry()
  }

  /// The country of the language in which the page around a text speaks to its readers.
  private func furnitureCountry() -> String? {
    guard passages.contains(where: { $0.marks.contains(.electionBody) }) else { return nil }
    var hits: [String: Int] = [:]
    for passage in passages {
      for token in passage.tokens where token.isWord {
        if let country = Words.furniture[WordHash(token)] { hits[country, default: 0] += 1 }
      }
    }
    guard hits.count == 1, let (country, count) = hits.first, count > 1 else { return nil }
    return country
  }

  enum Words {
    /// From Sunday on, of all languages.
    static let weekdays: HashTable = {
      var table: [WordHash: Int] = [:]
      for (day, words) in Vocabulary.all.flatMap({ $0.weekdays.enumerated() }) {
        for word in words { table[word] = day }
      }
      return HashTable(table)
    }()

    static let purpose = WordHash("for")

    static let pandemic = HashTable(Vocabulary.all.flatMap(\.pandemic))

    /// Commissions whose title alone tells their country; none that several countries have had.
    static let commissions: [(title: [WordHash], country: String)] = [
      ("комиссии по выборам и проведению референдумов", "KG"),
      ("комиссия по выборам и проведению референдумов", "KG"),
      ("комиссией по выборам и проведению референдумов", "KG"),
      ("комиссию по выборам и проведению референдумов", "KG"),
      ("комиссии по выборам и проведению республиканских референдумов", "BY"),
      ("комиссия по выборам и проведению республиканских референдумов", "BY"),
      ("commission on elections and holding referenda", "KG"),
      ("commission for elections and referendums conduct", "KG"),
      ("commission électorale nationale autonome", "BJ"),
      ("independent electoral and boundaries commission", "KE"),
      ("instituto nacional electoral", "MX"),
      ("jurado nacional de elecciones", "PE"),
    ].map { title, country in (title.split(separator: " ").map { WordHash($0) }, country) }

    /// Languages that are one country's.
    static let homes = ["kk": "KZ", "uk": "UA", "be": "BY", "uz": "UZ"]

    /// Small words of such languages that no other of ours shares.
    static let furniture: [WordHash: String] = {
      var table: [WordHash: String] = [:]
      for (country, words) in [
        ("UA", "питання буде найближчим часом новини читайте також усі головна та від що"),
        ("KZ", "жаңалықтар және бойынша туралы сондай-ақ басты бет"),
        ("BY", "навіны чытайце таксама галоўная"), ("UZ", "yangiliklar bosh sahifa hamda"),
      ] {
        for word in words.split(separator: " ") { table[WordHash(word)] = country }
      }
      return table
    }()
  }
}

/// The country a page is published in, by the ending of its address.
enum Addresses {
  static func country(_ url: String) -> String? {
    let parts = url.split(separator: "/", maxSplits: 2)
    guard parts.count > 1, parts[0].hasSuffix(":") else { return nil }
    let host = parts[1].prefix { $0 != ":" && $0 != "?" }
    guard let ending = host.split(separator: ".").last.map({ $0.lowercased() }), ending.count == 2,
      ending.allSatisfy({ $0.isASCII && $0.isLetter }), !sold.contains(ending)
    else { return nil }
    return ending == "uk" ? "GB" : ending.uppercased()
  }

  /// Endings that anybody may have.
  private static let sold: Set<String> = [
    "ac", "ai", "am", "cc", "co", "eu", "fm", "io", "la", "ly", "me", "nu", "sh", "su", "tk", "to",
    "tv", "vc", "ws",
  ]
}

extension Day {
  /// Sunday is 0; the first day of 1970 was a Thursday.
  var weekday: Int { (daysSince1970 % 7 + 11) % 7 }
}
