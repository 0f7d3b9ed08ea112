import Records

/// A day that a sentence names; without a year where it does not say one.
struct DateMention {
  /// Indices of its tokens.
  let tokens: Range<Int>
  let year: Int?
  let month: Int
  let day: Int

  /// The day itself, a missing year being that of the closest such day to `reference`.
  func day(near reference: Day?) -> Day? {
    if let year { return Day(year: year, month: month, day: day) }
    guard let reference else { return nil }
    var best: Day?
    for year in reference.year - 1...reference.year + 1 {
      guard let day = Day(year: year, month: month, day: day) else { continue }
      let distance = abs(day.ordinal - reference.ordinal)
      if best.map({ distance < abs($0.ordinal - reference.ordinal) }) ?? true { best = day }
    }
    return best
  }
}

extension Day {
  /// Grows with time; near enough to days for comparing distances.
  var ordinal: Int { year * 365 + month * 31 + day }
}

/// Finds the days and years that a sentence names.
struct Dates {
  private let tokens: ArraySlice<Token>
  private let vocabulary: Vocabulary

  init(_ tokens: ArraySlice<Token>, _ vocabulary: Vocabulary) {
    self.tokens = tokens
    self.vocabulary = vocabulary
  }

  func read() -> [DateMention] {
    var dates: [DateMention] = []
    var index = tokens.startIndex
    while index < tokens.endIndex {
      if tokens[index].isDigits || tokens[index].numeral.kind == .month,
        let date = numeric(index) ?? named(index)
      {
        dates.append(date)
        index = max(date.tokens.upperBound, index + 1)
      } else {
        index += 1
      }
    }
    return dates
  }

  private func token(_ index: Int) -> Token? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  /// "2021-01-05", "05.01.2021", "05/01/2021".
  private func numeric(_ start: Int) -> DateMention? {
    guard let last = token(start + 4), last.isDigits, tokens[start].isDigits,
      tokens[start + 2].isDigits,
      tokens[start + 1].kind == .mark, tokens[start + 1].content == tokens[start + 3].content,
      (1...4).allSatisfy({ !tokens[start + $0].isSpaced })
    else { return nil }
    let (first, second, third) = (number(start), number(start + 2), number(start + 4))
    let range = start..<start + 5
    if tokens[start + 1].isMark("-"), tokens[start].digitCount == 4 {
      return mention(range, first, second, third)
    }
    guard tokens[start + 1].isMark(".") || tokens[start + 1].isMark("/"), last.digitCount == 4
    else {
      return nil
    }
    return mention(range, third, second, first)
  }

  private func mention(_ range: Range<Int>, _ year: Int, _ month: Int, _ day: Int) -> DateMention? {
    guard Day(year: year, month: month, day: day) != nil else { return nil }
    return DateMention(tokens: range, year: year, month: month, day: day)
  }

  private func number(_ index: Int) -> Int { Int(min(tokens[index].content, 99_999)) }

  /// "January 4, 2021", "4 January", "Jan. 4", "4 de enero de 2021", "4-қаңтар", "2021-yil 4-yanvar".
  private func named(_ index: Int) -> DateMention? {
    let token = tokens[index]
    guard token.isWord, token.numeral.kind == .month,
      token.isCapital || !vocabulary.traits.contains(.capitalMonths)
    else { return nil }
    let month = Int(token.numeral.value)
    var before = index - 1
    while let link = self.token(before), before > index - 4,
      link.has([.of, .article]) || link.isMark("-")
        || link.isMark(".") || isOrdinalEnding(before)
    { before -= 1 }
    if let day = day(before) {
      let (year, end) = year(behind: index + 1)
      return DateMention(
        tokens: before..<end, year: year ?? self.year(before: before), month: month, day: day)
    }
    var next = index + 1
    if let mark = self.token(next), mark.isMark(".") { next += 1 }
    guard let day = day(next) else { return nil }
    let (year, end) = year(behind: next + 1)
    return DateMention(tokens: index..<end, year: year, month: month, day: day)
  }

  /// The "er" of "1er", the "st" of "1st".
  private func isOrdinalEnding(_ index: Int) -> Bool {
    guard let token = token(index), token.isWord, !token.isSpaced,
      let before = self.token(index - 1)
    else {
      return false
    }
    return before.isDigits && token.end - token.start <= 2
  }

  private func day(_ index: Int) -> Int? {
    guard let token = token(index), token.isDigits, token.digitCount <= 2 else { return nil }
    let day = Int(token.content)
    return (1...31).contains(day) ? day : nil
  }

  private func year(behind start: Int) -> (Int?, end: Int) {
    var place = start
    // "22nd, 2025"
    if let ending = token(place), ending.isWord, !ending.isSpaced { place += 1 }
    if let mark = token(place), mark.isMark(",") { place += 1 }
    while let link = token(place), link.has(.of), place < start + 2 { place += 1 }
    guard let token = token(place), let year = Self.year(token) else { return (nil, start) }
    return (year, place + 1)
  }

  /// "2021 жылғы 4 қаңтар": the year first.
  private func year(before day: Int) -> Int? {
    for place in stride(from: day - 1, through: day - 3, by: -1) {
      guard let token = token(place) else { return nil }
      if let year = Self.year(token), vocabulary.traits.contains(.senderFirst) { return year }
    }
    return nil
  }

  static func year(_ token: Token) -> Int? {
    guard token.isDigits, token.digitCount == 4 else { return nil }
    let year = Int(token.content)
    return (1950...2100).contains(year) ? year : nil
  }
}
