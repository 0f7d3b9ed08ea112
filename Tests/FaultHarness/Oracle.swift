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
  /// How often bytes must stand in `observers.rejected`, one for each raw record of theirs.
  private(set) var rejected: [[UInt8]: (code: String, times: Int)] = [:]
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
      rejected[bytes] = (error.code, (rejected[bytes]?.times ?? 0) + 1)
      return
    }
    let isNew = messages.insert(id).inserted
    switch message {
    case .accreditation(var change):
      change.subject = settled(change.subject)
      expect("\(id)#0", partition)
      let key = "\(change.election)/\(change.id)"
      if isNew, standing[key].map({ $0.at < change.at }) ?? true { standing[key] = change }
    case .statement(let statement): take([statement], id, partition, isNew)
    case .bulletin(let bulletin):
      take(extractor.extract(bulletin).statements, id, partition, isNew)
    }
  }

  private mutating func take(
    _ statements: [Statement], _ id: String, _ partition: Int?, _ isNew: Bool
  ) {
    for var statement in statements {
      guard let election = statement.election else { continue }
      statement.message = id
      statement.subject = settled(statement.subject)
      expect(statement.identity, partition)
      if isNew {
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

  private func settled(_ subject: Subject) -> Subject {
    guard subject.type == .organization || subject.type == .country else { return subject }
    let answer = registry.resolve(subject.name, expecting: subject.type)
    guard answer.status == .resolved, answer.type == subject.type else { return subject }
    return Subject(subject.type, id: answer.id, name: subject.name)
  }

  /// What must stand of counts and findings: key to numbers.
  func expected() -> (counts: [String: String], findings: [String: String]) {
    var registered: [String: [String: Int]] = [:]
    for change in standing.values where change.status == .accredited {
      let group: SubjectType =
        change.subject.type == .country ? .countriesTotal : .organizationsTotal
      for key in [change.subject.key, group.rawValue, SubjectType.total.rawValue] {
        registered[change.election, default: [:]][key, default: 0] += 1
      }
    }
    // A subject all of whose accreditations were withdrawn is told with 0.
    for change in standing.values {
      let group: SubjectType =
        change.subject.type == .country ? .countriesTotal : .organizationsTotal
      for key in [change.subject.key, group.rawValue, SubjectType.total.rawValue] {
        registered[change.election, default: [:]][key, default: 0] += 0
      }
    }
    var counts: [String: String] = [:]
    var findings: [String: String] = [:]
    for election in Set(claims.keys).union(registered.keys) {
      let completed = Inference.completed(claims[election] ?? [])
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
      for (subject, number) in known {
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
