import BrokerSockets
import Foundation
import Kafka
import Observability
import Records
import Runtime

let program = "scrutineer-broker"
let partitions = Setting(
  "partitions", .integer(1...1000), default: "6", help: "Partitions of each of the topics")
let port = Setting.port.defaulting(to: "9092")
let addressFile = Setting(
  "address-file", .path, help: "File that gets the address, once clients can connect")
let settings = Settings.orExit(
  program: program,
  about: "The embedded broker: a Kafka for trying and for tests, on 127.0.0.1, all in memory.",
  [port, partitions, addressFile, .logLevel, .logFormat, .stopWithStdin])
let stop = StopSignal.catchingSignals()
if settings.bool(.stopWithStdin) { stop.watchInput() }
let logger = settings.logger(service: "broker")

/// Ends the process as one that lacks something outside of it.
func end(_ sentence: String) -> Never {
  FileHandle.standardError.write(Data("\(program): \(sentence)\n".utf8))
  exit(ExitCode.unavailable)
}

let number = UInt16(settings.integer(port))
let problem = broker_sockets_check(number)
guard problem == 0 else {
  let reason = unsafe String(cString: strerror(problem))
  end(
    "Cannot listen on 127.0.0.1:\(number): \(reason). "
      + "Stop what listens there, or set another port (0 takes a free one).")
}
broker_sockets_use_port(number)

do {
  let cluster = try MockCluster()
  for topic in Topic.allCases {
    try cluster.create(topic: topic.rawValue, partitions: settings.integer(partitions))
  }
  let address = cluster.bootstrap
  logger.warning(
    "The embedded broker keeps its log in memory, 5 MB a partition, and loses it when it stops; run Apache Kafka for anything that matters",
    ["address": .string(address), "partitions": .int(settings.integer(partitions))])
  if let path = settings.text(addressFile) {
    try Data((address + "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
  FileHandle.standardOutput.write(Data("listening \(address)\n".utf8))
  while !stop.wait(timeout: .seconds(3600)) {}
  if let path = settings.text(addressFile) { try? FileManager.default.removeItem(atPath: path) }
  withExtendedLifetime(cluster) {}
  logger.info("Stopped")
} catch let error as KafkaError {
  end("\(error)")
} catch {
  end(error.localizedDescription)
}
