import Records

/// Names that a sentence lists without a number of their own.
extension ClaimReader {
  mutating func listNames() {
    let speaks: Marks = [.observer, .organizations, .countries, .accredited, .represent]
    let goesOn = topic.age <= 3 && phrase.tokens.contains { $0.isMark(":") }
    guard !marks.isDisjoint(with: speaks) || hasEmbassies || topic.announces || goesOn
    else { return }
    var isOpen = topic.announces && topic.age <= 6
    var listed = 0
    for item in phrase.items.indices {
      let step = phrase.items[item]
      switch step.kind {
      case .name(let name):
        let subject = phrase.names[name]
        let plain =
          subject.role == .subject
          || subject.role == .adjective && listed > 0 && isClosed(item) && afterComma(item)
        if subject.role == .ignored { break }
        if subject.via != nil { isOpen = true }
        guard isOpen, plain, isClosed(item) else {
          isOpen = isOpen && boundNames.contains(name)
          break
        }
        if !boundNames.contains(name) {
          addUncounted(name)
        }
        listed += 1
      case .quantity(let index):
        if phrase.quantities[index].unit == .other { isOpen = false }
      case .mark:
        if step.isMark(":", phrase.tokens) { isOpen = topic.age <= 6 }
      case .word:
        if opensList(item) {
          isOpen = true
        } else if step.marks.isDisjoint(with: [
          .and, .article, .from, .of, .more, .other, .observer, .person, .international, .represent,
          .listing, .countries, .organizations, .location, .each, .give, .embassy,
        ]),
          !["well", "as", "all", "number", "several"].contains(
            phrase.tokens[step.tokens.lowerBound].key)
        {
          isOpen = false
        }
      }
    }
  }

  func opensList(_ item: Int) -> Bool {
    let marks = phrase.items[item].marks
    guard marks.contains(.listing) else { return false }
    guard marks.contains(.from) || phrase.items[item].isWord(phrase.tokens, "are") else {
      return true
    }
    // "observers from", "bodies are": what is listed must have been named just before.
    var place = item - 1
    while place >= 0, place >= item - 5 {
      switch phrase.items[place].kind {
      case .quantity(let index): return phrase.quantities[index].unit != .other
      case .word:
        if !phrase.items[place].marks.isDisjoint(with: [
          .observer, .organizations, .countries, .person,
        ]) {
          return true
        }
      default: return false
      }
      place -= 1
    }
    return false
  }

  /// Whether a name stands by itself, and not as part of something longer.
  func isClosed(_ item: Int) -> Bool {
    let next = item + 1
    guard next < phrase.items.count else { return true }
    let step = phrase.items[next]
    switch step.kind {
    case .mark:
      return [",", ";", ".", ")", "(", "…", "\"", "”", "»"].contains(
        phrase.tokens[step.tokens.lowerBound].text)
    case .word:
      return step.marks.contains(.and) || step.marks.contains(.embassy)
        || phrase.tokens[step.tokens.lowerBound].key == "as"
        || step.marks.contains(.location) && next + 1 < phrase.items.count
          && isIgnored(next + 1)
    default: return false
    }
  }

  func isIgnored(_ item: Int) -> Bool {
    for place in item..<min(item + 2, phrase.items.count) {
      if case .name(let name) = phrase.items[place].kind {
        return phrase.names[name].role == .ignored
      }
    }
    return false
  }
}
