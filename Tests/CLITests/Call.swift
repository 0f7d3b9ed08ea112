import CLICore
import Dispatch

/// One call of the tool, with what it wrote.
struct Call: Sendable {
  let code: Int32
  let output: String
  let errors: String

  init(_ arguments: String..., environment: [String: String] = [:]) {
    self.init(arguments, environment)
  }

  /// The same on a thread that may block, as a command does that asks a service.
  static func blocking(
    _ arguments: String..., environment: [String: String] = [:]
  ) async -> Call {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: Call(arguments, environment)) }
    }
  }

  init(_ arguments: [String], _ environment: [String: String] = [:]) {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    let console = Console(output: { output += $0 }, errors: { errors += $0 })
    code = Tool.run(arguments: arguments, environment: environment, console: console)
    self.output = String(decoding: output, as: UTF8.self)
    self.errors = String(decoding: errors, as: UTF8.self)
  }
}
