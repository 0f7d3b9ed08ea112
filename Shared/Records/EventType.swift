/// The `ce_type` of our records.
package enum EventType: String, Sendable, CaseIterable {
  case bulletin = "scrutineer.bulletin"
  case statement = "scrutineer.statement"
  case accreditation = "scrutineer.accreditation"
  case count = "scrutineer.count"
  case finding = "scrutineer.finding"
  case unresolved = "scrutineer.unresolved"
  case alias = "scrutineer.alias"
  case rejection = "scrutineer.rejection"
}

/// The content types that `observers.raw` and `POST /v1/messages` tell messages apart by.
package enum ContentType {
  package static let json = "application/json"
  package static let text = "text/plain"
  package static let html = "text/html"
  package static let ndjson = "application/x-ndjson"
  package static let cloudEvent = "application/cloudevents+json"

  /// The type without its parameters, in lower case: `text/plain` of `Text/Plain; charset=utf-8`.
  package static func essence(_ contentType: String) -> String {
    let essence = contentType.prefix { $0 != ";" }
    return String(essence.filter { !$0.isWhitespace }).lowercased()
  }
}
