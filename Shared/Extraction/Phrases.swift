import Records

/// A number together with what it counts.
struct Quantity {
  enum Unit { case people, organizations, countries, bare, other }
  var tokens: Range<Int>
  let value: Int
  let written: String?
  var unit: Unit
  var audience: Audience?
  var isApproximate = false
  /// "63 more", "another 76".
  var isMore = false
  /// "five each".
  var isEach = false
  /// The noun is "observers", and not only "people" or "representatives".
  var isSure = false
  /// What sort of observers: "long-term".
  var sort: String?
  /// A name inside: "24 OSCE/ODIHR observers".
  var inner: Int?
}

/// One step through a sentence: a quantity, a name, or a single token.
struct Item {
  enum Kind: Equatable {
    case quantity(Int)
    case name(Int)
    case word, mark
  }
  let kind: Kind
  let tokens: Range<Int>
  let marks: Marks
}

/// A sentence as a row of items.
struct Phrase {
  let tokens: [Token]
  var names: [Name]
  var quantities: [Quantity] = []
  var items: [Item] = []

  init(tokens: [Token], names: [Name], lexicon: Lexicon) {
    self.tokens = tokens
    self.names = names
    var nameAt: [Int: Int] = [:]
    for (index, name) in names.enumerated() { nameAt[name.tokens.lowerBound] = index }
    var taken = 0
    for number in Numbers.read(tokens, lexicon) {
      guard number.tokens.lowerBound >= taken,
        !names.contains(around: number.tokens.lowerBound)
      else { continue }
      let quantity = quantity(number, nameAt, lexicon)
      quantities.append(quantity)
      taken = quantity.tokens.upperBound
    }
    shareUnits()
    buildItems(nameAt)
  }

  // MARK: - What a number counts

  private func quantity(
    _ number: Number, _ nameAt: [Int: Int], _ lexicon: Lexicon
  ) -> Quantity {
    let written =
      number.isWritten
      ? tokens[number.tokens].map(\.text).joined(separator: " ") : nil
    var result = Quantity(
      tokens: number.tokens, value: number.value, written: written, unit: .bare)
    readBefore(&result)
    var place = number.tokens.upperBound
    var words = 0
    var audience: Marks = []
    var inner: Int?
    if place < tokens.count, tokens[place].marks.contains(.each), lexicon.code == "en" {
      result.isEach = true
      place += 1
    }
    while place < tokens.count, words < 7 {
      let token = tokens[place]
      if let index = nameAt[place], inner == nil, !token.marks.contains(.observer) {
        if words > 0 || names[index].role != .ignored || names[index].type == .country {
          inner = index
          place = names[index].tokens.upperBound
          words += 1
          continue
        }
      }
      guard token.kind == .word else {
        if token.isMark("/") || token.isDash && !token.spaced {
          place += 1
          continue
        }
        break
      }
      if token.marks.contains(.stranger) {
        result.unit = .other
        return result
      }
      if let unit = unit(at: place) {
        place = finish(&result, unit, place)
        break
      }
      let adjective = !token.marks.isDisjoint(with: [
        .international, .domestic, .more, .longTerm, .shortTerm, .independent, .accredited, .other,
      ])
      if token.marks.contains(.more), token.key != "new" || words == 0,
        !token.marks.contains(.other)
      {
        result.isMore = true
      }
      audience.formUnion(token.marks.intersection([.international, .domestic]))
      if token.marks.contains(.longTerm) { result.sort = "long-term observers" }
      if token.marks.contains(.shortTerm) { result.sort = "short-term observers" }
      if token.marks.contains(.independent) { result.sort = "independent observers" }
      if token.marks.contains(.and), words > 0, place + 1 < tokens.count,
        !tokens[place + 1].marks.isDisjoint(with: [.international, .domestic])
      {
        place += 1
        continue
      }
      if !adjective, !token.marks.isDisjoint(with: [.stop, .from, .of, .represent, .listing]) {
        break
      }
      if !adjective, token.marks.contains(.measure) {
        result.unit = .other
        return result
      }
      place += 1
      words += 1
    }
    switch audience {
    case [.international]: result.audience = .international
    case [.domestic]: result.audience = .domestic
    case [.international, .domestic]: result.audience = .mixed
    default: break
    }
    if result.unit == .bare {
      bareEnd(&result)
    } else {
      result.inner = inner
      result.tokens = number.tokens.lowerBound..<max(place, number.tokens.upperBound)
      if place < tokens.count, tokens[place].marks.contains(.each), lexicon.code == "en" {
        result.isEach = true
        result.tokens = result.tokens.lowerBound..<place + 1
      }
    }
    return result
  }

  private func unit(at place: Int) -> Quantity.Unit? {
    let marks = tokens[place].marks
    if marks.contains(.observer) { return .people }
    if tokens[place].isCapital, place > 0, !marks.contains(.person) { return nil }
    if marks.contains(.organizations) { return .organizations }
    if marks.contains(.countries) { return .countries }
    if marks.contains(.person) { return .people }
    return nil
  }

  /// Looks at the words right behind the noun: "observer groups", "representatives of the media".
  private func finish(_ result: inout Quantity, _ unit: Quantity.Unit, _ place: Int) -> Int {
    var end = place + 1
    result.unit = unit
    result.isSure = tokens[place].marks.contains(.observer)
    guard unit == .people else { return end }
    if end < tokens.count, tokens[end].kind == .word {
      let next = tokens[end].marks
      if next.contains(.stranger) {
        result.unit = .other
      } else if next.contains(.organizations), tokens[end].spaced,
        next.isDisjoint(with: [.from, .of, .represent])
      {
        result.unit = .organizations
        end += 1
      } else if next.contains(.observer), !result.isSure {
        result.isSure = true
        end += 1
      }
    }
    var ahead = end
    while ahead < tokens.count, ahead < end + 7, tokens[ahead].kind == .word {
      if tokens[ahead].marks.contains(.stranger), !tokens[ahead].isCapital {
        result.unit = .other
        break
      }
      if tokens[ahead].marks.contains(.and) { break }
      ahead += 1
    }
    return end
  }

  /// A number without a noun counts observers only where something ties it to a name.
  private func bareEnd(_ result: inout Quantity) {
    let end = result.tokens.upperBound
    guard end < tokens.count else { return }
    let next = tokens[end]
    if next.kind == .mark { return }
    if next.marks.contains(.each) {
      result.isEach = true
      return
    }
    let tied: Marks = [.from, .of, .represent, .and, .stop, .accredited, .listing, .more]
    let audience: Marks = [.international, .domestic]
    if next.marks.isDisjoint(with: tied), next.marks.isDisjoint(with: audience) {
      result.unit = .other
    }
  }

  private func readBefore(_ result: inout Quantity) {
    var place = result.tokens.lowerBound - 1
    var steps = 0
    while place >= 0, steps < 4, tokens[place].kind == .word {
      let marks = tokens[place].marks
      if marks.contains(.approximate) { result.isApproximate = true }
      if marks.contains(.more), !marks.contains(.approximate) || tokens[place].key == "further" {
        result.isMore = true
      }
      if tokens[place].key == "по" { result.isEach = true }
      let passes: Marks = [.approximate, .more, .article, .altogether]
      guard
        !marks.isDisjoint(with: passes)
          || ["than", "least", "to", "чем"].contains(tokens[place].key)
      else { break }
      place -= 1
      steps += 1
    }
    // The phrases' marks stand on their first word: "more than" is no "more".
    let start = result.tokens.lowerBound
    if start >= 2, ["than", "чем"].contains(tokens[start - 1].key) { result.isMore = false }
    if start >= 2, tokens[start - 1].key == "to", tokens[start - 2].key != "up" {
      result.isApproximate = false
    }
    // "so far 71": not "so".
    if start >= 1, tokens[start - 1].key == "or" { result.isApproximate = false }
  }

  /// "36 local and 28 international organizations": the first number shares the noun of the second.
  private mutating func shareUnits() {
    guard quantities.count > 1 else { return }
    for index in (0..<quantities.count - 1).reversed() {
      let next = quantities[index + 1]
      guard quantities[index].unit == .bare || quantities[index].unit == .other,
        next.unit == .people || next.unit == .organizations || next.unit == .other,
        next.audience != nil, next.inner == nil
      else { continue }
      let between = quantities[index].tokens.upperBound..<next.tokens.lowerBound
      guard between.count >= 2, between.count <= 3,
        tokens[between.upperBound - 1].marks.contains(.and),
        between.dropLast().allSatisfy({
          !tokens[$0].marks.isDisjoint(with: [.international, .domestic])
        })
      else { continue }
      quantities[index].unit = next.unit
      quantities[index].isSure = next.isSure
      quantities[index].audience =
        between.contains { tokens[$0].marks.contains(.domestic) } ? .domestic : .international
      quantities[index].tokens = quantities[index].tokens.lowerBound..<between.upperBound - 1
    }
  }

  private mutating func buildItems(_ nameAt: [Int: Int]) {
    var quantityAt: [Int: Int] = [:]
    for (index, quantity) in quantities.enumerated() {
      quantityAt[quantity.tokens.lowerBound] = index
    }
    var place = 0
    while place < tokens.count {
      if let index = quantityAt[place] {
        let range = place..<max(quantities[index].tokens.upperBound, place + 1)
        items.append(Item(kind: .quantity(index), tokens: range, marks: []))
        place = range.upperBound
      } else if let index = nameAt[place] {
        let range = names[index].tokens
        items.append(Item(kind: .name(index), tokens: range, marks: []))
        place = max(range.upperBound, place + 1)
      } else {
        let token = tokens[place]
        items.append(
          Item(
            kind: token.kind == .word ? .word : .mark, tokens: place..<place + 1,
            marks: token.marks))
        place += 1
      }
    }
  }
}

extension [Name] {
  /// Whether one of the names, in order, covers the token.
  func contains(around token: Int) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].tokens.contains(token)
  }
}
