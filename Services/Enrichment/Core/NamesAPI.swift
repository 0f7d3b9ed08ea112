package import HTTP
private import JSON
private import Records
private import Registry
private import SQLite
private import Synchronization

/// `GET /v1/resolve` and `GET /v1/unresolved`.
package final class NamesAPI: Sendable {
  private let registry = Registry.standard
  private let state: Mutex<Database>

  /// - Parameter path: of the service's file, which is only read here.
  package init(state path: String) throws {
    state = Mutex(try Database(path: path, readOnly: true))
  }

  package func addRoutes(to router: inout Router) {
    router.get("/v1/resolve") { [self] request in try resolve(request) }
    router.get("/v1/unresolved") { [self] _ in try unresolved() }
  }

  private func resolve(_ request: HTTPRequest) throws -> HTTPResponse {
    guard let name = request.query("name"), !name.isEmpty, name.utf8.count <= 1000 else {
      throw HTTPProblem(
        400, "missing-name", "Give the name to resolve, at most 1000 bytes: /v1/resolve?name=OSCE.")
    }
    let answer = registry.resolve(name)
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("name", name)
      writer.member("status", answer.status.rawValue)
      writer.member("kind", answer.type?.rawValue)
      writer.member("id", answer.id)
      writer.member("candidates", answer.candidates.map(\.id))
      writer.member("method", answer.method)
      writer.member("via", answer.via)
    }
    return .json(writer.bytes)
  }

  private func unresolved() throws -> HTTPResponse {
    let names = try state.withLock { try ReviewQueue.names($0) }
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("unresolved")
      writer.array { writer in
        for name in names { name.write(to: &writer, registry) }
      }
    }
    return .json(writer.bytes)
  }
}
