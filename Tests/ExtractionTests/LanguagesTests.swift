import Extraction
import Records
import Testing

/// What reports in French, Spanish, Ukrainian and Kazakh do, each in sentences of our own.
@Suite("Reports in French, Spanish, Ukrainian and Kazakh", .timeLimit(.minutes(5)))
struct LanguagesTests {
  @Test(
    "French missions are told behind elided articles, adjectives and leaders",
    arguments: [
      (
        """
        La mission de l'Union africaine en Norvège est forte de 60 observateurs venus de \
        25 pays.
        """,
        ["organization/african-union 60 deployed", "country_number 25 deployed"]
      ),
      (
        """
        Conduite par l'ancien président du Mali, la mission de l'UA en Norvège compte 70 \
        observateurs.
        """,
        ["organization/african-union 70 deployed"]
      ),
      (
        """
        La OEA enviará un total de 90 observadores a Noruega.
        """,
        ["organization/oas 90 expected"]
      ),
      (
        """
        La CEDEAO va envoyer une mission électorale de 105 observateurs en Norvège.
        """,
        ["organization/ecowas 105 expected"]
      ),
      (
        """
        L'OIF a déployé pour le scrutin une mission d'information et de contacts de 12 \
        personnes.
        """,
        ["organization/oif 12 deployed"]
      ),
      (
        """
        Pour le scrutin en Norvège, la MOE UE aura un effectif total de plus de 90 \
        observateurs.
        """,
        ["organization/eu-eom 90 expected"]
      ),
      (
        """
        La plateforme Agir (AP) forme ses observateurs en Norvège. Elle entend en déployer \
        10.000 pour les élections.
        """,
        ["organization/plateforme Agir (AP) 10000 expected"]
      ),
      (
        """
        L'Union africaine a envoyé une mission en Norvège. Elle compte 30 observateurs de \
        court terme.
        """,
        ["organization/african-union 30 deployed"]
      ),
    ])
  func frenchMissions(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "What French reports call the senders, and when their people come",
    arguments: [
      (
        """
        Outre les 120 observateurs de la CEDEAO, 60 autres de l'Union africaine sont \
        attendus en Norvège.
        """,
        ["organization/ecowas 120 expected", "organization/african-union 60 expected"]
      ),
      (
        """
        En Norvège, 61 observateurs de l'OIF se sont inscrits et 40 autres observateurs \
        représenteront la CEDEAO.
        """,
        ["organization/oif 61 cumulative", "organization/ecowas 40 cumulative"]
      ),
      (
        """
        L'OCI dépêchera cinq observateurs en Norvège.
        """,
        ["organization/oic 5 expected"]
      ),
      (
        """
        40 observateurs superviseront le vote en Norvège, venus de pays comme le Sud \
        Soudan, le Kenya et la Somalie.
        """,
        [
          "total 40 expected", "country/SS - expected", "country/KE - expected",
          "country/SO - expected",
        ]
      ),
      (
        """
        5002 observateurs ont été accrédités en Norvège. Parmi eux, 899 sont étrangers et \
        4103 nationaux.
        """,
        ["total 5002 cumulative mixed", "total 899 cumulative", "total 4103 cumulative domestic"]
      ),
      (
        """
        22.000 observateurs dont 600 internationaux sont accrédités en Norvège, à la date \
        de samedi.
        """,
        ["total 22000 cumulative mixed", "total 600 cumulative"]
      ),
      (
        """
        La mission de l'OIF compte 30 observateurs en Norvège, des ambassadeurs accrédités \
        auprès de l'UA.
        """,
        ["organization/oif 30 deployed"]
      ),
      (
        """
        Douze observateurs de la CEMAC sont arrivés en Norvège.
        """,
        ["organization/cemac 12 deployed"]
      ),
    ])
  func frenchSenders(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Spanish reports list bodies row by row, and continents are nobody",
    arguments: [
      (
        """
        Son 444 observadores procedentes de 23 países de América, Europa, Asia y África, \
        desplegados en Noruega, entre ellos:

        1. Misión de Observación Electoral de la Unión Europea.

        2. Centro Carter.

        3. Instituto Republicano Internacional (IRI).
        """,
        [
          "total 444 deployed", "country_number 23 deployed", "organization/eu-eom - deployed",
          "organization/carter-center - deployed", "organization/iri - deployed",
        ]
      ),
      (
        """
        En Noruega fueron acreditados 232 observadores. Otros observadores vienen de la \
        Comunidad Andina, el Parlamento Andino y la Fundación IFES.
        """,
        [
          "total 232 cumulative", "organization/Comunidad Andina - cumulative",
          "organization/andean-parliament - cumulative", "organization/ifes - cumulative",
        ]
      ),
      (
        """
        La Procuraduría de los Mares envió a cerca de 300 observadores a diferentes \
        regiones de Noruega.
        """,
        ["organization/Procuraduría de los Mares 300 deployed domestic"]
      ),
      (
        """
        Los noruegos van a elegir a 130 representantes del Congreso y cinco del Parlamento \
        Andino; 40 observadores fueron acreditados.
        """,
        ["total 40 cumulative"]
      ),
      (
        """
        Hasta la fecha se han inscrito en Noruega 17 organizaciones de observación \
        nacional.
        """,
        ["organization_number 17 cumulative domestic"]
      ),
    ])
  func spanishLists(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Thousands of observers are no thousand",
    arguments: [
      (
        """
        Miles de observadores han sido acreditados en Noruega.
        """,
        []
      ),
      (
        """
        Des milliers d'observateurs ont été accrédités en Norvège.
        """,
        []
      ),
      (
        """
        Thousands of observers have been accredited in Norway.
        """,
        []
      ),
      (
        """
        Around 2 thousands observers are expected in Norway.
        """,
        ["total 2000 expected"]
      ),
      (
        """
        Environ 3 milliers d'observateurs ont été accrédités en Norvège.
        """,
        ["total 3000 cumulative"]
      ),
    ])
  func thousands(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test(
    "Ukrainian and Kazakh words for who may watch and who does",
    arguments: [
      (
        """
        ЦВК надала дозвіл 12 громадським організаціям мати спостерігачів на виборах у \
        Норвегії.
        """,
        ["organization_number 12 cumulative domestic"]
      ),
      (
        """
        Мережа «Вікно» залучить до спостереження за виборами в Норвегії 3 тисячі \
        спостерігачів.
        """,
        ["organization/Мережа «Вікно» 3000 expected domestic"]
      ),
      (
        """
        Норвегиядағы сайлауды 640 шетелдік бақылаушы қадағалайды.
        """,
        ["total 640 deployed"]
      ),
    ])
  func eastern(text: String, expected: [String]) {
    #expect(statements(text) == expected)
  }
}
