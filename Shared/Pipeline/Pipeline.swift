package import Kafka
package import Observability
import Records
package import SQLite

/// How much a pipeline takes at once.
package struct PipelineLimits: Sendable {
  /// Records and bytes of one batch, which is one transaction.
  package var records = 2000
  package var bytes = 4 << 20
  /// Batches whose outputs may wait for the broker at one time.
  package var inFlight = 4
  /// One batch takes no longer than this, or the process is taken to hang and ends itself.
  package var batchDuration = Duration.seconds(60)
  /// A broker that answers and has acknowledged nothing for so long is tried with a new client.
  package var acknowledgement = Duration.seconds(60)
  package init() {}
}

/// What "exactly once" rests on (DESIGN.md, section 5). A service has all of them; the fault harness
/// leaves one out at a time, to show that it would notice.
package struct Safeguards: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Records that were written twice are recognised by their cause.
  package static let lineage = Safeguards(rawValue: 1)
  /// Input positions are stored in the transaction that changes state, not after it.
  package static let positionsWithState = Safeguards(rawValue: 2)
  /// An offset is committed when the outputs before it are acknowledged, not before.
  package static let commitAfterAcknowledgement = Safeguards(rawValue: 4)
  package static let all: Safeguards = [.lineage, .positionsWithState, .commitAfterAcknowledgement]
}

/// What a pipeline tells its process while it runs. Called on the pipeline's thread.
package struct PipelineEvents: Sendable {
  /// Whether all partitions are assigned and read to their ends, and in a few words why not.
  package var readiness: @Sendable (_ isReady: Bool, _ detail: String) -> Void
  /// The log is known now; `isEmbedded` tells that it is the embedded broker's.
  package var connected: @Sendable (_ log: String, _ isEmbedded: Bool) -> Void

  package init(
    readiness: @escaping @Sendable (Bool, String) -> Void = { _, _ in },
    connected: @escaping @Sendable (String, Bool) -> Void = { _, _ in }
  ) {
    self.readiness = readiness
    self.connected = connected
  }
}

/// The loop of a service: poll a batch, apply it with its positions in one transaction, publish,
/// commit what is acknowledged (DESIGN.md, section 5).
///
/// Runs on one thread, that of `run`. An error that may pass ends the session with the broker and
/// starts another after a pause: what was not committed is read again.
package final class Pipeline<Service: Stage> {
  private let stage: Service
  private let database: Database
  private let configuration: ClientConfiguration
  private let instance: String?
  private let limits: PipelineLimits
  private let mayCarryOn: Bool
  private let safeguards: Safeguards
  private let logger: Logger
  private let metrics: Metrics
  private let events: PipelineEvents

  /// - Parameters:
  ///   - database: migrated already, `Positions.schema` among its tables.
  ///   - instance: see `Consumer`.
  ///   - mayCarryOn: whether a log that was replaced or cut short is taken as it is, because the
  ///     operator said so.
  package init(
    _ stage: Service, database: Database, configuration: ClientConfiguration,
    instance: String? = nil, limits: PipelineLimits = PipelineLimits(), mayCarryOn: Bool = false,
    safeguards: Safeguards = .all, logger: Logger, metrics: Metrics,
    events: PipelineEvents = PipelineEvents()
  ) {
    self.stage = stage
    self.database = database
    self.configuration = configuration
    self.instance = instance
    self.limits = limits
    self.mayCarryOn = mayCarryOn
    self.safeguards = safeguards
    self.logger = logger
    self.metrics = metrics
    self.events = events
  }

  /// Runs until `shouldStop` says so, which is asked about ten times a second.
  ///
  /// - Throws: what no retry mends; the sentence says what to do.
  package func run(until shouldStop: @escaping () -> Bool) throws {
    var pause = Duration.milliseconds(200)
    while !shouldStop() {
      do {
        let session = try Session(
          stage: stage, database: database, configuration: configuration, instance: instance,
          limits: limits, mayCarryOn: mayCarryOn, safeguards: safeguards, logger: logger,
          metrics: metrics, events: events, shouldStop: shouldStop)
        try session.run { pause = .milliseconds(200) }
      } catch {
        guard Self.disposition(error) == .retry else { throw error }
        events.readiness(false, "\(error)")
        logger.warning(
          "Starting over with the broker after an error",
          ["error": .string("\(error)"), "pause_ms": .milliseconds(pause)])
        let end = ContinuousClock.now + pause
        while ContinuousClock.now < end, !shouldStop() { Self.rest(.milliseconds(50)) }
        pause = min(pause * 2, .seconds(10))
      }
    }
    events.readiness(false, "stopping")
  }

  private static func disposition(_ error: any Error) -> Disposition {
    switch error {
    case let error as KafkaError: error.disposition
    case let error as SQLiteError: error.disposition
    default: .stop
    }
  }
}
