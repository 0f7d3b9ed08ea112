import Records
import SQLite

/// Holds what the topics tell against state.
///
/// A process that was killed, or paused while its partition was given away, may have published what
/// no commit covers. The next owner has other batches, and may never come by the same counts and
/// findings in between: what was published then would stand for ever. So the owner looks at every
/// record that comes, and publishes what stands where they differ.
final class Audit {
  private let board: Board
  private var open: Set<Board.Place> = []
  private var next: [Int: Int] = [:]
  private var lastLook = ContinuousClock.now

  init(_ board: Board) { self.board = board }

  /// Takes note of this instance's partitions, and of each the next offset to apply.
  func own(_ next: [Int: Int]) {
    for partition in next.keys where self.next[partition] == nil {
      open.formUnion(board.places(of: partition))
    }
    self.next = next
  }

  /// Whether there is something to look at; asked often, it says so a few times a second.
  var isDue: Bool {
    guard ContinuousClock.now - lastLook > .milliseconds(200) else { return false }
    lastLook = .now
    open.formUnion(board.takeNews())
    return !open.isEmpty
  }

  /// The places that are ours, whose newest record reflects an input that state holds, each once.
  func due() -> [(place: Board.Place, told: Board.Told)] {
    guard !open.isEmpty else { return [] }
    var due: [(Board.Place, Board.Told)] = []
    open = open.filter { place in
      guard let told = board.told(place), let next = next[told.partition] else { return false }
      guard told.offset < next else { return true }
      due.append((place, told))
      return false
    }
    return due.sorted { ($0.0.topic.rawValue, $0.0.key) < ($1.0.topic.rawValue, $1.0.key) }
  }

  /// The input that state reflects now.
  func position(_ partition: Int) -> Int { (next[partition] ?? 0) - 1 }

  func abandon() { next = [:] }
}
