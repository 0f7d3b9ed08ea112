private import Synchronization

/// Answers to names met lately. A name has a few places in it, and whoever came there first goes when
/// they are all taken: so it is bounded, and a name that is met again costs one look.
final class Memory: Sendable {
  private struct Place {
    let name: String
    let answer: Answer
  }

  /// How many names are remembered: a power of two.
  private static let size = 8192
  /// How many places a name may take.
  private static let ways = 4
  private let places = Mutex<[Place?]>(Array(repeating: nil, count: size))

  subscript(name: String) -> Answer? {
    get {
      let first = Self.first(name)
      return places.withLock { places in
        for index in first..<first + Self.ways {
          if let place = places[index], place.name.utf8.elementsEqual(name.utf8) {
            return place.answer
          }
        }
        return nil
      }
    }
    set {
      guard let newValue else { return }
      let first = Self.first(name)
      places.withLock { places in
        for index in (first + 1..<first + Self.ways).reversed() {
          places[index] = places[index - 1]
        }
        places[first] = Place(name: name, answer: newValue)
      }
    }
  }

  private static func first(_ name: String) -> Int {
    var hash = Index.Hash()
    hash.read(name.utf8)
    return Int(truncatingIfNeeded: hash.value ^ hash.value >> 32) & (size - 1) & ~(ways - 1)
  }
}
