import HTTP
import JSON
import Observability
import Testing

@testable import Runtime

@Suite("Health")
struct HealthTests {
  private let health = Health(service: "ingestion", expecting: ["kafka"])
  private let metrics = Metrics()

  private func get(_ path: String) throws -> HTTPResponse {
    var router = Router(logger: .silent)
    health.addRoutes(to: &router, metrics: metrics)
    return router.respond(to: try HTTPRequest(method: "GET", target: path))
  }

  @Test("Alive is said even when nothing is ready")
  func alive() throws {
    let response = try get("/healthz")
    #expect(response.status == 200)
    #expect(try JSONReader().read(response.body)["status"]?.string == "alive")
  }

  @Test("What is expected and has not reported is not ready")
  func expects() throws {
    #expect(try get("/readyz").status == 503)
    health.set("kafka", ready: true, detail: "Connected.")
    #expect(try get("/readyz").status == 200)
  }

  @Test("Each check is listed with what to do")
  func lists() throws {
    health.set("kafka", ready: true, detail: "Connected.")
    health.set("disk") { .init(false, "The disk is full.", remedy: "Make room.") }
    let response = try get("/readyz")
    #expect(response.status == 503)
    #expect(response.headers["Cache-Control"] == "no-store")
    let document = try JSONReader().read(response.body)
    #expect(document["status"]?.string == "not ready")
    let checks = document["checks"]?.array ?? []
    #expect(checks.map { $0["name"]?.string } == ["disk", "kafka"])
    #expect(checks.map { $0["ready"]?.bool } == [false, true])
    #expect(checks.first?["remedy"]?.string == "Make room.")
    #expect(checks.last?["remedy"]?.isNull == true)
  }

  @Test("Metrics show every check")
  func exposes() throws {
    let response = try get("/metrics")
    #expect(response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
    let text = String(decoding: response.body, as: UTF8.self)
    #expect(text.contains("scrutineer_ready{check=\"kafka\"} 0\n"))
  }
}
