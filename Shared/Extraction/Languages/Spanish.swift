import Records

extension Vocabulary {
  static let spanish = Vocabulary(
    code: "es", traits: [.adjectivesBehind],
    words: [
      (
        .observer,
        """
        observador, observadores, observadora, observadoras, veedor, veedores, visitantes,
        visitante, acompañantes
        """
      ),
      (
        .person,
        """
        persona, personas, representante, representantes, delegado, delegados, experto, expertos,
        miembro, miembros, diputados, eurodiputados, parlamentarios, funcionarios, integrantes,
        especialistas,
        enviados, participantes, expertas, comisionado, comisionados, comisionadas, delegadas
        """
      ),
      ([.person, .accredited], "acreditaciones, certificados, gafetes"),
      ([.person, .diplomatic], "diplomáticos"),
      (
        .body,
        """
        organización, organizaciones, organismo, organismos, institución, instituciones, misión,
        misiones, grupo, grupos, ong, asociaciones, entidades, agrupaciones, redes
        """
      ),
      (.state, "país, países, estados, naciones, nacionalidades"),
      (
        .stranger,
        """
        periodista, periodistas, medios, prensa, candidato, candidatos, candidatas, electores,
        votantes, partidos, policías, militares, corresponsales, comunicadores, ciudadanos,
        fiscales, jurados, delegados de mesa
        """
      ),
      (
        .foreign,
        "internacional, internacionales, extranjero, extranjera, extranjeros, extranjeras, externos"
      ),
      (.domestic, "nacional, nacionales, local, locales, domésticos, ciudadanos, sociedad civil"),
      (.longTerm, "de largo plazo, a largo plazo, de larga duración"),
      (.shortTerm, "de corto plazo, a corto plazo, de corta duración"),
      (.independent, "independiente, independientes"),
      (.diplomatic, "diplomática, diplomáticas, diplomático, consulares, cuerpo diplomático"),
      (
        .from,
        """
        procedentes de, provenientes de, proceden de, provienen de, procedentes del,
        provenientes del,
        proceden del, provienen del, vienen de, vienen del, llegan de, llegan del, en nombre de,
        en representación de, venidos de, enviados por, originarios de, por parte de, desde
        """
      ),
      (.by, "por"), (.of, "de, del"),
      (
        .represent,
        "representan, representa, representando, pertenecen a, pertenecen al, representados"
      ),
      (
        .give,
        """
        integrada por, integrado por, compuesta por, conformada por, participa con, participan con,
        compuesto por, mandó, mandaron, obtuvo, obtuvieron, aportará, envió, enviaron, envía,
        envían, ha enviado, han enviado, desplegó, desplegaron, despliega, aportó, aportan, aporta,
        cuenta con, cuentan con, contarán con, tiene, tienen, propuso, había desplegado,
        ha desplegado, conformado por, propusieron, designó, tendrá, tendrán, suma, sumó,
        registró, dispuso,
        hizo despliegues, inscribió, inscribieron, movilizará, movilizarán, ha movilizado,
        prevé movilizar a
        """
      ),
      ([.give, .accredited], "acreditó a, acreditó a sus"),
      (
        [.give, .expected],
        """
        enviarán, desplegará, desplegarán, contará con, enviará, mandará, mandarán, acreditará,
        acreditarán
        """
      ),
      (.with, "con"), (.each, "cada uno, cada una, por cada uno"),
      (
        .including,
        """
        incluyendo, incluidos, incluidas, entre ellos, entre ellas, de los cuales, de ellos,
        entre los que
        """
      ),
      (
        .listing,
        """
        a saber, tales como, como, siguientes, entre ellos, entre los que, son los de, fueron,
        en concreto, por ejemplo, destacan, figuran, resaltan, sobresalen
        """
      ),
      (.and, "y, e, o, así como, además de, junto con, más"),
      (.more, "más, adicionales, adicional, nuevos, nuevas"),
      ([.more, .other], "otro, otra, otros, otras"), (.other, "restantes"),
      (
        .approximate,
        """
        casi, cerca de, unos, unas, alrededor de, aproximadamente, más de, menos de, al menos,
        hasta, poco más de, centenar, decena, docena, veintena, poco menos de, en torno a
        """
      ),
      (
        .soFar,
        """
        ya, en total, hasta ahora, hasta la fecha, hasta el momento, a la fecha, actualmente,
        ahora, un total
        """
      ),
      (.altogether, "total, en total, un total, totalizan, suman"),
      (.number, "número, cifra, cantidad, suman, asciende a, ascienden a"),
      (.than, "que"),
      (.remain, "quedan, queda, permanecen"),
      (
        .accredited,
        """
        acredit*, registrado, registrados, registró, registradas, registraron, registró, aprob*,
        avalados, autoriz*, inscrito, inscritos, inscritas, habilitados, habilitó
        """
      ),
      (
        .proposed,
        """
        propuesto, propuestos, propuso, solicitudes, solicitud, solicitaron, presentadas,
        pendientes, postulados, en trámite
        """
      ),
      (
        .expected,
        """
        espera, esperan, previsto, prevé, prevén, invitado, invitados, invitó, invitación,
        invitaciones, llegarán, arribarán, se prevé, participarán
        """
      ),
      (
        .deployed,
        """
        llegaron, llegado, arribaron, desplegado, desplegados, desplegó, desplegaron, presentes,
        se encuentran, arribado, en el terreno, ya están
        """
      ),
      (.withdrawn, "retiró, retirada, retirado, revocó, revocada, revocadas, retiraron"),
      (
        .refused,
        """
        negó, negada, rechazó, rechazadas, rechazados, denegó, denegadas, negadas, negativa,
        improcedentes
        """
      ),
      (.cancelled, "canceló, cancelada, canceladas, anuló, anuladas"),
      (
        .previous,
        """
        anterior, anteriores, anteriormente, pasado, pasadas, en comparación con, frente a los,
        primera vuelta, previamente
        """
      ),
      (
        .watch,
        """
        observar, observarán, observan, vigilar, vigilarán, seguir, seguirán, monitorear,
        supervisarán, observación, presenciar, supervisar, presenciarán, acompañarán
        """
      ),
      (.denial, "no, sin, ningún, ninguno, ni"),
      (
        .incident,
        "detenido, detenidos, arrestados, heridos, muertos, expulsados, agredidos, deportados"
      ),
      (.permission, "puede, pueden, podrá, podrán, debe, deben, máximo, cada partido, derecho a"),
      (.embassy, "embajada, consulado"), ([.embassy, .body], "embajadas, consulados"),
      (
        .electionBody,
        """
        consejo nacional electoral, comisión electoral, comisión electoral central,
        tribunal electoral, tribunal supremo electoral, cec, consejo supremo electoral,
        junta electoral, junta central electoral, ine, cne, tse, jne, onpe, oep,
        instituto nacional electoral, servicio electoral, servel, jurado nacional de elecciones,
        órgano electoral, órgano electoral plurinacional, autoridad electoral, poder electoral,
        comisión central electoral, tribunal supremo de elecciones, registraduría,
        tribunal superior de justicia electoral, tsje, corte electoral
        """
      ),
      (
        [.electionBody, .body],
        """
        autoridades electorales, organismos electorales, comisiones electorales,
        órganos electorales, tribunales electorales
        """
      ),
      (.parliament, "parlamento, congreso, asamblea nacional, senado"),
      ([.parliament, .body], "parlamentos"),
      (
        .head,
        """
        organización, asamblea, comité, consejo, unión, fundación, instituto, asociación, liga,
        federación, red, centro, oficina, misión, delegación, secretaría, comisión, comunidad,
        foro, sociedad, conferencia, agencia, alianza, parlamento, congreso, coalición, grupo,
        cámara, ong, movimiento, observatorio, colegio, cooperativa, confederación, universidad,
        transparencia, procuraduría, defensoría
        """
      ),
      (
        .notABody,
        """
        ministerio, ministro, cancillería, gobierno, presidente, presidenta, servicio, partido,
        cuerpo diplomático, ley, constitución, distrito, región, corte, diario, radio, agencia,
        república, periódico, tribunal
        """
      ),
      (.connector, "de, del, la, las, los, el, para, y, en, por"),
      (.article, "el, la, los, las, un, una, estos, estas"),
      (.place, "en, a, al"), (.pronoun, "ellos, ellas, quienes, cuales, que, aquellos"),
      (
        .stop,
        """
        de, del, por, en, a, al, para, con, y, e, o, son, es, fueron, eran, serán, será, ha, han,
        que, pero, como, sobre, tras, después, antes, desde, durante, se, su, sus, este, esta,
        estos, cuyo, donde, entre, hasta, según, ante, lo, les, está, están, sin
        """
      ),
      (
        .money,
        """
        euros, euro, pesos, dólares, dólar, soles, millones, millón, lei, porcentaje, por ciento,
        horas, hora, bolivianos
        """
      ),
      (
        .measure,
        """
        día, días, semana, semanas, mes, meses, año, años, minutos, km, escaños, escaño, veces,
        regiones, idiomas, página, artículo, sección, vuelta, votos, provincias, departamentos,
        municipios, curules, grados, cargos
        """
      ),
      (
        .measure, "mesas, mesa, centros, colegios, casillas, recintos, distritos, circunscripciones"
      ),
      (
        .abroad,
        "diversos, diversas, varios, varias, distintos, diferentes, del extranjero, numerosos"
      ),
      (
        .election,
        """
        elección, elecciones, comicios, votación, referéndum, referendo, plebiscito, voto,
        jornada electoral, sufragio, balotaje
        """
      ),
      (.weekday, "lunes, martes, miércoles, jueves, viernes, sábado, domingo, ayer, hoy"),
      (.sitting, "reunión, sesión, publicado, publicada"), (.since, "desde, hasta"),
      (.abbreviation, "sr, sra, dr, dra, art, no, av, ej, ene, feb, abr, ago, sept, oct, nov, dic"),
      (.turn, "mientras que, mientras, pero"),
      (.respectively, "respectivamente"),
    ],
    numbers: [
      (1, "uno, un, una"), (2, "dos"), (3, "tres"), (4, "cuatro"), (5, "cinco"), (6, "seis"),
      (7, "siete"), (8, "ocho"),
      (9, "nueve"), (10, "diez, decena"), (11, "once"), (12, "doce, docena"), (13, "trece"),
      (14, "catorce"), (15, "quince"),
      (16, "dieciséis"), (17, "diecisiete"), (18, "dieciocho"), (19, "diecinueve"),
      (20, "veinte, veintena"), (21, "veintiuno, veintiún, veintiuna"),
      (22, "veintidós"), (23, "veintitrés"), (24, "veinticuatro"), (25, "veinticinco"),
      (26, "veintiséis"), (27, "veintisiete"),
      (28, "veintiocho"), (29, "veintinueve"), (30, "treinta"), (40, "cuarenta"), (50, "cincuenta"),
      (60, "sesenta"), (70, "setenta"),
      (80, "ochenta"), (90, "noventa"), (100, "cien, ciento, centenar"),
      (200, "doscientos, doscientas"), (300, "trescientos, trescientas"),
      (400, "cuatrocientos, cuatrocientas"), (500, "quinientos, quinientas"),
      (600, "seiscientos, seiscientas"),
      (700, "setecientos, setecientas"), (800, "ochocientos, ochocientas"),
      (900, "novecientos, novecientas"),
    ],
    factors: [(1000, "mil, miles"), (1_000_000, "millón, millones")],
    months: [
      "enero, ene", "febrero, feb", "marzo", "abril, abr", "mayo", "junio", "julio", "agosto, ago",
      "septiembre, setiembre, sept",
      "octubre, oct", "noviembre, nov", "diciembre, dic",
    ],
    weekdays: ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
    pandemic: "pandemia",
    differences: (fewer: "menos", more: "más", by: ""),
    past: "fueron, hubo, fue, había, habían, asistieron",
    futures: """
      serán, será, observarán, observará, vigilarán, vigilará, participarán, participará,
      supervisarán, supervisará, acompañarán, acompañará, asistirán, estarán, verificarán, vendrán,
      seguirán, van, va
      """,
    missions: "misión, delegación, equipo, nuestra, nosotros",
    particles: [
      (.conjunction, "que"), (.comparison, "que"), (.capacity, "como"), (.all, "todos, todas"),
      (.purpose, "para"),
      (.alternative, "o"), (.thousands, "miles"), (.region, "américa"),
      (.elect, "elegir, eligen, eligieron, elegirán, elegirá, renovar, renovarán"),
    ],
    relatives: "que, quien",
    continents: """
      internacional, europe, europa, african, africa, áfrica, asia, asiátic, mundial,
      iberoameric, latinoameric, interameric, interparlament
      """,
    plurals: "s",
    furniture: """
      lea también, leer también, noticias relacionadas, más leídas, últimas noticias,
      te puede interesar, lo más leído, ver también, relacionadas, más noticias
      """,
    common: """
      observadores, a, acreditó, acreditados, fueron, internacionales, países, el, la, los, las, de,
      del, y, en, un, una, para, por, que, con, se, al, su, sus, es, son, ha, han, como, más, sobre
      """,
    letters: "ñ¿",
    kinds: [
      (.presidential, "presidencial, presidenciales, presidente, presidencia"),
      (
        .parliamentary,
        "parlamentarias, parlamentaria, legislativas, legislativa, diputados, parlamento"
      ),
      (.local, "locales, municipales, regionales, subnacionales, alcaldes"),
      (.referendum, "referéndum, referendo, plebiscito, constitucional"),
      (.mixed, "generales"),
    ],
    sharedHeads: [("asambleas parlamentarias", "Asamblea Parlamentaria de la")])
}
