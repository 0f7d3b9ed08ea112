import Foundation
import HTTP
import JSON
import Kafka
import Observability
import Records
import Runtime
import SQLite

extension Command {
  static let doctor = Command(
    name: "doctor", summary: "Find what is wrong with this installation", arguments: "",
    details:
      "Looks at the broker, the topics, the services, the data directory and every state file in it.\n"
      + "Ends with 0 when all is well, else with 69.",
    settings: [
      .json, .someBroker, .data, ingestionPort, enrichmentPort, aggregationPort,
    ], environment: [.someBroker, .data], takesKafkaProperties: true
  ) { invocation in
    try invocation.allowArguments(0)
    let settings = invocation.settings
    let console = invocation.console
    var checks = BrokerChecks(settings).run()
    let services: [(String, Setting)] = [
      ("ingestion", ingestionPort), ("enrichment", enrichmentPort),
      ("aggregation", aggregationPort),
    ]
    for (name, port) in services { checks.append(.service(name, port: settings.integer(port))) }
    checks += Check.directory(settings[.data]) + Check.stateFiles(settings[.data])
    if settings.bool(.json) {
      console.line(Check.json(checks))
    } else {
      for check in checks {
        let state =
          check.isFine ? console.styled("ok      ", .green) : console.styled("problem ", .red)
        console.line("\(state) \(TextTable.safe(check.name)): \(TextTable.safe(check.detail))")
        if let remedy = check.remedy { console.line("         → \(TextTable.safe(remedy))") }
      }
    }
    return checks.allSatisfy(\.isFine) ? ExitCode.success : ExitCode.unavailable
  }
}

/// One thing that was looked at.
struct Check {
  let name: String
  let isFine: Bool
  let detail: String
  /// What to do; `nil` when there is nothing to do.
  let remedy: String?

  static func fine(_ name: String, _ detail: String) -> Check {
    Check(name: name, isFine: true, detail: detail, remedy: nil)
  }

  static func problem(_ name: String, _ detail: String, _ remedy: String) -> Check {
    Check(name: name, isFine: false, detail: detail, remedy: remedy)
  }

  /// Whether the service says it is ready.
  static func service(_ name: String, port: Int) -> Check {
    let url = "http://127.0.0.1:\(port)/readyz"
    do {
      let answer = try HTTPClient(timeout: .seconds(5)).get(url)
      if answer.status == 200 { return .fine(name, "ready at port \(port)") }
      let report = try? JSONReader().read(answer.body)
      let failing = (report?["checks"]?.array ?? []).filter { $0["ready"]?.bool == false }
      guard !failing.isEmpty else {
        return .problem(
          name, "\(url) answered \(answer.status)",
          "Something else may listen there; look with: ss -ltnp")
      }
      let details = failing.map { "\($0["name"]?.string ?? ""): \($0["detail"]?.string ?? "")" }
      let remedies = failing.compactMap { $0["remedy"]?.string }
      return .problem(
        name, "not ready: " + details.joined(separator: "; "),
        remedies.isEmpty ? "Look into its log." : remedies.joined(separator: " "))
    } catch {
      return .problem(
        name, "nobody answers at port \(port)",
        "Start it (scrutineer up), or name its port with --\(name)-port.")
    }
  }

  /// Whether state can be written, and for how long.
  static func directory(_ path: String) -> [Check] {
    let manager = FileManager.default
    var existing = URL(fileURLWithPath: path)
    while !manager.fileExists(atPath: existing.path), existing.path != "/" {
      existing.deleteLastPathComponent()
    }
    let isThere = existing.path == URL(fileURLWithPath: path).path
    let name = "data directory"
    guard manager.isWritableFile(atPath: existing.path) else {
      return [
        .problem(
          name, "this user may not write to \(existing.path)",
          "Give this user the right to, or set another one with --data.")
      ]
    }
    var checks: [Check] = [
      .fine(name, isThere ? "\(path) is writable" : "\(path) is not made yet, and can be")
    ]
    let attributes = try? manager.attributesOfFileSystem(forPath: existing.path)
    if let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value {
      let detail = "\(free >> 20) MiB free"
      checks.append(
        free >= 1 << 30
          ? .fine("disk", detail)
          : .problem(
            "disk", detail, "Make room: accepted messages wait on this disk while Kafka is away."))
    }
    return checks
  }

  /// Whether each state file there is sound and this program's, and what was moved aside; a file
  /// that is not made yet is no fault.
  static func stateFiles(_ path: String) -> [Check] {
    var checks = StateKind.present(in: path).map { kind -> Check in
      do {
        let version = try kind.check("\(path)/\(kind.name)", .quick)
        let newest = kind.migrations.count
        return .fine(
          kind.name,
          version == newest
            ? "sound, schema version \(version)"
            : "sound, schema version \(version); its service brings it to \(newest)")
      } catch let fault as StateFault {
        return .problem(kind.name, fault.problem, fault.remedy)
      } catch {
        return .problem(
          kind.name, "\(error)", "Let this user read the file, or call doctor as its owner.")
      }
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let old = names.sorted().filter { name in
      [".damaged-", ".replaced-"].contains(where: name.contains)
        && !SetAside.companions.contains(where: name.hasSuffix)
    }
    if !old.isEmpty {
      checks.append(
        .fine(
          "moved aside",
          "\(old.joined(separator: ", ")): delete what nobody needs any more"))
    }
    return checks
  }

  static func json(_ checks: [Check]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("checks")
      writer.array { writer in
        for check in checks {
          writer.object { writer in
            writer.member("name", check.name)
            writer.member("ok", check.isFine)
            writer.member("detail", check.detail)
            writer.member("remedy", check.remedy)
          }
        }
      }
    }
    return writer.bytes
  }
}

/// What can be told about the broker from outside.
private struct BrokerChecks {
  private let configuration: ClientConfiguration

  init(_ settings: Settings) { configuration = BrokerAddress.configuration(settings) }

  func run() -> [Check] {
    [login] + broker()
  }

  /// librdkafka before 2.6.1 sends the nonce of SCRAM twice (librdkafka issue 4895).
  private var login: Check {
    let version = KafkaLibrary.version
    let numbers = version.split { !$0.isNumber }.prefix(3).compactMap { Int($0) }
    let mechanism =
      (configuration.properties["sasl.mechanism"]
      ?? configuration.properties["sasl.mechanisms"] ?? "").uppercased()
    guard mechanism.hasPrefix("SCRAM"), numbers.lexicographicallyPrecedes([2, 6, 1]) else {
      return .fine("librdkafka", version)
    }
    return .problem(
      "librdkafka", "\(version) cannot log in by \(mechanism) to Kafka 3.7.2, 3.8.1, 3.9 or later",
      "Use librdkafka 2.6.1 or later (Debian 13 has it), or mutual TLS.")
  }

  private func broker() -> [Check] {
    let address = configuration.bootstrap
    do {
      // A consumer's look makes no topic, unlike a producer's.
      let reader = try Consumer(configuration, group: "scrutineer-cli", logger: .silent)
      guard let cluster = reader.clusterID(timeout: .seconds(5)) else {
        return [
          .problem(
            "broker", "nobody answers at \(address)",
            "Start it (scrutineer up, or Kafka), or name its address with --broker or SCRUTINEER_BROKER."
          )
        ]
      }
      let isEmbedded = MockCluster.isEmbedded(clusterID: cluster)
      let kind = isEmbedded ? "the embedded broker, which keeps nothing when it stops" : "Kafka"
      var checks: [Check] = [.fine("broker", "\(address), cluster \(cluster): \(kind)")]
      for topic in Topic.allCases {
        let count = try reader.partitions(of: topic.rawValue, timeout: .seconds(10))
        checks.append(
          count.map {
            .fine("topic \(topic.rawValue)", "\($0) partition\($0 == 1 ? "" : "s")")
          }
            ?? .problem(
              "topic \(topic.rawValue)", "is not there", "Make it with: scrutineer topics"))
      }
      return checks
    } catch {
      return [.problem("broker", "\(error)", "Look at the broker's address and at its settings.")]
    }
  }
}
