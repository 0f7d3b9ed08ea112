import CLICore
import Foundation

let environment = ProcessInfo.processInfo.environment
exit(
  Tool.run(
    arguments: Array(CommandLine.arguments.dropFirst()), environment: environment,
    console: .standard(environment: environment)))
