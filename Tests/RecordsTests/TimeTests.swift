import Records
import Testing

@Suite("Day", .timeLimit(.minutes(5)))
struct DayTests {
  @Test(
    "A day is taken off the front of a date or a date and time",
    arguments: [
      "2021-01-04", "2021-01-04T23:59:59+05:00", "2021-01-04 10:00", "2021-01-04T",
    ])
  func taken(text: String) { #expect(Day(text)?.description == "2021-01-04") }

  @Test(
    "Anything else is no day",
    arguments: [
      "", "2021", "2021-1-4", "2021-01-4", "2021-01-041", "2021/01/04", "21-01-04", " 2021-01-04",
      "2021-01-04Z", "+021-01-04", "2021-+1-04", "٢٠٢١-٠١-٠٤", "0000-01-01", "2021-00-01",
      "2021-13-01", "2021-01-00", "2021-04-31", "2021-02-29", "1900-02-29",
    ])
  func refused(text: String) { #expect(Day(text) == nil) }

  @Test(
    "Leap days exist where the calendar has them",
    arguments: [(2020, true), (2021, false), (2000, true), (1900, false), (2400, true)])
  func leap(year: Int, exists: Bool) {
    #expect((Day(year: year, month: 2, day: 29) != nil) == exists)
  }

  @Test("Days order by time and read back from their description")
  func ordered() throws {
    let days = [
      (1, 1, 1), (987, 12, 31), (2020, 12, 31), (2021, 1, 4), (2021, 1, 10), (9999, 12, 31),
    ]
    .compactMap { Day(year: $0.0, month: $0.1, day: $0.2) }
    #expect(days.count == 6)
    #expect(days.shuffled().sorted() == days)
    #expect(days.allSatisfy { Day($0.description) == $0 })
    #expect(days.map(\.year) == [1, 987, 2020, 2021, 2021, 9999])
  }

  @Test("Numbers out of range make no day")
  func outOfRange() {
    #expect(Day(year: 10_000, month: 1, day: 1) == nil)
    #expect(Day(year: 2021, month: .max, day: 1) == nil)
    #expect(Day(year: 2021, month: 1, day: .min) == nil)
  }
}

@Suite("Timestamp", .timeLimit(.minutes(5)))
struct TimestampTests {
  @Test(
    "Moments are milliseconds since 1970 in UTC",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01", 0), ("1969-12-31T23:59:59.999Z", -1),
      ("2000-02-29T12:00:00Z", 951_825_600_000), ("2021-01-05T09:35:00+06:00", 1_609_817_700_000),
      ("2021-01-05T03:35:00Z", 1_609_817_700_000), ("2021-01-04t22:05:00-0530", nil),
      ("2021-01-04 22:05:00-05:30", 1_609_817_700_000),
      ("2021-01-05T03:35:00.5z", 1_609_817_700_500),
      ("2021-01-05T03:35:00.123999Z", 1_609_817_700_123),
      ("2016-12-31T23:59:60Z", 1_483_228_800_000),
      ("0001-01-01", -62_135_596_800_000),
    ] as [(String, Int?)])
  func read(text: String, milliseconds: Int?) {
    #expect(Timestamp(text)?.milliseconds == milliseconds)
  }

  @Test(
    "Anything else is no moment",
    arguments: [
      "", "now", "2021-01-04T", "2021-01-04 ", "2021-01-04T10:00Z", "2021-01-04T10:00:00",
      "2021-01-04T24:00:00Z", "2021-01-04T10:60:00Z", "2021-01-04T10:00:61Z",
      "2021-01-04T10:00:00.Z", "2021-01-04T10:00:00Z ", "2021-01-04T10:00:00+24:00",
      "2021-01-04T10:00:00+05:60", "2021-01-04T10:00:00+5", "2021-02-30T10:00:00Z",
      "2021-01-04T1a:00:00Z",
    ])
  func refused(text: String) { #expect(Timestamp(text) == nil) }

  @Test(
    "A moment is written in UTC, with milliseconds where there are any",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (951_825_600_007, "2000-02-29T12:00:00.007Z"),
      (1_609_817_700_120, "2021-01-05T03:35:00.120Z"),
      (-62_135_596_800_000, "0001-01-01T00:00:00Z"), (253_402_300_799_000, "9999-12-31T23:59:59Z"),
    ])
  func written(milliseconds: Int, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == text)
  }

  @Test("Every day of four centuries reads back, one after the other")
  func everyDay() {
    let start = Timestamp("1900-01-01")?.milliseconds ?? 0
    var last: Day?
    for number in 0..<146_097 {
      let moment = Timestamp(milliseconds: start + number * 86_400_000)
      guard let day = moment.day, Timestamp(day.description) == moment,
        last.map({ $0 < day }) ?? true
      else {
        Issue.record("\(moment) does not read back")
        return
      }
      last = day
    }
    #expect(last?.description == "2299-12-31")
  }

  @Test("Moments order by time, whatever their zone, and fall on their UTC day")
  func ordered() throws {
    let earlier = try #require(Timestamp("2021-01-05T01:00:00+05:00"))
    let later = try #require(Timestamp("2021-01-04T21:00:00Z"))
    #expect(earlier < later)
    #expect(earlier.day?.description == "2021-01-04")
  }
}
