import Kafka
import Observability
import Records
import Runtime

extension Command {
  private static let partitions = Setting(
    "partitions", .integer(1...10_000), default: "6", help: "Partitions of a topic that is made")
  private static let replication = Setting(
    "replication", .integer(1...100),
    help: "Copies of a topic that is made; without it what the broker has as its default")

  static let topics = Command(
    name: "topics", summary: "Make the topics that are missing, and say what is there",
    arguments: "",
    details: "A topic that is there stays as it is.",
    settings: [partitions, replication, .someBroker, .data], environment: [.someBroker, .data],
    takesKafkaProperties: true
  ) { invocation in
    try invocation.allowArguments(0)
    let settings = invocation.settings
    let configuration = BrokerAddress.configuration(settings)
    let cluster = try BrokerAddress.cluster(configuration)
    let wanted = settings.integer(partitions)
    let rows = try TopicSetup(configuration, isEmbedded: MockCluster.isEmbedded(clusterID: cluster))
      .make(partitions: wanted, replication: settings.text(replication).flatMap { Int($0) })
    var table = TextTable([
      ("TOPIC", .left), ("PARTITIONS", .right), ("CLEANUP", .left), ("STATE", .left),
    ])
    for row in rows {
      var state = row.isNew ? "made" : "there already"
      if row.partitions != wanted { state += ", with \(row.partitions) partitions, not \(wanted)" }
      table.add([
        row.topic.rawValue, "\(row.partitions)", row.topic.settings["cleanup.policy"] ?? "", state,
      ])
    }
    for line in table.lines { invocation.console.line(line) }
    return ExitCode.success
  }
}

/// Makes the topics.
struct TopicSetup {
  private let admin: Admin
  private let isEmbedded: Bool

  init(_ configuration: ClientConfiguration, isEmbedded: Bool) throws {
    admin = try Admin(configuration, logger: .silent)
    self.isEmbedded = isEmbedded
  }

  /// One row for each topic. An embedded broker has made its own at its start.
  ///
  /// - Parameter replication: `nil` leaves it to the broker.
  func make(
    partitions: Int, replication: Int?
  ) throws -> [(topic: Topic, partitions: Int, isNew: Bool)] {
    var rows: [(topic: Topic, partitions: Int, isNew: Bool)] = []
    for topic in Topic.allCases {
      // Before it is looked at: a look alone may make a topic with the broker's own defaults.
      let isNew =
        try !isEmbedded
        && admin.create(
          TopicPlan(
            name: topic.rawValue, partitions: partitions, replication: replication ?? -1,
            settings: topic.settings), timeout: .seconds(30))
      rows.append((topic, try count(topic) ?? partitions, isNew))
    }
    return rows
  }

  /// A topic just made may be unknown to a broker for a moment.
  private func count(_ topic: Topic) throws -> Int? {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
      if let count = try admin.partitions(of: topic.rawValue, timeout: .seconds(10)) {
        return count
      }
    }
    return nil
  }
}
