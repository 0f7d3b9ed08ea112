private import Extraction
package import HTTP
private import JSON
private import Pipeline
private import Records
private import SQLite
private import Synchronization

/// `POST /v1/messages` and what became of a message.
package final class MessagesAPI: Sendable {
  private let spool: Spool
  private let state: Mutex<Database>

  /// - Parameter path: of the service's file, which is only read here.
  package init(spool: Spool, state path: String) throws {
    self.spool = spool
    state = Mutex(try Database(path: path, readOnly: true))
  }

  package func addRoutes(to router: inout Router, _ access: WriteAccess) {
    router.post("/v1/messages") { [self] request in
      try access.check(request)
      return try post(request)
    }
    router.get("/v1/messages/{id}") { [self] request in try status(request) }
  }

  /// One message of a request, as it was accepted or why it was not.
  private enum Outcome {
    case accepted(SpooledMessage)
    case refused(place: Int, Rejection)
  }

  /// 202 with the ids once all that can be accepted is on disk; 400 when nothing can be.
  private func post(_ request: HTTPRequest) throws -> HTTPResponse {
    let reader = MessageReader()
    let parts = try parts(of: request)
    guard !parts.isEmpty else {
      throw HTTPProblem(400, "empty", "The request holds no message.")
    }
    let outcomes = parts.enumerated().map { place, part -> Outcome in
      do throws(Rejection) {
        let (id, message) = try reader.read(part)
        let type =
          switch message {
          case .bulletin: EventType.bulletin
          case .statement: EventType.statement
          case .accreditation: EventType.accreditation
          }
        return .accepted(
          SpooledMessage(
            // The identity at the door is the one that the topic's reader will find.
            identity: id, id: part.id.flatMap { $0.isEmpty ? nil : $0 } ?? id,
            source: part.source ?? "/scrutineer/http",
            type: part.type ?? type.rawValue,
            contentType: part.contentType ?? MessageReader.contentType(of: part.bytes),
            bytes: part.bytes))
      } catch {
        return .refused(place: place, error)
      }
    }
    var accepted: [SpooledMessage] = []
    var refused: [(place: Int, rejection: Rejection)] = []
    for outcome in outcomes {
      switch outcome {
      case .accepted(let message): accepted.append(message)
      case .refused(let place, let rejection): refused.append((place, rejection))
      }
    }
    if accepted.isEmpty, let first = refused.first {
      let detail =
        refused.count == 1
        ? first.rejection.sentence
        : "None of the \(refused.count) messages can be accepted. The first: \(first.rejection.sentence)"
      throw HTTPProblem(
        first.rejection.code == "too-large" ? 413 : 400, first.rejection.code, detail)
    }
    do {
      try spool.accept(accepted)
    } catch {
      switch error {
      case .full:
        var problem = HTTPProblem(
          503, "spool-full",
          "Kafka has been away so long that the spool's limit is reached. Send this again later.")
        problem.headers = ["Retry-After": "30"]
        throw problem
      case .failed(let sentence): throw HTTPProblem(503, "disk-failed", sentence)
      }
    }
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("accepted")
      writer.array { writer in
        for message in accepted { writer.object { $0.member("id", message.identity) } }
      }
      writer.name("rejected")
      writer.array { writer in
        for (place, rejection) in refused {
          writer.object { writer in
            writer.member("place", place)
            writer.member("code", rejection.code)
            writer.member("detail", rejection.sentence)
          }
        }
      }
    }
    return .json(writer.bytes, status: 202)
  }

  /// A JSON array and NDJSON hold several messages; everything else is one.
  private func parts(of request: HTTPRequest) throws -> [RawMessage] {
    guard !request.body.isEmpty else {
      throw HTTPProblem(400, "empty", "The request has no body.")
    }
    let contentType = request.headers["Content-Type"]
    let essence = contentType.map(ContentType.essence)
    if essence == ContentType.ndjson {
      return request.body.split(separator: UInt8(ascii: "\n"))
        .filter { line in !line.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 } }
        .map { RawMessage(contentType: ContentType.json, bytes: Array($0)) }
    }
    let isArray =
      request.body.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
      == UInt8(ascii: "[")
    if essence == ContentType.json, isArray {
      do {
        return try (JSONReader().read(request.body).array ?? []).map { item in
          var writer = JSONWriter()
          writer.value(item)
          return RawMessage(contentType: ContentType.json, bytes: writer.bytes)
        }
      } catch {
        throw HTTPProblem(400, "invalid-json", "The body is no valid JSON: \(error)")
      }
    }
    // What curl sends when nobody says otherwise tells nothing about the content.
    let told = essence == "application/x-www-form-urlencoded" ? nil : contentType
    return [
      RawMessage(
        id: request.headers["ce-id"], source: request.headers["ce-source"],
        type: request.headers["ce-type"], contentType: told, bytes: request.body)
    ]
  }

  /// Waiting on disk, in the log and read, or not known here.
  private func status(_ request: HTTPRequest) throws -> HTTPResponse {
    let id = request.parameters["id"] ?? ""
    var found: (statements: Int, origin: String)?
    try state.withLock { state in
      try state.query(
        "SELECT statements, origin FROM documents WHERE id = ? ORDER BY partition", [.text(id)]
      ) { if found == nil { found = ($0.integer(0), $0.text(1)) } }
    }
    let status = found != nil ? "read" : spool.holds(id) ? "accepted" : nil
    guard let status else {
      throw HTTPProblem(
        404, "unknown-message",
        "This instance has not read a message of that id. It may be on its way, at another instance,"
          + " or among the rejected.")
    }
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("id", id)
      writer.member("status", status)
      writer.member("statements", found?.statements)
      writer.member("origin", found?.origin)
    }
    return .json(writer.bytes)
  }
}
