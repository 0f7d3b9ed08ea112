package import HTTP
private import JSON
package import Kafka
package import Observability
private import Records
private import Registry
private import Synchronization

/// Whose a name is, which names wait for a decision, and the decisions.
package final class NamesAPI: Sendable {
  private let registry = Registry.standard
  private let waiting: WaitingBoard
  private let configuration: ClientConfiguration
  private let logger: Logger
  /// Made when it is first needed, so that a broker that is away delays no start.
  private let aliases = Mutex<AliasWriter?>(nil)

  package init(_ waiting: WaitingBoard, _ configuration: ClientConfiguration, logger: Logger) {
    self.waiting = waiting
    self.configuration = configuration
    self.logger = logger
  }

  package func addRoutes(to router: inout Router, _ access: WriteAccess) {
    router.get("/v1/resolve") { [self] request in try resolve(request) }
    router.get("/v1/unresolved") { [self] _ in unresolved() }
    router.on("PUT", "/v1/aliases/{name}") { [self] request in
      try access.check(request)
      return try decide(request)
    }
    router.on("DELETE", "/v1/aliases/{name}") { [self] request in
      try access.check(request)
      try writing { aliases throws(AliasProblem) in
        try aliases.withdraw(request.parameters["name"] ?? "", now: .now)
      }
      return HTTPResponse(status: 204)
    }
  }

  private func decide(_ request: HTTPRequest) throws -> HTTPResponse {
    let body = try? JSONReader().read(request.body)
    guard let id = body?["id"]?.string else {
      throw HTTPProblem(
        400, "missing-id", "The body must be like {\"id\":\"osce-odihr\"} or {\"id\":\"KZ\"}.")
    }
    let alias = try writing { aliases throws(AliasProblem) in
      try aliases.decide(request.parameters["name"] ?? "", id, now: .now)
    }
    var writer = JSONWriter()
    alias.write(to: &writer)
    return .json(writer.bytes)
  }

  private func writing<Result: Sendable>(
    _ body: (AliasWriter) throws(AliasProblem) -> Result
  ) throws -> Result {
    do {
      return try aliases.withLock { known in
        let writer = try known ?? AliasWriter(configuration, logger: logger)
        known = writer
        return try body(writer)
      }
    } catch let problem as AliasProblem {
      switch problem.reason {
      case .emptyName: throw HTTPProblem(400, "invalid-name", problem.description)
      case .unknownID: throw HTTPProblem(400, "unknown-id", problem.description)
      case .knownName: throw HTTPProblem(409, "known-name", problem.description)
      case .unavailable: throw HTTPProblem(503, "kafka-away", problem.description)
      }
    }
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

  private func unresolved() -> HTTPResponse {
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("unresolved")
      writer.array { writer in
        for name in waiting.names { name.write(to: &writer) }
      }
      writer.member("caught_up", waiting.isCaughtUp)
    }
    return .json(writer.bytes)
  }
}
