package import Extraction
package import Records

/// What a publisher sent, once it is known to be acceptable.
package enum Message: Sendable {
  case bulletin(Bulletin)
  case statement(Statement)
  case accreditation(Accreditation)
}

/// A message as it stood at the door: bytes with what was said about them.
package struct RawMessage: Sendable {
  /// CloudEvents' id; `nil` when the publisher gave none.
  package var id: String?
  /// CloudEvents' source; it tells equal ids of different publishers apart.
  package var source: String?
  /// CloudEvents' type; `nil` when the publisher gave none.
  package var type: String?
  /// With its parameters; `nil` when the publisher gave none.
  package var contentType: String?
  package var bytes: [UInt8]

  package init(
    id: String? = nil, source: String? = nil, type: String? = nil, contentType: String? = nil,
    bytes: [UInt8]
  ) {
    self.id = id
    self.source = source
    self.type = type
    self.contentType = contentType
    self.bytes = bytes
  }
}
