package import JSON

/// A name that nobody could settle, with how much hangs on it: a record of `observers.unresolved` tells
/// it for one partition of `observers.statements`, and a reader adds those of all partitions up.
package struct WaitingName: Sendable, Equatable {
  /// `organization`, `country`, or `election` for a message whose election its text does not tell.
  package var kind: String
  /// As a source wrote it; the message's id for an election.
  package var name: String
  /// `unknown` or `ambiguous`.
  package var status: String
  package var statements: Int
  /// How many people hang on it.
  package var observers: Int
  /// Sorted.
  package var elections: [String]
  /// Ids that it may mean, likeliest first.
  package var candidates: [String]
  /// When the first of its statements came, ISO 8601.
  package var since: String

  package init(
    kind: String, name: String, status: String, statements: Int, observers: Int,
    elections: [String], candidates: [String] = [], since: String
  ) {
    self.kind = kind
    self.name = name
    self.status = status
    self.statements = statements
    self.observers = observers
    self.elections = elections
    self.candidates = candidates
    self.since = since
  }

  /// - Throws: `DecodingError` when a member is missing.
  package init(_ json: JSONValue) throws(DecodingError) {
    guard let kind = json["kind"]?.string, let name = json["name"]?.string,
      let status = json["status"]?.string, let statements = json["statements"]?.integer,
      let observers = json["observers"]?.integer, let since = json["since"]?.string
    else { throw DecodingError("no waiting name") }
    self.init(
      kind: kind, name: name, status: status, statements: statements, observers: observers,
      elections: (json["elections"]?.array ?? []).compactMap(\.string),
      candidates: (json["candidates"]?.array ?? []).compactMap(\.string), since: since)
  }

  /// Adds what waits for the same name elsewhere.
  package mutating func merge(_ other: WaitingName) {
    statements += other.statements
    observers += other.observers
    elections = Set(elections + other.elections).sorted()
    if other.since < since { (since, name) = (other.since, other.name) }
    if candidates.isEmpty { candidates = other.candidates }
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("name", name)
      writer.member("kind", kind)
      writer.member("status", status)
      writer.member("observers", observers)
      writer.member("statements", statements)
      writer.member("elections", elections)
      writer.member("candidates", candidates)
      writer.member("since", since)
    }
  }
}

/// The names that wait, out of the records of `observers.unresolved`.
package struct WaitingNames: Sendable {
  private var parts: [String: WaitingName] = [:]

  package init() {}

  /// Takes one record; `nil` is a tombstone. The last one of a key counts.
  package mutating func take(key: String, _ value: JSONValue?) {
    parts[key] = value.flatMap { try? WaitingName($0) }
  }

  /// Each name once, those that most observers hang on first.
  package var all: [WaitingName] {
    var names: [String: WaitingName] = [:]
    for (key, part) in parts.sorted(by: { $0.key < $1.key }) {
      // `<kind>/<partition>/<name>`
      let words = key.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      guard words.count == 3 else { continue }
      let name = "\(words[0])/\(words[2])"
      if names[name]?.merge(part) == nil { names[name] = part }
    }
    return names.values.sorted {
      ($1.observers, $0.kind, $0.name) < ($0.observers, $1.kind, $1.name)
    }
  }
}
