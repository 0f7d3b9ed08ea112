import Foundation
import Hosting
import IngestionCore
import Runtime

do {
  try serve(
    IngestionService.description, arguments: Array(CommandLine.arguments.dropFirst()),
    environment: ProcessInfo.processInfo.environment, print: { print($0) },
    make: IngestionService.parts)
} catch {
  exit(error, program: IngestionService.description.program)
}
