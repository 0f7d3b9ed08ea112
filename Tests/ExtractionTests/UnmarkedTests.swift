import Extraction
import Records
import Testing

/// What is read where no word opens a list or ties a number, each in sentences of our own.
@Suite("Who is meant without a word for it", .timeLimit(.minutes(5)))
struct UnmarkedTests {
  @Test(
    "Who begins a clause does what it tells of people",
    arguments: [
      (
        """
        The Carter Center currently maintains 36 observers in Nepal.
        """,
        ["organization/carter-center 36 cumulative"]
      ),
      (
        """
        The OSCE Office for Democratic Institutions and Human Rights intends to take part \
        in Mongolia with a full-scale mission, including about 350 observers.
        """,
        ["organization/osce-odihr 350 expected"]
      ),
      (
        """
        The SCO mission in Norway has recorded no violations, its head said. He recalled \
        that 96 observers were involved in their mission.
        """,
        ["organization/sco 96 deployed"]
      ),
      (
        """
        The mission of the CIS will monitor the election in Mongolia. 73 observers are \
        accredited within the mission.
        """,
        ["organization/cis-observer-mission 73 cumulative"]
      ),
      (
        """
        More than 70 representatives of parliaments and the media from CIS member states \
        make up the CIS observation mission in Norway.
        """,
        ["organization/cis-observer-mission 70 deployed"]
      ),
      (
        """
        The OSCE has opened its mission in Norway. 21 monitors from 15 countries make up the \
        mission.
        """,
        ["organization/osce 21 deployed", "country_number 15 deployed"]
      ),
      (
        """
        Including about 350 observers, all watched the election in Norway.
        """,
        ["total 350 deployed"]
      ),
      (
        """
        The OSCE said that 640 observers have been accredited in Norway.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        На «выборы» в Норвегию от СНГ приедут 310 наблюдателей.
        """,
        ["organization/cis 310 expected"]
      ),
    ])
  func doers(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Names in a row are senders where observers are spoken of",
    arguments: [
      (
        """
        The election commission of Norway accredited 118 observers. Ready for the vote: \
        Peru, Chile and Ghana.
        """,
        [
          "total 118 cumulative", "country/PE - cumulative", "country/CL - cumulative",
          "country/GH - cumulative",
        ]
      ),
      (
        """
        ЦИК Норвегии аккредитовал 23 наблюдателя. Это депутаты и общественные деятели из \
        Чили, Перу и Ганы.
        """,
        [
          "total 23 cumulative", "country/CL - cumulative", "country/PE - cumulative",
          "country/GH - cumulative",
        ]
      ),
      (
        """
        Аккредитовано 23 наблюдателя. Это наблюдатели, вошедшие в миссию от СНГ, ШОС.
        """,
        [
          "total 23 cumulative", "organization/cis-observer-mission - cumulative",
          "organization/sco - cumulative",
        ]
      ),
      (
        """
        Участие в выборах в Норвегии уже подтвердили Чили, Перу, Гана и Непал. \
        Наблюдателей будет 12 человек.
        """,
        [
          "country/CL - expected", "country/PE - expected", "country/GH - expected",
          "country/NP - expected", "total 12 expected",
        ]
      ),
      (
        """
        The vote in Norway was observed by 486 international observers, including the \
        election observation mission of the CIS, the observer mission of the SCO, and \
        observers from the Pan-African Parliament.
        """,
        [
          "total 486 deployed", "organization/cis-observer-mission - deployed",
          "organization/sco - deployed", "organization/pan-african-parliament - deployed",
        ]
      ),
      (
        """
        The African Union will also send observers to Norway for the election.
        """,
        ["organization/african-union - expected"]
      ),
      (
        """
        Observers from the Arab League will be present at the election in Norway.
        """,
        ["organization/arab-league - expected"]
      ),
      (
        """
        Norway will receive 118 observers. Countries such as Peru, Chile, Ghana and Nepal \
        will accompany the voters.
        """,
        [
          "total 118 expected", "country/PE - expected", "country/CL - expected",
          "country/GH - expected", "country/NP - expected",
        ]
      ),
      (
        """
        Norway excludes EAC, SADC from the list of observers.
        """,
        []
      ),
      (
        """
        In the elections in Norway 118 observers take part. The commission had bilateral \
        meetings with delegations of Peru, Chile and Ghana.
        """,
        ["total 118 deployed"]
      ),
    ])
  func rows(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Numbers told twice, in years, between dashes and by parties",
    arguments: [
      (
        """
        The mission of the SCO comprises thirty (30) observers from twenty-one (21) \
        countries.
        """,
        ["organization/sco 30 deployed", "country_number 21 deployed"]
      ),
      (
        """
        In Norway the commission accredited observers from 17 countries of Europe, 9 \
        countries of Asia and 7 countries of Africa.
        """,
        [
          "country_number 17 cumulative", "country_number 9 cumulative",
          "country_number 7 cumulative",
        ]
      ),
      (
        """
        By comparison, 48 international organizations watched the elections in Norway in \
        2020, 55 in 2016, 61 in 2012 and 62 in 2008.
        """,
        [
          "organization_number 48 previous", "organization_number 55 previous",
          "organization_number 61 previous", "organization_number 62 previous",
        ]
      ),
      (
        """
        The largest number of observers in Norway - 997 - was registered from the OSCE.
        """,
        ["organization/osce 997 cumulative"]
      ),
      (
        """
        Почти половина аккредитованных в Норвегии наблюдателей — 102 человека — состоят в \
        миссии от СНГ, 50 — это члены миссии ОБСЕ.
        """,
        ["organization/cis-observer-mission 102 cumulative", "organization/osce 50 cumulative"]
      ),
      (
        """
        In total 1,223 observers are registered in Norway. Among them, 610 people - \
        representatives of the Green Party, 336 - the Blue Party, 277 - of the Red Party.
        """,
        [
          "total 1223 cumulative domestic", "organization/Green Party 610 cumulative domestic",
          "organization/Blue Party 336 cumulative domestic",
          "organization/Red Party 277 cumulative domestic",
        ]
      ),
      (
        """
        Altogether, 436 observers were registered in Norway from the Green Party, the Blue \
        Party, public associations and groups of citizens.
        """,
        [
          "total 436 cumulative domestic", "organization/Green Party - cumulative domestic",
          "organization/Blue Party - cumulative domestic",
        ]
      ),
      (
        """
        About 20,000 local and more than 600 international observers are accredited in \
        Norway.
        """,
        ["total 20000 cumulative domestic", "total 600 cumulative"]
      ),
      (
        """
        In Norway 32 international observers and 40 foreign media representatives, eight \
        local observers have registered.
        """,
        ["total 32 cumulative", "total 8 cumulative domestic"]
      ),
      (
        """
        There will be five observers each in Norway from IFES and the Polish Embassy, four \
        each from the Russian and Dutch embassies, the Czech Embassy and the Greek Embassy \
        have three observers each.
        """,
        [
          "organization/ifes 5 expected", "country/PL 5 expected by embassy",
          "country/RU 4 expected by embassy", "country/NL 4 expected by embassy",
          "country/CZ 3 expected by embassy", "country/GR 3 expected by embassy",
        ]
      ),
      (
        """
        В Норвегию из-за пандемии Ковид-19 приедут 40 наблюдателей от ОБСЕ.
        """,
        ["organization/osce 40 expected"]
      ),
      (
        """
        Step 1: The observers in Norway fill in a form. Step 2: The commission accredits \
        them.
        """,
        []
      ),
      (
        """
        The vote in Norway will be followed by 14 observers from the OSCE. "They keep in touch; \
        we approve the accreditation of 14 observers," the commission said.
        """,
        ["organization/osce 14 cumulative"]
      ),
      (
        """
        Two OSCE observers retrieved their accreditation in Norway on Monday.
        """,
        ["organization/osce 2 withdrawn"]
      ),
    ])
  func waysOfNumbers(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }
}
