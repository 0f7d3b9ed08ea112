import Extraction
import JSON
import Records
import Runtime

extension Setting {
  static let publisher = Setting("publisher", .text, help: "Who published the text")
  static let published = Setting(
    "published", .text, help: "When it was published, as in 2021-01-05 or 2021-01-05T09:35:00Z")
  static let title = Setting("title", .text, help: "The headline of the text")
  static let language = Setting("language", .text, help: "Its language, as in en or ru")
  static let documentURL = Setting("url", .text, help: "Where the text stands on the web")
  static let election = Setting(
    "election", .text, help: "The election it is about, as in kz-2021-parliamentary")
}

/// What the command line says about a text beyond the text.
struct BulletinFlags {
  static let settings: [Setting] = [
    .publisher, .published, .title, .language, .documentURL, .election,
  ]

  private let fields: [(name: StaticString, value: String)]

  /// - Throws: `CommandError` for a date or an election key that is none.
  init(_ settings: Settings) throws(CommandError) {
    var fields: [(name: StaticString, value: String)] = []
    let names: [(StaticString, Setting)] = [
      ("title", .title), ("publisher", .publisher), ("published", .published),
      ("language", .language), ("url", .documentURL), ("election", .election),
    ]
    for (name, setting) in names {
      if let value = settings.text(setting) { fields.append((name, value)) }
    }
    if let published = settings.text(.published), Timestamp(published) == nil {
      throw .usage("--published must be a date or an RFC 3339 time, as in 2021-01-05.")
    }
    if let election = settings.text(.election), ElectionKey(election) == nil {
      throw .usage(
        "--election must be like kz-2021-parliamentary, with one of the kinds "
          + ElectionKind.allCases.map(\.rawValue).joined(separator: ", ") + ".")
    }
    self.fields = fields
  }

  /// Whether nothing was said.
  var isEmpty: Bool { fields.isEmpty }

  /// The text as a message of its own.
  func message(around text: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("type", "bulletin")
      for (name, value) in fields { writer.member(name, value) }
      writer.member("text", text)
    }
    return writer.bytes
  }

  /// Says it of a bulletin; what the bulletin knew already gives way.
  func apply(to bulletin: inout Bulletin) {
    for (name, value) in fields {
      switch String(describing: name) {
      case "title": bulletin.title = value
      case "publisher": bulletin.publisher = value
      case "published": bulletin.published = value
      case "language": bulletin.language = value
      case "url": bulletin.url = value
      default: bulletin.election = value
      }
    }
  }
}
