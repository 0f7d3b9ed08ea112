private import Glibc
package import Observability

/// Holds a writer back while the readers of its topic are behind, where the log is the embedded
/// broker's: that one is bounded, and drops what was not read in time. Elsewhere it lets all pass.
///
/// Used by one thread.
package final class ReaderGate {
  /// Bytes between two looks at the readers, and bytes a partition may hold unread. The mock cluster
  /// keeps 5 MB of a partition, and several writers may each go up to this limit.
  private static let interval = 256 << 10
  private static let unread = 1 << 20

  private let configuration: ClientConfiguration
  private let group: String
  private let topic: String
  private let logger: Logger
  private var admin: Admin?
  private var isEmbedded: Bool?
  private var sinceLook = 0
  private var bytes = 0
  private var records = 0

  /// - Parameter group: the readers, whose committed offsets tell how far they are.
  package init(
    _ configuration: ClientConfiguration, group: String, topic: String, logger: Logger
  ) {
    self.configuration = configuration
    self.group = group
    self.topic = topic
    self.logger = logger
  }

  /// Returns when so much more may be written, or when `shouldStop` says so.
  ///
  /// - Throws: `KafkaError` when the broker cannot be asked.
  package func admit(
    bytes: Int, records: Int, unless shouldStop: () -> Bool = { false }
  ) throws(KafkaError) {
    if isEmbedded == false { return }
    if self.admin == nil { self.admin = try Admin(configuration, logger: logger) }
    guard let admin = self.admin else { return }
    if isEmbedded == nil {
      guard let id = admin.clusterID(timeout: .seconds(5)) else { return }
      isEmbedded = MockCluster.isEmbedded(clusterID: id)
      if isEmbedded == false {
        self.admin = nil
        return
      }
    }
    self.bytes += bytes
    self.records += records
    sinceLook += bytes
    guard sinceLook >= Self.interval else { return }
    let average = max(1, self.bytes / max(1, self.records))
    while !shouldStop() {
      let rows = try admin.progress(group: group, topic: topic, timeout: .seconds(5))
      let lag = rows.map { $0.log.upperBound - ($0.committed ?? 0) }.max() ?? 0
      if lag * average <= Self.unread, lag <= 50_000 {
        sinceLook = 0
        return
      }
      usleep(20_000)
    }
  }
}
