import CLICore
import JSON
import Records

/// Made-up messages, the same for the same seed: accreditations and their changes, statements,
/// bulletins, names that nobody knows, and what cannot be accepted; out of order, and some twice.
struct MessageStream {
  private struct Observer {
    let id: String
    let election: String
    let subject: (kind: StaticString, name: String)
    var isAccredited = true
    var at: Int
  }

  private static let elections = ["kz", "md", "uz", "ge", "am", "tj", "kg", "by", "mn", "tr"]
    .flatMap { country in ["parliamentary", "presidential"].map { "\(country)-2031-\($0)" } }
  private static let organizations = [
    "OSCE/ODIHR", "OSCE Parliamentary Assembly", "CIS Inter-Parliamentary Assembly",
    "CIS Executive Committee", "Shanghai Cooperation Organization",
    "Organization of Islamic Cooperation", "European Parliament",
  ]
  private static let countries = [
    "Armenia", "Azerbaijan", "Belgium", "Canada", "Finland", "France", "Germany", "Hungary",
    "India", "Japan", "Norway", "Poland", "Romania", "Turkey",
  ]
  /// Bodies that nobody knows.
  static let circles = 50
  static func circle(_ number: Int) -> String { "Circle of Ballot Friends No. \(number)" }
  /// Messages from which the next one is drawn, and those of the past that may come again.
  private static let window = 200
  /// An observer's first moment, in milliseconds since 1970; changes come later.
  private static let opening = 1_900_000_000_000

  private var numbers: SplitMix64
  private var waiting: [[UInt8]] = []
  private var sent: [[UInt8]] = []
  private var observers: [Observer] = []
  private var days: [String: Int] = [:]
  private var made = 0
  private let run: String

  /// - Parameter seed: also part of every identity, so that two runs on one cluster stay apart.
  init(seed: UInt64) {
    numbers = SplitMix64(seed: seed)
    run = String(seed, radix: 36)
  }

  /// The bytes of one message.
  mutating func next() -> [UInt8] {
    if sent.count == Self.window, numbers.below(20) == 0 {
      return sent[numbers.below(sent.count)]
    }
    while waiting.count < Self.window { waiting.append(make()) }
    let place = numbers.below(waiting.count)
    let message = waiting[place]
    waiting.swapAt(place, waiting.count - 1)
    waiting.removeLast()
    if sent.count < Self.window {
      sent.append(message)
    } else {
      sent[numbers.below(sent.count)] = message
    }
    return message
  }

  private mutating func make() -> [UInt8] {
    made += 1
    return switch numbers.below(100) {
    case 0..<2: malformed()
    case 2..<3: bulletin()
    case 3..<10: statement(organization: pick(Self.organizations))
    case 10..<12: statement(organization: Self.circle(numbers.below(Self.circles)))
    default: accreditation()
    }
  }

  private mutating func pick<Item>(_ items: [Item]) -> Item { items[numbers.below(items.count)] }

  /// A day that no other statement or bulletin of that election is of, so that which number stands
  /// does not hang on the order of arrival.
  private mutating func day(_ election: String) -> String? {
    let number = days[election, default: 0]
    days[election] = number + 1
    return Day(year: 1800 + number / 336, month: number / 28 % 12 + 1, day: number % 28 + 1)?
      .description
  }

  private mutating func accreditation() -> [UInt8] {
    if observers.count > 500, numbers.below(6) == 0 {
      let place = numbers.below(observers.count)
      observers[place].at += 60_000 * (1 + numbers.below(1000))
      observers[place].isAccredited.toggle()
      return message(observers[place], observers[place].isAccredited ? "accredited" : "withdrawn")
    }
    let subject: (StaticString, String) =
      switch numbers.below(20) {
      case 0: ("organization", Self.circle(numbers.below(Self.circles)))
      case 1..<10: ("organization", pick(Self.organizations))
      default: ("country", pick(Self.countries))
      }
    let observer = Observer(
      id: "\(run)-\(made)", election: pick(Self.elections), subject: subject, at: Self.opening)
    if observers.count < 1000 {
      observers.append(observer)
    } else {
      observers[numbers.below(observers.count)] = observer
    }
    return message(observer, "accredited")
  }

  private func message(_ observer: Observer, _ status: String) -> [UInt8] {
    json { writer in
      writer.member("type", "accreditation")
      writer.member("id", observer.id)
      writer.member("election", observer.election)
      writer.member(observer.subject.kind, observer.subject.name)
      writer.member("status", status)
      writer.member("at", Timestamp(milliseconds: observer.at).description)
    }
  }

  private mutating func statement(organization: String) -> [UInt8] {
    let election = pick(Self.elections)
    let day = day(election)
    let count = 1 + numbers.below(400)
    let scope = pick(["cumulative", "cumulative", "cumulative", "proposed", "expected"])
    return json { writer in
      writer.member("type", "statement")
      writer.member("election", election)
      writer.name("subject")
      writer.object { $0.member("organization", organization) }
      writer.member("count", count)
      writer.member("scope", scope)
      writer.member("as_of", day)
      writer.member("source", "Desk \(run)")
    }
  }

  private mutating func bulletin() -> [UInt8] {
    let election = pick(Self.elections)
    let day = day(election)
    let first = 1 + numbers.below(200)
    let second = 1 + numbers.below(200)
    let text =
      "The election commission has accredited \(first + second + 7) international "
      + "observers: \(first) from the Shanghai Cooperation Organization and \(second) from the CIS Executive Committee."
    return json { writer in
      writer.member("type", "bulletin")
      writer.member("text", text)
      writer.member("publisher", "Paper \(run)")
      writer.member("published", day)
      writer.member("election", election)
    }
  }

  private mutating func malformed() -> [UInt8] {
    switch numbers.below(4) {
    case 0: Array("{\"type\": \"statement\", \(run) \(made)".utf8)
    case 1: Array("{\"type\": \"weather\", \"note\": \"\(run) \(made)\"}".utf8)
    case 2: Array("observers \(run) \(made) ".utf8) + [0xFF, 0xC0]
    default:
      Array(
        ("{\"type\":\"statement\",\"election\":\"kz-2031-local\",\"subject\":{\"total\":\"all\"},"
          + "\"count\":-\(made),\"source\":\"\(run)\"}").utf8)
    }
  }

  private func json(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(members)
    return writer.bytes
  }
}
