/// What a number can be about; the raw values are DESIGN.md's, section 7.
package enum SubjectType: String, Sendable, CaseIterable {
  case total
  case organizationsTotal = "organizations_total"
  case countriesTotal = "countries_total"
  case organization
  case country
  case organizationNumber = "organization_number"
  case countryNumber = "country_number"
  case category

  /// A number for each case.
  @inlinable
  package var place: UInt8 {
    switch self {
    case .total: 0
    case .organizationsTotal: 1
    case .countriesTotal: 2
    case .organization: 3
    case .country: 4
    case .organizationNumber: 5
    case .countryNumber: 6
    case .category: 7
    }
  }

  /// Written out so that other modules need no call to compare.
  @inlinable
  package static func == (left: SubjectType, right: SubjectType) -> Bool {
    left.place == right.place
  }

  @inlinable
  package func hash(into hasher: inout Hasher) { hasher.combine(place) }
}

/// How sure it is whose a name is.
package enum NameStatus: String, Sendable {
  /// One registry id, or a subject that needs none (a total).
  case resolved
  /// Several ids fit.
  case ambiguous
  /// Nobody known.
  case unknown
}

/// What is counted: an organization, a country, or one of the totals.
package struct Subject: Sendable, Hashable {
  package var type: SubjectType
  /// The registry's id of an organization, the ISO 3166-1 alpha-2 code of a country; `nil` when the
  /// name is not resolved, and for every other type.
  package var id: String?
  /// As the source wrote it; for totals, what the source called them. May be empty.
  package var name: String
  package var status: NameStatus

  package init(_ type: SubjectType, id: String? = nil, name: String = "", status: NameStatus? = nil)
  {
    self.type = type
    self.id = id
    self.name = name
    let needsID = type == .organization || type == .country
    self.status = status ?? (needsID && id == nil ? .unknown : .resolved)
  }

  /// Tells subjects of one election and audience apart, and is part of record keys:
  /// `organization/osce-odihr`, `country/KZ`, `total`; an unresolved name is `organization/?name`,
  /// a category `category/name`.
  package var key: String {
    switch type {
    case .organization, .country: "\(type.rawValue)/\(id ?? "?" + name)"
    case .category: "category/\(name)"
    default: type.rawValue
    }
  }
}

extension Subject {
  /// The subject with this `key`; `nil` for what is no such key. Its name is known only where it is
  /// part of the key.
  package init?(key: String) {
    let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
    guard let type = parts.first.flatMap({ SubjectType(rawValue: $0) }) else { return nil }
    switch type {
    case .organization, .country:
      guard parts.count == 2 else { return nil }
      if parts[1].hasPrefix("?") {
        self.init(type, name: String(parts[1].dropFirst()))
      } else {
        self.init(type, id: parts[1])
      }
    case .category: self.init(type, name: parts.count == 2 ? parts[1] : "")
    default: self.init(type)
    }
  }
}

/// What kind of number a statement carries; only like is ever added to like (DESIGN.md, section 4).
package enum Scope: String, Sendable, CaseIterable {
  /// Accredited so far.
  case cumulative
  /// This batch.
  case increment
  case withdrawn, refused, cancelled
  /// Submitted, not decided.
  case proposed
  case expected
  /// Present, whatever was accredited.
  case deployed
  /// Of an earlier date, round or election.
  case previous

  /// A number for each case.
  @inlinable
  package var place: UInt8 {
    switch self {
    case .cumulative: 0
    case .increment: 1
    case .withdrawn: 2
    case .refused: 3
    case .cancelled: 4
    case .proposed: 5
    case .expected: 6
    case .deployed: 7
    case .previous: 8
    }
  }

  /// Written out so that other modules need no call to compare.
  @inlinable
  package static func == (left: Scope, right: Scope) -> Bool { left.place == right.place }

  @inlinable
  package func hash(into hasher: inout Hasher) { hasher.combine(place) }
}

/// Whose observers.
package enum Audience: String, Sendable, CaseIterable {
  case international, domestic, mixed

  /// A number for each case.
  @inlinable
  package var place: UInt8 {
    switch self {
    case .international: 0
    case .domestic: 1
    case .mixed: 2
    }
  }

  /// Written out so that other modules need no call to compare.
  @inlinable
  package static func == (left: Audience, right: Audience) -> Bool { left.place == right.place }

  @inlinable
  package func hash(into hasher: inout Hasher) { hasher.combine(place) }
}

/// What an election decides; the raw values end an election's key.
package enum ElectionKind: String, Sendable, CaseIterable {
  case presidential, parliamentary, local, referendum, mixed
  case byElection = "by-election"

  /// A number for each case.
  @inlinable
  package var place: UInt8 {
    switch self {
    case .presidential: 0
    case .parliamentary: 1
    case .local: 2
    case .referendum: 3
    case .mixed: 4
    case .byElection: 5
    }
  }

  /// Written out so that other modules need no call to compare.
  @inlinable
  package static func == (left: ElectionKind, right: ElectionKind) -> Bool {
    left.place == right.place
  }

  @inlinable
  package func hash(into hasher: inout Hasher) { hasher.combine(place) }
}
