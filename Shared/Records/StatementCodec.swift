package import JSON

/// What is missing or wrong in a record of ours: a fault of a program, not of a publisher.
package struct DecodingError: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}

extension Subject {
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("type", type.rawValue)
      writer.member("name", name)
      writer.member("id", id)
      writer.member("status", status.rawValue)
    }
  }

  package init(_ json: JSONValue?) throws(DecodingError) {
    guard let json, let type = json["type"]?.string.flatMap(SubjectType.init(rawValue:)),
      let status = json["status"]?.string.flatMap(NameStatus.init(rawValue:))
    else { throw DecodingError("subject: no known type or status") }
    self.init(
      type, id: json["id"]?.string, name: json["name"]?.string ?? "", status: status)
  }
}

extension Statement {
  /// The record of `observers.statements` and `observers.enriched`.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("type", "statement")
      writer.member("message", message)
      writer.member("index", index)
      writer.member("siblings", siblings)
      writer.member("election", election)
      writer.name("subject")
      subject.write(to: &writer)
      writer.member("count", count)
      writer.member("scope", scope.rawValue)
      writer.member("audience", audience.rawValue)
      writer.member("approximate", approximate)
      writer.member("part_of", partOf)
      writer.member("via", via)
      writer.member("inferred", inferred)
      writer.member("as_of", asOf?.description)
      writer.member("published", published)
      writer.member("source", source)
      writer.name("span")
      if let span {
        writer.array { writer in
          writer.value(span.lowerBound)
          writer.value(span.upperBound)
        }
      } else {
        writer.null()
      }
      writer.member("sentence", sentence)
    }
  }

  /// Reads what `write` wrote.
  package init(_ json: JSONValue) throws(DecodingError) {
    guard let message = json["message"]?.string, let index = json["index"]?.integer,
      let siblings = json["siblings"]?.integer,
      let scope = json["scope"]?.string.flatMap(Scope.init(rawValue:)),
      let audience = json["audience"]?.string.flatMap(Audience.init(rawValue:))
    else { throw DecodingError("statement: message, index, siblings, scope or audience") }
    var span: Range<Int>?
    if let ends = json["span"]?.array, ends.count == 2, let start = ends[0].integer,
      let end = ends[1].integer, start <= end
    {
      span = start..<end
    }
    self.init(
      message: message, index: index, siblings: siblings, election: json["election"]?.string,
      subject: try Subject(json["subject"]), count: json["count"]?.integer, scope: scope,
      audience: audience, approximate: json["approximate"]?.bool ?? false,
      partOf: json["part_of"]?.integer, via: json["via"]?.string,
      inferred: json["inferred"]?.bool ?? false,
      asOf: json["as_of"]?.string.flatMap { Day($0) }, published: json["published"]?.string,
      source: json["source"]?.string, span: span, sentence: json["sentence"]?.string)
  }
}

extension Accreditation {
  /// The record of `observers.statements` and `observers.enriched`.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("type", "accreditation")
      writer.member("message", message)
      writer.member("id", id)
      writer.member("election", election)
      writer.name("subject")
      subject.write(to: &writer)
      writer.member("status", status.rawValue)
      writer.member("at", at.description)
      writer.member("source", source)
    }
  }

  /// Reads what `write` wrote.
  package init(_ json: JSONValue) throws(DecodingError) {
    guard let message = json["message"]?.string, let id = json["id"]?.string,
      let election = json["election"]?.string,
      let status = json["status"]?.string.flatMap(Status.init(rawValue:)),
      let at = json["at"]?.string.flatMap({ Timestamp($0) })
    else { throw DecodingError("accreditation: message, id, election, status or at") }
    self.init(
      message: message, id: id, election: election, subject: try Subject(json["subject"]),
      status: status, at: at, source: json["source"]?.string)
  }
}
