import Kafka

/// The log is not the one that state was made of: it was replaced, cut short, or has expired.
/// Reading on as if nothing had happened could lose records or count others twice.
package struct LogFault: Error, Sendable, CustomStringConvertible {
  package let description: String

  static let remedies =
    " If that is meant, start once with --on-log-change carry-on to go on with what is known and"
    + " read the log as it is now; if not, point SCRUTINEER_BROKER at the right cluster."

  static func replaced(known: String, found: String) -> LogFault {
    LogFault(
      description: "State was made from the log of cluster \(known), but this is cluster \(found)."
        + remedies)
  }

  static func cutShort(_ partition: TopicPartition, position: Int, end: Int) -> LogFault {
    LogFault(
      description: "\(partition) ends at offset \(end), before our position \(position): it was"
        + " truncated or made anew." + remedies)
  }

  static func expired(_ partition: TopicPartition, position: Int, start: Int) -> LogFault {
    LogFault(
      description: "\(partition) begins at offset \(start), after our position \(position): records"
        + " in between were deleted before they were read." + remedies)
  }
}
