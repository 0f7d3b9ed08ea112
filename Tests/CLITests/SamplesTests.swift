import Extraction
import JSON
import Reckoning
import Records
import Testing

@testable import CLICore

@Suite("The samples of the demonstration", .timeLimit(.minutes(5)))
struct SamplesTests {
  private func report(_ message: OutgoingMessage) throws -> Report {
    let text = String(decoding: message.bytes, as: UTF8.self)
    return Report(try Report.bulletin(text, from: "sample.json"))
  }

  private func count(_ report: Report, _ type: SubjectType, id: String? = nil) -> Int? {
    report.extract.statements.first {
      $0.subject.type == type && (id == nil || $0.subject.id == id)
    }?.count
  }

  @Test("The first report is read with all its numbers and its three gaps")
  func first() throws {
    let report = try report(Samples.firstReport)
    #expect(report.extract.election.key == Samples.firstElection)
    #expect(report.extract.asOf == Day("2021-01-04"))
    #expect(count(report, .total) == 398)
    #expect(count(report, .organizationsTotal) == 322)
    #expect(count(report, .organizationNumber) == 10)
    #expect(count(report, .countriesTotal) == 31)
    #expect(count(report, .countryNumber) == 31)
    let organizations = report.extract.statements.filter { $0.subject.type == .organization }
    #expect(organizations.compactMap(\.count).reduce(0, +) == 280)
    #expect(Set(organizations.compactMap(\.subject.id)).count == 9)
    let countries = report.extract.statements.filter { $0.subject.type == .country }
    #expect(Set(countries.compactMap(\.subject.id)).count == 31)
    #expect(
      report.findings.map { "\($0.code.rawValue) \($0.difference)" } == [
        "organizations-not-itemised 42", "organizations-not-listed 1", "total-not-accounted 45",
      ])
  }

  @Test("The second report names the tenth body, and other countries' observers")
  func second() throws {
    let report = try report(Samples.secondReport)
    #expect(report.extract.election.key == Samples.firstElection)
    #expect(report.extract.asOf == Day("2021-01-04"))
    #expect(count(report, .total) == 398)
    #expect(count(report, .organizationsTotal) == 322)
    #expect(count(report, .countriesTotal) == 76)
    #expect(count(report, .organization, id: "osce-odihr") == 42)
    let organizations = report.extract.statements.filter { $0.subject.type == .organization }
    #expect(organizations.compactMap(\.count).reduce(0, +) == 322)
    #expect(report.findings.isEmpty)
  }
}
