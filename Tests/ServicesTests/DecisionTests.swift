import JSON
import Processes
import Records
import Testing

@Suite("Decisions about names", .serialized, .timeLimit(.minutes(5)))
struct DecisionTests {
  let rig: Rig
  let election = "al-2025-parliamentary"

  init() throws { rig = try Rig() }

  private func statement(_ name: String, _ count: Int) -> String {
    #"{"type":"statement","election":"\#(election)","subject":{"organization":"\#(name)"},"#
      + #""count":\#(count),"as_of":"2025-05-04","source":"Desk"}"#
  }

  private func accreditation(_ id: String, _ name: String, _ status: String = "accredited")
    -> String
  {
    #"{"type":"accreditation","id":"\#(id)","election":"\#(election)","organization":"\#(name)","#
      + #""status":"\#(status)","at":"2025-05-0\#(status == "accredited" ? 1 : 2)T08:00:00Z"}"#
  }

  /// Declared and registered, as `declared/registered`; `-` for what is not known.
  private func numbers(_ body: String) async throws -> String {
    let count = try await rig.counts(election)["international/organization/\(body)"]
    guard let count else { return "nothing" }
    return "\(count["declared"]?.integer.map(String.init) ?? "-")/"
      + "\(count["registered"]?.integer ?? -1)"
  }

  private func expect(_ body: String, _ wanted: String) async throws {
    try await soon("\(body) has \(wanted)") { try await numbers(body) == wanted }
  }

  private func waiting() async throws -> [WaitingName] {
    var names = WaitingNames()
    for record in try await rig.records(.unresolved) {
      names.take(key: record.key, record.value.isEmpty ? nil : record.json)
    }
    return names.all
  }

  @Test(
    "What waits is counted at once and once; another decision moves it, a withdrawal takes it back")
  func decides() async throws {
    try await rig.publish(statement("Unheard Watchers", 11))
    try await rig.publish(statement("Unheard Watchers", 11), partition: 1)
    for number in 0..<3 { try await rig.publish(accreditation("a\(number)", "Unheard Watchers")) }
    try await rig.publish(accreditation("a2", "UNHEARD WATCHERS", "withdrawn"))
    try await rig.settle()
    #expect(try await numbers("osce-pa") == "nothing")
    let name = try #require(try await waiting().first)
    #expect(name.observers == 11 + 4 && name.statements == 5)

    try await rig.decide("unheard  watchers", "osce-pa")
    try await expect("osce-pa", "11/2")
    try await rig.settle()
    #expect(try await waiting() == [])

    // What comes later is counted like it.
    try await rig.publish(accreditation("a9", "Unheard Watchers"))
    try await expect("osce-pa", "11/3")

    try await rig.decide("Unheard Watchers", "sco")
    try await expect("sco", "11/3")
    try await expect("osce-pa", "-/0")

    try await rig.decide("Unheard Watchers", nil)
    try await expect("sco", "-/0")
    try await soon("it waits again") { try await waiting().first?.observers == 11 + 5 }
    let total = try await rig.counts(election)["international/total"]
    #expect(total?["registered"]?.integer == 3, "the totals never depended on the name")
  }

  @Test("A name that several bodies share is settled by who votes, and else waits")
  func sharedName() async throws {
    func publish(_ election: String) async throws {
      try await rig.publish(
        #"{"type":"statement","election":"\#(election)","subject":{"organization":"Commonwealth"},"#
          + #""count":5,"as_of":"2021-01-04","source":"Desk"}"#)
    }
    for election in ["kz-2021-parliamentary", "gh-2020-presidential", "de-2021-parliamentary"] {
      try await publish(election)
    }
    try await rig.settle()
    let found = try await rig.newest(.counts).keys.sorted()
    #expect(
      found == [
        "gh-2020-presidential/international/organization/commonwealth",
        "kz-2021-parliamentary/international/organization/cis",
      ])
    #expect(try await waiting().map(\.elections) == [["de-2021-parliamentary"]])
  }

  @Test("A decision outlives the state of all services, and needs none of it")
  func rebuilt() async throws {
    try await rig.publish(statement("Unheard Watchers", 11))
    try await rig.settle()
    try await rig.decide("Unheard Watchers", "osce-pa")
    try await expect("osce-pa", "11/0")
    try await rig.stop()
    try rig.deleteState()
    rig.start()
    try await rig.ready()
    try await rig.publish(statement("Japan Watchers Union", 2))
    try await rig.settle()
    #expect(try await numbers("osce-pa") == "11/0")
    #expect(try await waiting().map(\.name) == ["Japan Watchers Union"])
    try await rig.decide("Unheard Watchers", "cis-ipa")
    try await expect("cis-ipa", "11/0")
    try await expect("osce-pa", "-/0")
  }

  @Test(
    "One decided while enrichment is away is published by the instance that comes without state")
  func decidedMeanwhile() async throws {
    try await rig.publish(statement("Unheard Watchers", 11))
    try await rig.settle()
    try await rig.stop()
    try await rig.decide("Unheard Watchers", "osce-pa")
    try rig.deleteState()
    rig.start()
    try await expect("osce-pa", "11/0")
  }
}
