import AggregationCore
import EnrichmentCore
import HTTP
import IngestionCore
import JSON
import Kafka
import Observability
import Processes
import Records
import SQLite
import Testing

/// Answers on any free port of loopback.
private func server(
  limits: HTTPLimits = HTTPLimits(), _ addRoutes: (inout Router) -> Void
) throws -> HTTPServer {
  var router = Router(logger: .silent)
  addRoutes(&router)
  let routes = router
  return try HTTPServer(address: "127.0.0.1", port: 0, limits: limits, logger: .silent) {
    routes.respond(to: $0)
  }
}

@Suite("Ingestion's routes", .timeLimit(.minutes(5)))
final class IngestionRoutesTests {
  let scratch: Scratch
  let state: Database
  let spool: Spool
  let messages: MessagesAPI
  let server: HTTPServer
  let client = HTTPClient()
  static let statement =
    #"{"type":"statement","election":"lv-2022-parliamentary","subject":{"total":"all"},"count":3}"#

  init() throws {
    scratch = try Scratch()
    state = try Database(path: scratch.path + "/ingestion.sqlite")
    try state.migrate(Archive.migrations)
    // Nobody listens there: what is accepted stays where the test can see it.
    spool = try Spool(
      path: scratch.path + "/spool.sqlite", limit: 4 << 20,
      configuration: ClientConfiguration(bootstrap: "127.0.0.1:9"), logger: .silent,
      metrics: Metrics())
    let messages = try MessagesAPI(spool: spool, state: state.path)
    self.messages = messages
    server = try ServicesTests.server {
      messages.addRoutes(to: &$0, WriteAccess(token: nil, isLoopback: true))
    }
  }

  deinit {
    server.stop(grace: .zero)
    spool.stop(within: .milliseconds(10))
  }

  func post(
    _ body: String, _ contentType: String = "application/json", _ headers: HTTPHeaders = [:]
  ) async throws -> HTTPClientResponse {
    try await client.post(
      "\(server.url())/v1/messages", contentType: contentType, body: Array(body.utf8),
      headers: headers)
  }

  func accepted(_ response: HTTPClientResponse) throws -> [String] {
    try parsed(response.body)["accepted"]?.array?.compactMap { $0["id"]?.string } ?? []
  }

  /// `id type content-type` of what is on disk, in order.
  func kept() throws -> [String] {
    var kept: [String] = []
    try Database(path: scratch.path + "/spool.sqlite", readOnly: true).query(
      "SELECT id, type, content_type FROM spool ORDER BY place"
    ) { kept.append("\($0.text(0)) \($0.text(1)) \($0.text(2))") }
    return kept
  }

  @Test("A text is accepted under the SHA-256 of its bytes, and can be asked for")
  func text() async throws {
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    for _ in 1...2 {
      let response = try await post("abc", "text/plain; charset=utf-8")
      #expect(response.status == 202)
      #expect(try accepted(response) == [abc])
      #expect(try parsed(response.body)["rejected"] == .array([]))
    }
    #expect(try kept() == ["\(abc) scrutineer.bulletin text/plain; charset=utf-8"])
    let status = try await client.get("\(server.url())/v1/messages/\(abc)")
    #expect(status.status == 200)
    #expect(try parsed(status.body)["status"]?.string == "accepted")
    #expect(try parsed(status.body)["statements"]?.isNull == true)
  }

  @Test("A message that has been read says how many statements it had and where it lies")
  func readMessage() async throws {
    try state.write { transaction in
      try transaction.run(
        "INSERT INTO documents VALUES (1, 'a b', 7, x'00', 4, 'log/observers.raw/1/7/0')")
    }
    let status = try await client.get("\(server.url())/v1/messages/a%20b")
    let json = try parsed(status.body)
    #expect(json["id"]?.string == "a b" && json["status"]?.string == "read")
    #expect(json["statements"]?.integer == 4)
    #expect(json["origin"]?.string == "log/observers.raw/1/7/0")
    let unknown = try await client.get("\(server.url())/v1/messages/nobody")
    #expect(unknown.status == 404)
    #expect(try parsed(unknown.body)["code"]?.string == "unknown-message")
  }

  @Test("Of an array the good ones are accepted, and each bad one is told by its place")
  func mixedArray() async throws {
    let response = try await post(#"[\#(Self.statement),{"type":"weather"},7,\#(Self.statement)]"#)
    #expect(response.status == 202)
    let json = try parsed(response.body)
    #expect(try accepted(response).count == 2)
    let rejected = json["rejected"]?.array ?? []
    #expect(rejected.map { $0["place"]?.integer } == [1, 2])
    #expect(rejected.map { $0["code"]?.string } == ["unknown-type", "not-an-object"])
    #expect(rejected.allSatisfy { $0["detail"]?.string?.hasSuffix(".") == true })
  }

  @Test("When nothing is acceptable the answer is 400 with the first reason, and nothing is kept")
  func allBad() async throws {
    let response = try await post(#"[{"type":"weather"},{}]"#)
    #expect(response.status == 400)
    #expect(response.headers["Content-Type"]?.hasPrefix("application/problem+json") == true)
    let json = try parsed(response.body)
    #expect(json["code"]?.string == "unknown-type")
    #expect(
      json["detail"]?.string?.hasPrefix("None of the 2 messages can be accepted. The first: ")
        == true)
    #expect(try await post("{\"type\":").status == 400)
    #expect(try await post("[{]").status == 400)
    #expect(try kept() == [])
  }

  @Test("NDJSON is one message a line, blank lines aside")
  func ndjson() async throws {
    let other = Self.statement.replacing("3", with: "4")
    let response = try await post(
      "\(Self.statement)\n\r\n  \n\(other)\n{oops\n", "application/x-ndjson")
    #expect(response.status == 202)
    #expect(try accepted(response).count == 2)
    let rejected = try parsed(response.body)["rejected"]?.array ?? []
    #expect(rejected.map { $0["code"]?.string } == ["invalid-json"])
    #expect(rejected.map { $0["place"]?.integer } == [2])
  }

  @Test(
    "Without a word about the content, as curl sends it, the content tells",
    arguments: [
      ("12 observers came", "scrutineer.bulletin text/plain"),
      ("<html><p>12 came</p>", "scrutineer.bulletin text/html"),
      (statement, "scrutineer.statement application/json"),
      (#"{"type":"bulletin","text":"12 came"}"#, "scrutineer.bulletin application/json"),
    ])
  func curl(body: String, kept type: String) async throws {
    let response = try await post(body, "application/x-www-form-urlencoded")
    #expect(response.status == 202)
    #expect(try kept() == ["\(try #require(try accepted(response).first)) \(type)"])
  }

  @Test("CloudEvents headers are kept, and the id told is the one to ask for")
  func cloudEvent() async throws {
    let ids = try await ["https://one.example", "https://two.example"].asyncMap { source in
      try self.accepted(
        try await self.post(
          Self.statement, "application/json", ["ce-id": "7", "ce-source": source]))
    }.flatMap { $0 }
    #expect(Set(ids).count == 2)
    #expect(try kept() == Array(repeating: "7 scrutineer.statement application/json", count: 2))
    let escaped = try #require(ids.last).utf8.map { "%" + String($0, radix: 16) }.joined()
    let status = try await client.get("\(server.url())/v1/messages/\(escaped)")
    #expect(try parsed(status.body)["status"]?.string == "accepted")
  }

  @Test(
    "A request without a message is told so",
    arguments: [
      ("", "text/plain"), ("\n \n", "application/x-ndjson"), (" []", "application/json"),
    ])
  func empty(body: String, contentType: String) async throws {
    let response = try await post(body, contentType)
    #expect(response.status == 400)
    #expect(try parsed(response.body)["code"]?.string == "empty")
  }

  @Test("What is too large is 413", arguments: [2 << 20, 3 << 20])
  func tooLarge(size: Int) async throws {
    #expect(try await post(String(repeating: "a", count: size), "text/plain").status == 413)
    #expect(try kept() == [])
  }

  @Test("A full spool is 503, to be tried again later")
  func fullSpool() async throws {
    var last: HTTPClientResponse?
    for number in 0..<5 where last?.status != 503 {
      last = try await post("\(number)" + String(repeating: "a", count: 1_000_000), "text/plain")
    }
    let response = try #require(last)
    #expect(response.status == 503)
    #expect(response.headers["Retry-After"] == "30")
    #expect(try parsed(response.body)["code"]?.string == "spool-full")
    #expect(try kept().count == 4)
  }

  @Test(
    "Who may not write is told why",
    arguments: [
      ("secret", "Bearer secret", true, 202), ("secret", nil, true, 401),
      ("secret", "Bearer Secret", false, 401), (nil, nil, false, 403),
      (nil, "Bearer secret", false, 403), (nil, nil, true, 202),
    ] as [(String?, String?, Bool, Int)])
  func access(token: String?, shown: String?, isLoopback: Bool, status: Int) throws {
    var router = Router(logger: .silent)
    messages.addRoutes(to: &router, WriteAccess(token: token, isLoopback: isLoopback))
    var headers: HTTPHeaders = ["Host": "localhost", "Content-Type": "text/plain"]
    headers["Authorization"] = shown
    let request = try HTTPRequest(
      method: "POST", target: "/v1/messages", headers: headers, body: Array("x".utf8))
    #expect(router.respond(to: request).status == status)
    #expect(try kept().count == (status == 202 ? 1 : 0))
  }
}

extension Sequence {
  /// One after the other.
  fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows
    -> [Result]
  {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}

@Suite("Enrichment's routes", .timeLimit(.minutes(5)))
final class EnrichmentRoutesTests {
  let cluster: MockCluster
  let configuration: ClientConfiguration
  let waiting: WaitingBoard
  let server: HTTPServer
  let client = HTTPClient()

  init() throws {
    cluster = try MockCluster()
    for topic in [Topic.aliases, .unresolved] {
      try cluster.create(topic: topic.rawValue, partitions: 2)
    }
    configuration = ClientConfiguration(bootstrap: cluster.bootstrap)
    waiting = WaitingBoard(configuration, logger: .silent)
    let names = NamesAPI(waiting, configuration, logger: .silent)
    server = try ServicesTests.server {
      names.addRoutes(to: &$0, WriteAccess(token: nil, isLoopback: true))
    }
  }

  deinit {
    server.stop(grace: .zero)
    waiting.stop()
  }

  @Test("A name is resolved, or known not to be")
  func resolve() async throws {
    let known = try parsed(
      try await client.get("\(server.url())/v1/resolve?name=OSCE%2FODIHR").body)
    #expect(known["status"]?.string == "resolved")
    #expect(known["kind"]?.string == "organization" && known["id"]?.string == "osce-odihr")
    #expect(known["name"]?.string == "OSCE/ODIHR")
    let unknown = try parsed(
      try await client.get("\(server.url())/v1/resolve?name=Unheard+Watchers").body)
    #expect(unknown["status"]?.string == "unknown" && unknown["id"]?.isNull == true)
    for target in ["/v1/resolve", "/v1/resolve?name="] {
      let response = try await client.get(server.url() + target)
      #expect(response.status == 400)
      #expect(try parsed(response.body)["code"]?.string == "missing-name")
    }
  }

  @Test("The queue adds up what waits in all partitions, the names of most observers first")
  func unresolved() async throws {
    func listed() async throws -> [JSONValue] {
      let response = try await client.get("\(server.url())/v1/unresolved")
      return try #require(try parsed(response.body)["unresolved"]?.array)
    }
    #expect(try await listed().isEmpty)
    let producer = try Producer(configuration, logger: .silent)
    let rows = [
      ("organization/0/small league", "Small League", 3, "xx-2021-local"),
      ("organization/0/big league", "Big League", 9, "xx-2022-local"),
      ("organization/1/small league", "SMALL LEAGUE", 4, "xx-2023-local"),
      ("organization/1/decided league", "Decided League", 50, "xx-2023-local"),
    ]
    for (number, row) in rows.enumerated() {
      var writer = JSONWriter()
      WaitingName(
        kind: "organization", name: row.1, status: "unknown", statements: 1, observers: row.2,
        elections: [row.3], candidates: [], since: "2024-01-0\(number + 1)T00:00:00Z"
      ).write(to: &writer)
      try producer.produce(
        OutgoingRecord(
          topic: Topic.unresolved.rawValue, key: Array(row.0.utf8), value: writer.bytes),
        tag: 1)
    }
    try producer.produce(
      OutgoingRecord(
        topic: Topic.unresolved.rawValue, key: Array("organization/1/decided league".utf8),
        value: nil), tag: 1)
    #expect(producer.flush(timeout: .seconds(10)))
    try await soon("all is listed") {
      let names = try await listed()
      return names.map { $0["observers"]?.integer } == [9, 7]
    }
    let names = try await listed()
    #expect(names.map { $0["name"]?.string } == ["Big League", "Small League"])
    #expect(names.last?["statements"]?.integer == 2)
    #expect(names.last?["since"]?.string == "2024-01-01T00:00:00Z")
    #expect(
      names.last?["elections"] == .array([.string("xx-2021-local"), .string("xx-2023-local")]))
  }

  @Test("A decision is published under the normalized name, and withdrawn by a tombstone")
  func aliases() async throws {
    let url = "\(server.url())/v1/aliases/Small%20%20League"
    let decided = try await client.send(
      "PUT", url, contentType: "application/json", body: Array(#"{"id":"osce-pa"}"#.utf8))
    #expect(decided.status == 200)
    #expect(try parsed(decided.body)["id"]?.string == "osce-pa")
    #expect(try await client.send("DELETE", url, contentType: "text/plain", body: []).status == 204)
    let configuration = configuration
    let seen = try await blocking { try everyRecord(of: .aliases, configuration) }
    #expect(seen.map(\.key) == ["small league", "small league"])
    #expect(seen.first?.json["name"]?.string == "Small  League")
    #expect(seen.first?.json["id"]?.string == "osce-pa")
    #expect(seen.last?.value == [])
  }

  @Test(
    "A decision that cannot be taken is told why",
    arguments: [
      ("Small%20League", "{}", 400, "missing-id"), ("Small%20League", "oops", 400, "missing-id"),
      ("Small%20League", #"{"id":"no-such-body"}"#, 400, "unknown-id"),
      ("Japan", #"{"id":"osce-pa"}"#, 409, "known-name"),
      ("%20", #"{"id":"osce-pa"}"#, 400, "invalid-name"),
    ])
  func refusals(name: String, body: String, status: Int, code: String) async throws {
    let response = try await client.send(
      "PUT", "\(server.url())/v1/aliases/\(name)", contentType: "application/json",
      body: Array(body.utf8))
    #expect(response.status == status)
    #expect(try parsed(response.body)["code"]?.string == code)
  }
}

@Suite("Aggregation's routes", .timeLimit(.minutes(5)))
final class AggregationRoutesTests {
  let cluster: MockCluster
  let board: Board
  let server: HTTPServer
  let client = HTTPClient()
  static let election = "is-2024-presidential"
  static let rows: [(type: String, id: String?, name: String, declared: Int?)] = [
    ("country", "JP", "Japan", 4), ("organization", "osce-odihr", "=2+2", 12),
    ("organization", "osce-pa", "<script>alert('x')</script> & \"co\"", 9),
    ("category", nil, "one, two \"three\"", 3), ("category", nil, "=\u{301}cut\r\nhere", 2),
    ("total", nil, "All", 25), ("organizations_total", nil, "Organizations", 21),
  ]

  init() throws {
    cluster = try MockCluster()
    for topic in [Topic.counts, .findings] {
      try cluster.create(topic: topic.rawValue, partitions: 2)
    }
    let configuration = ClientConfiguration(bootstrap: cluster.bootstrap)
    let producer = try Producer(configuration, logger: .silent)
    func write(_ topic: Topic, _ key: String, _ value: [UInt8]) throws {
      try producer.produce(
        OutgoingRecord(topic: topic.rawValue, key: Array(key.utf8), value: value), tag: 1)
    }
    for row in Self.rows {
      let key = "\(Self.election)/international/\(row.type)/\(row.id ?? row.name)"
      // The newest position is what stands, whichever was written last.
      for (offset, declared) in [(7, row.declared), (3, 1000)] {
        try write(
          .counts, key, Self.count(row.type, row.id, row.name, declared: declared, offset: offset))
      }
    }
    for (number, closed) in [nil, "2024-05-02T00:00:00Z"].enumerated() {
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("election", Self.election)
        writer.member("code", "sources-differ")
        writer.member("severity", "conflict")
        writer.member("since", "2024-05-01T00:00:00Z")
        writer.member("closed", closed)
        writer.member("sentence", "Number <\(number)> does not hold.")
        writer.name("position")
        writer.object { writer in
          writer.member("partition", 0)
          writer.member("offset", number)
        }
      }
      try write(.findings, "\(Self.election)/\(number)", writer.bytes)
    }
    #expect(producer.flush(timeout: .seconds(10)))
    let board = Board(configuration, logger: .silent)
    self.board = board
    server = try ServicesTests.server { CountsAPI(board: board).addRoutes(to: &$0) }
  }

  deinit {
    server.stop(grace: .zero)
    board.stop()
  }

  private static func count(
    _ type: String, _ id: String?, _ name: String, declared: Int?, offset: Int
  ) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("election", election)
      writer.member("audience", "international")
      writer.name("subject")
      writer.object { writer in
        writer.member("type", type)
        writer.member("id", id)
        writer.member("name", name)
      }
      writer.member("declared", declared)
      writer.member("registered", 0)
      writer.member("inferred", false)
      writer.member("approximate", type == "total")
      writer.member("as_of", "2024-05-01")
      writer.name("position")
      writer.object { writer in
        writer.member("partition", 0)
        writer.member("offset", offset)
      }
      writer.member("updated", "2024-05-01T10:00:00Z")
    }
    return writer.bytes
  }

  func get(_ path: String) async throws -> HTTPClientResponse {
    try await soon("the board has read") { board.isCaughtUp }
    return try await client.get(server.url() + path)
  }

  @Test("The list of elections sums each up")
  func elections() async throws {
    let all = try parsed(try await get("/v1/elections").body)["elections"]?.array ?? []
    #expect(all.count == 1)
    #expect(all.first?["election"]?.string == Self.election)
    #expect(all.first?["declared"]?.integer == 25)
    #expect(all.first?["subjects"]?.integer == Self.rows.count)
    #expect(all.first?["findings"]?.integer == 1)
    #expect(all.first?["updated"]?.string == "2024-05-01T10:00:00Z")
    #expect(try parsed(try await get("/v1/elections/\(Self.election)").body) == all.first)
  }

  @Test(
    "Counts can be asked for by kind, the totals first and the largest before the others",
    arguments: [
      ("", [25, 21, 12, 9, 4, 3, 2]), ("?by=organization", [12, 9]), ("?by=country", [4]),
      ("?by=total", [25, 21]),
    ])
  func counts(query: String, numbers: [Int]) async throws {
    let response = try await get("/v1/elections/\(Self.election)/counts\(query)")
    #expect(response.status == 200)
    let counts = try parsed(response.body)["counts"]?.array ?? []
    #expect(counts.map { $0["declared"]?.integer } == numbers)
    #expect(counts.allSatisfy { $0["position"]?["offset"]?.integer == 7 })
  }

  @Test("CSV is quoted where it must be, and no name becomes a formula")
  func csv() async throws {
    let response = try await get("/v1/elections/\(Self.election)/counts.csv")
    #expect(response.headers["Content-Type"]?.hasPrefix("text/csv") == true)
    let place = "\(Self.election),international"
    let rest = ",0,,,,false,false,2024-05-01\r\n"
    // By scalars: a "=" with an accent on it is another character, but the same bytes.
    let expected =
      "election,audience,type,id,name,declared,registered,proposed,expected,deployed,inferred,"
      + "approximate,as_of\r\n" + "\(place),total,,All,25,0,,,,false,true,2024-05-01\r\n"
      + "\(place),organizations_total,,Organizations,21\(rest)"
      + "\(place),organization,osce-odihr,'=2+2,12\(rest)"
      + "\(place),organization,osce-pa,\"<script>alert('x')</script> & \"\"co\"\"\",9\(rest)"
      + "\(place),country,JP,Japan,4\(rest)"
      + "\(place),category,,\"one, two \"\"three\"\"\",3\(rest)"
      + "\(place),category,,\"'=\u{301}cut\r\nhere\",2\(rest)"
    #expect(response.body == Array(expected.utf8), "\(response.text)")
  }

  @Test("Findings that are closed are told on demand", arguments: [("", 1), ("?closed=true", 2)])
  func findings(query: String, number: Int) async throws {
    let response = try await get("/v1/elections/\(Self.election)/findings\(query)")
    let findings = try parsed(response.body)["findings"]?.array ?? []
    #expect(findings.count == number)
    // Those that stand come first.
    #expect(findings.first?["closed"]?.isNull == true)
  }

  @Test(
    "A request that cannot be answered is told why",
    arguments: [
      ("/v1/elections/is-2023-local", 404, "unknown-election"),
      ("/v1/elections/is-2023-local/counts", 404, "unknown-election"),
      ("/v1/elections/is-2023-local/counts.csv", 404, "unknown-election"),
      ("/v1/elections/is-2023-local/findings", 404, "unknown-election"),
      ("/v1/elections/Iceland", 400, "invalid-election"),
      ("/v1/elections/IS-2024-presidential/counts", 400, "invalid-election"),
      ("/v1/elections/\(election)/counts?by=planet", 400, "invalid-by"),
      ("/v1/elections/\(election)/counts?at=2024-05-01", 400, "not-offered"),
    ])
  func problems(path: String, status: Int, code: String) async throws {
    let response = try await get(path)
    #expect(response.status == status)
    #expect(try parsed(response.body)["code"]?.string == code)
  }

  @Test("The page shows names as text, whatever they hold")
  func page() async throws {
    let response = try await get("/")
    #expect(response.status == 200)
    #expect(response.headers["Content-Security-Policy"]?.contains("default-src 'none'") == true)
    #expect(!response.text.contains("<script"))
    #expect(
      response.text.contains(
        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;"))
    #expect(response.text.contains("Number &lt;0&gt; does not hold."))
    #expect(!response.text.contains("Number &lt;1&gt;"))
  }
}
