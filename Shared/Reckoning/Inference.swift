import Records

/// What one report's own arithmetic says. A report is the claims of one message; it says nothing
/// before all of its `siblings` are here.
package enum Inference {
  /// The claims that the report's arithmetic forces, none when it forces nothing.
  ///
  /// For organizations and for countries, and for each election, audience and scope apart: when as
  /// many bodies are listed as the report says there are, and its subtotal less the numbers of those
  /// that have one
  /// - is the number of those that have none, each of them has 1 (each is represented by somebody);
  /// - is more than 0 and one body has none, that body has the rest.
  ///
  /// Nothing is forced when a number is approximate, is stated twice with two values, or lies inside
  /// another. An inferred claim is the body's own claim with the count filled in and `inferred` set.
  package static func claims(from report: [Claim]) -> [Claim] {
    guard isComplete(report) else { return [] }
    var inferred: [Claim] = []
    for group in groups(report) {
      inferred += forced(
        in: group, bodies: .organization, total: .organizationsTotal, number: .organizationNumber)
      inferred += forced(
        in: group, bodies: .country, total: .countriesTotal, number: .countryNumber)
    }
    return inferred.sorted { $0.statement.index < $1.statement.index }
  }

  /// The same claims in the same order, each with what its report's arithmetic says for it: its
  /// total against the sum of its two subtotals, for each election, audience and scope apart.
  package static func weighed(_ report: [Claim]) -> [Claim] {
    guard isComplete(report) else { return report }
    var verdicts: [Like: ReportArithmetic] = [:]
    for group in groups(report) {
      verdicts[Like(group[0].statement)] = arithmetic(of: group)
    }
    return report.map { claim in
      var claim = claim
      claim.arithmetic = verdicts[Like(claim.statement)] ?? .untested
      return claim
    }
  }

  /// The claims of any number of reports, weighed, with what each report forces after its own.
  ///
  /// A report must be here as a whole, whatever elections and audiences it speaks of: divide the
  /// claims by those afterwards.
  package static func completed(_ claims: [Claim]) -> [Claim] {
    Dictionary(grouping: claims) { $0.statement.message }.values.flatMap { report in
      let weighed = weighed(report)
      return weighed + self.claims(from: weighed)
    }
  }

  /// What may be added to one another within a report.
  private struct Like: Hashable {
    let election: String?
    let audience: Audience
    let scope: Scope
    init(_ statement: Statement) {
      election = statement.election
      audience = statement.audience
      scope = statement.scope
    }
  }

  private static func isComplete(_ report: [Claim]) -> Bool {
    guard let first = report.first?.statement else { return false }
    let places = Set(report.map(\.statement.index))
    return report.allSatisfy { $0.statement.message == first.message }
      && places.count >= (report.map(\.statement.siblings).max() ?? 0)
  }

  private static func groups(_ report: [Claim]) -> [[Claim]] {
    let stated = report.filter { !$0.statement.inferred }
    return Array(Dictionary(grouping: stated) { Like($0.statement) }.values)
  }

  /// The one number that the report gives for a subject of this type; `nil` when it gives none, two
  /// that differ, an approximate one or a part.
  private static func only(_ type: SubjectType, in group: [Claim]) -> Int? {
    let claims = group.filter { $0.statement.subject.type == type && $0.statement.count != nil }
    return agreed(claims)
  }

  private static func agreed(_ claims: [Claim]) -> Int? {
    guard let number = claims.first?.number,
      claims.allSatisfy({ $0.number == number && !$0.statement.approximate && !$0.isPart })
    else { return nil }
    return number
  }

  private static func arithmetic(of group: [Claim]) -> ReportArithmetic {
    guard let total = only(.total, in: group),
      let organizations = only(.organizationsTotal, in: group),
      let countries = only(.countriesTotal, in: group)
    else { return .untested }
    return total == added(organizations, countries) ? .addsUp : .doesNotAddUp
  }

  private static func forced(
    in group: [Claim], bodies: SubjectType, total: SubjectType, number: SubjectType
  ) -> [Claim] {
    guard let total = only(total, in: group), let number = only(number, in: group), number > 0
    else { return [] }
    let named = Dictionary(grouping: group.filter { $0.statement.subject.type == bodies }) {
      $0.statement.subject.key
    }
    guard named.count == number else { return [] }
    var rest = total
    var missing: [Claim] = []
    for claims in named.values {
      guard !claims.contains(where: \.isPart) else { return [] }
      let counted = claims.filter { $0.statement.count != nil }
      if counted.isEmpty {
        guard let first = claims.min(by: { $0.statement.index < $1.statement.index }) else {
          continue
        }
        missing.append(first)
      } else {
        guard let count = agreed(counted), count <= rest else { return [] }
        rest -= count
      }
    }
    guard rest > 0, rest == missing.count || missing.count == 1 else { return [] }
    return missing.map { claim in
      var claim = claim
      claim.statement.count = rest == missing.count ? 1 : rest
      claim.statement.approximate = false
      claim.statement.inferred = true
      return claim
    }
  }
}
