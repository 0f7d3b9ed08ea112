import Records

/// Looks at all claims of a text together: what is said twice, which totals are of all, which batch came
/// before the sum, and which reading makes the parts add up.
struct Settling {
  private var claims: [Claim]

  /// - Parameters:
  ///   - audience: whom a text speaks of that speaks of foreign or of domestic observers only.
  ///   - accredits: whether the text speaks of accreditation.
  ///   - sits: whether it tells of a sitting at which observers were accredited.
  static func settle(
    _ claims: [Claim], of audience: Audience?, accredits: Bool, sits: Bool
  ) -> [Claim] {
    var settling = Settling(claims: claims)
    if !accredits { settling.tellTenses() }
    settling.tellBodies()
    settling.tellGroupTotals()
    settling.tellSorts()
    settling.tellBatches()
    if sits { settling.tellSitting() }
    settling.tellPartsOfBatch()
    settling.tellPartsOfAll()
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

  /// More foreign observers than this no election has had: Ukraine's of 2004 had some 12,500.
  private static let mostForeign = 15_000

  /// More claims of one kind are not weighed against all others, so that the time stays linear in the
  /// length of a text: no report has so many.
  private static let weighed = 500

  private func some(_ fits: (Claim) -> Bool) -> ArraySlice<Int> {
    claims.indices.filter { fits(claims[$0]) }.prefix(Self.weighed)
  }

  /// - Returns: the totals that are domestic only for being greater than any of foreign observers.
  private mutating func tellAudiences(_ told: Audience?) -> Set<Int> {
    var tooMany: Set<Int> = []
    let isForeign = claims.contains { claim in
      claim.subject.id != nil || claim.audience == .international
        || claim.subject.status == .ambiguous
        || [.country, .countryNumber, .countriesTotal].contains(claim.subject.type)
    }
    let bodies = claims.filter { $0.subject.type == .organization }
    let isWorldly = !bodies.isEmpty && bodies.allSatisfy { !$0.isLocal }
    let isDomestic =
      !isWorldly && told == .domestic
      && claims.contains {
        $0.subject.type == .organization || $0.audience == .domestic
          || ($0.count ?? 0) > Self.mostForeign
      }
    // A body stands among foreign ones where one of them is in its sentence or next to it.
    let foreign = claims.map { claim in
      claim.subject.id != nil || [.countryNumber, .countriesTotal].contains(claim.subject.type)
    }
    let sentences = Set(claims.indices.filter { foreign[$0] }.map { claims[$0].sentence })
    for index in claims.indices where claims[index].audience == nil {
      let isAmongForeign =
        sentences.contains(claims[index].sentence) || index > 0 && foreign[index - 1]
        || index + 1 < claims.count && foreign[index + 1]
      let isLocal =
        isDomestic && !isForeign
        || claims[index].isLocal && !isAmongForeign && told != .international
      let isTooMany =
        claims[index].subject.type == .total && (claims[index].count ?? 0) > Self.mostForeign
      claims[index].audience = isLocal || isTooMany ? .domestic : .international
      if isTooMany, !isLocal { tooMany.insert(index) }
    }
    return tooMany
  }

  /// "144 groups: 116 domestic observers and 28 international observers": both are groups as well.
  private mutating func tellBodies() {
    for index in some({ $0.subject.type == .organizationNumber }) {
      let bodies = claims[index]
      let parts = claims.indices.filter {
        (claims[$0].subject.type == .total || claims[$0].subject.type == .organizationNumber)
          && claims[$0].sentence != bodies.sentence
      }
      guard parts.count == 2, parts.compactMap({ claims[$0].count }).reduce(0, +) == bodies.count
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
    let subtotals: [SubjectType] = [.organizationsTotal, .countriesTotal]
    var told: [Audience: Set<SubjectType>] = [:]
    for claim in claims {
      let group = claim.group ?? claim.subject.type
      guard claim.group != nil || subtotals.contains(group) else { continue }
      told[claim.audience ?? .international, default: []].insert(group)
    }
    for index in some({ $0.group != nil }) {
      guard let group = claims[index].group, let count = claims[index].count else { continue }
      let groups = told[claims[index].audience ?? .international, default: []]
      let hasSubtotals = claims.contains {
        subtotals.contains($0.subject.type)
          && ($0.audience ?? .international) == (claims[index].audience ?? .international)
      }
      let greatest =
        claims.filter {
          $0.subject.type == .total && $0.group == nil && !$0.isApproximate
            && ($0.scope == .previous) == (claims[index].scope == .previous)
            && Self.mayBeAlike($0, claims[index])
            && ($0.scope != .expected || claims[index].scope == .expected)
            && !($0.audience == .domestic && group == .countriesTotal)
        }.compactMap(\.count).max() ?? 0
      let rest = claims.indices.filter { other in
        other != index && (claims[other].group ?? claims[other].subject.type) != group
          && (claims[other].group != nil
            || subtotals.contains(claims[other].subject.type))
      }
      // "324 more observers from foreign countries", of a text's only batch
      if claims[index].isMore, claims[index].scope == .increment,
        !claims[..<index].contains(where: { $0.subject.type == .total && !$0.isHeading }),
        !claims.contains(where: {
          $0.scope == .increment && ($0.group != nil || subtotals.contains($0.subject.type))
            && ($0.count ?? 0) != count
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
      // "1,120: 960 domestic observers of 14 organizations and 160 foreigners"
      if isShareOfSome(index) { continue }
      // "At its meeting it accredited 187 observers from four organizations; the number is 332 now."
      if claims[index].isOfSitting, !claims[index].isSoFar,
        claims.contains(where: {
          $0.subject.type == .total && ($0.isSoFar || $0.isTold && !$0.isOfSitting)
            && ($0.count ?? 0) > count
            && $0.sentence != claims[index].sentence && $0.scope == .cumulative
        })
      {
        continue
      }
      // The greater number, told first and by itself, holds the other group.
      let isWhole = rest.allSatisfy {
        $0 > index && claims[$0].sentence != claims[index].sentence
          && (claims[$0].count ?? 0) < count
      }
      if (groups.count > 1 || hasSubtotals) && !isWhole || count < greatest {
        claims[index].subject = Subject(group, name: claims[index].subject.name)
      }
    }
  }

  /// A total beside a greater one that speaks of all so far is a batch, and so are its parts.
  private mutating func tellBatches() {
    for audience in [Audience.international, .domestic, .mixed] { tellBatches(audience) }
  }

  private mutating func tellBatches(_ audience: Audience) {
    let first = claims.firstIndex { $0.subject.type == .total && $0.isTold && !$0.isHeading } ?? 0
    let sums = claims.indices.filter {
      claims[$0].subject.type == .total && claims[$0].scope == .cumulative
        && (claims[$0].isSoFar || $0 > first && claims[$0].isTold || isBeforeSitting($0))
        && !claims[$0].isApproximate
        && (claims[$0].group == nil || claims[$0].isSoFar)
        && (claims[$0].audience ?? .international) == audience
    }
    guard let sum = sums.max(by: { (claims[$0].count ?? 0) < (claims[$1].count ?? 0) }),
      let greatest = claims[sum].count
    else { return }
    let shares = Set(
      some { $0.subject.type == .total && $0.audience != nil }.filter {
        isShare($0, of: sum)
      }
    )
    .union(parts(of: sum))
    var isBatch = false
    for index in claims.indices {
      let claim = claims[index]
      // "At its meeting the commission registered 90 of the union; in all 226 are registered."
      if claim.isOfSitting, claim.scope == .cumulative, !claim.isSoFar, claims[sum].isSoFar,
        claim.sentence != claims[sum].sentence, (claim.count ?? 0) < greatest,
        claim.subject.type == .organization || claim.subject.type == .country,
        (claim.audience ?? .international) == audience
      {
        claims[index].scope = .increment
      }
      // "Six observers of the union were accredited, bringing the overall figure to 213."
      if claims[sum].isOutcome, index < sum, claim.sentence == claims[sum].sentence,
        claim.subject.type == .organization || claim.subject.type == .country,
        claim.scope == .cumulative, (claim.count ?? greatest) < greatest
      {
        claims[index].scope = .increment
      }
      if claim.subject.type == .total, claim.partOf == nil {
        let isSmaller =
          (claim.count ?? 0) < greatest && Self.mayBeAlike(claim, claims[sum])
          && !shares.contains(index)
        // Told behind all of them, and on no day, it is some of them.
        let isPart =
          index > sum && !claim.isMore && !claim.isOfSitting
          && (claims[sum].isSoFar || claim.isOfAll)
        isBatch =
          isSmaller && !isPart && !claim.isSoFar && claim.scope == .cumulative
          && !claim.isApproximate
      }
      if isBatch, claim.scope == .cumulative, !claim.isSoFar,
        claim.sentence != claims[sum].sentence || claims[sum].isOutcome && index < sum
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
    let totals = Set(
      some { $0.subject.type == .total && $0.audience == nil || $0.audience == .mixed }
        .compactMap { claims[$0].count })
    return some { $0.subject.type == .total && $0.audience != nil && $0.audience != audience }
      .contains { totals.contains((claims[$0].count ?? 0) + count) }
  }

  private static func mayBeAlike(_ first: Claim, _ second: Claim) -> Bool {
    first.audience == nil || second.audience == nil || first.audience == second.audience
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
    guard Set(totals.map { claims[$0].scope }).count == 2 else { return }
    for types in [[SubjectType.organization, .country], [.organizationsTotal, .countriesTotal]] {
      let parts = claims.indices.filter {
        types.contains(claims[$0].subject.type) && claims[$0].count != nil
          && claims[$0].partOf == nil
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
    let parts = claims.indices.filter {
      claims[$0].count != nil && claims[$0].partOf == nil && scopes.contains(claims[$0].scope)
    }
    func of(_ type: SubjectType) -> [Int] { parts.filter { claims[$0].subject.type == type } }
    func sum(_ parts: [Int]) -> Int { parts.reduce(0) { $0 + (claims[$1].count ?? 0) } }
    let (bodies, countries) = (of(.organization), of(.country))
    let groups = of(.countriesTotal)
    let beside = groups.count == 1 ? groups : countries
    let all = bodies + beside
    guard all.count > 2 else { return }
    let totals = claims.filter {
      $0.subject.type == .total && !$0.isApproximate && $0.count == sum(all)
        && scopes.contains($0.scope)
    }
    let told = Set(totals.map(\.scope))
    guard let scope = told.contains(.cumulative) ? .cumulative : told.count == 1 ? told.first : nil
    else { return }
    for index in all + countries { claims[index].scope = scope }
    let sentences = Set((all.map { claims[$0] } + totals).map(\.sentence))
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
    for index in some({ $0.subject.type == .total || $0.subject.type == .organizationNumber }) {
      let claim = claims[index]
      guard
        claim.subject.type == .total && claim.group == nil
          || claim.subject.type == .organizationNumber,
        let total = claim.count, claim.audience == .international || tooMany.contains(index)
      else { continue }
      let parts = claims.filter {
        $0.subject.type == claim.subject.type && $0.scope == claim.scope && ($0.count ?? 0) < total
      }
      let foreign = parts.filter { $0.audience == .international }
      let adds = parts.contains { home in
        home.audience == .domestic
          && foreign.contains { abs((home.count ?? 0) + ($0.count ?? 0) - total) * 50 <= total }
      }
      if adds { claims[index].audience = .mixed }
    }
  }

  // MARK: - What is said twice

  private mutating func dropRepeats() {
    var counted: Set<Key> = []
    if claims.contains(where: { $0.count == nil }) {
      for claim in claims where claim.count != nil && claim.scope != .previous {
        counted.insert(Key(claim.subject, nil))
      }
    }
    // A rounded number is told again by an exact one.
    let isRounded = claims.contains { $0.isApproximate || $0.isHeading }
    let exact = isRounded ? claims.filter { !$0.isApproximate && $0.scope != .previous } : []
    // The first kept claim with a key, and behind each kept claim the next with the same.
    var first: [Key: Int] = [:]
    var next: [Int?] = []
    var places: [Int?] = []
    var kept: [Claim] = []
    first.reserveCapacity(claims.count)
    next.reserveCapacity(claims.count)
    places.reserveCapacity(claims.count)
    kept.reserveCapacity(claims.count)
    var rounded = 0
    // "CEC refuses three observers", and below it whose they are.
    let ended = Set(
      claims.filter {
        !$0.isHeading && [.organization, .country].contains($0.subject.type)
          && Events.endings.contains($0.scope)
      }.map { Ended(scope: $0.scope, count: $0.count) })
    let bodies = claims.filter { $0.subject.type == .organization && !$0.isHeading }
    for claim in claims {
      if claim.isApproximate || claim.isHeading { rounded += 1 }
      if rounded < Self.weighed && Self.isOfPart(claim, bodies) || Self.isOfWhole(claim, kept)
        || rounded < Self.weighed && Self.isOfKnown(claim, kept)
        || claim.isHeading && claim.subject.type == .total
          && ended.contains(Ended(scope: claim.scope, count: claim.count))
        || claim.count == nil && counted.contains(Key(claim.subject, nil))
        || rounded < Self.weighed && Self.isRounded(claim, exact)
      {
        places.append(nil)
        continue
      }
      let key = Key(claim.subject, claim.count)
      var same = first[key]
      var last: Int?
      while let place = same, !Self.isSame(kept[place], claim) {
        (last, same) = (place, next[place])
      }
      if let same {
        // The second telling may know better what happened.
        if kept[same].isHeading && (!claim.isHeading || claim.scope != .cumulative)
          || Self.isUntold(kept[same]) && claim.isTold
        {
          kept[same].scope = claim.scope
          kept[same].isApproximate = claim.isApproximate
          kept[same].audience = claim.audience ?? kept[same].audience
        } else if Self.isOneFact(kept[same], claim) {
          kept[same].scope = Self.firmest(kept[same].scope, claim.scope)
        }
        places.append(same)
        continue
      }
      if let last { next[last] = kept.count } else { first[key] = kept.count }
      next.append(nil)
      places.append(kept.count)
      kept.append(claim)
    }
    for index in kept.indices {
      guard let part = kept[index].partOf else { continue }
      kept[index].partOf = places[part] == index ? nil : places[part]
    }
    claims = kept
  }

  /// "90 OSCE observers registered" in a headline, above those of its office.
  private static func isOfPart(_ claim: Claim, _ bodies: [Claim]) -> Bool {
    claim.isHeading && claim.subject.type == .organization && claim.count != nil
      && bodies.contains { isParent(claim, $0) }
  }

  /// The office's, just behind the same number of whom it belongs to, where nothing new is told of it.
  private static func isOfWhole(_ claim: Claim, _ kept: [Claim]) -> Bool {
    guard claim.subject.type == .organization, claim.count != nil, let last = kept.last else {
      return false
    }
    return (!claim.isTold || kept.count == 1 && last.scope == claim.scope) && isParent(last, claim)
  }

  /// Of a name that may be several bodies', behind the same number of one that is known.
  private static func isOfKnown(_ claim: Claim, _ kept: [Claim]) -> Bool {
    claim.subject.status == .ambiguous && claim.count != nil
      && kept.suffix(20).contains {
        $0.count == claim.count && $0.subject.type == .organization && $0.subject.id != nil
      }
  }

  private static func isParent(_ parent: Claim, _ body: Claim) -> Bool {
    guard parent.count == body.count, let id = parent.subject.id, let other = body.subject.id else {
      return false
    }
    return other.hasPrefix(id + "-")
  }

  /// "Almost 400" beside 398.
  private static func isRounded(_ claim: Claim, _ exact: [Claim]) -> Bool {
    let types: [SubjectType] = [.total, .organizationNumber, .countryNumber]
    guard claim.isApproximate || claim.isHeading, types.contains(claim.subject.type),
      let count = claim.count, count > 0
    else { return false }
    // A headline need not say "over": what it leaves out is less than its last digit stands for.
    var unit = 1
    while count % (unit * 10) == 0 { unit *= 10 }
    return exact.contains { other in
      guard other.subject.type == claim.subject.type, let exact = other.count,
        other.sentence != claim.sentence
      else { return false }
      // "Nearly 700 will come; 667 are accredited at the moment."
      if claim.scope == .expected, !claim.isHeading, other.scope != .expected, count != exact {
        return false
      }
      guard claim.isApproximate else {
        return unit > 9 && exact > count && exact - count < unit && !other.isHeading
      }
      return abs(exact - count) * 20 <= exact * 3
    }
  }

  private static func isSame(_ first: Claim, _ second: Claim) -> Bool {
    guard
      mayBeAlike(first, second) || first.subject.type == .organization
        || first.subject.type == .country
    else { return false }
    return first.scope == second.scope || first.isHeading || second.isHeading || second.isRepeat
      || first.isToCome || second.isToCome || isUntold(first) || isOneFact(first, second)
      || !second.isTold && first.subject.type != .organizationNumber
        && first.subject.type != .countryNumber
  }

  /// "394 observers are to follow tomorrow's vote": a total of which nothing tells what has happened.
  private static func isUntold(_ claim: Claim) -> Bool {
    claim.subject.type == .total && claim.scope == .cumulative && !claim.isTold
  }

  /// "144,800 observers will be deployed", and below "organizations that deployed 144,800": so many are
  /// counted once, whatever is said of them.
  private static func isOneFact(_ first: Claim, _ second: Claim) -> Bool {
    first.subject.type == .total && (first.count ?? 0) >= 100
      && !first.isApproximate && !second.isApproximate && first.audience == second.audience
      && firmness.contains(first.scope) && firmness.contains(second.scope)
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

  /// What claims must share to be told twice.
  private struct Key: Hashable {
    let type: SubjectType
    /// Whose the number is, where there may be several of the type.
    var id: String?
    var name: String?
    let count: Int?

    /// Whose it is costs more to hash than to compare with the few of the same number.
    func hash(into hasher: inout Hasher) { hasher.combine(count) }

    init(_ subject: Subject, _ count: Int?) {
      type = subject.type
      self.count = count
      switch type {
      case .organization, .country:
        id = subject.id
        name = id == nil ? Self.stems(Self.shortest(subject.name)) : nil
      case .category: name = subject.name
      default: break
      }
    }

    /// The beginnings of the words, which the cases of a name share: "Единая Россия", "Единой России".
    private static func stems(_ name: String) -> String {
      name.lowercased().split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(4) }
        .joined(separator: " ")
    }

    /// The acronym of "Coalition of Observers (CODEO)", by which a text calls it elsewhere.
    private static func shortest(_ name: String) -> String {
      guard name.hasSuffix(")"), let open = name.lastIndex(of: "(") else { return name }
      let acronym = name[name.index(after: open)...].dropLast()
      return acronym.isEmpty || acronym.contains(" ") ? name : String(acronym)
    }
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
