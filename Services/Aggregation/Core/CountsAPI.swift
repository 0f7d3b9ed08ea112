package import HTTP
private import JSON
private import Records

/// The routes that tell what stands.
package struct CountsAPI: Sendable {
  private let board: Board

  package init(board: Board) { self.board = board }

  package func addRoutes(to router: inout Router) {
    router.get("/") { [self] _ in
      .init(
        headers: [
          "Content-Type": "text/html; charset=utf-8",
          "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        ], body: Array(Page(board: board).html.utf8))
    }
    router.get("/v1/elections") { [self] _ in elections() }
    router.get("/v1/elections/{election}") { [self] request in
      let election = try known(request)
      var writer = JSONWriter()
      write(election, to: &writer)
      return .json(writer.bytes)
    }
    router.get("/v1/elections/{election}/counts") { [self] request in
      .json(list("counts", try counts(request).map(\.json)))
    }
    router.get("/v1/elections/{election}/counts.csv") { [self] request in
      .init(
        headers: ["Content-Type": "text/csv; charset=utf-8; header=present"],
        body: Array(Self.csv(try counts(request)).utf8))
    }
    router.get("/v1/elections/{election}/findings") { [self] request in
      let election = try known(request)
      let withClosed = request.query("closed") == "true"
      return .json(
        list(
          "findings",
          board.findings(of: election).filter { withClosed || !$0.isClosed }.map(\.json)))
    }
  }

  private func elections() -> HTTPResponse {
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("elections")
      writer.array { writer in
        for election in board.elections() { write(election, to: &writer) }
      }
    }
    return .json(writer.bytes)
  }

  private func write(_ election: String, to writer: inout JSONWriter) {
    let counts = board.counts(of: election) ?? []
    let total = counts.first { $0.type == SubjectType.total.rawValue }
    let findings = board.findings(of: election).filter { !$0.isClosed }
    writer.object { writer in
      writer.member("election", election)
      writer.member("declared", total?.declared)
      writer.member("registered", total?.registered ?? 0)
      writer.member("subjects", counts.count)
      writer.member("findings", findings.count)
      writer.member("updated", counts.compactMap { $0.record["updated"]?.string }.max())
    }
  }

  private func known(_ request: HTTPRequest) throws(HTTPProblem) -> String {
    let election = request.parameters["election"] ?? ""
    guard ElectionKey(election) != nil else {
      throw HTTPProblem(
        400, "invalid-election", "An election's key is like kz-2021-parliamentary.")
    }
    guard board.counts(of: election) != nil else {
      throw HTTPProblem(
        404, "unknown-election",
        "Nothing is known of this election. /v1/elections lists the others.")
    }
    return election
  }

  private func counts(_ request: HTTPRequest) throws(HTTPProblem) -> [Board.Count] {
    let counts = board.counts(of: try known(request)) ?? []
    if request.query("at") != nil {
      throw HTTPProblem(
        400, "not-offered", "This version tells what stands now; at is not offered.")
    }
    switch request.query("by") {
    case nil: return counts
    case "organization": return counts.filter { $0.type == SubjectType.organization.rawValue }
    case "country": return counts.filter { $0.type == SubjectType.country.rawValue }
    case "total":
      let totals: Set = [SubjectType.total, .organizationsTotal, .countriesTotal].map(\.rawValue)
        .reduce(into: Set<String>()) { $0.insert($1) }
      return counts.filter { totals.contains($0.type) }
    default:
      throw HTTPProblem(400, "invalid-by", "by must be organization, country or total.")
    }
  }

  private func list(_ name: String, _ items: [[UInt8]]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.name(name)
      writer.array { writer in for item in items { writer.raw(item) } }
    }
    return writer.bytes
  }

  /// RFC 4180, with names that a spreadsheet would take for formulas made harmless by a quote mark.
  static func csv(_ counts: [Board.Count]) -> String {
    func field(_ text: String) -> String {
      // Scalars, not characters: a spreadsheet sees the "=" below an accent, and the two of "\r\n".
      let formula: [Unicode.Scalar] = ["=", "+", "-", "@", "\t", "\r", "\n"]
      let special: [Unicode.Scalar] = [",", "\"", "\n", "\r"]
      let isFormula = text.unicodeScalars.first.map(formula.contains) ?? false
      let safe = (isFormula ? "'" : "") + text
      guard safe.unicodeScalars.contains(where: special.contains) else { return safe }
      var quoted = "\"".unicodeScalars
      for scalar in safe.unicodeScalars {
        if scalar == "\"" { quoted.append(scalar) }
        quoted.append(scalar)
      }
      quoted.append("\"")
      return String(quoted)
    }
    let numbers = ["declared", "registered", "proposed", "expected", "deployed"]
    var rows = [
      "election,audience,type,id,name," + numbers.joined(separator: ",")
        + ",inferred,approximate,as_of"
    ]
    for count in counts {
      var row = [
        count.election, count.audience, count.type, field(count.id ?? ""), field(count.name),
      ]
      row += numbers.map { count.record[$0]?.integer.map(String.init) ?? "" }
      row += ["inferred", "approximate"].map { count.record[$0]?.bool == true ? "true" : "false" }
      row.append(count.record["as_of"]?.string ?? "")
      rows.append(row.joined(separator: ","))
    }
    return rows.joined(separator: "\r\n") + "\r\n"
  }
}
