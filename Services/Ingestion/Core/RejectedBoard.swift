package import DeadLetters
package import HTTP
private import JSON
package import Kafka
package import Observability
private import Pipeline
private import Records
private import Synchronization

/// The newest of what no service accepted, read from `observers.rejected`, and `GET /v1/rejected`.
package final class RejectedBoard: Sendable {
  /// Most that are kept.
  package static let limit = 1000

  private struct State {
    /// At most twice the limit, in the order of reading.
    var letters: [DeadLetter.Summary] = []
    /// Of those above: a rejection may be written twice.
    var addresses: Set<String> = []

    mutating func add(_ letter: DeadLetter.Summary) {
      guard addresses.insert(letter.address).inserted else { return }
      letters.append(letter)
      guard letters.count > 2 * limit else { return }
      letters = newest(limit).reversed()
      addresses = Set(letters.map(\.address))
    }

    /// The newest first.
    func newest(_ count: Int) -> [DeadLetter.Summary] {
      let ordered = letters.enumerated().sorted {
        ($0.element.at?.milliseconds ?? 0, $0.offset) > (
          $1.element.at?.milliseconds ?? 0, $1.offset
        )
      }
      return ordered.prefix(count).map(\.element)
    }
  }

  private let state: SharedState
  private let follower: TopicFollower

  private final class SharedState: Sendable { let lock = Mutex(State()) }

  /// Begins to read.
  package init(_ configuration: ClientConfiguration, logger: Logger) {
    let state = SharedState()
    self.state = state
    follower = TopicFollower(
      configuration, topics: [.rejected], limit: Self.limit, logger: logger
    ) { batch, log in
      state.lock.withLock { state in
        for record in batch.records { state.add(DeadLetter(record, of: batch, log: log).summary) }
      }
    }
  }

  /// Whether what was rejected before reading began has been read.
  package var isCaughtUp: Bool { follower.isCaughtUp }

  /// Why it is not being read just now; `nil` while it is.
  package var problem: String? { follower.problem }

  /// The newest first, at most `count`.
  package func newest(_ count: Int = limit) -> [DeadLetter.Summary] {
    state.lock.withLock { $0.newest(count) }
  }

  /// Ends reading; returns when it has.
  package func stop() { follower.stop() }

  package func addRoutes(to router: inout Router) {
    router.get("/v1/rejected") { [self] request in
      guard let count = Int(request.query("limit") ?? "100"), (1...Self.limit).contains(count)
      else {
        throw HTTPProblem(
          400, "invalid-limit", "limit must be a whole number from 1 to \(Self.limit).")
      }
      var writer = JSONWriter()
      writer.object { writer in
        writer.name("rejected")
        writer.array { writer in for letter in newest(count) { letter.write(to: &writer) } }
        writer.member("caught_up", isCaughtUp)
        writer.member("problem", problem)
      }
      return .json(writer.bytes)
    }
  }
}
