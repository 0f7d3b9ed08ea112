import Kafka

/// How much of a table has been published for one partition of the input: for each partition of the
/// table the offset below which all is. Kept as the note beside the committed offset, so that whoever
/// gets the partition next knows it without any state.
struct Settled: Equatable {
  var offsets: [Int: Int] = [:]

  /// Everything below the next offsets to read; a partition that is still empty is left out.
  init(_ next: [TopicPartition: Int]) {
    for (partition, offset) in next where offset > 0 { offsets[partition.partition] = offset }
  }

  /// Reads a note back; one that cannot be read says that nothing is published, which is safe.
  init(note: String?) {
    for part in (note ?? "").split(separator: ",") {
      let numbers = part.split(separator: ":").map { Int($0) }
      guard numbers.count == 2, let partition = numbers[0], let offset = numbers[1] else {
        offsets = [:]
        return
      }
      offsets[partition] = offset
    }
  }

  /// `3:17,5:1`; empty when nothing is published.
  var note: String {
    offsets.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: ",")
  }
}
