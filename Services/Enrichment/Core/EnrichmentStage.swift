import JSON
import Kafka
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
  private var touched: Set<QueuePlace> = []
  private var nearest: [String: [String]] = [:]
  /// The newest decision on each name; `nil` until it has been read from the file.
  private var decisions: [String: Decisions.Decision]?

  /// What the topic tells of the queue; `nil` leaves it unseen.
  private let board: WaitingBoard?
  /// Keys of the topic that are to be held against state.
  private var unseen: Set<String> = []
  private var owned: Set<Int> = []
  private var lastLook = ContinuousClock.now

  package init(waiting: WaitingBoard? = nil) { board = waiting }

  // MARK: One record

  package func take(
    _ input: Input, in transaction: borrowing Transaction, to outputs: inout Outputs
  ) throws {
    let bytes = Array(input.value)
    let event = try event(bytes)
    let (resolved, decision) = try settled(event, in: transaction)
    let address = decision?.address
    if let entry = waiting(resolved, decision, input.origin, bytes) {
      if !input.isReplay {
        try ReviewQueue.add(
          entry, partition: input.address.partition, since: outputs.time, in: transaction)
      }
      if !outputs.isHeldBack || address.map(outputs.isUnsettled) ?? false {
        touched.insert(
          QueuePlace(partition: input.address.partition, kind: entry.kind, key: entry.key))
      }
    }
    publish(resolved, decision, origin: input.origin, to: &outputs)
  }

  private func publish(
    _ event: Event, _ decision: Decisions.Decision?, origin: String, to outputs: inout Outputs
  ) {
    // Without an election there is nothing to count it for.
    guard let election = event.election else { return }
    var writer = JSONWriter()
    event.write(to: &writer)
    outputs.add(
      .enriched, key: election, type: event.type, id: event.identity, origin: origin,
      value: writer.bytes, decision: decision?.address)
  }

  private func event(_ bytes: [UInt8]) throws -> Event {
    do {
      return try Event(try reader.read(bytes))
    } catch {
      throw Rejection(
        "not-ours", "This is no statement and no accreditation of ingestion's: \(error)")
    }
  }

  // MARK: Decisions

  package var table: Topic? { .aliases }

  package func learn(_ record: Input, in transaction: borrowing Transaction) throws {
    let key = String(decoding: record.batch.key(record.record) ?? [], as: UTF8.self)
    let known = try known(in: transaction)[key]
    let alias = record.batch.value(record.record).flatMap { value in
      try? Alias(try reader.read(Array(value)))
    }
    // What cannot be read decides nothing, as a tombstone does.
    let subject = alias.flatMap { alias in
      isKnown(alias.type, alias.id) ? Subject(alias.type, id: alias.id, name: alias.name) : nil
    }
    let decision = Decisions.Decision(
      key: key, name: alias?.name ?? known?.name ?? key, subject: subject,
      decided: alias?.decided
        ?? Timestamp(milliseconds: record.record.timestamp ?? 0),
      address: record.address)
    try Decisions.store(decision, in: transaction)
    decisions?[key] = decision
  }

  package func settle(
    _ partition: Int, since: [Int: Int], after place: String?,
    in transaction: borrowing Transaction,
    to outputs: inout Outputs
  ) throws -> Settling {
    let known = try known(in: transaction)
    let news = known.values.filter { $0.address.offset >= since[$0.address.partition] ?? 0 }
      .map(\.key).sorted()
    let rows = try ReviewQueue.entries(
      partition: partition, keys: news, after: place, limit: Self.settledAtOnce, in: transaction)
    for row in rows {
      guard let decision = known[row.key] else { continue }
      outputs.cause(decision.address)
      let (resolved, _) = try settled(try event(row.record), in: transaction)
      publish(resolved, decision, origin: row.origin, to: &outputs)
      touched.insert(QueuePlace(partition: partition, kind: row.kind, key: row.key))
    }
    outputs.cause(nil)
    guard rows.count == Self.settledAtOnce, let last = rows.last else { return .done }
    return .upTo(last.place)
  }

  /// Records that one step of settling publishes at most.
  private static let settledAtOnce = 1000

  private func known(
    in transaction: borrowing Transaction
  ) throws -> [String: Decisions.Decision] {
    if let decisions { return decisions }
    let read = Dictionary(
      try Decisions.all(in: transaction).map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    decisions = read
    return read
  }

  // MARK: The queue

  package func finish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws {
    try correct(in: transaction)
    for place in touched.sorted() { try tell(place, in: transaction, to: &outputs) }
    touched.removeAll(keepingCapacity: true)
  }

  package func own(_ next: [Int: Int]) {
    let now = Set(next.keys)
    if let board, !now.isSubset(of: owned) { unseen.formUnion(board.keys()) }
    owned = now
  }

  /// A process that was paused, or killed before its commit, may have told what does not stand: the
  /// owner looks at every record that comes, and tells again where state says otherwise.
  package var hasNews: Bool {
    guard let board, ContinuousClock.now - lastLook > .milliseconds(200) else { return false }
    lastLook = .now
    unseen.formUnion(board.takeNews())
    return !unseen.isEmpty
  }

  private func correct(in transaction: borrowing Transaction) throws {
    guard let board else { return }
    for key in unseen {
      guard let place = QueuePlace(topicKey: key), owned.contains(place.partition) else { continue }
      var known = try ReviewQueue.name(place, in: transaction)
      let told = board.told(key)
      known?.candidates = told?.candidates ?? []
      if known != told { touched.insert(place) }
    }
    unseen.removeAll(keepingCapacity: true)
  }

  package func abandon() {
    owned = []
    touched.removeAll()
    decisions = nil
  }

  package func republish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws {
    for place in try ReviewQueue.places(in: transaction) {
      try tell(place, in: transaction, to: &outputs)
    }
    for decision in try Decisions.all(in: transaction) {
      guard let subject = decision.subject, let id = subject.id else { continue }
      var writer = JSONWriter()
      Alias(name: decision.name, id: id, decided: decision.decided).write(to: &writer)
      outputs.add(
        .aliases, key: decision.key, type: .alias, id: decision.key, origin: nil,
        value: writer.bytes)
    }
  }

  private func tell(
    _ place: QueuePlace, in transaction: borrowing Transaction, to outputs: inout Outputs
  ) throws {
    var value: [UInt8]?
    if var name = try ReviewQueue.name(place, in: transaction) {
      name.candidates = candidates(for: name)
      var writer = JSONWriter()
      name.write(to: &writer)
      value = writer.bytes
    }
    outputs.add(
      .unresolved, key: place.topicKey, type: .unresolved, id: place.topicKey, origin: nil,
      value: value)
  }

  /// Looked for once a name, as long as there are not too many.
  private func candidates(for name: WaitingName) -> [String] {
    guard name.kind != "election" else { return [] }
    if let known = nearest[name.name] { return known }
    let found = registry.nearest(to: name.name, limit: 5).map(\.id)
    if nearest.count >= 10_000 { nearest.removeAll() }
    nearest[name.name] = found
    return found
  }

  /// The event with its subject settled: by the registry, else by a decision. The decision is told
  /// also when it was withdrawn, since it then takes an earlier one's effect back.
  private func settled(
    _ event: Event, in transaction: borrowing Transaction
  ) throws -> (Event, Decisions.Decision?) {
    var subject = settled(event.subject, event.context)
    guard subject.status != .resolved else { return (event.with(subject), nil) }
    let decision = try known(in: transaction)[Registry.fold(subject.name)]
    if let decided = decision?.subject {
      subject.type = decided.type
      subject.id = decided.id
      subject.status = .resolved
    }
    return (event.with(subject), decision)
  }

  /// The subject with its id, when its name means one.
  private func settled(_ subject: Subject, _ context: Context) -> Subject {
    guard subject.type == .organization || subject.type == .country else { return subject }
    var subject = subject
    if subject.status == .resolved, let id = subject.id, isKnown(subject.type, id) {
      return subject
    }
    let answer = registry.resolve(subject.name, expecting: subject.type, context: context)
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

  /// What is kept of an event whose name the registry does not settle: one that waits, or one that a
  /// decision has set free and another may move.
  private func waiting(
    _ event: Event, _ decision: Decisions.Decision?, _ origin: String, _ record: [UInt8]
  ) -> ReviewQueue.Entry? {
    if event.election == nil {
      return ReviewQueue.Entry(
        kind: "election", key: event.message, name: event.message, identity: event.identity,
        election: nil, observers: event.observers, status: .unknown, origin: origin,
        record: record)
    }
    guard event.subject.status != .resolved || decision != nil else { return nil }
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

  /// What is known of the circumstances that a name is used in: who votes, and when.
  var context: Context {
    let host = election.map { $0.prefix(2).uppercased() }
    switch self {
    case .statement(let statement): return Context(date: statement.asOf, host: host)
    case .accreditation(let accreditation):
      return Context(date: Day(accreditation.at.description), host: host)
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
