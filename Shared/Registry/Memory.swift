private import Synchronization

/// Answers to names met lately. A name has one place in it, and the newest that comes there stays: so it
/// is bounded, and a name that is met again costs one look.
final class Memory: Sendable {
  private struct Place {
    let name: String
    let answer: Answer
  }

  private static let size = 4096
  private let places = Mutex<[Place?]>(Array(repeating: nil, count: size))

  subscript(name: String) -> Answer? {
    get {
      let index = Self.index(name)
      return places.withLock { places in
        guard let place = places[index], place.name.utf8.elementsEqual(name.utf8) else {
          return nil
        }
        return place.answer
      }
    }
    set {
      guard let newValue else { return }
      let index = Self.index(name)
      places.withLock { $0[index] = Place(name: name, answer: newValue) }
    }
  }

  private static func index(_ name: String) -> Int {
    var place = Index.Place()
    place.read(name.utf8)
    return Int(truncatingIfNeeded: place.hash ^ place.hash >> 32) & (size - 1)
  }
}
