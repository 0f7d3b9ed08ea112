import Records
import SQLite

/// Holds what the topics tell against state.
///
/// A process that was killed, or paused while its partition was given away, may have published what
/// no commit covers. The next owner has other batches, and may never come by the same counts and
/// findings in between: what was published then would stand for ever. So the owner looks at every
/// record that comes, and publishes what stands where they differ.
///
/// Nor has all that state holds been published. While state is rebuilt nothing is, and the owner
/// before, who took several inputs in one batch, published only what stood behind the last of them:
/// a number that went down and up again gave nothing. What stands and is not told for a while is
/// published once more.
final class Audit {
  private let board: Board
  /// How long what stands may take from its publishing to being read here.
  private static let patience = Duration.seconds(3)

  private var open: Set<Board.Place> = []
  /// What stands and has not been read: the input that it reflects, and since when.
  private var untold: [Board.Place: (offset: Int, since: ContinuousClock.Instant)] = [:]
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

  /// Whether what stands at `offset` is to be published once more, the topics telling what is older:
  /// nothing as new as what stood `patience` ago has been read since.
  func isMissing(_ place: Board.Place, _ told: Board.Told, standing offset: Int) -> Bool {
    guard told.offset < offset else {
      untold[place] = nil
      return false
    }
    if let known = untold[place], told.offset < known.offset {
      if ContinuousClock.now - known.since > Self.patience {
        untold[place] = nil
        return true
      }
    } else {
      untold[place] = (offset, .now)
    }
    open.insert(place)
    return false
  }

  /// The input that state reflects now.
  func position(_ partition: Int) -> Int { (next[partition] ?? 0) - 1 }

  func abandon() {
    next = [:]
    untold = [:]
  }
}
