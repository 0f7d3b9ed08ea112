private import Foundation

/// Why a state file cannot be used.
package struct DataDirectoryError: Error, ExitCoded, CustomStringConvertible {
  /// A sentence with the path and what may help.
  package let description: String
  package var exitCode: Int32 { ExitCode.unavailable }
}

/// The directory of a service's state, there and writable.
package struct DataDirectory: Sendable {
  /// As it was given.
  package let path: String

  /// Makes the directory, and those above it, when it is missing.
  ///
  /// - Throws: `DataDirectoryError` when it cannot be made or written to.
  package init(_ path: String) throws(DataDirectoryError) {
    self.path = path
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw DataDirectoryError(
        description: "Cannot make the data directory \(path): \(error.localizedDescription)")
    }
    if let reason = writeProblem {
      throw DataDirectoryError(
        description: "Cannot write to the data directory \(path): \(reason). "
          + "Give this user the right to, make room, or set another one with data.")
    }
  }

  /// The path of a file in it.
  package func file(_ name: String) -> String { path + "/" + name }

  /// Why nothing can be written right now, found by writing; `nil` when it can.
  package var writeProblem: String? {
    var template = Array(file(".write-check-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return systemError(errno) }
    var byte: UInt8 = 0
    let code = write(descriptor, &byte, 1) == 1 ? 0 : errno
    close(descriptor)
    unlink(template)
    return code == 0 ? nil : systemError(code)
  }

  /// A name for the instance of a service that has its state here: made up at the first call, the
  /// same ever after. Called by one process at a time, the one that has the state file's lock.
  ///
  /// - Throws: `DataDirectoryError` when it can be neither read nor written.
  package func instance(of service: String) throws(DataDirectoryError) -> String {
    let path = file("\(service).instance")
    let known = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let name = known.trimmingCharacters(in: .whitespacesAndNewlines)
    if !name.isEmpty { return name }
    let made = "\(service)-\(UUID().uuidString.prefix(8).lowercased())"
    do {
      try Data((made + "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw DataDirectoryError(description: "Cannot write \(path): \(error.localizedDescription)")
    }
    return made
  }

  /// Takes the state file `name` for this process, until the lock goes. The lock is on a file beside
  /// it, which stays.
  ///
  /// - Throws: `DataDirectoryError` when another process has it, with that one's id.
  package func lock(_ name: String) throws(DataDirectoryError) -> StateLock {
    try StateLock(file(name))
  }
}

/// The exclusive use of one state file; ends with this object or, whatever happens, with the process.
package final class StateLock: Sendable {
  private let descriptor: Int32

  fileprivate init(_ path: String) throws(DataDirectoryError) {
    let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw DataDirectoryError(
        description: "Cannot open \(path).lock: \(systemError(errno)).")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = max(0, read(descriptor, &bytes, bytes.count))
      close(descriptor)
      guard code == EWOULDBLOCK else {
        throw DataDirectoryError(description: "Cannot lock \(path).lock: \(systemError(code)).")
      }
      let holder = Int(String(decoding: bytes[..<count], as: UTF8.self).prefix { $0.isNumber })
      throw DataDirectoryError(
        description: "\(path) is in use by \(holder.map { "process \($0)" } ?? "another process"). "
          + "Stop it, or set another directory with data.")
    }
    let identity = Array("\(getpid())\n".utf8)
    ftruncate(descriptor, 0)
    _ = pwrite(descriptor, identity, identity.count, 0)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}

func systemError(_ code: Int32) -> String { String(cString: strerror(code)) }
