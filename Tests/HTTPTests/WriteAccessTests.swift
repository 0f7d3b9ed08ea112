import HTTP
import Testing

@Suite("Write access")
struct WriteAccessTests {
  private func status(
    token: String?, isLoopback: Bool, _ headers: HTTPHeaders
  ) throws -> Int {
    let request = try HTTPRequest(method: "POST", target: "/", headers: headers)
    do throws(HTTPProblem) {
      try WriteAccess(token: token, isLoopback: isLoopback).check(request)
      return 200
    } catch { return error.status }
  }

  @Test(
    "With a token, exactly that token writes",
    arguments: [
      ("Bearer open-sesame", 200), ("bearer open-sesame", 200), ("Bearer open-sesam", 401),
      ("Bearer open-sesameopen-sesame", 401), ("Bearer ", 401), ("Basic open-sesame", 401),
      ("", 401),
    ])
  func checksTokens(header: String, expected: Int) throws {
    for isLoopback in [true, false] {
      let headers: HTTPHeaders = ["Authorization": header, "Host": "example.org"]
      #expect(try status(token: "open-sesame", isLoopback: isLoopback, headers) == expected)
    }
  }

  @Test("An empty token opens nothing")
  func refusesEmptyTokens() throws {
    #expect(try status(token: "", isLoopback: true, ["Authorization": "Bearer x"]) == 401)
  }

  @Test("Without a token nobody writes from another machine")
  func closesWithoutToken() throws {
    #expect(try status(token: nil, isLoopback: false, ["Host": "localhost"]) == 403)
  }

  @Test(
    "On loopback, a page of another site cannot write",
    arguments: [
      ("localhost:8081", nil, 200), ("127.0.0.1:8081", nil, 200), ("[::1]:8081", nil, 200),
      ("localhost:8081", "http://localhost:8081", 200),
      ("localhost:8081", "https://evil.example", 403), ("localhost:8081", "null", 403),
      ("evil.example:8081", nil, 403), ("127.0.0.1.evil.example", nil, 403), ("", nil, 403),
    ] as [(String, String?, Int)])
  func refusesOtherSites(host: String, origin: String?, expected: Int) throws {
    var headers: HTTPHeaders = ["Host": host]
    headers["Origin"] = origin
    #expect(try status(token: nil, isLoopback: true, headers) == expected)
  }
}
