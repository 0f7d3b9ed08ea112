import JSON
import Processes
import Records
import Testing

@Suite("What the topics tell against what stands", .serialized, .timeLimit(.minutes(5)))
struct AuditTests {
  let rig: Rig
  let election = "no-2025-parliamentary"

  init() throws { rig = try Rig() }

  private func accreditation(_ id: String, _ status: String = "accredited") -> String {
    #"{"type":"accreditation","id":"\#(id)","election":"\#(election)","country":"Iceland","#
      + #""status":"\#(status)","at":"2025-05-0\#(status == "accredited" ? 1 : 2)T08:00:00Z"}"#
  }

  private func registered() async throws -> Int? {
    try await rig.counts(election)["international/country/IS"]?["registered"]?.integer
  }

  /// The owner before took several inputs in one batch, behind which stood what stood already, and
  /// published nothing; a paused one had published what stood between them.
  @Test("What stands is published where the topics tell what is older, though it was held back")
  func publishesWhatWasHeldBack() async throws {
    for message in [accreditation("a"), accreditation("b"), accreditation("b", "withdrawn")] {
      try await rig.publish(message)
    }
    try await rig.settle()
    #expect(try await registered() == 1)
    try await rig.stop()

    rig.start([.ingestion, .enrichment])
    try await rig.publish(accreditation("c"))
    try await soon("the fourth is enriched") { try await rig.records(.enriched).count == 4 }
    try await rig.stop()
    try await rig.commitEverything(.aggregation)
    #expect(try await registered() == 1)

    rig.start()
    try await soon("what stands is told") { try await registered() == 2 }
    try await rig.stop()
  }
}
