/// Decides who may change something over HTTP.
///
/// With a token, whoever shows it as `Authorization: Bearer`. Without one, loopback alone, and there
/// only what does not come from another site's page in a browser on this machine: a page can send
/// requests to loopback, but not without its `Origin`, and not under a name of our own.
package struct WriteAccess: Sendable {
  private let token: [UInt8]?
  private let isLoopback: Bool

  /// `isLoopback` is the server's.
  package init(token: String?, isLoopback: Bool) {
    self.token = token.map { Array($0.utf8) }
    self.isLoopback = isLoopback
  }

  /// - Throws: `HTTPProblem`, 401 or 403, for a request that may not write.
  package func check(_ request: HTTPRequest) throws(HTTPProblem) {
    if let token {
      let parts = (request.headers["Authorization"] ?? "").split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "bearer",
        Self.isSame(Array(parts[1].utf8), token)
      else {
        var problem = HTTPProblem(
          401, "token-required",
          "Writing needs the header \"Authorization: Bearer\" with the token of this installation.")
        problem.headers = ["WWW-Authenticate": "Bearer"]
        throw problem
      }
      return
    }
    guard isLoopback else {
      throw HTTPProblem(
        403, "writing-closed",
        "This service can be reached from other machines and has no token, so it takes no writes; "
          + "start it with token-file.")
    }
    let host = request.headers["Host"] ?? ""
    guard Self.isLoopback(host: host) else {
      throw HTTPProblem(
        403, "foreign-host", "Without a token, writes are taken for localhost alone.")
    }
    if let origin = request.headers["Origin"], origin.lowercased() != "http://\(host.lowercased())"
    {
      throw HTTPProblem(
        403, "foreign-origin", "Without a token, a page of another site may not write here.")
    }
  }

  /// Whether a `Host` header names this machine itself, with or without a port.
  private static func isLoopback(host: String) -> Bool {
    if host.hasPrefix("[") { return host == "[::1]" || host.hasPrefix("[::1]:") }
    let name = host.split(separator: ":", maxSplits: 1).first.map(String.init) ?? ""
    if name.lowercased() == "localhost" { return true }
    let numbers = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }

  /// Takes as long for any `given` of one length, so that time does not tell how much was right.
  private static func isSame(_ given: [UInt8], _ token: [UInt8]) -> Bool {
    guard !token.isEmpty else { return false }
    var difference: UInt8 = given.count == token.count ? 0 : 1
    for (place, byte) in given.enumerated() { difference |= byte ^ token[place % token.count] }
    return difference == 0
  }
}
