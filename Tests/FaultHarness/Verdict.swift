import Records
import Registry

/// What the topics hold against what they must hold.
struct Verdict {
  var lost = 0
  var doubled = 0
  var wrong = 0
  /// A few of each kind, for a person.
  var examples: [String] = []

  var isClean: Bool { lost + doubled + wrong == 0 }

  init(_ oracle: Oracle, _ state: borrowing Follower.State) {
    for road in oracle.roads where state.enriched[road] == nil {
      lost += 1
      note("lost: \(road.identity) of raw partition \(road.partition)")
    }
    for identity in oracle.anyRoad where !state.identities.contains(identity) {
      lost += 1
      note("lost: \(identity), accepted over HTTP")
    }
    for road in state.doubled {
      doubled += 1
      note("doubled: \(road.identity) of raw partition \(road.partition)")
    }
    for road in state.enriched.keys
    where !oracle.roads.contains(road) && !oracle.anyRoad.contains(road.identity) {
      wrong += 1
      note("invented: \(road.identity) of raw partition \(road.partition)")
    }
    judgeRejected(oracle, state)
    judgeStanding(oracle, state)
    judgeWaiting(oracle, state)
  }

  private mutating func judgeRejected(_ oracle: Oracle, _ state: borrowing Follower.State) {
    for (bytes, expected) in oracle.rejected {
      let found = state.rejected[bytes]
      let times = found?.places.count ?? 0
      let least = expected.times - expected.unsure
      if times < least { lost += least - times }
      if times > expected.times { doubled += times - expected.times }
      if let found, found.code != expected.code { wrong += 1 }
      if !(least...expected.times).contains(times) {
        note("rejected \(times) times in place of \(expected.times): \(expected.code)")
      }
    }
    for (bytes, found) in state.rejected where oracle.rejected[bytes] == nil {
      wrong += 1
      note("rejected, but acceptable: \(found.code) \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  private mutating func judgeStanding(_ oracle: Oracle, _ state: borrowing Follower.State) {
    let (counts, findings) = oracle.expected()
    for (key, numbers) in counts {
      let found = state.counts[key]
      if found?.newest.numbers != numbers {
        wrong += 1
        note("\(key): \(found?.newest.numbers ?? "nothing") in place of \(numbers)")
      } else if found?.last.numbers != numbers {
        // Compaction would keep this one.
        wrong += 1
        note("\(key): an older record was written last: \(found?.last.numbers ?? "")")
      }
    }
    for key in state.counts.keys where counts[key] == nil {
      wrong += 1
      note("\(key): a count of nothing")
    }
    for (key, numbers) in findings where state.findings[key] != numbers {
      wrong += 1
      note("\(key): \(state.findings[key] ?? "no finding") in place of \(numbers)")
    }
    for (key, numbers) in state.findings where findings[key] == nil {
      wrong += 1
      note("\(key): a finding of nothing, \(numbers)")
    }
  }

  private mutating func judgeWaiting(_ oracle: Oracle, _ state: borrowing Follower.State) {
    let found = Dictionary(
      state.waiting.all.map { (Registry.fold($0.name), $0.observers) }, uniquingKeysWith: +)
    let expected = oracle.waiting()
    for (name, observers) in expected where found[name] != observers {
      wrong += 1
      note("\(name): \(found[name] ?? 0) observers wait in place of \(observers)")
    }
    for (name, observers) in found where expected[name] == nil {
      wrong += 1
      note("\(name): \(observers) observers wait for nothing")
    }
  }

  private mutating func note(_ text: String) { if examples.count < 12 { examples.append(text) } }
}
