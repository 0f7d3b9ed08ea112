private import JSON
package import Kafka
package import Observability
package import Records
private import Registry

/// Why a decision cannot be taken.
package struct AliasProblem: Error, CustomStringConvertible {
  package enum Reason: Sendable { case emptyName, knownName, unknownID, unavailable }
  package let reason: Reason
  /// A sentence for a person.
  package let description: String
}

/// Publishes people's decisions to `observers.aliases`. Used by one thread at a time.
package final class AliasWriter {
  private let producer: Producer
  private var tag = 0

  package init(_ configuration: ClientConfiguration, logger: Logger) throws(KafkaError) {
    producer = try Producer(configuration, logger: logger)
  }

  /// Decides that `name` means `id`; every statement with that name that waits, or was settled by an
  /// earlier decision, is counted for it. Returns when the broker has the decision.
  ///
  /// - Throws: `AliasProblem`.
  package func decide(_ name: String, _ id: String, now: Timestamp) throws(AliasProblem) -> Alias {
    let key = try key(name)
    let registry = Registry.standard
    guard registry.isCountry(id) || registry.isOrganization(id) else {
      throw AliasProblem(
        reason: .unknownID,
        description:
          "The registry has no id \(id). Countries have codes like KZ, organizations ids "
          + "like osce-odihr.")
    }
    let answer = registry.resolve(name)
    guard answer.status != .resolved else {
      throw AliasProblem(
        reason: .knownName,
        description: "The registry settles this name already, by \(answer.method): "
          + "\(answer.id ?? ""). A decision is for names that it leaves open.")
    }
    let alias = Alias(name: name, id: id, decided: now)
    var writer = JSONWriter()
    alias.write(to: &writer)
    try send(key, writer.bytes, now)
    return alias
  }

  /// Takes the decision on a name back: its statements wait again.
  package func withdraw(_ name: String, now: Timestamp) throws(AliasProblem) {
    try send(try key(name), nil, now)
  }

  private func key(_ name: String) throws(AliasProblem) -> String {
    let key = Registry.fold(name)
    guard !key.isEmpty, name.utf8.count <= 1000 else {
      throw AliasProblem(
        reason: .emptyName, description: "A name has 1 to 1000 bytes, blanks aside.")
    }
    return key
  }

  private func send(_ key: String, _ value: [UInt8]?, _ now: Timestamp) throws(AliasProblem) {
    tag += 1
    let headers: [(name: String, value: String)] = [
      ("ce_specversion", "1.0"), ("ce_id", "\(key)@\(now)"), ("ce_source", "/scrutineer/aliases"),
      ("ce_type", EventType.alias.rawValue), ("ce_time", now.description),
      ("content-type", ContentType.json),
    ]
    do {
      try producer.produce(
        OutgoingRecord(
          topic: Topic.aliases.rawValue, key: Array(key.utf8), value: value,
          headers: headers.map { ($0.name, Array($0.value.utf8)) }), tag: tag)
      let deadline = ContinuousClock.now + .seconds(15)
      while try !producer.isDone(tag: tag) {
        guard ContinuousClock.now < deadline else {
          throw KafkaError(
            operation: "publish the decision", sentence: "no answer from the broker within 15 s",
            disposition: .retry)
        }
        producer.serve(timeout: .milliseconds(50))
      }
    } catch {
      throw AliasProblem(
        reason: .unavailable,
        description: "The decision is not known to be published: \(error) Try again; deciding the "
          + "same twice does no harm.")
    }
  }
}
