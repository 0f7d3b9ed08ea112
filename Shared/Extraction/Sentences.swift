/// Cuts a paragraph at the ends of its sentences.
enum Sentences {
  static func split(_ page: Page, _ paragraph: Range<Int>, _ lexicon: Lexicon) -> [Range<Int>] {
    let scalars = page.scalars
    var result: [Range<Int>] = []
    var start = paragraph.lowerBound
    var place = start
    while place < paragraph.upperBound {
      let scalar = scalars[place]
      guard scalar == "." || scalar == "!" || scalar == "?" || scalar == "…" else {
        place += 1
        continue
      }
      var end = place + 1
      while end < paragraph.upperBound, isCloser(scalars[end]) { end += 1 }
      if end < paragraph.upperBound, scalars[end] == " ",
        startsSentence(scalars, end, paragraph.upperBound),
        scalar != "." || !isAbbreviation(page, start, place, lexicon)
      {
        result.append(start..<end)
        start = end
      }
      place = end
    }
    if start < paragraph.upperBound { result.append(start..<paragraph.upperBound) }
    return result
  }

  private static func isCloser(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar == "\"" || scalar == "”" || scalar == "»" || scalar == "’"
      || scalar == ")" || scalar == "'"
  }

  private static func startsSentence(_ scalars: [Unicode.Scalar], _ from: Int, _ limit: Int) -> Bool
  {
    var place = from
    while place < limit, place < from + 4 {
      let scalar = scalars[place]
      if scalar == " " || scalar == "\"" || scalar == "“" || scalar == "«" || scalar == "("
        || scalar == "'" || scalar == "‘" || scalar == "–" || scalar == "—"
      {
        place += 1
        continue
      }
      return Tokens.isDigit(scalar) || (Tokens.isLetter(scalar) && !scalar.properties.isLowercase)
    }
    return false
  }

  /// Whether the full stop at `place` belongs to the word before it.
  private static func isAbbreviation(
    _ page: Page, _ start: Int, _ place: Int, _ lexicon: Lexicon
  ) -> Bool {
    var from = place
    while from > start, place - from < 12, page.scalars[from - 1] != " ",
      page.scalars[from - 1] != "("
    {
      from -= 1
    }
    let word = page.text(from..<place).lowercased()
    if word.unicodeScalars.count == 1 {
      return page.scalars[from].properties.isUppercase || from == start
        || lexicon.abbreviations.contains(word)
    }
    // "1. Mission of …": the number of a list's item.
    if from == start, word.unicodeScalars.allSatisfy(Tokens.isDigit) { return true }
    return lexicon.abbreviations.contains(word)
  }
}
