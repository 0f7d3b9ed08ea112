private import Glibc
private import HTTP

/// What a process tells its parent by ending (sysexits.h).
package enum ExitCode {
  package static let success: Int32 = 0
  /// A flag, a setting or an argument is wrong.
  package static let usage: Int32 = 64
  /// The input is no good.
  package static let dataError: Int32 = 65
  /// Something needed is not there: Kafka, a port, the disk, another service.
  package static let unavailable: Int32 = 69
  /// A fault of ours.
  package static let software: Int32 = 70

  /// What `error` ends a process with; 70 for one that does not say.
  package static func of(_ error: any Error) -> Int32 {
    switch error {
    case let error as any ExitCoded: error.exitCode
    case is HTTPServerError, is HTTPClientError: unavailable
    default: software
    }
  }
}

/// An error that knows the exit code of a process it ends.
package protocol ExitCoded: Error {
  var exitCode: Int32 { get }
}

/// Ends the process with the error's exit code, after one line on standard error:
/// `scrutineer-ingestion: sentence`.
package func exit(_ error: any Error, program: String) -> Never {
  let line = Array("\(program): \(error)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(ExitCode.of(error))
}
