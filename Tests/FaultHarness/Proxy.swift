import Foundation
import Glibc
import Synchronization

/// A line of TCP to a port of this machine that can be cut and mended.
final class Proxy: Sendable {
  let port: Int
  private let target: Int
  private let listener: Int32
  private let state = Mutex((isCut: false, open: Set<Int32>()))

  init(to target: Int) throws {
    self.target = target
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0, let port = Self.bind(listener) else {
      throw HarnessError("cannot listen: \(String(cString: strerror(errno)))")
    }
    self.port = port
    Thread.detachNewThread { [self] in accept() }
  }

  /// Ends all connections and lets none in until `mend`.
  func cut() {
    state.withLock { state in
      state.isCut = true
      for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
  }

  func mend() { state.withLock { $0.isCut = false } }

  func stop() {
    cut()
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func accept() {
    while true {
      let client = Glibc.accept(listener, nil, nil)
      guard client >= 0 else {
        if errno == EINTR { continue }
        close(listener)
        return
      }
      let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      let isConnected = !state.withLock { $0.isCut } && Self.connect(server, target)
      guard isConnected else {
        close(client)
        close(server)
        continue
      }
      state.withLock { _ = ($0.open.insert(client), $0.open.insert(server)) }
      // Each direction ends the other; the last one to end closes both.
      let ends = Ends(client: client, server: server)
      Thread.detachNewThread { [self] in copy(client, server, ends) }
      Thread.detachNewThread { [self] in copy(server, client, ends) }
    }
  }

  private final class Ends: Sendable {
    let client: Int32
    let server: Int32
    let left = Atomic(2)
    init(client: Int32, server: Int32) {
      self.client = client
      self.server = server
    }
  }

  private func copy(_ from: Int32, _ to: Int32, _ ends: Ends) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    reading: while true {
      let count = read(from, &buffer, buffer.count)
      guard count > 0 else { break }
      var written = 0
      while written < count {
        let step = buffer.withUnsafeBytes {
          send(to, $0.baseAddress! + written, count - written, Int32(MSG_NOSIGNAL))
        }
        guard step > 0 else { break reading }
        written += step
      }
    }
    shutdown(from, Int32(SHUT_RDWR))
    shutdown(to, Int32(SHUT_RDWR))
    guard ends.left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return }
    state.withLock { _ = ($0.open.remove(ends.client), $0.open.remove(ends.server)) }
    close(ends.client)
    close(ends.server)
  }

  private static func address(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func bind(_ descriptor: Int32) -> Int? {
    var address = address(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        Glibc.bind(descriptor, pointer, length) == 0 && listen(descriptor, 128) == 0
          && getsockname(descriptor, pointer, &length) == 0
      }
    }
    return isListening ? Int(in_port_t(bigEndian: address.sin_port)) : nil
  }

  private static func connect(_ descriptor: Int32, _ port: Int) -> Bool {
    var address = address(port)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
