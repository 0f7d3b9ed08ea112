import Records

extension Lexicon {
  static let english = Lexicon(
    code: "en",
    words: [
      (.observer, "observer, observers, monitor, monitors, watcher, watchers, poll-watchers"),
      (
        .person,
        """
        person, persons, people, representative, representatives, reps, delegate, delegates, member,
        members, expert, experts, specialist, specialists, parliamentarian, parliamentarians,
        commissioner, commissioners, deputies, staff, individuals
        """
      ),
      (
        .organizations,
        """
        organization, organizations, organisation, organisations, body, bodies, institution,
        institutions, mission, missions, group, groups, ngo, ngos, association, associations
        """
      ),
      (.countries, "country, countries, state, states, nation, nations"),
      (
        .stranger,
        """
        journalist, journalists, reporter, reporters, correspondent, correspondents, media, press,
        candidate, candidates, voter, voters, agent, agents, proxies, outlets, broadcasters, police,
        officers, students, deputies' seats, seats, parties, party, lawmakers
        """
      ),
      (.international, "international, int'l, intl, foreign, overseas, external"),
      (.domestic, "domestic, local, national, nongovernmental-local, home-grown, citizen"),
      (.from, "from, by"),
      (.from, "on behalf of"),
      (.of, "of, at, under, behalf"),
      (
        .represent,
        "represent, represents, represented, representing, belong to, belongs to, coming from, stand for, stands for"
      ),
      (
        .give,
        """
        has, have, had, with, send, sends, sent, sending, field, fields, fielded, nominate, nominates,
        nominated, delegated, delegates, gets, get, got, provide, provides, provided, contribute,
        contributes, contributed, deploy, deploys, deployed, account for, accounts for, accounted for,
        put forward, puts forward, proposed, numbers, comprises, has sent, have sent, brings, bring,
        submitted, dispatched, represented by, supplies, supplied, registered, fielding
        """
      ),
      (.each, "each, apiece"),
      (
        .including,
        "including, includes, include, counting, among them, among whom, of whom, of which"
      ),
      (
        .listing,
        """
        including, include, includes, included, namely, such as, among them, among whom, comprise,
        comprising, are, as follows, following, represent, represents, representing, represented,
        from, for example, consists, comes, come, went to, sending, list, there are, accreditation of
        """
      ),
      (.and, "and, or, plus"),
      (.and, "as well as, along with, together with"),
      (.more, "more, another, additional, further, extra, other, new, newly"),
      (
        .approximate,
        """
        almost, nearly, about, around, approximately, roughly, over, some, up to, more than, less than,
        fewer than, at least, close to, an estimated
        """
      ),
      (
        .soFar,
        """
        now, already, altogether, overall, as of, to date, so far, thus far, up to now, in all,
        in total, till now, by now, total number, the total
        """
      ),
      (.altogether, "total, overall, altogether, in all, all in all"),
      (
        .accredited,
        """
        accredit, accredits, accredited, accrediting, accreditation, accreditations, register,
        registers, registered, registration, approve, approved, approves, cleared, certified,
        certificates, recognized, recognised, permission
        """
      ),
      (
        .proposed,
        """
        nominate, nominates, nominated, propose, proposes, proposed, put forward, puts forward, applied,
        submitted, apply, applicants, awaiting, sent for accreditation, pending
        """
      ),
      (
        .expected,
        """
        expect, expects, expected, plan to, plans to, planned, invite, invites, invited, invitations,
        invitation, should bring, looks forward, look forward, will arrive, will come, would arrive,
        intend to, intends to, in all roughly, is to send, are to arrive, will send, will deploy, will field, will be sent, will be deployed,
        will be accredited, would send, coming days
        """
      ),
      (
        .deployed,
        """
        arrived, arrive, have come, has come, deployed, are in the country, is in the country, are working,
        working in, are present, in place, came, have begun work, have started work, drawn observers
        """
      ),
      (
        .withdrawn,
        """
        revoke, revokes, revoked, revokes, withdrawn, withdrew, withdraws, lose accreditation,
        lost accreditation, stripped, recalled
        """
      ),
      (.refused, "refused, refuse, refuses, denied, denies, rejected, rejects, turned down"),
      (.cancelled, "cancelled, canceled, cancels, annulled"),
      (
        .previous,
        """
        earlier, previously, previous election, previous elections, last election, last elections,
        recalled the figures, compared with, compared to, first round
        """
      ),
      (
        .watch,
        """
        observe, observes, observed, observing, watch, watches, watched, watching, monitoring, follow,
        follows, followed, to monitor, will monitor, would monitor, scrutinise, scrutinize, on the list,
        take part, took part, participate, participated, observation, oversee
        """
      ),
      (.embassy, "embassy, embassies, consulate, consulates"),
      (
        .electionBody,
        """
        election commission, election commissions, electoral commission, electoral commissions,
        elections commission, election committee, election committees, electoral committee, cec, cecs,
        central commission, election authority, election authorities, electoral authorities,
        electoral bodies, election council, electoral council, electoral tribunal, commissions are
        """
      ),
      (.parliament, "parliament, parliaments"),
      (
        .bodyHead,
        """
        organization, organisation, assembly, committee, council, union, foundation, institute,
        association, league, federation, network, centre, center, office, mission, delegation, secretariat,
        commission, commonwealth, forum, community, society, fund, trust, conference, agency, alliance,
        bureau, parliament, congress, court, coalition, group, chamber, ngo, cooperative, movement,
        representation, court, initiative, watch, organizations, societies, confederation, academy,
        university, helsinki
        """
      ),
      (
        .notABody,
        """
        ministry, minister, government, president, presidential, service, party, law, constitution,
        district, region, supreme, republic, administration, agency, news, times, post, majilis, mazhilis,
        senate, court, day, act, university, street, province
        """
      ),
      (.connector, "of, the, for, on, in, and, de, des, &, to, at"),
      (.article, "the, a, an"),
      (.location, "in, to, at"),
      (
        .stop,
        """
        of, from, by, in, at, on, to, for, with, and, or, the, are, is, was, were, has, have, had, will, who,
        that, which, than, but, as, per, into, after, before, since, until, against, would, should, can, may,
        during, through, each, out
        """
      ),
      (
        .money,
        """
        tenge, dollar, dollars, euro, euros, usd, kzt, eur, mln, million, billion, bln, rubles, roubles,
        percent, per, pounds
        """
      ),
      (
        .measure,
        """
        percent, day, days, week, weeks, month, months, year, years, hour, hours, minute, minutes, km,
        kilometers, degrees, station, stations, polling, district, districts, precinct, precincts, seat,
        seats, time, times, am, pm, a.m., p.m., a.m, p.m, o'clock, million, billion, regions, centres, centers,
        languages, page, pages, article, section, round, rounds, ballots, cents, languages
        """
      ),
      (.abroad, "abroad, around the world, all over the world, various, many, other, several"),
      (.longTerm, "long-term"),
      (.shortTerm, "short-term"),
      (.independent, "independent"),
      (
        .election,
        "election, elections, vote, votes, poll, polls, referendum, ballot, voting, elected, plebiscite"
      ),
      (
        .dayWord, "monday, tuesday, wednesday, thursday, friday, saturday, sunday, today, yesterday"
      ),
      (.other, "other, others, remaining"),
      (.denial, "not, no, none, without, won't, cannot, refrain"),
      (.sitting, "meeting, sitting, session"),
      (
        .incident,
        """
        arrested, detained, injured, killed, attacked, beaten, threatened, assaulted, expelled, died,
        fined, kidnapped, quarantined, tested
        """
      ),
      (
        .permission,
        "may, can, could, must, entitled, allowed, maximum, minimum, per, every, each party"
      ),
    ],
    numbers: [
      "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
      "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
      "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
      "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
      "ninety": 90,
    ],
    multipliers: ["hundred": 100, "thousand": 1000],
    months: [
      ["january", "jan"], ["february", "feb"], ["march", "mar"], ["april", "apr"], ["may"],
      ["june", "jun"], ["july", "jul"], ["august", "aug"], ["september", "sep", "sept"],
      ["october", "oct"], ["november", "nov"], ["december", "dec"],
    ],
    abbreviations: [
      "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mr",
      "mrs", "ms", "dr", "st", "no", "vs", "a.m", "p.m", "u.s", "u.k", "u.n", "gen", "prof", "sen",
      "rep", "hon", "e.g", "i.e", "inc", "ltd",
    ],
    furniture: [
      "related", "read also", "popular", "more like this", "related news", "related articles",
      "most recent stories", "most read", "news partner", "see also", "share post", "latest news",
      "top stories", "recommended", "you may also like", "more news", "also read", "recent posts",
    ],
    common: [
      "the", "of", "and", "to", "in", "for", "from", "by", "on", "with", "is", "are", "has", "have",
      "was", "were", "will", "that", "at", "be",
    ],
    kinds: [
      (.byElection, ["by-election", "by-elections", "byelection"]),
      (.presidential, ["presidential", "president", "presidency"]),
      (
        .parliamentary,
        [
          "parliamentary", "parliament", "majilis", "mazhilis", "legislative", "duma", "rada",
        ]
      ),
      (
        .local,
        ["local", "municipal", "maslikhat", "maslikhats", "mayoral", "self-government", "mayor"]
      ),
      (.referendum, ["referendum", "plebiscite", "constitution"]),
    ])
}
