package import Records

/// A text that reports numbers of observers, and what its publisher said about it.
package struct Bulletin: Sendable {
  /// Spans in the extract count Unicode scalars of this very text, tags included.
  package var text: String
  package var isHTML: Bool
  package var title: String?
  package var publisher: String?
  /// ISO 8601, a day or a time.
  package var published: String?
  /// A BCP 47 tag; only its first part counts.
  package var language: String?
  package var url: String?
  /// The election's key, when the publisher states it; it goes before anything the text says.
  package var election: String?

  package init(
    text: String, isHTML: Bool = false, title: String? = nil, publisher: String? = nil,
    published: String? = nil, language: String? = nil, url: String? = nil, election: String? = nil
  ) {
    self.text = text
    self.isHTML = isHTML
    self.title = title
    self.publisher = publisher
    self.published = published
    self.language = language
    self.url = url
    self.election = election
  }
}

/// What a text tells about its election; each part is `nil` when nothing in the text tells it.
package struct ElectionReading: Sendable, Equatable {
  /// Only where country, year and kind are all told.
  package var key: String?
  /// The host, ISO 3166-1 alpha-2.
  package var country: String?
  package var kind: ElectionKind?
  package var year: Int?
  /// Polling day.
  package var date: Day?

  package init(
    key: String? = nil, country: String? = nil, kind: ElectionKind? = nil, year: Int? = nil,
    date: Day? = nil
  ) {
    self.key = key
    self.country = country
    self.kind = kind
    self.year = year
    self.date = date
  }
}

/// What one bulletin says.
package struct Extract: Sendable {
  /// ISO 639-1; `nil` when it is none of the languages with rules.
  package let language: String?
  /// ISO 8601: from the publisher, or from the dateline.
  package let published: String?
  /// The day the numbers stand for.
  package let asOf: Day?
  package let election: ElectionReading
  /// In the order of the text. `message` is empty: the caller knows it.
  package let statements: [Statement]
}
