import Records

/// Why a record cannot be accepted: it goes to `observers.rejected`, and the next one is served.
package struct Rejection: Error, Sendable, Equatable {
  /// Stable, for programs: `invalid-json`, `unknown-type`, …
  package let code: String
  /// For a person: what is wrong, and where.
  package let sentence: String

  package init(_ code: String, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }

  /// For a record that ended the process each time it was handled.
  static func handlerFailed(_ address: Address) -> Rejection {
    Rejection(
      "handler-failed",
      "Handling this record ended the service \(Attempts.limit) times, so it was set aside. Report"
        + " it; once a mended version runs: scrutineer rejected replay \(address)")
  }
}
