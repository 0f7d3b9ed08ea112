import JSON
import Kafka
import Records
import Runtime

/// Publishes the samples in two steps, and shows what each does to the counts.
struct Demo {
  private static let patience = Duration.seconds(90)

  private let configuration: ClientConfiguration
  private let service: CountsService
  private let console: Console

  init(configuration: ClientConfiguration, service: CountsService, console: Console) {
    self.configuration = configuration
    self.service = service
    self.console = console
  }

  /// - Parameter waiting: keeps the system running until a condition holds; `false` when it has to
  ///   stop first.
  /// - Returns: `false` when it had to stop before the end.
  func run(_ waiting: (_ condition: () throws -> Bool) throws -> Bool) throws -> Bool {
    heading("1. One report is published")
    try publish([Samples.firstReport])
    guard try counted([Samples.firstElection], waiting) else { return false }
    let before = try service.findings(Samples.firstElection)
    try show(Samples.firstElection, before)

    heading("2. Another outlet's report of the same day, a register, and a malformed message")
    try publish([Samples.secondReport] + Samples.register + [Samples.malformed])
    guard try counted([Samples.firstElection, Samples.secondElection], waiting) else {
      return false
    }
    let after = try service.findings(Samples.firstElection)
    try show(Samples.firstElection, after)
    try show(Samples.secondElection, service.findings(Samples.secondElection))

    let closed = keys(before).subtracting(keys(after))
    let opened = keys(after).subtracting(keys(before))
    console.line(
      "The second report closed \(closed.count) of the \(before.count) findings on "
        + "\(Samples.firstElection) and opened \(opened.count).")
    console.line("What became of the malformed message: scrutineer rejected list")
    console.flush()
    return true
  }

  private func keys(_ findings: [JSONValue]) -> Set<String> { Set(findings.map(FindingLines.key)) }

  private func heading(_ text: String) {
    console.line(console.styled(text, .bold))
    console.flush()
  }

  private func publish(_ messages: [OutgoingMessage]) throws {
    let publisher = try Publisher(configuration) { id, origin in
      console.line("  \(id.prefix(12))…  \(origin)")
    }
    for message in messages { try publisher.send(message) }
    try publisher.finish()
    console.line()
    console.flush()
  }

  /// Waits until every service has done all of its input, and the elections have counts.
  private func counted(
    _ elections: [String], _ waiting: (() throws -> Bool) throws -> Bool
  ) throws -> Bool {
    let deadline = ContinuousClock.now + Self.patience
    return try waiting {
      // In the order of the topics: what one has done is in the log of the next.
      if try Lag.read(configuration).allSatisfy({ !$0.rows.isEmpty && $0.behind == 0 }) {
        if try Set(elections).isSubset(of: service.elections(nil)) { return true }
      }
      guard ContinuousClock.now < deadline else {
        throw CommandError.unavailable(
          "The samples were not counted within \(Self.patience). The logs are in the folder log of "
            + "the data directory.")
      }
      return false
    }
  }

  private func show(_ election: String, _ findings: [JSONValue]) throws {
    CountsTable.show(
      election, try service.counts(election), findings: findings.count, on: console)
    for finding in findings { FindingLines.show(finding, on: console) }
    if !findings.isEmpty { console.line() }
    console.flush()
  }
}
