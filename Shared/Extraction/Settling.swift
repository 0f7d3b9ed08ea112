import Records

/// Looks at all claims of a text together: what is said twice, which totals are of all, and which batch came
/// before the sum.
enum Settling {
  static func settle(_ claims: [Claim]) -> [Claim] {
    var claims = claims
    for index in claims.indices where claims[index].audience == nil {
      claims[index].audience = .international
    }
    tellBodies(&claims)
    tellGroupTotals(&claims)
    tellBatches(&claims)
    return withoutRepeats(claims)
  }

  /// "144 groups: 116 domestic observers and 28 international observers": both are groups as well.
  private static func tellBodies(_ claims: inout [Claim]) {
    for bodies in claims where bodies.subject.type == .organizationNumber {
      let parts = claims.indices.filter {
        claims[$0].subject.type == .total && claims[$0].sentence != bodies.sentence
          && claims[$0].audience != nil
      }
      guard parts.count == 2, parts.compactMap({ claims[$0].count }).reduce(0, +) == bodies.count
      else { continue }
      for part in parts {
        claims[part].subject = Subject(.organizationNumber, name: claims[part].subject.name)
      }
    }
  }

  /// "76 observers from 31 countries" is the total, unless the text knows a greater one or another group.
  private static func tellGroupTotals(_ claims: inout [Claim]) {
    let groups = Set(claims.compactMap(\.group))
    let others = claims.filter { $0.subject.type == .total && $0.group == nil && !$0.isApproximate }
    let subtotals = claims.contains {
      $0.subject.type == .organizationsTotal || $0.subject.type == .countriesTotal
    }
    let greatest = others.compactMap(\.count).max() ?? 0
    for index in claims.indices {
      guard let group = claims[index].group, let count = claims[index].count else { continue }
      if groups.count > 1 || subtotals || count < greatest {
        claims[index].subject = Subject(group, name: claims[index].subject.name)
      }
    }
  }

  /// A total beside a greater one that speaks of all so far is a batch, and so are its parts.
  private static func tellBatches(_ claims: inout [Claim]) {
    let sums = claims.indices.filter {
      claims[$0].subject.type == .total && claims[$0].scope == .cumulative && claims[$0].isSoFar
        && !claims[$0].isApproximate && claims[$0].group == nil
    }
    guard let sum = sums.max(by: { (claims[$0].count ?? 0) < (claims[$1].count ?? 0) }),
      let greatest = claims[sum].count
    else { return }
    var isBatch = false
    for index in claims.indices {
      let claim = claims[index]
      if claim.subject.type == .total, claim.partOf == nil {
        let smaller = (claim.count ?? 0) < greatest && claim.audience == claims[sum].audience
        isBatch = smaller && !claim.isSoFar && claim.scope == .cumulative && !claim.isApproximate
      }
      if isBatch, claim.scope == .cumulative, claim.sentence != claims[sum].sentence, !claim.isSoFar
      {
        claims[index].scope = .increment
      }
    }
  }

  private static func withoutRepeats(_ claims: [Claim]) -> [Claim] {
    var counted: Set<String> = []
    for claim in claims where claim.count != nil && claim.scope != .previous {
      counted.insert(claim.subject.key)
    }
    let exact = claims.filter {
      !$0.isApproximate && $0.subject.type == .total && $0.scope != .previous
    }.compactMap(\.count)
    var seen: [String: Int] = [:]
    var places: [Int?] = []
    var kept: [Claim] = []
    for claim in claims {
      var drop = false
      if claim.count == nil, counted.contains(claim.subject.key) { drop = true }
      if claim.isApproximate, claim.subject.type == .total, let count = claim.count,
        exact.contains(where: { abs($0 - count) * 20 <= $0 * 3 })
      {
        drop = true
      }
      let named = claim.subject.type == .organization || claim.subject.type == .country
      let key =
        "\(claim.subject.type)/\(named || claim.subject.type == .category ? claim.subject.key : "")/"
        + "\(claim.count.map(String.init) ?? "")/\(claim.audience?.rawValue ?? "")"

      if !drop, let first = seen[key] {
        // The second telling may know better what happened.
        if kept[first].scope == .cumulative, claim.scope != .cumulative, kept[first].isHeading {
          kept[first].scope = claim.scope
          drop = true
        } else if kept[first].scope == claim.scope || kept[first].isHeading || claim.isHeading
          || claim.isRepeat
        {
          drop = true
        }
        if drop {
          places.append(first)
          continue
        }
      }
      if drop {
        places.append(nil)
        continue
      }
      seen[key] = kept.count
      places.append(kept.count)
      kept.append(claim)
    }
    for index in kept.indices {
      guard let part = kept[index].partOf else { continue }
      kept[index].partOf = places[part] == index ? nil : places[part]
    }
    return inOrder(kept)
  }

  /// In the order of the text.
  private static func inOrder(_ claims: [Claim]) -> [Claim] {
    let order = claims.indices.sorted {
      (claims[$0].span.lowerBound, $0) < (claims[$1].span.lowerBound, $1)
    }
    var places = [Int](repeating: 0, count: claims.count)
    for (place, index) in order.enumerated() { places[index] = place }
    return order.map { index in
      var claim = claims[index]
      claim.partOf = claim.partOf.map { places[$0] }
      return claim
    }
  }
}
