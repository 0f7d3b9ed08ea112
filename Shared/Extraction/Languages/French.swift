import Records

extension Vocabulary {
  static let french = Vocabulary(
    code: "fr", traits: [.scores, .adjectivesBehind],
    words: [
      (.observer, "observateur, observateurs, observatrice, observatrices"),
      (
        .person,
        """
        personne, personnes, représentant, représentants, délégué, délégués, expert, experts,
        membre, membres, députés, eurodéputés, parlementaires, agents, fonctionnaires, participants,
        spécialistes
        """
      ),
      ([.person, .accredited], "accréditations, certificats, badges"),
      ([.person, .diplomatic], "diplomates"),
      (
        .body,
        """
        organisation, organisations, institution, institutions, mission, missions, groupe, groupes,
        ong, associations, association, instance, instances, structures, organismes, entités,
        plateformes, coalitions
        """
      ),
      (.state, "pays, états, nations, nationalités"),
      (
        .stranger,
        """
        journaliste, journalistes, médias, presse, candidat, candidats, candidates, électeurs,
        électrices, délégués de candidats, policiers, gendarmes, partis, votants, correspondants,
        jeunes, citoyens, inscrits
        """
      ),
      (
        .foreign,
        """
        international, internationale, internationaux, internationales, étranger, étrangère,
        étrangers, étrangères, de l extérieur, viennent de l extérieur, venus de l extérieur
        """
      ),
      (
        .domestic,
        """
        national, nationale, nationaux, nationales, local, locale, locaux, locales, domestiques,
        citoyens, nationaux et, de l intérieur du pays, viennent de l intérieur du pays,
        venus de l intérieur du pays
        """
      ),
      (.domestic, "société civile, de la société civile"),
      (.longTerm, "à long terme, de long terme, de longue durée"),
      (.shortTerm, "à court terme, de court terme, de courte durée"),
      (.independent, "indépendant, indépendants, indépendantes"),
      ([.person, .diplomatic], "ambassadeur, ambassadeurs"),
      (.diplomatic, "diplomatique, diplomatiques, consulaires, corps diplomatique, chancelleries"),
      (
        .from,
        """
        venus de, venus d, venant de, ressortissants de, en provenance de, issus de, issus d,
        au nom de, provenant de, originaires de, envoyés par, délégués par, dépêchés par,
        mandatés par, déployés par, de la part de
        """
      ),
      (.by, "par"), (.of, "de, du, des, d"),
      (
        .represent,
        """
        représentant, représentent, représente, représentera, représenteront,
        représentaient, représentés, représentées, forment, constituent,
        répartis dans, réparties dans, répartis en, réparties en
        """
      ),
      (
        .give,
        """
        composée de, forte de, fort de, composée d, forte d, participe avec, comptera, compteront,
        a obtenu, ont obtenu, annonce, annoncent, obtiendra, obtenu, a envoyé, ont envoyé, envoie,
        envoient, compte, comptent, dispose de, dispose d, aligne, fournit, fournissent, a proposé,
        ont proposé, a désigné, envoyé, dépêché, a mobilisé, ont mobilisé, réunit, comprend,
        alignera, aligneront, alignent, comptait, comptaient, réunissait, a promis, ont promis,
        table sur, tablent sur, forte d, avait déployé, avaient déployé
        """
      ),
      (
        [.give, .expected],
        """
        enverra, enverront, dépêchera, dépêcheront, mobilisera, mobiliseront, déploiera,
        déploieront, compte déployer, comptent déployer,
        entend déployer, entendent déployer, entend en déployer, va aligner, vont aligner,
        va déployer, vont déployer, va envoyer, vont envoyer, aura, auront, disposera,
        disposeront
        """
      ),
      ([.give, .deployed], "a déployé, ont déployé, déploie, déploient, a dépêché, ont dépêché"),
      (.with, "avec"),
      (.each, "chacun, chacune"), (.each, "à raison de"),
      (.including, "dont, y compris, parmi lesquels, parmi eux, incluant, notamment"),
      (
        .listing,
        """
        à savoir, tels que, telles que, comme, suivants, suivantes, notamment, parmi lesquels,
        soit, il s'agit de, il s'agit d, en l'occurrence, entre autres
        """
      ),
      (.and, "et, ou, ainsi que, plus"),
      (.more, "encore, supplémentaires, supplémentaire, nouveaux, nouvelles, de plus, en plus"),
      ([.more, .other], "autre, autres"), (.other, "restants"),
      (
        .approximate,
        """
        environ, près de, près d, plus de, plus d, quelque, quelques, presque, autour de,
        moins de, un peu moins de, un peu plus de, au moins, jusqu à, centaine, dizaine, douzaine,
        vingtaine, trentaine, quarantaine, cinquantaine, soixantaine, quinzaine, millier
        """
      ),
      (
        .soFar,
        """
        déjà, au total, en tout, à ce jour, à cette date, désormais, maintenant, jusqu à présent,
        actuellement, au totale
        """
      ),
      (
        .altogether,
        """
        total, au total, en tout, totale, effectif total de, un effectif total de, un effectif de,
        un total de
        """
      ), (.number, "nombre, chiffre"),
      (.than, "que"),
      (.remain, "restent, reste, demeurent"),
      (
        .accredited,
        """
        accrédit*, enregistré*, enregistre, agréé*, homologu*, reconnus, inscrits
        """
      ),
      (
        .proposed,
        "proposé, proposés, soumis, demande, demandes, dossiers, sollicité, en attente, proposées"
      ),
      (
        .expected,
        """
        attendu, attendus, attendues, attend, prévoit, prévoient, prévoyait, prévus, prévu, invité,
        invités, invitation, invitations, devrait, devraient, devaient, seront déployés, arriveront,
        promis, doivent arriver
        """
      ),
      (
        .deployed,
        """
        arrivé, arrivés, arrivée, arrivées, déployé, déployés, déployées, présents, présent,
        sur le terrain, sur place, venus en, venus au, sont arrivés, présentes, séjourne,
        ont rejoint, à pied d'œuvre
        """
      ),
      (
        .withdrawn,
        """
        retiré, retirés, retrait, perd son accréditation, perdu son accréditation, révoqué,
        révoquée, retirée, perd
        """
      ),
      (.refused, "refusé, refusés, refus, rejeté, rejetés, rejetée, essuyé, refuse, refusée"),
      (.cancelled, "annulé, annulés, annulée, a renoncé à, ont renoncé à, renonce à"),
      (
        .previous,
        """
        précédent, précédente, précédentes, précédents, auparavant, lors de la dernière, contre,
        par rapport à, au premier tour, lors du premier tour
        """
      ),
      (
        .watch,
        """
        suivi, suivie, observé, observée, supervisé, supervisée, observer, observent, observera,
        observeront, observe, suivre, suivent, suivront, surveiller, surveilleront, observation,
        superviser, supervisent, superviseront, supervisera, surveillera, suivra
        """
      ),
      (.denial, "ne, n, pas, sans, aucun, aucune, ni"),
      (
        .incident,
        "arrêté, arrêtés, interpellé, interpellés, blessés, tués, expulsés, agressés, expulsé"
      ),
      (.permission, "peut, peuvent, doit, doivent, maximum, chaque, droit à"),
      (.embassy, "ambassade, consulat"),
      ([.embassy, .body], "ambassades, consulats, missions diplomatiques"),
      (
        .electionBody,
        """
        céni, ceni, cei, cena, céna, commission électorale,
        commission électorale nationale indépendante, commission électorale indépendante,
        commission électorale nationale, commission électorale nationale autonome,
        commission électorale centrale, cec, dge, anec, direction générale des élections,
        commission nationale électorale
        """
      ),
      (
        [.electionBody, .body], "commissions électorales, autorités électorales, organes électoraux"
      ),
      (.parliament, "parlement, assemblée nationale, sénat"), ([.parliament, .body], "parlements"),
      (
        .head,
        """
        organisation, assemblée, comité, conseil, union, fondation, institut, association, ligue,
        fédération, réseau, centre, bureau, mission, délégation, secrétariat, commission,
        communauté, forum, société, conférence, agence, alliance, parlement, congrès, coalition,
        groupe, chambre, ong, mouvement, observatoire, concertation, plateforme, convention,
        collectif, synergie, comite, groupement, maison, cadre
        """
      ),
      (
        .notABody,
        """
        ministère, ministre, gouvernement, président, présidente, service, parti, loi,
        constitution, district, région, cour, agence de presse, journal, radio, agence,
        université
        """
      ),
      (.connector, "de, du, des, la, le, les, pour, l, d, et, en, à, sur"),
      (.article, "l, le, la, les, un, une, ces, d"),
      (.place, "en, au, aux, à, dans, sur, auprès de, auprès d, auprès du"),
      (.pronoun, "eux, elles, ils, elle, il, lesquels, qui, ceux, celui, celle"),
      (
        .stop,
        """
        de, du, des, d, par, en, dans, à, au, aux, pour, avec, et, ou, sont, est, étaient, seront,
        sera, a, ont, qui, que, mais, comme, sur, sous, après, avant, depuis, dont, se, ce, cette,
        ces, ne, son, sa, leur, leurs, où, chez, lors, entre, contre, y, il, ils, pas
        """
      ),
      (
        .money,
        """
        euros, euro, fcfa, francs, franc, dollars, dollar, millions, million, milliards, milliard,
        pour cent, pourcent, heures, heure, h, gmt
        """
      ),
      (
        .measure,
        """
        jour, jours, semaine, semaines, mois, an, ans, année, années, minutes, km, sièges, siège,
        fois, régions, langues, page, article, section, tour, tours, voix, provinces,
        départements, communes, listes, bulletins, degrés
        """
      ),
      (.measure, "bureau de vote, bureaux, bureaux de vote, circonscriptions, centres"),
      (.abroad, "à l'étranger, divers, diverses, plusieurs, différents, différentes, nombreux"),
      (
        .election,
        """
        élection, élections, scrutin, scrutins, vote, votes, référendum, présidentielle,
        présidentielles, législatives, législative, municipales, sénatoriales, élire
        """
      ),
      (.weekday, "lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, hier, aujourd'hui"),
      (.sitting, "réunion, séance, session, publié, publiée, conférence"),
      (.since, "depuis, jusqu au, jusqu"),
      (.abbreviation, "m, mm, mme, dr, st, ste, no, art, av, janv, févr, sept, oct, nov, déc"),
      (.turn, "tandis que, alors que, mais"),
      (.respectively, "respectivement"),
    ],
    numbers: [
      (1, "un, une"), (2, "deux"), (3, "trois"), (4, "quatre"), (5, "cinq"), (6, "six"),
      (7, "sept"), (8, "huit"),
      (9, "neuf"), (10, "dix, dizaine"), (11, "onze"), (12, "douze, douzaine"), (13, "treize"),
      (14, "quatorze"), (15, "quinze, quinzaine"),
      (16, "seize"), (20, "vingt, vingtaine"), (30, "trente, trentaine"),
      (40, "quarante, quarantaine"), (50, "cinquante, cinquantaine"),
      (60, "soixante, soixantaine"), (80, "quatre-vingt, quatre-vingts"), (100, "centaine"),
      (200, "deux-cents"), (1000, "millier"),
    ],
    factors: [
      (100, "cent, cents, centaines"), (1000, "mille, milliers"), (1_000_000, "million, millions"),
    ],
    months: [
      "janvier, janv", "février, févr", "mars", "avril", "mai", "juin", "juillet", "août, aout",
      "septembre",
      "octobre, oct", "novembre, nov", "décembre, déc",
    ],
    weekdays: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
    pandemic: "pandémie",
    differences: (fewer: "moins", more: "plus", by: ""),
    past: "avait, avaient, était, étaient, furent",
    futures: """
      seront, sera, suivront, suivra, observeront, observera, superviseront, supervisera,
      surveilleront, surveillera, participeront, participera, prendront, prendra, assisteront,
      assistera, couvriront, représenteront, représentera, viendront, viendra, iront, va, vont
      """,
    missions: "elle, mission, délégation, équipe, nous, notre, nos",
    particles: [
      (.conjunction, "que"), (.comparison, "que"), (.capacity, "comme"), (.all, "tous, toutes"),
      (.purpose, "pour"),
      (.alternative, "ou"), (.elect, "élire, élisent, éliront, élira, élu"),
      (.thousands, "milliers, centaines, millions"),
    ],
    relatives: "qui",
    sides: "pour",
    continents: """
      international, europé, europe, africain, afrique, asie, asiati, mondial, francophon,
      panafricain, commonwealth, interparlementaire, arabe
      """,
    plurals: "s",
    furniture: """
      lire aussi, à lire aussi, articles similaires, sur le même sujet, les plus lus,
      dernières nouvelles, voir aussi, à la une, articles liés, plus d'articles
      """,
    common: """
      observateurs, été, le, la, les, de, des, du, et, en, un, une, pour, dans, par, sur, que, qui,
      au, aux, a, ont, est, sont, avec, ce, cette, d, l
      """,
    kinds: [
      (.byElection, "partielle, partielles"),
      (.presidential, "présidentielle, présidentielles, présidentiel, président, présidence"),
      (
        .parliamentary,
        "législatives, législative, parlementaires, parlementaire, députés, parlement, sénatoriales"
      ),
      (.local, "municipales, locales, régionales, communales, départementales"),
      (.referendum, "référendum, référendaire, constitutionnel"),
      (.mixed, "générales, couplées, combinées"),
    ],
    sharedHeads: [("assemblées parlementaires", "Assemblée parlementaire de l'")])
}
