private import Foundation
private import Glibc
private import Synchronization

/// How a program ended and what it wrote.
package struct ProgramResult: Sendable {
  package let status: Int32
  package let output: String
  package let errors: String
}

/// A running program; killed when the object goes. Its standard input is empty.
///
/// Not Foundation's `Process`: that takes a program to be running while anything else on the machine
/// holds a descriptor that it inherited from us.
package final class RunningProgram: Sendable {
  private let process: pid_t
  private let ended = Mutex<Int32?>(nil)

  /// What it writes is appended to the two files.
  ///
  /// - Throws: `NeverHappened` when it cannot be started.
  package init(
    _ path: String, _ arguments: [String], environment: [String: String],
    input: String = "/dev/null", output: String = "/dev/null", errors: String = "/dev/null"
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, writing, 0o600)
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + settings { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, path, &actions, nil, words, settings)
    guard code == 0 else {
      throw NeverHappened(description: "\(path): \(String(cString: strerror(code)))")
    }
    self.process = process
  }

  deinit {
    guard status == nil else { return }
    kill(process, SIGKILL)
    _ = wait()
  }

  /// The exit code, or 128 and the signal; `nil` while it runs.
  package var status: Int32? { look(WNOHANG) }

  /// The most memory that it has held at a time, in bytes (proc(5), `VmHWM`); 0 once it has ended.
  package var largestMemory: Int {
    let lines = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let words = lines?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }?.split {
      $0 == " " || $0 == "\t"
    }
    return (words.flatMap { $0.dropFirst().first }.flatMap { Int($0) } ?? 0) * 1024
  }

  package func signal(_ number: Int32) { if status == nil { kill(process, number) } }

  /// Blocks until it ends; the exit code, or 128 and the signal.
  package func wait() -> Int32 { look(0) ?? -1 }

  private func look(_ options: Int32) -> Int32? {
    ended.withLock { ended in
      if let ended { return ended }
      var status: Int32 = 0
      var found = waitpid(process, &status, options)
      while found < 0, errno == EINTR { found = waitpid(process, &status, options) }
      guard found == process else { return nil }
      let signal = status & 0x7F
      ended = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
      return ended
    }
  }
}

/// Runs a program to its end, whatever it leaves behind (a broker, say). Blocks the thread.
package func runProgram(
  _ path: String, _ arguments: [String], environment: [String: String]
) throws -> ProgramResult {
  let folder = NSTemporaryDirectory() + "scrutineer-run-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { _ = try? FileManager.default.removeItem(atPath: folder) }
  let program = try RunningProgram(
    path, arguments, environment: environment, output: folder + "/out", errors: folder + "/err")
  let status = program.wait()
  return ProgramResult(
    status: status, output: try String(contentsOfFile: folder + "/out", encoding: .utf8),
    errors: try String(contentsOfFile: folder + "/err", encoding: .utf8))
}
