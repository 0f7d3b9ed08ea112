import Extraction
import Records
import Testing

/// How reports from many countries tell who has sent the observers.
@Suite("Senders", .timeLimit(.minutes(5)))
struct SendersTests {
  @Test(
    "Who observes for whom, and through what",
    arguments: [
      (
        """
        Of the guests from abroad, 31 observers were accredited by the OSCE/ODIHR. The commission \
        has also accredited 12 observers for the “League of Fair Voters”.
        """,
        [
          "organization/osce-odihr 31 cumulative",
          "organization/“League of Fair Voters” 12 cumulative",
        ]
      ),
      (
        """
        The commission accredited nine observers from the Greek Ministry of Justice and 14 \
        observers from the Polish observation delegation.
        """,
        ["country/GR 9 cumulative by government", "country/PL 14 cumulative by mission"]
      ),
      (
        """
        Norway has accredited 12 observers from the People's Republic of China, three from the Lao \
        People’s Democratic Republic and four from the Democratic People's Republic of Korea.
        """,
        ["country/CN 12 cumulative", "country/LA 3 cumulative", "country/KP 4 cumulative"]
      ),
      (
        """
        The commission accredited four people from the Embassy of Peru and 15 people on behalf of \
        Norway's parliament.
        """,
        ["country/PE 4 cumulative by embassy", "country/NO 15 cumulative by parliament"]
      ),
      (
        """
        Among the accredited are 36 observers from the IRI/NDI and eight observers from Central \
        Asia.
        """,
        ["organization/iri 36 cumulative"]
      ),
      (
        """
        The African Union Election Observation Mission (AUEOM) is in the country. The AUEOM \
        consists of 51 observers.
        """,
        ["organization/african-union 51 deployed"]
      ),
      (
        """
        The Global Union has 44 foreign observers and 16 domestic observers accredited.
        """,
        [
          "organization/Global Union 44 cumulative",
          "organization/Global Union 16 cumulative domestic",
        ]
      ),
      (
        """
        The commission has accredited 740 domestic observers. The Helios association comes next \
        with 212 and the Atlas foundation with three observers.
        """,
        [
          "total 740 cumulative domestic",
          "organization/Helios association 212 cumulative domestic",
          "organization/Atlas foundation 3 cumulative domestic",
        ]
      ),
      (
        """
        The commission has accredited observers, followed by Helios 2017 – 430, Justice Centre – \
        175 and Youth Forum – 12.
        """,
        [
          "organization/Helios 2017 430 cumulative domestic",
          "organization/Justice Centre 175 cumulative domestic",
          "organization/Youth Forum 12 cumulative domestic",
        ]
      ),
      (
        """
        The Organization of American States, OAS, has 61 accredited observers, the German embassy \
        in Lima 14 and the EU delegation in Peru nine.
        """,
        [
          "organization/oas 61 cumulative", "country/DE 14 cumulative by embassy",
          "organization/eu-delegation 9 cumulative",
        ]
      ),
      (
        """
        A ten member team of electoral observers from the Commonwealth is present, and a 14-member \
        group of observers from the OSCE.
        """,
        ["organization/Commonwealth 10 deployed", "organization/osce 14 deployed"]
      ),
      (
        """
        EC: 170 foreign observers

        The commission has accredited 170 foreign observers.
        """,
        ["total 170 cumulative"]
      ),
      (
        """
        Accreditation is over: the African Union will have 18 observers, civil organizations will \
        have 52 observers, and election observation organizations will have 810 observers.
        """,
        [
          "organization/african-union 18 cumulative", "organizations_total 52 cumulative",
          "organizations_total 810 cumulative",
        ]
      ),
    ])
  func offices(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Senders named one after another",
    arguments: [
      (
        """
        The commission accredited two observers from each of three countries: Norway, Poland and \
        Ghana.
        """,
        [
          "country/NO 2 cumulative", "country/PL 2 cumulative", "country/GH 2 cumulative",
          "country_number 3 cumulative",
        ]
      ),
      (
        """
        The commission has accredited observers. Representatives are also being sent by Norway, \
        Ghana, Peru and Japan.
        """,
        [
          "country/NO - cumulative", "country/GH - cumulative", "country/PE - cumulative",
          "country/JP - cumulative",
        ]
      ),
      (
        """
        Observers of five countries came to watch the election yesterday. They are from Norway, \
        Ghana, Peru, Japan and Chile.
        """,
        [
          "country_number 5 deployed", "country/NO - deployed", "country/GH - deployed",
          "country/PE - deployed", "country/JP - deployed", "country/CL - deployed",
        ]
      ),
      (
        """
        The commission accredited 46 local groups and these: the Youth Union of Ghana Students, \
        the Teachers Association without Borders and the Arab Monitor for Human Rights.
        """,
        [
          "organization_number 46 cumulative domestic",
          "organization/Youth Union of Ghana Students - cumulative domestic",
          "organization/Teachers Association without Borders - cumulative domestic",
          "organization/Arab Monitor for Human Rights - cumulative domestic",
        ]
      ),
      (
        """
        Norway, Ghana, Peru and the Carter Center are the other foreign observers of the election.
        """,
        [
          "country/NO - cumulative", "country/GH - cumulative", "country/PE - cumulative",
          "organization/carter-center - cumulative",
        ]
      ),
      (
        """
        The domestic observers, we are told, come from the Teachers League, the Youth Council of \
        Ruritania and other groups.
        """,
        [
          "organization/Teachers League - deployed domestic",
          "organization/Youth Council of Ruritania - deployed domestic",
        ]
      ),
      (
        """
        The commission accredited 120 observers. 40 of the accredited observers come from Norway.
        """,
        ["total 120 cumulative", "country/NO 40 cumulative"]
      ),
      (
        """
        El consejo acreditó a 118 observadores internacionales. La misión de la OEA participa con \
        31 comisionados, que provienen de Brasil, Chile y Panamá.
        """,
        [
          "total 118 cumulative", "organization/oas 31 cumulative", "country/BR - cumulative",
          "country/CL - cumulative", "country/PA - cumulative",
        ]
      ),
      (
        """
        El consejo acreditó a 118 observadores internacionales. Figuran también delegados del \
        Parlamento Centroamericano y del Consejo de Mujeres del Sur.
        """,
        [
          "total 118 cumulative", "organization/parlacen - cumulative",
          "organization/Consejo de Mujeres del Sur - cumulative",
        ]
      ),
    ])
  func lists(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "What has become of them",
    arguments: [
      (
        """
        The commission has accredited 340 international observers for the vote of 5 May 2021. The \
        2016 election had 212 observers in total.
        """,
        ["total 340 cumulative", "total 212 previous"]
      ),
      (
        """
        Three ECOWAS observers gave back their accreditation. Nothing else changes for the three \
        observers.
        """,
        ["organization/ecowas 3 withdrawn"]
      ),
      (
        """
        In all 12,400 domestic observers will be sent. By Friday, 12,400 domestic observers have \
        been deployed.
        """,
        ["total 12400 deployed domestic"]
      ),
      (
        """
        In total there are 564 accredited observers, as follows:

        • 160 observers from the European Union,
        • 400 observers from seven international organizations,
        • four observers from Norway.
        """,
        [
          "total 564 cumulative", "organization/european-union 160 cumulative",
          "organizations_total 400 cumulative", "organization_number 7 cumulative",
          "country/NO 4 cumulative",
        ]
      ),
      (
        """
        Documents of 25 observers came in. Of these, nine are members of the CSTO Secretariat.
        """,
        ["total 25 proposed", "organization/csto 9 proposed"]
      ),
      (
        """
        Papers of seven observers of the CIS have come in. The commission is reviewing another 64 \
        international observers.
        """,
        ["organization/cis 7 proposed", "total 64 proposed"]
      ),
      (
        """
        More local, foreign observers have been accredited. The commission accredited 42 people \
        from the Youth Forum.
        """,
        ["organization/Youth Forum 42 increment domestic"]
      ),
      (
        """
        As many as 280 international observers are to follow the vote. The ministry says that 280 \
        international observers are now in the country.
        """,
        ["total 280 deployed"]
      ),
    ])
  func outcomes(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Bodies of a people, and of several countries, in Russian, Ukrainian and Belarusian",
    arguments: [
      (
        """
        ЦИК допустила 260 международных наблюдателей, все они аккредитованы. 33 из них \
        представляют Греческий конгрессовый комитет Америки, 12 – Всемирный союз армян, 6 – \
        Ассоциацию юристов Грузии.
        """,
        [
          "total 260 cumulative",
          "organization/Греческий конгрессовый комитет Америки 33 cumulative",
          "organization/Всемирный союз армян 12 cumulative",
          "organization/Ассоциацию юристов Грузии 6 cumulative",
        ]
      ),
      (
        """
        По двое аккредитованы от Чешской и Словацкой Республик, один – от Венгрии.
        """,
        ["country/CZ 2 cumulative", "country/SK 2 cumulative", "country/HU 1 cumulative"]
      ),
      (
        """
        Наблюдателями аккредитованы пять представителей общественных объединений Дании и 12 \
        представителей средств массовой информации.
        """,
        ["country/DK 5 cumulative"]
      ),
      (
        """
        Аккредитовано 510 национальных наблюдателей. Общественные организации аккредитовали 430 \
        наблюдателей, в том числе Союз юристов Беларуси – 37.
        """,
        [
          "total 510 cumulative domestic", "organizations_total 430 cumulative domestic",
          "organization/Союз юристов Беларуси 37 cumulative domestic",
        ]
      ),
      (
        """
        ЦИК аккредитовала 540 наблюдателей. Вторую по величине группу, 120 человек, направила на \
        выборы ШОС.
        """,
        ["total 540 cumulative", "organization/sco 120 cumulative"]
      ),
      (
        """
        ЦИК аккредитовала 150 наблюдателей. Семерых наблюдателей аккредитовал Исполком СНГ.
        """,
        ["total 150 cumulative", "organization/cis-executive-committee 7 cumulative"]
      ),
      (
        """
        Комиссия аккредитовала 380 наблюдателей. Наблюдателей направили миссия СНГ (вместе с \
        группой МПА СНГ) в количестве 150 человек и миссия ШОС в количестве 24 человек.
        """,
        [
          "total 380 cumulative", "organization/cis-observer-mission 150 cumulative",
          "organization/sco 24 cumulative",
        ]
      ),
      (
        """
        Аккредитованы два человека от Высшего избирательного совета Турецкой Республики.
        """,
        ["country/TR 2 cumulative by election-body"]
      ),
      (
        """
        Приедут девять наблюдателей от ОИС, 30 человек – от научной общественности.
        """,
        ["organization/oic 9 expected"]
      ),
      (
        """
        За выборами в Норвегии следят наблюдатели из Перу, Абхазии, Нагорного Карабаха и Ганы.
        """,
        ["country/PE - deployed", "country/GH - deployed"]
      ),
      (
        """
        ЦВК зареєструвала 120 спостерігачів: 19 представляють Данію, 74 – міжнародну неурядову \
        організацію HELIOS.
        """,
        [
          "total 120 cumulative", "country/DK 19 cumulative",
          "organization/організацію HELIOS 74 cumulative",
        ]
      ),
      (
        """
        Фото: AP

        На вибори прибули 12 спостерігачів ОБСЄ.
        """,
        ["organization/osce 12 deployed"]
      ),
      (
        """
        Як і раней, больш за ўсіх наглядальнікаў акрэдытавана ад СНД – 210. Усяго міжнародных \
        удзельнікаў маніторынгу – 290.
        """,
        ["organization/cis 210 cumulative", "total 290 cumulative"]
      ),
    ])
  func slavic(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Bodies and countries in Kazakh",
    arguments: [
      (
        """
        Ортсайлауком шет мемлекеттер мен халықаралық ұйымдардың барлығы 640 байқаушысын тіркеді.
        """,
        ["total 640 cumulative"]
      ),
      (
        """
        Комиссия ТМД миссиясынан - 12, шет мемлекеттерден - 45 байқаушыны тіркеді.
        """,
        ["organization/cis-observer-mission 12 cumulative", "countries_total 45 cumulative"]
      ),
      (
        """
        Комиссия 640 байқаушыны тіркеді. 21 мемлекеттен келген 83 байқаушы аккредитациядан өтті.
        """,
        ["total 640 cumulative", "country_number 21 cumulative", "countries_total 83 cumulative"]
      ),
    ])
  func kazakh(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "What the first of a list says for the others, in French and Spanish",
    arguments: [
      (
        """
        Au moins 310 observateurs étrangers sont attendus. Ils viennent de trois côtés : 150 \
        observateurs forment la mission de la CEDEAO, 90 représentent l'Union africaine et 70 la \
        Ligue arabe.
        """,
        [
          "total 310 expected", "organization/ecowas 150 expected",
          "organization/african-union 90 expected", "organization/arab-league 70 expected",
        ]
      ),
      (
        """
        La commission a accrédité des observateurs : une trentaine pour l'Union africaine, 112 \
        pour la Cédéao.
        """,
        ["organization/african-union 30 cumulative", "organization/ecowas 112 cumulative"]
      ),
      (
        """
        La commission a accrédité 3200 observateurs. Parmi eux, 640 viennent de l'extérieur.
        """,
        ["total 3200 cumulative", "total 640 cumulative"]
      ),
      (
        """
        El tribunal acreditó 205 observadores internacionales:
        - La Unión Europea, con 98 observadores.
        - La Universidad Libre de Olmos, Brasil, con 6.
        - El Observatorio del Parlamento Andino, con 11.
        """,
        [
          "total 205 cumulative", "organization/european-union 98 cumulative",
          "organization/Universidad Libre de Olmos 6 cumulative",
          "organization/Observatorio del Parlamento Andino 11 cumulative",
        ]
      ),
    ])
  func romance(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }
}
