import Records

/// A day that a sentence names; without a year where it does not say one.
struct DateMention {
  let tokens: Range<Int>
  let year: Int?
  let month: Int
  let day: Int

  /// The day itself, a missing year taken from a day near it: the closest such day to `reference`.
  func day(near reference: Day?) -> Day? {
    if let year { return Day(year: year, month: month, day: day) }
    guard let reference else { return nil }
    let days = [reference.year - 1, reference.year, reference.year + 1].compactMap {
      Day(year: $0, month: month, day: day)
    }
    return days.min { abs($0.ordinal - reference.ordinal) < abs($1.ordinal - reference.ordinal) }
  }
}

extension Day {
  /// Grows with time; near enough to days for comparing distances.
  var ordinal: Int {
    let parts = description.split(separator: "-").map { Int($0) ?? 0 }
    return parts[0] * 365 + parts[1] * 31 + parts[2]
  }
}

enum Dates {
  static func read(_ tokens: [Token], _ lexicon: Lexicon) -> [DateMention] {
    var dates: [DateMention] = []
    var index = 0
    while index < tokens.count {
      if let date = numeric(tokens, index) ?? named(tokens, index, lexicon) {
        dates.append(date)
        index = date.tokens.upperBound
      } else {
        index += 1
      }
    }
    return dates
  }

  /// "2021-01-05", "05.01.2021".
  private static func numeric(_ tokens: [Token], _ start: Int) -> DateMention? {
    guard start + 4 < tokens.count, tokens[start].kind == .digits,
      tokens[start + 2].kind == .digits, tokens[start + 4].kind == .digits,
      tokens[start + 1].text == tokens[start + 3].text,
      [1, 2, 3, 4].allSatisfy({ !tokens[start + $0].spaced }),
      let first = Int(tokens[start].text), let second = Int(tokens[start + 2].text),
      let third = Int(tokens[start + 4].text)
    else { return nil }
    let range = start..<start + 5
    switch tokens[start + 1].text {
    case "-" where tokens[start].text.count == 4:
      guard Day(year: first, month: second, day: third) != nil else { return nil }
      return DateMention(tokens: range, year: first, month: second, day: third)
    case "." where tokens[start + 4].text.count == 4:
      guard Day(year: third, month: second, day: first) != nil else { return nil }
      return DateMention(tokens: range, year: third, month: second, day: first)
    default: return nil
    }
  }

  /// "January 4, 2021", "4 January", "Jan. 4".
  private static func named(_ tokens: [Token], _ index: Int, _ lexicon: Lexicon) -> DateMention? {
    guard tokens[index].kind == .word, let month = lexicon.months[tokens[index].key],
      tokens[index].isCapital || lexicon.code != "en"
    else { return nil }
    if index > 0, let day = day(tokens[index - 1]) {
      let (year, end) = year(tokens, index + 1)
      return DateMention(tokens: index - 1..<end, year: year, month: month, day: day)
    }
    var next = index + 1
    if next < tokens.count, tokens[next].isMark(".") { next += 1 }
    guard next < tokens.count, let day = day(tokens[next]) else { return nil }
    let (year, end) = year(tokens, next + 1)
    return DateMention(tokens: index..<end, year: year, month: month, day: day)
  }

  private static func day(_ token: Token) -> Int? {
    guard token.kind == .digits, token.text.count <= 2, let day = Int(token.text),
      (1...31).contains(day)
    else { return nil }
    return day
  }

  private static func year(_ tokens: [Token], _ start: Int) -> (Int?, end: Int) {
    var place = start
    // "22nd, 2025"
    if place < tokens.count, tokens[place].kind == .word, !tokens[place].spaced { place += 1 }
    if place < tokens.count, tokens[place].isMark(",") { place += 1 }
    guard place < tokens.count, let year = year(tokens[place]) else { return (nil, start) }
    return (year, place + 1)
  }

  static func year(_ token: Token) -> Int? {
    guard token.kind == .digits, token.text.count == 4, let year = Int(token.text),
      (1950...2100).contains(year)
    else { return nil }
    return year
  }
}
