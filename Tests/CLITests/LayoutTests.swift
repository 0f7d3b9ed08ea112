import JSON
import Testing

@testable import CLICore

@Suite("Tables", .timeLimit(.minutes(5)))
struct LayoutTests {
  @Test("Columns line up by what a terminal shows, and no line ends in blanks")
  func alignment() {
    var table = TextTable([("NAME", .left), ("N", .right), ("NOTE", .left)])
    table.add(["Қазақстан", "7", ""])
    table.add(["日本", "322", "x"])
    table.add(["e\u{301}", "1", ""])
    #expect(
      table.lines == [
        "NAME         N  NOTE", "Қазақстан    7", "日本       322  x", "e\u{301}            1",
      ])
  }

  @Test("Nothing in a name can move the cursor or turn the writing")
  func escapes() {
    #expect(TextTable.safe("a\u{1B}[2Jb\u{202E}c\n") == "a\\u{1B}[2Jb\\u{202E}c\\u{A}")
    #expect(TextTable.safe("Россия – 日本") == "Россия – 日本")
  }

  @Test(
    "Texts of a spreadsheet are quoted where they must be, and are no formulas",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
      ("=1+1", "'=1+1"), ("two\nlines", "\"two\nlines\""),
    ])
  func csv(text: String, cell: String) { #expect(CountsTable.csvText(text) == cell) }

  @Test("Totals come first, then organizations and countries by size; empty columns are left out")
  func countsTable() throws {
    func count(_ type: String, _ name: String, _ declared: Int, inferred: Bool = false) -> String {
      """
      {"election": "kz-2021-parliamentary", "audience": "international", "subject": {"type": "\(type)", \
      "id": null, "name": "\(name)"}, "declared": \(declared), "registered": 0, "proposed": null, \
      "expected": null, "deployed": null, "inferred": \(inferred), "as_of": "2021-01-04", "sources": []}
      """
    }
    let counts = try [
      count("country", "Jordan", 1, inferred: true), count("organization", "Small", 2),
      count("organization", "Large", 9), count("total", "", 12),
    ].map { try JSONReader().read($0) }
    let lines = CountsTable.lines(counts)
    #expect(!lines[0].contains("REGISTERED") && lines[0].contains("DECLARED"))
    #expect(
      lines.dropFirst().map { $0.split(separator: " ")[0] } == ["All", "Large", "Small", "Jordan"])
    #expect(lines[4].hasSuffix("inferred"))
    #expect(CountsTable.csv(counts).count == 5)
  }
}
