import Foundation
import HTTP
import Runtime

/// Starts the parts of the system, keeps the services running, and stops all in order. Used by one
/// thread.
final class Supervisor {
  /// A part ends by itself within this, or is ended.
  private static let grace = Duration.seconds(40)

  private struct Service {
    let process: ChildProcess
    let url: String
    var wasReady = false
    var delay = Duration.milliseconds(500)
    var restart: ContinuousClock.Instant?
    var started = ContinuousClock.now
  }

  private let console: Console
  private let stop: StopSignal
  private var broker: ChildProcess?
  private var services: [Service] = []

  init(console: Console, stop: StopSignal) {
    self.console = console
    self.stop = stop
  }

  /// Starts the broker and waits for the address that it writes into `file`; `nil` when the stop
  /// came first.
  ///
  /// - Throws: `CommandError`, 69, with its last words when it ends before that.
  func startBroker(_ process: ChildProcess, addressFile file: String) throws -> String? {
    try? FileManager.default.removeItem(atPath: file)
    try process.start()
    broker = process
    while !stop.wait(timeout: .milliseconds(20)) {
      if let end = process.ended() {
        broker = nil
        throw failure(process, end.description)
      }
      let address = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      if !address.isEmpty { return address.trimmingCharacters(in: .whitespacesAndNewlines) }
    }
    return nil
  }

  /// Starts a service; `url` is where it answers.
  func start(_ process: ChildProcess, url: String) throws {
    try process.start()
    services.append(Service(process: process, url: url))
  }

  /// Waits until every service is ready; `false` when the stop came first.
  ///
  /// - Throws: `CommandError`, 69, when one of them cannot be started or is not ready in time.
  func waitUntilReady(timeout: Duration) throws -> Bool {
    let deadline = ContinuousClock.now + timeout
    let client = HTTPClient(timeout: .seconds(2))
    while !stop.isStopped {
      try look()
      var missing: [String] = []
      for place in services.indices where !services[place].wasReady {
        let answer = try? client.get(services[place].url + "/readyz")
        services[place].wasReady = answer?.status == 200 && services[place].process.isRunning
        if !services[place].wasReady { missing.append(services[place].process.name) }
      }
      if missing.isEmpty { return true }
      console.progress("waiting for \(missing.joined(separator: ", "))")
      if ContinuousClock.now > deadline {
        throw CommandError.unavailable(
          "Not ready after \(timeout): \(missing.joined(separator: ", ")). Their logs are in "
            + "\(URL(fileURLWithPath: services[0].process.logPath).deletingLastPathComponent().path)."
        )
      }
      _ = stop.wait(timeout: .milliseconds(150))
    }
    return false
  }

  /// Keeps everything running until `condition` holds or the stop comes; tells whether it holds.
  ///
  /// - Throws: `CommandError`, 69, when the broker has ended, and what `condition` throws.
  func keepRunning(until condition: () throws -> Bool = { false }) throws -> Bool {
    while !stop.isStopped {
      try look()
      if try condition() { return true }
      _ = stop.wait(timeout: .milliseconds(200))
    }
    return false
  }

  /// Takes note of parts that have ended, and starts services again after a pause that doubles.
  private func look() throws {
    if let broker, let end = broker.ended() {
      self.broker = nil
      throw failure(broker, end.description)
    }
    for place in services.indices {
      let process = services[place].process
      if let end = process.ended() {
        // One that says what is wrong before it ever worked will say the same again.
        if !services[place].wasReady, let code = end.code, code != ExitCode.software {
          throw failure(process, end.description)
        }
        if ContinuousClock.now - services[place].started > .seconds(60) {
          services[place].delay = .milliseconds(500)
        }
        let delay = services[place].delay
        console.note(
          "\(process.name) ended \(end.description); it is started again in "
            + "\(delay / .seconds(1)) s. Its last words: \(TextTable.safe(process.lastLogLine))")
        services[place].restart = .now + delay
        services[place].delay = min(delay * 2, .seconds(30))
      }
      if let restart = services[place].restart, ContinuousClock.now >= restart {
        services[place].restart = nil
        services[place].started = .now
        try process.start()
      }
    }
  }

  /// Stops the services in the order of their start, then the broker; waits for each.
  func stopAll() {
    for process in services.map(\.process) + [broker].compactMap(\.self) where process.isRunning {
      console.note("stopping \(process.name)")
      process.terminate()
      let deadline = ContinuousClock.now + Self.grace
      while process.isRunning {
        if process.ended() != nil { break }
        if ContinuousClock.now > deadline {
          console.note("\(process.name) did not stop within \(Self.grace) and is ended")
          process.kill()
        }
        usleep(20_000)
      }
    }
    services = []
    broker = nil
  }

  private func failure(_ process: ChildProcess, _ end: String) -> CommandError {
    let words = process.lastLogLine
    return .unavailable(
      "\(process.name) ended \(end)"
        + (words.isEmpty ? "." : ": \(TextTable.safe(words))") + " Its log is \(process.logPath)")
  }
}
