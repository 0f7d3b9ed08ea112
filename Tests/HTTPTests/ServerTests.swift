import Concurrency
import Dispatch
import HTTP
import JSON
import Observability
import Synchronization
import Testing

@Suite("HTTP server and client", .timeLimit(.minutes(5)))
struct ServerTests {
  let client = HTTPClient(timeout: .seconds(20))

  private func server(
    limits: HTTPLimits = HTTPLimits(), _ routes: (inout Router) -> Void
  ) throws -> HTTPServer {
    var router = Router(logger: .silent)
    routes(&router)
    return try HTTPServer(
      address: "127.0.0.1", port: 0, limits: limits, logger: .silent
    ) { [router] in router.respond(to: $0) }
  }

  @Test(
    "A body comes back as it was sent, whatever its length", arguments: [0, 1, 70_000, 2_097_152])
  func echoes(length: Int) async throws {
    let server = try server { $0.post("/echo") { HTTPResponse(body: $0.body) } }
    let body = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let response = try await client.post(
      server.url() + "/echo", contentType: "application/octet-stream", body: body)
    #expect(response.status == 200)
    #expect(response.body == body)
  }

  @Test(
    "A body over the limit gets 413, one at the limit does not",
    arguments: [(100, 200), (101, 413)])
  func limitsBodies(length: Int, status: Int) async throws {
    let server = try server(limits: HTTPLimits(bodyBytes: 100)) {
      $0.post("/") { .text("\($0.body.count)") }
    }
    let response = try await client.post(
      server.url() + "/", contentType: "text/plain", body: Array(repeating: 65, count: length))
    #expect(response.status == status)
    if status == 413 { try expectProblem(response, "body-too-large") }
  }

  @Test("A chunked body over the limit gets 413 too")
  func limitsChunkedBodies() throws {
    let server = try server(limits: HTTPLimits(bodyBytes: 10)) { $0.post("/") { _ in .text("") } }
    let wire = try Wire(port: server.port)
    wire.send(
      "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in 0..<4 { wire.send("4\r\nabcd\r\n") }
    wire.send("0\r\n\r\n")
    #expect(wire.receive().hasPrefix("HTTP/1.1 413 "))
  }

  @Test("A client that asks before sending too much is refused before it sends")
  func answersExpectations() throws {
    let server = try server(limits: HTTPLimits(bodyBytes: 10)) { $0.post("/") { _ in .text("") } }
    let answer = try Wire.ask(
      server.port, "POST / HTTP/1.1", "Content-Length: 11\r\nExpect: 100-continue\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 413 "))
  }

  @Test("A sender that does not stop is cut off")
  func cutsOffEndlessBodies() throws {
    let handled = Atomic(false)
    let server = try HTTPServer(
      address: "127.0.0.1", port: 0, limits: HTTPLimits(bodyBytes: 1000), logger: .silent
    ) { _ in
      handled.store(true, ordering: .relaxed)
      return .text("")
    }
    let wire = try Wire(port: server.port)
    wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n")
    wire.send(String(repeating: "x", count: 1_000_000))
    #expect(wire.receive().isEmpty)
    let wasHandled = handled.load(ordering: .relaxed)
    #expect(!wasHandled)
  }

  @Test("An unknown path gets a problem document")
  func missesPaths() async throws {
    let server = try server { $0.get("/known/{name}") { _ in .text("") } }
    for path in ["/", "/unknown", "/known", "/known/", "/known/a/b"] {
      let response = try await client.get(server.url() + path)
      #expect(response.status == 404)
      try expectProblem(response, "no-such-path")
    }
  }

  @Test("A method that a path does not take is told which it takes")
  func refusesMethods() async throws {
    let server = try server {
      $0.get("/thing") { _ in .text("") }
      $0.put("/thing") { _ in .text("") }
    }
    let response = try await client.send("DELETE", server.url() + "/thing")
    #expect(response.status == 405)
    #expect(response.headers["allow"] == "GET, HEAD, OPTIONS, PUT")
    try expectProblem(response, "method-not-allowed")
    let options = try await client.send("OPTIONS", server.url() + "/thing")
    #expect(options.status == 204)
    #expect(options.headers["Allow"] == "GET, HEAD, OPTIONS, PUT")
  }

  @Test("HEAD answers as GET does, without the body")
  func answersHead() throws {
    let server = try server { $0.get("/") { _ in .text("seven b") } }
    let answer = try Wire.ask(server.port, "HEAD / HTTP/1.1")
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(answer.contains("Content-Length: 7\r\n"))
    #expect(answer.hasSuffix("\r\n\r\n"))
  }

  @Test("Segments and query items are decoded after they are cut apart")
  func decodesTargets() async throws {
    let server = try server {
      $0.get("/a/{name}/z") { request in
        .text(
          "\(request.parameters["name"] ?? "")|\(request.query("q") ?? "none")|\(request.query("e") ?? "none")"
        )
      }
    }
    let response = try await client.get(server.url() + "/a/x%2Fy%20%C3%A9/z?q=1+2%26&e")
    #expect(response.text == "x/y é|1 2&|")
  }

  @Test(
    "A target that cannot be decoded gets 400",
    arguments: ["/%", "/%2", "/%zz", "/%C3", "/%00", "/?q=%x1", "/?%=1", "a", "/\u{2028}%ff"])
  func refusesMalformedEscapes(target: String) throws {
    let server = try server { $0.get("/{any}") { _ in .text("") } }
    let answer = try Wire.ask(server.port, "GET \(target) HTTP/1.1")
    #expect(answer.hasPrefix("HTTP/1.1 400 "))
  }

  @Test("Header names compare without regard to case, and repeated ones join")
  func readsHeaders() throws {
    let server = try server {
      $0.get("/") { .text("\($0.headers["x-one"] ?? "") \($0.headers["X-TWO"] ?? "")") }
    }
    let answer = try Wire.ask(server.port, "GET / HTTP/1.1", "X-ONE: 1\r\nx-two: 2\r\nX-Two: 3\r\n")
    #expect(answer.hasSuffix("\r\n\r\n1 2, 3"))
  }

  @Test("A handler's problem is the answer, and any other error is a 500 that tells nothing")
  func answersErrors() async throws {
    struct Secret: Error {}
    let server = try server {
      $0.get("/problem") { _ in throw HTTPProblem(422, "no-sense", "It makes no sense.") }
      $0.get("/error") { _ in throw Secret() }
    }
    let problem = try await client.get(server.url() + "/problem")
    #expect(problem.status == 422)
    try expectProblem(problem, "no-sense")
    let error = try await client.get(server.url() + "/error")
    #expect(error.status == 500)
    #expect(!error.text.contains("Secret"))
    try expectProblem(error, "internal")
  }

  @Test("Handlers that block do not hold up each other")
  func answersAtOnce() async throws {
    let together = 12
    let arrived = Atomic(0)
    let all = DispatchSemaphore(value: 0)
    let server = try server {
      $0.get("/{number}") { request in
        // The last to arrive lets all go: with fewer threads than requests none would return.
        if arrived.wrappingAdd(1, ordering: .relaxed).newValue == together {
          for _ in 0..<together { all.signal() }
        }
        all.wait()
        return .text(request.parameters["number"] ?? "")
      }
    }
    let client = client
    try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for number in 0..<together {
        group.addTask { (number, try await client.get("\(server.url())/\(number)").text) }
      }
      for try await (number, text) in group { #expect(text == "\(number)") }
    }
  }

  @Test("A stop waits for the request being answered, and then nobody answers")
  func stopsInOrder() async throws {
    let inside = DispatchSemaphore(value: 0)
    let stopping = DispatchSemaphore(value: 0)
    let server = try server {
      $0.get("/") { _ in
        inside.signal()
        stopping.wait()
        return .text("finished")
      }
    }
    let url = server.url() + "/"
    async let answer = client.get(url)
    await offPool { inside.wait() }
    async let stopped: Void = offPool { server.stop(grace: .seconds(30)) }
    stopping.signal()
    #expect(try await answer.text == "finished")
    await stopped
    await #expect(throws: HTTPClientError.self) { try await client.get(url) }
    server.stop()
  }

  @Test("A stop without patience still waits for the handler, though its answer is lost")
  func stopsAtOnce() async throws {
    let inside = DispatchSemaphore(value: 0)
    let release = DispatchSemaphore(value: 0)
    let hasReturned = Atomic(false)
    let server = try server {
      $0.get("/") { _ in
        inside.signal()
        release.wait()
        hasReturned.store(true, ordering: .releasing)
        return .text("")
      }
    }
    let url = server.url() + "/"
    let client = client
    let request = Task { try? await client.get(url) }
    await offPool {
      inside.wait()
      DispatchQueue.global().async { release.signal() }
      server.stop(grace: .zero)
    }
    let returned = hasReturned.load(ordering: .acquiring)
    #expect(returned)
    _ = await request.value
  }

  @Test("A taken port is refused with a sentence that names it")
  func refusesTakenPorts() throws {
    let first = try server { _ in }
    let error = #expect(throws: HTTPServerError.self) {
      try HTTPServer(address: "127.0.0.1", port: first.port, logger: .silent) { _ in .text("") }
    }
    #expect(error?.description.contains("port \(first.port)") == true)
  }

  @Test("An address that is not this machine's is refused")  // 192.0.2.1: RFC 5737.
  func refusesForeignAddresses() throws {
    let error = #expect(throws: HTTPServerError.self) {
      try HTTPServer(address: "192.0.2.1", port: 0, logger: .silent) { _ in .text("") }
    }
    #expect(error?.description.contains("192.0.2.1") == true)
  }

  @Test(
    "The server knows whether only this machine reaches it",
    arguments: [("127.0.0.1", true), ("127.3.2.1", true), ("0.0.0.0", false)])
  func knowsLoopback(address: String, isLoopback: Bool) throws {
    let server = try HTTPServer(address: address, port: 0, logger: .silent) { .text($0.remote) }
    #expect(server.isLoopback == isLoopback)
    #expect(server.port != 0)
  }

  @Test("The remote address is numeric")
  func tellsRemote() async throws {
    let server = try server { $0.get("/") { .text($0.remote) } }
    #expect(try await client.get(server.url() + "/").text == "127.0.0.1")
  }

  @Test("The client tells a wrong address from a silent server")
  func tellsErrors() async throws {
    let malformed = await #expect(throws: HTTPClientError.self) { try await client.get("nonsense") }
    #expect(malformed?.reason == .malformedURL)

    let port = try server { _ in }.port  // Gone again at once.
    let unreachable = await #expect(throws: HTTPClientError.self) {
      try await client.get("http://127.0.0.1:\(port)/")
    }
    #expect(unreachable?.reason == .unreachable)

    let release = DispatchSemaphore(value: 0)
    let silent = try server {
      $0.get("/") { _ in
        release.wait()
        return .text("")
      }
    }
    let hasty = HTTPClient(timeout: .seconds(1))
    let timedOut = await #expect(throws: HTTPClientError.self) {
      try await hasty.get(silent.url() + "/")
    }
    #expect(timedOut?.reason == .timedOut)
    release.signal()
  }

  @Test("The blocking client works from a thread that may block")
  func blocks() async throws {
    let server = try server { $0.get("/") { _ in .text("here") } }
    let client = client
    let url = server.url() + "/"
    #expect(await offPool { try? client.get(url).text } == "here")
  }

  @Test("Requests are counted by route, and unknown paths under one name")
  func counts() async throws {
    let metrics = Metrics()
    var router = Router(logger: .silent, metrics: metrics)
    router.get("/v1/{name}") { _ in .text("") }
    for target in ["/v1/a", "/v1/b", "/wp-login.php"] {
      _ = router.respond(to: try HTTPRequest(method: "GET", target: target))
    }
    let text = metrics.exposition()
    #expect(
      text.contains(
        #"scrutineer_http_requests_total{method="GET",route="/v1/{name}",status="200"} 2"#))
    #expect(
      text.contains(#"scrutineer_http_requests_total{method="GET",route="none",status="404"} 1"#))
  }

  private func expectProblem(_ response: HTTPClientResponse, _ code: String) throws {
    #expect(response.headers["Content-Type"] == "application/problem+json")
    let document = try JSONReader().read(response.body)
    #expect(document["type"]?.string == "about:blank")
    #expect(document["title"]?.string == HTTPResponse.reason(response.status))
    #expect(document["status"]?.integer == response.status)
    #expect(document["code"]?.string == code)
    #expect(document["detail"]?.string?.hasSuffix(".") == true)
  }
}

/// Runs what blocks on a thread outside the cooperative pool.
func offPool<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(returning: body()) }
  }
}
