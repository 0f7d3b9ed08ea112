import EnrichmentCore
import Foundation
import HTTP
import Hosting
import Runtime

let description = ServiceDescription(
  name: "enrichment",
  about: "Settles whose a name is, and keeps those that nobody knows for a decision.",
  port: 8082, file: "enrichment.sqlite", migrations: ReviewQueue.migrations)

do {
  try serve(
    description, arguments: Array(CommandLine.arguments.dropFirst()),
    environment: ProcessInfo.processInfo.environment, print: { print($0) },
    make: { context in
      let names = try NamesAPI(state: context.databasePath)
      return ServiceParts(
        stage: EnrichmentStage(),
        addRoutes: { router, _ in names.addRoutes(to: &router) })
    })
} catch {
  exit(error, program: description.program)
}
