package import Observability

/// Finds the handler for a request by method and path.
///
/// `HEAD` goes where `GET` goes; the server leaves the body out. Unknown paths get 404, known paths
/// with another method 405 with `Allow`, `OPTIONS` 204 with `Allow`.
package struct Router: Sendable {
  /// Called on a thread of the server's, where waiting is allowed; what it throws becomes the
  /// response, `HTTPProblem` as it stands and anything else as a logged 500.
  package typealias Handler = @Sendable (HTTPRequest) throws -> HTTPResponse

  private enum Segment: Sendable, Equatable {
    case fixed(String)
    case parameter(String)
  }

  private struct Route: Sendable {
    let pattern: String
    let segments: [Segment]
    var handlers: [String: Handler]

    /// The parameters when the path fits; `nil` when it does not.
    func match(_ path: [String]) -> [String: String]? {
      guard path.count == segments.count else { return nil }
      var parameters: [String: String] = [:]
      for (segment, text) in zip(segments, path) {
        switch segment {
        case .fixed(let fixed): if fixed != text { return nil }
        case .parameter(let name):
          if text.isEmpty { return nil }
          parameters[name] = text
        }
      }
      return parameters
    }

    var allowed: String {
      var methods = Set(handlers.keys).union(["OPTIONS"])
      if methods.contains("GET") { methods.insert("HEAD") }
      return methods.sorted().joined(separator: ", ")
    }
  }

  private var routes: [Route] = []
  private let logger: Logger
  private let metrics: Metrics?

  /// `metrics` receives the number and the duration of requests by route.
  package init(logger: Logger, metrics: Metrics? = nil) {
    self.logger = logger
    self.metrics = metrics
  }

  /// Adds a route. In `pattern`, `{name}` stands for one segment that is not empty:
  /// `/v1/elections/{election}`. Of two patterns that fit, the one added first is taken.
  package mutating func on(_ method: String, _ pattern: String, _ handler: @escaping Handler) {
    let segments = pattern.split(separator: "/").map { part in
      part.hasPrefix("{") && part.hasSuffix("}")
        ? Segment.parameter(String(part.dropFirst().dropLast())) : .fixed(String(part))
    }
    if let place = routes.firstIndex(where: { $0.segments == segments }) {
      precondition(routes[place].handlers[method] == nil, "\(method) \(pattern) twice")
      routes[place].handlers[method] = handler
    } else {
      routes.append(Route(pattern: pattern, segments: segments, handlers: [method: handler]))
    }
  }

  package mutating func get(_ pattern: String, _ handler: @escaping Handler) {
    on("GET", pattern, handler)
  }

  package mutating func post(_ pattern: String, _ handler: @escaping Handler) {
    on("POST", pattern, handler)
  }

  package mutating func put(_ pattern: String, _ handler: @escaping Handler) {
    on("PUT", pattern, handler)
  }

  /// Answers one request; what `HTTPServer` takes as its handler.
  package func respond(to request: HTTPRequest) -> HTTPResponse {
    let start = ContinuousClock.now
    var pattern = "none"
    let response: HTTPResponse
    do {
      let (route, parameters) = try find(request)
      pattern = route.pattern
      var request = request
      request.parameters = parameters
      response = try answer(request, route)
    } catch let problem as HTTPProblem {
      response = problem.response
    } catch {
      logger.error(
        "request failed",
        [
          "method": .string(request.method), "route": .string(pattern),
          "error": .string("\(error)"),
        ])
      response = .problem(
        500, "internal", "The service failed on this request; its log says why.")
    }
    count(request, pattern, response.status, ContinuousClock.now - start)
    return response
  }

  private func find(_ request: HTTPRequest) throws(HTTPProblem) -> (Route, [String: String]) {
    for route in routes {
      if let parameters = route.match(request.segments) { return (route, parameters) }
    }
    throw HTTPProblem(404, "no-such-path", "There is nothing at \(request.path).")
  }

  private func answer(_ request: HTTPRequest, _ route: Route) throws -> HTTPResponse {
    if let handler = route.handlers[request.method == "HEAD" ? "GET" : request.method] {
      return try handler(request)
    }
    if request.method == "OPTIONS" {
      return HTTPResponse(status: 204, headers: ["Allow": route.allowed])
    }
    var problem = HTTPProblem(
      405, "method-not-allowed",
      "\(request.path) takes \(route.allowed), not \(request.method).")
    problem.headers = ["Allow": route.allowed]
    throw problem
  }

  private func count(_ request: HTTPRequest, _ pattern: String, _ status: Int, _ time: Duration) {
    guard let metrics else { return }
    // A method that no route knows is the client's invention, and no label.
    let isKnown = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"].contains(request.method)
    metrics.counter(
      "http_requests_total", help: "HTTP requests answered.",
      labels: [
        "method": isKnown ? request.method : "other", "route": pattern, "status": "\(status)",
      ]
    ).add()
    metrics.histogram(
      "http_request_duration_seconds", help: "Time a handler took, without the transfer.",
      labels: ["route": pattern]
    ).observe(time)
  }
}
