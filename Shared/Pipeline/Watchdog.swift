private import Dispatch
private import Synchronization

/// Calls for help when a piece of work does not end: a handler that hangs would otherwise hold up
/// its partition for ever, and every restart would hang again.
final class Watchdog {
  private final class Deadline: Sendable {
    let end = Mutex<ContinuousClock.Instant?>(nil)
    var hasPassed: Bool { end.withLock { $0.map { $0 < .now } ?? false } }
  }

  private let timer: any DispatchSourceTimer
  private let deadline = Deadline()
  private let limit: Duration

  /// - Parameter expired: called on another thread, about once a second while a piece of work goes
  ///   on beyond `limit`.
  init(limit: Duration, expired: @escaping @Sendable () -> Void) {
    self.limit = limit
    timer = DispatchSource.makeTimerSource(queue: .global())
    let pause = min(1000, max(10, Int(limit / .milliseconds(4))))
    timer.schedule(deadline: .now() + .milliseconds(pause), repeating: .milliseconds(pause))
    timer.setEventHandler { [deadline] in if deadline.hasPassed { expired() } }
    timer.resume()
  }

  deinit { timer.cancel() }

  func begin() { deadline.end.withLock { $0 = .now + limit } }
  func end() { deadline.end.withLock { $0 = nil } }
}
