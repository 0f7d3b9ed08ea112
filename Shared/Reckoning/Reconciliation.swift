package import Records

extension Reckoner {
  /// What does not add up among the subjects of one election and audience; each subject once.
  ///
  /// Approximate numbers contradict nothing, and neither do parts of other numbers. A sum that is too
  /// large is a finding only while none of its items is of a later day than the number it exceeds; a
  /// sum of batches that is too small proves nothing about a snapshot. Items that were all inferred
  /// leave nothing to compare; where some were, they fill a gap but never make an excess. A tally is
  /// held against a list only where somebody is listed.
  ///
  /// `sources-differ` takes of each source its newest message of the standing number's day, and names
  /// the number that is farthest from it. `snapshot-lower` compares with the newest earlier day.
  ///
  /// - Returns: sorted by key, each key once.
  /// - Complexity: linear in the number of claims.
  package static func findings(
    election: String, audience: Audience, subjects: [SubjectClaims]
  ) -> [Finding] {
    let reconciliation = Reconciliation(subjects, whose: audience)
    let raised =
      reconciliation.arithmetic() + subjects.flatMap { reconciliation.history(of: $0) }
    return raised.map {
      Finding(
        election: election, audience: audience, code: $0.code, subject: $0.subject,
        stated: $0.stated, itemised: $0.itemised, statements: $0.statements, sources: $0.sources,
        sentence: $0.sentence)
    }.sorted { $0.key < $1.key }
  }

  /// What does not add up within one report, whatever the order of its statements. Only like is held
  /// against like, so each election, audience and scope is taken by itself; `withdrawn`, `refused`,
  /// `cancelled` and `previous` are not reckoned.
  ///
  /// - Returns: sorted by code, stated number and sentence.
  package static func findings(inReport statements: [Statement]) -> [ReportFinding] {
    struct Like: Hashable {
      let election: String?
      let audience: Audience
      let scope: Scope
    }
    let places = statements.indices.map { place -> Statement in
      var statement = statements[place]
      statement.message = ""
      statement.index = place
      statement.siblings = statements.count
      statement.source = nil
      return statement
    }
    let reckoned: Set<Scope> = [.cumulative, .increment, .proposed, .expected, .deployed]
    let groups = Dictionary(grouping: places.filter { reckoned.contains($0.scope) }) {
      Like(election: $0.election, audience: $0.audience, scope: $0.scope)
    }
    var findings: [ReportFinding] = []
    for (like, group) in groups {
      let claims = group.map { statement in
        var statement = statement
        statement.siblings = group.count
        // Of one scope all numbers are alike, so they reckon as what has been accredited so far.
        statement.scope = .cumulative
        return Claim(statement: statement, arrival: statement.index)
      }
      let reconciliation = Reconciliation(
        subjects(of: Inference.completed(claims)), whose: like.audience)
      findings += reconciliation.arithmetic().map {
        ReportFinding(
          code: $0.code, stated: $0.stated, itemised: $0.itemised,
          statements: $0.statements.compactMap { Int($0.dropFirst()) }, sentence: $0.sentence)
      }
    }
    return findings.sorted {
      ($0.code.rawValue, $0.stated, $0.itemised, $0.sentence)
        < ($1.code.rawValue, $1.stated, $1.itemised, $1.sentence)
    }
  }
}

/// The subjects of one election and audience, held against one another.
private struct Reconciliation {
  struct Raised {
    let code: FindingCode
    let subject: [String]
    let stated: Int
    let itemised: Int
    let statements: [String]
    let sources: [String]
    let sentence: String
  }

  /// One of the two groups that observers come from.
  struct Group {
    let bodies: SubjectType
    let total: SubjectType
    let number: SubjectType
    let one: String
    let many: String
    let notItemised: FindingCode
    let overItemised: FindingCode
    let notListed: FindingCode
    let overListed: FindingCode
  }

  static let organizations = Group(
    bodies: .organization, total: .organizationsTotal, number: .organizationNumber,
    one: "organization", many: "organizations", notItemised: .organizationsNotItemised,
    overItemised: .organizationsOverItemised, notListed: .organizationsNotListed,
    overListed: .organizationsOverListed)
  static let countries = Group(
    bodies: .country, total: .countriesTotal, number: .countryNumber, one: "country",
    many: "countries", notItemised: .countriesNotItemised, overItemised: .countriesOverItemised,
    notListed: .countriesNotListed, overListed: .countriesOverListed)

  private let subjects: [SubjectClaims]
  /// As in "international observers".
  private let observers: String
  private let observer: String

  init(_ subjects: [SubjectClaims], whose audience: Audience) {
    self.subjects = subjects
    let kind = audience == .mixed ? "" : audience.rawValue + " "
    observers = kind + "observers"
    observer = kind + "observer"
  }

  // MARK: One number against the numbers that make it up

  func arithmetic() -> [Raised] {
    [Self.organizations, Self.countries].flatMap { itemising(of: $0) + listing(of: $0) }
      + accounting()
  }

  private func itemising(of group: Group) -> [Raised] {
    let (stated, inferred) = items(of: group)
    guard let whole = exact(group.total), let number = whole.standing.declared, !stated.isEmpty,
      !(stated + inferred).contains(where: \.standing.approximate)
    else { return [] }
    let sum = sum(stated)
    if sum > number, isAsNewAsAny(whole, stated) {
      return [
        raised(
          group.overItemised, whole, number, sum, with: stated,
          "The \(group.many) listed with their numbers add up to \(people(sum)), "
            + "\(sum - number) more than the \(number) stated for all \(group.many).")
      ]
    }
    let accounted = added(sum, self.sum(inferred))
    if accounted < number, isLike(whole, stated) {
      let left = number - accounted
      return [
        raised(
          group.notItemised, whole, number, accounted, with: stated + inferred,
          "\(people(number)) \(isOrAre(number)) stated for the \(group.many), but those listed with "
            + "their numbers add up to \(accounted): \(left) \(isOrAre(left)) unaccounted for.")
      ]
    }
    return []
  }

  private func listing(of group: Group) -> [Raised] {
    let listed = subjects.filter { $0.subject.type == group.bodies && $0.standing.listed }
    guard let whole = exact(group.number), let number = whole.standing.declared, !listed.isEmpty
    else { return [] }
    let count = listed.count
    let bodies = "\(number) \(number == 1 ? group.one : group.many)"
    if count > number, isAsNewAsAny(whole, listed) {
      return [
        raised(
          group.overListed, whole, number, count, with: listed,
          "\(bodies) \(isOrAre(number)) said to send \(observers), but \(count) "
            + "\(isOrAre(count)) named: \(count - number) too many.")
      ]
    }
    if count < number {
      return [
        raised(
          group.notListed, whole, number, count, with: listed,
          "\(bodies) \(isOrAre(number)) said to send \(observers), but only \(count) "
            + "\(isOrAre(count)) named: \(number - count) \(isOrAre(number - count)) missing.")
      ]
    }
    return []
  }

  /// What one group brings to the total.
  private struct Part {
    let name: String
    let number: Int
    /// `false` when somebody is listed without a number, so that there may be more.
    let isWhole: Bool
    let from: [SubjectClaims]
  }

  private func accounting() -> [Raised] {
    guard let whole = exact(.total), let number = whole.standing.declared else { return [] }
    let parts = [Self.organizations, Self.countries].compactMap(part)
    let from = parts.flatMap(\.from)
    guard !parts.isEmpty, !from.contains(where: \.standing.approximate) else { return [] }
    let sum = parts.reduce(0) { added($0, $1.number) }
    let spelled = parts.map { "\($0.name) (\($0.number))" }.joined(separator: " and ")
    if sum > number, isAsNewAsAny(whole, from) {
      let sumText = parts.count > 1 ? " make \(sum)" : " alone exceed that"
      return [
        raised(
          .totalOverAccounted, whole, number, sum, with: from,
          "\(people(number)) \(isOrAre(number)) stated in all, but \(spelled)\(sumText): "
            + "\(sum - number) too many.")
      ]
    }
    if sum < number, parts.count == 2, parts.allSatisfy(\.isWhole),
      parts.allSatisfy({ isLike(whole, $0.from) })
    {
      let left = number - sum
      return [
        raised(
          .totalNotAccounted, whole, number, sum, with: from,
          "\(people(number)) \(isOrAre(number)) stated in all, but \(spelled) make \(sum): "
            + "\(left) \(left == 1 ? "belongs" : "belong") to neither group.")
      ]
    }
    return []
  }

  private func part(_ group: Group) -> Part? {
    if let subtotal = subject(group.total), let number = subtotal.standing.declared {
      return Part(name: group.many, number: number, isWhole: true, from: [subtotal])
    }
    let (stated, inferred) = items(of: group)
    guard !stated.isEmpty else { return nil }
    let unnumbered = subjects.contains {
      $0.subject.type == group.bodies && $0.standing.listed
        && ($0.standing.declared == nil || $0.standing.isPart)
    }
    return Part(
      name: group.many, number: sum(stated + inferred), isWhole: !unnumbered,
      from: stated + inferred)
  }

  // MARK: One subject's number against others of its own

  func history(of subject: SubjectClaims) -> [Raised] {
    [sourcesDiffer(subject), registerDiffers(subject), snapshotLower(subject)].compactMap(\.self)
  }

  /// What may be compared: cumulative, exact, stated, and no part.
  private func firm(_ subject: SubjectClaims) -> [Claim] {
    subject.claims.filter {
      $0.statement.scope == .cumulative && $0.number != nil && !$0.statement.approximate
        && !$0.statement.inferred && !$0.isPart
    }
  }

  private func sourcesDiffer(_ subject: SubjectClaims) -> Raised? {
    guard let number = subject.standing.declared, let day = subject.standing.asOf else {
      return nil
    }
    let said = firm(subject).filter { $0.day == day }.withoutSuperseded
    let agreeing = Set(said.filter { $0.number == number }.map(\.source))
    // A source that gives two numbers itself is no second source against either.
    let others = said.filter { !agreeing.contains($0.source) }
    guard !agreeing.isEmpty,
      let other = Set(others.compactMap(\.number)).min(by: {
        (-abs($0 - number), $0) < (-abs($1 - number), $1)
      })
    else { return nil }
    let involved = said.filter { $0.number == number } + others
    let rest = Set(others.compactMap(\.number)).sorted().map { count in
      "\(count) (\(others.filter { $0.number == count }.sources.joined(separator: ", ")))"
    }
    return Raised(
      code: .sourcesDiffer, subject: [subject.subject.key], stated: number, itemised: other,
      statements: involved.identities, sources: involved.sources,
      sentence: "Sources differ on \(name(subject.subject)) as of \(day): \(number) "
        + "(\(agreeing.sorted().joined(separator: ", "))) against "
        + rest.joined(separator: " and ") + ".")
  }

  private func registerDiffers(_ subject: SubjectClaims) -> Raised? {
    let standing = subject.standing
    guard let number = standing.declared, standing.registered > 0, !standing.approximate,
      number != standing.registered
    else { return nil }
    return Raised(
      code: .declaredRegisteredDiffer, subject: [subject.subject.key], stated: number,
      itemised: standing.registered, statements: standing.statements, sources: standing.sources,
      sentence: "\(number) \(isOrAre(number)) declared for \(name(subject.subject)), but the "
        + "register holds \(standing.registered).")
  }

  private func snapshotLower(_ subject: SubjectClaims) -> Raised? {
    let own = subject.claims.filter { !$0.isPart }
    guard let newest = Reckoner.snapshot(own, .cumulative), let first = newest.basis.first,
      let day = first.day, !first.statement.approximate, !first.statement.inferred
    else { return nil }
    let earlier = firm(subject).filter { $0.day.map { $0 < day } ?? false }
    guard let before = Reckoner.snapshot(earlier, .cumulative), let beforeDay = before.basis[0].day,
      newest.number < before.number
    else { return nil }
    let left = Reckoner.changes(own).filter {
      $0.scope != .increment && isAfter($0.day, beforeDay) && !isAfter($0.day, day)
    }
    let gone = left.reduce(0) { added($0, $1.count) }
    guard newest.number < before.number - gone else { return nil }
    let involved = newest.basis + before.basis + left.flatMap(\.claims)
    let explained =
      gone == 0 ? "and no withdrawal is known" : "of which withdrawals explain only \(gone)"
    return Raised(
      code: .snapshotLower, subject: [subject.subject.key], stated: newest.number,
      itemised: before.number, statements: involved.identities, sources: involved.sources,
      sentence: "\(name(subject.subject, atStart: true)): \(newest.number) as of \(day), after "
        + "\(before.number) as of \(beforeDay): \(before.number - newest.number) fewer, "
        + "\(explained).")
  }

  // MARK: Looking up

  private func subject(_ type: SubjectType) -> SubjectClaims? {
    subjects.first { $0.subject.type == type }
  }

  /// The subject of that type, if its number is known exactly.
  private func exact(_ type: SubjectType) -> SubjectClaims? {
    subject(type).flatMap { $0.standing.declared == nil || $0.standing.approximate ? nil : $0 }
  }

  private func items(
    of group: Group
  ) -> (stated: [SubjectClaims], inferred: [SubjectClaims]) {
    let items = subjects.filter {
      $0.subject.type == group.bodies && $0.standing.declared != nil && !$0.standing.isPart
    }
    return (
      items.filter { !$0.standing.inferred }, items.filter { $0.standing.inferred }
    )
  }

  private func sum(_ items: [SubjectClaims]) -> Int {
    items.reduce(0) { added($0, $1.standing.declared ?? 0) }
  }

  /// Whether no item is known to be of a later day than the whole.
  private func isAsNewAsAny(_ whole: SubjectClaims, _ items: [SubjectClaims]) -> Bool {
    guard let day = whole.standing.asOf else { return true }
    return items.allSatisfy { !isAfter($0.standing.asOf, day) }
  }

  /// Whether whole and items are both snapshots, or both batches.
  private func isLike(_ whole: SubjectClaims, _ items: [SubjectClaims]) -> Bool {
    items.contains { $0.standing.countsBatches == whole.standing.countsBatches }
  }

  // MARK: Wording

  private func raised(
    _ code: FindingCode, _ whole: SubjectClaims, _ stated: Int, _ itemised: Int,
    with items: [SubjectClaims], _ sentence: String
  ) -> Raised {
    let all = [whole] + items
    return Raised(
      code: code, subject: [whole.subject.key], stated: stated, itemised: itemised,
      statements: sortedIdentities(all.flatMap(\.standing.statements)),
      sources: Set(all.flatMap(\.standing.sources)).sorted(), sentence: sentence)
  }

  private func people(_ count: Int) -> String { "\(count) \(count == 1 ? observer : observers)" }

  private func isOrAre(_ count: Int) -> String { count == 1 ? "is" : "are" }

  private func name(_ subject: Subject, atStart: Bool = false) -> String {
    let the = atStart ? "The" : "the"
    switch subject.type {
    case .total: return "\(the) total number of \(observers)"
    case .organizationsTotal: return "\(the) number of \(observers) from organizations"
    case .countriesTotal: return "\(the) number of \(observers) from countries"
    case .organizationNumber: return "\(the) number of organizations"
    case .countryNumber: return "\(the) number of countries"
    case .organization, .country, .category:
      return subject.name.isEmpty ? subject.id ?? subject.key : subject.name
    }
  }
}
