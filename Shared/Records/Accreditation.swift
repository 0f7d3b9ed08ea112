/// One change in the standing of one observer. Nothing that describes the person is kept.
package struct Accreditation: Sendable, Equatable {
  package enum Status: String, Sendable, CaseIterable { case accredited, withdrawn, revoked }

  /// The message it came in; its identity in the log.
  package var message: String
  /// The publisher's id of the accreditation: the same through all its changes.
  package var id: String
  package var election: String
  /// An organization or a country.
  package var subject: Subject
  package var status: Status
  /// When it took effect.
  package var at: Timestamp
  package var source: String?

  package init(
    message: String, id: String, election: String, subject: Subject, status: Status, at: Timestamp,
    source: String? = nil
  ) {
    self.message = message
    self.id = id
    self.election = election
    self.subject = subject
    self.status = status
    self.at = at
    self.source = source
  }
}
