import Registry

/// A stretch of text between hard line breaks.
struct Paragraph {
  let range: Range<Int>
  /// Has no full stop at its end and is short: a headline, a caption, a link.
  let isHeading: Bool
  /// An empty line stands before it.
  let opens: Bool
}

/// Finds paragraphs, joins lines that were broken for width, and leaves out page furniture.
enum Paragraphs {
  static func split(
    _ page: inout Page, _ lexicon: Lexicon, _ registry: Registry
  ) -> [Paragraph] {
    joinWrappedLines(&page, registry)
    var result: [Paragraph] = []
    var skipping = false
    var gap = true
    for line in lines(page.scalars) {
      guard !line.isEmpty else {
        gap = true
        continue
      }
      let heading = isHeading(page.scalars, line)
      if line.count <= 40, lexicon.furniture.contains(key(page, line)) {
        skipping = true
      } else if skipping, !heading, line.count > 90 {
        skipping = false
      }
      if !skipping {
        result.append(Paragraph(range: line, isHeading: heading, opens: gap))
      }
      gap = false
    }
    return result
  }

  /// Trimmed lines; an empty range for a line without text.
  private static func lines(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for place in 0...scalars.count where place == scalars.count || scalars[place] == "\n" {
      var from = start
      var to = place
      while from < to, scalars[from] == " " { from += 1 }
      while to > from, scalars[to - 1] == " " { to -= 1 }
      lines.append(from..<to)
      start = place + 1
    }
    return lines
  }

  private static func key(_ page: Page, _ line: Range<Int>) -> String {
    page.text(line).lowercased().trimmingMarks
  }

  private static func isHeading(_ scalars: [Unicode.Scalar], _ line: Range<Int>) -> Bool {
    guard let last = line.last, line.count < 200 else { return false }
    switch scalars[last] {
    case ".", "!", "?", "…", ":", ";", ",", "»", "”", "\"": return false
    default: return true
    }
  }

  /// A break inside a sentence: the line above ends in a comma, or goes on in lower case, or both lines
  /// are about as wide as a typed page, or the block was filled to a width, or a known name goes on below.
  private static func joinWrappedLines(_ page: inout Page, _ registry: Registry) {
    let found = lines(page.scalars)
    let filled = filledBreaks(page.scalars, found)
    for (index, (above, below)) in zip(found, found.dropFirst()).enumerated() {
      guard let last = above.last, let first = below.first else { continue }
      let end = page.scalars[last]
      let start = page.scalars[first]
      let ends = end == "." || end == "!" || end == "?" || end == ":" || end == ";" || end == "…"
      let continues = start.properties.isLowercase || start == "–" || start == "—"
      let wide = (55...100).contains(above.count) && below.count <= 100
      let typed = wide && !ends && end != "\"" && end != "”"
      let wrapped =
        (end == ",") || (continues && !ends) || (typed && isPartOfRun(found, above))
        || filled.contains(index) || splitsName(page.scalars, above, below, registry)
      guard wrapped else { continue }
      for place in (last + 1)..<first { page.join(at: place) }
    }
  }

  /// The lines, by index, that go on in the next one because its first word had no room on them: those of
  /// a block that ends in a full stop and whose every break, but one behind a headline, is of that kind.
  private static func filledBreaks(
    _ scalars: [Unicode.Scalar], _ lines: [Range<Int>]
  ) -> Set<Int> {
    var result: Set<Int> = []
    var start = 0
    while start < lines.count {
      var end = start
      while end < lines.count, !lines[end].isEmpty { end += 1 }
      defer { start = max(end, start + 1) }
      guard end - start >= 2, let last = lines[end - 1].last, isStop(scalars[last]),
        let width = lines[start..<end].map(\.count).max(), (40...120).contains(width)
      else { continue }
      var broken: Set<Int> = []
      var isFilled = true
      for index in start..<end - 1 {
        let word = lines[index + 1].prefix { scalars[$0] != " " }.count
        if lines[index].count + 1 + word > width {
          broken.insert(index)
        } else if index > start {
          isFilled = false
        }
      }
      guard isFilled else { continue }
      for index in broken where endsOpen(scalars, lines[index]) {
        // Two lines alone may be a headline and its text.
        if end - start > 2 || hasInnerMark(scalars, lines[index]) { result.insert(index) }
      }
    }
    return result
  }

  /// Whether a name of the registry begins on the line above, behind other words, and goes on below. In a
  /// list the name would begin its line.
  private static func splitsName(
    _ scalars: [Unicode.Scalar], _ above: Range<Int>, _ below: Range<Int>, _ registry: Registry
  ) -> Bool {
    guard let first = below.first, scalars[first].properties.isUppercase,
      endsOpen(scalars, above)
    else { return false }
    let before = words(scalars, above.suffix(120))
    let after = words(scalars, below.prefix(120))
    // Words behind a mark belong to no name that began before it.
    var rest: [Substring] = []
    for word in after.prefix(8) {
      let bare = word.prefix { $0.isLetter || $0 == "-" || $0 == "'" || $0 == "’" }
      if !bare.isEmpty { rest.append(bare) }
      if bare.count < word.count { break }
    }
    guard before.count >= 5, !rest.isEmpty else { return false }
    for count in 1...min(8, before.count - 4) {
      let start = before.count - count
      guard before[start].allSatisfy({ $0.isLetter || $0 == "-" }) else { return false }
      guard before[start].first?.isUppercase == true,
        before[start - 1].first?.isLowercase == true || before[start - 1].last == ","
      else { continue }
      if let found = registry.longestName(in: before[start...] + rest, at: 0),
        found.length > count, found.answer.method != "list"
      {
        return true
      }
    }
    return false
  }

  private static func words(_ scalars: [Unicode.Scalar], _ line: Range<Int>) -> [Substring] {
    var view = Substring.UnicodeScalarView()
    view.append(contentsOf: scalars[line])
    return Substring(view).split(separator: " ")
  }

  private static func isStop(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar == "!" || scalar == "?" || scalar == "…"
  }

  private static func endsOpen(_ scalars: [Unicode.Scalar], _ line: Range<Int>) -> Bool {
    line.last.map { Tokens.isLetter(scalars[$0]) || Tokens.isDigit(scalars[$0]) } ?? false
  }

  private static func hasInnerMark(_ scalars: [Unicode.Scalar], _ line: Range<Int>) -> Bool {
    zip(line, line.dropFirst()).contains { place, next in
      scalars[next] == " " && (scalars[place] == "," || isStop(scalars[place]))
    }
  }

  private static func isPartOfRun(_ lines: [Range<Int>], _ line: Range<Int>) -> Bool {
    // Binary search keeps the whole pass linear enough: lines are in the order of the text.
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].lowerBound < line.lowerBound { low = middle + 1 } else { high = middle }
    }
    // Three neighbours of about the same width tell a wrapped paragraph from a list of headlines.
    var run = 0
    for index in max(0, low - 2)...min(lines.count - 1, low + 2)
    where (60...90).contains(lines[index].count) { run += 1 }
    return run >= 3
      && Set((max(0, low - 2)...min(lines.count - 1, low + 2)).map { lines[$0].count }).count >= 3
  }
}

extension String {
  /// Without blanks, colons and arrows around it.
  var trimmingMarks: String {
    let drop: Set<Character> = [" ", ":", ">", "»", "-", "–", "—", "|", "•", "\n"]
    var text = Substring(self)
    while let first = text.first, drop.contains(first) { text = text.dropFirst() }
    while let last = text.last, drop.contains(last) { text = text.dropLast() }
    return String(text)
  }
}
