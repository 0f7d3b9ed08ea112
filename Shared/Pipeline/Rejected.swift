import Kafka
import Records

extension Outputs {
  /// Sends a record to `observers.rejected`: its bytes as they came, where they came from, what is
  /// wrong, and its own headers behind `original-`.
  ///
  /// One that would not fit into the topic with them is cut: no record may stop those behind it. Its
  /// beginning is kept, with its length in `rejected-bytes`; all of it is where it was.
  mutating func reject(_ input: Input, _ rejection: Rejection, by group: Group) {
    let original = input.batch.headers(input.record).map { ("original-\($0.name)", $0.value) }
    let origin = input.origin
    let key = input.batch.key(input.record).map { [("rejected-key", Array($0))] } ?? []
    var value = Array(input.value)
    var carried = key + original
    let size = value.count + carried.reduce(0) { $0 + $1.0.utf8.count + $1.1.count + 10 }
    if size > Topic.largestRecord {
      carried = [("rejected-bytes", Array(String(value.count).utf8))]
      value = Array(value.prefix(Self.kept))
    }
    add(
      .rejected, key: origin, type: .rejection, id: input.address.description, origin: origin,
      value: value,
      contentType: input.header("content-type").flatMap { $0.utf8.count > 255 ? nil : $0 }
        ?? "application/octet-stream",
      headers: [
        (name: "rejected-code", value: Array(rejection.code.utf8)),
        (name: "rejected-sentence", value: Array(rejection.sentence.prefix(2000).utf8)),
        (name: "rejected-by", value: Array(group.rawValue.utf8)),
        (name: "rejected-address", value: Array(input.address.description.utf8)),
      ] + carried.map { (name: $0.0, value: $0.1) })
  }

  /// Bytes kept of a record that is too large to be carried along.
  private static let kept = 65_536
}
