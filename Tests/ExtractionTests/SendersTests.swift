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
        Of the foreign observers 31 were accredited by the OSCE/ODIHR, and the commission \
        accredited 12 observers for the “Movement for Justice”.
        """,
        [
          "organization/osce-odihr 31 cumulative",
          "organization/“Movement for Justice” 12 cumulative",
        ]
      ),
      (
        """
        The commission accredited nine observers from the Turkish Ministry of Foreign Affairs and \
        14 observers from the Polish observation delegation.
        """,
        ["country/TR 9 cumulative by government", "country/PL 14 cumulative by mission"]
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
        The commission accredited 90 observers of the NDI/Carter Center and 20 observers from East \
        Africa.
        """,
        ["organization/ndi 90 cumulative"]
      ),
      (
        """
        The SADC Electoral Observation Mission (SEOM) is in the country. The SEOM consists of 34 \
        observers.
        """,
        ["organization/sadc 34 deployed"]
      ),
      (
        """
        The Global Union has 90 foreign observers and 10 domestic observers accredited.
        """,
        [
          "organization/Global Union 90 cumulative",
          "organization/Global Union 10 cumulative domestic",
        ]
      ),
      (
        """
        The commission has accredited 960 domestic observers. The Helios association follows with \
        509 and the Atlas foundation with two observers.
        """,
        [
          "total 960 cumulative domestic",
          "organization/Helios association 509 cumulative domestic",
          "organization/Atlas foundation 2 cumulative domestic",
        ]
      ),
      (
        """
        The commission has accredited observers, followed by Helios 2017 – 830, Justice Centre – \
        315 and Youth Forum – 12.
        """,
        [
          "organization/Helios 2017 830 cumulative domestic",
          "organization/Justice Centre 315 cumulative domestic",
          "organization/Youth Forum 12 cumulative domestic",
        ]
      ),
      (
        """
        The OSCE Office for Democratic Institutions and Human Rights, OSCE/ODIHR, has 242 \
        accredited observers, the US embassy in Sarajevo 110 and the EU delegation in Bosnia 45.
        """,
        [
          "organization/osce-odihr 242 cumulative", "country/US 110 cumulative by embassy",
          "organization/eu-delegation 45 cumulative",
        ]
      ),
      (
        """
        A twelve member team of electoral observers from the Caribbean Community (CARICOM) is \
        present, and a 14-member group of observers from the OSCE.
        """,
        ["organization/caricom 12 deployed", "organization/osce 14 deployed"]
      ),
      (
        """
        EC: 850 international observers

        The commission has accredited 850 international observers.
        """,
        ["total 850 cumulative"]
      ),
      (
        """
        The commission accredited observers: the United Nations will have 25 observers, civil \
        organizations will have 47 observers, and election observation organizations will have \
        1,604 observers.
        """,
        [
          "organization/un 25 cumulative", "organizations_total 47 cumulative",
          "organizations_total 1604 cumulative",
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
        The commission accredited 53 local groups and these: the Youth Union of Ghana Students, \
        the Teachers Association without Borders and the Arab Monitor for Human Rights.
        """,
        [
          "organization_number 53 cumulative domestic",
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
        The domestic observers, its secretary said, come from the Women Voters League, the Youth \
        Council of Ruritania and other groups.
        """,
        [
          "organization/Women Voters League - cumulative domestic",
          "organization/Youth Council of Ruritania - cumulative domestic",
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
        El consejo acreditó a 139 observadores internacionales. La misión de la OEA participa con \
        26 comisionados, que proceden de Argentina, Chile y Perú.
        """,
        [
          "total 139 cumulative", "organization/oas 26 cumulative", "country/AR - cumulative",
          "country/CL - cumulative", "country/PE - cumulative",
        ]
      ),
      (
        """
        El consejo acreditó a 139 observadores internacionales. Figuran asimismo delegados del \
        Consejo de Expertos Electorales de Latinoamérica y el Parlamento Andino.
        """,
        [
          "total 139 cumulative",
          "organization/Consejo de Expertos Electorales de Latinoamérica - cumulative",
          "organization/andean-parliament - cumulative",
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
        2016 election had 266 observers in total.
        """,
        ["total 340 cumulative", "total 266 previous"]
      ),
      (
        """
        Two ODIHR observers gave back their accreditation. The list was changed for the two \
        observers.
        """,
        ["organization/osce-odihr 2 withdrawn"]
      ),
      (
        """
        In all 144,800 domestic observers will be deployed. The organizations have deployed \
        144,800 domestic observers.
        """,
        ["total 144800 deployed domestic"]
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
        Documents of 18 observers came in. Of these, seven are members of the SCO Secretariat.
        """,
        ["total 18 proposed", "organization/sco 7 proposed"]
      ),
      (
        """
        Papers of seven observers of the CIS have come in. The commission is reviewing another 115 \
        international observers.
        """,
        ["organization/cis 7 proposed", "total 115 proposed"]
      ),
      (
        """
        More domestic, international observers have been accredited. The commission accredited 75 \
        people from Promo-LEX.
        """,
        ["organization/Promo-LEX 75 increment domestic"]
      ),
      (
        """
        As many as 394 international observers are to follow the vote. The ministry says that 394 \
        international observers are now in the country.
        """,
        ["total 394 deployed"]
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
        ЦИК аккредитовала 317 международных наблюдателей. 51 из них представляют Канадский \
        конгрессовый комитет Америки, 20 – Всемирный конгресс украинцев, 4 – Ассоциацию юристов \
        Грузии.
        """,
        [
          "total 317 cumulative",
          "organization/Канадский конгрессовый комитет Америки 51 cumulative",
          "organization/Всемирный конгресс украинцев 20 cumulative",
          "organization/Ассоциацию юристов Грузии 4 cumulative",
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
        Аккредитованы четыре представителя общественных объединений Норвегии и 12 представителей \
        средств массовой информации.
        """,
        ["country/NO 4 cumulative"]
      ),
      (
        """
        Аккредитовано 240 национальных наблюдателей. Общественные организации аккредитовали 204 \
        наблюдателя, в том числе Союз юристов Беларуси – 23.
        """,
        [
          "total 240 cumulative domestic", "organizations_total 204 cumulative domestic",
          "organization/Союз юристов Беларуси 23 cumulative domestic",
        ]
      ),
      (
        """
        ЦИК аккредитовала 691 наблюдателя. Самую большую группу, 380 человек, направило на выборы \
        БДИПЧ.
        """,
        ["total 691 cumulative", "organization/osce-odihr 380 cumulative"]
      ),
      (
        """
        ЦИК аккредитовала 216 наблюдателей. Шестерых наблюдателей аккредитовал Исполком СНГ.
        """,
        ["total 216 cumulative", "organization/cis-executive-committee 6 cumulative"]
      ),
      (
        """
        Комиссия аккредитовала 730 наблюдателей. Наблюдателей направили миссия СНГ (вместе с \
        группой МПА СНГ) в количестве 190 человек и миссия ШОС в количестве 17 человек.
        """,
        [
          "total 730 cumulative", "organization/cis-observer-mission 190 cumulative",
          "organization/sco 17 cumulative",
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
        Приедут четыре наблюдателя от ОИС, 50 человек – от экспертного сообщества.
        """,
        ["organization/oic 4 expected"]
      ),
      (
        """
        На выборах в Норвегии будут наблюдатели из Абхазии, Нагорного Карабаха, Перу и Ганы.
        """,
        ["country/PE - cumulative", "country/GH - cumulative"]
      ),
      (
        """
        ЦВК зареєструвала 120 спостерігачів: 19 представляють Литву, 80 – міжнародну неурядову \
        організацію CANADEM.
        """,
        [
          "total 120 cumulative", "country/LT 19 cumulative",
          "organization/організацію CANADEM 80 cumulative",
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
        Як і раней, найбольш наглядальнікаў акрэдытавана ад СНД – 321. Усяго міжнародных \
        удзельнікаў маніторынгу – 475.
        """,
        ["organization/cis 321 cumulative", "total 475 cumulative"]
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
        Ортсайлауком халықаралық ұйымдар мен шет мемлекеттердің барлығы 815 байқаушысын \
        аккредиттеді.
        """,
        ["total 815 cumulative"]
      ),
      (
        """
        Комиссия ТМД миссиясынан - 8, шет мемлекеттерден - 79 байқаушыны аккредиттеді.
        """,
        ["organization/cis-observer-mission 8 cumulative", "countries_total 79 cumulative"]
      ),
      (
        """
        Комиссия 858 байқаушыны тіркеді. 37 мемлекеттен келген 116 байқаушы аккредитациядан өтті.
        """,
        ["total 858 cumulative", "country_number 37 cumulative", "countries_total 116 cumulative"]
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
        Quelque 500 observateurs étrangers sont attendus. Ils se répartissent ainsi : 200 \
        observateurs forment la mission de l'Union africaine, 100 représentent la Ligue arabe et \
        20 l'Organisation de la coopération islamique.
        """,
        [
          "total 500 expected", "organization/african-union 200 expected",
          "organization/arab-league 100 expected", "organization/oic 20 expected",
        ]
      ),
      (
        """
        La commission a accrédité des observateurs : une cinquantaine pour l'Union africaine, 171 \
        pour la Cédéao.
        """,
        ["organization/african-union 50 cumulative", "organization/ecowas 171 cumulative"]
      ),
      (
        """
        La commission a accrédité 5002 observateurs. Sur ce nombre, 899 viennent de l'extérieur.
        """,
        ["total 5002 cumulative", "total 899 cumulative"]
      ),
      (
        """
        El tribunal acreditó 422 observadores internacionales:
        - La Unión Europea, con 135 observadores.
        - La Universidad Estatal de Olmos, Brasil, con 7.
        - El Observatorio del Parlamento del Mercosur, con 12.
        """,
        [
          "total 422 cumulative", "organization/european-union 135 cumulative",
          "organization/Universidad Estatal de Olmos 7 cumulative",
          "organization/Observatorio del Parlamento del Mercosur 12 cumulative",
        ]
      ),
    ])
  func romance(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }
}
