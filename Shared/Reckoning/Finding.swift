package import Records

/// What does not add up; the raw values are DESIGN.md's.
package enum FindingCode: String, Sendable, CaseIterable {
  case organizationsNotItemised = "organizations-not-itemised"
  case countriesNotItemised = "countries-not-itemised"
  case organizationsOverItemised = "organizations-over-itemised"
  case countriesOverItemised = "countries-over-itemised"
  case totalNotAccounted = "total-not-accounted"
  case totalOverAccounted = "total-over-accounted"
  case organizationsNotListed = "organizations-not-listed"
  case countriesNotListed = "countries-not-listed"
  case organizationsOverListed = "organizations-over-listed"
  case countriesOverListed = "countries-over-listed"
  case sourcesDiffer = "sources-differ"
  case declaredRegisteredDiffer = "declared-registered-differ"
  case snapshotLower = "snapshot-lower"

  package var severity: Severity {
    switch self {
    case .organizationsOverItemised, .countriesOverItemised, .totalOverAccounted,
      .organizationsOverListed, .countriesOverListed, .sourcesDiffer:
      .conflict
    case .organizationsNotItemised, .countriesNotItemised, .totalNotAccounted,
      .organizationsNotListed, .countriesNotListed:
      .gap
    case .declaredRegisteredDiffer, .snapshotLower: .notice
    }
  }
}

package enum Severity: String, Sendable, CaseIterable {
  /// Two numbers cannot both be right.
  case conflict
  /// Something is said to be there that nobody names.
  case gap
  /// Worth a look; may well have its reason.
  case notice
}

/// A contradiction or a gap among the numbers of one election and audience.
package struct Finding: Sendable, Equatable {
  package var election: String
  package var audience: Audience
  package var code: FindingCode
  /// Keys of the subjects whose number does not hold; never those of the items, so that the finding
  /// stays the same one while its numbers move.
  package var subject: [String]
  /// The number that is questioned.
  package var stated: Int
  /// What it is held against: a sum, a tally, another source, the register, the snapshot before.
  package var itemised: Int
  /// Identities of all statements that the two numbers rest on, by message and place.
  package var statements: [String]
  /// Who said them, sorted.
  package var sources: [String]
  /// For a newsroom: what the numbers are and by how much they miss one another.
  package var sentence: String

  package init(
    election: String, audience: Audience, code: FindingCode, subject: [String], stated: Int,
    itemised: Int, statements: [String], sources: [String], sentence: String
  ) {
    self.election = election
    self.audience = audience
    self.code = code
    self.subject = subject
    self.stated = stated
    self.itemised = itemised
    self.statements = statements
    self.sources = sources
    self.sentence = sentence
  }

  package var severity: Severity { code.severity }

  /// `stated` less `itemised`.
  package var difference: Int { stated - itemised }

  /// The same for the same question, whatever its numbers are now:
  /// `<election>/<audience>/<code>/<subject keys, joined by commas>`.
  package var key: String {
    "\(election)/\(audience.rawValue)/\(code.rawValue)/\(subject.joined(separator: ","))"
  }
}

/// A contradiction or a gap within one report.
package struct ReportFinding: Sendable, Equatable {
  package var code: FindingCode
  package var stated: Int
  package var itemised: Int
  /// Places in the array of statements as given, ascending.
  package var statements: [Int]
  package var sentence: String

  package init(
    code: FindingCode, stated: Int, itemised: Int, statements: [Int], sentence: String
  ) {
    self.code = code
    self.stated = stated
    self.itemised = itemised
    self.statements = statements
    self.sentence = sentence
  }

  /// `stated` less `itemised`.
  package var difference: Int { stated - itemised }
}
