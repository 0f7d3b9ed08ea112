import JSON
import Records

/// The messages that `up --demo` publishes. The figures of the two reports are those that Kazakhstan's
/// election commission gave on 4 January 2021; the outlets, the words and the accreditations are made
/// up.
enum Samples {
  static let firstReport = bulletin(
    publisher: "Sample News Agency",
    text: """
      5 January 2021

      Election commission closes its list of foreign observers

      NUR-SULTAN. The Central Election Commission of Kazakhstan stopped accrediting foreign observers \
      for the parliamentary elections at six in the evening on Monday, January 4.

      In all, 398 international observers will follow the vote, the commission said.

      322 observers will represent ten international organizations, including the CIS Executive \
      Committee (179 observers), the CIS Inter-Parliamentary Assembly (48), the Shanghai Cooperation \
      Organization (15), the OSCE Parliamentary Assembly (9), the Parliamentary Assembly of \
      Turkic-Speaking Countries (9), the Cooperation Council of Turkic-Speaking States (7), the \
      Parliamentary Assembly of the CSTO (7), the Organization of Islamic Cooperation (4) and the \
      Delegation of the European Union to Kazakhstan (2).

      31 observers will represent 31 foreign countries, namely Armenia, Azerbaijan, Belgium, Canada, \
      Czechia, Estonia, Finland, France, Germany, Great Britain, Hungary, India, Indonesia, Italy, \
      Jordan, Kyrgyzstan, Maldives, Moldova, Mongolia, Norway, Palestine, the Philippines, Poland, \
      Romania, Russia, Spain, Sweden, Switzerland, Turkey, Ukraine and Uzbekistan.
      """)

  /// Names the body that the first report leaves out, and gives another number for the countries.
  static let secondReport = bulletin(
    publisher: "Sample Weekly",
    text: """
      5 January 2021

      Who will watch Kazakhstan vote

      NUR-SULTAN. Kazakhstan's Central Election Commission has accredited 398 foreign observers for \
      the parliamentary elections, a member of the commission said on Jan. 4. Ten international \
      organizations sent 322 observers and 31 foreign countries sent 76.

      The international organizations are the Commonwealth of Independent States (CIS) Executive \
      Committee with 179 observers, the CIS Interparliamentary Assembly with 48 observers, the OSCE \
      Office for Democratic Institutions and Human Rights with 42 observers, the Shanghai Cooperation \
      Organization (15), the OSCE Parliamentary Assembly (9), the Parliamentary Assembly of \
      Turkic-speaking Countries (9), the Cooperation Council of Turkic-speaking States (7), the \
      Parliamentary Assembly of the Collective Security Treaty Organization (7), the Organization of \
      Islamic Cooperation (4) and the European Union Delegation to Kazakhstan (2).
      """)

  /// A register of another election: four accreditations, one of which is withdrawn.
  static let register: [OutgoingMessage] = [
    accreditation("sample-1", "organization", "OSCE/ODIHR", .accredited, "2021-06-21T08:00:00Z"),
    accreditation("sample-2", "organization", "OSCE/ODIHR", .accredited, "2021-06-21T08:05:00Z"),
    accreditation("sample-3", "country", "Romania", .accredited, "2021-06-22T10:30:00Z"),
    accreditation("sample-4", "country", "Lithuania", .accredited, "2021-06-23T09:00:00Z"),
    accreditation("sample-2", "organization", "OSCE/ODIHR", .withdrawn, "2021-06-28T15:00:00Z"),
  ]

  /// Not acceptable on purpose: it shows where such a message goes.
  static let malformed = message(.statement, "a malformed sample") { writer in
    writer.member("type", "statement")
    writer.member("election", secondElection)
    writer.name("subject")
    writer.object { $0.member("organization", "OSCE/ODIHR") }
    writer.member("count", -3)
  }

  static let firstElection = "kz-2021-parliamentary"
  static let secondElection = "md-2021-parliamentary"

  private static func bulletin(publisher: String, text: String) -> OutgoingMessage {
    message(.bulletin, "the report of \(publisher)") { writer in
      writer.member("type", "bulletin")
      writer.member("publisher", publisher)
      writer.member("published", "2021-01-05")
      writer.member("language", "en")
      writer.member("text", text)
    }
  }

  private static func accreditation(
    _ id: String, _ kind: StaticString, _ name: String, _ status: Accreditation.Status, _ at: String
  ) -> OutgoingMessage {
    message(.accreditation, "accreditation \(id)") { writer in
      writer.member("type", "accreditation")
      writer.member("id", id)
      writer.member("election", secondElection)
      writer.member(kind, name)
      writer.member("status", status.rawValue)
      writer.member("at", at)
    }
  }

  private static func message(
    _ type: EventType, _ origin: String, _ members: (inout JSONWriter) -> Void
  ) -> OutgoingMessage {
    var writer = JSONWriter()
    writer.object(members)
    return OutgoingMessage(
      bytes: writer.bytes, contentType: ContentType.json, type: type, origin: origin)
  }
}
