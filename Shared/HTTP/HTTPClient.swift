private import Concurrency
private import Dispatch
private import Foundation
private import FoundationNetworking

/// Why a request got no answer at all; an answer of any status is no error.
package struct HTTPClientError: Error, CustomStringConvertible {
  package enum Reason: Sendable, Equatable {
    case malformedURL
    /// Nobody listens there, or the name is not known.
    case unreachable
    case timedOut
    /// The connection broke, or what came was no HTTP.
    case broken
  }

  package let reason: Reason
  /// A sentence with the URL and what may help.
  package let description: String
}

/// What a server answered.
package struct HTTPClientResponse: Sendable {
  package let status: Int
  package let headers: HTTPHeaders
  package let body: [UInt8]

  /// The body as text.
  package var text: String { String(decoding: body, as: UTF8.self) }
}

/// Asks other services, one request at a time.
///
/// Each call exists twice: `async`, and for threads that may block.
package struct HTTPClient: Sendable {
  /// How long the server may stay silent; whole seconds count.
  package var timeout: Duration
  /// Sent as `Authorization: Bearer`; `nil` sends none.
  package var token: String?

  package init(timeout: Duration = .seconds(10), token: String? = nil) {
    self.timeout = timeout
    self.token = token
  }

  package func get(
    _ url: String, headers: HTTPHeaders = [:]
  ) async throws(HTTPClientError) -> HTTPClientResponse {
    try await send("GET", url, headers: headers)
  }

  package func get(
    _ url: String, headers: HTTPHeaders = [:]
  ) throws(HTTPClientError) -> HTTPClientResponse {
    try send("GET", url, headers: headers)
  }

  package func post(
    _ url: String, contentType: String, body: [UInt8], headers: HTTPHeaders = [:]
  ) async throws(HTTPClientError) -> HTTPClientResponse {
    try await send("POST", url, contentType: contentType, headers: headers, body: body)
  }

  package func post(
    _ url: String, contentType: String, body: [UInt8], headers: HTTPHeaders = [:]
  ) throws(HTTPClientError) -> HTTPClientResponse {
    try send("POST", url, contentType: contentType, headers: headers, body: body)
  }

  /// Blocks until the answer is there; not for the cooperative pool.
  package func send(
    _ method: String, _ url: String, contentType: String? = nil, headers: HTTPHeaders = [:],
    body: [UInt8] = []
  ) throws(HTTPClientError) -> HTTPClientResponse {
    do {
      return try blockingWait {
        try await send(method, url, contentType: contentType, headers: headers, body: body)
      }
    } catch let error as HTTPClientError {
      throw error
    } catch {
      throw HTTPClientError(reason: .broken, description: "\(method) \(url): \(error)")
    }
  }

  package func send(
    _ method: String, _ url: String, contentType: String? = nil, headers: HTTPHeaders = [:],
    body: [UInt8] = []
  ) async throws(HTTPClientError) -> HTTPClientResponse {
    guard let target = URL(string: url), target.host != nil,
      ["http", "https"].contains(target.scheme)
    else {
      throw HTTPClientError(
        reason: .malformedURL, description: "\(url) is no http:// address with a host.")
    }
    var request = URLRequest(url: target)
    // Set here because the initializer's timeout is ignored on Linux, and rounded up because its
    // fraction is cut off there.
    request.timeoutInterval = max(1, (timeout / .seconds(1)).rounded(.up))
    request.httpMethod = method
    request.httpBody = body.isEmpty ? nil : Data(body)
    if let contentType { request.setValue(contentType, forHTTPHeaderField: "Content-Type") }
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    for field in headers.fields { request.addValue(field.value, forHTTPHeaderField: field.name) }
    do {
      let (data, response) = try await Self.session.data(for: request)
      guard let response = response as? HTTPURLResponse else {
        throw HTTPClientError(reason: .broken, description: "\(url) did not answer in HTTP.")
      }
      var fields = HTTPHeaders()
      for (name, value) in response.allHeaderFields { fields.add("\(name)", "\(value)") }
      return HTTPClientResponse(
        status: response.statusCode, headers: fields, body: [UInt8](data))
    } catch let error as HTTPClientError {
      throw error
    } catch {
      throw Self.error(url, error, timeout)
    }
  }

  private static func error(_ url: String, _ error: any Error, _ timeout: Duration)
    -> HTTPClientError
  {
    switch (error as? URLError)?.code {
    case .timedOut?:
      HTTPClientError(
        reason: .timedOut, description: "\(url) did not answer within \(timeout).")
    case .cannotConnectToHost?, .cannotFindHost?, .dnsLookupFailed?:
      HTTPClientError(
        reason: .unreachable,
        description: "Nobody answers at \(url). Is the service running, and is the port right?")
    default:
      HTTPClientError(
        reason: .broken,
        description: "The connection to \(url) failed: \(error.localizedDescription)")
    }
  }

  /// Without cookies and cache: two equal requests are two requests.
  private static let session: URLSession = {
    let settings = URLSessionConfiguration.ephemeral
    settings.urlCache = nil
    settings.httpShouldSetCookies = false
    settings.httpMaximumConnectionsPerHost = 64
    return URLSession(configuration: settings)
  }()
}
