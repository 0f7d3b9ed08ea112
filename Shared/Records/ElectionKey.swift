/// Names one election: `<country alpha-2, lower case>-<year>-<kind>`, as in `kz-2021-parliamentary`.
package struct ElectionKey: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// `nil` unless `text` has the three parts with a known kind and a year from 1800 to 2999.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 2,
      parts[0].utf8.allSatisfy(Self.isLetter),
      parts[1].utf8.count == 4, let year = Int(parts[1]), (1800...2999).contains(year),
      ElectionKind(rawValue: String(parts[2])) != nil
    else { return nil }
    description = text
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  /// The key of an election told by its parts; `country` is alpha-2 in any case.
  package init?(country: String, year: Int, kind: ElectionKind) {
    let country = country.lowercased()
    guard country.utf8.count == 2, country.utf8.allSatisfy(Self.isLetter),
      (1800...2999).contains(year)
    else { return nil }
    description = country + "-" + String(year) + "-" + kind.rawValue
  }
}
