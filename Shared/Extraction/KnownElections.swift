import Records

/// Polling days of national ballots since 2004, where bulletins about observers are common: a text that
/// tells a day without its year, or a report of the weeks before, means one of these.
enum KnownElections {
  struct Ballot: Equatable {
    let kind: ElectionKind
    let day: Day
  }

  /// What a text tells of its election; `nil` and empty for what it does not tell.
  struct Clues {
    var kind: ElectionKind?
    var year: Int?
    /// Month and day of polling, where the text tells no year.
    var polling: (month: Int, day: Int)?
    /// Month of polling, where the text tells no day.
    var month: Int?
    /// Weekday of polling, Sunday being 0.
    var weekday: Int?
    /// Years of elections that the text compares this one with.
    var past: Set<Int> = []
    /// Years that the text looks back to: the election is later.
    var lookedBack: Int?
    /// Years that something the text speaks of belongs to.
    var era: ClosedRange<Int>?
    var published: Day?
    /// Month and day of publication, where the text tells no year.
    var dateline: (month: Int, day: Int)?
  }

  /// What the ballots that fit a text have in common.
  struct Answer: Equatable {
    var kind: ElectionKind?
    var year: Int?
    var day: Day?
  }

  /// What the ballots that fit the clues agree on; `nil` where none fits or nothing tells the time.
  static func answer(_ country: String, _ clues: Clues) -> Answer? {
    guard let all = table[country] else { return nil }
    func isKindred(_ ballot: Ballot) -> Bool { clues.kind == nil || ballot.kind == clues.kind }
    func isHolding(_ ballot: Ballot) -> Bool { ballot.kind == .mixed && clues.kind != .referendum }
    func isMeant(_ ballot: Ballot) -> Bool { fits(ballot, clues) && isInTime(ballot, clues) }
    let hasKindred = all.contains(where: isKindred)
    if tellsTime(clues) {
      if hasKindred, let answer = common(all, where: { isKindred($0) && isMeant($0) }) {
        return answer
      }
      if let answer = common(all, where: { isHolding($0) && isMeant($0) }) { return answer }
    }
    // Nobody votes soon: a page that was kept shows the day it was fetched.
    guard let published = clues.published else { return nil }
    let ballots = all.filter { (hasKindred ? isKindred($0) : isHolding($0)) && fits($0, clues) }
    let nearest =
      ballots.filter { (0...longReach).contains($0.day.ordinal - published.ordinal) }
      .min { $0.day < $1.day }
      ?? ballots.filter { (0...oldest).contains(published.ordinal - $0.day.ordinal) }
      .max { $0.day < $1.day }
    return nearest.map { Answer(kind: $0.kind, year: $0.day.year, day: $0.day) }
  }

  /// The only country that held a ballot of a kind on a day.
  static func country(_ kind: ElectionKind, _ day: Day) -> String? {
    let holding = table.filter { $0.value.contains { $0.kind == kind && $0.day == day } }
    return holding.count == 1 ? holding.first?.key : nil
  }

  /// The kind of the ballot of a day; `nil` where none is known.
  static func kind(_ country: String, _ day: Day) -> ElectionKind? {
    table[country]?.first { $0.day == day }?.kind
  }

  /// Whether all ballots of a kind in a country are known, and none of them is in a year.
  static func lacks(_ country: String, _ kind: ElectionKind?, _ year: Int) -> Bool {
    guard let kind, let last = table[country]?.lazy.map(\.day.year).max(), year <= last else {
      return false
    }
    let ballots = (table[country] ?? []).filter { $0.kind == kind || $0.kind == .mixed }
    return ballots.contains { $0.kind == kind } && !ballots.contains { $0.day.year == year }
  }

  /// What tells one year from another; a bound on the years alone does not.
  private static func tellsTime(_ clues: Clues) -> Bool {
    clues.polling != nil || clues.published != nil || clues.year != nil || clues.dateline != nil
      || clues.era != nil || (clues.month ?? clues.weekday) != nil && clues.lookedBack != nil
  }

  private static func common(_ ballots: [Ballot], where fits: (Ballot) -> Bool) -> Answer? {
    var common: Answer?
    for ballot in ballots where fits(ballot) {
      guard var answer = common else {
        common = Answer(kind: ballot.kind, year: ballot.day.year, day: ballot.day)
        continue
      }
      if ballot.kind != answer.kind { answer.kind = nil }
      if ballot.day.year != answer.year { answer.year = nil }
      answer.day = nil
      common = answer
    }
    return common?.year == nil ? nil : common
  }

  private static func fits(_ ballot: Ballot, _ clues: Clues) -> Bool {
    let year = ballot.day.year
    if clues.past.contains(year) { return false }
    if let told = clues.year, told != year { return false }
    if let told = clues.polling, Day(year: year, month: told.month, day: told.day) != ballot.day {
      return false
    }
    if let told = clues.era, !told.contains(year) { return false }
    if clues.published == nil {
      if let told = clues.month, told != ballot.day.month { return false }
      if let told = clues.weekday, clues.polling == nil, told != ballot.day.weekday { return false }
      if let told = clues.lookedBack, year <= told { return false }
    }
    return true
  }

  private static func isInTime(_ ballot: Ballot, _ clues: Clues) -> Bool {
    if let published = clues.published { return isAhead(ballot, published, reach) }
    if let told = clues.dateline, clues.polling == nil,
      let day = Day(year: ballot.day.year, month: told.month, day: told.day)
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
  /// Missions are invited within this many.
  private static let longReach = 200
  /// A page fetched later than this many days after polling has seen the next election.
  private static let oldest = 4 * 365
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
    // Where the head of state and the parliament are elected on one day, the ballot is mixed.
    "AF": [
      (.presidential, "2009-08-20 2014-04-05 2019-09-28"),
      (.parliamentary, "2010-09-18 2018-10-20"),
    ],
    "AL": [
      (.parliamentary, "2009-06-28 2013-06-23 2017-06-25 2021-04-25 2025-05-11")
    ],
    "AO": [
      (.parliamentary, "2008-09-05"),
      (.mixed, "2012-08-31 2017-08-23 2022-08-24"),
    ],
    "BA": [
      (.mixed, "2006-10-01 2010-10-03 2014-10-12 2018-10-07 2022-10-02")
    ],
    "BD": [
      (.parliamentary, "2008-12-29 2014-01-05 2018-12-30 2024-01-07")
    ],
    "BF": [
      (.presidential, "2010-11-21"),
      (.mixed, "2015-11-29 2020-11-22"),
    ],
    "BJ": [
      (.presidential, "2011-03-13 2016-03-06 2016-03-20 2021-04-11"),
      (.parliamentary, "2011-04-30 2015-04-26 2019-04-28 2023-01-08"),
    ],
    "BO": [
      (.mixed, "2009-12-06 2014-10-12 2019-10-20 2020-10-18 2025-08-17"),
      (.referendum, "2009-01-25 2016-02-21"),
    ],
    "BW": [
      (.mixed, "2009-10-16 2014-10-24 2019-10-23 2024-10-30")
    ],
    "CD": [
      (.presidential, "2006-10-29"),
      (.mixed, "2006-07-30 2011-11-28 2018-12-30 2023-12-20"),
      (.referendum, "2005-12-18"),
    ],
    "CG": [
      (.presidential, "2009-07-12 2016-03-20 2021-03-21"),
      (.referendum, "2015-10-25"),
    ],
    "CI": [
      (.presidential, "2010-10-31 2010-11-28 2015-10-25 2020-10-31 2025-10-25"),
      (.parliamentary, "2011-12-11 2016-12-18 2021-03-06"),
      (.referendum, "2016-10-30"),
    ],
    "CL": [
      (.presidential, "2010-01-17 2013-12-15 2017-12-17 2021-12-19"),
      (.mixed, "2009-12-13 2013-11-17 2017-11-19 2021-11-21 2025-11-16"),
      (.referendum, "2020-10-25 2022-09-04 2023-12-17"),
    ],
    "CM": [
      (.presidential, "2011-10-09 2018-10-07 2025-10-12"),
      (.parliamentary, "2013-09-30 2020-02-09"),
    ],
    "CO": [
      (.presidential, "2010-05-30 2010-06-20 2014-05-25 2014-06-15"),
      (.presidential, "2018-05-27 2018-06-17 2022-05-29 2022-06-19"),
      (.parliamentary, "2010-03-14 2014-03-09 2018-03-11 2022-03-13"),
      (.referendum, "2016-10-02"),
    ],
    "DO": [
      (.presidential, "2012-05-20"),
      (.parliamentary, "2010-05-16"),
      (.mixed, "2016-05-15 2020-07-05 2024-05-19"),
    ],
    "DZ": [
      (.presidential, "2014-04-17 2019-12-12 2024-09-07"),
      (.parliamentary, "2012-05-10 2017-05-04 2021-06-12"),
      (.referendum, "2020-11-01"),
    ],
    "EC": [
      (.presidential, "2017-04-02 2021-04-11 2023-10-15 2025-04-13"),
      (.mixed, "2009-04-26 2013-02-17 2017-02-19 2021-02-07 2023-08-20 2025-02-09"),
      (.referendum, "2011-05-07 2018-02-04 2024-04-21"),
    ],
    "ET": [
      (.parliamentary, "2005-05-15 2010-05-23 2015-05-24 2021-06-21")
    ],
    "GA": [
      (.presidential, "2009-08-30 2016-08-27 2025-04-12"),
      (.parliamentary, "2018-10-06"),
      (.mixed, "2023-08-26"),
      (.referendum, "2024-11-16"),
    ],
    "GH": [
      (.mixed, "2008-12-07 2012-12-07 2016-12-07 2020-12-07 2024-12-07")
    ],
    "GM": [
      (.presidential, "2011-11-24 2016-12-01 2021-12-04"),
      (.parliamentary, "2017-04-06 2022-04-09"),
    ],
    "GN": [
      (.presidential, "2010-06-27 2010-11-07 2015-10-11 2020-10-18 2025-12-28"),
      (.parliamentary, "2013-09-28"),
      (.mixed, "2020-03-22"),
      (.referendum, "2025-09-21"),
    ],
    "GT": [
      (.presidential, "2011-11-06 2015-10-25 2019-08-11 2023-08-20"),
      (.mixed, "2007-09-09 2011-09-11 2015-09-06 2019-06-16 2023-06-25"),
    ],
    "HN": [
      (.mixed, "2009-11-29 2013-11-24 2017-11-26 2021-11-28 2025-11-30")
    ],
    "ID": [
      (.presidential, "2004-07-05 2009-07-08 2014-07-09"),
      (.parliamentary, "2004-04-05 2009-04-09 2014-04-09"),
      (.mixed, "2019-04-17 2024-02-14"),
    ],
    "IQ": [
      (.parliamentary, "2010-03-07 2014-04-30 2018-05-12 2021-10-10 2025-11-11")
    ],
    "KE": [
      (.presidential, "2017-10-26"),
      (.mixed, "2007-12-27 2013-03-04 2017-08-08 2022-08-09"),
      (.referendum, "2010-08-04"),
    ],
    "KH": [
      (.parliamentary, "2008-07-27 2013-07-28 2018-07-29 2023-07-23")
    ],
    "LB": [
      (.parliamentary, "2009-06-07 2018-05-06 2022-05-15")
    ],
    "LR": [
      (.presidential, "2011-11-08 2017-12-26 2023-11-14"),
      (.mixed, "2005-10-11 2011-10-11 2017-10-10 2023-10-10"),
    ],
    "LS": [
      (.parliamentary, "2012-05-26 2015-02-28 2017-06-03 2022-10-07")
    ],
    "MG": [
      (.presidential, "2013-10-25 2013-12-20 2018-11-07 2018-12-19 2023-11-16"),
      (.parliamentary, "2019-05-27 2024-05-29"),
    ],
    "ML": [
      (.presidential, "2013-07-28 2013-08-11 2018-07-29 2018-08-12"),
      (.parliamentary, "2013-11-24 2020-03-29"),
      (.referendum, "2023-06-18"),
    ],
    "MM": [
      (.parliamentary, "2010-11-07 2015-11-08 2020-11-08")
    ],
    "MV": [
      (.presidential, "2013-09-07 2018-09-23 2023-09-09 2023-09-30"),
      (.parliamentary, "2014-03-22 2019-04-06 2024-04-21"),
    ],
    "MW": [
      (.presidential, "2020-06-23"),
      (.mixed, "2009-05-19 2014-05-20 2019-05-21 2025-09-16"),
    ],
    "MX": [
      (.parliamentary, "2009-07-05 2015-06-07 2021-06-06"),
      (.mixed, "2006-07-02 2012-07-01 2018-07-01 2024-06-02"),
    ],
    "MZ": [
      (.mixed, "2009-10-28 2014-10-15 2019-10-15 2024-10-09")
    ],
    "NA": [
      (.mixed, "2009-11-27 2014-11-28 2019-11-27 2024-11-27")
    ],
    "NE": [
      (.presidential, "2016-03-20 2021-02-21"),
      (.mixed, "2011-01-31 2016-02-21 2020-12-27"),
    ],
    "NG": [
      (.mixed, "2011-04-16 2015-03-28 2019-02-23 2023-02-25")
    ],
    "NI": [
      (.mixed, "2006-11-05 2011-11-06 2016-11-06 2021-11-07")
    ],
    "NP": [
      (.parliamentary, "2008-04-10 2013-11-19 2026-03-05"),
      (.mixed, "2017-11-26 2017-12-07 2022-11-20"),
    ],
    "PE": [
      (.presidential, "2011-06-05 2016-06-05 2021-06-06"),
      (.parliamentary, "2020-01-26"),
      (.mixed, "2006-04-09 2011-04-10 2016-04-10 2021-04-11 2026-04-12"),
    ],
    "PH": [
      (.parliamentary, "2013-05-13 2019-05-13 2025-05-12"),
      (.mixed, "2010-05-10 2016-05-09 2022-05-09"),
    ],
    "PK": [
      (.mixed, "2008-02-18 2013-05-11 2018-07-25 2024-02-08")
    ],
    "PY": [
      (.mixed, "2008-04-20 2013-04-21 2018-04-22 2023-04-30")
    ],
    "RS": [
      (.presidential, "2017-04-02"),
      (.parliamentary, "2016-04-24 2020-06-21 2023-12-17"),
      (.mixed, "2012-05-06 2022-04-03"),
      (.referendum, "2022-01-16"),
    ],
    "RW": [
      (.presidential, "2010-08-09 2017-08-04"),
      (.parliamentary, "2013-09-16 2018-09-03"),
      (.mixed, "2024-07-15"),
      (.referendum, "2015-12-18"),
    ],
    "SL": [
      (.presidential, "2018-03-31"),
      (.mixed, "2007-08-11 2012-11-17 2018-03-07 2023-06-24"),
    ],
    "SN": [
      (.presidential, "2007-02-25 2012-02-26 2012-03-25 2019-02-24 2024-03-24"),
      (.parliamentary, "2007-06-03 2012-07-01 2017-07-30 2022-07-31 2024-11-17"),
      (.referendum, "2016-03-20"),
    ],
    "SV": [
      (.presidential, "2009-03-15 2014-02-02 2014-03-09 2019-02-03"),
      (.parliamentary, "2009-01-18 2012-03-11 2015-03-01 2018-03-04 2021-02-28"),
      (.mixed, "2024-02-04"),
    ],
    "TD": [
      (.presidential, "2011-04-25 2016-04-10 2021-04-11 2024-05-06"),
      (.parliamentary, "2024-12-29"),
      (.referendum, "2023-12-17"),
    ],
    "TG": [
      (.presidential, "2005-04-24 2010-03-04 2015-04-25 2020-02-22"),
      (.parliamentary, "2007-10-14 2013-07-25 2018-12-20 2024-04-29"),
    ],
    "TL": [
      (.presidential, "2012-03-17 2017-03-20 2022-03-19"),
      (.parliamentary, "2012-07-07 2017-07-22 2018-05-12 2023-05-21"),
    ],
    "TN": [
      (.presidential, "2014-11-23 2014-12-21 2019-09-15 2019-10-13 2024-10-06"),
      (.parliamentary, "2011-10-23 2014-10-26 2019-10-06 2022-12-17"),
      (.referendum, "2022-07-25"),
    ],
    "TZ": [
      (.mixed, "2005-12-14 2010-10-31 2015-10-25 2020-10-28 2025-10-29")
    ],
    "UG": [
      (.mixed, "2006-02-23 2011-02-18 2016-02-18 2021-01-14 2026-01-15")
    ],
    "VE": [
      (.presidential, "2006-12-03 2012-10-07 2013-04-14 2018-05-20 2024-07-28"),
      (.parliamentary, "2010-09-26 2015-12-06 2020-12-06 2025-05-25"),
    ],
    "XK": [
      (.parliamentary, "2010-12-12 2014-06-08 2017-06-11 2019-10-06 2021-02-14 2025-02-09")
    ],
    "ZA": [
      (.mixed, "2009-04-22 2014-05-07 2019-05-08 2024-05-29")
    ],
    "ZM": [
      (.presidential, "2008-10-30 2015-01-20"),
      (.mixed, "2006-09-28 2011-09-20 2016-08-11 2021-08-12"),
    ],
    "ZW": [
      (.mixed, "2008-03-29 2013-07-31 2018-07-30 2023-08-23"),
      (.referendum, "2013-03-16"),
    ],
  ]
}
