import Foundation
import HTTP
import Kafka
import Processes
import Records

/// One instance of a service, with a data folder that outlives its process.
final class Instance {
  let part: Part
  let number: Int
  let data: String
  let port: Int
  private let fleet: Fleet
  private var program: RunningProgram?
  private(set) var isPaused = false

  init(_ part: Part, _ number: Int, _ fleet: Fleet) throws {
    self.part = part
    self.number = number
    self.fleet = fleet
    data = "\(fleet.folder)/\(part.rawValue)-\(number)"
    port = fleet.port(part, number)
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
  }

  var name: String { "\(part.rawValue)-\(number)" }
  var isRunning: Bool { program.map { $0.status == nil } ?? false }
  var stateFile: String { "\(data)/\(part.rawValue).sqlite" }
  /// The state file and what SQLite keeps beside it.
  var stateFiles: [String] { ["", "-wal", "-shm"].map { stateFile + $0 } }
  /// The most memory that its process has held, in megabytes.
  var largestMemory: Int { (program?.largestMemory ?? 0) / 1_000_000 }

  func start() throws {
    guard !isRunning else { return }
    let (path, environment) = fleet.program(part)
    program = try RunningProgram(
      path,
      [
        "--broker", fleet.cluster.bootstrap, "--data", data, "--port", "\(port)",
        "--log-format", "json",
      ], environment: environment, errors: "\(data)/log")
  }

  /// With SIGKILL; returns when it is gone.
  func kill() {
    isPaused = false
    program?.signal(SIGKILL)
    _ = program?.wait()
  }

  /// With SIGTERM; returns when it has ended in order.
  func stop() {
    program?.signal(SIGTERM)
    _ = program?.wait()
  }

  func pause() {
    isPaused = true
    program?.signal(SIGSTOP)
  }

  func resume() {
    isPaused = false
    program?.signal(SIGCONT)
  }

  /// Records that this process has taken from its input, as its metrics tell; 0 while it starts.
  var recordsTaken: Int {
    let answer = try? HTTPClient(timeout: .seconds(2)).get("http://127.0.0.1:\(port)/metrics")
    let line = answer?.text.split(separator: "\n").first {
      $0.hasPrefix("scrutineer_records_in_total ")
    }
    return line.flatMap { $0.split(separator: " ").last }.flatMap { Int($0) } ?? 0
  }

  /// How it ended, with its last words; `nil` while it runs.
  var end: String? {
    guard let status = program?.status else { return nil }
    let words = (try? String(contentsOfFile: "\(data)/log", encoding: .utf8))?
      .split(separator: "\n").last.map(String.init)
    return "\(name) ended with \(status): \(words ?? "")"
  }
}

enum Part: String, CaseIterable { case ingestion, enrichment, aggregation }

extension Part {
  var group: Group {
    switch self {
    case .ingestion: .ingestion
    case .enrichment: .enrichment
    case .aggregation: .aggregation
    }
  }

  /// How far its group has come in its input, by partition.
  func progress(_ admin: Admin) throws -> [(partition: Int, committed: Int?, log: Range<Int>)] {
    try admin.progress(group: group.rawValue, topic: group.input.rawValue, timeout: .seconds(5))
  }
}

/// All instances of the services.
final class Fleet {
  let cluster: Cluster
  let folder: String
  private let programs: String
  private let weakness: Weakness?
  private(set) var instances: [Instance] = []

  /// - Parameter weakness: the safeguard that the services go without.
  init(_ cluster: Cluster, folder: String, programs: String, weakness: Weakness?) {
    self.cluster = cluster
    self.folder = folder
    self.programs = programs
    self.weakness = weakness
  }

  func program(_ part: Part) -> (path: String, environment: [String: String]) {
    guard let weakness else { return ("\(programs)/scrutineer-\(part.rawValue)", cleanEnvironment) }
    let told = ["WEAKENED_PART": part.rawValue, "WEAKENED_WITHOUT": weakness.rawValue]
    return ("\(programs)/weakened-service", cleanEnvironment.merging(told) { $1 })
  }

  private let basePort = 30_000 + Int.random(in: 0..<200) * 10
  fileprivate func port(_ part: Part, _ number: Int) -> Int {
    basePort + (Part.allCases.firstIndex(of: part) ?? 0) * 3 + number
  }

  /// Brings every service to that many running instances.
  func scale(to count: Int) throws {
    for part in Part.allCases {
      for number in 0..<count
      where !instances.contains(where: { $0.part == part && $0.number == number }) {
        instances.append(try Instance(part, number, self))
      }
      for instance in instances where instance.part == part {
        if instance.number < count { try instance.start() } else { instance.stop() }
      }
    }
    instances.removeAll { $0.number >= count && !$0.isRunning }
  }

  /// Starts again what has ended by itself, as a supervisor would.
  func revive() throws {
    for instance in instances where !instance.isRunning && !instance.isPaused {
      try instance.start()
    }
  }

  func stopAll() {
    for instance in instances { instance.kill() }
  }
}

/// A safeguard that can be left out (`Safeguards` of the pipeline).
enum Weakness: String, CaseIterable {
  case lineage
  case positionsWithState = "positions-with-state"
  case commitAfterAcknowledgement = "commit-after-acknowledgement"
}
