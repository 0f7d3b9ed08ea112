import JSON
import Kafka
package import Pipeline
import Reckoning
package import Records
import Registry
package import SQLite

/// Claims and accreditations to counts and findings.
package final class AggregationStage: Stage {
  package let group = Group.aggregation
  private let reader = JSONReader()
  private let registry = Registry.standard
  private var arrival: Int?
  private var dirty: [SubjectPlace: Touch] = [:]
  /// Elections whose findings may have changed.
  private var reviewed: [ReviewPlace: Touch] = [:]

  /// The inputs of this batch that concern a subject.
  private struct Touch {
    var partition: Int
    var offset: Int
    /// When the newest of them was written; the same in a rebuilt state.
    var time: Timestamp
    /// Whether any of them is to be published: not all are while state is rebuilt.
    var isPublished: Bool
    /// Whether any of them is a replay: then what stands is published even when it is the same.
    var isReplay: Bool

    mutating func merge(_ other: Touch) {
      if other.offset > offset { (offset, time) = (other.offset, other.time) }
      isPublished = isPublished || other.isPublished
      isReplay = isReplay || other.isReplay
    }
  }

  private struct ReviewPlace: Hashable {
    let election: String
    let audience: Audience
  }

  /// `nil` leaves what the topics tell unseen.
  private let audit: Audit?

  /// - Parameter board: what the topics tell, to be held against state.
  package init(board: Board? = nil) { audit = board.map(Audit.init) }

  // MARK: One record

  package func take(
    _ input: Input, in transaction: borrowing Transaction, to outputs: inout Outputs
  ) throws {
    let touch = Touch(
      partition: input.address.partition, offset: input.address.offset,
      time: input.record.timestamp.map { Timestamp(milliseconds: $0) } ?? outputs.time,
      isPublished: !outputs.isHeldBack, isReplay: input.isReplay)
    do {
      let json = try reader.read(Array(input.value))
      switch json["type"]?.string {
      case "statement":
        try take(try Statement(json), input, touch, in: transaction)
      case "accreditation":
        try take(try Accreditation(json), input, touch, in: transaction)
      default: throw DecodingError("no known type")
      }
    } catch let error as JSONError {
      throw Rejection("not-ours", "This is no record of enrichment's: \(error)")
    } catch let error as DecodingError {
      throw Rejection("not-ours", "This is no record of enrichment's: \(error)")
    }
  }

  private func take(
    _ statement: Statement, _ input: Input, _ touch: Touch, in transaction: borrowing Transaction
  ) throws {
    guard let election = statement.election else { throw DecodingError("no election") }
    if input.isReplay {
      // Its whole report may have moved with it.
      for (claim, _) in try Ledger.report(
        statement.message, election: election, in: transaction, reader)
      {
        self.touch(claim.statement, election, touch)
      }
      return
    }
    let decision = input.decision?.offset ?? -1
    if try Ledger.holds(statement, in: transaction) {
      guard let before = try Ledger.decide(statement, decision, in: transaction) else { return }
      self.touch(
        SubjectPlace(election: election, audience: statement.audience, subject: before), touch)
    } else {
      let number = try arrival ?? Ledger.lastArrival(in: transaction)
      arrival = number + 1
      _ = try Ledger.add(
        Claim(statement: statement, arrival: number + 1), origin: input.origin,
        partition: input.address.partition, isComplete: false, decision: decision, in: transaction)
    }
    self.touch(statement, election, touch)
    guard
      try Ledger.reportSize(statement.message, election: election, in: transaction)
        >= statement.siblings
    else { return }
    try weigh(statement, election, input, touch, in: transaction)
  }

  /// Reckons with a report that is all here, for the first time or because a decision has changed it.
  private func weigh(
    _ statement: Statement, _ election: String, _ input: Input, _ touch: Touch,
    in transaction: borrowing Transaction
  ) throws {
    let inferred = try Ledger.dropInferred(
      statement.message, election: election, in: transaction)
    for subject in inferred {
      self.touch(
        SubjectPlace(election: election, audience: statement.audience, subject: subject), touch)
    }
    let report = try Ledger.report(statement.message, election: election, in: transaction, reader)
    let weighed = Inference.weighed(report.map(\.claim))
    try Ledger.complete(weighed, election: election, in: transaction)
    let origin = report.first?.origin ?? input.origin
    for claim in Inference.claims(from: weighed) {
      _ = try Ledger.add(
        claim, origin: origin, partition: input.address.partition, isComplete: true,
        in: transaction)
    }
    for claim in weighed { self.touch(claim.statement, election, touch) }
  }

  private func take(
    _ change: Accreditation, _ input: Input, _ touch: Touch, in transaction: borrowing Transaction
  ) throws {
    var subjects = [change.subject.key]
    if input.isReplay {
      subjects += [
        SubjectType.total.rawValue, SubjectType.organizationsTotal.rawValue,
        SubjectType.countriesTotal.rawValue,
      ]
    } else {
      subjects = try Ledger.apply(
        change, partition: input.address.partition, decision: input.decision?.offset ?? -1,
        in: transaction)
    }
    for subject in subjects {
      self.touch(
        SubjectPlace(election: change.election, audience: .international, subject: subject), touch)
    }
  }

  private func touch(_ statement: Statement, _ election: String, _ touch: Touch) {
    self.touch(
      SubjectPlace(
        election: election, audience: statement.audience, subject: statement.subject.key), touch)
  }

  private func touch(_ place: SubjectPlace, _ touch: Touch) {
    if dirty[place]?.merge(touch) == nil { dirty[place] = touch }
    let review = ReviewPlace(election: place.election, audience: place.audience)
    if reviewed[review]?.merge(touch) == nil { reviewed[review] = touch }
  }

  // MARK: The end of a batch

  package func finish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws {
    defer {
      dirty.removeAll(keepingCapacity: true)
      reviewed.removeAll(keepingCapacity: true)
    }
    for (place, touch) in dirty.sorted(by: { $0.key < $1.key }) {
      try count(place, touch, in: transaction, to: &outputs)
    }
    for (place, touch) in reviewed.sorted(by: {
      ($0.key.election, $0.key.audience.rawValue) < ($1.key.election, $1.key.audience.rawValue)
    }) {
      try review(place, touch, in: transaction, to: &outputs)
    }
    try correct(in: transaction, to: &outputs)
  }

  // MARK: What the topics tell

  package func own(_ next: [Int: Int]) { audit?.own(next) }

  package var hasNews: Bool { audit?.isDue ?? false }

  /// Publishes what stands where the topics tell otherwise.
  private func correct(
    in transaction: borrowing Transaction, to outputs: inout Outputs
  ) throws {
    guard let audit else { return }
    for (place, told) in audit.due() {
      let position = audit.position(told.partition)
      if place.topic == .counts {
        try correct(count: place, told, position, in: transaction, to: &outputs)
      } else {
        try correct(finding: place, told, position, in: transaction, to: &outputs)
      }
    }
  }

  private func correct(
    count board: Board.Place, _ told: Board.Told, _ position: Int,
    in transaction: borrowing Transaction,
    to outputs: inout Outputs
  ) throws {
    guard let place = SubjectPlace(key: board.key), let subject = Subject(key: place.subject) else {
      return
    }
    let known = try CountRecord.load(place, in: transaction)
    if let known, told.offset <= known.offset {
      let isMissing = audit?.isMissing(board, told, standing: known.offset) ?? false
      if told.isOvertaken || isMissing { known.publish(place, to: &outputs) }
      return
    }
    let content =
      known?.content
      ?? CountRecord.content(
        SubjectClaims(subject: subject, claims: [], standing: Standing()), place,
        name: displayName(subject))
    let record = CountRecord(
      content: content, partition: told.partition, offset: position, updated: outputs.time)
    try record.store(place, in: transaction)
    record.publish(place, to: &outputs)
  }

  private func correct(
    finding board: Board.Place, _ told: Board.Told, _ position: Int,
    in transaction: borrowing Transaction, to outputs: inout Outputs
  ) throws {
    let known = try FindingRecord.load(board.key, in: transaction)
    if let known, told.offset <= known.offset {
      let isMissing = audit?.isMissing(board, told, standing: known.offset) ?? false
      if told.isOvertaken || isMissing { known.publish(to: &outputs) }
      return
    }
    guard var record = known ?? FindingRecord(key: board.key, told: told.record) else { return }
    // One that state does not know has come and gone between two batches.
    if known == nil, record.closed == nil { record.closed = outputs.time.description }
    record.partition = told.partition
    record.offset = position
    try record.store(in: transaction)
    record.publish(to: &outputs)
  }

  /// Reckons one subject again, and publishes it when it is not as it was.
  private func count(
    _ place: SubjectPlace, _ touch: Touch, in transaction: borrowing Transaction,
    to outputs: inout Outputs
  ) throws {
    let known = try CountRecord.load(place, in: transaction)
    var claims = try subjectClaims(place, onlyComplete: false, in: transaction)
    if claims == nil, known != nil {
      // A decision has moved away all that it was counted by.
      claims = Subject(key: place.subject).map {
        SubjectClaims(subject: $0, claims: [], standing: Standing())
      }
    }
    // A name that waits for a decision is counted once there is one.
    guard let claims, claims.subject.status == .resolved else { return }
    let content = CountRecord.content(claims, place, name: displayName(claims.subject))
    if known?.content == content {
      if touch.isReplay, touch.isPublished, let known { known.publish(place, to: &outputs) }
      return
    }
    let record = CountRecord(
      content: content, partition: touch.partition, offset: touch.offset, updated: touch.time)
    try record.store(place, in: transaction)
    if touch.isPublished { record.publish(place, to: &outputs) }
  }

  /// Looks again for what does not add up in one election.
  private func review(
    _ place: ReviewPlace, _ touch: Touch, in transaction: borrowing Transaction,
    to outputs: inout Outputs
  ) throws {
    var subjects: [SubjectClaims] = []
    for key in try Ledger.subjects(
      election: place.election, audience: place.audience, in: transaction)
    {
      let subject = SubjectPlace(election: place.election, audience: place.audience, subject: key)
      if let claims = try subjectClaims(subject, onlyComplete: true, in: transaction) {
        subjects.append(claims)
      }
    }
    let raised = Reckoner.findings(
      election: place.election, audience: place.audience, subjects: subjects)
    var known = try FindingRecord.load(
      election: place.election, audience: place.audience, in: transaction)
    for finding in raised {
      let content = FindingRecord.content(finding)
      let before = known.removeValue(forKey: finding.key)
      var record = FindingRecord(
        key: finding.key, election: place.election, audience: place.audience, content: content,
        since: before.flatMap { $0.closed == nil ? $0.since : nil } ?? touch.time.description,
        closed: nil, partition: touch.partition, offset: touch.offset)
      if let before, before.tells(record) {
        record = before
        guard touch.isReplay else { continue }
      } else {
        try record.store(in: transaction)
      }
      if touch.isPublished { record.publish(to: &outputs) }
    }
    for var record in known.values.sorted(by: { $0.key < $1.key }) {
      if record.closed == nil {
        record.closed = touch.time.description
        record.partition = touch.partition
        record.offset = touch.offset
        try record.store(in: transaction)
      } else if !touch.isReplay {
        continue
      }
      if touch.isPublished { record.publish(to: &outputs) }
    }
  }

  private func subjectClaims(
    _ place: SubjectPlace, onlyComplete: Bool, in transaction: borrowing Transaction
  ) throws -> SubjectClaims? {
    let claims = try Ledger.claims(place, onlyComplete: onlyComplete, in: transaction, reader)
    let registered =
      place.audience == .international
      ? try Ledger.registered(place.election, place.subject, in: transaction) : nil
    guard let subject = claims.last?.statement.subject ?? registered?.subject else { return nil }
    return SubjectClaims(
      subject: subject, claims: claims,
      standing: Reckoner.standing(of: claims, registered: registered?.number ?? 0))
  }

  private func displayName(_ subject: Subject) -> String {
    switch subject.type {
    case .organization, .country:
      subject.id.flatMap { registry.displayName(subject.type, $0) } ?? subject.name
    case .category: subject.name
    case .total: "All"
    case .organizationsTotal: "Organizations"
    case .countriesTotal: "Countries"
    case .organizationNumber: "Number of organizations"
    case .countryNumber: "Number of countries"
    }
  }

  // MARK: Other than usual

  package func abandon() {
    arrival = nil
    audit?.abandon()
    dirty.removeAll()
    reviewed.removeAll()
  }

  package func republish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws {
    try CountRecord.forgetOffsets(in: transaction)
    try FindingRecord.forgetOffsets(in: transaction)
    try Ledger.forgetDecisions(in: transaction)
    for (place, record) in try CountRecord.all(in: transaction) {
      record.publish(place, to: &outputs)
    }
    for record in try FindingRecord.all(in: transaction) { record.publish(to: &outputs) }
  }
}
