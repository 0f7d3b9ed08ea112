package import JSON

/// A person's decision whose a name is: a record of `observers.aliases`, keyed by the normalized name.
/// A tombstone under the same key withdraws it.
package struct Alias: Sendable, Equatable {
  /// As a source wrote it.
  package var name: String
  /// The registry's id of an organization or the ISO 3166-1 alpha-2 code of a country.
  package var id: String
  package var decided: Timestamp

  package init(name: String, id: String, decided: Timestamp) {
    self.name = name
    self.id = id
    self.decided = decided
  }

  /// - Throws: `DecodingError` when a member is missing.
  package init(_ json: JSONValue) throws(DecodingError) {
    guard let name = json["name"]?.string, let id = json["id"]?.string,
      let decided = json["decided"]?.string.flatMap({ Timestamp($0) })
    else { throw DecodingError("an alias needs name, id and decided") }
    self.init(name: name, id: id, decided: decided)
  }

  /// Countries' codes are of capitals, organizations' ids never are.
  package var type: SubjectType {
    id.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      ? .country : .organization
  }

  package var json: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("name", name)
      writer.member("id", id)
      writer.member("decided", decided.description)
    }
  }
}
