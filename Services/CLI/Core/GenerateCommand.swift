import JSON
import Records
import Runtime

extension Command {
  private static let accreditations = Setting(
    "accreditations", .integer(0...100_000_000), default: "1000",
    help: "How many accreditation messages, changes of status included")
  private static let seed = Setting(
    "seed", .integer(0...Int.max), default: "1", help: "The same seed gives the same messages")

  static let generate = Command(
    name: "generate", summary: "Make up accreditation messages for tests", arguments: "",
    details:
      "Prints one JSON message a line: made-up accreditations of several elections, an eighth of\n"
      + "them changes of earlier ones. For example: scrutineer generate | scrutineer publish -",
    settings: [accreditations, seed]
  ) { invocation in
    try invocation.allowArguments(0)
    let settings = invocation.settings
    var generator = AccreditationGenerator(seed: UInt64(settings.integer(seed)))
    for _ in 0..<settings.integer(accreditations) {
      invocation.console.line(generator.next())
    }
    return ExitCode.success
  }
}

/// Made-up accreditations, the same for the same seed.
struct AccreditationGenerator {
  private struct Observer {
    let id: String
    let election: Int
    let subject: (kind: StaticString, name: String)
    var isAccredited = true
    var at: Timestamp
  }

  private static let elections: [(key: String, opening: Timestamp)] = [
    ("kz-2021-parliamentary", "2020-11-10T04:00:00Z"),
    ("md-2021-parliamentary", "2021-06-01T06:00:00Z"),
    ("uz-2021-presidential", "2021-09-01T04:00:00Z"),
    ("ge-2020-parliamentary", "2020-09-01T05:00:00Z"),
  ].map { ($0.0, Timestamp($0.1) ?? Timestamp(milliseconds: 0)) }
  private static let organizations = [
    "OSCE/ODIHR", "OSCE Parliamentary Assembly", "CIS Inter-Parliamentary Assembly",
    "CIS Executive Committee", "Shanghai Cooperation Organization",
    "Organization of Islamic Cooperation",
    "Parliamentary Assembly of the Council of Europe", "European Parliament",
  ]
  private static let countries = [
    "Armenia", "Azerbaijan", "Belgium", "Canada", "Finland", "France", "Germany", "Hungary",
    "India", "Japan", "Kyrgyzstan", "Moldova", "Mongolia", "Norway", "Poland", "Romania", "Turkey",
  ]
  /// Observers whose status may still change.
  private static let window = 4096

  private var numbers: SplitMix64
  private var observers: [Observer] = []
  private var made = 0

  init(seed: UInt64) { numbers = SplitMix64(seed: seed) }

  /// One message; a change of status is always later than what it changes.
  mutating func next() -> [UInt8] {
    if !observers.isEmpty, numbers.below(8) == 0 { return change() }
    made += 1
    let election = numbers.below(Self.elections.count)
    let isOrganization = numbers.below(5) < 3
    let names = isOrganization ? Self.organizations : Self.countries
    let opening = Self.elections[election].opening
    let observer = Observer(
      id: "made-up-\(made)", election: election,
      subject: (isOrganization ? "organization" : "country", names[numbers.below(names.count)]),
      at: Timestamp(milliseconds: opening.milliseconds + numbers.below(30 * 86_400) * 1000))
    if observers.count < Self.window {
      observers.append(observer)
    } else {
      observers[numbers.below(Self.window)] = observer
    }
    return Self.message(observer, .accredited)
  }

  private mutating func change() -> [UInt8] {
    let place = numbers.below(observers.count)
    let wait = 60 + numbers.below(10 * 86_400)
    observers[place].at = Timestamp(milliseconds: observers[place].at.milliseconds + wait * 1000)
    observers[place].isAccredited.toggle()
    let status: Accreditation.Status =
      observers[place].isAccredited ? .accredited : numbers.below(4) == 0 ? .revoked : .withdrawn
    return Self.message(observers[place], status)
  }

  private static func message(_ observer: Observer, _ status: Accreditation.Status) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("type", "accreditation")
      writer.member("id", observer.id)
      writer.member("election", elections[observer.election].key)
      writer.member(observer.subject.kind, observer.subject.name)
      writer.member("status", status.rawValue)
      writer.member("at", observer.at.description)
    }
    return writer.bytes
  }
}
