import Records

/// Looks at all claims of a text together: what is said twice, which totals are of all, which batch came
/// before the sum, and which reading makes the parts add up.
struct Settling {
  private var claims: [Claim]
  /// Of names that nobody knows, as far as two of them had to be compared.
  private var stems: [String?] = []

  /// - Parameters:
  ///   - audience: whom a text speaks of that speaks of foreign or of domestic observers only.
  ///   - lead: the body whose observers the text speaks of first.
  ///   - accredits: whether the text speaks of accreditation.
  ///   - sits: whether it tells of a sitting at which observers were accredited.
  static func settle(
    _ claims: consuming [Claim], of audience: Audience?, lead: Subject?, accredits: Bool, sits: Bool
  ) -> [Claim] {
    var settling = Settling(claims: claims)
    if !accredits { settling.tellTenses() }
    settling.tellListed()
    if let lead { settling.tellLead(lead) }
    settling.tellBodies()
    settling.tellGroupTotals()
    settling.tellSorts()
    settling.tellBatches()
    if sits || settling.hasEarlierBatch { settling.tellSitting() }
    settling.tellPartsOfBatch()
    settling.tellPartsOfAll()
    settling.dropEchoes()
    settling.dropRepeats()
    let tooMany = settling.tellAudiences(audience)
    settling.tellMixture(tooMany)
    settling.sort()
    return settling.claims
  }

  /// "The election will be watched by …", "is watched by …", in a text that says of nobody that they are
  /// accredited.
  private mutating func tellTenses() {
    for index in claims.indices where claims[index].scope == .cumulative {
      if claims[index].isToCome { claims[index].scope = .expected }
      if claims[index].isDoing { claims[index].scope = .deployed }
    }
  }

  /// "118 observers will come. … A, B and C are on the list": what is said of all numbers of a text holds
  /// for those it only names.
  private mutating func tellListed() {
    var common: Scope?
    for claim in claims where claim.count != nil && claim.scope != .previous && !claim.isHeading {
      guard [.expected, .deployed, .proposed].contains(claim.scope),
        common == nil || common == claim.scope
      else { return }
      common = claim.scope
    }
    guard let common else { return }
    for index in claims.indices
    where claims[index].count == nil && claims[index].scope == .cumulative && !claims[index].isTold
    {
      claims[index].scope = common
    }
  }

  /// "The mission of the union has come. … A total of 16 observers": where a text that begins with one
  /// body's observers tells nobody's number, the number it tells is the body's.
  private mutating func tellLead(_ lead: Subject) {
    // "In all 15 are accredited. … In the union's mission are 15": its number again.
    let own = claims.filter { lead.id != nil && $0.subject.id == lead.id }.compactMap(\.count)
    let isOnly = claims.allSatisfy { claim in
      switch claim.subject.type {
      case .organization, .country:
        claim.count == nil || lead.id != nil && claim.subject.id == lead.id
      case .total:
        claim.audience == nil && claim.group == nil
          && (own.isEmpty ? !claim.isSoFar && !claim.isOfSitting : own.contains(claim.count ?? 0))
      case .category, .countryNumber: true
      default: false
      }
    }
    guard isOnly else { return }
    for index in claims.indices where claims[index].subject.type == .total {
      claims[index].subject = lead
    }
  }

  /// "14 observers of the union … We approve the accreditation of 14 observers": the union's again.
  private mutating func dropEchoes() {
    // By count: what the last body that has so many has done with them.
    var told: [Int: Scope] = [:]
    var totals: Set<Int> = []
    var echoes = Set(headlineEchoes)
    for index in claims.indices {
      guard let count = claims[index].count, count > 2 else { continue }
      switch claims[index].subject.type {
      case .organization: told[count] = claims[index].scope
      case .total:
        let isOfAll = claims[index].isSoFar || claims[index].isOfAll
        guard let scope = told[count], !isOfAll, claims[index].group == nil,
          !totals.contains(count),
          // "It put forward 22 observers. 22 observers have been accredited."
          scope != .proposed || ![.cumulative, .increment].contains(claims[index].scope)
        else {
          totals.insert(count)
          continue
        }
        echoes.insert(index)
      default: break
      }
    }
    guard !echoes.isEmpty else { return }
    var places = [Int?](repeating: nil, count: claims.count)
    var kept: [Int] = []
    for index in claims.indices where !echoes.contains(index) {
      places[index] = kept.count
      kept.append(index)
    }
    keep(kept, places)
  }

  /// "Commission registers three observers", a headline, and below it nothing but whose they are.
  private var headlineEchoes: [Int] {
    let totals = claims.indices.filter { claims[$0].subject.type == .total }
    guard !totals.isEmpty, totals.allSatisfy({ claims[$0].isHeading }) else { return [] }
    // By count: the first body that has so many.
    var owners: [Int: Int] = [:]
    for index in claims.indices where claims[index].subject.type == .organization {
      if let count = claims[index].count, owners[count] == nil { owners[count] = index }
    }
    return totals.filter { index in
      guard let count = claims[index].count, count > 2, claims[index].audience == nil,
        claims[index].group == nil, let owner = owners[count]
      else { return false }
      return owner > index && claims[owner].scope == claims[index].scope
    }
  }

  /// More foreign observers than this no election has had: Ukraine's of 2004 had some 12,500.
  private static let mostForeign = 15_000

  /// More claims of one kind are not weighed against all others, so that the time stays linear in the
  /// length of a text: no report has so many.
  private static let weighed = 500

  private func some(_ fits: (Int) -> Bool) -> ArraySlice<Int> {
    claims.indices.filter(fits).prefix(Self.weighed)
  }

  /// - Returns: the totals that are domestic only for being greater than any of foreign observers.
  private mutating func tellAudiences(_ told: Audience?) -> Set<Int> {
    var tooMany: Set<Int> = []
    let isForeign = claims.contains { claim in
      claim.subject.id != nil || claim.audience == .international
        || claim.subject.status == .ambiguous
        || claim.subject.type == .country || claim.isOfCountries
    }
    let isWorldly =
      claims.contains { $0.subject.type == .organization }
      && !claims.contains { $0.subject.type == .organization && $0.isLocal }
    let isDomestic =
      !isWorldly && told == .domestic
      && claims.contains {
        $0.subject.type == .organization || $0.audience == .domestic
          || ($0.count ?? 0) > Self.mostForeign
      }
    // A body stands among foreign ones where one of them is in its sentence or next to it.
    let mayBeLocal =
      told != .international && claims.contains { $0.isLocal && $0.audience == nil }
    let sentences =
      mayBeLocal
      ? Set(claims.indices.filter { claims[$0].isForeign }.map { claims[$0].sentence }) : []
    func isAmongForeign(_ index: Int) -> Bool {
      sentences.contains(claims[index].sentence) || index > 0 && claims[index - 1].isForeign
        || index + 1 < claims.count && claims[index + 1].isForeign
    }
    for index in claims.indices where claims[index].audience == nil {
      let isLocal =
        isDomestic && !isForeign
        || mayBeLocal && claims[index].isLocal && !isAmongForeign(index)
      let isTooMany =
        claims[index].subject.type == .total && (claims[index].count ?? 0) > Self.mostForeign
      claims[index].audience = isLocal || isTooMany ? .domestic : .international
      if isTooMany, !isLocal { tooMany.insert(index) }
    }
    return tooMany
  }

  /// "144 groups: 116 domestic observers and 28 international observers": both are groups as well.
  private mutating func tellBodies() {
    for index in some({ claims[$0].subject.type == .organizationNumber }) {
      let parts = claims.indices.filter {
        (claims[$0].subject.type == .total || claims[$0].subject.type == .organizationNumber)
          && claims[$0].sentence != claims[index].sentence
      }
      guard parts.count == 2,
        parts.reduce(0, { $0 + (claims[$1].count ?? 0) }) == claims[index].count
      else {
        continue
      }
      for part in parts {
        claims[part].subject = Subject(.organizationNumber, name: claims[part].subject.name)
      }
    }
  }

  /// "76 observers from 31 countries" is the total, unless the text knows a greater one or another
  /// group.
  private mutating func tellGroupTotals() {
    for index in some({ claims[$0].group != nil }) {
      guard let group = claims[index].group, let count = claims[index].count else { continue }
      // "324 more observers from foreign countries", of a text's only batch
      if claims[index].isMore, claims[index].scope == .increment,
        !claims[..<index].contains(where: { $0.subject.type == .total && !$0.isHeading }),
        !claims.contains(where: {
          $0.scope == .increment && $0.isOfGroup && ($0.count ?? 0) != count
        })
      {
        continue
      }
      // "465 from six observation bodies and 183 from nine organizations"
      if claims.contains(where: {
        $0.group == group && $0.count != count && $0.sentence == claims[index].sentence
          && $0.scope == claims[index].scope && $0.audience == claims[index].audience
      }) {
        claims[index].subject = Subject(group, name: claims[index].subject.name)
        continue
      }
      // "166 of the union, 35 of the league and 13 from six states"
      if isBehindBodies(index) {
        claims[index].subject = Subject(group, name: claims[index].subject.name)
        continue
      }
      // "1,120: 960 domestic observers of 14 organizations and 160 foreigners"
      if isShareOfSome(index) { continue }
      // "At its meeting it accredited 187 observers from four organizations; the number is 332 now."
      if claims[index].isOfSitting, !claims[index].isSoFar,
        claims.contains(where: {
          $0.subject.type == .total && ($0.isSoFar || $0.isTold && !$0.isOfSitting)
            && ($0.count ?? 0) > count
            && $0.sentence != claims[index].sentence && $0.scope == .cumulative
        }),
        // "At its meeting it accredited 1,013, including 866 from nine organizations"
        !claims.contains(where: {
          $0.subject.type == .total && $0.group == nil && $0.sentence == claims[index].sentence
            && ($0.count ?? 0) > count
        })
      {
        continue
      }
      // The greater number, told first and by itself, holds the other group.
      let isWhole = claims.indices.allSatisfy {
        !claims[$0].isOfGroup || (claims[$0].group ?? claims[$0].subject.type) == group
          || $0 > index && claims[$0].sentence != claims[index].sentence
            && (claims[$0].count ?? 0) < count
      }
      if !isWhole && isBesideGroups(index, group) || isLessThanTotal(index, count, group) {
        claims[index].subject = Subject(group, name: claims[index].subject.name)
      }
    }
  }

  /// Whether two bodies and their numbers stand before it in the sentence, and no total.
  private func isBehindBodies(_ index: Int) -> Bool {
    let before = claims[..<index].suffix(12).filter {
      $0.sentence == claims[index].sentence && $0.scope == claims[index].scope && $0.count != nil
    }
    return before.count { $0.subject.type == .organization } > 1
      && !before.contains { $0.subject.type == .total && $0.group == nil }
  }

  /// Whether another group, or the total of one, is told of the same audience.
  private func isBesideGroups(_ index: Int, _ group: SubjectType) -> Bool {
    let audience = claims[index].audience ?? .international
    return claims.contains { other in
      (other.isSubtotal || other.group != nil && other.group != group)
        && (other.audience ?? .international) == audience
    }
  }

  private func isLessThanTotal(_ index: Int, _ count: Int, _ group: SubjectType) -> Bool {
    let scope = claims[index].scope
    return claims.indices.contains { other in
      (claims[other].count ?? 0) > count && claims[other].subject.type == .total
        && claims[other].group == nil && !claims[other].isApproximate
        && (claims[other].scope == .previous) == (scope == .previous)
        && mayBeAlike(other, index)
        && (claims[other].scope != .expected || scope == .expected)
        && !(claims[other].audience == .domestic && group == .countriesTotal)
    }
  }

  /// A total beside a greater one that speaks of all so far is a batch, and so are its parts.
  private mutating func tellBatches() {
    for audience in [Audience.international, .domestic, .mixed] { tellBatches(audience) }
  }

  private mutating func tellBatches(_ audience: Audience) {
    let first = claims.firstIndex { $0.subject.type == .total && $0.isTold && !$0.isHeading } ?? 0
    var greatestSum: Int?
    // "9,622 may watch. … Parties have put forward 270 of them, and 555 the workers."
    var greatestTold = 0
    for index in claims.indices
    where claims[index].subject.type == .total && claims[index].scope == .cumulative
      && (claims[index].audience ?? .international) == audience
    {
      let count = claims[index].count ?? 0
      defer { greatestTold = max(greatestTold, count) }
      guard claims[index].isSoFar || count >= greatestTold else { continue }
      if !claims[index].isApproximate && (claims[index].group == nil || claims[index].isSoFar)
        && (greatestSum.map { count > (claims[$0].count ?? 0) } ?? true)
        && (claims[index].isSoFar || index > first && claims[index].isTold
          || isBeforeSitting(index))
      {
        greatestSum = index
      }
    }
    guard let sum = greatestSum, let greatest = claims[sum].count else { return }
    var shares = [Bool](repeating: false, count: claims.count)
    for index in some({ claims[$0].subject.type == .total && claims[$0].audience != nil }) {
      shares[index] = isShare(index, of: sum)
    }
    for index in parts(of: sum) { shares[index] = true }
    var isBatch = false
    for index in claims.indices {
      // "At its meeting the commission registered 90 of the union; in all 226 are registered."
      if claims[index].isOfSitting, claims[index].scope == .cumulative, !claims[index].isSoFar,
        claims[sum].isSoFar,
        claims[index].sentence != claims[sum].sentence, (claims[index].count ?? 0) < greatest,
        claims[index].subject.type == .organization || claims[index].subject.type == .country,
        (claims[index].audience ?? .international) == audience
      {
        claims[index].scope = .increment
      }
      // "Six observers of the union were accredited, bringing the overall figure to 213."
      if claims[sum].isOutcome, index < sum, claims[index].sentence == claims[sum].sentence,
        claims[index].subject.type == .organization || claims[index].subject.type == .country,
        claims[index].scope == .cumulative, (claims[index].count ?? greatest) < greatest
      {
        claims[index].scope = .increment
      }
      if claims[index].subject.type == .total, claims[index].partOf == nil {
        let isSmaller =
          (claims[index].count ?? 0) < greatest && mayBeAlike(index, sum) && !shares[index]
        // Told behind all of them, and on no day, it is some of them.
        let isPart =
          index > sum && !claims[index].isMore && !claims[index].isOfSitting
        isBatch =
          isSmaller && !isPart && !claims[index].isSoFar && claims[index].scope == .cumulative
          && !claims[index].isApproximate
      }
      if isBatch, claims[index].scope == .cumulative, !claims[index].isSoFar,
        claims[index].sentence != claims[sum].sentence || claims[sum].isOutcome && index < sum
      {
        claims[index].scope = .increment
      }
    }
  }

  /// "442 have been accredited. Today the commission accredited 126 of them."
  private func isBeforeSitting(_ whole: Int) -> Bool {
    guard claims[whole].isTold, !claims[whole].isOfSitting, let count = claims[whole].count else {
      return false
    }
    guard
      let later = claims.dropFirst(whole + 1).prefix(4).first(where: { $0.subject.type == .total })
    else { return false }
    return later.isOfSitting && (later.count ?? 0) < count
      && later.sentence != claims[whole].sentence && later.scope == .cumulative
      && (later.audience == nil || later.audience == claims[whole].audience)
  }

  /// The numbers of people behind a total that add up to it, one after another.
  private func parts(of whole: Int) -> [Int] {
    guard let total = claims[whole].count else { return [] }
    var sum = 0
    var parts: [Int] = []
    for index in claims.indices.dropFirst(whole + 1) {
      let type = claims[index].subject.type
      guard let count = claims[index].count, type != .organizationNumber, type != .countryNumber,
        claims[index].partOf == nil, claims[index].scope != .previous
      else { continue }
      sum += count
      parts.append(index)
      if sum == total { return parts }
      if sum > total { return [] }
    }
    return []
  }

  /// "Ten observers were accredited today. Earlier another 24 were accredited."
  private var hasEarlierBatch: Bool {
    claims.indices.contains {
      claims[$0].scope == .previous && claims[$0].isMore && claims[$0].subject.type == .total
    }
  }

  /// What a commission accredits at a sitting is a batch, where the text tells no number of all.
  private mutating func tellSitting() {
    let totals = claims.filter { $0.subject.type == .total && $0.scope != .previous }
    let counts = Set(totals.filter { !$0.isApproximate }.map(\.count))
    guard totals.allSatisfy({ !$0.isSoFar && $0.scope == .cumulative }), counts.count <= 1 else {
      return
    }
    for index in claims.indices where claims[index].scope == .cumulative && !claims[index].isSoFar {
      claims[index].scope = .increment
    }
  }

  /// "2,336: 1,245 national and 1,091 international": what adds up to a total of all is no batch of it.
  private func isShare(_ index: Int, of sum: Int) -> Bool {
    guard let audience = claims[index].audience, claims[sum].audience == nil else { return false }
    return claims.contains { other in
      other.subject.type == .total && other.audience != nil && other.audience != audience
        && (other.count ?? 0) + (claims[index].count ?? 0) == claims[sum].count
    }
  }

  /// Whether a claim of one audience adds up with one of the other to a total of the text.
  private func isShareOfSome(_ index: Int) -> Bool {
    guard let audience = claims[index].audience, let count = claims[index].count else {
      return false
    }
    let others = some {
      claims[$0].subject.type == .total && claims[$0].audience != nil
        && claims[$0].audience != audience
    }
    guard !others.isEmpty else { return false }
    let totals = Set(
      some {
        claims[$0].subject.type == .total && claims[$0].audience == nil
          || claims[$0].audience == .mixed
      }.compactMap { claims[$0].count })
    return others.contains { totals.contains((claims[$0].count ?? 0) + count) }
  }

  private func mayBeAlike(_ first: Int, _ second: Int) -> Bool {
    claims[first].audience == nil || claims[second].audience == nil
      || claims[first].audience == claims[second].audience
  }

  /// The only sort of observers told is all of them: "251 short-term observers", of the mission that the
  /// text is about, or of everybody.
  private mutating func tellSorts() {
    let sorts = claims.indices.filter { claims[$0].isSort && claims[$0].partOf == nil }
    guard let only = sorts.first, sorts.allSatisfy({ claims[$0].count == claims[only].count }),
      claims[only].mission != nil
        || !claims.contains(where: { $0.subject.type == .total && !$0.isApproximate }),
      !claims.contains(where: {
        $0.subject.type == .category && !$0.isSort && !$0.isCore
          && $0.sentence == claims[only].sentence
      })
    else { return }
    let counted = Set(claims.filter { $0.count != nil }.map(\.subject.id))
    let greatestBody =
      claims.filter { $0.subject.type == .organization }.compactMap(\.count).max() ?? 0
    for index in sorts {
      // Of a mission that has its number they are a part.
      if claims[index].mission == nil, greatestBody > (claims[index].count ?? 0) { continue }
      if let mission = claims[index].mission, counted.contains(mission.id) { continue }
      claims[index].subject =
        claims[index].mission ?? Subject(.total, name: claims[index].subject.name)
    }
  }

  /// Named parts belong to the batch where they add up to it, and to the sum where they add up to that.
  private mutating func tellPartsOfBatch() {
    let totals = claims.indices.filter {
      claims[$0].subject.type == .total && !claims[$0].isApproximate
        && (claims[$0].scope == .increment || claims[$0].scope == .cumulative)
    }
    guard totals.contains(where: { claims[$0].scope == .increment }),
      totals.contains(where: { claims[$0].scope == .cumulative })
    else { return }
    for types in [[SubjectType.organization, .country], [.organizationsTotal, .countriesTotal]] {
      let parts = claims.indices.filter {
        types.contains(claims[$0].subject.type) && claims[$0].count != nil
          && claims[$0].partOf == nil && !claims[$0].isByNow
          && [.increment, .cumulative, .proposed].contains(claims[$0].scope)
      }
      let sum = parts.reduce(0) { $0 + (claims[$1].count ?? 0) }
      let wholes = Set(totals.filter { claims[$0].count == sum }.map { claims[$0].scope })
      guard parts.count > 1, wholes.count == 1, let scope = wholes.first else { continue }
      for part in parts { claims[part].scope = scope }
    }
  }

  /// What has come, is coming and was sent alike, where it adds up to one total: all is as the total is.
  private mutating func tellPartsOfAll() {
    let scopes: [Scope] = [.cumulative, .expected, .deployed, .proposed]
    func parts(_ type: SubjectType) -> [Int] {
      claims.indices.filter {
        claims[$0].subject.type == type && claims[$0].count != nil && claims[$0].partOf == nil
          && scopes.contains(claims[$0].scope)
      }
    }
    let (countries, groups) = (parts(.country), parts(.countriesTotal))
    let all = parts(.organization) + (groups.count == 1 ? groups : countries)
    guard all.count > 2 else { return }
    let sum = all.reduce(0) { $0 + (claims[$1].count ?? 0) }
    let totals = claims.indices.filter {
      claims[$0].subject.type == .total && !claims[$0].isApproximate && claims[$0].count == sum
        && scopes.contains(claims[$0].scope)
    }
    let told = Set(totals.map { claims[$0].scope })
    guard let scope = told.contains(.cumulative) ? .cumulative : told.count == 1 ? told.first : nil
    else { return }
    for index in all + countries { claims[index].scope = scope }
    let sentences = Set((all + totals).map { claims[$0].sentence })
    for index in claims.indices
    where claims[index].subject.type == .countryNumber && sentences.contains(claims[index].sentence)
    {
      if scopes.contains(claims[index].scope) { claims[index].scope = scope }
    }
  }

  /// A total of all is mixed where the domestic and the foreign observers told beside it add up to it.
  ///
  /// - Parameter tooMany: totals of which nothing but their number tells whose they are.
  private mutating func tellMixture(_ tooMany: Set<Int>) {
    for index in some({
      claims[$0].subject.type == .total || claims[$0].subject.type == .organizationNumber
    }) {
      let type = claims[index].subject.type
      guard type == .organizationNumber || claims[index].group == nil,
        let total = claims[index].count,
        claims[index].audience == .international || tooMany.contains(index)
      else { continue }
      let scope = claims[index].scope
      func parts(_ audience: Audience) -> [Int] {
        claims.indices.filter {
          claims[$0].audience == audience && claims[$0].subject.type == type
            && claims[$0].scope == scope && (claims[$0].count ?? 0) < total
        }.map { claims[$0].count ?? 0 }
      }
      let domestic = parts(.domestic)
      guard !domestic.isEmpty else { continue }
      let foreign = parts(.international)
      let adds = domestic.contains { home in
        foreign.contains { abs(home + $0 - total) * 50 <= total }
      }
      if adds { claims[index].audience = .mixed }
    }
    // "60 local and 65 international organizations … In all 20,000 observers": of both.
    let groups = Set(
      claims.lazy.filter { $0.subject.type == .organizationNumber }.map(\.audience))
    if groups.isSuperset(of: [.domestic, .international]) {
      for index in tooMany { claims[index].audience = .mixed }
    }
  }

  // MARK: - What is said twice

  private mutating func dropRepeats() {
    let isLeftOut = leftOut()
    // The first kept claim of those whose numbers fall together, and behind each the next of them.
    var first = [Int?](repeating: nil, count: claims.count)
    var next = [Int?](repeating: nil, count: claims.count)
    /// Where each claim is kept, or the one that tells the same.
    var places = next
    var kept: [Int] = []
    kept.reserveCapacity(claims.count)
    let reach = reach
    for index in claims.indices {
      if isLeftOut[index] || isOfWhole(index, kept) || index < reach && isOfKnown(index, kept) {
        continue
      }
      let group = Int(UInt(bitPattern: claims[index].count ?? -1) % UInt(claims.count))
      var same = first[group]
      var last: Int?
      while let place = same,
        claims[kept[place]].count != claims[index].count || !areOfOne(kept[place], index)
          || !isSame(kept[place], index)
      {
        (last, same) = (place, next[place])
      }
      if let same {
        tellAgain(kept[same], index)
        places[index] = same
        continue
      }
      if let last { next[last] = kept.count } else { first[group] = kept.count }
      places[index] = kept.count
      kept.append(index)
    }
    keep(kept, places)
  }

  /// Leaves no claims but `kept`, which are in order; `places` tells of each claim at which of them it
  /// is told.
  private mutating func keep(_ kept: [Int], _ places: [Int?]) {
    for (place, index) in kept.enumerated() {
      if let part = claims[index].partOf {
        claims[index].partOf = places[part] == place ? nil : places[part]
      }
      if index > place { claims.swapAt(place, index) }
    }
    claims.removeLast(claims.count - kept.count)
    stems = []
  }

  /// What the second telling knows better, or who told first.
  private mutating func tellAgain(_ known: Int, _ again: Int) {
    let scope = claims[again].scope
    // The second telling may know better what happened.
    if claims[known].isHeading && (!claims[again].isHeading || scope != .cumulative)
      || isUntold(known) && claims[again].isTold
    {
      claims[known].scope = scope
      claims[known].isApproximate = claims[again].isApproximate
      claims[known].audience = claims[again].audience ?? claims[known].audience
    } else if isOneFact(known, again) {
      claims[known].scope = Self.firmest(claims[known].scope, scope)
    }
  }

  /// Whether each claim tells nothing that another does not tell better.
  private mutating func leftOut() -> [Bool] {
    // "CEC refuses three observers", and below it whose they are.
    var ended: Set<Ended> = []
    let hasHeadline = claims.indices.contains {
      claims[$0].isHeading && claims[$0].subject.type == .total
    }
    for index in claims.indices
    where hasHeadline && !claims[index].isHeading && claims[index].scope.isEnding
      && (claims[index].subject.type == .organization || claims[index].subject.type == .country)
    {
      ended.insert(Ended(scope: claims[index].scope, count: claims[index].count))
    }
    let reach = reach
    let namesSome = claims.indices.contains { claims[$0].count == nil }
    let counted = Counted(namesSome ? claims : [])
    return claims.indices.map { index in
      index < reach && (isOfPart(index) || isRounded(index))
        || claims[index].isHeading && claims[index].subject.type == .total
          && ended.contains(Ended(scope: claims[index].scope, count: claims[index].count))
        || claims[index].count == nil && isCounted(index, counted)
    }
  }

  /// Whose numbers a text tells: those known who have one, and the claims of the others.
  private struct Counted {
    struct Known: Hashable {
      let type: SubjectType
      let id: String
    }

    private(set) var known: Set<Known> = []
    private(set) var unknown: [Int] = []

    init(_ claims: [Claim]) {
      for index in claims.indices
      where claims[index].count != nil && claims[index].scope != .previous {
        if let id = claims[index].subject.id {
          known.insert(Known(type: claims[index].subject.type, id: id))
        } else {
          unknown.append(index)
        }
      }
    }
  }

  /// Up to here rounded numbers are weighed.
  private var reach: Int {
    claims.indices.lazy.filter { claims[$0].isApproximate || claims[$0].isHeading }
      .dropFirst(Self.weighed - 1).first ?? claims.count
  }

  /// Whether another claim tells how many those are whom this one only names.
  private mutating func isCounted(_ named: Int, _ counted: Counted) -> Bool {
    if let id = claims[named].subject.id {
      return counted.known.contains(.init(type: claims[named].subject.type, id: id))
    }
    for index in counted.unknown where areOfOne(index, named) { return true }
    return false
  }

  /// "90 OSCE observers registered" in a headline, above those of its office.
  private func isOfPart(_ index: Int) -> Bool {
    claims[index].isHeading && claims[index].subject.type == .organization
      && claims[index].count != nil
      && claims.indices.contains {
        claims[$0].subject.type == .organization && !claims[$0].isHeading && isParent(index, $0)
      }
  }

  /// The office's, just behind the same number of whom it belongs to, where nothing new is told of it.
  private func isOfWhole(_ index: Int, _ kept: [Int]) -> Bool {
    guard claims[index].subject.type == .organization, claims[index].count != nil,
      let last = kept.last
    else { return false }
    return
      (!claims[index].isTold || kept.count == 1 && claims[last].scope == claims[index].scope)
      && isParent(last, index)
  }

  /// Of a name that may be several bodies', behind the same number of one that is known.
  private func isOfKnown(_ index: Int, _ kept: [Int]) -> Bool {
    claims[index].subject.status == .ambiguous && claims[index].count != nil
      && kept.suffix(20).contains {
        claims[$0].count == claims[index].count && claims[$0].subject.type == .organization
          && claims[$0].subject.id != nil
      }
  }

  private func isParent(_ parent: Int, _ body: Int) -> Bool {
    guard claims[parent].count == claims[body].count, let id = claims[parent].subject.id,
      let other = claims[body].subject.id
    else { return false }
    return other.utf8.count > id.utf8.count && other.hasPrefix(id + "-")
  }

  /// "Almost 400" beside 398.
  private func isRounded(_ index: Int) -> Bool {
    let (isApproximate, isHeading) = (claims[index].isApproximate, claims[index].isHeading)
    let type = claims[index].subject.type
    guard isApproximate || isHeading,
      type == .total || type == .organizationNumber || type == .countryNumber,
      let count = claims[index].count, count > 0
    else { return false }
    // A headline need not say "over": what it leaves out is less than its last digit stands for.
    var unit = 1
    while count % (unit * 10) == 0 { unit *= 10 }
    return claims.indices.contains { other in
      guard !claims[other].isApproximate, claims[other].scope != .previous,
        claims[other].subject.type == type, let exact = claims[other].count,
        claims[other].sentence != claims[index].sentence
      else { return false }
      // "20,000 observers" in the headline of what says "some 20,000".
      if claims[other].isHeading, count == exact { return false }
      // "Nearly 700 will come; 667 are accredited at the moment."
      if claims[index].scope == .expected, !isHeading, claims[other].scope != .expected,
        count != exact
      {
        return false
      }
      guard isApproximate else {
        return unit > 9 && exact > count && exact - count < unit && !claims[other].isHeading
      }
      return abs(exact - count) * 20 <= exact * 3
    }
  }

  private func isSame(_ first: Int, _ second: Int) -> Bool {
    let type = claims[first].subject.type
    guard mayBeAlike(first, second) || type == .organization || type == .country else {
      return false
    }
    return claims[first].scope == claims[second].scope
      || claims[first].isHeading || claims[second].isHeading || claims[second].isRepeat
      || claims[first].isToCome || claims[second].isToCome
      || isUntold(first) || isOneFact(first, second)
      || !claims[second].isTold && type != .organizationNumber && type != .countryNumber
  }

  /// "394 observers are to follow tomorrow's vote": a total of which nothing tells what has happened.
  private func isUntold(_ index: Int) -> Bool {
    claims[index].subject.type == .total && claims[index].scope == .cumulative
      && !claims[index].isTold
  }

  /// "144,800 observers will be deployed", and below "organizations that deployed 144,800": so many are
  /// counted once, whatever is said of them.
  private func isOneFact(_ first: Int, _ second: Int) -> Bool {
    claims[first].subject.type == .total && (claims[first].count ?? 0) >= 100
      && !claims[first].isApproximate && !claims[second].isApproximate
      && claims[first].audience == claims[second].audience
      && Self.firmness.contains(claims[first].scope) && Self.firmness.contains(claims[second].scope)
  }

  /// What holds where one number is told to be several things: the first of them.
  private static let firmness: [Scope] = [.cumulative, .deployed, .expected]

  private static func firmest(_ first: Scope, _ second: Scope) -> Scope {
    firmness.first { $0 == first || $0 == second } ?? first
  }

  private struct Ended: Hashable {
    let scope: Scope
    let count: Int?
  }

  /// Whether two claims are of one subject.
  private mutating func areOfOne(_ first: Int, _ second: Int) -> Bool {
    let type = claims[first].subject.type
    guard type == claims[second].subject.type else { return false }
    switch type {
    case .organization, .country:
      guard claims[first].subject.id == claims[second].subject.id else { return false }
      return claims[first].subject.id != nil
        || claims[first].subject.name == claims[second].subject.name
        || !beginApart(claims[first].subject.name, claims[second].subject.name)
          && (stems(ofName: first) == stems(ofName: second) || areOfOneMeaning(first, second))
    case .category: return claims[first].subject.name == claims[second].subject.name
    default: return true
    }
  }

  /// "Commonwealth", "Commonwealth observers": of the same bodies, whichever is meant.
  private mutating func areOfOneMeaning(_ first: Int, _ second: Int) -> Bool {
    guard claims[first].subject.status == .ambiguous, claims[second].subject.status == .ambiguous
    else { return false }
    return stems(ofName: first).hasPrefix(stems(ofName: second) + " ")
      || stems(ofName: second).hasPrefix(stems(ofName: first) + " ")
  }

  /// Whether the first words of two names, neither told by an acronym, begin with different letters,
  /// so that there is no need of their stems.
  private func beginApart(_ one: String, _ other: String) -> Bool {
    let close = UInt8(ascii: ")")
    guard one.utf8.last != close, other.utf8.last != close else { return false }
    for (first, second) in zip(one.unicodeScalars, other.unicodeScalars).prefix(Self.beginning) {
      guard let first = Self.letter(first), let second = Self.letter(second) else { return false }
      if first != second { return true }
    }
    return false
  }

  /// In lower case, if it is a letter that is written in one way only.
  private static func letter(_ scalar: Unicode.Scalar) -> UInt32? {
    let folded = Characters.table.fold(scalar.value)
    switch folded {
    case 0x439: return nil  // й, or и and a mark.
    case 0x61...0x7A, 0x430...0x44F: return folded
    default: return nil
    }
  }

  /// How much of a word all its cases share.
  private static let beginning = 4

  private mutating func stems(ofName index: Int) -> String {
    if stems.isEmpty { stems = [String?](repeating: nil, count: claims.count) }
    if let known = stems[index] { return known }
    let read = Self.stems(Self.shortest(claims[index].subject.name))
    stems[index] = read
    return read
  }

  /// The beginnings of the words, which the cases of a name share: "Единая Россия",
  /// "Единой России".
  private static func stems(_ name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(beginning) }
      .joined(separator: " ")
  }

  /// The acronym of "Coalition of Observers (CODEO)", by which a text calls it elsewhere.
  private static func shortest(_ name: String) -> String {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "(") else { return name }
    let acronym = name[name.index(after: open)...].dropLast()
    return acronym.isEmpty || acronym.contains(" ") ? name : String(acronym)
  }

  /// In the order of the text.
  private mutating func sort() {
    let isSorted = claims.indices.dropFirst().allSatisfy {
      claims[$0 - 1].span.lowerBound <= claims[$0].span.lowerBound
    }
    if isSorted { return }
    let order = claims.indices.sorted {
      (claims[$0].span.lowerBound, $0) < (claims[$1].span.lowerBound, $1)
    }
    var places = [Int](repeating: 0, count: claims.count)
    for (place, index) in order.enumerated() { places[index] = place }
    claims = order.map { index in
      var claim = claims[index]
      claim.partOf = claim.partOf.map { places[$0] }
      return claim
    }
  }
}

extension Claim {
  /// "from abroad", and not of one country.
  fileprivate var isOfCountries: Bool {
    subject.type == .countryNumber || subject.type == .countriesTotal
  }

  /// Of somebody known, or of several countries.
  fileprivate var isForeign: Bool { subject.id != nil || isOfCountries }

  fileprivate var isSubtotal: Bool {
    subject.type == .organizationsTotal || subject.type == .countriesTotal
  }

  /// Of all bodies or all countries, for certain or as it seems.
  fileprivate var isOfGroup: Bool { group != nil || isSubtotal }
}
