/// Two outlets on one election, with the figures of DESIGN.md's worked example in words of our own.
package enum Reports {
  package static let first = """
    5 January 2021

    Astana. The Central Election Commission of Kazakhstan has closed its register: as of January 4, \
    398 international observers are accredited for the parliamentary elections.

    Ten international organizations are sending 322 observers, among them the CIS Executive \
    Committee (179), the CIS Inter-Parliamentary Assembly (48 observers), the Shanghai Cooperation \
    Organization (15), the OSCE Parliamentary Assembly (9), the Parliamentary Assembly of \
    Turkic-Speaking Countries (9), the Cooperation Council of Turkic-Speaking Countries (7), the \
    CSTO Parliamentary Assembly (7), the Organization of Islamic Cooperation (4) and the EU \
    Delegation to Kazakhstan (2).

    31 observers will represent 31 foreign countries, namely \(countries).
    """

  package static let second = """
    5 January 2021

    Observers for the Kazakh parliamentary elections: the register is complete.

    Kazakhstan's Central Election Commission had accredited 398 foreign observers by January 4. Ten \
    international organizations sent 322 observers and 31 foreign countries another 76.

    The CIS Executive Committee leads with 179 observers. It is followed by the CIS \
    Interparliamentary Assembly with 48 observers and the OSCE Office for Democratic Institutions \
    and Human Rights with 42. Also on the register: Shanghai Cooperation Organization (15), OSCE \
    Parliamentary Assembly (9), Parliamentary Assembly of Turkic-Speaking Countries (9), Cooperation \
    Council of Turkic-Speaking States (7), CSTO Parliamentary Assembly (7), Organization of Islamic \
    Cooperation (4), EU Delegation to Kazakhstan (2).

    The countries are \(countries).
    """

  private static let countries = """
    Armenia, Azerbaijan, Belgium, Canada, Czechia, Estonia, Finland, France, Germany, Great Britain, \
    Hungary, India, Indonesia, Italy, Jordan, Kyrgyzstan, Maldives, Moldova, Mongolia, Norway, \
    Palestine, the Philippines, Poland, Romania, Russia, Spain, Sweden, Switzerland, Turkey, Ukraine \
    and Uzbekistan
    """

  package static let election = "kz-2021-parliamentary"

  /// What must stand after the first.
  package static let bodies = [
    "cis-executive-committee": 179, "cis-ipa": 48, "sco": 15, "osce-pa": 9, "turkpa": 9, "ots": 7,
    "csto-pa": 7, "oic": 4, "eu-delegation": 2,
  ]
  /// What must not add up then: election, kind, stated, itemised, difference.
  package static let firstFindings = [
    "\(election) organizations-not-itemised 322 280 42",
    "\(election) organizations-not-listed 10 9 1",
    "\(election) total-not-accounted 398 353 45",
  ]
  /// What must stand once the second is there too.
  package static let secondFindings = ["\(election) sources-differ 76 31 45"]
}
