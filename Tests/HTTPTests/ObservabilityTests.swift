import JSON
import Observability
import Synchronization
import Testing

/// Keeps the lines it is given.
final class Lines: Sendable {
  private let kept = Mutex<[String]>([])
  var all: [String] { kept.withLock { $0 } }
  var sink: LogSink {
    LogSink { line in self.kept.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
  }
}

@Suite("Logger")
struct LoggerTests {
  private let lines = Lines()

  private func logger(_ level: Logger.Level, _ format: Logger.Format) -> Logger {
    Logger(service: "ingestion", level: level, format: format, sink: lines.sink) {
      1_600_000_000_123
    }
  }

  @Test("An event is one line of JSON, fields in order")
  func writesJSON() throws {
    logger(.info, .json).with(["group": "g"]).info(
      "batch done", ["topic": "a\nb\u{7}", "offset": 12, "duration_ms": 1.5, "last": true])
    #expect(
      lines.all == [
        #"{"ts":"2020-09-13T12:26:40.123Z","level":"info","service":"ingestion","event":"batch done","group":"g","topic":"a\nb\u0007","offset":12,"duration_ms":1.5,"last":true}"#
          + "\n"
      ])
    _ = try JSONReader().read(lines.all[0])
  }

  @Test("Text for a terminal escapes what could move the cursor")
  func writesText() {
    logger(.info, .text).warning("odd name", ["name": "x\u{1B}[2J", "plain": "word", "n": 3])
    #expect(
      lines.all == [
        #"12:26:40.123Z WARNING ingestion: odd name name="x\u001b[2J" plain=word n=3"# + "\n"
      ])
  }

  @Test("Levels below the chosen one cost nothing and write nothing")
  func filters() {
    let evaluated = Atomic(0)
    func fields() -> LogFields {
      evaluated.add(1, ordering: .relaxed)
      return [:]
    }
    let logger = logger(.warning, .json)
    logger.debug("a", fields())
    logger.info("b", fields())
    logger.warning("c", fields())
    logger.error("d", fields())
    #expect(lines.all.count == 2)
    let times = evaluated.load(ordering: .relaxed)
    #expect(times == 2)
  }
}

@Suite("Metrics")
struct MetricsTests {
  private let metrics = Metrics()

  @Test("The exposition is Prometheus text, by name, with escaped labels")
  func exposes() {
    metrics.counter(
      "records_in_total", help: "Records\nread \\ taken.", labels: ["topic": "a\"\\\n"]
    )
    .add(3)
    metrics.counter("records_in_total", help: "Records\nread \\ taken.", labels: ["topic": "b"])
      .add()
    metrics.gauge("lag_records", help: "Lag.").set(2.5)
    metrics.gauge("queue_records", help: "Queue.") { 7 }
    let histogram = metrics.histogram(
      "commit_duration_seconds", help: "Commits.", labels: ["db": "x"], bounds: [0.5, 1])
    for value in [0.5, 0.75, 4] { histogram.observe(value) }
    #expect(
      metrics.exposition() == #"""
        # HELP scrutineer_commit_duration_seconds Commits.
        # TYPE scrutineer_commit_duration_seconds histogram
        scrutineer_commit_duration_seconds_bucket{db="x",le="0.5"} 1
        scrutineer_commit_duration_seconds_bucket{db="x",le="1"} 2
        scrutineer_commit_duration_seconds_bucket{db="x",le="+Inf"} 3
        scrutineer_commit_duration_seconds_sum{db="x"} 5.25
        scrutineer_commit_duration_seconds_count{db="x"} 3
        # HELP scrutineer_lag_records Lag.
        # TYPE scrutineer_lag_records gauge
        scrutineer_lag_records 2.5
        # HELP scrutineer_queue_records Queue.
        # TYPE scrutineer_queue_records gauge
        scrutineer_queue_records 7
        # HELP scrutineer_records_in_total Records\nread \\ taken.
        # TYPE scrutineer_records_in_total counter
        scrutineer_records_in_total{topic="a\"\\\n"} 3
        scrutineer_records_in_total{topic="b"} 1

        """#)
  }

  @Test("Handles asked for twice share the number, from any thread")
  func sharesHandles() async {
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask { [metrics] in
          for _ in 0..<1000 {
            metrics.counter("shared_total", help: "Shared.", labels: ["a": "1", "b": "2"]).add()
            metrics.gauge("shared", help: "Shared.").add(1)
          }
        }
      }
    }
    #expect(
      metrics.counter("shared_total", help: "Shared.", labels: ["b": "2", "a": "1"]).value == 8000)
    #expect(metrics.gauge("shared", help: "Shared.").value == 8000)
  }

  @Test("A removed series is no longer shown")
  func removes() {
    metrics.gauge("lag_records", help: "Lag.", labels: ["partition": "1"]).set(4)
    metrics.remove("lag_records", labels: ["partition": "1"])
    #expect(metrics.exposition().isEmpty)
  }
}
