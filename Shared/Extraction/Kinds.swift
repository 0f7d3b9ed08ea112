import Records

// Calls to another module are not inlined, and what claims are of is compared more than anything else:
// here each comparison is one instruction.

extension SubjectType {
  static func == (left: SubjectType, right: SubjectType) -> Bool { left.number == right.number }
  static func != (left: SubjectType, right: SubjectType) -> Bool { left.number != right.number }

  private var number: UInt8 {
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
}

extension Scope {
  static func == (left: Scope, right: Scope) -> Bool { left.number == right.number }
  static func != (left: Scope, right: Scope) -> Bool { left.number != right.number }

  private var number: UInt8 {
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
}
