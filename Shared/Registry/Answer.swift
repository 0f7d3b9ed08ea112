package import Records

/// A country or an organization that a name may mean.
package struct Candidate: Sendable, Hashable, Comparable {
  /// `.organization` or `.country`.
  package let type: SubjectType
  /// The registry's id of an organization, the ISO 3166-1 alpha-2 code of a country.
  package let id: String

  package init(_ type: SubjectType, _ id: String) {
    self.type = type
    self.id = id
  }

  package static func < (left: Candidate, right: Candidate) -> Bool {
    left.type == right.type
      ? left.id < right.id : left.type.rawValue < right.type.rawValue
  }
}

/// Whose a name is, and how that was found.
package struct Answer: Sendable, Equatable {
  package let status: NameStatus
  /// One when resolved, two or more when ambiguous, none when unknown; sorted.
  package let candidates: [Candidate]
  /// What the name is to its subject: `official`, `name`, `alias`, `acronym`, `abbreviation`, `former`,
  /// `demonym`, `inflected`, `misspelling`, `code`, `flag`, `structure` (a role and its owner), `list`
  /// (several subjects in one text). `excluded` when it is known to be no subject (an ocean, a
  /// newspaper), `none` when nothing is known.
  package let method: String
  /// `embassy`, `election-body` or `parliament` when the name was that body of the country; for a whole
  /// name also `mission`, `delegation`, `representation`, `consulate`, `government` and `citizens`.
  package let via: String?

  package static let unknown = Answer([], method: "none")
  /// The method of several names in one text.
  static let list = "list"

  package init(_ candidates: some Sequence<Candidate>, method: String, via: String? = nil) {
    var distinct: [Candidate] = []
    for candidate in candidates where !distinct.contains(candidate) { distinct.append(candidate) }
    self.init(sorted: distinct.sorted(), method: method, via: via)
  }

  /// Takes candidates that are sorted, each once.
  init(sorted candidates: [Candidate], method: String, via: String? = nil) {
    self.candidates = candidates
    status =
      switch candidates.count {
      case 0: .unknown
      case 1: .resolved
      default: .ambiguous
      }
    self.method = method
    self.via = via
  }

  /// `nil` unless resolved.
  package var id: String? { status == .resolved ? candidates[0].id : nil }
  /// `nil` unless resolved.
  package var type: SubjectType? { status == .resolved ? candidates[0].type : nil }
}
