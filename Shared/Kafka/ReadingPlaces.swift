/// How far a consumer has come in each of its partitions, and which of them gives nothing although
/// its log goes on: a fetch of librdkafka's may fall asleep after a leader has changed.
struct ReadingPlaces {
  private struct Place {
    /// The offset up to which all is read.
    var reached: Int
    var hasMoved = true
    var wasBehind = false
  }

  /// Two looks that far apart must find the same place short of the log's end.
  let patience: Duration
  private var places: [TopicPartition: Place] = [:]
  private var lastLook = ContinuousClock.now
  private var lastPoll = ContinuousClock.now

  init(patience: Duration) { self.patience = patience }

  /// Takes these partitions in place of those before.
  mutating func begin(_ starts: [TopicPartition: Int]) {
    places = starts.mapValues { Place(reached: $0) }
    lastLook = .now
  }

  mutating func read(_ partition: TopicPartition, upTo offset: Int) {
    places[partition]?.reached = offset
    places[partition]?.hasMoved = true
  }

  func reached(_ partition: TopicPartition) -> Int? { places[partition]?.reached }

  /// Looks whether a partition stands still; to be called after each poll.
  ///
  /// - Parameter end: asks for the end of a log; `nil` when no broker tells it.
  /// - Returns: the partition, and how many offsets it is short of its log's end.
  mutating func standstill(
    end: (TopicPartition) -> Int?
  ) -> (partition: TopicPartition, behind: Int)? {
    let now = ContinuousClock.now
    defer { lastPoll = .now }
    // Who does not poll gets nothing: that time does not count.
    if now - lastPoll > patience / 3 {
      lastLook = now
      for partition in places.keys { places[partition]?.hasMoved = true }
    }
    guard now - lastLook >= patience else { return nil }
    lastLook = now
    for (partition, place) in places.sorted(by: { $0.key < $1.key }) {
      places[partition]?.hasMoved = false
      places[partition]?.wasBehind = false
      guard !place.hasMoved else { continue }
      guard let end = end(partition) else { break }
      guard end > place.reached else { continue }
      if place.wasBehind { return (partition, end - place.reached) }
      places[partition]?.wasBehind = true
    }
    return nil
  }
}
