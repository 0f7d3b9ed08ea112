/// A word, a number in digits, or a mark.
struct Token {
  enum Kind { case word, digits, mark }
  let kind: Kind
  /// In the page.
  let range: Range<Int>
  /// As written.
  let text: String
  /// Lower case, one kind of apostrophe, without a possessive ending.
  let key: String
  var marks: Marks = []
  let isCapital: Bool
  let isPossessive: Bool
  /// A blank or a line's edge stands before it.
  let spaced: Bool

  func isMark(_ text: String) -> Bool { kind == .mark && self.text == text }
  var isDash: Bool { kind == .mark && (text == "-" || text == "–" || text == "—" || text == "―") }
  var isAcronym: Bool {
    kind == .word && text.unicodeScalars.count >= 2
      && text.unicodeScalars.filter(\.properties.isUppercase).count * 3
        >= text.unicodeScalars.count * 2
  }
}

enum Tokens {
  /// Beyond this many, a sentence is no prose and is not read.
  static let limit = 4000

  static func read(_ page: Page, _ range: Range<Int>, _ lexicon: Lexicon) -> [Token] {
    var tokens: [Token] = []
    var place = range.lowerBound
    var spaced = true
    let scalars = page.scalars
    while place < range.upperBound, tokens.count <= limit {
      let scalar = scalars[place]
      if scalar == " " || scalar == "\n" {
        spaced = true
        place += 1
        continue
      }
      let start = place
      if isDigit(scalar) {
        while place < range.upperBound, isDigit(scalars[place]) { place += 1 }
        let text = page.text(start..<place)
        tokens.append(
          Token(
            kind: .digits, range: start..<place, text: text, key: text, isCapital: false,
            isPossessive: false, spaced: spaced))
      } else if isLetter(scalar) {
        place = endOfWord(scalars, place, range.upperBound)
        tokens.append(word(page, start..<place, spaced, lexicon))
      } else {
        while place < range.upperBound, scalars[place] == scalar { place += 1 }
        let text = String(scalar)
        tokens.append(
          Token(
            kind: .mark, range: start..<place, text: text, key: text, isCapital: false,
            isPossessive: false, spaced: spaced))
      }
      spaced = false
    }
    lexicon.markPhrases(&tokens)
    return tokens
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      : scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered
  }
  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "’" || scalar == "‘" || scalar == "ʼ"
  }

  /// Words keep inner hyphens, apostrophes, and the full stops of "U.S.".
  private static func endOfWord(_ scalars: [Unicode.Scalar], _ start: Int, _ limit: Int) -> Int {
    var place = start
    while place < limit {
      let scalar = scalars[place]
      if isLetter(scalar) || isDigit(scalar) {
        place += 1
      } else if place + 1 < limit, isLetter(scalars[place + 1]),
        scalar == "-" || scalar == "‑" || isApostrophe(scalar)
      {
        place += 2
      } else if scalar == ".", place + 1 < limit, isLetter(scalars[place + 1]),
        place == start + 1 || scalars[place - 2] == ".",
        !scalars[place + 1].properties.isLowercase
          || scalars[start].properties.isLowercase
      {
        place += 2
      } else if scalar == ".", place >= start + 3, scalars[place - 2] == "." {
        return place + 1
      } else {
        break
      }
    }
    return place
  }

  private static func folded(_ text: String) -> String {
    let key = text.lowercased()
    guard key.unicodeScalars.contains(where: { $0 == "’" || $0 == "‑" }) else { return key }
    var view = String.UnicodeScalarView()
    for scalar in key.unicodeScalars {
      view.append(scalar == "’" ? "'" : scalar == "‑" ? "-" : scalar)
    }
    return String(view)
  }

  private static func word(
    _ page: Page, _ range: Range<Int>, _ spaced: Bool, _ lexicon: Lexicon
  ) -> Token {
    var end = range.upperBound
    let scalars = page.scalars
    var possessive = false
    if range.count > 2, scalars[end - 1] == "s" || scalars[end - 1] == "S",
      isApostrophe(scalars[end - 2])
    {
      end -= 2
      possessive = true
    }
    // "Belarus' election"
    if !possessive, scalars[end - 1] == "s", end < scalars.count, isApostrophe(scalars[end]),
      end + 1 < scalars.count, scalars[end + 1] == " ",
      scalars[range.lowerBound].properties.isUppercase
    {
      possessive = true
    }
    let text = page.text(range.lowerBound..<end)
    let key = folded(text)
    return Token(
      kind: .word, range: range.lowerBound..<end, text: text, key: key, marks: lexicon.marks(key),
      isCapital: scalars[range.lowerBound].properties.isUppercase, isPossessive: possessive,
      spaced: spaced)
  }
}
