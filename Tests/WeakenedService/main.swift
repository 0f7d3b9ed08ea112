import AggregationCore
import EnrichmentCore
import Foundation
import Hosting
import IngestionCore
import Pipeline
import Runtime

// A service that goes without one of its safeguards, for the fault harness to show that it notices.

let environment = ProcessInfo.processInfo.environment
let arguments = Array(CommandLine.arguments.dropFirst())
let left: Safeguards
switch environment["WEAKENED_WITHOUT"] {
case "lineage": left = .all.subtracting(.lineage)
case "positions-with-state": left = .all.subtracting(.positionsWithState)
case "commit-after-acknowledgement": left = .all.subtracting(.commitAfterAcknowledgement)
default: fatalError("WEAKENED_WITHOUT names no safeguard")
}

do {
  switch environment["WEAKENED_PART"] {
  case "ingestion":
    try serve(
      IngestionService.description, arguments: arguments, environment: environment,
      safeguards: left, print: { print($0) }, make: IngestionService.parts)
  case "enrichment":
    try serve(
      EnrichmentService.description, arguments: arguments, environment: environment,
      safeguards: left, print: { print($0) }, make: EnrichmentService.parts)
  default:
    try serve(
      AggregationService.description, arguments: arguments, environment: environment,
      safeguards: left, print: { print($0) }, make: AggregationService.parts)
  }
} catch {
  exit(error, program: "weakened-service")
}
