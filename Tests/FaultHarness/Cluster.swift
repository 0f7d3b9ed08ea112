import Foundation
import Kafka
import Processes

/// A failure of the harness itself or of its surroundings.
struct HarnessError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// The broker under test, in a folder of its own: Apache Kafka by its script, or the embedded one.
final class Cluster {
  enum Kind {
    case embedded
    case kafka(script: String, nodes: Int)
  }

  let kind: Kind
  private(set) var bootstrap = ""
  /// Where the line to a single node can be cut.
  private(set) var proxy: Proxy?
  private let folder: String
  private let programs: String
  private var broker: RunningProgram?

  var isEmbedded: Bool { if case .embedded = kind { true } else { false } }
  var nodes: Int { if case .kafka(_, let nodes) = kind { nodes } else { 1 } }
  var configuration: ClientConfiguration { ClientConfiguration(bootstrap: bootstrap) }

  init(_ kind: Kind, folder: String, programs: String) {
    self.kind = kind
    self.folder = folder + "/broker"
    self.programs = programs
  }

  /// Starts it for the first time, with its topics.
  func make(partitions: Int, withProxy: Bool) throws {
    switch kind {
    case .embedded:
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let file = folder + "/address"
      broker = try RunningProgram(
        "\(programs)/scrutineer-broker",
        ["--port", "0", "--partitions", "\(partitions)", "--address-file", file],
        environment: cleanEnvironment)
      try eventually("the embedded broker listens") {
        bootstrap = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        bootstrap = bootstrap.trimmingCharacters(in: .whitespacesAndNewlines)
        return !bootstrap.isEmpty
      }
    case .kafka(_, let nodes):
      let port = 20_000 + Int.random(in: 0..<80) * 100
      var arguments = [
        "--port", "\(port)", "--nodes", "\(nodes)", "--partitions", "\(partitions)",
      ]
      if withProxy, nodes == 1 {
        let proxy = try Proxy(to: port)
        arguments += [
          "--set", "listeners=PLAINTEXT://127.0.0.1:\(port),CONTROLLER://127.0.0.1:\(port + 100)",
          "--set", "advertised.listeners=PLAINTEXT://127.0.0.1:\(proxy.port)",
        ]
        self.proxy = proxy
      }
      let told = try script("start", arguments)
      bootstrap =
        proxy.map { "127.0.0.1:\($0.port)" } ?? told.split(separator: "\n").last.map(String.init)
        ?? ""
      let made = try runProgram(
        "\(programs)/scrutineer",
        ["topics", "--broker", bootstrap, "--partitions", "\(partitions)"],
        environment: cleanEnvironment)
      guard made.status == 0 else { throw HarnessError(made.errors) }
    }
  }

  func start() throws { _ = try script("start", []) }
  /// With SIGKILL: one node, or all.
  func kill(_ node: Int? = nil) throws { _ = try script("kill", node.map { ["\($0)"] } ?? []) }
  func pause(_ node: Int) throws { _ = try script("pause", ["\(node)"]) }
  func resume(_ node: Int) throws { _ = try script("resume", ["\(node)"]) }
  func groups(_ arguments: [String]) throws -> String { try script("groups", arguments) }

  /// The node that leads a topic's first partition.
  func leader(of topic: String) throws -> Int {
    let text = try script("topics", ["--describe", "--topic", topic])
    for line in text.split(separator: "\n") where line.contains("Partition: 0") {
      let words = line.split(whereSeparator: \.isWhitespace)
      if let place = words.firstIndex(of: "Leader:"), place + 1 < words.count,
        let node = Int(words[place + 1])
      {
        return node
      }
    }
    throw HarnessError("no leader told: \(text)")
  }

  func destroy() {
    proxy?.stop()
    broker = nil
    if case .kafka = kind { _ = try? script("destroy", []) }
  }

  private func script(_ command: String, _ arguments: [String]) throws -> String {
    guard case .kafka(let script, _) = kind else { throw HarnessError("no Apache Kafka here") }
    let result = try runProgram(
      script, [command, folder] + arguments,
      environment: ProcessInfo.processInfo.environment)
    guard result.status == 0 else {
      throw HarnessError("\(script) \(command): \(result.errors)\(result.output)")
    }
    return result.output
  }
}

/// The environment without settings of ours.
let cleanEnvironment = ProcessInfo.processInfo.environment.filter {
  !$0.key.hasPrefix("SCRUTINEER_")
}
