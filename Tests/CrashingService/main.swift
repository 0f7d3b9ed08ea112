import Foundation
import Kafka
import Observability
import Pipeline
import Records
import SQLite

// A service that dies of some records: of "crash…" by a trap, of "hang…" by never ending. For tests of
// what the pipeline makes of that.
//
// usage: crashing-service BROKER STATE-FILE

struct Fragile: Stage {
  let group = Group.ingestion

  func take(
    _ input: Input, in transaction: borrowing Transaction, to outputs: inout Outputs
  ) throws {
    let text = String(decoding: input.value, as: UTF8.self)
    if text.hasPrefix("crash") { fatalError("as the record says") }
    while text.hasPrefix("hang") { usleep(1000) }
    outputs.add(
      .statements, key: text, type: .statement, id: text, origin: input.origin,
      value: Array(text.utf8))
  }

  func finish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws {}
  func abandon() {}
  func republish(in transaction: borrowing Transaction, to outputs: inout Outputs) throws {}
}

let arguments = CommandLine.arguments
let database = try Database(path: arguments[2])
try database.migrate([Positions.schema + Positions.setAsideSchema])
var limits = PipelineLimits()
limits.batchDuration = .milliseconds(700)
try Pipeline(
  Fragile(), database: database,
  configuration: ClientConfiguration(
    bootstrap: arguments[1],
    properties: ["session.timeout.ms": "4000", "heartbeat.interval.ms": "1000"]),
  limits: limits, logger: .silent, metrics: Metrics()
).run { false }
