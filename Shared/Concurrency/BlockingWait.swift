private import Dispatch
private import Synchronization

/// Runs `body` and blocks the calling thread until it has an outcome.
///
/// For threads that may wait: one of the HTTP server's, the main thread of a command. Never from a
/// `Task` or an actor without a thread of its own, since the cooperative pool has one thread per
/// core and `body` needs one of them.
package func blockingWait<Value: Sendable>(
  _ body: @escaping @Sendable () async throws -> Value
) throws -> Value {
  let outcome = Outcome<Value>()
  Task.detached {
    do { outcome.set(.success(try await body())) } catch { outcome.set(.failure(error)) }
  }
  return try outcome.wait().get()
}

private final class Outcome<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let isSet = DispatchSemaphore(value: 0)

  func set(_ value: Result<Value, any Error>) {
    result.withLock { $0 = value }
    isSet.signal()
  }

  func wait() -> Result<Value, any Error> {
    while true {
      isSet.wait()
      if let value = result.withLock({ $0 }) { return value }
    }
  }
}
