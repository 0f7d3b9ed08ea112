import Registry

/// A stretch of text that says one thing: a sentence, an item of a list, a row of a table, a headline.
struct Sentence {
  /// Indices of its tokens; never empty.
  let tokens: Range<Int>
  /// Number of the paragraph it belongs to.
  let paragraph: Int
  /// Stands alone without a full stop at its end: a headline, a caption, a row.
  let isHeading: Bool
}

/// Finds lines that belong together, leaves out page furniture, and cuts what is left into sentences.
struct Sentences {
  private let tokens: [Token]
  private let lines: [Line]
  private let page: Page
  private let vocabulary: Vocabulary
  private let registry: Registry

  /// More tokens than this are no sentence.
  static let limit = 4000

  init(_ page: Page, _ tokens: Tokens, _ vocabulary: Vocabulary, _ registry: Registry) {
    self.tokens = tokens.all
    lines = tokens.lines
    self.page = page
    self.vocabulary = vocabulary
    self.registry = registry
  }

  func read() -> [Sentence] {
    let wrapped = wrappedLines()
    var sentences: [Sentence] = []
    sentences.reserveCapacity(lines.count + tokens.count / 16)
    var paragraph = 0
    var isFurniture = false
    var start = 0
    while start < lines.count {
      var end = start + 1
      while end < lines.count, wrapped[end - 1] { end += 1 }
      let range = lines[start].tokens.lowerBound..<lines[end - 1].tokens.upperBound
      let width = lines[start..<end].reduce(0) { $0 + $1.width }
      let isHeading = isHeading(range, width)
      if width <= 40, isFurnitureHeading(range) {
        isFurniture = true
      } else if isFurniture, !isHeading, width > 90 {
        isFurniture = false
      }
      if !isFurniture, !isHeading || !isCredit(range) {
        cut(range, paragraph, isHeading, into: &sentences)
      }
      paragraph += 1
      start = end
    }
    return sentences
  }

  /// "Photo: AP": who took a picture, in any language.
  private func isCredit(_ range: Range<Int>) -> Bool {
    range.count > 2 && range.count <= 8 && tokens[range.lowerBound].isWord
      && tokens[range.lowerBound + 1].isMark(":")
      && Self.credits.contains(WordHash(tokens[range.lowerBound]))
  }

  private static let credits = HashTable(
    ["photo", "foto", "фото", "фота", "сурет", "surat"].map { WordHash($0) })

  // MARK: - Lines

  /// For each line, whether its last sentence goes on in the next line.
  private func wrappedLines() -> [Bool] {
    var wrapped = [Bool](repeating: false, count: lines.count)
    var start = 0
    while start < lines.count {
      var end = start + 1
      while end < lines.count, !lines[end].opens { end += 1 }
      if end == start + 1 {
        if end < lines.count { wrapped[end - 1] = goesOnBelow(end - 1) }
        start = end
        continue
      }
      let width = width(start..<end)
      let isFilled = isFilled(start..<end)
      let full = (start..<end - 1).map { hadNoRoom($0, width) }
      for index in start..<end - 1 where !isRow(index) && !isRow(index + 1) {
        let isTyped = isFilled || isAmongFullLines(index - start, full, width)
        wrapped[index] = goesOn(index) || isTyped && full[index - start] && endsOpen(index)
      }
      if end < lines.count { wrapped[end - 1] = goesOnBelow(end - 1) }
      start = end
    }
    return wrapped
  }

  /// Whether a line has cells: tabs, or blanks by which its numbers stand below each other.
  private func isRow(_ line: Int) -> Bool {
    let range = lines[line].tokens
    guard range.count > 2 else { return false }
    var gaps = 0
    for index in range.dropFirst() where tokens[index].isSpaced {
      if page.hasGap(tokens[index - 1].range.upperBound, tokens[index].range.lowerBound) {
        gaps += 1
      }
    }
    return gaps > 1
  }

  private func width(_ block: Range<Int>) -> Int {
    lines[block].reduce(0) { max($0, $1.width) }
  }

  /// Whether the first word of the next line had no room on this one.
  private func hadNoRoom(_ line: Int, _ width: Int) -> Bool {
    let next = tokens[lines[line + 1].tokens.lowerBound]
    return lines[line].width + 1 + Int(next.end - next.start) > width
  }

  /// Whether a block of lines is a paragraph that was broken for width: it ends a sentence, and every
  /// line but the first, which may be a headline, is as full as it could be.
  private func isFilled(_ block: Range<Int>) -> Bool {
    let width = width(block)
    guard block.count >= 2, (40...120).contains(width) else { return false }
    let last = tokens[lines[block.upperBound - 1].tokens.upperBound - 1]
    guard last.isStop || last.isQuote || last.isMark(")") else { return false }
    let breaks = block.dropLast().filter { hadNoRoom($0, width) }
    let firstMayBreak = breaks.first == block.lowerBound
    guard breaks.count >= block.count - (firstMayBreak ? 1 : 2), !breaks.isEmpty else {
      return false
    }
    return block.count > 2 || hasInnerMark(block.lowerBound)
  }

  /// Whether a line and two more beside it are as full as typed lines are.
  private func isAmongFullLines(_ index: Int, _ full: [Bool], _ width: Int) -> Bool {
    guard full[index], (60...100).contains(width) else { return false }
    var first = index
    var last = index
    while first > 0, full[first - 1] { first -= 1 }
    while last + 1 < full.count, full[last + 1] { last += 1 }
    return last - first >= 3
  }

  private func hasInnerMark(_ line: Int) -> Bool {
    tokens[lines[line].tokens].dropLast().contains { $0.isMark(",") || $0.isMark(".") }
  }

  private func endsOpen(_ line: Int) -> Bool {
    tokens[lines[line].tokens.upperBound - 1].kind != .mark
  }

  /// A line that ends in a comma or a word like "of", or whose next begins in lower case or with a dash.
  private func goesOn(_ line: Int) -> Bool {
    let last = tokens[lines[line].tokens.upperBound - 1]
    let next = tokens[lines[line + 1].tokens.lowerBound]
    if last.isMark(",") { return true }
    if last.isStop || last.isMark(":") || last.isMark(";") { return false }
    if next.isWord, !next.isCapital, !next.shape.contains(.acronym) {
      return lines[line].width > 20 || last.isWord
    }
    if next.isDash {
      let after = lines[line + 1].tokens.lowerBound + 1
      return after < tokens.count && tokens[after].isDigits && last.isWord
    }
    if splitsName(line) { return true }
    // "made up of"
    if last.shape.contains(.inPhrase), last.has(.give), next.isDigits { return true }
    let links: Marks = [.of, .from, .and, .article, .place, .by, .with]
    return last.isWord && last.has(links) && !last.isCapital && last.numeral == .none
  }

  /// Whether a known name begins on a line, behind other words, and goes on below. In a list the name
  /// would begin its line.
  private func splitsName(_ line: Int) -> Bool {
    let (above, below) = (lines[line].tokens, lines[line + 1].tokens)
    guard above.count >= 5, tokens[above.upperBound - 1].isWord, tokens[below.lowerBound].isCapital
    else {
      return false
    }
    var start = above.upperBound - 1
    while start > above.lowerBound + 3, start >= above.upperBound - 8, tokens[start].isWord {
      let before = tokens[start - 1]
      if tokens[start].isCapital, before.isWord && !before.isCapital || before.isMark(","),
        registry.mayBegin(with: tokens[start])
      {
        let first = tokens[start..<above.upperBound].map { page.substring($0.range) }
        let rest = tokens[below].prefix(8).prefix(while: \.isWord).map { page.substring($0.range) }
        if let found = registry.longestName(in: first + rest, at: 0), found.length > first.count {
          return true
        }
      }
      start -= 1
    }
    return false
  }

  /// The same across an empty line, as some pages have one after every line.
  private func goesOnBelow(_ line: Int) -> Bool {
    let last = tokens[lines[line].tokens.upperBound - 1]
    let next = tokens[lines[line + 1].tokens.lowerBound]
    return last.isMark(",") && next.isWord && !next.isCapital && lines[line].width > 40
  }

  // MARK: - Headings

  private func isHeading(_ range: Range<Int>, _ width: Int) -> Bool {
    guard width < 200 else { return false }
    let last = tokens[range.upperBound - 1]
    return
      !(last.isStop || last.isMark(":") || last.isMark(";") || last.isMark(",")
      || last.isQuote)
  }

  private func isFurnitureHeading(_ range: Range<Int>) -> Bool {
    var hash = WordHash()
    var isFirst = true
    let characters = Characters.table
    let text = page.bytes
    let bytes = text.span
    for token in tokens[range] where token.kind != .mark {
      if !isFirst { hash.add(0x20) }
      isFirst = false
      var place = Int(token.start)
      while place < token.end {
        let scalar = bytes.scalar(at: place)
        hash.add(characters.fold(scalar.value))
        place += scalar.length
      }
    }
    return vocabulary.furniture.contains(hash)
  }

  // MARK: - Sentences

  private func cut(
    _ range: Range<Int>, _ paragraph: Int, _ isHeading: Bool, into sentences: inout [Sentence]
  ) {
    var start = range.lowerBound
    var place = start
    func close(at end: Int) {
      if end > start, end - start <= Self.limit {
        sentences.append(
          Sentence(tokens: start..<end, paragraph: paragraph, isHeading: isHeading))
      }
      start = end
    }
    while place < range.upperBound {
      defer { place += 1 }
      guard tokens[place].isStop else { continue }
      var end = place + 1
      while end < range.upperBound, !tokens[end].isSpaced,
        tokens[end].isStop || tokens[end].isQuote || tokens[end].isMark(")")
      {
        end += 1
      }
      if end < range.upperBound, tokens[end].isSpaced, begins(end, range.upperBound),
        !tokens[place].isMark(".") || !isAbbreviated(place, start)
      {
        close(at: end)
        place = end - 1
      }
    }
    close(at: range.upperBound)
  }

  /// Whether a sentence may begin at a token: with a capital or a number, behind quotation marks or not.
  private func begins(_ index: Int, _ limit: Int) -> Bool {
    var place = index
    while place < min(limit, index + 3) {
      let token = tokens[place]
      if token.kind == .mark {
        guard token.isQuote || token.isDash || token.isMark("(") || token.isMark("•") else {
          return false
        }
        place += 1
        continue
      }
      return token.isDigits || token.isCapital
    }
    return false
  }

  /// Whether the full stop at `place` belongs to the word before it.
  private func isAbbreviated(_ place: Int, _ start: Int) -> Bool {
    guard place > start, !tokens[place].isSpaced else { return false }
    let word = tokens[place - 1]
    if word.isDigits {
      // "1. Mission of …", and "4." of a day where a month follows.
      if place - 1 == start { return word.digitCount <= 3 }
      return place + 1 < tokens.count && tokens[place + 1].numeral.kind == .month
        && word.digitCount <= 2
    }
    guard word.isWord else { return false }
    return word.has(.abbreviation)
      || word.isCapital && word.end - word.start <= 2
        && page.isLetter(word.range)
  }
}
