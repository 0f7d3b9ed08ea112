import Records

/// A row of a table with several numbers, each of which its column tells apart: "Local observers | 12,450
/// | 11,982" below "Category | Applications | Accredited".
struct Columns {
  /// What the head of each column but the first can do, as its words tell.
  private let heads: [Marks]

  /// From the head of a table; `nil` for any other sentence.
  init?(head tokens: ArraySlice<Token>, _ page: Page) {
    for index in tokens.indices where tokens[index].isDigits || tokens[index].isStop { return nil }
    let cells = Self.cells(tokens, page)
    guard cells.count > 2, cells.allSatisfy({ $0.count <= 5 }) else { return nil }
    heads = cells.dropFirst().map { tokens[$0].reduce(into: Marks()) { $0.formUnion($1.marks) } }
    guard heads.contains(where: { !$0.isDisjoint(with: Self.telling) }) else { return nil }
  }

  private static let telling: Marks = Marks.events.union([
    .observer, .person, .body, .state, .number, .altogether, .foreign, .domestic,
  ])

  /// The first cell of a row, and of the others the tokens and what is told of them; `nil` where the row
  /// is none of this table.
  func read(
    _ tokens: ArraySlice<Token>, _ page: Page
  ) -> (label: Range<Int>, cells: [(tokens: Range<Int>, head: Marks)])? {
    let cells = Self.cells(tokens, page)
    guard cells.count == heads.count + 1, let label = cells.first,
      cells.dropFirst().allSatisfy({ tokens[$0].allSatisfy { !$0.isWord } })
    else { return nil }
    return (label, zip(cells.dropFirst(), heads).map { ($0, $1) })
  }

  /// What stands between lines, tabs or more than one blank.
  private static func cells(_ tokens: ArraySlice<Token>, _ page: Page) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = tokens.startIndex
    for index in tokens.indices {
      if tokens[index].isMark("|") {
        if index > start { cells.append(start..<index) }
        start = index + 1
      } else if index > start,
        page.hasGap(tokens[index - 1].range.upperBound, tokens[index].range.lowerBound)
      {
        cells.append(start..<index)
        start = index
      }
    }
    if start < tokens.endIndex { cells.append(start..<tokens.endIndex) }
    return cells
  }
}

extension Page {
  /// Whether a tab or more than one blank stands between two places.
  func hasGap(_ start: Int, _ end: Int) -> Bool {
    guard end - start > 1 else { return end > start && bytes[start] == 0x09 }
    var blanks = 0
    for place in start..<end {
      if bytes[place] == 0x09 { return true }
      if bytes[place] == 0x20 { blanks += 1 }
    }
    return blanks > 1
  }
}

extension ClaimReader {
  /// Makes claims of a row of a table with several columns; `false` where the sentence is none.
  mutating func readRow(of columns: Columns) -> Bool {
    guard let row = columns.read(phrase.tokens, page) else { return false }
    let told = phrase.tokens[row.label].reduce(into: Marks()) { $0.formUnion($1.marks) }
    guard !told.contains(.stranger) else { return true }
    let name = phrase.names.indices.first {
      phrase.names[$0].role == .subject && row.label.contains(phrase.names[$0].tokens.lowerBound)
    }
    for cell in row.cells {
      guard
        let quantity = phrase.quantities.first(where: { cell.tokens.contains($0.tokens.lowerBound) }
        ),
        !cell.head.contains(.stranger)
      else { continue }
      addCell(quantity, cell.head, name, told, row.label)
    }
    return true
  }

  private mutating func addCell(
    _ quantity: Quantity, _ head: Marks, _ name: Int?, _ told: Marks, _ label: Range<Int>
  ) {
    var quantity = quantity
    quantity.unit = .people
    let marks = head.union(told)
    switch marks.intersection([.foreign, .domestic]) {
    case .foreign: quantity.audience = .international
    case .domestic: quantity.audience = .domestic
    default: break
    }
    let scope = Events.scope(head)
    if let name {
      guard head.isDisjoint(with: [.body, .state]) else { return }
      addCell(subject(of: phrase.names[name]), quantity, scope)
    } else if !head.isDisjoint(with: [.body, .state]) {
      let type: SubjectType = head.contains(.body) ? .organizationNumber : .countryNumber
      guard told.isDisjoint(with: [.diplomatic, .embassy]) else { return }
      addCell(Subject(type, name: text(label)), quantity, scope)
    } else {
      let isAll = !told.isDisjoint(with: [.observer, .altogether]) && told.isDisjoint(with: .body)
      addCell(Subject(isAll ? .total : .category, name: text(label)), quantity, scope)
    }
  }

  private mutating func addCell(_ subject: Subject, _ quantity: Quantity, _ scope: Scope?) {
    var claim = Claim(
      subject: subject, count: quantity.value, scope: scope ?? topic.scope,
      span: span(quantity.tokens), sentence: span(sentence.tokens))
    claim.audience = quantity.audience
    claim.isHeading = false
    claim.isTold = true
    topic.claims.append(claim)
  }
}
