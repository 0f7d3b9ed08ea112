/// One claim: as of a day, a source says so many observers of a subject stand so for an election.
package struct Statement: Sendable, Equatable {
  /// The message it came in, and its place there: together its identity, whatever road it took.
  package var message: String
  package var index: Int
  /// How many statements that message holds, so that a reader knows when it has them all.
  package var siblings: Int
  /// `nil` when the text does not tell.
  package var election: String?
  package var subject: Subject
  /// People, or bodies for the two `…Number` types; `nil` for a subject named without a number.
  package var count: Int?
  /// The number as the text has it, where that is not in digits.
  package var countAsWritten: String?
  package var scope: Scope
  package var audience: Audience
  package var approximate: Bool
  /// Index of the statement of the same message that this one is inside of, and never added to.
  package var partOf: Int?
  /// Through whom a country's observers come: `embassy`, `election-body`, `parliament`.
  package var via: String?
  package var inferred: Bool
  package var asOf: Day?
  /// ISO 8601, a day or a time, as the publisher gave it.
  package var published: String?
  /// The publisher's name; `nil` when nobody told.
  package var source: String?
  /// Where in the raw text, in Unicode scalars; `nil` for statements sent as data.
  package var span: Range<Int>?
  /// The sentence around the span.
  package var sentence: String?

  package init(
    message: String = "", index: Int = 0, siblings: Int = 1, election: String? = nil,
    subject: Subject, count: Int?, countAsWritten: String? = nil, scope: Scope = .cumulative,
    audience: Audience = .international,
    approximate: Bool = false, partOf: Int? = nil, via: String? = nil, inferred: Bool = false,
    asOf: Day? = nil, published: String? = nil, source: String? = nil, span: Range<Int>? = nil,
    sentence: String? = nil
  ) {
    self.message = message
    self.index = index
    self.siblings = siblings
    self.election = election
    self.subject = subject
    self.count = count
    self.countAsWritten = countAsWritten
    self.scope = scope
    self.audience = audience
    self.approximate = approximate
    self.partOf = partOf
    self.via = via
    self.inferred = inferred
    self.asOf = asOf
    self.published = published
    self.source = source
    self.span = span
    self.sentence = sentence
  }

  /// `<message id>#<index>`, how findings and counts name statements.
  package var identity: String { "\(message)#\(index)" }
}
