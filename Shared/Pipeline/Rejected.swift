import Kafka
import Records

extension Outputs {
  /// Sends a record to `observers.rejected`: its bytes as they came, where they came from, what is
  /// wrong, and its own headers behind `original-`.
  mutating func reject(_ input: Input, _ rejection: Rejection, by group: Group) {
    let original = input.batch.headers(input.record).map { ("original-\($0.name)", $0.value) }
    let origin = input.origin
    let key = input.batch.key(input.record).map { [("rejected-key", Array($0))] } ?? []
    add(
      .rejected, key: origin, type: .rejection, id: input.address.description, origin: origin,
      value: Array(input.value),
      contentType: input.header("content-type") ?? "application/octet-stream",
      headers: [
        (name: "rejected-code", value: Array(rejection.code.utf8)),
        (name: "rejected-sentence", value: Array(rejection.sentence.utf8)),
        (name: "rejected-by", value: Array(group.rawValue.utf8)),
        (name: "rejected-address", value: Array(input.address.description.utf8)),
      ] + (key + original).map { (name: $0.0, value: $0.1) })
  }
}
