/// Words of running text with nothing between them that ends a name, in which names are looked up one
/// after another.
///
/// Words are as written, capitals too: a short acronym counts only in capitals, and a country only with
/// a capital letter where its language writes one. Whoever appends ends the row where a sentence or a
/// list item ends; a bracket within a name may be left out.
package struct NameRow: ~Copyable {
  private var reader: Reader

  init(_ reader: consuming Reader) { self.reader = reader }

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
  ///
  /// - Parameter plain: the same word, if it is plain.
  package mutating func append(_ word: Range<Int>, plain: PlainWord? = nil) {
    reader.append(word, plain: plain)
  }

  /// The longest known name that starts at a word of the row, and how many words it takes. The answer is
  /// unknown, by the method `excluded`, for what looks like a name and is none: "Indian Ocean".
  ///
  /// - Complexity: as a rule one look-up; grows with the length of the name only.
  package mutating func longestName(at start: Int) -> (length: Int, answer: Answer)? {
    reader.longestName(at: start)
  }
}

/// A word of two letters or more, of which the first alone may be a capital: as most words are, and so
/// that whoever has read it once need not read it again to look it up.
package struct PlainWord {
  /// FNV-1a, 64 bits, of the scalars that its letters fold to.
  let hash: UInt64
  let isCapital: Bool

  /// Takes a word of at most `longest` bytes whose letters are all of one script, and folded as
  /// `folded` tells.
  package init(hash: UInt64, isCapital: Bool) {
    self.hash = hash
    self.isCapital = isCapital
  }

  /// In bytes.
  @inlinable
  package static var longest: Int { 64 }

  /// What a letter of plain words folds to, and its script; `nil` for any other character.
  package static func folded(_ letter: UInt32) -> (scalar: UInt32, script: Script)? {
    let script: Script
    switch letter {
    case 0x41...0x5A, 0x61...0x7A: script = .latin
    case 0x400...0x4FF: script = .cyrillic
    default: return nil
    }
    guard let scalar = Unicode.Scalar(letter), scalar.properties.isCased else { return nil }
    return Folding.single(Int(letter)).map { (UInt32($0), script) }
  }

  package enum Script { case latin, cyrillic }
}
