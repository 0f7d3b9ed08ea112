private import Synchronization

/// A number that only grows. A cheap handle: copies share the number.
package final class Counter: Sendable {
  private let number = Atomic<Int>(0)

  fileprivate init() {}

  /// Adds `amount`, which must not be negative.
  package func add(_ amount: Int = 1) {
    precondition(amount >= 0, "a counter does not go down")
    number.wrappingAdd(amount, ordering: .relaxed)
  }

  package var value: Int { number.load(ordering: .relaxed) }
}

/// A number that goes up and down.
package final class Gauge: Sendable {
  private let number = Atomic<Double>(0)

  fileprivate init() {}

  package func set(_ value: Double) { number.store(value, ordering: .relaxed) }
  package func set(_ value: Int) { set(Double(value)) }

  /// Adds `amount`, negative to lower it.
  package func add(_ amount: Double) {
    var old = number.load(ordering: .relaxed)
    while true {
      let (exchanged, original) = number.weakCompareExchange(
        expected: old, desired: old + amount, ordering: .relaxed)
      if exchanged { return }
      old = original
    }
  }

  package var value: Double { number.load(ordering: .relaxed) }
}

/// How values spread over a row of bounds.
package final class Histogram: Sendable {
  /// For durations from a millisecond to half a minute, in seconds.
  package static let seconds: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
  ]

  fileprivate struct State {
    /// One per bound, and one for what is above them all.
    var counts: [Int]
    var sum = 0.0
  }

  fileprivate let bounds: [Double]
  private let state: Mutex<State>

  fileprivate init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
  }

  package func observe(_ value: Double) {
    let place = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock { state in
      state.counts[place] += 1
      state.sum += value
    }
  }

  /// Observes a duration in seconds.
  package func observe(_ duration: Duration) { observe(duration / .seconds(1)) }

  /// How many values have been observed, and their sum.
  package var total: (count: Int, sum: Double) {
    let state = snapshot()
    return (state.counts.reduce(0, +), state.sum)
  }

  fileprivate func snapshot() -> State { state.withLock { $0 } }
}

/// The numbers a process shows to Prometheus.
///
/// Asking again for a name with the same labels gives the same handle, so parts that do not know
/// each other may share one. Keep the handle where a number changes often.
package final class Metrics: Sendable {
  /// Stands before every name.
  package static let prefix = "scrutineer_"

  private enum Series: Sendable {
    case counter(Counter)
    case gauge(Gauge)
    case computed(@Sendable () -> Double)
    case histogram(Histogram)
  }

  private struct Family: Sendable {
    let type: String
    let help: String
    /// By labels as they are written between the braces.
    var series: [String: Series] = [:]
  }

  private let families = Mutex<[String: Family]>([:])

  package init() {}

  /// By custom `name` ends in `_total`.
  package func counter(
    _ name: String, help: String, labels: [String: String] = [:]
  ) -> Counter {
    let series = series(name, "counter", help, labels) { .counter(Counter()) }
    guard case .counter(let counter) = series else { preconditionFailure("\(name): no counter") }
    return counter
  }

  package func gauge(_ name: String, help: String, labels: [String: String] = [:]) -> Gauge {
    let series = series(name, "gauge", help, labels) { .gauge(Gauge()) }
    guard case .gauge(let gauge) = series else { preconditionFailure("\(name): no settable gauge") }
    return gauge
  }

  /// A gauge whose value is asked for at each exposition, on the asking thread; the newest closure
  /// for one name and labels counts.
  package func gauge(
    _ name: String, help: String, labels: [String: String] = [:],
    _ read: @escaping @Sendable () -> Double
  ) {
    _ = series(name, "gauge", help, labels, replaces: true) { .computed(read) }
  }

  /// `bounds` are upper bounds, inclusive and growing; `+Inf` is added.
  package func histogram(
    _ name: String, help: String, labels: [String: String] = [:],
    bounds: [Double] = Histogram.seconds
  ) -> Histogram {
    precondition(zip(bounds, bounds.dropFirst()).allSatisfy(<), "\(name): bounds must grow")
    let series = series(name, "histogram", help, labels) { .histogram(Histogram(bounds: bounds)) }
    guard case .histogram(let histogram) = series else {
      preconditionFailure("\(name): no histogram")
    }
    return histogram
  }

  /// Removes one series, as for a partition that went to another member. Unknown ones are no fault.
  package func remove(_ name: String, labels: [String: String]) {
    families.withLock {
      _ = $0[Self.prefix + name]?.series.removeValue(forKey: Self.written(labels))
    }
  }

  /// Prometheus text format 0.0.4, in the order of the names:
  /// https://prometheus.io/docs/instrumenting/exposition_formats/
  package func exposition() -> String {
    let families = families.withLock { $0.sorted { $0.key < $1.key } }
    var text = ""
    for (name, family) in families where !family.series.isEmpty {
      text += "# HELP \(name) \(Self.escaped(family.help))\n# TYPE \(name) \(family.type)\n"
      for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
        switch series {
        case .counter(let counter): text += Self.line(name, labels, "\(counter.value)")
        case .gauge(let gauge): text += Self.line(name, labels, Self.number(gauge.value))
        case .computed(let read): text += Self.line(name, labels, Self.number(read()))
        case .histogram(let histogram):
          let state = histogram.snapshot()
          var count = 0
          for (bound, inBucket) in zip(histogram.bounds + [.infinity], state.counts) {
            count += inBucket
            let separator = labels.isEmpty ? "" : ","
            text += Self.line(
              "\(name)_bucket", "\(labels)\(separator)le=\"\(Self.number(bound))\"", "\(count)")
          }
          text += Self.line("\(name)_sum", labels, Self.number(state.sum))
          text += Self.line("\(name)_count", labels, "\(count)")
        }
      }
    }
    return text
  }

  /// The content type of `exposition()`.
  package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  private func series(
    _ name: String, _ type: String, _ help: String, _ labels: [String: String],
    replaces: Bool = false, make: () -> Series
  ) -> Series {
    precondition(
      Self.isName(name) && labels.keys.allSatisfy(Self.isName), "\(name): no metric name")
    let written = Self.written(labels)
    return families.withLock { families in
      var family = families[Self.prefix + name] ?? Family(type: type, help: help)
      precondition(family.type == type, "\(name) is a \(family.type) already")
      if !replaces, let series = family.series[written] { return series }
      let series = make()
      family.series[written] = series
      families[Self.prefix + name] = family
      return series
    }
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
    }
  }

  private static func written(_ labels: [String: String]) -> String {
    labels.sorted { $0.key < $1.key }
      .map { "\($0.key)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",")
  }

  private static func escaped(_ text: String, quotes: Bool = false) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func line(_ name: String, _ labels: String, _ value: String) -> String {
    labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    return Int(exactly: value).map(String.init) ?? "\(value)"
  }
}
