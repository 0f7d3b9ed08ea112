import JSON
package import Pipeline
package import Records
import Registry
package import SQLite

/// Names to organizations and countries. What cannot be settled goes on as it is, unresolved, and
/// waits in the review queue.
package final class EnrichmentStage: Stage {
  package let group = Group.enrichment
  private let registry = Registry.standard
  private let reader = JSONReader()
  /// Names whose standing in the queue the current batch has changed.
  private var touched: Set<Touched> = []

  private struct Touched: Hashable {
    let kind: String
    let key: String
  }

  package init() {}

  package func take(
    _ input: Input, in transaction: borrowing Transaction, to outputs: inout Outputs
  ) throws {
    let bytes = Array(input.value)
    let event: Event
    do {
      event = try Event(try reader.read(bytes))
    } catch {
      throw Rejection(
        "not-ours", "This is no statement and no accreditation of ingestion's: \(error)")
    }
    let subject = settled(event.subject)
    let resolved = event.with(subject)
    if let entry = waiting(resolved, input.origin, bytes) {
      if !input.isReplay {
        try ReviewQueue.add(
          entry, partition: input.address.partition, since: outputs.time, in: transaction)
      }
      if !outputs.isHeldBack { touched.insert(Touched(kind: entry.kind, key: entry.key)) }
    }
    // Without an election there is nothing to count it for.
    guard let election = event.election else { return }
    var writer = JSONWriter()
    resolved.write(to: &writer)
    outputs.add(
      .enriched, key: election, type: event.type, id: event.identity, origin: input.origin,
      value: writer.bytes)
  }

  package func finish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws {
    for name in touched.sorted(by: { ($0.kind, $0.key) < ($1.kind, $1.key) }) {
      try tell(name.key, kind: name.kind, in: transaction, to: &outputs)
    }
    touched.removeAll(keepingCapacity: true)
  }

  package func abandon() { touched.removeAll() }

  package func republish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws {
    for (kind, key) in try ReviewQueue.keys(in: transaction) {
      try tell(key, kind: kind, in: transaction, to: &outputs)
    }
  }

  private func tell(
    _ key: String, kind: String, in transaction: borrowing Transaction, to outputs: inout Outputs
  ) throws {
    guard let name = try ReviewQueue.name(key, kind: kind, in: transaction) else { return }
    var writer = JSONWriter()
    name.write(to: &writer, registry)
    outputs.add(
      .unresolved, key: key, type: .unresolved, id: "\(kind)/\(key)", origin: nil,
      value: writer.bytes)
  }

  /// The subject with its id, when its name means one.
  private func settled(_ subject: Subject) -> Subject {
    guard subject.type == .organization || subject.type == .country else { return subject }
    var subject = subject
    if subject.status == .resolved, let id = subject.id, isKnown(subject.type, id) {
      return subject
    }
    let answer = registry.resolve(subject.name, expecting: subject.type)
    // A body's name where a country was said to be, or the other way round, is for a person.
    if answer.status == .resolved, answer.type == subject.type {
      subject.id = answer.id
      subject.status = .resolved
    } else {
      subject.id = nil
      subject.status = answer.status == .ambiguous ? .ambiguous : .unknown
    }
    return subject
  }

  private func isKnown(_ type: SubjectType, _ id: String) -> Bool {
    type == .country ? registry.isCountry(id) : registry.isOrganization(id)
  }

  private func waiting(_ event: Event, _ origin: String, _ record: [UInt8]) -> ReviewQueue.Entry? {
    if event.election == nil {
      return ReviewQueue.Entry(
        kind: "election", key: event.message, name: event.message, identity: event.identity,
        election: nil, observers: event.observers, status: .unknown, origin: origin,
        record: record)
    }
    guard event.subject.status != .resolved else { return nil }
    return ReviewQueue.Entry(
      kind: event.subject.type.rawValue, key: Registry.fold(event.subject.name),
      name: event.subject.name, identity: event.identity, election: event.election,
      observers: event.observers, status: event.subject.status, origin: origin, record: record)
  }
}

/// What enrichment's input holds: both kinds carry one name.
private enum Event {
  case statement(Statement)
  case accreditation(Accreditation)

  init(_ json: JSONValue) throws(DecodingError) {
    switch json["type"]?.string {
    case "statement": self = .statement(try Statement(json))
    case "accreditation": self = .accreditation(try Accreditation(json))
    default: throw DecodingError("no known type")
    }
  }

  var type: EventType {
    switch self {
    case .statement: .statement
    case .accreditation: .accreditation
    }
  }

  var message: String {
    switch self {
    case .statement(let statement): statement.message
    case .accreditation(let accreditation): accreditation.message
    }
  }

  var identity: String {
    switch self {
    case .statement(let statement): statement.identity
    case .accreditation(let accreditation): "\(accreditation.message)#0"
    }
  }

  var election: String? {
    switch self {
    case .statement(let statement): statement.election
    case .accreditation(let accreditation): accreditation.election
    }
  }

  var subject: Subject {
    switch self {
    case .statement(let statement): statement.subject
    case .accreditation(let accreditation): accreditation.subject
    }
  }

  /// How many people hang on the name.
  var observers: Int {
    switch self {
    case .statement(let statement): statement.count ?? 0
    case .accreditation: 1
    }
  }

  func with(_ subject: Subject) -> Event {
    switch self {
    case .statement(var statement):
      statement.subject = subject
      return .statement(statement)
    case .accreditation(var accreditation):
      accreditation.subject = subject
      return .accreditation(accreditation)
    }
  }

  func write(to writer: inout JSONWriter) {
    switch self {
    case .statement(let statement): statement.write(to: &writer)
    case .accreditation(let accreditation): accreditation.write(to: &writer)
    }
  }
}
