import JSON
import Kafka
import Observability
import Records
import Runtime

extension Command {
  static let lag = Command(
    name: "lag", summary: "Show how far behind each service is", arguments: "",
    details: "A record counts as done once everything that came out of it is acknowledged.",
    settings: [.json, .someBroker, .data], environment: [.someBroker, .data],
    takesKafkaProperties: true
  ) { invocation in
    try invocation.allowArguments(0)
    let configuration = BrokerAddress.configuration(invocation.settings)
    _ = try BrokerAddress.cluster(configuration)
    let lags = try Lag.read(configuration)
    guard !invocation.settings.bool(.json) else {
      invocation.console.line(Lag.json(lags))
      return ExitCode.success
    }
    var table = TextTable([
      ("GROUP", .left), ("TOPIC", .left), ("PARTITION", .right), ("COMMITTED", .right),
      ("END", .right), ("BEHIND", .right),
    ])
    for lag in lags {
      table.add([
        lag.group.rawValue, lag.group.input.rawValue, lag.rows.isEmpty ? "no topic" : "all", "", "",
        "\(lag.behind)",
      ])
      for row in lag.rows {
        table.add([
          "", "", "\(row.partition)", row.committed.map(String.init) ?? "–",
          "\(row.log.upperBound)",
          "\(Lag.behind(row))",
        ])
      }
    }
    for line in table.lines { invocation.console.line(line) }
    return ExitCode.success
  }
}

/// How far one group is behind.
struct Lag {
  typealias Row = (partition: Int, committed: Int?, log: Range<Int>)

  let group: Group
  /// One for each partition of the group's input; none when there is no such topic.
  let rows: [Row]

  /// Records not done, in all partitions.
  var behind: Int { rows.reduce(0) { $0 + Self.behind($1) } }

  static func read(_ configuration: ClientConfiguration) throws -> [Lag] {
    let admin = try Admin(configuration, logger: .silent)
    return try Group.allCases.map { group in
      Lag(
        group: group,
        rows: try admin.progress(
          group: group.rawValue, topic: group.input.rawValue, timeout: .seconds(10)))
    }
  }

  /// Records of the partition that are not done.
  static func behind(_ row: Row) -> Int {
    max(0, row.log.upperBound - max(row.committed ?? 0, row.log.lowerBound))
  }

  static func json(_ lags: [Lag]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("lag")
      writer.array { writer in
        for lag in lags {
          writer.object { writer in
            writer.member("group", lag.group.rawValue)
            writer.member("topic", lag.group.input.rawValue)
            writer.member("behind", lag.behind)
            writer.name("partitions")
            writer.array { writer in
              for row in lag.rows {
                writer.object { writer in
                  writer.member("partition", row.partition)
                  writer.member("committed", row.committed)
                  writer.member("end", row.log.upperBound)
                  writer.member("behind", behind(row))
                }
              }
            }
          }
        }
      }
    }
    return writer.bytes
  }
}
