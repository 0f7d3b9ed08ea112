/// A whole number in a sentence that may count something.
struct Number {
  /// Tokens it takes up.
  let tokens: Range<Int>
  let value: Int
  /// In words, or in digits with a multiplier.
  let isWritten: Bool
}

/// Reads the numbers of a sentence, and knows which count nothing: dates, years, times, percentages,
/// amounts of money, decimals, ordinals.
enum Numbers {
  /// More than this many observers have never been accredited anywhere.
  static let greatest = 5_000_000

  static func read(_ tokens: [Token], _ lexicon: Lexicon) -> [Number] {
    var numbers: [Number] = []
    var index = 0
    while index < tokens.count {
      if tokens[index].kind == .digits {
        let (number, next) = digits(tokens, index, lexicon)
        if let number { numbers.append(number) }
        index = next
      } else if let number = words(tokens, index, lexicon) {
        numbers.append(number)
        index = number.tokens.upperBound
      } else {
        index += 1
      }
    }
    return numbers
  }

  // MARK: - Digits

  private static func digits(
    _ tokens: [Token], _ start: Int, _ lexicon: Lexicon
  ) -> (Number?, next: Int) {
    var end = start + 1
    var text = tokens[start].text
    var isDecimal = false
    // Groups of three: 1,234 · 1 234 · 1.234 · 1'234.
    if text.count <= 3 {
      while end < tokens.count {
        if tokens[end].kind == .digits, tokens[end].spaced, tokens[end].text.count == 3,
          tokens[end].range.lowerBound == tokens[end - 1].range.upperBound + 1,
          !isDay(tokens, start, lexicon)
        {
          text += tokens[end].text
          end += 1
        } else if end + 1 < tokens.count,
          tokens[end].isMark(",") || tokens[end].isMark(".")
            || tokens[end].isMark("'"), !tokens[end].spaced, tokens[end].range.count == 1,
          tokens[end + 1].kind == .digits, !tokens[end + 1].spaced
        {
          if tokens[end + 1].text.count == 3, text != "0" {
            text += tokens[end + 1].text
          } else {
            isDecimal = true
          }
          end += 2
        } else {
          break
        }
      }
    }
    var multiplier = 1
    if end < tokens.count, let factor = lexicon.multipliers[tokens[end].key], factor >= 1000 {
      multiplier = factor
      end += 1
    }
    if isDecimal || touches(tokens, start, end) || isDated(tokens, start, end, lexicon) {
      return (nil, skipJoined(tokens, end))
    }
    guard let value = text.count <= 9 ? Int(text) : nil,
      let product = Optional(value.multipliedReportingOverflow(by: multiplier)), !product.overflow,
      (1...greatest).contains(product.partialValue)
    else { return (nil, end) }
    let plain = end == start + 1 && multiplier == 1
    if plain, isYear(tokens, start, value, lexicon) { return (nil, end) }
    if isListOrdinal(tokens, start, end) { return (nil, end) }
    return (
      Number(tokens: start..<end, value: product.partialValue, isWritten: multiplier > 1), end
    )
  }

  /// Glued to letters, a percent sign, a colon of a time, a slash of a date, a sign of money.
  private static func touches(_ tokens: [Token], _ start: Int, _ end: Int) -> Bool {
    if start > 0 {
      let before = tokens[start - 1]
      let glued = !tokens[start].spaced
      if "$€£₸₽#№+".contains(before.text), before.kind == .mark { return true }
      if glued,
        before.kind != .mark || before.text == ":" || before.text == "/" || before.text == "."
      {
        return true
      }
      if glued, before.isDash, start > 1, tokens[start - 2].kind == .digits, !before.spaced {
        return true
      }
      if before.marks.contains(.money), !before.marks.contains(.measure) { return true }
    }
    guard end < tokens.count else { return false }
    let after = tokens[end]
    if after.kind == .mark, "%‰°$€£₸₽".contains(after.text) { return true }
    if after.marks.contains(.money) { return true }
    let glued = !after.spaced
    if glued, after.kind == .word { return true }
    if glued, after.text == ":" || after.text == "/" || after.text == "-" || after.text == "–",
      end + 1 < tokens.count, !tokens[end + 1].spaced,
      tokens[end + 1].kind == .digits || tokens[end + 1].kind == .word
    {
      return after.text != "/" || tokens[end + 1].kind == .digits
    }
    return false
  }

  private static func skipJoined(_ tokens: [Token], _ end: Int) -> Int {
    var next = end
    while next < tokens.count, !tokens[next].spaced,
      tokens[next].kind == .digits
        || tokens[next].text == ":" || tokens[next].text == "-" || tokens[next].text == "/"
        || (tokens[next].text == "." && next + 1 < tokens.count && tokens[next + 1].kind == .digits
          && !tokens[next + 1].spaced)
    { next += 1 }
    return next
  }

  /// A day beside the name of a month, or an hour.
  private static func isDated(
    _ tokens: [Token], _ start: Int, _ end: Int, _ lexicon: Lexicon
  ) -> Bool {
    if isDay(tokens, start, lexicon) { return true }
    if end < tokens.count {
      let key = tokens[end].key
      if isMonth(tokens, end, lexicon) || ["am", "pm", "a.m", "p.m", "a.m.", "p.m."].contains(key) {
        return true
      }
      // "on 4 and 5 January", "4-5 January".
      if end + 2 < tokens.count, tokens[end + 1].kind == .digits, tokens[end + 1].text.count <= 2,
        isMonth(tokens, end + 2, lexicon), tokens[end].isDash || tokens[end].marks.contains(.and)
      {
        return true
      }
    }
    return false
  }

  private static func isDay(_ tokens: [Token], _ start: Int, _ lexicon: Lexicon) -> Bool {
    guard tokens[start].text.count <= 2 || tokens[start].text.count == 4 else { return false }
    var before = start - 1
    if before >= 0, tokens[before].isMark(".") { before -= 1 }
    return before >= 0 && isMonth(tokens, before, lexicon)
  }

  private static func isMonth(_ tokens: [Token], _ index: Int, _ lexicon: Lexicon) -> Bool {
    guard lexicon.months[tokens[index].key] != nil else { return false }
    // "may" and "march" are verbs in lower case.
    return tokens[index].isCapital || lexicon.code != "en"
  }

  private static func isYear(
    _ tokens: [Token], _ index: Int, _ value: Int, _ lexicon: Lexicon
  ) -> Bool {
    guard (1900...2100).contains(value), tokens[index].text.count == 4 else { return false }
    // "2015 observers" counts; "in 2015 observers" does not.
    let next = index + 1 < tokens.count ? tokens[index + 1].marks : []
    let counts = !next.isDisjoint(with: [.observer, .person, .international, .domestic])
    let dated = index > 0 && ["in", "since", "of", "в", "с", ","].contains(tokens[index - 1].key)
    return !counts || dated
  }

  /// "3. Embassy of …" and "3) …" at the beginning.
  private static func isListOrdinal(_ tokens: [Token], _ start: Int, _ end: Int) -> Bool {
    guard start == 0 || (start == 1 && tokens[0].kind == .mark), end < tokens.count,
      tokens[start].text.count <= 3
    else { return false }
    return !tokens[end].spaced && (tokens[end].isMark(".") || tokens[end].isMark(")"))
  }

  // MARK: - Words

  private static func words(_ tokens: [Token], _ start: Int, _ lexicon: Lexicon) -> Number? {
    var total = 0
    var group = 0
    var last = Int.max
    var index = start
    var read = false
    while index < tokens.count, tokens[index].kind == .word {
      let key = tokens[index].key
      if let value = simple(key, lexicon) {
        guard value < last, value < 10 || last == Int.max || last >= 100 else { break }
        if read, last < 20 { break }
        group += value
        last = value
        read = true
      } else if let factor = lexicon.multipliers[key] {
        guard read || factor == 100 || index == start, total + group < greatest else { break }
        if factor == 100 {
          group = max(group, 1) * 100
          last = 100
        } else {
          total += max(group, 1) * factor
          group = 0
          last = factor
        }
        read = true
      } else if read, last >= 100, lexicon.code == "en", key == "and", index + 1 < tokens.count,
        simple(tokens[index + 1].key, lexicon) != nil, last == 100 || last == 1000
      {
        // "two hundred and five"
      } else {
        break
      }
      index += 1
    }
    guard read, (1...greatest).contains(total + group) else { return nil }
    if index < tokens.count, isMonth(tokens, index, lexicon) { return nil }
    return Number(tokens: start..<index, value: total + group, isWritten: true)
  }

  /// One word, or two joined by a hyphen: "seven", "forty-six".
  private static func simple(_ key: String, _ lexicon: Lexicon) -> Int? {
    if let value = lexicon.numbers[key] { return value }
    let parts = key.split(separator: "-", maxSplits: 2)
    guard parts.count == 2, let tens = lexicon.numbers[String(parts[0])], tens >= 20,
      tens % 10 == 0,
      let ones = lexicon.numbers[String(parts[1])], ones < 10
    else { return nil }
    return tens + ones
  }
}
