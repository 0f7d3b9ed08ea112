import Glibc

/// Sends bytes as they are and reads to the end of the connection: for what a polite client would
/// never send.
struct Wire: ~Copyable {
  private let socket: Int32

  init(port: UInt16) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafeBytes(of: &address) { bytes in
      connect(
        socket, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
        socklen_t(bytes.count))
    }
    guard code == 0 else { throw WireError(code: errno) }
  }

  deinit { close(socket) }

  struct WireError: Error { let code: Int32 }

  func send(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  /// All that comes until the server closes.
  func receive() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  /// One request with `Connection: close`, and its whole answer.
  static func ask(_ port: UInt16, _ firstLine: String, _ headers: String = "") throws -> String {
    let wire = try Wire(port: port)
    wire.send("\(firstLine)\r\nHost: localhost\r\nConnection: close\r\n\(headers)\r\n")
    return wire.receive()
  }
}
