import Extraction
import Records
import Testing

/// Whose the people of a number are and whose not, each in sentences of our own.
@Suite("Own people of missions, and those of others", .timeLimit(.minutes(5)))
struct OwnPeopleTests {
  @Test(
    "The people of a mission are its own",
    arguments: [
      (
        """
        The mission of the OSCE, headed by Ambassador Jane Doe of Chile, comprises 28 \
        observers.
        """,
        ["organization/osce 28 deployed"]
      ),
      (
        """
        The long-term mission of the OSCE, which will observe the vote in Norway, will \
        comprise more than 35 members.
        """,
        ["organization/osce 35 expected"]
      ),
      (
        """
        The OSCE has come to Norway. The delegation, totaling 34 observers from nine \
        countries, will watch the vote.
        """,
        ["organization/osce 34 expected", "country_number 9 expected"]
      ),
      (
        """
        The COMESA mission is led by Jane Doe, a former judge, and consists of 47 \
        observers.
        """,
        ["organization/comesa 47 deployed"]
      ),
      (
        """
        A total of 18 representatives of seven states have come to Norway as part of the \
        SCO observer mission.
        """,
        ["organization/sco 18 deployed", "country_number 7 deployed"]
      ),
      (
        """
        In Norway 114 observers from three organizations have been accredited as part of \
        the mission from the CIS.
        """,
        ["organization/cis-observer-mission 114 cumulative", "organization_number 3 cumulative"]
      ),
      (
        """
        The SCO mission is at work in Norway. "Our mission included 12 people from five \
        states," the head of the mission, John Doe, said.
        """,
        ["organization/sco 12 deployed"]
      ),
      (
        """
        John Doe heads an ECOWAS 49-member observer mission to Norway.
        """,
        ["organization/ecowas 49 cumulative"]
      ),
      (
        """
        A 14-member Caribbean Community (CARICOM) observer mission has arrived in Norway.
        """,
        ["organization/caricom 14 deployed"]
      ),
      (
        """
        The AU will deploy 40 observers drawn from the Pan-African Parliament and the East \
        African Community.
        """,
        ["organization/african-union 40 expected"]
      ),
      (
        """
        The EU EOM has 28 observers in Norway. Another 38 will arrive on Monday, making a \
        total of 66 observers.
        """,
        ["organization/eu-eom 28 deployed", "organization/eu-eom 66 expected"]
      ),
      (
        """
        The mission is joined by a delegation of seven Members of the European Parliament \
        to observe the vote.
        """,
        ["organization/european-parliament 7 deployed"]
      ),
      (
        """
        The European Union launched its mission to Norway with 26 short-term observers.
        """,
        ["organization/european-union 26 deployed"]
      ),
      (
        """
        Documents for the accreditation of CIS 103 observers were submitted to the \
        commission of Norway.
        """,
        ["organization/cis 103 proposed"]
      ),
      (
        """
        The OSCE observation mission is composed of 33 MPs from three member states, \
        namely: Austria, Chile and Peru.
        """,
        [
          "organization/osce 33 deployed", "country_number 3 deployed", "country/AT - deployed",
          "country/CL - deployed", "country/PE - deployed",
        ]
      ),
      (
        """
        A 55 member EAC observer mission is due to arrive in Norway on Sunday.
        """,
        ["organization/eac 55 expected"]
      ),
      (
        """
        The OSCE has come to Norway. The mission, which will have 83 observers from 24 \
        countries, will watch the vote.
        """,
        ["organization/osce 83 expected", "country_number 24 expected"]
      ),
      (
        """
        The EU EOM will comprise up to 70 observers from 25 of the 27 EU member states.
        """,
        ["organization/eu-eom 70 expected", "country_number 25 expected"]
      ),
      (
        """
        ENEMO has come to Norway. The mission is composed of a Core Team of eight \
        international experts and ten long-term observers.
        """,
        ["organization/enemo 10 deployed"]
      ),
      (
        """
        В Норвегию прибыла миссия ШОС из 11 человек. На следующей неделе ожидается приезд \
        ещё 28 наблюдателей.
        """,
        ["organization/sco 11 deployed", "organization/sco 28 expected"]
      ),
    ])
  func peopleOfMission(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "A range counts its least",
    arguments: [
      (
        """
        Some 540-550 international observers are expected in Norway.
        """,
        ["total 540 expected"]
      ),
      (
        """
        There will be around 600 to 700 observers in Norway.
        """,
        ["total 600 expected"]
      ),
      (
        """
        Norway has accredited 6,500 observers, so that 13-14 observers fall on each \
        polling station.
        """,
        ["total 6500 cumulative"]
      ),
      (
        """
        All in all 50-60 CIS observers will monitor the election in Norway.
        """,
        ["organization/cis 50 expected"]
      ),
      (
        """
        В Норвегию приедут 350-400 международных наблюдателей.
        """,
        ["total 350 expected"]
      ),
    ])
  func ranges(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Accreditations of others are no observers'",
    arguments: [
      (
        """
        More than 330 international observers watched the vote in Norway. A total of \
        3,362,052 registered voters cast their ballots.
        """,
        ["total 330 deployed"]
      ),
      (
        """
        За выборами в Норвегии наблюдают 330 международных наблюдателей, для освещения \
        аккредитованы 92 представителя СМИ.
        """,
        ["total 330 deployed"]
      ),
      (
        """
        Norway has accredited 177 observers from 30 foreign countries and 200 foreign \
        journalists from 37 nations.
        """,
        ["total 177 cumulative", "country_number 30 cumulative"]
      ),
      (
        """
        A total of 500 international observers are expected to be deployed in Norway, with \
        1,600 local observers.
        """,
        ["total 500 expected", "total 1600 expected domestic"]
      ),
      (
        """
        Voters of Norway will elect 30 senators and 73 members of the House of Peers.
        """,
        []
      ),
      (
        """
        Observers of the vote in Norway pay US$100, those from Chile US$10.
        """,
        []
      ),
      (
        """
        Thousands of observers, including 558 foreigners, will monitor the election in Norway.
        """,
        ["total 558 expected"]
      ),
      (
        """
        Norway has accredited 177 observers to replace previously accredited ones.
        """,
        ["total 177 cumulative"]
      ),
      (
        """
        Earlier it was reported that 787 international observers had been accredited in \
        Norway.
        """,
        ["total 787 cumulative"]
      ),
    ])
  func accreditationsOfOthers(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Wholes and parts beside each other",
    arguments: [
      (
        """
        Thus far 2,018 domestic, 130 foreign observers have been accredited in Norway.
        """,
        ["total 2018 cumulative domestic", "total 130 cumulative"]
      ),
      (
        """
        More than 12,000 domestic and some 1,000 international observers were accredited \
        in Norway.
        """,
        ["total 12000 cumulative domestic", "total 1000 cumulative"]
      ),
      (
        """
        За голосованием в Норвегии следят 52 тысячи наблюдателей, из которых 1280 – \
        международные наблюдатели.
        """,
        ["total 52000 deployed mixed", "total 1280 deployed"]
      ),
      (
        """
        The coalition deploys 3,401 observers in Norway. This number includes 1,500 rapid \
        response observers.
        """,
        ["total 3401 deployed"]
      ),
      (
        """
        Norway's vote is watched by 2,726 national observers and 75 international \
        observers from the CIS, the SCO and the OIC.
        """,
        [
          "total 2726 deployed domestic", "total 75 deployed", "organization/cis - deployed",
          "organization/sco - deployed", "organization/oic - deployed",
        ]
      ),
      (
        """
        In Norway 60 Kazakh citizens have applied to observe the election.
        """,
        ["country/KZ 60 proposed"]
      ),
      (
        """
        Для наблюдения за выборами в Норвегии приглашены представители 54 государств, 17 \
        международных организаций и 34 парламентов.
        """,
        ["country_number 54 expected", "organization_number 17 expected"]
      ),
      (
        """
        The number of observer organizations in Norway approached 30.
        """,
        []
      ),
      (
        """
        Норвежские наблюдатели прибыли в Монголию на выборы.
        """,
        ["country/NO - deployed"]
      ),
      (
        """
        Observers in Norway: Saint Lucia, St. Kitts and Nevis, Suriname.
        """,
        ["country/LC - cumulative", "country/KN - cumulative", "country/SR - cumulative"]
      ),
      (
        """
        The Arab League and the United Nations would also take part in monitoring the \
        election in Norway.
        """,
        ["organization/arab-league - expected", "organization/un - expected"]
      ),
      (
        """
        В Норвегии работают 1115 наблюдателей из 129 стран, в том числе из Европы и \
        Северной Америки.
        """,
        ["total 1115 deployed", "country_number 129 deployed"]
      ),
      (
        """
        За выборами в Норвегии будут наблюдать 204 представителя всех стран, кроме Перу.
        """,
        ["total 204 expected"]
      ),
      (
        """
        The number of observers accredited in Norway rose from 600 to 700.
        """,
        ["total 700 cumulative"]
      ),
      (
        """
        Norway has accredited observers from Chile, Peru and Ghana to monitor the vote.
        """,
        ["country/CL - cumulative", "country/PE - cumulative", "country/GH - cumulative"]
      ),
      (
        """
        Norway accredits 913 international observers

        Norway's election commission has accredited 913 international observers, \
        including 766 observers from nine international organisations and 147 observers \
        from 41 foreign countries, its member Jane Doe said at a June 3 meeting.
        """,
        [
          "total 913 increment", "organizations_total 766 increment",
          "organization_number 9 increment", "countries_total 147 increment",
          "country_number 41 increment",
        ]
      ),
      (
        """
        ЦИК Норвегии принял постановление об аккредитации 29 международных наблюдателей.
        """,
        ["total 29 increment"]
      ),
    ])
  func wholesAndParts(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

}
