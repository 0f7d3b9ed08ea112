/// A whole number in a sentence that may count something.
struct Number {
  /// Indices of its tokens.
  let tokens: Range<Int>
  let value: Int
  /// In words, or in digits with a multiplier: the digits of the value do not stand there.
  let isWritten: Bool
  /// The word itself says "about": "une centaine".
  var isRound = false
  /// "16-member", "40-strong": it counts the people of what follows.
  var isMembers = false
}

/// Reads the numbers of a sentence, and knows which count nothing: dates, years, times, percentages,
/// amounts of money, decimals, ordinals.
struct Numbers {
  /// More observers than this have never been accredited anywhere.
  static let greatest = 5_000_000

  private let tokens: ArraySlice<Token>
  private let page: Page
  private let vocabulary: Vocabulary
  /// The token at hand.
  private var index: Int
  private var hasNumber = false

  init(_ tokens: ArraySlice<Token>, _ page: Page, _ vocabulary: Vocabulary) {
    self.tokens = tokens
    self.page = page
    self.vocabulary = vocabulary
    index = tokens.startIndex
  }

  /// The next number, in their order; `nil` behind the last.
  mutating func next() -> Number? {
    while index < tokens.endIndex {
      guard let number = number() else { continue }
      hasNumber = true
      return withRepeat(number)
    }
    return nil
  }

  /// "thirty (30)", "30 (thirty)": told twice.
  private mutating func withRepeat(_ number: Number) -> Number {
    guard let open = token(index), open.isMark("("), let again = token(index + 1) else {
      return number
    }
    let start = index + 1
    let second: (value: Int, end: Int)? =
      if again.isDigits, again.digitCount <= Self.digits {
        { (value: $0.value, end: $0.end) }(grouped(at: start))
      } else if isInWords(start) {
        words(at: start).map { (value: $0.value, end: $0.tokens.upperBound) }
      } else {
        nil
      }
    guard let second, second.value == number.value, token(second.end)?.isMark(")") == true,
      token(second.end + 1)?.isWord == true
    else { return number }
    index = second.end + 1
    return Number(
      tokens: number.tokens.lowerBound..<index, value: number.value, isWritten: false,
      isRound: number.isRound, isMembers: number.isMembers)
  }

  /// The number at the token at hand, if there is one, and goes on behind it.
  private mutating func number() -> Number? {
    if tokens[index].isDigits {
      let (number, next) = digits(at: index)
      index = max(next, index + 1)
      return number
    }
    if isInWords(index), let number = words(at: index) {
      index = number.tokens.upperBound
      return number
    }
    defer { index += 1 }
    return hasNumber && isArticleOfOne(index)
      ? Number(tokens: index..<index + 1, value: 1, isWritten: true) : nil
  }

  /// "two observers from A and an observer from B"
  private func isArticleOfOne(_ index: Int) -> Bool {
    guard vocabulary.isA(.one, tokens[index]), let before = token(index - 1), before.has(.and),
      let noun = token(index + 1), noun.has(.observer), !vocabulary.isPlural(noun, page),
      let link = token(index + 2)
    else { return false }
    return link.has([.from, .of])
  }

  private func token(_ index: Int) -> Token? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  // MARK: - Digits

  /// A number of more digits counts nobody, and may not fit.
  private static let digits = 7

  /// A number that begins with digits; `nil` where the digits count nothing, and the index behind them.
  private func digits(at start: Int) -> (Number?, next: Int) {
    guard tokens[start].digitCount <= Self.digits else { return (nil, skipJoined(start + 1)) }
    var (value, end, fraction) = grouped(at: start)
    var isWritten = false
    // "3-х тысяч"
    let behind = behindEnding(end)
    if behind > end, let next = token(behind), next.numeral.kind == .factor, next.isSpaced {
      end = behind
    }
    if let next = token(end), next.numeral.kind == .factor, next.numeral.value >= 1000,
      next.isSpaced
    {
      let factor = Int(next.numeral.value)
      value = value * factor + (fraction.map { $0.value * factor / $0.scale } ?? 0)
      isWritten = true
      end += 1
      if token(end)?.isMark(".") == true, tokens[end - 1].has(.abbreviation) { end += 1 }
      // "3 тыс. 149", "29 thousand and 264"
      let hasAnd = factor == 1000 && token(end)?.has(.and) == true
      let units = hasAnd ? end + 1 : end
      if fraction == nil, let rest = token(units), rest.isDigits, rest.digitCount <= 3,
        isEnd(ofNumber: units + 1)
      {
        value += Int(rest.content)
        end = units + 1
      }
    } else if fraction != nil {
      return (nil, skipJoined(end))
    }
    end = behindEnding(end)
    if value > 0, value <= Self.greatest, let behind = behindMembers(start, end, value) {
      return (
        Number(tokens: start..<behind, value: value, isWritten: isWritten, isMembers: true), behind
      )
    }
    if fraction == nil, !isWritten, let range = range(start, end, value) {
      return (range, range.tokens.upperBound)
    }
    if value < 1 || value > Self.greatest || isGlued(start, end) || isDated(start, end)
      || isYear(start, end, value) || isOrdinal(start, end)
    {
      return (nil, skipJoined(end))
    }
    return (Number(tokens: start..<end, value: value, isWritten: isWritten), end)
  }

  /// The index behind "-member" or "member", which counts the people of what follows.
  private func behindMembers(_ start: Int, _ end: Int, _ value: Int) -> Int? {
    guard let next = token(end), next.isWord else {
      guard let mark = token(end), mark.isMark("-"), !mark.isSpaced, let noun = token(end + 1),
        isMembers(WordHash(noun))
      else { return nil }
      return end + 2
    }
    // "a 55 member observer mission"
    guard value > 1, next.isSpaced, isMembers(WordHash(next)), !vocabulary.isPlural(next, page),
      token(start - 1)?.has(.article) == true,
      tokens[(end + 1)...].prefix(6).prefix(while: \.isWord).contains(where: vocabulary.isMission)
    else { return nil }
    return end + 1
  }

  /// "540-550 observers", "600 to 700 observers": the least of them, and about so many.
  private func range(_ start: Int, _ end: Int, _ least: Int) -> Number? {
    guard least > 1, !isDay(start), let link = token(end),
      link.isDash && !link.isSpaced || vocabulary.isA(.infinitive, link),
      let second = token(end + 1), second.isDigits, second.isSpaced == link.isWord,
      second.digitCount <= 7, token(start - 1)?.has(.from) != true
    else { return nil }
    let greatest = grouped(at: end + 1)
    guard greatest.fraction == nil, greatest.value > least, greatest.value <= least * 3,
      let noun = token(greatest.end)?.shape.contains(.acronym) == true
        ? token(greatest.end + 1) : token(greatest.end), noun.isWord,
      noun.has([.observer, .person, .body, .foreign, .domestic]), !noun.has(.stranger)
    else { return nil }
    return Number(
      tokens: start..<greatest.end, value: least, isWritten: false, isRound: true)
  }

  /// Whether no digits are joined to what stands before.
  private func isEnd(ofNumber place: Int) -> Bool {
    guard let next = token(place) else { return true }
    guard next.kind == .mark else { return next.isWord }
    guard next.isMark(",") || next.isMark(".") || next.isMark(";") || next.isMark(")") else {
      return false
    }
    return token(place + 1).map { $0.isSpaced } ?? true
  }

  private func isMembers(_ word: WordHash) -> Bool { vocabulary.members.contains(word) }

  /// Digits in groups: "1,234", "1 234", "1.234", "1'234"; or a decimal: "2.3".
  private func grouped(
    at start: Int
  ) -> (value: Int, end: Int, fraction: (value: Int, scale: Int)?) {
    var value = Int(tokens[start].content)
    var end = start + 1
    guard tokens[start].digitCount <= 3 else { return (value, end, nil) }
    while let next = token(end) {
      if next.isDigits, next.isSpaced, next.digitCount == 3,
        next.start - tokens[end - 1].end <= 3, value > 0, value < 10_000, !isDay(start),
        !isListed(end)
      {
        value = value * 1000 + Int(next.content)
        end += 1
        continue
      }
      // "a total of 146, 913 observers"
      if next.isMark(","), !next.isSpaced, end == start + 1, vocabulary.code == "en",
        let group = token(end + 1), group.isDigits, group.digitCount == 3,
        let noun = token(end + 2), noun.has(.observer),
        let before = token(start - 1), before.has([.of, .altogether, .approximate])
      {
        value = value * 1000 + Int(group.content)
        end += 2
        break
      }
      guard next.isMark(",") || next.isMark(".") || next.isMark("'") || next.isMark("’"),
        !next.isSpaced, let group = token(end + 1), group.isDigits, !group.isSpaced
      else { break }
      if group.digitCount == 3, value > 0, value < 10_000 {
        value = value * 1000 + Int(group.content)
        end += 2
        continue
      }
      guard group.digitCount <= 3, end == start + 1 else { break }
      var scale = 1
      for _ in 0..<group.digitCount { scale *= 10 }
      return (value, end + 2, (Int(group.content), scale))
    }
    return (value, end, nil)
  }

  /// "12 300 31": the columns of a table rather than one number.
  private func isListed(_ index: Int) -> Bool {
    guard let next = token(index + 1) else { return false }
    return next.isDigits && next.isSpaced && next.digitCount != 3
  }

  /// The index behind an ending of the number in letters: "131-і", "31-го".
  private func behindEnding(_ end: Int) -> Int {
    guard let mark = token(end), mark.isMark("-") || mark.isMark("‑"), !mark.isSpaced,
      let ending = token(end + 1), ending.isWord, !ending.isSpaced,
      vocabulary.digitEndings.contains(WordHash(ending))
    else { return end }
    return end + 2
  }

  /// Glued to letters, a percent sign, the colon of a time, the slash of a date, a sign of money.
  private func isGlued(_ start: Int, _ end: Int) -> Bool {
    if let before = token(start - 1) {
      if Self.isSign(before) { return true }
      let isGlued = !tokens[start].isSpaced
      if isGlued,
        before.isMark(":") || before.isMark("/") || before.isMark(".") || before.isMark("+")
      {
        return true
      }
      // "Covid-19"
      if isGlued, before.isDash, !before.isSpaced, let far = token(start - 2), far.isWord,
        ElectionReader.Words.pandemic.contains(WordHash(far))
      {
        return true
      }
      if isGlued, before.isDash || before.isMark(","), let far = token(start - 2), far.isDigits,
        !before.isSpaced
      {
        return true
      }
      if before.has(.money), !before.has(.measure) { return true }
    }
    guard let after = token(end) else { return false }
    if Self.isSign(after) { return true }
    if after.has(.money) { return true }
    guard !after.isSpaced else { return false }
    if after.isWord {
      return !after.isCapital || after.shape.contains(.acronym) && after.end - after.start < 3
    }
    guard after.isMark(":") || after.isMark("/") || after.isDash, let next = token(end + 1),
      !next.isSpaced
    else { return false }
    return next.isDigits || next.isWord && !after.isMark(":") && !after.isMark("/")
  }

  /// A mark by which digits are money, a share, a degree or a place in a list.
  private static func isSign(_ token: Token) -> Bool {
    guard token.kind == .mark, let scalar = Unicode.Scalar(UInt32(token.content)) else {
      return false
    }
    switch scalar {
    case "$", "€", "£", "₸", "₽", "₴", "#", "№", "°", "%", "‰": return true
    default: return false
    }
  }

  /// Passes what is glued to digits that count nothing: the rest of a time, a date, a number.
  private func skipJoined(_ end: Int) -> Int {
    var next = end
    while let token = token(next), !token.isSpaced,
      token.isDigits || token.isMark(":") || token.isMark("/") || token.isDash
        || token.isMark(".") && self.token(next + 1)?.isDigits == true
          && self.token(next + 1)?.isSpaced == false
    { next += 1 }
    return next
  }

  /// A day beside the name of a month, or an hour.
  private func isDated(_ start: Int, _ end: Int) -> Bool {
    if isDay(start) || isDayOfWeek(start) { return true }
    guard tokens[start].digitCount <= 2 else { return false }
    var next = end
    if let mark = token(next), mark.isMark("."), !mark.isSpaced { next += 1 }
    if let mark = token(next), mark.isMark("-"), !mark.isSpaced { next += 1 }
    if isMonth(next) { return true }
    // "de 4 de enero", "le 4 et le 5 janvier", "on 4 and 5 January".
    var place = next
    while place < next + 3, let link = token(place),
      link.has([.of, .and, .article, .place]) || link.isDash || link.isMark(",")
    {
      place += 1
    }
    guard place > next else { return false }
    if isMonth(place) { return true }
    guard let second = token(place), second.isDigits, second.digitCount <= 2, isMonth(place + 1)
    else { return false }
    return token(next)?.isDash == true || token(next)?.has(.and) == true
  }

  /// "domingo 9", "dimanche 24 mars": behind a weekday, with nothing that it counts.
  private func isDayOfWeek(_ start: Int) -> Bool {
    guard tokens[start].digitCount <= 2, (1...31).contains(tokens[start].content),
      let before = token(start - 1), before.has(.weekday), vocabulary.weekdays.count > 1
    else { return false }
    guard let next = token(start + 1), next.isWord else { return true }
    return next.has(.stop) || next.numeral.kind == .month
  }

  /// Behind the name of a month: "January 4".
  private func isDay(_ start: Int) -> Bool {
    guard tokens[start].digitCount <= 2 || tokens[start].digitCount == 4 else { return false }
    var before = start - 1
    if let mark = token(before), mark.isMark(".") || mark.isMark(",") { before -= 1 }
    while let link = token(before), link.has(.of), before >= start - 2 { before -= 1 }
    return isMonth(before) && (tokens[start].digitCount == 4 || vocabulary.code == "en")
  }

  private func isMonth(_ index: Int) -> Bool {
    guard let token = token(index), token.numeral.kind == .month else { return false }
    return token.isCapital || !vocabulary.traits.contains(.capitalMonths)
  }

  private func isYear(_ start: Int, _ end: Int, _ value: Int) -> Bool {
    guard (1900...2100).contains(value), end == start + 1, tokens[start].digitCount == 4 else {
      return false
    }
    // "2015 observers" counts; "in 2015 observers" and "2015 local elections" do not.
    if token(end)?.has([.foreign, .domestic]) == true, token(end + 1)?.has(.election) == true {
      return true
    }
    let next = token(end)?.marks ?? []
    guard !next.isDisjoint(with: [.observer, .person, .foreign, .domestic, .classifier]) else {
      return true
    }
    guard let before = token(start - 1) else { return false }
    return before.has([.place, .since, .of]) && !before.has(.approximate) || before.isMark(",")
  }

  /// "3. Embassy of …" and "3) …" at the beginning.
  private func isOrdinal(_ start: Int, _ end: Int) -> Bool {
    guard tokens[start].digitCount <= 3, let mark = token(end) else { return false }
    // "1 | Norway | 4" and "1 Norway 4": the first column numbers the rows.
    if start == tokens.startIndex, tokens.count <= 16, tokens[tokens.endIndex - 1].isDigits,
      tokens.count > 2, mark.isCapital || mark.isMark("|"),
      !tokens.contains(where: { $0.has(.from) })
    {
      return true
    }
    guard !mark.isSpaced else { return false }
    let isFirst =
      start == tokens.startIndex
      || start == tokens.startIndex + 1 && tokens[start - 1].kind == .mark
      || token(start - 1)?.isMark(";") == true
    return isFirst && (mark.isMark(".") || mark.isMark(")"))
      && token(end + 1).map { $0.isWord || $0.isQuote } == true
  }

  // MARK: - Words

  /// Whether a number in words may begin with a token.
  private func isInWords(_ index: Int) -> Bool {
    guard tokens[index].isWord else { return false }
    // "un total de 90"
    if tokens[index].numeral.value == 1, tokens[index].has(.altogether) { return false }
    let kind = tokens[index].numeral.kind
    return kind == .value || kind == .factor || tokens[index].shape.contains(.hyphened)
  }

  private func words(at start: Int) -> Number? {
    if tokens[start].shape.contains(.hyphened), let value = membersInWords(tokens[start]) {
      var number = Number(tokens: start..<start + 1, value: value, isWritten: true)
      number.isMembers = true
      return number
    }
    var sum = NumberSum(scores: vocabulary.traits.contains(.scores))
    var index = start
    // "une centaine", "una docena"
    if tokens[start].numeral.value == 1, let next = token(start + 1), next.numeral.value >= 10,
      next.numeral.kind == .value, next.has(.approximate) || next.has(.number)
    {
      index = start + 1
    }
    let first = index
    while index < tokens.endIndex, tokens[index].isWord {
      let token = tokens[index]
      if token.numeral.kind == .value || token.numeral.kind == .factor {
        guard sum.add(token.numeral) else { break }
      } else if token.shape.contains(.hyphened), let parts = hyphened(token) {
        var whole = sum
        guard parts.allSatisfy({ whole.add($0) }) else { break }
        sum = whole
      } else if index > start, token.has(.and), let next = self.token(index + 1),
        next.numeral.kind == .value, sum.takes(next.numeral)
      {
        // "two hundred and five", "vingt et un", "treinta y dos"
      } else {
        break
      }
      index += 1
    }
    // "mil 309"
    if sum.lowest == 1000, let next = token(index), next.isDigits, next.digitCount == 3,
      token(index + 1)?.isMark(",") != true
    {
      sum.append(Int(next.content))
      index += 1
    }
    guard index > start, (1...Self.greatest).contains(sum.total) else { return nil }
    if isMonth(index) || sum.isFactorAlone && sum.total >= 1_000_000 { return nil }
    // "тысяч наблюдателей": nobody says how many thousands.
    if sum.isFactorAlone, vocabulary.isA(.thousands, tokens[first]) { return nil }
    // "a twelve member team"
    if let member = token(index), isMembers(WordHash(member)), let noun = token(index + 1),
      noun.isWord, vocabulary.isMission(noun)
    {
      return Number(
        tokens: start..<index + 1, value: sum.total, isWritten: true, isMembers: true)
    }
    let isRound = index == first + 1 && tokens[first].has(.approximate)
    return Number(tokens: start..<index, value: sum.total, isWritten: true, isRound: isRound)
  }

  /// "six-member"
  private func membersInWords(_ token: Token) -> Int? {
    guard token.shape.contains(.hyphened) else { return nil }
    let parts = page.parts(token.range)
    guard parts.count == 2, isMembers(page.hash(parts[1])) else { return nil }
    let numeral = vocabulary.numeral(page.hash(parts[0]))
    return numeral.kind == .value && numeral.value > 1 ? Int(numeral.value) : nil
  }

  /// The parts of "forty-six"; `nil` unless all of them are numbers.
  private func hyphened(_ token: Token) -> [Numeral]? {
    guard token.shape.contains(.hyphened) else {
      let numeral = vocabulary.numeral(page.hash(token.range))
      return numeral.kind == .value || numeral.kind == .factor ? [numeral] : nil
    }
    var numerals: [Numeral] = []
    let parts = page.parts(token.range)
    var index = 0
    while index < parts.count {
      let part = parts[index]
      if index + 1 < parts.count {
        // "quatre-vingt"
        let pair = vocabulary.numeral(page.hash(part.lowerBound..<parts[index + 1].upperBound))
        if pair.kind == .value {
          numerals.append(pair)
          index += 2
          continue
        }
      }
      let numeral = vocabulary.numeral(page.hash(part))
      if numeral.kind == .value || numeral.kind == .factor {
        numerals.append(numeral)
      } else if index == 0 || numeral != .none || page.substring(part) != "et" {
        // Not "vingt-et-un" either.
        return nil
      }
      index += 1
    }
    return numerals.isEmpty ? nil : numerals
  }
}

/// Adds up the words of one number: "two hundred and five" is 2 × 100 + 5.
private struct NumberSum {
  let scores: Bool
  private var done = 0
  private var group = 0
  /// The place of the last word: what follows must be less.
  private(set) var lowest = Int.max
  private(set) var isFactorAlone = false
  var total: Int { done + group }

  init(scores: Bool) { self.scores = scores }

  func takes(_ numeral: Numeral) -> Bool {
    let value = Int(numeral.value)
    if lowest == .max { return true }
    if scores, lowest == 10, group % 100 == 60 || group % 100 == 80 { return value < 20 }
    return value < lowest
  }

  mutating func add(_ numeral: Numeral) -> Bool {
    let value = Int(numeral.value)
    guard numeral.kind == .factor else {
      guard takes(numeral) else { return false }
      group += value
      lowest = value >= 1000 ? 1000 : value >= 100 ? 100 : value >= 20 || value == 10 ? 10 : 1
      return true
    }
    if lowest == .max { isFactorAlone = true }
    if value == 100 {
      guard group < 100 else { return false }
      group = max(group, 1) * 100
      lowest = 100
    } else {
      guard total < Numbers.greatest, done == 0 || value < done else { return false }
      done += max(group, 1) * value
      group = 0
      lowest = value
    }
    return true
  }

  mutating func append(_ rest: Int) { group += rest }
}
