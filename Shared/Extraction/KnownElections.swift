import Records

/// Polling days of national ballots since 2004, where bulletins about observers are common: a text that
/// tells a day without its year, or a report of the weeks before, means one of these.
enum KnownElections {
  struct Ballot: Equatable {
    let kind: ElectionKind
    let day: Day
  }

  /// What a text tells of its election; `nil` for what it does not tell.
  struct Clues {
    var kind: ElectionKind?
    var year: Int?
    /// Month and day of polling, where the text tells no year.
    var polling: (month: Int, day: Int)?
    /// Years of elections that the text compares this one with.
    var past: Set<Int> = []
    var published: Day?
    /// Month and day of publication, where the text tells no year.
    var dateline: (month: Int, day: Int)?
  }

  /// The ballot that a text from before polling means; `nil` unless exactly one fits its clues.
  static func ballot(_ country: String, _ clues: Clues) -> Ballot? {
    guard
      clues.polling != nil || clues.published != nil || clues.year != nil || clues.dateline != nil
    else {
      return nil
    }
    let known = (table[country] ?? []).filter { fits($0, clues) }
    return known.count == 1 ? known.first : nil
  }

  private static func fits(_ ballot: Ballot, _ clues: Clues) -> Bool {
    let year = ballot.day.year
    if clues.past.contains(year) || clues.kind.map({ $0 != ballot.kind }) ?? false { return false }
    if let told = clues.year, told != year { return false }
    if let told = clues.polling, Day(year: year, month: told.month, day: told.day) != ballot.day {
      return false
    }
    if let published = clues.published { return isAhead(ballot, published, reach) }
    if let told = clues.dateline, clues.polling == nil,
      let day = Day(year: year, month: told.month, day: told.day)
    {
      return isAhead(ballot, day, shortReach)
    }
    return true
  }

  private static func isAhead(_ ballot: Ballot, _ day: Day, _ days: Int) -> Bool {
    (day.ordinal - 3...day.ordinal + days).contains(ballot.day.ordinal)
  }

  /// Accreditation begins within this many days of polling.
  private static let reach = 75
  /// Within so many days a day without a year still tells one ballot from another.
  private static let shortReach = 30

  private static let table: [String: [Ballot]] = rows.mapValues { row in
    row.flatMap { kind, days in
      days.split(separator: " ").compactMap { Day(String($0)) }.map { Ballot(kind: kind, day: $0) }
    }
  }

  private static let rows: [String: [(ElectionKind, String)]] = [
    "AM": [
      (.presidential, "2008-02-19 2013-02-18"),
      (.parliamentary, "2007-05-12 2012-05-06 2017-04-02 2018-12-09 2021-06-20 2026-06-07"),
      (.referendum, "2005-11-27 2015-12-06"),
    ],
    "AZ": [
      (.presidential, "2008-10-15 2013-10-09 2018-04-11 2024-02-07"),
      (.parliamentary, "2005-11-06 2010-11-07 2015-11-01 2020-02-09 2024-09-01"),
      (.referendum, "2009-03-18 2016-09-26"),
    ],
    "BY": [
      (.presidential, "2006-03-19 2010-12-19 2015-10-11 2020-08-09 2025-01-26"),
      (.parliamentary, "2004-10-17 2008-09-28 2012-09-23 2016-09-11 2019-11-17 2024-02-25"),
      (.referendum, "2022-02-27"),
    ],
    "GE": [
      (.presidential, "2008-01-05 2013-10-27 2018-10-28 2018-11-28"),
      (.parliamentary, "2008-05-21 2012-10-01 2016-10-08 2020-10-31 2024-10-26"),
      (.local, "2010-05-30 2014-06-15 2017-10-21 2021-10-02 2025-10-04"),
    ],
    "KG": [
      (.presidential, "2005-07-10 2009-07-23 2011-10-30 2017-10-15 2021-01-10"),
      (.parliamentary, "2007-12-16 2010-10-10 2015-10-04 2020-10-04 2021-11-28 2025-11-30"),
      (.referendum, "2010-06-27 2016-12-11"), (.mixed, "2021-04-11"),
    ],
    "KZ": [
      (.presidential, "2005-12-04 2011-04-03 2015-04-26 2019-06-09 2022-11-20"),
      (.parliamentary, "2004-09-19 2007-08-18 2012-01-15 2016-03-20 2021-01-10 2023-03-19"),
      (.referendum, "2022-06-05 2024-10-06"),
    ],
    "LK": [
      (.presidential, "2005-11-17 2010-01-26 2015-01-08 2019-11-16 2024-09-21"),
      (.parliamentary, "2010-04-08 2015-08-17 2020-08-05 2024-11-14"),
    ],
    "MD": [
      (.presidential, "2016-10-30 2016-11-13 2020-11-01 2020-11-15"), (.mixed, "2024-10-20"),
      (
        .parliamentary,
        "2005-03-06 2009-04-05 2009-07-29 2010-11-28 2014-11-30 2019-02-24 2021-07-11 2025-09-28"
      ),
    ],
    "MN": [
      (.presidential, "2009-05-24 2013-06-26 2017-06-26 2021-06-09"),
      (.parliamentary, "2008-06-29 2012-06-28 2016-06-29 2020-06-24 2024-06-28"),
    ],
    "RU": [
      (.presidential, "2004-03-14 2008-03-02 2012-03-04 2018-03-18 2024-03-17"),
      (.parliamentary, "2007-12-02 2011-12-04 2016-09-18 2021-09-19"), (.referendum, "2020-07-01"),
    ],
    "TJ": [
      (.presidential, "2006-11-06 2013-11-06 2020-10-11"),
      (.parliamentary, "2005-02-27 2010-02-28 2015-03-01 2020-03-01 2025-03-02"),
      (.referendum, "2016-05-22"),
    ],
    "TM": [
      (.presidential, "2007-02-11 2012-02-12 2017-02-12 2022-03-12"),
      (.parliamentary, "2008-12-14 2013-12-15 2018-03-25 2023-03-26"),
    ],
    "TR": [
      (.presidential, "2014-08-10"), (.mixed, "2018-06-24 2023-05-14"),
      (.parliamentary, "2007-07-22 2011-06-12 2015-06-07 2015-11-01"),
      (.referendum, "2010-09-12 2017-04-16"),
    ],
    "UA": [
      (.presidential, "2004-10-31 2010-01-17 2010-02-07 2014-05-25 2019-03-31 2019-04-21"),
      (.parliamentary, "2006-03-26 2007-09-30 2012-10-28 2014-10-26 2019-07-21"),
      (.local, "2010-10-31 2015-10-25 2020-10-25"),
    ],
    "UZ": [
      (.presidential, "2007-12-23 2015-03-29 2016-12-04 2021-10-24 2023-07-09"),
      (.parliamentary, "2004-12-26 2009-12-27 2014-12-21 2019-12-22 2024-10-27"),
      (.referendum, "2023-04-30"),
    ],
  ]
}
