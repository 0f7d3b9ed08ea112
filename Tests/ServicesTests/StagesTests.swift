import JSON
import Records
import TestSupport
import Testing

/// A statement sent as data.
private func statement(
  _ election: String, _ subject: String, _ count: Int, _ more: String = ""
) -> String {
  #"{"type":"statement","election":"\#(election)","subject":\#(subject),"count":\#(count)"#
    + (more.isEmpty ? "}" : ",\(more)}")
}

private func accreditation(
  _ election: String, _ id: String, _ status: String, at: String, _ whose: String
) -> String {
  #"{"type":"accreditation","election":"\#(election)","id":"\#(id)","status":"\#(status)","#
    + #""at":"\#(at)",\#(whose)}"#
}

@Suite("Three services on one broker", .serialized, .timeLimit(.minutes(5)))
struct StagesTests {
  let rig: Rig

  init() throws { rig = try Rig() }

  @Test("A report is counted with its gaps, once however often it comes; a second one closes them")
  func workedExample() async throws {
    try await rig.publish(Reports.first, partition: 0)
    try await rig.publish(Reports.first, partition: 0)
    try await rig.publish(Reports.first, partition: 1)
    try await rig.settle()

    let counts = try await rig.counts(Reports.election)
    #expect(counts["international/total"]?["declared"]?.integer == 398)
    #expect(counts["international/organizations_total"]?["declared"]?.integer == 322)
    #expect(counts["international/organization_number"]?["declared"]?.integer == 10)
    #expect(counts["international/countries_total"]?["declared"]?.integer == 31)
    #expect(counts["international/country_number"]?["declared"]?.integer == 31)
    for (body, number) in Reports.bodies {
      #expect(
        counts["international/organization/\(body)"]?["declared"]?.integer == number, "\(body)")
    }
    let countries = counts.filter { $0.key.hasPrefix("international/country/") }
    #expect(countries.count == 31)
    #expect(
      countries.values.allSatisfy {
        $0["declared"]?.integer == 1 && $0["inferred"]?.bool == true
      })
    #expect(counts.count == 5 + 9 + 31)
    #expect(try await rig.findings(Reports.election) == Reports.firstFindings)
    let open = try await rig.newest(.findings)
    let since = open.values.compactMap { $0["since"]?.string }
    #expect(since.count == 3 && since.allSatisfy { Timestamp($0) != nil })

    try await rig.publish(Reports.second, partition: 1)
    try await rig.settle()
    #expect(try await rig.findings(Reports.election) == Reports.secondFindings)
    let both = try await rig.counts(Reports.election)
    #expect(both["international/organization/osce-odihr"]?["declared"]?.integer == 42)
    #expect(both["international/countries_total"]?["declared"]?.integer == 76)
    #expect(both["international/total"]?["declared"]?.integer == 398)
    #expect(both.count == counts.count + 1)
    let closed = try await rig.newest(.findings).values.filter { $0["closed"]?.isNull == false }
    #expect(closed.count == 3)
    #expect(closed.allSatisfy { $0["closed"]?.string.flatMap { Timestamp($0) } != nil })
    #expect(try await rig.records(.rejected).isEmpty)
    try await rig.stop()
  }

  @Test("Deleted state is rebuilt from the topics, and nothing is published again for that")
  func rebuilt() async throws {
    try await rig.publish(Reports.first)
    try await rig.publish(Reports.second, partition: 1)
    let election = "md-2024-mixed"
    for number in 0..<5 {
      try await rig.publish(
        accreditation(
          election, "a\(number)", "accredited", at: "2024-10-01T08:00:00Z",
          #""organization":"OSCE PA""#))
    }
    try await rig.publish(
      statement(election, #"{"organization":"League of Unheard Watchers"}"#, 4))
    try await rig.settle()
    try await rig.stop()
    let topics: [Topic] = [.statements, .enriched, .counts, .findings, .unresolved]
    var before: [[[UInt8]]] = []
    for topic in topics { before.append(try await rig.records(topic).map(\.value)) }
    #expect(before.allSatisfy { !$0.isEmpty })

    try rig.deleteState()
    rig.start()
    try await rig.ready()
    try await rig.settle()
    for (topic, values) in zip(topics, before) {
      #expect(try await rig.records(topic).map(\.value) == values, "\(topic.rawValue)")
    }

    // The rebuilt state is the whole one: a repetition changes nothing, a withdrawal lowers.
    try await rig.publish(Reports.first, partition: 1)
    try await rig.publish(
      accreditation(
        election, "a1", "withdrawn", at: "2024-10-02T08:00:00Z", #""organization":"OSCE PA""#))
    try await rig.settle()
    let counts = try await rig.counts(election)
    #expect(counts["international/organization/osce-pa"]?["registered"]?.integer == 4)
    #expect(try await rig.findings(Reports.election) == Reports.secondFindings)
    #expect(
      try await rig.counts(Reports.election)["international/countries_total"]?["declared"]?.integer
        == 76)
    try await rig.stop()
  }

  @Test("Statements of each scope keep to their own number")
  func scopes() async throws {
    let election = "ge-2024-parliamentary"
    let osce = #"{"organization":"OSCE PA"}"#
    let told: [(Int, String)] = [
      (40, #""as_of":"2024-10-01","source":"CEC""#),
      (7, #""scope":"increment","as_of":"2024-10-02","source":"CEC""#),
      (3, #""scope":"withdrawn","as_of":"2024-10-03","source":"CEC""#),
      (90, #""scope":"proposed","as_of":"2024-09-01","source":"CEC""#),
      (80, #""scope":"expected","as_of":"2024-09-02","source":"CEC""#),
      (35, #""scope":"deployed","as_of":"2024-10-20","source":"CEC""#),
      (9, #""scope":"previous","as_of":"2020-10-20","source":"CEC""#),
      (2, #""scope":"refused","as_of":"2024-10-04","source":"CEC""#),
      (60, #""audience":"domestic","as_of":"2024-10-01","source":"CEC""#),
    ]
    for (count, more) in told { try await rig.publish(statement(election, osce, count, more)) }
    try await rig.settle()
    let counts = try await rig.counts(election)
    let body = try #require(counts["international/organization/osce-pa"])
    #expect(body["declared"]?.integer == 44)
    #expect(body["proposed"]?.integer == 90)
    #expect(body["expected"]?.integer == 80)
    #expect(body["deployed"]?.integer == 35)
    #expect(body["registered"]?.integer == 0)
    // Domestic observers are another number altogether.
    #expect(counts["domestic/organization/osce-pa"]?["declared"]?.integer == 60)
    #expect(counts.count == 2)

    // A newer snapshot begins anew.
    try await rig.publish(
      statement(election, osce, 50, #""as_of":"2024-10-05","source":"CEC""#))
    try await rig.settle()
    #expect(
      try await rig.counts(election)["international/organization/osce-pa"]?["declared"]?.integer
        == 50)
    try await rig.stop()
  }

  @Test("A count's record is the whole standing of its subject, a finding's its numbers and texts")
  func shapes() async throws {
    let election = "fr-2022-presidential"
    try await rig.publish(
      statement(
        election, #"{"organization":"OSCE/ODIHR"}"#, 12,
        #""as_of":"2022-04-01","source":"The desk""#),
      [("ce_id", "m-1"), ("ce_source", "/scrutineer/test")])
    try await rig.publish(
      statement(
        election, #"{"organization":"OSCE/ODIHR"}"#, 15,
        #""as_of":"2022-04-01","source":"The other desk""#),
      [("ce_id", "m-2"), ("ce_source", "/scrutineer/test")])
    try await rig.settle()
    let record = try #require(try await rig.records(.counts).last)
    let key = "\(election)/international/organization/osce-odihr"
    #expect(record.key == key)
    #expect(
      record.json.names == [
        "election", "audience", "subject", "declared", "registered", "proposed", "expected",
        "deployed", "inferred", "approximate", "as_of", "sources", "statements", "position",
        "updated",
      ])
    #expect(record.json["election"]?.string == election)
    #expect(record.json["audience"]?.string == "international")
    #expect(record.json["subject"]?.names == ["type", "id", "name"])
    #expect(record.json["subject"]?["type"]?.string == "organization")
    #expect(record.json["subject"]?["id"]?.string == "osce-odihr")
    #expect(record.json["subject"]?["name"]?.string?.isEmpty == false)
    #expect(record.json["declared"]?.integer == 15)
    #expect(record.json["proposed"]?.isNull == true)
    #expect(record.json["inferred"] == .bool(false))
    #expect(record.json["as_of"]?.string == "2022-04-01")
    #expect(record.json["sources"] == .array([.string("The other desk")]))
    #expect(record.json["statements"] == .array([.string("m-2#0")]))
    #expect(record.json["updated"]?.string.flatMap { Timestamp($0) } != nil)
    #expect(record.headers["ce_type"] == EventType.count.rawValue)
    #expect(record.headers["content-type"] == "application/json")
    // The position is that of the record that moved it.
    let inputs = try await rig.records(.enriched)
    let cause = try #require(inputs.first { $0.headers["ce_id"] == "m-2#0" })
    #expect(record.json["position"]?.names == ["partition", "offset"])
    #expect(record.json["position"]?["partition"]?.integer == cause.partition)
    #expect(record.json["position"]?["offset"]?.integer == cause.offset)
    #expect(cause.key == election)
    let origin = try #require(cause.headers["ce_origin"].flatMap { Address($0) })
    #expect(origin.topic == Topic.raw.rawValue && origin.partition == 0 && origin.offset == 1)

    let finding = try #require(try await rig.records(.findings).last)
    #expect(finding.key == "\(election)/international/sources-differ/organization/osce-odihr")
    let members = [
      "election", "code", "severity", "stated", "itemised", "difference", "statements", "since",
      "closed", "sentence",
    ]
    #expect(Set(members).isSubset(of: finding.json.names))
    #expect(finding.json["difference"]?.integer.map(abs) == 3)
    #expect(finding.json["statements"]?.array?.count == 2)
    #expect(finding.json["closed"]?.isNull == true)

    // Once the sources agree it closes, and when they differ again it is the same finding anew.
    try await rig.publish(
      statement(
        election, #"{"organization":"OSCE/ODIHR"}"#, 15,
        #""as_of":"2022-04-01","published":"2022-04-02","source":"The desk""#))
    try await rig.settle()
    let closed = try #require(try await rig.newest(.findings)[finding.key])
    let moment = try #require(closed["closed"]?.string.flatMap { Timestamp($0) })
    #expect(closed["since"] == finding.json["since"])
    try await rig.publish(
      statement(
        election, #"{"organization":"OSCE/ODIHR"}"#, 19,
        #""as_of":"2022-04-01","published":"2022-04-03","source":"The desk""#))
    try await rig.settle()
    let again = try #require(try await rig.newest(.findings)[finding.key])
    #expect(again["closed"]?.isNull == true)
    #expect(again["difference"]?.integer.map(abs) == 4)
    #expect(try #require(again["since"]?.string.flatMap { Timestamp($0) }) >= moment)
    try await rig.stop()
  }

  @Test("Accreditations give the same number in every order of arrival")
  func accreditations() async throws {
    let japan = #""country":"Japan""#
    let changes: [(String, String, String, String)] = [
      ("1", "accredited", "2024-05-01T08:00:00Z", japan),
      ("1", "withdrawn", "2024-05-02T08:00:00Z", japan),
      ("1", "accredited", "2024-05-03T08:00:00+00:00", japan),
      ("2", "accredited", "2024-05-01T08:00:00Z", #""organization":"OSCE PA""#),
      // At one moment: the graver one counts.
      ("2", "revoked", "2024-05-01T10:00:00+02:00", #""organization":"OSCE PA""#),
    ]
    var orders: [[Int]] = [[]]
    for place in changes.indices {
      orders = orders.flatMap { order in
        (0...order.count).map { at in
          var longer = order
          longer.insert(place, at: at)
          return longer
        }
      }
    }
    #expect(orders.count == 120)
    // One election for each order.
    for (number, order) in orders.enumerated() {
      let election = "de-\(1900 + number)-local"
      for place in order {
        let (id, status, at, whose) = changes[place]
        try await rig.publish(accreditation(election, id, status, at: at, whose), partition: 0)
      }
    }
    try await rig.settle()
    let all = try await rig.newest(.counts)
    for (number, order) in orders.enumerated() {
      let place = "de-\(1900 + number)-local/international"
      #expect(all["\(place)/country/JP"]?["registered"]?.integer == 1, "\(order)")
      #expect(all["\(place)/countries_total"]?["registered"]?.integer == 1, "\(order)")
      #expect(all["\(place)/total"]?["registered"]?.integer == 1, "\(order)")
      #expect((all["\(place)/organization/osce-pa"]?["registered"]?.integer ?? 0) == 0, "\(order)")
      #expect((all["\(place)/organizations_total"]?["registered"]?.integer ?? 0) == 0, "\(order)")
    }

    // Withdrawn lowers; what is older than what is known changes nothing.
    let election = "de-1900-local"
    try await rig.publish(
      accreditation(election, "1", "withdrawn", at: "2024-05-04T00:00:00Z", japan))
    try await rig.publish(
      accreditation(election, "1", "accredited", at: "2024-05-03T23:59:59Z", japan))
    try await rig.settle()
    let after = try await rig.counts(election)
    #expect(after["international/country/JP"]?["registered"]?.integer == 0)
    #expect(after["international/total"]?["registered"]?.integer == 0)
    try await rig.stop()
  }

  @Test("What nobody can place waits for a person; what is wrong is rejected; the rest goes on")
  func waitingAndRejected() async throws {
    let election = "al-2025-parliamentary"
    let text = """
      As of 4 May 2025, 30 international observers are accredited. Two international organizations \
      sent 30 observers: the OSCE Parliamentary Assembly (20) and the League of Unheard Watchers (10).
      """
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("type", "bulletin")
      writer.member("text", text)
      writer.member("election", election)
      writer.member("publisher", "A paper")
    }
    try await rig.publish(writer.text)
    // A name by itself, the same one: it waits with the other.
    try await rig.publish(
      statement(election, #"{"organization":"league of unheard watchers"}"#, 11), partition: 1)
    try await rig.publish("Some 12 international observers were accredited there.")
    // One id, two contents.
    let headers = [("ce_id", "twice"), ("ce_source", "/scrutineer/test")]
    let total = #"{"total":"all"}"#
    try await rig.publish(statement("no-2025-local", total, 5), headers)
    try await rig.publish(statement("no-2025-local", total, 6), headers)
    try await rig.publish(statement("no-2025-local", total, 5), headers)
    try await rig.publish(statement("no-2025-local", total, -5))
    try await rig.settle()

    let counts = try await rig.counts(election)
    #expect(counts["international/organization/osce-pa"]?["declared"]?.integer == 20)
    #expect(counts["international/total"]?["declared"]?.integer == 30)
    #expect(counts.keys.allSatisfy { !$0.contains("?") && !$0.lowercased().contains("unheard") })
    // The report's own arithmetic has the unknown name in it: nothing is missing.
    #expect(
      try await rig.findings(election).filter { $0.contains(" organizations-not") } == [])

    let waiting = try await rig.newest(.unresolved)
    let name = try #require(
      waiting.values.first { $0["kind"]?.string == "organization" })
    #expect(name["name"]?.string?.lowercased().contains("unheard watchers") == true)
    #expect(name["status"]?.string == "unknown")
    #expect(name["observers"]?.integer == 21)
    #expect(name["statements"]?.integer == 2)
    #expect(name["elections"] == .array([.string(election)]))
    let place = try #require(waiting.values.first { $0["kind"]?.string == "election" })
    #expect(place["observers"]?.integer == 12)
    #expect(place["candidates"] == .array([]))
    #expect(waiting.count == 2)

    #expect(
      try await rig.counts("no-2025-local")["international/total"]?["declared"]?.integer == 5)
    let rejected = try await rig.records(.rejected)
    #expect(
      rejected.compactMap { $0.headers["rejected-code"] }.sorted() == [
        "id-reused", "negative-count",
      ])
    let reused = try #require(rejected.first { $0.headers["rejected-code"] == "id-reused" })
    #expect(reused.json["count"]?.integer == 6)
    #expect(reused.headers["original-ce_id"] == "twice")
    #expect(reused.headers["rejected-by"] == Group.ingestion.rawValue)
    #expect(reused.headers["rejected-sentence"]?.hasSuffix(".") == true)
    try await rig.stop()
  }
}
