import Extraction
import Records
import Testing

@Suite("Tables of several columns", .timeLimit(.minutes(5)))
struct TablesTests {
  @Test(
    "The head of a column tells what its numbers are",
    arguments: [
      """
      Observers accredited by Friday

      Category | Applications | Accredited
      Local observers | 8,310 | 7,902
      International observers | 240 | 231
      Local journalists | 610 | 600
      """,
      """
      Observers accredited by Friday

      Category                     Applications     Accredited
      Local observers                     8,310          7,902
      International observers               240            231
      Local journalists                     610            600
      """,
    ])
  func applications(text: String) {
    #expect(
      statements(text) == [
        "total 8310 proposed domestic", "total 7902 cumulative domestic", "total 240 proposed",
        "total 231 cumulative",
      ])
  }

  @Test("A column of bodies counts bodies, one of people counts people")
  func bodies() {
    let text = """
      The following observers have been accredited:

      Category             Institutions    Persons
      Faith groups                   12        480
      Observers, total               31      1,205
      """
    #expect(
      statements(text) == [
        "organization_number 12 cumulative", "organization_number 31 cumulative",
        "total 1205 cumulative",
      ])
  }

  @Test("Names in a table have a number in each column of people")
  func names() {
    let text = """
      Observers on Monday

      Mission | Applications | Accredited
      OIC | 15 | 14
      Norway | 6 | 6
      """
    #expect(
      statements(text) == [
        "organization/oic 15 proposed", "organization/oic 14 cumulative",
        "country/NO 6 proposed", "country/NO 6 cumulative",
      ])
  }
}
