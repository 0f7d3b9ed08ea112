import Foundation
import HTTP
import JSON
import Processes

/// One running executable of ours; killed when the object goes.
final class Service: Sendable {
  let name: String
  let data: String
  let log: String
  private let program: RunningProgram

  /// `arguments` besides address and port, which is a free one.
  init(_ name: String, broker: String, data: String, _ arguments: [String] = []) throws {
    self.name = name
    self.data = data
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    log = "\(data)/\(name)-\(UUID().uuidString).log"
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    program = try RunningProgram(
      "\(Programs.folder)/scrutineer-\(name)",
      ["--broker", broker, "--data", data, "--port", "0", "--log-format", "json"] + arguments,
      environment: Programs.clean, errors: log)
  }

  var isRunning: Bool { program.status == nil }

  /// Ends it with SIGTERM; returns its exit code.
  func terminate() async throws -> Int32 {
    program.signal(SIGTERM)
    try await soon("\(name) ends") { !isRunning }
    return program.status ?? -1
  }

  /// Ends it with SIGKILL.
  func destroy() async throws {
    program.signal(SIGKILL)
    try await soon("\(name) is gone") { !isRunning }
  }

  /// Its log as one document a line; lines that are no JSON are left out.
  func events() throws -> [JSONValue] {
    let reader = JSONReader()
    return try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").compactMap {
      try? reader.read(String($0))
    }
  }

  /// What it logged as a warning or worse.
  func complaints() throws -> [String] {
    try events().filter { ["warning", "error"].contains($0["level"]?.string) }.map { event in
      var writer = JSONWriter()
      writer.value(event)
      return writer.text
    }
  }

  /// Where it answers; waits until it does.
  func url() async throws -> String {
    var port: Int?
    try await soon("\(name) listens") {
      port = try self.events().first { $0["event"]?.string == "Listening" }?["port"]?.integer
      return port != nil || !self.isRunning
    }
    guard let port else { throw CancellationError() }
    return "http://127.0.0.1:\(port)"
  }

  /// Waits until it says that it is ready.
  func ready() async throws {
    let url = try await url()
    try await soon("\(name) is ready") {
      (try? await HTTPClient().get("\(url)/readyz").status) == 200
    }
  }
}

/// The three services, each with its own state, on one broker.
struct Services {
  let ingestion: Service
  let enrichment: Service
  let aggregation: Service

  init(broker: String, data: String) throws {
    // In an order that nobody would choose: none may depend on another.
    aggregation = try Service("aggregation", broker: broker, data: data)
    ingestion = try Service("ingestion", broker: broker, data: data)
    enrichment = try Service("enrichment", broker: broker, data: data)
  }

  var all: [Service] { [ingestion, enrichment, aggregation] }

  func ready() async throws { for service in all { try await service.ready() } }

  /// Ends all three in the order of their names as given; returns their exit codes.
  func terminate(_ order: [String]) async throws -> [Int32] {
    var codes: [Int32] = []
    for name in order {
      for service in all where service.name == name {
        codes.append(try await service.terminate())
      }
    }
    return codes
  }

  /// Every count and finding as the routes tell them, without the moments of writing.
  func standing() async throws -> Standing { try await Standing(from: aggregation.url()) }
}

/// What stands, in a form that can be compared.
struct Standing: Equatable {
  /// `election/audience/type/id` to declared and registered numbers.
  var counts: [String: String] = [:]
  /// Codes with their numbers, open ones, sorted.
  var findings: [String] = []

  init() {}

  init(from url: String) async throws {
    let reader = JSONReader()
    let client = HTTPClient()
    let elections = try reader.read(try await client.get("\(url)/v1/elections").body)
    for election in elections["elections"]?.array ?? [] {
      let key = election["election"]?.string ?? ""
      let counts = try reader.read(
        try await client.get("\(url)/v1/elections/\(key)/counts").body)
      for count in counts["counts"]?.array ?? [] {
        let subject = count["subject"]
        let place = [
          key, count["audience"]?.string ?? "", subject?["type"]?.string ?? "",
          subject?["id"]?.string ?? "",
        ].joined(separator: "/")
        let declared = count["declared"]?.integer.map(String.init) ?? "-"
        let inferred = count["inferred"]?.bool == true ? " inferred" : ""
        self.counts[place] =
          "\(declared) \(count["registered"]?.integer ?? 0)\(inferred)"
          + " by \(count["statements"]?.array?.count ?? 0)"
      }
      let findings = try reader.read(
        try await client.get("\(url)/v1/elections/\(key)/findings").body)
      for finding in findings["findings"]?.array ?? [] {
        self.findings.append(
          "\(key) \(finding["code"]?.string ?? "") \(finding["stated"]?.integer ?? -1)"
            + " \(finding["itemised"]?.integer ?? -1) \(finding["difference"]?.integer ?? -1)")
      }
    }
    findings.sort()
  }

  /// The declared number of a subject; `nil` when nothing is known of it.
  func declared(_ place: String) -> Int? { counts[place].flatMap { Int($0.prefix { $0 != " " }) } }
}
