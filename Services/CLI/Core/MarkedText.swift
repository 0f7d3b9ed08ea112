import Records

/// A text with what was read in it marked in place: `[48 observers from Chile]#3`, in colour on a
/// terminal. Overlapping statements share one mark.
struct MarkedText {
  /// The text as lines that are safe to show. Long stretches in which nothing was read are left out, and
  /// a line says how many.
  let lines: [String]

  /// More lines than this without a mark are left out, but for one on each side.
  private static let stretch = 6

  init(_ text: String, _ statements: [Statement], _ console: Console) {
    let marks = Self.marks(statements)
    var shown: [String] = []
    var silent: [String] = []
    var start = 0
    func passOver() {
      if silent.count > Self.stretch {
        shown.append(silent[0])
        let left = "… \(silent.count - 2) lines in which nothing was read …"
        shown.append(console.styled(left, .dim))
        shown.append(silent[silent.count - 1])
      } else {
        shown += silent
      }
      silent = []
    }
    for line in text.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: Self.isBreak)
    {
      let range = start..<start + line.count
      start = range.upperBound + 1
      let here = marks.filter { $0.span.overlaps(range) || $0.span.lowerBound == range.lowerBound }
      guard !here.isEmpty else {
        silent.append(TextTable.safe(String(line)))
        continue
      }
      passOver()
      shown.append(Self.mark(Array(line), range, here, console))
    }
    passOver()
    lines = shown
  }

  /// A stretch of the text in scalars, and the places of the statements that were read there.
  private struct Mark {
    var span: Range<Int>
    var places: [Int]
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n"
  }

  /// In the order of the text; none overlaps another.
  private static func marks(_ statements: [Statement]) -> [Mark] {
    let spans = statements.enumerated().compactMap { place, statement in
      statement.span.map { Mark(span: $0, places: [place]) }
    }
    return spans.sorted { $0.span.lowerBound < $1.span.lowerBound }.reduce(into: []) {
      marks, next in
      guard let last = marks.last, next.span.lowerBound < last.span.upperBound else {
        return marks.append(next)
      }
      let end = max(last.span.upperBound, next.span.upperBound)
      marks[marks.count - 1].span = last.span.lowerBound..<end
      marks[marks.count - 1].places += next.places
    }
  }

  private static func mark(
    _ line: [Unicode.Scalar], _ range: Range<Int>, _ marks: [Mark], _ console: Console
  ) -> String {
    func text(_ part: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: line[part])
      return TextTable.safe(String(view))
    }
    var result = ""
    var place = 0
    for mark in marks {
      let start = min(max(mark.span.lowerBound - range.lowerBound, place), line.count)
      let end = min(max(mark.span.upperBound - range.lowerBound, start), line.count)
      result += text(place..<start)
      // A mark that goes on in the next line is numbered where it ends.
      let label =
        mark.span.upperBound > range.upperBound
        ? "" : mark.places.map { "#\($0)" }.joined()
      result +=
        console.isTerminal
        ? console.styled(text(start..<end), .green) + console.styled(label, .dim)
        : "[\(text(start..<end))]\(label)"
      place = end
    }
    return result + text(place..<line.count)
  }
}
