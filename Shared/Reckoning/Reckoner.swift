import Records

/// Claims to counts and findings: no state, no clock, the same result for the same claims.
package enum Reckoner {
  /// The numbers of one subject, from its claims of one election and audience, each identity once,
  /// the inferred ones included.
  ///
  /// **Which statement is believed.** The greatest by: the day it is of (`asOf`, else the day of
  /// publication; undated is oldest); stated before inferred; exact before approximate; day of
  /// publication; whether its own report adds up; time of publication; arrival. Before that, of one
  /// source's messages about one day only the newest speaks. A number inside another (`partOf`)
  /// stands only for an organization, a country or a category that has no number of its own.
  ///
  /// **Approximate numbers.** One that a newer text gives in place of an exact number is ignored
  /// when it is that number, rounded: when it misses what had been declared by its day by at most a
  /// tenth of itself, and by less than the place of its last digit that is not 0 (398 and then
  /// "almost 400").
  ///
  /// **Declared** is the newest `cumulative` number, plus the `increment`s of later days, less what
  /// was `withdrawn` or `cancelled` on later days; without a cumulative number all increments, less
  /// all withdrawals; never below 0. The same change of the same day and size is one change, whoever
  /// tells it. A claim without a count adds nothing and takes nothing away.
  ///
  /// **Which claims are needed.** Let D be the second newest day with an exact, stated, cumulative
  /// number that is no part. Needed are the claims of D and later; those without a count; and of
  /// `proposed`, `expected` and `deployed` the newest day's, back to an exact one each. With fewer
  /// than two such days all are needed. `findings` needs no others either.
  ///
  /// - Complexity: linear in the number of claims.
  package static func standing(of claims: [Claim], registered: Int) -> Standing {
    let own = claims.filter { !$0.isPart }
    let parts = claims.filter { $0.isPart && mayStandAsPart($0.statement.subject.type) }
    var standing = Standing(registered: registered)

    var basis: [Claim] = []
    if let result = declared(own) ?? declared(parts) {
      standing.declared = result.number
      standing.countsBatches = result.countsBatches
      standing.isPart = result.basis.allSatisfy(\.isPart)
      standing.inferred = result.basis.contains(where: \.statement.inferred)
      standing.approximate = result.basis.contains(where: \.statement.approximate)
      basis = result.basis
    }
    let named = own.filter { $0.statement.scope == .cumulative || $0.statement.scope == .increment }
    standing.listed = !named.isEmpty && standing.declared != 0

    var beside: [Claim] = []
    func newest(_ scope: Scope) -> Int? {
      let result = snapshot(own, scope) ?? snapshot(parts, scope)
      beside += result?.basis ?? []
      return result?.number
    }
    standing.proposed = newest(.proposed)
    standing.expected = newest(.expected)
    standing.deployed = newest(.deployed)

    if basis.isEmpty { basis = named.isEmpty ? beside : named }
    standing.asOf = basis.compactMap(\.day).max()
    standing.sources = basis.sources
    standing.statements = basis.identities
    return standing
  }

  /// All subjects of one election and audience, by key, each reckoned.
  ///
  /// - Parameters:
  ///   - claims: of that election and audience, from `Inference.completed(_:)`.
  ///   - registered: accreditations that stand, by subject key.
  package static func subjects(
    of claims: [Claim], registered: [String: Int] = [:]
  ) -> [SubjectClaims] {
    return Dictionary(grouping: claims) { $0.statement.subject.key }
      .map { key, claims in
        let ordered = claims.sorted { isEarlier($0, $1) }
        return SubjectClaims(
          subject: ordered[ordered.count - 1].statement.subject, claims: ordered,
          standing: standing(of: ordered, registered: registered[key] ?? 0))
      }
      .sorted { $0.subject.key < $1.subject.key }
  }

  /// By arrival, then by place; what is inferred comes after what it fills in.
  private static func isEarlier(_ left: Claim, _ right: Claim) -> Bool {
    (left.arrival, left.statement.index, left.statement.inferred ? 1 : 0)
      < (right.arrival, right.statement.index, right.statement.inferred ? 1 : 0)
  }

  private static func mayStandAsPart(_ type: SubjectType) -> Bool {
    type == .organization || type == .country || type == .category
  }

  // MARK: Snapshots and changes

  /// The number of the believed snapshot of that scope, and all claims that say the same of the same
  /// day; `nil` when there is none.
  static func snapshot(_ claims: [Claim], _ scope: Scope) -> (number: Int, basis: [Claim])? {
    let counted = claims.filter { $0.statement.scope == scope && $0.number != nil }
    var speaking = counted.withoutSuperseded
    if let exact = speaking.filter({ !$0.statement.approximate }).newest {
      let changes = scope == .cumulative ? changes(claims) : []
      speaking.removeAll { claim in
        claim.statement.approximate && isAfter(claim.day, exact.day)
          && isRounding(
            claim.number ?? 0,
            of: level(exact, changes, through: claim.day).number)
      }
    }
    guard let best = speaking.newest, let number = best.number else { return nil }
    let agreeing = counted.filter {
      $0.day == best.day && $0.number == number
        && $0.statement.approximate == best.statement.approximate
        && $0.statement.inferred == best.statement.inferred
    }
    return (number, agreeing)
  }

  private static func declared(
    _ claims: [Claim]
  ) -> (number: Int, basis: [Claim], countsBatches: Bool)? {
    if let snapshot = snapshot(claims, .cumulative), let first = snapshot.basis.first {
      let (number, later) = level(first, changes(claims), through: nil)
      return (number, snapshot.basis + later, false)
    }
    let changes = changes(claims)
    guard changes.contains(where: { $0.scope == .increment }) else { return nil }
    return (sum(changes, from: 0), changes.flatMap(\.claims), true)
  }

  /// A snapshot's number with the changes after its day, up to `last` where that is given.
  private static func level(
    _ snapshot: Claim, _ changes: [Change], through last: Day?
  ) -> (number: Int, changes: [Claim]) {
    let later = changes.filter {
      isAfter($0.day, snapshot.day) && (last == nil || !isAfter($0.day, last))
    }
    return (sum(later, from: snapshot.number ?? 0), later.flatMap(\.claims))
  }

  /// One change, with every claim that tells it.
  struct Change {
    let scope: Scope
    let day: Day?
    let count: Int
    let claims: [Claim]
  }

  /// Each increment, withdrawal and cancellation once; of one scope and day approximate ones only
  /// where nobody gives an exact one.
  static func changes(_ claims: [Claim]) -> [Change] {
    struct Event: Hashable {
      let scope: Scope
      let day: Day?
      let count: Int
    }
    struct Occasion: Hashable {
      let scope: Scope
      let day: Day?
    }
    let told = claims.filter {
      [.increment, .withdrawn, .cancelled].contains($0.statement.scope) && $0.number != nil
    }
    let exact = Set(
      told.filter { !$0.statement.approximate }
        .map { Occasion(scope: $0.statement.scope, day: $0.day) })
    let kept = told.filter {
      !$0.statement.approximate
        || !exact.contains(Occasion(scope: $0.statement.scope, day: $0.day))
    }
    return Dictionary(grouping: kept) {
      Event(scope: $0.statement.scope, day: $0.day, count: $0.number ?? 0)
    }
    .map { Change(scope: $0.scope, day: $0.day, count: $0.count, claims: $1) }
  }

  private static func sum(_ changes: [Change], from start: Int) -> Int {
    var number = start
    for change in changes where change.scope == .increment { number = added(number, change.count) }
    for change in changes where change.scope != .increment {
      number = max(0, number - change.count)
    }
    return number
  }

  private static func isRounding(_ rounded: Int, of exact: Int) -> Bool {
    guard rounded > 0 else { return rounded == exact }
    var place = 1
    var digits = rounded
    while digits % 10 == 0 {
      digits /= 10
      place *= 10
    }
    let difference = abs(rounded - exact)
    return difference < place && difference <= rounded / 10
  }
}
