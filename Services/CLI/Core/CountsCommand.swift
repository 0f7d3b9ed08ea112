import JSON
import Records
import Runtime

extension Command {
  private static let by = Setting(
    "by", .choice(["organization", "country", "total"]), help: "Only subjects of this kind")
  private static let csv = Setting(
    "csv", .bool, default: "false", help: "Print comma-separated values, for spreadsheets")

  static let counts = Command(
    name: "counts", summary: "Show how many observers are accredited, for whom",
    arguments: "[ELECTION]",
    details: "Without ELECTION it shows all of them.",
    settings: [by, .json, csv, .serviceURL], environment: [.serviceURL]
  ) { invocation in
    try invocation.allowArguments(1)
    let settings = invocation.settings
    guard !(settings.bool(.json) && settings.bool(csv)) else {
      throw CommandError.usage("--json and --csv exclude each other.")
    }
    let service = CountsService(url: settings[.serviceURL])
    let elections = try service.elections(invocation.arguments.first)
    let console = invocation.console
    var all: [(election: String, counts: [JSONValue])] = []
    for election in elections {
      all.append((election, try service.counts(election, by: settings.text(by))))
    }
    if settings.bool(.json) {
      console.line(CountsTable.document("counts", all.flatMap(\.counts)))
    } else if settings.bool(csv) {
      for line in CountsTable.csv(all.flatMap(\.counts)) { console.line(line) }
    } else {
      if all.isEmpty { console.line("Nothing is counted yet.") }
      for (election, counts) in all {
        let findings = try service.findings(election)
        CountsTable.show(election, counts, findings: findings.count, on: console)
      }
    }
    return ExitCode.success
  }

  private static let all = Setting(
    "all", .bool, default: "false", help: "Also findings that are closed")

  static let findings = Command(
    name: "findings", summary: "Show what does not add up", arguments: "[ELECTION]",
    details: "Without ELECTION it shows those of all.",
    settings: [all, .json, .serviceURL], environment: [.serviceURL]
  ) { invocation in
    try invocation.allowArguments(1)
    let settings = invocation.settings
    let service = CountsService(url: settings[.serviceURL])
    let elections = try service.elections(invocation.arguments.first)
    let console = invocation.console
    var found: [JSONValue] = []
    for election in elections {
      found += try service.findings(election, closed: settings.bool(all))
    }
    if settings.bool(.json) {
      console.line(CountsTable.document("findings", found))
    } else if found.isEmpty {
      console.line(
        elections.isEmpty ? "Nothing is counted yet." : "Nothing contradicts anything else.")
    } else {
      for finding in found { FindingLines.show(finding, on: console) }
    }
    return ExitCode.success
  }
}

/// Records of `observers.counts` for people and for spreadsheets.
enum CountsTable {
  /// `{"counts": […]}` and the like.
  static func document(_ name: String, _ items: [JSONValue]) -> [UInt8] {
    var writer = JSONWriter()
    writer.value(.object([(name: name, value: .array(items))]))
    return writer.bytes
  }

  /// A heading and a table for each audience, then how many findings there are.
  static func show(_ election: String, _ counts: [JSONValue], findings: Int, on console: Console) {
    let audiences = Audience.allCases.map(\.rawValue).filter { audience in
      counts.contains { $0["audience"]?.string == audience }
    }
    let election = TextTable.safe(election)
    if audiences.isEmpty {
      console.line("\(console.styled(election, .bold)): nothing is counted yet.")
    }
    for audience in audiences {
      console.line(console.styled("\(election), \(audience) observers", .bold))
      for line in lines(counts.filter { $0["audience"]?.string == audience }) { console.line(line) }
      console.line()
    }
    switch findings {
    case 0: console.line("Nothing contradicts anything else.")
    case 1: console.line("1 finding; see: scrutineer findings \(election)")
    default: console.line("\(findings) findings; see: scrutineer findings \(election)")
    }
    console.line()
  }

  private static let kinds: [(member: String, title: String)] = [
    ("declared", "DECLARED"), ("registered", "REGISTERED"), ("proposed", "PROPOSED"),
    ("expected", "EXPECTED"), ("deployed", "DEPLOYED"),
  ]

  /// Totals, then organizations and countries, the largest first. Kinds of number that no subject has
  /// get no column.
  static func lines(_ counts: [JSONValue]) -> [String] {
    let shown = kinds.filter { kind in counts.contains { ($0[kind.member]?.integer ?? 0) != 0 } }
    let columns = shown.isEmpty ? [kinds[0]] : shown
    var table = TextTable(
      [("SUBJECT", .left)] + columns.map { ($0.title, .right) }
        + [("AS OF", .left), ("NOTES", .left), ("SOURCES", .left)])
    for count in counts.sorted(by: isBefore) {
      var notes: [String] = []
      if count["inferred"]?.bool == true { notes.append("inferred") }
      if count["approximate"]?.bool == true { notes.append("approximate") }
      let numbers = columns.map { column in
        let number = count[column.member]?.integer
        return column.member == "registered" && number == 0 ? "–" : number.map(String.init) ?? "–"
      }
      let sources = (count["sources"]?.array ?? []).compactMap(\.string)
      table.add(
        [name(count)] + numbers
          + [
            count["as_of"]?.string ?? "", notes.joined(separator: ", "),
            sources.joined(separator: "; "),
          ])
    }
    return table.lines
  }

  /// Header and one line per subject (RFC 4180). Texts that a spreadsheet would take for a formula
  /// get an apostrophe in front.
  static func csv(_ counts: [JSONValue]) -> [String] {
    let header =
      "election,audience,type,id,name,declared,registered,proposed,expected,deployed,inferred,"
      + "approximate,as_of,sources,updated"
    return [header]
      + counts.sorted {
        let (left, right) = ($0["election"]?.string ?? "", $1["election"]?.string ?? "")
        return left == right ? isBefore($0, $1) : left < right
      }.map { count in
        let subject = count["subject"]
        let sources = (count["sources"]?.array ?? []).compactMap(\.string).joined(separator: "; ")
        let texts =
          [
            count["election"]?.string, count["audience"]?.string, subject?["type"]?.string,
            subject?["id"]?.string, subject?["name"]?.string,
          ].map { csvText($0 ?? "") }
        let numbers = kinds.map { count[$0.member]?.integer.map(String.init) ?? "" }
        let marks = ["inferred", "approximate"].map { count[$0]?.bool == true ? "true" : "false" }
        let rest = [count["as_of"]?.string ?? "", sources, count["updated"]?.string ?? ""].map(
          csvText)
        return (texts + numbers + marks + rest).joined(separator: ",")
      }
  }

  static func csvText(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
      text = "'" + text
    }
    let needsQuotes = text.unicodeScalars.contains {
      $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r"
    }
    guard needsQuotes else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  private static func type(_ count: JSONValue) -> SubjectType {
    count["subject"]?["type"]?.string.flatMap(SubjectType.init(rawValue:)) ?? .category
  }

  private static func name(_ count: JSONValue) -> String {
    let subject = count["subject"]
    let name = subject?["name"]?.string ?? ""
    let id = subject?["id"]?.string
    switch type(count) {
    case .total: return "All observers"
    case .organizationsTotal: return "All organizations"
    case .countriesTotal: return "All countries"
    case .organizationNumber: return "Number of organizations"
    case .countryNumber: return "Number of countries"
    case .organization, .country:
      return name.isEmpty ? id ?? "?" : "\(name) \(id.map { "[\($0)]" } ?? "(unresolved)")"
    case .category: return name
    }
  }

  private static func isBefore(_ left: JSONValue, _ right: JSONValue) -> Bool {
    let order: [SubjectType] = [
      .total, .organizationsTotal, .organizationNumber, .countriesTotal, .countryNumber,
      .organization, .country, .category,
    ]
    let ranks = [left, right].map { order.firstIndex(of: type($0)) ?? order.count }
    guard ranks[0] == ranks[1] else { return ranks[0] < ranks[1] }
    let numbers = [left, right].map {
      max($0["declared"]?.integer ?? -1, $0["registered"]?.integer ?? 0)
    }
    return numbers[0] == numbers[1] ? name(left) < name(right) : numbers[0] > numbers[1]
  }
}

/// Findings as lines.
enum FindingLines {
  static func show(_ finding: JSONValue, on console: Console) {
    let severity = Wording.severity(finding["severity"]?.string ?? "", console)
    let sentence = TextTable.safe(finding["sentence"]?.string ?? "")
    var state = ""
    if let closed = finding["closed"]?.string { state = " (closed \(TextTable.safe(closed)))" }
    console.line("\(severity) \(sentence)\(state)")
    let election = TextTable.safe(finding["election"]?.string ?? "")
    let code = TextTable.safe(finding["code"]?.string ?? "")
    let sources = (finding["sources"]?.array ?? []).compactMap(\.string)
    let by = sources.isEmpty ? "" : ", by \(TextTable.safe(sources.joined(separator: "; ")))"
    let statements = finding["statements"]?.array?.count ?? 0
    let resting = "\(statements) statement\(statements == 1 ? "" : "s")\(by)"
    console.line(console.styled("         \(election), \(code), from \(resting)", .dim))
  }

  /// Tells two answers of the service apart: the same question keeps its key.
  static func key(_ finding: JSONValue) -> String {
    let subject = finding["subject"]
    let subjects = subject?.array?.compactMap(\.string) ?? [subject?.string ?? ""]
    return
      ([
        finding["election"]?.string ?? "", finding["audience"]?.string ?? "",
        finding["code"]?.string ?? "",
      ] + subjects).joined(separator: "/")
  }
}
