package import Records

/// What is known about the place where a name was met; it settles some names that several subjects share.
package struct Context: Sendable {
  /// The day the text speaks of: a body counts only while it existed.
  package var date: Day?
  /// The country that votes (alpha-2, upper case): of the bodies that share a name those drop out whose
  /// observers go elsewhere.
  package var host: String?
  /// The text's language (ISO 639-1): acronyms of other languages drop out.
  package var language: String?

  /// Whether nothing is known.
  var isEmpty: Bool { date == nil && host == nil && language == nil }

  package init(date: Day? = nil, host: String? = nil, language: String? = nil) {
    self.date = date
    self.host = host
    self.language = language
  }
}
