import CRdkafka
private import Glibc

/// Owns one `rd_kafka_topic_partition_list_t`.
final class PartitionList {
  let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

  /// Partitions with an offset, or without one, and with a note for those that have one.
  init(_ partitions: [(TopicPartition, Int?)], notes: [TopicPartition: String] = [:]) {
    pointer = rd_kafka_topic_partition_list_new(Int32(partitions.count))
    for (partition, offset) in partitions {
      let entry = rd_kafka_topic_partition_list_add(
        pointer, partition.topic, Int32(partition.partition))
      if let offset { entry?.pointee.offset = Int64(offset) }
      if let note = notes[partition], !note.isEmpty {
        // Freed with the list, as rdkafka.h says of it.
        entry?.pointee.metadata = UnsafeMutableRawPointer(strdup(note))
        entry?.pointee.metadata_size = note.utf8.count
      }
    }
  }

  deinit { rd_kafka_topic_partition_list_destroy(pointer) }

  /// Throws for the call as a whole, and else for the first partition that failed.
  func check(_ operation: String, _ code: rd_kafka_resp_err_t) throws(KafkaError) {
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(operation, code) }
    try Self.check(UnsafePointer(pointer), operation)
  }

  /// Throws for the first partition that failed.
  static func check(
    _ list: UnsafePointer<rd_kafka_topic_partition_list_t>, _ operation: String
  ) throws(KafkaError) {
    for place in 0..<Int(list.pointee.cnt) {
      let entry = list.pointee.elems[place]
      guard entry.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
        throw KafkaError("\(operation) for \(String(cString: entry.topic))", entry.err)
      }
    }
  }

  /// Those with a real offset.
  var offsets: [TopicPartition: Int] {
    var offsets: [TopicPartition: Int] = [:]
    for place in 0..<Int(pointer.pointee.cnt) where pointer.pointee.elems[place].offset >= 0 {
      let entry = pointer.pointee.elems[place]
      let partition = TopicPartition(String(cString: entry.topic), Int(entry.partition))
      offsets[partition] = Int(entry.offset)
    }
    return offsets
  }

  /// The notes that were committed with offsets; without those that are empty.
  var notes: [TopicPartition: String] {
    var notes: [TopicPartition: String] = [:]
    for place in 0..<Int(pointer.pointee.cnt) {
      let entry = pointer.pointee.elems[place]
      guard let metadata = entry.metadata, entry.metadata_size > 0 else { continue }
      let bytes = UnsafeRawBufferPointer(start: metadata, count: entry.metadata_size)
      notes[TopicPartition(String(cString: entry.topic), Int(entry.partition))] = String(
        decoding: bytes, as: UTF8.self)
    }
    return notes
  }

  static func partitions(
    _ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>
  ) -> [TopicPartition] {
    (0..<Int(list.pointee.cnt)).map { place in
      let entry = list.pointee.elems[place]
      return TopicPartition(String(cString: entry.topic), Int(entry.partition))
    }
  }
}
