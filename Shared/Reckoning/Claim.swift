package import Records

/// A statement with its place in the log, and what its own report says for it.
package struct Claim: Sendable, Equatable {
  package var statement: Statement
  /// Larger is later; decides only what dates and arithmetic leave open.
  package var arrival: Int
  /// From `Inference.weighed(_:)`; `.untested` while the report is incomplete.
  package var arithmetic: ReportArithmetic

  package init(
    statement: Statement, arrival: Int, arithmetic: ReportArithmetic = .untested
  ) {
    self.statement = statement
    self.arrival = arrival
    self.arithmetic = arithmetic
  }

  /// The day the number is of: `asOf`, else the day it was published; `nil` when neither is known,
  /// which is older than any day.
  package var day: Day? { statement.asOf ?? publishedDay }

  var publishedDay: Day? { statement.published.flatMap { Day($0) } }

  /// The count, unless it is missing or no count at all (negative).
  var number: Int? { statement.count.flatMap { $0 < 0 ? nil : $0 } }

  /// Who says it: the publisher's name, or the message where nobody told.
  var source: String { statement.source ?? statement.message }

  /// Inside another statement of its report, so never added to anything.
  var isPart: Bool { statement.partOf != nil }
}

/// Whether a report's own total is the sum of its own two subtotals.
package enum ReportArithmetic: Int, Sendable, CaseIterable {
  case doesNotAddUp
  /// It does not state all three, or states one of them more than once.
  case untested
  case addsUp
}

/// Where a claim stands among the snapshots of its subject; the greatest is believed.
///
/// In this order: the day it is of; stated before inferred; exact before approximate; the day of
/// publication; whether its own report adds up; the time of publication; arrival.
///
/// The report's arithmetic comes before the clock and the log because two outlets that tell the same
/// day's numbers do not correct one another, and the one whose numbers fit together has more for it
/// than the one that happened to be read last. It never outweighs a date.
struct Rank: Comparable {
  private let day: String
  private let classes: Int
  private let published: String
  private let arithmetic: Int
  private let moment: Int
  private let arrival: Int
  private let index: Int

  init(_ claim: Claim) {
    let statement = claim.statement
    day = claim.day?.description ?? ""
    classes = (statement.inferred ? 0 : 2) + (statement.approximate ? 0 : 1)
    published = claim.publishedDay?.description ?? ""
    arithmetic = claim.arithmetic.rawValue
    moment = statement.published.flatMap { Timestamp($0) }?.milliseconds ?? .min
    arrival = claim.arrival
    index = statement.index
  }

  static func < (left: Rank, right: Rank) -> Bool {
    if left.day != right.day { return left.day < right.day }
    if left.classes != right.classes { return left.classes < right.classes }
    if left.published != right.published { return left.published < right.published }
    if left.arithmetic != right.arithmetic { return left.arithmetic < right.arithmetic }
    if left.moment != right.moment { return left.moment < right.moment }
    return (left.arrival, left.index) < (right.arrival, right.index)
  }
}

/// Who speaks about which day, and in which manner.
private struct Voice: Hashable {
  let source: String
  let day: Day?
  let inferred: Bool
  let approximate: Bool
  init(_ claim: Claim) {
    source = claim.source
    day = claim.day
    inferred = claim.statement.inferred
    approximate = claim.statement.approximate
  }
}

extension Collection where Element == Claim {
  /// The one that is believed; `nil` when there is none.
  var newest: Claim? {
    var best: (rank: Rank, claim: Claim)?
    for claim in self {
      let rank = Rank(claim)
      if best.map({ $0.rank < rank }) ?? true { best = (rank, claim) }
    }
    return best?.claim
  }

  /// Their identities, each once, by message and place.
  var identities: [String] { sortedIdentities(map(\.statement.identity)) }

  /// Who says them, each once, sorted.
  var sources: [String] { Set(map(\.source)).sorted() }

  /// Without what a source has itself replaced: of one day, only its newest message speaks.
  var withoutSuperseded: [Claim] {
    func published(_ claim: Claim) -> (String, Int, Int) {
      (
        claim.publishedDay?.description ?? "",
        claim.statement.published.flatMap { Timestamp($0) }?.milliseconds ?? .min, claim.arrival
      )
    }
    var last: [Voice: Claim] = [:]
    for claim in self {
      let voice = Voice(claim)
      if let other = last[voice], published(claim) <= published(other) { continue }
      last[voice] = claim
    }
    return filter { last[Voice($0)]?.statement.message == $0.statement.message }
  }
}

/// Distinct `<message>#<index>` by message, then by place as a number.
func sortedIdentities(_ identities: some Sequence<String>) -> [String] {
  let parts = Set(identities).map { identity -> (message: Substring, index: Int, whole: String) in
    guard let mark = identity.lastIndex(of: "#") else { return (identity[...], 0, identity) }
    return (identity[..<mark], Int(identity[identity.index(after: mark)...]) ?? 0, identity)
  }
  return parts.sorted { ($0.message, $0.index, $0.whole) < ($1.message, $1.index, $1.whole) }
    .map(\.whole)
}

/// Whether `left` is after `right`, no day being older than any.
func isAfter(_ left: Day?, _ right: Day?) -> Bool {
  guard let left else { return false }
  return right.map { $0 < left } ?? true
}

/// A sum that stops at the largest number instead of trapping: counts come from outside.
func added(_ left: Int, _ right: Int) -> Int {
  let (sum, overflow) = left.addingReportingOverflow(right)
  return overflow ? .max : sum
}
