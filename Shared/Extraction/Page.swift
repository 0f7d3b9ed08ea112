/// The text of a bulletin without markup, and where each scalar of it stood in the text as given.
struct Page {
  private(set) var scalars: [Unicode.Scalar] = []
  /// One more than `scalars`: the last is the end of the raw text.
  private var places: [Int] = []

  init(_ text: String, isHTML: Bool) {
    let raw = Array(text.unicodeScalars)
    scalars.reserveCapacity(raw.count)
    places.reserveCapacity(raw.count + 1)
    if isHTML {
      readMarkup(raw)
    } else {
      for (place, scalar) in raw.enumerated() { append(scalar, at: place) }
    }
    places.append(raw.count)
  }

  /// The raw span of a range of this page.
  func raw(_ range: Range<Int>) -> Range<Int> {
    guard let last = range.last else { return places[range.lowerBound]..<places[range.lowerBound] }
    return places[range.lowerBound]..<max(places[last] + 1, places[range.lowerBound])
  }

  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// Makes one paragraph of the two lines around a line break.
  mutating func join(at place: Int) { scalars[place] = " " }

  /// Soft hyphens and other marks without width go; every kind of blank becomes a space.
  private mutating func append(_ scalar: Unicode.Scalar, at place: Int) {
    switch scalar {
    case "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{FEFF}", "\u{2060}", "¬": return
    case "\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}", "\t": scalars.append(" ")
    case "\r", "\u{2028}", "\u{2029}", "\u{0B}", "\u{0C}", "\u{85}": scalars.append("\n")
    default: scalars.append(scalar)
    }
    places.append(place)
  }

  // MARK: - HTML

  private static let breaking: Set<String> = [
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6",
    "section",
    "article", "header", "footer", "blockquote", "figure", "figcaption", "dt", "dd", "hr", "main",
    "body", "title", "option", "pre",
  ]
  private static let hidden: Set<String> = [
    "script", "style", "noscript", "template", "svg", "head",
  ]
  private static let entities: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–",
    "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«",
    "raquo": "»", "bdquo": "„", "hellip": "…", "bull": "•", "middot": "·", "shy": "\u{AD}",
    "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "ntilde": "ñ", "aacute": "á",
    "iacute": "í", "oacute": "ó", "uacute": "ú", "ouml": "ö", "uuml": "ü", "auml": "ä",
    "thinsp": " ", "ensp": " ", "emsp": " ", "zwnj": "\u{200C}", "ecirc": "ê", "ocirc": "ô",
  ]

  private mutating func readMarkup(_ raw: [Unicode.Scalar]) {
    var place = 0
    while place < raw.count {
      switch raw[place] {
      case "<":
        guard let end = Self.endOfTag(raw, place) else { fallthrough }
        let name = Self.tagName(raw, place + 1)
        if Self.breaking.contains(name) {
          append("\n", at: place)
          append("\n", at: place)
        } else if name == "td" || name == "th" {
          append(" ", at: place)
        }
        place = end
        if Self.hidden.contains(name) { place = Self.endOfElement(raw, name, from: place) }
      case "&":
        if let (scalar, end) = Self.entity(raw, place) {
          append(scalar, at: place)
          place = end
        } else {
          fallthrough
        }
      case "\n", "\r":
        append(" ", at: place)
        place += 1
      default:
        append(raw[place], at: place)
        place += 1
      }
    }
  }

  /// `nil` for a `<` that opens no tag.
  private static func endOfTag(_ raw: [Unicode.Scalar], _ start: Int) -> Int? {
    guard start + 1 < raw.count else { return nil }
    let first = raw[start + 1]
    guard first == "/" || first == "!" || first == "?" || first.properties.isAlphabetic else {
      return nil
    }
    if first == "!", start + 3 < raw.count, raw[start + 2] == "-", raw[start + 3] == "-" {
      var place = start + 4
      while place + 2 < raw.count {
        if raw[place] == "-", raw[place + 1] == "-", raw[place + 2] == ">" { return place + 3 }
        place += 1
      }
      return raw.count
    }
    var place = start + 1
    while place < raw.count {
      if raw[place] == ">" { return place + 1 }
      if raw[place] == "<" { return nil }
      place += 1
    }
    return nil
  }

  private static func tagName(_ raw: [Unicode.Scalar], _ start: Int) -> String {
    var name = ""
    var place = start < raw.count && raw[start] == "/" ? start + 1 : start
    while place < raw.count, place < start + 12, raw[place].isASCII,
      raw[place].properties.isAlphabetic || raw[place].properties.numericType != nil
    {
      name.unicodeScalars.append(raw[place])
      place += 1
    }
    return name.lowercased()
  }

  private static func endOfElement(_ raw: [Unicode.Scalar], _ name: String, from start: Int) -> Int
  {
    var place = start
    while place + 1 < raw.count {
      if raw[place] == "<", raw[place + 1] == "/", tagName(raw, place + 1) == name {
        return endOfTag(raw, place) ?? raw.count
      }
      place += 1
    }
    return raw.count
  }

  private static func entity(_ raw: [Unicode.Scalar], _ start: Int) -> (Unicode.Scalar, Int)? {
    var name = ""
    var place = start + 1
    while place < raw.count, place < start + 12, raw[place] != ";" {
      guard raw[place].isASCII else { return nil }
      name.unicodeScalars.append(raw[place])
      place += 1
    }
    guard place < raw.count, raw[place] == ";" else { return nil }
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let code =
        digits.first == "x" || digits.first == "X"
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return code.flatMap(Unicode.Scalar.init).map { ($0, place + 1) }
    }
    return entities[name].map { ($0, place + 1) }
  }
}
