/// Words of running text with nothing between them that ends a name, in which names are looked up one
/// after another.
///
/// Words are as written, capitals too: a short acronym counts only in capitals, and a country only with
/// a capital letter where its language writes one. Whoever appends ends the row where a sentence or a
/// list item ends; a bracket within a name may be left out.
package struct NameRow {
  private var reader: Reader

  init(_ reader: Reader) { self.reader = reader }

  /// Begins with no words.
  ///
  /// - Parameter text: UTF-8, in which the words stand.
  package init(_ registry: Registry, _ text: [UInt8]) {
    reader = Reader(registry, text)
    reader.reserveCapacity()
  }

  package var count: Int { reader.count }

  package mutating func removeAll() { reader.removeAll() }

  /// Takes the bytes of the text that are the next word.
  package mutating func append(_ word: Range<Int>) { reader.append(word) }

  /// The longest known name that starts at a word of the row, and how many words it takes. The answer is
  /// unknown, by the method `excluded`, for what looks like a name and is none: "Indian Ocean".
  ///
  /// - Complexity: as a rule one look-up; grows with the length of the name only.
  package mutating func longestName(at start: Int) -> (length: Int, answer: Answer)? {
    let readings = reader.readings(at: start)
    var end = start
    for index in readings.indices where readings[index].end > end {
      let (next, isLowerCase) = (readings[index].end, readings[index].isLowerCase)
      if isLowerCase || reader.hasCapital(start..<next) { end = next }
    }
    if end == start { return nil }
    let hasCapital = reader.hasCapital(start..<end)
    return (
      end - start,
      Registry.answer(readings) { $0.end == end && ($0.isLowerCase || hasCapital) }
    )
  }
}
