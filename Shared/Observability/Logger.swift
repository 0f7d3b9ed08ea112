private import Glibc
private import JSON
private import Records
private import Synchronization

/// What a log field holds.
package enum LogValue: Sendable, Equatable, ExpressibleByStringInterpolation,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral
{
  case string(String)
  case int(Int)
  case double(Double)
  case bool(Bool)

  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }

  /// For `duration_ms` fields: milliseconds, with fractions.
  package static func milliseconds(_ duration: Duration) -> LogValue {
    .double(duration / .milliseconds(1))
  }

  /// What the value's own `description` says.
  package static func describing(_ value: some CustomStringConvertible) -> LogValue {
    .string(value.description)
  }
}

/// The fields of one event, in the order written: `["topic": .string(topic), "offset": 12]`.
package struct LogFields: Sendable, ExpressibleByDictionaryLiteral {
  fileprivate var pairs: [(name: String, value: LogValue)]

  package init(dictionaryLiteral elements: (String, LogValue)...) {
    pairs = elements.map { ($0.0, $0.1) }
  }

  /// Adds a field at the end, or gives an existing one another value; `nil` removes it.
  package subscript(name: String) -> LogValue? {
    get { pairs.first { $0.name == name }?.value }
    set {
      let place = pairs.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let value?): pairs[place].value = value
      case (let place?, nil): pairs.remove(at: place)
      case (nil, let value?): pairs.append((name, value))
      case (nil, nil): break
      }
    }
  }
}

/// Takes finished lines, newline included, from any thread.
package struct LogSink: Sendable {
  fileprivate let write: @Sendable ([UInt8]) -> Void

  package init(_ write: @escaping @Sendable ([UInt8]) -> Void) { self.write = write }

  /// One `write` call for each line, lines of one process never interleaved. A line that cannot be
  /// written is lost: a log that is not read must not stop the service.
  package static let standardError: LogSink = {
    let turn = Mutex(())
    return LogSink { line in
      turn.withLock { _ in
        var rest = line[...]
        while !rest.isEmpty {
          let written = unsafe rest.withUnsafeBytes {
            unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
          }
          if written > 0 { rest = rest.dropFirst(written) } else if errno != EINTR { return }
        }
      }
    }
  }()

  /// Drops everything.
  package static let none = LogSink { _ in }
}

/// Writes one line per event: a fixed phrase, and fields for all that varies. Usable from any
/// thread; a copy is cheap.
package struct Logger: Sendable {
  package enum Level: String, Sendable, Comparable, CaseIterable {
    /// Follows records.
    case debug
    /// Start, stop and rebalance.
    case info
    /// Heals itself.
    case warning
    /// Asks for a person.
    case error

    package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .debug: 0
      case .info: 1
      case .warning: 2
      case .error: 3
      }
    }
  }

  package enum Format: String, Sendable, CaseIterable {
    /// One JSON object a line.
    case json
    /// For a person at a terminal.
    case text

    /// `text` when standard error is a terminal, else `json`.
    package static var automatic: Format { isatty(STDERR_FILENO) == 1 ? .text : .json }
  }

  /// The least level that is written.
  package let level: Level
  private let service: String
  private let format: Format
  private let sink: LogSink
  private let now: @Sendable () -> Timestamp
  private var context: LogFields = [:]

  package init(
    service: String, level: Level = .info, format: Format = .json,
    sink: LogSink = .standardError
  ) {
    self.init(service: service, level: level, format: format, sink: sink, now: Self.wallClock)
  }

  /// With a clock of the caller's, in milliseconds since 1970.
  package init(
    service: String, level: Level, format: Format, sink: LogSink,
    milliseconds: @escaping @Sendable () -> Int
  ) {
    self.init(service: service, level: level, format: format, sink: sink) {
      Timestamp(milliseconds: milliseconds())
    }
  }

  private init(
    service: String, level: Level, format: Format, sink: LogSink,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.service = service
    self.level = level
    self.format = format
    self.sink = sink
    self.now = now
  }

  /// Writes nothing.
  package static let silent = Logger(service: "", level: .error, sink: .none)

  /// The same logger with `fields` added to each event.
  package func with(_ fields: LogFields) -> Logger {
    var copy = self
    for (name, value) in fields.pairs { copy.context[name] = value }
    return copy
  }

  package func debug(_ event: StaticString, _ fields: @autoclosure () -> LogFields = [:]) {
    log(.debug, event, fields())
  }

  package func info(_ event: StaticString, _ fields: @autoclosure () -> LogFields = [:]) {
    log(.info, event, fields())
  }

  package func warning(_ event: StaticString, _ fields: @autoclosure () -> LogFields = [:]) {
    log(.warning, event, fields())
  }

  package func error(_ event: StaticString, _ fields: @autoclosure () -> LogFields = [:]) {
    log(.error, event, fields())
  }

  /// `fields` is not evaluated for a level that is not written.
  package func log(
    _ level: Level, _ event: StaticString, _ fields: @autoclosure () -> LogFields = [:]
  ) {
    guard level >= self.level else { return }
    let pairs = context.pairs + fields().pairs
    sink.write(format == .json ? json(level, event, pairs) : text(level, event, pairs))
  }

  private func json(_ level: Level, _ event: StaticString, _ pairs: [(String, LogValue)]) -> [UInt8]
  {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("ts", now().description)
      writer.member("level", level.rawValue)
      writer.member("service", service)
      writer.name("event")
      writer.value(String(describing: event))
      for (name, value) in pairs {
        writer.name(name)
        switch value {
        case .string(let text): writer.value(text)
        case .int(let number): writer.value(number)
        case .double(let number): writer.value(number)
        case .bool(let truth): writer.value(truth)
        }
      }
    }
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  /// `12:00:00.123Z WARNING ingestion: phrase  name=value name="with blanks"`
  private func text(_ level: Level, _ event: StaticString, _ pairs: [(String, LogValue)]) -> [UInt8]
  {
    var line =
      "\(now().description.dropFirst(11)) \(level.rawValue.uppercased()) \(service): \(event)"
    for (name, value) in pairs {
      switch value {
      case .string(let text): line += " \(name)=\(Self.quoted(text))"
      case .int(let number): line += " \(name)=\(number)"
      case .double(let number): line += " \(name)=\(number)"
      case .bool(let truth): line += " \(name)=\(truth)"
      }
    }
    return Array(line.utf8) + [UInt8(ascii: "\n")]
  }

  /// Quoted and escaped unless it is one plain word, so that no text can move the cursor.
  private static func quoted(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 }
    if isPlain { return text }
    var writer = JSONWriter()
    writer.value(text)
    return writer.text
  }

  private static let wallClock: @Sendable () -> Timestamp = {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }
}
