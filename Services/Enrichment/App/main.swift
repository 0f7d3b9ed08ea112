import EnrichmentCore
import Foundation
import Hosting
import Runtime

do {
  try serve(
    EnrichmentService.description, arguments: Array(CommandLine.arguments.dropFirst()),
    environment: ProcessInfo.processInfo.environment, print: { print($0) },
    make: EnrichmentService.parts)
} catch {
  exit(error, program: EnrichmentService.description.program)
}
