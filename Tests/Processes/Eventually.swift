private import Glibc

/// What a test waited for did not come about.
package struct NeverHappened: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) { self.description = description }
}

/// Returns as soon as `condition` holds; asks about a hundred times a second.
///
/// - Throws: `NeverHappened` after `limit`.
package func eventually(
  _ what: String, within limit: Duration = .seconds(120), _ condition: () throws -> Bool
) throws {
  let deadline = ContinuousClock.now + limit
  while try !condition() {
    guard ContinuousClock.now < deadline else {
      throw NeverHappened(description: "Waited \(limit) in vain until \(what)")
    }
    usleep(10_000)
  }
}

/// The same for an asynchronous condition, which is asked about twenty times a second.
package func soon(
  _ what: String, within limit: Duration = .seconds(120), _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  while try await !condition() {
    guard ContinuousClock.now < deadline else {
      throw NeverHappened(description: "Waited \(limit) in vain until \(what)")
    }
    try await Task.sleep(for: .milliseconds(50))
  }
}
