import Foundation
import HTTP
import JSON
import Records
import Runtime

/// The aggregation service as the commands see it.
struct CountsService {
  private let base: String
  private let client = HTTPClient(timeout: .seconds(10))

  init(url: String) { base = url.hasSuffix("/") ? String(url.dropLast()) : url }

  /// The keys of all elections, or just the one that was asked for.
  func elections(_ wanted: String?) throws -> [String] {
    if let wanted {
      guard ElectionKey(wanted) != nil else {
        throw CommandError.usage(
          "\"\(TextTable.safe(wanted))\" is no election; one is named like kz-2021-parliamentary.")
      }
      return [wanted]
    }
    let list = try get("/v1/elections")["elections"]?.array ?? []
    return list.compactMap { $0["election"]?.string ?? $0.string }
  }

  /// Records of `observers.counts` as they stand.
  func counts(_ election: String, by: String? = nil) throws -> [JSONValue] {
    let query = by.map { "?by=\($0)" } ?? ""
    return try get("/v1/elections/\(Self.escaped(election))/counts\(query)")["counts"]?.array ?? []
  }

  func findings(_ election: String, closed: Bool = false) throws -> [JSONValue] {
    let query = closed ? "?closed=true" : ""
    let path = "/v1/elections/\(Self.escaped(election))/findings\(query)"
    return try get(path)["findings"]?.array ?? []
  }

  private func get(_ path: String) throws -> JSONValue {
    let response: HTTPClientResponse
    do {
      response = try client.get(base + path)
    } catch {
      guard error.reason == .unreachable else { throw error }
      throw CommandError.unavailable(
        "Nobody answers at \(TextTable.safe(base)). Is \"scrutineer up\" running? Another address "
          + "is set with --url or SCRUTINEER_URL.")
    }
    guard response.status == 200 else {
      let problem = try? JSONReader().read(response.body)
      let detail = problem?["detail"]?.string ?? problem?["title"]?.string
      let code = response.status == 404 ? ExitCode.dataError : ExitCode.unavailable
      throw CommandError(
        code,
        detail.map(TextTable.safe) ?? "\(TextTable.safe(base + path)) answered \(response.status).")
    }
    do {
      return try JSONReader().read(response.body)
    } catch {
      throw CommandError.unavailable(
        "What answers at \(TextTable.safe(base)) is no aggregation service: \(error).")
    }
  }

  private static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-", "_", "."])) ?? text
  }
}
