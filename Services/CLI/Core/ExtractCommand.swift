import Extraction
import JSON
import Reckoning
import Records
import Registry
import Runtime

extension Command {
  static let extract = Command(
    name: "extract", summary: "Show the statements and findings of a text, offline",
    arguments: "FILE|-",
    details: "FILE is plain text, HTML (.html, .htm, or by its first tag) or a bulletin as JSON.",
    settings: [.json] + BulletinFlags.settings
  ) { invocation in
    try invocation.allowArguments(1)
    guard let path = invocation.arguments.first else {
      throw CommandError.usage("extract needs a file, or - to read standard input.")
    }
    let text = try Input.text(Input.read(path), from: path)
    var bulletin = try Report.bulletin(text, from: path)
    try BulletinFlags(invocation.settings).apply(to: &bulletin)
    let report = Report(bulletin)
    if invocation.settings.bool(.json) {
      invocation.console.line(report.json)
    } else {
      report.show(on: invocation.console)
    }
    return ExitCode.success
  }
}

/// One text, read: what `extract` prints.
struct Report {
  let text: String
  let extract: Extract
  let findings: [ReportFinding]

  init(_ bulletin: Bulletin) {
    text = bulletin.text
    extract = Extractor().extract(bulletin)
    findings = Reckoner.findings(inReport: extract.statements)
  }

  /// Tells text, HTML and JSON apart by the name of the file, else by its beginning.
  ///
  /// - Throws: `CommandError`, 65, for JSON that is no bulletin.
  static func bulletin(_ text: String, from path: String) throws(CommandError) -> Bulletin {
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    switch Input.fileExtension(path) {
    case "html", "htm", "xhtml": return Bulletin(text: text, isHTML: true)
    case "json": return try bulletin(json: text, from: path)
    default:
      if path == Input.standardInput, start.hasPrefix("{") {
        return try bulletin(json: text, from: path)
      }
      let head = start.prefix(64).lowercased()
      let isHTML = head.hasPrefix("<!doctype html") || head.hasPrefix("<html")
      return Bulletin(text: text, isHTML: isHTML)
    }
  }

  private static func bulletin(json text: String, from path: String) throws(CommandError)
    -> Bulletin
  {
    let json: JSONValue
    do { json = try JSONReader().read(text) } catch {
      throw .data("\(Input.name(path)) is no valid JSON: \(error).")
    }
    guard json["type"]?.string == "bulletin", let text = json["text"]?.string else {
      throw .data(
        "\(Input.name(path)) is no bulletin: it needs \"type\": \"bulletin\" and a \"text\".")
    }
    return Bulletin(
      text: text, title: json["title"]?.string, publisher: json["publisher"]?.string,
      published: json["published"]?.string, language: json["language"]?.string,
      url: json["url"]?.string, election: json["election"]?.string)
  }

  /// One document (DESIGN.md, section 7).
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("language", extract.language)
      writer.member("published", extract.published)
      writer.member("as_of", extract.asOf?.description)
      writer.name("election")
      writer.object { writer in
        writer.member("key", extract.election.key)
        writer.member("country", extract.election.country)
        writer.member("kind", extract.election.kind?.rawValue)
        writer.member("year", extract.election.year)
        writer.member("date", extract.election.date?.description)
      }
      writer.name("statements")
      writer.array { writer in
        for statement in extract.statements { Self.write(statement, to: &writer) }
      }
      writer.name("findings")
      writer.array { writer in
        for finding in findings {
          writer.object { writer in
            writer.member("code", finding.code.rawValue)
            writer.member("stated", finding.stated)
            writer.member("itemised", finding.itemised)
            writer.member("difference", finding.difference)
            writer.name("statements")
            writer.array { writer in for place in finding.statements { writer.value(place) } }
          }
        }
      }
    }
    return writer.bytes
  }

  private static func write(_ statement: Statement, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("subject")
      statement.subject.write(to: &writer)
      writer.member("count", statement.count)
      writer.member("count_as_written", statement.countAsWritten)
      writer.member("scope", statement.scope.rawValue)
      writer.member("audience", statement.audience.rawValue)
      writer.member("approximate", statement.approximate)
      writer.member("part_of", statement.partOf)
      writer.member("via", statement.via)
      writer.member("inferred", statement.inferred)
      writer.name("span")
      if let span = statement.span {
        writer.array { writer in
          writer.value(span.lowerBound)
          writer.value(span.upperBound)
        }
      } else {
        writer.null()
      }
    }
  }

  /// The same for people: the text with what was read marked in it, the statements as a table, and what
  /// does not add up.
  func show(on console: Console) {
    for line in MarkedText(text, extract.statements, console).lines { console.line(line) }
    console.line()
    let election = extract.election.key ?? "not told by the text"
    console.line("Election: \(election)")
    console.line(
      "As of \(extract.asOf?.description ?? "an unknown day"), published "
        + "\(TextTable.safe(extract.published ?? "on an unknown day")), "
        + "language \(TextTable.safe(extract.language ?? "unknown"))")
    console.line()
    guard !extract.statements.isEmpty else {
      console.line("The text states no number of observers that can be told for certain.")
      return
    }
    var table = TextTable([
      ("#", .right), ("SUBJECT", .left), ("COUNT", .right), ("SCOPE", .left), ("AUDIENCE", .left),
      ("NOTES", .left),
    ])
    for (place, statement) in extract.statements.enumerated() {
      var notes: [String] = []
      if statement.inferred { notes.append("inferred") }
      if statement.approximate { notes.append("approximate") }
      if let written = statement.countAsWritten { notes.append("written \"\(written)\"") }
      if let part = statement.partOf { notes.append("part of #\(part)") }
      if let via = statement.via { notes.append("by \(via)") }
      table.add([
        "\(place)", Wording.subject(statement.subject), statement.count.map(String.init) ?? "–",
        statement.scope.rawValue, statement.audience.rawValue, notes.joined(separator: ", "),
      ])
    }
    for line in table.lines { console.line(line) }
    console.line()
    if findings.isEmpty { console.line("Nothing in it contradicts anything else in it.") }
    for finding in findings {
      let numbers = finding.statements.map { "#\($0)" }.joined(separator: " ")
      console.line(
        "\(Wording.severity(finding.code.severity.rawValue, console)) \(TextTable.safe(finding.sentence))"
          + console.styled("  \(finding.code.rawValue), statements \(numbers)", .dim))
    }
  }
}

/// How things are called in tables.
enum Wording {
  static func subject(_ subject: Subject) -> String {
    switch subject.type {
    case .total: return "all observers"
    case .organizationsTotal: return "of organizations"
    case .countriesTotal: return "of countries"
    case .organizationNumber: return "number of organizations"
    case .countryNumber: return "number of countries"
    case .organization, .country:
      let known = subject.id ?? "(\(subject.status.rawValue))"
      return subject.name.isEmpty
        ? known : "\(subject.name) \(subject.id.map { "[\($0)]" } ?? known)"
    case .category: return subject.name
    }
  }

  /// The word in its colour, in a column of its own.
  static func severity(_ name: String, _ console: Console) -> String {
    let padded = name + String(repeating: " ", count: max(0, 8 - name.count))
    switch name {
    case "conflict": return console.styled(padded, .red)
    case "gap": return console.styled(padded, .yellow)
    default: return padded
    }
  }
}
