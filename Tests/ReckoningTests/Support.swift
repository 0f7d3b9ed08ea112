import Reckoning
import Records

let election = "kz-2021-parliamentary"

func day(_ number: Int) -> Day? { Day(year: 2021, month: 1, day: number) }

/// A claim of its own report, about 2 January unless told otherwise.
func claim(
  _ count: Int?, _ subject: Subject = Subject(.organization, id: "osce-odihr", name: "ODIHR"),
  on number: Int? = 2, scope: Scope = .cumulative, message: String = "m", index: Int = 0,
  arrival: Int = 0, source: String? = nil, published: String? = nil, approximate: Bool = false,
  partOf: Int? = nil, inferred: Bool = false, arithmetic: ReportArithmetic = .untested
) -> Claim {
  Claim(
    statement: Statement(
      message: message, index: index, election: election, subject: subject, count: count,
      scope: scope, approximate: approximate, partOf: partOf, inferred: inferred,
      asOf: number.flatMap(day), published: published, source: source),
    arrival: arrival, arithmetic: arithmetic)
}

func organization(_ id: String) -> Subject { Subject(.organization, id: id, name: id) }
func country(_ code: String) -> Subject { Subject(.country, id: code, name: code) }

/// A whole report: its statements numbered, its siblings counted, arrivals from `arrival` on.
func report(
  _ message: String, source: String? = nil, on number: Int? = 4,
  published: String? = "2021-01-05", arrival: Int = 0, _ lines: [(Subject, Int?)]
) -> [Claim] {
  lines.enumerated().map { index, line in
    Claim(
      statement: Statement(
        message: message, index: index, siblings: lines.count, election: election,
        subject: line.0, count: line.1, asOf: number.flatMap(day), published: published,
        source: source),
      arrival: arrival + index)
  }
}

func findings(_ claims: [Claim], registered: [String: Int] = [:]) -> [Finding] {
  Reckoner.findings(
    election: election, audience: .international,
    subjects: Reckoner.subjects(of: Inference.completed(claims), registered: registered))
}

/// One finding in short: code, stated, itemised, difference.
func brief(_ findings: [Finding]) -> [String] {
  findings.map { "\($0.code.rawValue) \($0.stated) \($0.itemised) \($0.difference)" }
}

func brief(_ findings: [ReportFinding]) -> [String] {
  findings.map { "\($0.code.rawValue) \($0.stated) \($0.itemised) \($0.difference)" }
}

/// Every order of the items.
func permutations<Item>(_ items: [Item]) -> [[Item]] {
  guard items.count > 1 else { return [items] }
  return items.indices.flatMap { place -> [[Item]] in
    var rest = items
    let item = rest.remove(at: place)
    return permutations(rest).map { [item] + $0 }
  }
}

/// The same claims, arriving in every order.
func everyArrival(of claims: [Claim]) -> [[Claim]] {
  permutations(claims).map { order in
    order.enumerated().map { arrival, claim in
      var claim = claim
      claim.arrival = arrival
      return claim
    }
  }
}
