import Glibc

/// Ports of 127.0.0.1.
enum LocalPort {
  /// Whether something could listen there now.
  static func isFree(_ port: Int) -> Bool { listen(port) != nil }

  /// One that was free a moment ago.
  static func free() -> Int { listen(0) ?? 0 }

  /// Listens for a moment; gives the port, or `nil` when that is not possible.
  private static func listen(_ port: Int) -> Int? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) == 0 && Glibc.listen(descriptor, 1) == 0
          && getsockname(descriptor, pointer, &length) == 0
      }
    }
    return isListening ? Int(in_port_t(bigEndian: address.sin_port)) : nil
  }
}
