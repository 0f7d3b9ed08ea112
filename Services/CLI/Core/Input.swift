import Foundation
import Glibc

/// Bytes that were named on the command line.
enum Input {
  static let standardInput = "-"

  /// All bytes of the file, or of standard input for `-`.
  ///
  /// - Throws: `CommandError`, 65, with the path when it cannot be read.
  static func read(_ path: String) throws(CommandError) -> [UInt8] {
    let descriptor = path == standardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .data("Cannot read \(name(path)): \(String(cString: strerror(errno))).")
    }
    defer { if path != standardInput { close(descriptor) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw .data("Cannot read \(name(path)): \(String(cString: strerror(errno))).")
      }
    }
  }

  /// The text of those bytes.
  ///
  /// - Throws: `CommandError`, 65, with the place of the first byte that is no UTF-8.
  static func text(_ bytes: [UInt8], from path: String) throws(CommandError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .data(
        "\(name(path)) is not UTF-8: the byte at offset \(firstFault(bytes)) fits nowhere. "
          + "Convert it first, for example with iconv.")
    }
    return text
  }

  /// What to call it in a sentence.
  static func name(_ path: String) -> String {
    path == standardInput ? "standard input" : TextTable.safe(path)
  }

  /// In lower case, without the dot; empty when there is none.
  static func fileExtension(_ path: String) -> String {
    URL(fileURLWithPath: path).pathExtension.lowercased()
  }

  private static func firstFault(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var source = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&source) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return offset
      }
    }
  }
}
