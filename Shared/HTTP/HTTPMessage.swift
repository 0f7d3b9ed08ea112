private import JSON

/// Header fields in the order in which they came; names compare without regard to case.
package struct HTTPHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  package struct Field: Sendable, Equatable {
    package let name: String
    package let value: String
  }

  package private(set) var fields: [Field] = []

  package init() {}

  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { add(name, value) }
  }

  /// Adds a field beside others of the same name.
  package mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// The values of all fields of that name, joined by a comma (RFC 9110, section 5.3); `nil` when
  /// there is none. Setting replaces them all, `nil` removes them.
  package subscript(name: String) -> String? {
    get {
      let wanted = name.lowercased()
      let values = fields.filter { $0.name.lowercased() == wanted }.map(\.value)
      return values.isEmpty ? nil : values.joined(separator: ", ")
    }
    set {
      let wanted = name.lowercased()
      fields.removeAll { $0.name.lowercased() == wanted }
      if let newValue { add(name, newValue) }
    }
  }
}

/// A request whose body has arrived whole.
package struct HTTPRequest: Sendable {
  /// Upper case, as in `GET`.
  package var method: String
  /// Percent-decoded one by one, so a segment may hold a `/`; empty for the root.
  package var segments: [String]
  /// Percent-decoded, in the order of the query.
  package var queryItems: [(name: String, value: String)]
  package var headers: HTTPHeaders
  package var body: [UInt8]
  /// The client's numeric address; empty when it is not known.
  package var remote: String
  /// What stands for the `{name}` segments of the route; filled in by `Router`.
  package var parameters: [String: String] = [:]

  /// `target` is an origin-form request target (RFC 9112, section 3.2.1): `/path?query`.
  ///
  /// - Throws: `HTTPProblem` with status 400 for a target that cannot be decoded.
  package init(
    method: String, target: String, headers: HTTPHeaders = [:], body: [UInt8] = [],
    remote: String = ""
  ) throws(HTTPProblem) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard target.utf8.first == UInt8(ascii: "/"), let path = parts.first else {
      throw HTTPProblem(
        400, "malformed-target", "The request target must be a path that begins with a slash.")
    }
    self.method = method
    self.headers = headers
    self.body = body
    self.remote = remote
    segments = []
    if path != "/" {
      for segment in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
        segments.append(try Self.decoded(segment, "path", plusIsBlank: false))
      }
    }
    queryItems = []
    for item in parts.dropFirst().first?.split(separator: "&") ?? [] {
      let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      queryItems.append(
        (
          try Self.decoded(pair[0], "query", plusIsBlank: true),
          try Self.decoded(pair.count > 1 ? pair[1] : "", "query", plusIsBlank: true)
        ))
    }
  }

  /// `/` and the decoded segments; for people and logs, since it cannot tell a slash in a segment.
  package var path: String { "/" + segments.joined(separator: "/") }

  /// The first query item of that name; empty when it stands there without a value.
  package func query(_ name: String) -> String? {
    queryItems.first { $0.name == name }?.value
  }

  private static func decoded(
    _ text: Substring, _ place: String, plusIsBlank: Bool
  ) throws(HTTPProblem) -> String {
    func problem() -> HTTPProblem {
      HTTPProblem(
        400, "malformed-escape",
        "The \(place) part \"\(text)\" is not UTF-8 written with %XX escapes.")
    }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexadecimal),
          let low = rest.popFirst().flatMap(hexadecimal), high | low != 0
        else { throw problem() }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsBlank: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else { throw problem() }
    return decoded
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

/// An answer, whole. Content-Length, Date and the connection's headers are the server's.
package struct HTTPResponse: Sendable {
  package var status: Int
  package var headers: HTTPHeaders
  package var body: [UInt8]

  package init(status: Int = 200, headers: HTTPHeaders = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// `bytes` is a JSON document.
  package static func json(_ bytes: [UInt8], status: Int = 200) -> HTTPResponse {
    HTTPResponse(status: status, headers: ["Content-Type": "application/json"], body: bytes)
  }

  package static func text(
    _ text: String, status: Int = 200, contentType: String = "text/plain; charset=utf-8"
  ) -> HTTPResponse {
    HTTPResponse(status: status, headers: ["Content-Type": contentType], body: Array(text.utf8))
  }

  /// Problem details (RFC 9457); `code` is stable and for programs, `detail` a sentence for people.
  package static func problem(
    _ status: Int, _ code: String, _ detail: String, title: String? = nil
  ) -> HTTPResponse {
    HTTPProblem(status, code, detail, title: title).response
  }

  /// The usual phrase for a status; "Status 299" for one without.
  package static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    case 507: "Insufficient Storage"
    default: "Status \(status)"
    }
  }
}

/// What a handler throws to refuse a request; `Router` turns it into its response.
package struct HTTPProblem: Error, Equatable, CustomStringConvertible {
  package let status: Int
  /// Stable, for programs.
  package let code: String
  package let title: String
  /// A sentence: what is wrong, and what may help.
  package let detail: String
  /// Sent beside the content type, for example `Allow`.
  package var headers: HTTPHeaders = [:]

  /// `title` is the usual phrase of the status when it is `nil`.
  package init(_ status: Int, _ code: String, _ detail: String, title: String? = nil) {
    self.status = status
    self.code = code
    self.title = title ?? HTTPResponse.reason(status)
    self.detail = detail
  }

  package var description: String { "\(status) \(code): \(detail)" }

  /// `type` is `about:blank`, as RFC 9457 has it where `title` and `code` say everything.
  package var response: HTTPResponse {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("type", "about:blank")
      writer.member("title", title)
      writer.member("status", status)
      writer.member("detail", detail)
      writer.member("code", code)
    }
    var response = HTTPResponse(status: status, headers: headers, body: writer.bytes)
    response.headers["Content-Type"] = "application/problem+json"
    return response
  }
}
