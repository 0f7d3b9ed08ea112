import CRdkafka
private import Glibc

/// One partition of one topic.
package struct TopicPartition: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let topic: String
  package let partition: Int

  package init(_ topic: String, _ partition: Int) {
    self.topic = topic
    self.partition = partition
  }

  package var description: String { "\(topic)[\(partition)]" }

  package static func < (left: TopicPartition, right: TopicPartition) -> Bool {
    (left.topic, left.partition) < (right.topic, right.partition)
  }
}

/// Records as they came, in the order of each partition. One buffer holds all bytes.
package struct RecordBatch: Sendable {
  /// One record; its ranges lead into the batch's bytes.
  package struct Record: Sendable {
    package let topicPartition: TopicPartition
    package let offset: Int
    /// Milliseconds since 1970 as producer or broker stamped it; `nil` without a stamp.
    package let timestamp: Int?
    fileprivate let key: Range<Int>?
    fileprivate let value: Range<Int>?
    fileprivate let headers: Range<Int>
  }

  fileprivate struct Header {
    let name: Range<Int>
    let value: Range<Int>?
  }

  private var bytes: [UInt8] = []
  private var headers: [Header] = []
  private var topics: [TopicPartition: TopicPartition] = [:]
  package private(set) var records: [Record] = []

  package init() {}

  package var isEmpty: Bool { records.isEmpty }
  package var count: Int { records.count }
  /// Bytes of all keys, values and headers.
  package var size: Int { bytes.count }

  /// `nil` for a record without a key.
  package func key(_ record: Record) -> ArraySlice<UInt8>? { record.key.map { bytes[$0] } }

  /// `nil` for a tombstone.
  package func value(_ record: Record) -> ArraySlice<UInt8>? { record.value.map { bytes[$0] } }

  /// The last header of that name; `nil` when there is none.
  package func header(_ name: StaticString, _ record: Record) -> ArraySlice<UInt8>? {
    let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    for header in headers[record.headers].reversed()
    where bytes[header.name].elementsEqual(wanted) {
      return header.value.map { bytes[$0] }
    }
    return nil
  }

  /// All headers, as they stood.
  package func headers(_ record: Record) -> [(name: String, value: [UInt8])] {
    headers[record.headers].map {
      (String(decoding: bytes[$0.name], as: UTF8.self), $0.value.map { Array(bytes[$0]) } ?? [])
    }
  }

  /// Keeps the room for the next batch.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: bytes.count < 16 << 20)
    headers.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
  }

  mutating func append(copying message: UnsafeMutablePointer<rd_kafka_message_t>) {
    let topicPartition = TopicPartition(
      String(cString: rd_kafka_topic_name(message.pointee.rkt)), Int(message.pointee.partition))
    let first = headers.count
    var list: OpaquePointer?
    if rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list {
      var place = 0
      var name: UnsafePointer<CChar>?
      var value: UnsafeRawPointer?
      var size = 0
      while rd_kafka_header_get_all(list, place, &name, &value, &size)
        == RD_KAFKA_RESP_ERR_NO_ERROR
      {
        let text = name.map { UnsafeRawBufferPointer(start: $0, count: strlen($0)) }
        headers.append(
          Header(name: add(text), value: value.map { add(.init(start: $0, count: size)) }))
        place += 1
      }
    }
    var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
    let time = rd_kafka_message_timestamp(message, &kind)
    let key = message.pointee.key.map {
      UnsafeRawBufferPointer(start: $0, count: message.pointee.key_len)
    }
    let value = message.pointee.payload.map {
      UnsafeRawBufferPointer(start: $0, count: message.pointee.len)
    }
    records.append(
      Record(
        topicPartition: topicPartition, offset: Int(message.pointee.offset),
        timestamp: kind == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? nil : Int(time),
        key: key.map { add($0) }, value: value.map { add($0) }, headers: first..<headers.count))
  }

  private mutating func add(_ buffer: UnsafeRawBufferPointer?) -> Range<Int> {
    let start = bytes.count
    if let buffer { bytes.append(contentsOf: buffer) }
    return start..<bytes.count
  }
}
