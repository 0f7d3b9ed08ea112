package import Records

/// The numbers of one subject, for one election and audience.
package struct Standing: Sendable, Equatable {
  /// Accredited as far as anybody says; `nil` when no number is known.
  package var declared: Int?
  /// Accreditation records that stand.
  package var registered: Int
  package var proposed: Int?
  package var expected: Int?
  package var deployed: Int?
  /// Some of `declared` was forced by arithmetic, not stated.
  package var inferred: Bool
  /// Some of `declared` is rounded.
  package var approximate: Bool
  /// The newest day of what `statements` names.
  package var asOf: Day?
  /// Who said what `statements` names: publishers, or message ids where none is known; sorted.
  package var sources: [String]
  /// Identities of all the statements that `declared` rests on, agreeing ones of other outlets
  /// included, by message and place. Without `declared`: of those that name the subject, else of
  /// those behind the other numbers.
  package var statements: [String]
  /// Named among those accredited, with a number or without; not when the number is 0, nor when it
  /// is only named inside another number.
  package var listed: Bool
  /// `declared` lies inside another subject's number: shown, never added up.
  package var isPart: Bool
  /// `declared` is a sum of batches with no snapshot to start from.
  package var countsBatches: Bool

  package init(
    declared: Int? = nil, registered: Int = 0, proposed: Int? = nil, expected: Int? = nil,
    deployed: Int? = nil, inferred: Bool = false, approximate: Bool = false, asOf: Day? = nil,
    sources: [String] = [], statements: [String] = [], listed: Bool = false, isPart: Bool = false,
    countsBatches: Bool = false
  ) {
    self.declared = declared
    self.registered = registered
    self.proposed = proposed
    self.expected = expected
    self.deployed = deployed
    self.inferred = inferred
    self.approximate = approximate
    self.asOf = asOf
    self.sources = sources
    self.statements = statements
    self.listed = listed
    self.isPart = isPart
    self.countsBatches = countsBatches
  }
}

/// One subject with its claims, for one election and audience.
package struct SubjectClaims: Sendable, Equatable {
  package var subject: Subject
  /// Inferred ones included; see `Reckoner.standing(of:registered:)` for which are needed.
  package var claims: [Claim]
  package var standing: Standing

  package init(subject: Subject, claims: [Claim], standing: Standing) {
    self.subject = subject
    self.claims = claims
    self.standing = standing
  }
}
