import CLICore
import Foundation
import Glibc
import Kafka
import Observability
import Processes
import Records

/// What can be done to a running system. Each is healed when `inject` returns.
enum Fault: String, CaseIterable {
  /// SIGKILL of one instance, which is started again at once.
  case kill
  /// SIGSTOP of one instance for longer than the session timeout, then SIGCONT.
  case pause
  /// SIGKILL of the only broker, and its start with its log.
  case brokerKill = "broker-kill"
  /// One of three brokers is killed, or paused for a while.
  case nodeKill = "node-kill"
  case nodePause = "node-pause"
  /// The broker that leads a partition of the input is killed.
  case leaderKill = "leader-kill"
  /// The group's committed offsets are deleted while its members are stopped.
  case offsetsDeleted = "offsets-deleted"
  /// All lines to the broker are cut, and none can be made.
  case unreachable
  /// One instance of each service becomes two, three, and one again.
  case rebalance
  /// A killed instance starts without its state file.
  case stateDeleted = "state-deleted"
  /// A killed instance starts with a damaged state file.
  case stateCorrupted = "state-corrupted"
  /// The disk of one instance is full for a while.
  case diskFull = "disk-full"
  /// Records that all have read are deleted from the input's log.
  case logTruncated = "log-truncated"

  /// Whether a cluster like this one can be treated so.
  func isPossible(on cluster: Cluster) -> Bool {
    switch self {
    case .kill, .pause, .rebalance, .stateDeleted, .stateCorrupted, .diskFull: true
    case .nodeKill, .nodePause, .leaderKill: cluster.nodes > 1
    case .brokerKill: !cluster.isEmbedded && cluster.nodes == 1
    case .offsetsDeleted, .logTruncated: !cluster.isEmbedded
    case .unreachable: cluster.proxy != nil
    }
  }
}

/// Does things to a system, drawn from a seed.
struct Saboteur {
  let fleet: Fleet
  var numbers: SplitMix64
  /// How often `kill` kills in one round.
  let kills: Int
  /// Seconds from each kill until the process started in its place took records; cleared by `inject`.
  private(set) var absences: [Double] = []
  private var cluster: Cluster { fleet.cluster }

  init(_ fleet: Fleet, seed: UInt64, kills: Int) {
    self.fleet = fleet
    self.kills = kills
    numbers = SplitMix64(seed: seed &+ 2)
  }

  private mutating func victim(_ part: Part? = nil) -> Instance {
    let running = fleet.instances.filter { $0.isRunning && (part == nil || $0.part == part) }
    return running[numbers.below(running.count)]
  }

  private mutating func wait(_ range: Range<Int>) {
    usleep(UInt32(range.lowerBound + numbers.below(range.count)) * 1000)
  }

  /// Does it and heals it; tells what was done.
  mutating func inject(_ fault: Fault) throws -> String {
    absences = []
    switch fault {
    case .kill: return try killServices()
    case .pause:
      let victim = victim()
      victim.pause()
      wait(13_000..<16_000)
      victim.resume()
      return "\(victim.name) paused"
    case .brokerKill:
      try cluster.kill()
      wait(500..<4000)
      try cluster.start()
      return "broker killed"
    case .nodeKill, .leaderKill:
      let node =
        fault == .leaderKill
        ? try cluster.leader(of: Topic.raw.rawValue) : 1 + numbers.below(cluster.nodes)
      try cluster.kill(node)
      wait(3000..<8000)
      try cluster.start()
      return "broker \(node) killed"
    case .nodePause:
      let node = 1 + numbers.below(cluster.nodes)
      try cluster.pause(node)
      wait(5000..<15_000)
      try cluster.resume(node)
      return "broker \(node) paused"
    case .offsetsDeleted: return try deleteOffsets()
    case .unreachable:
      cluster.proxy?.cut()
      wait(3000..<20_000)
      cluster.proxy?.mend()
      return "line cut"
    case .rebalance:
      for count in [2, 3, 1] {
        try fleet.scale(to: count)
        wait(3000..<6000)
      }
      return "2, 3, 1 instances"
    case .stateDeleted:
      let victim = victim()
      victim.kill()
      for file in victim.stateFiles { _ = try? FileManager.default.removeItem(atPath: file) }
      try victim.start()
      return "\(victim.name) without state"
    case .stateCorrupted: return try corrupt()
    case .diskFull: return try fillDisk()
    case .logTruncated:
      let admin = try Admin(cluster.configuration, logger: .silent)
      let rows = try admin.progress(
        group: Group.ingestion.rawValue, topic: Topic.raw.rawValue, timeout: .seconds(10))
      for row in rows {
        guard let committed = row.committed, committed > row.log.lowerBound else { continue }
        try admin.deleteRecords(
          TopicPartition(Topic.raw.rawValue, row.partition), before: committed,
          timeout: .seconds(10))
      }
      return "\(Topic.raw.rawValue) truncated"
    }
  }

  private mutating func killServices() throws -> String {
    var names: [String] = []
    for _ in 0..<kills {
      let victim = victim()
      let began = ContinuousClock.now
      victim.kill()
      names.append("\(victim.name.prefix(1))\(victim.number)")
      try victim.start()
      // Some are killed again while they start.
      if numbers.below(3) > 0 {
        try eventually("\(victim.name) takes records") { victim.recordsTaken > 0 }
        absences.append((ContinuousClock.now - began) / .seconds(1))
      }
      wait(0..<1500)
    }
    return "killed \(names.joined(separator: " "))"
  }

  private mutating func deleteOffsets() throws -> String {
    let part = Part.allCases[numbers.below(Part.allCases.count)]
    let members = fleet.instances.filter { $0.part == part }
    for member in members { member.kill() }
    // Static members are missed only when their session has run out.
    try eventually("the group of \(part.rawValue) is empty") {
      usleep(500_000)
      let told = try? cluster.groups([
        "--delete-offsets", "--group", part.group.rawValue, "--topic", part.group.input.rawValue,
      ])
      return told.map { !$0.contains("Error") } ?? false
    }
    for member in members { try member.start() }
    return "offsets of \(part.rawValue) deleted"
  }

  private mutating func corrupt() throws -> String {
    let victim = victim()
    victim.kill()
    let size =
      (try FileManager.default.attributesOfItem(atPath: victim.stateFile)[.size] as? Int) ?? 0
    if let file = FileHandle(forUpdatingAtPath: victim.stateFile) {
      for _ in 0..<8 {
        try file.seek(toOffset: UInt64(numbers.below(max(1, size - 4096))))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
      }
      try file.close()
    }
    _ = try? FileManager.default.removeItem(atPath: victim.stateFile + "-wal")
    try victim.start()
    return "\(victim.name) with damaged state"
  }

  /// Moves the data of one instance to a small file system of its own, fills that, and makes room
  /// again; in the end the data is back where it was.
  private mutating func fillDisk() throws -> String {
    let victim = victim()
    victim.kill()
    let aside = victim.data + ".aside"
    try FileManager.default.moveItem(atPath: victim.data, toPath: aside)
    try FileManager.default.createDirectory(atPath: victim.data, withIntermediateDirectories: true)
    let size = try Self.size(of: aside)
    try Self.run(
      "/bin/mount", ["-t", "tmpfs", "-o", "size=\(size + (24 << 20))", "tmpfs", victim.data])
    try Self.run("/bin/cp", ["-a", aside + "/.", victim.data])
    try victim.start()
    wait(500..<2000)
    let filler = victim.data + "/filler"
    // What cp says of the full disk is what is wanted.
    _ = try? Self.run("/bin/dd", ["if=/dev/zero", "of=\(filler)", "bs=64k"])
    wait(2000..<6000)
    let said = victim.end == nil ? "went on" : "ended"
    try FileManager.default.removeItem(atPath: filler)
    if !victim.isRunning { try victim.start() }
    wait(1000..<2000)
    victim.kill()
    try FileManager.default.removeItem(atPath: aside)
    try Self.run("/bin/cp", ["-a", victim.data, aside])
    try Self.run("/bin/umount", [victim.data])
    try FileManager.default.removeItem(atPath: victim.data)
    try FileManager.default.moveItem(atPath: aside, toPath: victim.data)
    try victim.start()
    return "disk of \(victim.name) full, it \(said)"
  }

  private static func size(of folder: String) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) { sum, name in
      let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
      return sum + (attributes[.size] as? Int ?? 0)
    }
  }

  private static func run(_ path: String, _ arguments: [String]) throws {
    let result = try runProgram(path, arguments, environment: cleanEnvironment)
    guard result.status == 0 else { throw HarnessError("\(path): \(result.errors)") }
  }
}
