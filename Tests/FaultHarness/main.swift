import Foundation
import Runtime

// Publishes a made-up stream to running services, does to them what the list of faults says, and
// holds every count, finding and rejected record against what the stream alone says must be there.

let kafka = Setting(
  "kafka", .path, help: "Script that runs Apache Kafka; without it the embedded broker")
let nodes = Setting("nodes", .choice(["1", "3"]), default: "1", help: "Brokers of Apache Kafka")
let partitions = Setting("partitions", .integer(1...100), default: "6", help: "Of each topic")
let rounds = Setting("rounds", .integer(0...100_000), default: "3", help: "How many")
let seconds = Setting(
  "seconds", .integer(0...1_000_000), default: "0",
  help: "Begin no round after so many; 0 for no end")
let faultList = Setting(
  "faults", .text, default: "kill",
  help: "Which, with commas between; one of them in turn each round. all for all that are possible")
let kills = Setting("kills", .integer(1...1000), default: "5", help: "In a round of the fault kill")
let rate = Setting("rate", .integer(1...1_000_000), default: "2000", help: "Messages a second")
let calm = Setting(
  "calm", .integer(0...600), default: "3", help: "Seconds before and after a fault")
let backlog = Setting(
  "backlog", .integer(0...100_000_000), default: "0",
  help: "Messages published before any service runs; prints how fast each works them off")
let instances = Setting("instances", .integer(1...3), default: "1", help: "Of each service")
let seed = Setting(
  "seed", .integer(0...Int.max), default: "1", help: "The same seed, the same stream and faults")
let weakness = Setting(
  "without", .choice(Weakness.allCases.map(\.rawValue)),
  help: "Leave this safeguard of the services out, to see that it is missed")
let keep = Setting("keep", .bool, default: "false", help: "Leave the folder with logs and state")

let table = [
  kafka, nodes, partitions, rounds, seconds, faultList, kills, rate, calm, backlog, instances,
  seed, weakness, keep,
]
// Nothing from the environment: what is set there is meant for the services.
let settings: Settings
do {
  settings = try Settings(
    table, arguments: Array(CommandLine.arguments.dropFirst()), environment: [:])
} catch {
  FileHandle.standardError.write(Data("fault-harness: \(error)\n".utf8))
  exit(ExitCode.usage)
}
guard !settings.wantsHelp else {
  print(
    Settings.help(
      program: "fault-harness",
      about: "Kills and starves running services, and counts what is lost, doubled or wrong.", table
    ),
    terminator: "")
  exit(ExitCode.success)
}

func say(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

func run() throws -> Bool {
  let folder = NSTemporaryDirectory() + "fault-harness-\(UUID().uuidString.prefix(8))"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  let programs = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path
  let kind: Cluster.Kind =
    settings.text(kafka).map { .kafka(script: $0, nodes: settings.integer(nodes)) } ?? .embedded
  let cluster = Cluster(kind, folder: folder, programs: programs)
  let number = UInt64(settings.integer(seed))
  let told = settings[faultList].split(separator: ",").map(String.init)
  let withProxy = told.contains("all") || told.contains(Fault.unreachable.rawValue)
  defer { if !settings.bool(keep) { _ = try? FileManager.default.removeItem(atPath: folder) } }
  defer { cluster.destroy() }
  try cluster.make(partitions: settings.integer(partitions), withProxy: withProxy)
  let faults = try told.flatMap { name -> [Fault] in
    if name == "all" { return Fault.allCases.filter { $0.isPossible(on: cluster) } }
    guard let fault = Fault(rawValue: name) else {
      throw HarnessError(
        "There is no fault \(name); there are: "
          + Fault.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard fault.isPossible(on: cluster) else {
      throw HarnessError("\(name) needs another cluster than this one")
    }
    return [fault]
  }
  let fleet = Fleet(
    cluster, folder: folder, programs: programs,
    weakness: settings.text(weakness).flatMap { Weakness(rawValue: $0) })
  defer { fleet.stopAll() }
  let publisher = Publisher(
    cluster.configuration, partitions: settings.integer(partitions),
    rate: settings.integer(rate), seed: number)
  let messages = settings.integer(backlog)
  if messages > 0 {
    guard !cluster.isEmbedded else {
      throw HarnessError("--backlog needs --kafka: the embedded broker's log has an end")
    }
    try CatchUp(cluster: cluster, fleet: fleet, publisher: publisher, say: say).run(messages)
  }
  try fleet.scale(to: settings.integer(instances))
  let follower = Follower(cluster.configuration)
  defer { follower.stop() }
  var trial = Trial(
    cluster: cluster, fleet: fleet, publisher: publisher, follower: follower,
    saboteur: Saboteur(fleet, seed: number, kills: settings.integer(kills)),
    calm: Double(settings.integer(calm)))
  func tell(_ name: String, _ round: Trial.Round) -> Bool {
    say("\(name): \(round.line)")
    for example in round.verdict.examples { say("  \(example)") }
    return round.verdict.isClean
  }
  let began = ContinuousClock.now
  var isClean = try messages == 0 || tell("backlog", trial.judge(["worked off"]))
  // What is wrong now would be told again in every round.
  for place in 0..<settings.integer(rounds) where isClean {
    if settings.integer(seconds) > 0,
      ContinuousClock.now - began > .seconds(settings.integer(seconds))
    {
      break
    }
    isClean = tell("round \(place + 1)", try trial.round([faults[place % faults.count]]))
  }
  say(isClean ? "0 lost, 0 doubled, 0 wrong" : "the promise does not hold")
  return isClean
}

do {
  exit(try run() ? 0 : 1)
} catch {
  FileHandle.standardError.write(Data("fault-harness: \(error)\n".utf8))
  exit(ExitCode.unavailable)
}
