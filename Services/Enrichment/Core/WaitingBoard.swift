private import JSON
package import Kafka
package import Observability
private import Pipeline
package import Records
private import Synchronization

/// The names that wait, as the instances of enrichment tell them in `observers.unresolved`.
package final class WaitingBoard: Sendable {
  private struct State {
    var names = WaitingNames()
    var told: [String: WaitingName] = [:]
    /// Keys read since they were last asked for.
    var news: Set<String> = []
  }

  private final class SharedState: Sendable { let lock = Mutex(State()) }

  private let state: SharedState
  private let follower: TopicFollower

  /// Begins to read.
  package init(_ configuration: ClientConfiguration, logger: Logger) {
    let state = SharedState()
    self.state = state
    follower = TopicFollower(configuration, topics: [.unresolved], logger: logger) { batch, _ in
      let json = JSONReader()
      state.lock.withLock { state in
        for record in batch.records {
          guard let bytes = batch.key(record) else { continue }
          let key = String(decoding: bytes, as: UTF8.self)
          let value = batch.value(record).flatMap { try? json.read(Array($0)) }
          state.names.take(key: key, value)
          state.told[key] = value.flatMap { try? WaitingName($0) }
          state.news.insert(key)
        }
      }
    }
  }

  /// Whether everything that was there when reading began has been read.
  package var isCaughtUp: Bool { follower.isCaughtUp }

  /// Each name once, those that most observers hang on first.
  package var names: [WaitingName] { state.lock.withLock { $0.names.all } }

  /// What the topic tells under one key; `nil` for nothing.
  func told(_ key: String) -> WaitingName? { state.lock.withLock { $0.told[key] } }

  /// All keys that something is told under.
  func keys() -> Set<String> { state.lock.withLock { Set($0.told.keys) } }

  /// The keys that something was read under since the last call.
  func takeNews() -> Set<String> {
    guard isCaughtUp else { return [] }
    return state.lock.withLock { state in
      defer { state.news = [] }
      return state.news
    }
  }

  /// Ends reading; returns when it has.
  package func stop() { follower.stop() }
}
