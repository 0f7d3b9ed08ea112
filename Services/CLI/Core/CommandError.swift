private import HTTP
private import Kafka
import Runtime
private import SQLite

/// Why a command ends early: a sentence for a person, and the exit code.
struct CommandError: Error, ExitCoded, CustomStringConvertible {
  let exitCode: Int32
  let description: String

  init(_ exitCode: Int32, _ description: String) {
    self.exitCode = exitCode
    self.description = description
  }

  static func usage(_ sentence: String) -> CommandError { CommandError(ExitCode.usage, sentence) }
  static func data(_ sentence: String) -> CommandError {
    CommandError(ExitCode.dataError, sentence)
  }
  static func unavailable(_ sentence: String) -> CommandError {
    CommandError(ExitCode.unavailable, sentence)
  }
}

/// What `error` ends a command with.
func exitCode(of error: any Error) -> Int32 {
  switch error {
  case let error as KafkaError:
    // A property that librdkafka does not know is the caller's word, all else the cluster's.
    error.operation.hasPrefix("configure ") ? ExitCode.usage : ExitCode.unavailable
  case let error as SQLiteError where error.isOutside: ExitCode.unavailable
  case let error as HTTPClientError where error.reason == .malformedURL: ExitCode.usage
  default: ExitCode.of(error)
  }
}
