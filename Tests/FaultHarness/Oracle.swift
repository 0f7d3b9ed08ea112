import Extraction
import IngestionCore
import Pipeline
import Reckoning
import Records
import Registry

/// What must come of the messages sent so far, computed from them alone.
struct Oracle {
  /// One output of one message by one road: the message's statement and the raw partition it lay in.
  struct Road: Hashable {
    let identity: String
    let partition: Int
  }

  private let reader = MessageReader()
  private let extractor = Extractor()
  private let registry = Registry.standard

  /// What must stand in `observers.enriched`, once each. Messages sent over HTTP are in `anyRoad`.
  private(set) var roads: Set<Road> = []
  /// Identities that must be there by some road.
  private(set) var anyRoad: Set<String> = []
  /// How often bytes must stand in `observers.rejected`, one for each raw record of theirs, of which
  /// `unsure` may never have come to the log.
  private(set) var rejected: [[UInt8]: (code: String, times: Int, unsure: Int)] = [:]
  /// Decisions on names, by the normalized name.
  private var decisions: [String: Subject] = [:]
  private var messages: Set<String> = []
  private var claims: [String: [Claim]] = [:]
  private var standing: [String: Accreditation] = [:]
  /// Records sent.
  private(set) var records = 0

  /// Takes note of a message sent to a raw partition; `nil` when a key chose it.
  mutating func sent(_ bytes: [UInt8], partition: Int?) {
    records += 1
    let id: String
    let message: Message
    do {
      (id, message) = try reader.read(RawMessage(bytes: bytes))
    } catch {
      let known = rejected[bytes]
      rejected[bytes] = (error.code, (known?.times ?? 0) + 1, known?.unsure ?? 0)
      return
    }
    let isNew = messages.insert(id).inserted
    switch message {
    case .accreditation(let change):
      expect("\(id)#0", partition)
      if isNew { wait(change.subject, change.election, 1) }
      let key = "\(change.election)/\(change.id)"
      if isNew, standing[key].map({ $0.at < change.at }) ?? true { standing[key] = change }
    case .statement(let statement): take([statement], id, partition, isNew)
    case .bulletin(let bulletin):
      take(extractor.extract(bulletin).statements, id, partition, isNew)
    }
  }

  /// Takes note that nobody knows whether a message sent before came to the log; whether to send it
  /// again, which for one that is rejected would make two of it.
  mutating func maySendAgain(_ bytes: [UInt8]) -> Bool {
    guard let known = rejected[bytes] else { return true }
    rejected[bytes] = (known.code, known.times, known.unsure + 1)
    return false
  }

  private mutating func take(
    _ statements: [Statement], _ id: String, _ partition: Int?, _ isNew: Bool
  ) {
    for var statement in statements {
      guard let election = statement.election else { continue }
      statement.message = id
      expect(statement.identity, partition)
      if isNew {
        wait(statement.subject, election, statement.count ?? 0)
        claims[election, default: []].append(Claim(statement: statement, arrival: messages.count))
      }
    }
  }

  private mutating func expect(_ identity: String, _ partition: Int?) {
    if let partition {
      roads.insert(Road(identity: identity, partition: partition))
    } else {
      anyRoad.insert(identity)
    }
  }

  /// Takes note of a decision on a name, or of its withdrawal.
  mutating func decided(_ name: String, _ id: String?) {
    decisions[Registry.fold(name)] = id.map { Subject(.organization, id: $0, name: name) }
  }

  /// How many observers hang on each normalized name that nobody has decided about.
  func waiting() -> [String: Int] { hanging.filter { decisions[$0.key] == nil } }

  /// How many observers hang on each name that the registry does not settle.
  private var hanging: [String: Int] = [:]

  private mutating func wait(_ subject: Subject, _ election: String, _ observers: Int) {
    guard known(subject).status != .resolved else { return }
    hanging[Registry.fold(subject.name), default: 0] += observers
  }

  private func settled(_ subject: Subject) -> Subject {
    let known = known(subject)
    guard known.status != .resolved else { return known }
    guard let decided = decisions[Registry.fold(subject.name)] else { return subject }
    return Subject(decided.type, id: decided.id, name: subject.name)
  }

  private func known(_ subject: Subject) -> Subject {
    guard subject.type == .organization || subject.type == .country else { return subject }
    let answer = registry.resolve(subject.name, expecting: subject.type)
    guard answer.status == .resolved, answer.type == subject.type else { return subject }
    return Subject(subject.type, id: answer.id, name: subject.name)
  }

  /// What must stand of counts and findings: key to numbers.
  func expected() -> (counts: [String: String], findings: [String: String]) {
    // A subject all of whose accreditations were withdrawn is told with 0.
    var registered: [String: [String: Int]] = [:]
    for change in standing.values {
      let subject = settled(change.subject)
      let group: SubjectType = subject.type == .country ? .countriesTotal : .organizationsTotal
      for key in [subject.key, group.rawValue, SubjectType.total.rawValue] {
        registered[change.election, default: [:]][key, default: 0] +=
          change.status == .accredited ? 1 : 0
      }
    }
    var counts: [String: String] = [:]
    var findings: [String: String] = [:]
    for election in Set(claims.keys).union(registered.keys) {
      let claims = (claims[election] ?? []).map { claim in
        var claim = claim
        claim.statement.subject = settled(claim.statement.subject)
        return claim
      }
      let completed = Inference.completed(claims)
      let known = registered[election] ?? [:]
      for audience in Audience.allCases {
        let isCounted = audience == .international
        let subjects = Reckoner.subjects(
          of: completed.filter { $0.statement.audience == audience },
          registered: isCounted ? known : [:])
        for subject in subjects where subject.subject.status == .resolved {
          counts["\(election)/\(audience.rawValue)/\(subject.subject.key)"] = Self.text(
            subject.standing)
        }
        for finding in Reckoner.findings(
          election: election, audience: audience, subjects: subjects)
        {
          findings[finding.key] = "\(finding.stated) \(finding.itemised) \(finding.difference)"
        }
      }
      for (subject, number) in known where !subject.contains("?") {
        let key = "\(election)/international/\(subject)"
        if counts[key] == nil { counts[key] = Self.text(Standing(registered: number)) }
      }
    }
    return (counts, findings)
  }

  /// The numbers of a count, in the order of the record's members.
  private static func text(_ standing: Standing) -> String {
    func text(_ number: Int?) -> String { number.map(String.init) ?? "-" }
    return [
      text(standing.declared), text(standing.registered), text(standing.proposed),
      text(standing.expected), text(standing.deployed), String(standing.inferred),
      String(standing.approximate), standing.asOf?.description ?? "-",
      String(standing.statements.count),
    ].joined(separator: " ")
  }
}
