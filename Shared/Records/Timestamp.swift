/// A moment; ordered by time.
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Since 1970-01-01T00:00:00Z, leap seconds not counted.
  package let milliseconds: Int

  package init(milliseconds: Int) { self.milliseconds = milliseconds }

  /// Reads RFC 3339: a date, `T` or a blank, a time with seconds, perhaps a fraction, and a zone.
  /// A day alone is its first moment in UTC. `nil` for any other text.
  package init?(_ text: some StringProtocol) {
    guard let day = Day(text) else { return nil }
    var total = day.daysSince1970 * 86_400_000
    var rest = text.utf8.dropFirst(10)
    guard !rest.isEmpty else {
      milliseconds = total
      return
    }
    rest = rest.dropFirst()
    func number(_ length: Int, upTo limit: Int) -> Int? {
      let digits = rest.prefix(length)
      guard digits.count == length, digits.allSatisfy({ (48...57).contains($0) }) else {
        return nil
      }
      let value = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
      rest = rest.dropFirst(length)
      return value <= limit ? value : nil
    }
    func take(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard let hour = number(2, upTo: 23), take(":"), let minute = number(2, upTo: 59), take(":"),
      let second = number(2, upTo: 60)
    else { return nil }
    total += ((hour * 60 + minute) * 60 + second) * 1000
    if take(".") {
      let digits = rest.prefix { (48...57).contains($0) }
      guard !digits.isEmpty else { return nil }
      rest = rest.dropFirst(digits.count)
      let three = (Array(digits.prefix(3)) + [48, 48, 48]).prefix(3)
      total += three.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
    switch rest.first {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): rest = rest.dropFirst()
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let sign = rest.first == UInt8(ascii: "+") ? 1 : -1
      rest = rest.dropFirst()
      guard let hours = number(2, upTo: 23) else { return nil }
      _ = take(":")
      guard let minutes = number(2, upTo: 59) else { return nil }
      total -= sign * (hours * 60 + minutes) * 60_000
    default: return nil
    }
    guard rest.isEmpty else { return nil }
    milliseconds = total
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// RFC 3339 in UTC, with milliseconds where there are any.
  package var description: String {
    var days = milliseconds / 86_400_000
    var left = milliseconds % 86_400_000
    if left < 0 {
      left += 86_400_000
      days -= 1
    }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (year, month, day) = Self.civil(days)
    let fraction = left % 1000
    let digits = String(fraction + 1000).dropFirst()
    let seconds = left / 1000
    let years = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    return "\(years)-\(two(month))-\(two(day))T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):"
      + "\(two(seconds % 60))\(fraction == 0 ? "" : ".\(digits)")Z"
  }

  /// The UTC day it falls on.
  package var day: Day? { Day(description) }

  /// The inverse of `Day.daysSince1970`, from the same source.
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
