import Foundation
import Glibc

/// A program that runs beside this one and ends with it: its standard input is a pipe of ours.
///
/// It has a process group of its own, so that Ctrl-C reaches only us.
final class ChildProcess {
  let name: String
  /// What it writes, appended.
  let logPath: String
  private let executable: String
  private let arguments: [String]
  private let environment: [String: String]
  private var pid: pid_t?
  private var input: Int32 = -1

  init(
    name: String, executable: String, arguments: [String], environment: [String: String],
    logPath: String
  ) {
    self.name = name
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.logPath = logPath
  }

  deinit { if input >= 0 { close(input) } }

  var isRunning: Bool { pid != nil }

  /// - Throws: `CommandError`, 69, when it cannot be started.
  func start() throws(CommandError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw failure(errno) }
    for descriptor in ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, logPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var ignored = sigset_t()
    sigemptyset(&ignored)
    sigaddset(&ignored, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF))
    let words = ([executable] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, executable, &actions, &attributes, words, variables)
    guard code == 0 else {
      close(ends[1])
      throw failure(code)
    }
    if input >= 0 { close(input) }
    input = ends[1]
    pid = child
  }

  /// How it ended, once after its end: `with exit code 69`, `by signal 9`; `nil` while it runs.
  func ended() -> (code: Int32?, description: String)? {
    guard let child = pid else { return nil }
    var status: Int32 = 0
    guard waitpid(child, &status, WNOHANG) == child else { return nil }
    pid = nil
    let signal = status & 0x7F
    if signal == 0 {
      let code = (status >> 8) & 0xFF
      return (code, "with exit code \(code)")
    }
    return (nil, "by signal \(signal)")
  }

  /// Asks it to end in order.
  func terminate() { if let pid { kill(pid, SIGTERM) } }

  /// Ends it at once.
  func kill() { if let pid { kill(pid, SIGKILL) } }

  /// The last line that it wrote; empty when there is none.
  var lastLogLine: String {
    guard let file = FileHandle(forReadingAtPath: logPath), let end = try? file.seekToEnd() else {
      return ""
    }
    try? file.seek(toOffset: end > 4096 ? end - 4096 : 0)
    let tail = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
    return tail.split(separator: "\n").last.map(String.init) ?? ""
  }

  private func kill(_ child: pid_t, _ signal: Int32) { _ = Glibc.kill(child, signal) }

  private func failure(_ code: Int32) -> CommandError {
    .unavailable("Cannot start \(executable): \(String(cString: strerror(code))).")
  }
}
