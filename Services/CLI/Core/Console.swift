private import Glibc

/// Where a command writes. Used by one thread.
package final class Console {
  /// Whether standard output is a terminal; colour goes nowhere else.
  package let isTerminal: Bool
  /// Whether standard error is one; progress goes nowhere else.
  package let showsProgress: Bool
  private let output: ([UInt8]) -> Void
  private let errors: ([UInt8]) -> Void
  private var pending: [UInt8] = []
  private var hasProgress = false

  package init(
    isTerminal: Bool = false, showsProgress: Bool = false,
    output: @escaping ([UInt8]) -> Void, errors: @escaping ([UInt8]) -> Void
  ) {
    self.isTerminal = isTerminal
    self.showsProgress = showsProgress
    self.output = output
    self.errors = errors
  }

  /// The process's own streams. `NO_COLOR` and `TERM=dumb` are honoured (no-color.org).
  package static func standard(environment: [String: String]) -> Console {
    let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    return Console(
      isTerminal: isatty(STDOUT_FILENO) == 1 && !isPlain,
      showsProgress: isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb",
      output: { Self.write($0, STDOUT_FILENO) }, errors: { Self.write($0, STDERR_FILENO) })
  }

  /// Writes a line, which may stay in a buffer until `flush`.
  package func line(_ text: String = "") {
    pending.append(contentsOf: text.utf8)
    endLine()
  }

  /// Writes bytes that are text already, and ends the line.
  package func line(_ bytes: [UInt8]) {
    pending.append(contentsOf: bytes)
    endLine()
  }

  /// Writes bytes as they are.
  package func write(_ bytes: [UInt8]) {
    pending.append(contentsOf: bytes)
    flush()
  }

  private func endLine() {
    pending.append(UInt8(ascii: "\n"))
    if isTerminal || pending.count >= 1 << 16 { flush() }
  }

  package func flush() {
    guard !pending.isEmpty else { return }
    clearProgress()
    output(pending)
    pending.removeAll(keepingCapacity: true)
  }

  /// Writes a line to standard error.
  package func note(_ text: String) {
    flush()
    clearProgress()
    errors(Array((text + "\n").utf8))
  }

  /// Shows how far things are, in one line that the next one replaces; on a terminal only.
  package func progress(_ text: String) {
    guard showsProgress else { return }
    errors(Array("\r\u{1B}[K\(text)".utf8))
    hasProgress = true
  }

  package func clearProgress() {
    guard hasProgress else { return }
    errors(Array("\r\u{1B}[K".utf8))
    hasProgress = false
  }

  enum Style: Int {
    case bold = 1
    case dim = 2
    case red = 31
    case green = 32
    case yellow = 33
  }

  /// The text in a style, on a terminal; elsewhere as it is.
  func styled(_ text: String, _ style: Style) -> String {
    isTerminal ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  private static func write(_ bytes: [UInt8], _ descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return  // Whoever read this has gone.
      }
    }
  }
}
