private import Markup

/// The text of a bulletin without markup, and where each part of it stood in the text as given.
final class Page: Sendable {
  /// Valid UTF-8: `bytes` as a string.
  let text: String
  let bytes: [UInt8]
  /// A stretch of the page that was copied from one stretch of the raw text.
  private let runs: [Run]
  private let raw: [UInt8]

  /// From byte `page` of the page on stands what stands from byte `raw` on in the text as given.
  private struct Run {
    let page: Int
    let raw: Int
  }

  /// Plain text, taken as it is.
  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    raw = bytes
    runs = [Run(page: 0, raw: 0)]
  }

  /// The text of a page of HTML.
  init(html: String) {
    raw = Array(html.utf8)
    let content = MarkupReader.text(raw)
    text = String(decoding: content.bytes, as: UTF8.self)
    bytes = Array(text.utf8)
    runs = content.runs.map { Run(page: $0.text, raw: $0.source) }
  }

  /// As written, but for the ends of lines.
  func line(_ range: Range<Int>) -> String {
    if isLine(range) { return string(range) }
    guard isSimple(range) else {
      return substring(range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return String(decoding: withSingleBlanks(range), as: UTF8.self)
  }

  private func isLine(_ range: Range<Int>) -> Bool {
    let text = bytes
    let bytes = text.span.extracting(range)
    var ends: UInt8 = 0
    // To the end, whatever it finds: so it looks at many bytes at a time.
    for place in bytes.indices { ends |= bytes[place] == 10 || bytes[place] == 13 ? 1 : 0 }
    return ends == 0
  }

  /// The bytes of a simple text without blanks at its ends, one wherever there are any.
  private func withSingleBlanks(_ range: Range<Int>) -> [UInt8] {
    let text = bytes
    let bytes = text.span
    var line: [UInt8] = []
    line.reserveCapacity(range.count)
    var isBlank = false
    var place = range.lowerBound
    while place < range.upperBound {
      let (scalar, length) = bytes.scalar(at: place)
      switch scalar {
      case 9...13, 0x20, 0x85, 0xA0: isBlank = true
      default:
        if isBlank, !line.isEmpty { line.append(0x20) }
        isBlank = false
        for index in place..<place + length { line.append(bytes[index]) }
      }
      place += length
    }
    return line
  }

  func string(_ range: Range<Int>) -> String {
    range.count == bytes.count ? text : String(decoding: bytes[range], as: UTF8.self)
  }

  /// - Complexity: constant.
  func substring(_ range: Range<Int>) -> Substring {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return Substring(utf8[start..<utf8.index(start, offsetBy: range.count)])
  }

  /// A word with a capital, as names are looked up.
  func capitalized(_ word: Range<Int>) -> Substring {
    let word = substring(word)
    return Substring(word.prefix(1).uppercased()) + word.dropFirst()
  }

  func hash(_ word: Range<Int>) -> WordHash {
    let text = bytes
    return WordHash(text.span, word)
  }

  /// Whether a word is one letter.
  func isLetter(_ word: Range<Int>) -> Bool {
    word.dropFirst().allSatisfy { bytes[$0] & 0xC0 == 0x80 }
  }

  /// What stands between the hyphens of a word.
  func parts(_ word: Range<Int>) -> [Range<Int>] {
    let text = bytes
    let bytes = text.span
    var parts: [Range<Int>] = []
    var start = word.lowerBound
    var place = start
    while place < word.upperBound {
      let (scalar, length) = bytes.scalar(at: place)
      if scalar == 0x2D || scalar == 0x2010 || scalar == 0x2011 {
        if place > start { parts.append(start..<place) }
        start = place + length
      }
      place += length
    }
    if place > start { parts.append(start..<place) }
    return parts
  }

  /// Which of some endings a word has, by their places, behind two characters or more.
  func endings(of word: Range<Int>, among endings: [Vocabulary.Ending]) -> [Int] {
    let isSimple = isSimple(word)
    return endings.indices.filter { place in
      (isSimple
        ? ends(word, with: endings[place].bytes)
        : substring(word).hasSuffix(endings[place].text))
        && length(word) > endings[place].length + 1
    }
  }

  /// Where the word ends that goes on at a place: behind the "'s" of its owner.
  func wordEnd(behind place: Int) -> Int {
    let text = bytes
    var end = place
    while end < text.count, end < place + 4, text[end] > 0x20 { end += 1 }
    return end
  }

  /// Whether a word ends so.
  func ends(_ word: Range<Int>, with ending: Vocabulary.Ending) -> Bool {
    isSimple(word) ? ends(word, with: ending.bytes) : substring(word).hasSuffix(ending.text)
  }

  private func ends(_ word: Range<Int>, with ending: [UInt8]) -> Bool {
    let start = word.upperBound - ending.count
    guard start >= word.lowerBound else { return false }
    for index in ending.indices where bytes[start + index] != ending[index] { return false }
    return true
  }

  /// How many characters a word has.
  func length(_ word: Range<Int>) -> Int {
    guard isSimple(word) else { return substring(word).count }
    var count = 0
    for index in word where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// Whether each scalar of some text is a character for certain, but for a carriage return before a
  /// line feed, and written in one way only: letters of Latin, Greek and Cyrillic without marks to
  /// combine, and apostrophes and dashes.
  private func isSimple(_ word: Range<Int>) -> Bool {
    var place = word.lowerBound
    while place < word.upperBound {
      switch bytes[place] {
      case 0..<0xCC, 0xCE..<0xD2, 0xD3..<0xD5: place += 1
      case 0xD2 where place + 1 < word.upperBound && bytes[place + 1] >= 0x8A: place += 1
      case 0xE2
      where place + 2 < word.upperBound && bytes[place + 1] == 0x80
        && (0x90..<0xA0).contains(bytes[place + 2]):
        place += 3
      default: return false
      }
    }
    return true
  }

  /// The same ranges in Unicode scalars of the raw text.
  ///
  /// - Complexity: linear in the text and `n log n` in the ranges.
  func scalarSpans(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var offsets: [Int] = []
    offsets.reserveCapacity(2 * ranges.count)
    for range in ranges {
      let start = rawOffset(range.lowerBound)
      offsets.append(start)
      offsets.append(max(start, range.isEmpty ? start : rawOffset(range.upperBound - 1) + 1))
    }
    let text = raw
    let bytes = text.span
    var scalars = [Int](repeating: 0, count: offsets.count)
    var count = 0
    var place = 0
    for index in offsets.indices.sorted(by: { offsets[$0] < offsets[$1] }) {
      let end = min(offsets[index], bytes.count)
      while place < end {
        count &+= bytes[place] & 0xC0 == 0x80 ? 0 : 1
        place &+= 1
      }
      scalars[index] = count
    }
    return ranges.indices.map { scalars[2 * $0]..<max(scalars[2 * $0], scalars[2 * $0 + 1]) }
  }

  private func rawOffset(_ offset: Int) -> Int {
    guard !runs.isEmpty else { return 0 }
    let run = runs[max(0, runs.sortedIndex { $0.page > offset } - 1)]
    return run.raw + offset - run.page
  }
}
