import AggregationCore
import Foundation
import Hosting
import Runtime

do {
  try serve(
    AggregationService.description, arguments: Array(CommandLine.arguments.dropFirst()),
    environment: ProcessInfo.processInfo.environment, print: { print($0) },
    make: AggregationService.parts)
} catch {
  exit(error, program: AggregationService.description.program)
}
