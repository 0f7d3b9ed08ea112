/// The place of one output: of a record in a log, and of one of the things that came out of it.
package struct Address: Sendable, Hashable, CustomStringConvertible {
  /// Id of the Kafka cluster.
  package let log: String
  package let topic: String
  package let partition: Int
  package let offset: Int
  /// Counts the outputs of that one record, from 0.
  package let index: Int

  package init(log: String, topic: String, partition: Int, offset: Int, index: Int = 0) {
    self.log = log
    self.topic = topic
    self.partition = partition
    self.offset = offset
    self.index = index
  }

  /// Reads `<log>/<topic>/<partition>/<offset>/<index>`; `nil` for any other text.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 5, let partition = Int(parts[2]), let offset = Int(parts[3]),
      let index = Int(parts[4]), partition >= 0, offset >= 0, index >= 0
    else { return nil }
    self.init(
      log: String(parts[0]), topic: String(parts[1]), partition: partition, offset: offset,
      index: index)
  }

  package var description: String { "\(log)/\(topic)/\(partition)/\(offset)/\(index)" }
}
