// Times the registry on names, one a line, and counts what it allocates.
//
// usage: registry-benchmark [FILE…]      the first column of tables with a head line; by itself a list of its own
//
// Prints names a second on one core, and allocations a name, for five kinds of look-up: those that stand in
// the tables, all names in random order with the memory of late answers switched off, all names met again,
// names in running text, and words there that begin no name.

import CAllocations
import Foundation
import Registry

/// A measured run: what a name took of one core and what it allocated.
struct Measure {
  let namesPerSecond: Double
  let allocationsPerName: Double

  /// Asks for each of `names` `rounds` times.
  init(_ names: [String], rounds: Int, _ resolve: (String) -> Void) {
    let before = allocations_count()
    let start = Self.processorSeconds()
    for _ in 0..<rounds {
      for name in names { resolve(name) }
    }
    let asked = Double(names.count * rounds)
    namesPerSecond = asked / (Self.processorSeconds() - start)
    allocationsPerName = Double(allocations_count() - before) / asked
  }

  /// What this thread has taken of its core, so that others on the machine do not count.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  func show(_ title: String, _ count: Int) {
    print(
      title.padding(toLength: 44, withPad: " ", startingAt: 0),
      String(
        format: "%7d names %12.0f names/s %9.3f allocations/name", count, namesPerSecond,
        allocationsPerName))
  }
}

/// The names of a table, without its head line.
func names(in path: String) throws -> [String] {
  try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    .compactMap { $0.split(separator: "\t").first.map(String.init) }
}

/// Steps of a fixed sequence, so that every run asks in the same order.
struct Sequence: RandomNumberGenerator {
  var state: UInt64 = 1

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 33
  }
}

let own = [
  "Kazakhstan", "Российской Федерации", "Côte d'Ivoire", "Қазақстан Республикасының", "日本",
  "OSCE/ODIHR", "CIS Executive Committee", "Korea, Rep.", "Embassy of Germany", "Phillipines",
  "МПА СНГ", "Congo", "Nobody's Union",
]
let paths = CommandLine.arguments.dropFirst()
var order = Sequence()
let all = (paths.isEmpty ? own : try paths.flatMap { try names(in: $0) }).shuffled(using: &order)
let registry = Registry.standard
let known = all.filter { registry.stands($0) }
for name in all { _ = registry.resolve(name) }

let rounds = max(1, 200_000 / all.count)
Measure(known, rounds: rounds) { _ = registry.resolve($0) }.show(
  "standing in the tables", known.count)
Measure(all, rounds: max(1, rounds / 10)) { _ = registry.resolveAnew($0) }
  .show("all, in random order, nothing remembered", all.count)
Measure(all, rounds: rounds) { _ = registry.resolve($0) }.show("all, met before", all.count)
let words = all.map { $0.split(separator: " ") }
Measure(all.indices.map(String.init), rounds: max(1, rounds / 10)) { index in
  _ = registry.longestName(in: words[Int(index) ?? 0], at: 0)
}.show("in running text", all.count)

let others = """
  The election observers reported that polling stations, as in earlier years, opened on time while
  turnout rose again. Наблюдатели сообщили что участки открылись вовремя а явка выросла снова
  """.split(whereSeparator: \.isWhitespace)
Measure(others.indices.map(String.init), rounds: 200_000 / others.count) { index in
  _ = registry.longestName(in: others, at: Int(index) ?? 0)
}.show("words that begin no name", others.count)
