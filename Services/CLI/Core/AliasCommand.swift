import EnrichmentCore
import Observability
import Records
import Runtime

extension Command {
  private static let withdraw = Setting(
    "withdraw", .bool, default: "false", help: "Take the decision on the name back")

  static let alias = Command(
    name: "alias", summary: "Decide whose a name is that the registry leaves open",
    arguments: "NAME [ID]",
    details:
      "ID is an organization's id (osce-odihr) or a country's code (KZ). Everything that waits under\n"
      + "the name is then counted for it, at once and once; deciding again moves it. What waits is\n"
      + "listed by: scrutineer unresolved",
    settings: [.json, withdraw, .someBroker, .data], environment: [.someBroker, .data],
    takesKafkaProperties: true
  ) { invocation in
    let settings = invocation.settings
    let isWithdrawn = settings.bool(withdraw)
    guard invocation.arguments.count == (isWithdrawn ? 1 : 2) else {
      throw CommandError.usage(
        isWithdrawn
          ? "alias --withdraw needs the name, in quotes where it has blanks."
          : "alias needs a name and an id: scrutineer alias \"Circle of Friends\" osce-odihr")
    }
    let configuration = BrokerAddress.configuration(settings)
    _ = try BrokerAddress.cluster(configuration)
    let writer = try AliasWriter(configuration, logger: .silent)
    let name = invocation.arguments[0]
    do {
      if isWithdrawn {
        try writer.withdraw(name, now: .now)
        if !settings.bool(.json) {
          invocation.console.line("Withdrawn; what was counted by it waits again.")
        }
      } else {
        let alias = try writer.decide(name, invocation.arguments[1], now: .now)
        if settings.bool(.json) {
          invocation.console.line(alias.json)
        } else {
          invocation.console.line(
            "\(TextTable.safe(name)) means \(alias.id) from now on, and for what has waited.")
        }
      }
    } catch let error as AliasProblem {
      switch error.reason {
      case .unavailable: throw CommandError.unavailable(TextTable.safe(error.description))
      default: throw CommandError.usage(TextTable.safe(error.description))
      }
    }
    return ExitCode.success
  }
}
