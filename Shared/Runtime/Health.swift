package import HTTP
private import JSON
package import Observability
private import Synchronization

/// Whether a service can do its work, as one answer made of named checks.
package final class Health: Sendable {
  package struct Check: Sendable, Equatable {
    package var isReady: Bool
    /// A sentence on how it stands.
    package var detail: String
    /// A sentence on what a person can do; `nil` when nothing is to be done.
    package var remedy: String?

    package init(_ isReady: Bool, _ detail: String, remedy: String? = nil) {
      self.isReady = isReady
      self.detail = detail
      self.remedy = remedy
    }
  }

  private let service: String
  private let checks: Mutex<[String: @Sendable () -> Check]>

  /// `expecting` names checks that are not ready until they are first set.
  package init(service: String, expecting: [String] = []) {
    self.service = service
    var checks: [String: @Sendable () -> Check] = [:]
    for name in expecting {
      checks[name] = { Check(false, "Not yet known: the service is starting.") }
    }
    self.checks = Mutex(checks)
  }

  package func set(_ name: String, ready: Bool, detail: String, remedy: String? = nil) {
    set(name) { Check(ready, detail, remedy: remedy) }
  }

  /// `check` runs at each question, on the thread of the request.
  package func set(_ name: String, _ check: @escaping @Sendable () -> Check) {
    checks.withLock { $0[name] = check }
  }

  /// Every check as it stands now, in the order of the names.
  package var report: [(name: String, check: Check)] {
    let checks = checks.withLock { $0 }
    return checks.sorted { $0.key < $1.key }.map { ($0.key, $0.value()) }
  }

  package var isReady: Bool { report.allSatisfy(\.check.isReady) }

  /// Adds `/healthz` (200 while the process answers), `/readyz` (200 or 503, with every check) and
  /// `/metrics`.
  package func addRoutes(to router: inout Router, metrics: Metrics) {
    let service = service
    router.get("/healthz") { _ in
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("status", "alive")
        writer.member("service", service)
      }
      return Self.fresh(.json(writer.bytes))
    }
    router.get("/readyz") { [self] _ in Self.fresh(readiness()) }
    router.get("/metrics") { [self] _ in
      let report = report
      for (name, check) in report {
        metrics.gauge(
          "ready", help: "Whether a readiness check passes, 1 or 0.", labels: ["check": name]
        ).set(check.isReady ? 1 : 0)
      }
      return Self.fresh(.text(metrics.exposition(), contentType: Metrics.contentType))
    }
  }

  private func readiness() -> HTTPResponse {
    let report = report
    let isReady = report.allSatisfy(\.check.isReady)
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("status", isReady ? "ready" : "not ready")
      writer.member("service", service)
      writer.name("checks")
      writer.array { writer in
        for (name, check) in report {
          writer.object { writer in
            writer.member("name", name)
            writer.member("ready", check.isReady)
            writer.member("detail", check.detail)
            writer.member("remedy", check.remedy)
          }
        }
      }
    }
    return .json(writer.bytes, status: isReady ? 200 : 503)
  }

  private static func fresh(_ response: HTTPResponse) -> HTTPResponse {
    var response = response
    response.headers["Cache-Control"] = "no-store"
    return response
  }
}
