import JSON
import Kafka
import Observability
import Records
import Runtime

extension Command {
  private static let rate = Setting(
    "rate", .integer(1...1_000_000), help: "Most messages a second; without it as fast as it goes")
  private static let kind = Setting(
    "type", .choice(MessageFile.Kind.allCases.map(\.rawValue)),
    help: "What the files hold, where their names do not tell")

  static let publish = Command(
    name: "publish", summary: "Publish bulletins, statements and accreditations",
    arguments: "FILE…|-",
    details:
      "Texts (.txt), pages (.html), JSON (.json: one message, or an array of them) and messages as\n"
      + "lines (.ndjson). All files are read and checked before the first message is sent. Each\n"
      + "acknowledged message gives one line: its id and where it came from.",
    settings: [.json, rate, kind, .someBroker, .data] + BulletinFlags.settings,
    environment: [.someBroker, .data], takesKafkaProperties: true
  ) { invocation in
    let settings = invocation.settings
    guard !invocation.arguments.isEmpty else {
      throw CommandError.usage("publish needs at least one file, or - to read standard input.")
    }
    let told = settings.text(kind).flatMap(MessageFile.Kind.init(rawValue:))
    let flags = try BulletinFlags(settings)
    let files: [MessageFile]
    do {
      files = try invocation.arguments.map { try MessageFile(path: $0, kind: told, flags: flags) }
    } catch let error as CommandError {
      throw CommandError(error.exitCode, error.description + " Nothing was published.")
    }
    let configuration = BrokerAddress.configuration(settings)
    _ = try BrokerAddress.cluster(configuration)
    let stop = StopSignal.catchingSignals()
    let publisher = try Publisher(configuration) { id, origin in
      if settings.bool(.json) {
        var writer = JSONWriter()
        writer.object { writer in
          writer.member("id", id)
          writer.member("origin", origin)
        }
        invocation.console.line(writer.bytes)
      } else {
        invocation.console.line("\(id)  \(TextTable.safe(origin))")
      }
    }
    publisher.rate = settings.text(rate).flatMap { Int($0) }
    publisher.progress = { invocation.console.progress("\($0) published") }
    for file in files where !stop.isStopped {
      try file.read { if !stop.isStopped { try publisher.send($0, unless: { stop.isStopped }) } }
    }
    try publisher.finish()
    invocation.console.clearProgress()
    guard !stop.isStopped else {
      throw CommandError.unavailable(
        "Stopped: \(publisher.acknowledged) messages were published, the rest was not sent.")
    }
    return ExitCode.success
  }
}

/// Writes messages to `observers.raw`, and tells each once the broker has it. Used by one thread.
final class Publisher {
  /// So long a broker may be silent while messages wait for it.
  private static let patience = Duration.seconds(30)
  /// Messages on their way at a time.
  private static let window = 5_000

  /// Most messages a second; `nil` sends as fast as it goes.
  var rate: Int?
  /// Told now and then how many messages are published.
  var progress: (Int) -> Void = { _ in }
  /// How many the broker has.
  private(set) var acknowledged = 0
  private var sent = 0
  private var waiting: [(id: String, origin: String)] = []
  private var first = 0
  private var lastNews = ContinuousClock.now
  private var started: ContinuousClock.Instant?
  private let producer: Producer
  private let gate: ReaderGate
  private let published: (_ id: String, _ origin: String) -> Void

  /// - Parameter published: called for each message in the order of sending.
  init(
    _ configuration: ClientConfiguration,
    published: @escaping (_ id: String, _ origin: String) -> Void
  ) throws {
    producer = try Producer(configuration, logger: .silent)
    gate = ReaderGate(
      configuration, group: Group.ingestion.rawValue, topic: Topic.raw.rawValue, logger: .silent)
    self.published = published
    guard try producer.partitions(of: Topic.raw.rawValue, timeout: .seconds(10)) != nil else {
      throw CommandError.unavailable(
        "The broker has no topic \(Topic.raw.rawValue). Make the topics with: scrutineer topics")
    }
  }

  /// Hands over one message; waits while too many are on their way, or while the readers of an
  /// embedded broker are behind.
  func send(_ message: OutgoingMessage, unless isStopped: () -> Bool = { false }) throws {
    try pace(isStopped)
    try gate.admit(bytes: message.bytes.count, records: 1, unless: isStopped)
    let id = message.id
    sent += 1
    if sent == acknowledged + 1 { lastNews = .now }
    do {
      try producer.produce(message.record(id: id, now: .now), tag: sent)
    } catch {
      throw failure(error, at: message.origin)
    }
    waiting.append((id, message.origin))
    try collect(.zero)
    while sent - acknowledged >= Self.window { try collect(.milliseconds(50)) }
  }

  /// Waits until the broker has everything.
  func finish() throws {
    while acknowledged < sent { try collect(.milliseconds(50)) }
  }

  private func pace(_ isStopped: () -> Bool) throws {
    guard let rate else { return }
    let start = started ?? .now
    started = start
    let due = start + .seconds(1) * sent / rate
    while ContinuousClock.now < due, !isStopped() {
      try collect(min(.milliseconds(50), due - .now))
    }
  }

  /// Tells those that are done, in order.
  private func collect(_ timeout: Duration) throws {
    producer.serve(timeout: timeout)
    while acknowledged < sent {
      let message = waiting[first]
      do {
        guard try producer.isDone(tag: acknowledged + 1) else { break }
      } catch {
        throw failure(error, at: message.origin)
      }
      acknowledged += 1
      first += 1
      lastNews = .now
      published(message.id, message.origin)
      if acknowledged % 500 == 0 { progress(acknowledged) }
      if first == waiting.count || first >= 4096 {
        waiting.removeFirst(first)
        first = 0
      }
    }
    if acknowledged < sent, ContinuousClock.now - lastNews > Self.patience {
      throw CommandError.unavailable(
        "The broker has not answered for \(Self.patience): \(acknowledged) messages are published, "
          + "of \(sent - acknowledged) more it is not known. Publishing them again counts none twice."
      )
    }
  }

  private func failure(_ error: any Error, at origin: String) -> CommandError {
    let isRejected = (error as? KafkaError)?.disposition == .reject
    return CommandError(
      isRejected ? ExitCode.dataError : ExitCode.unavailable,
      "\(TextTable.safe(origin)): \(error) \(acknowledged) messages were published before it. "
        + "Publishing them again counts none twice.")
  }
}
