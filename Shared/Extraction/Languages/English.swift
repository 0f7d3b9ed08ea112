import Records

extension Vocabulary {
  static let english = Vocabulary(
    code: "en", traits: [.compounds, .capitalMonths, .capitalAdjectives],
    words: [
      // What numbers count.
      (
        .observer,
        "observer, observers, monitor, monitors, watcher, watchers, poll-watchers, scrutineers"
      ),
      ([.observer, .domestic], "home observers, home monitors"),
      ([.observer, .longTerm], "ltos"), ([.observer, .shortTerm], "stos"),
      (.observer, "scrutineer"), ([.observer, .foreign], "foreign visitors"),
      ([.person, .proposed], "applications, applicants"),
      (
        .person,
        """
        person, persons, people, representative, representatives, reps, delegate, delegates,
        member, members, personnel, expert, experts, specialist, specialists, parliamentarian,
        parliamentarians, lawmakers, commissioner, commissioners, deputies, staff, individuals,
        nationals, participants, officials, envoys, mps, meps, legislators, names, visitors
        """
      ),
      (
        [.person, .accredited],
        """
        certificates, accreditations, accreditation cards, accreditation certificates,
        accreditation badges, accreditation documents, accreditation ids, accreditation permits
        """
      ),
      ([.person, .diplomatic], "diplomats"),
      (
        .body,
        """
        organization, organizations, organisation, organisations, body, bodies, institution,
        institutions, mission, missions, group, groups, ngo, ngos, ngo's, ngo’s, association,
        associations, structures, entities, agencies, networks, coalitions, watchdogs
        """
      ),
      (.state, "country, countries, state, states, nation, nations, nationalities"),
      (
        .stranger,
        """
        journalist, journalists, reporter, reporters, correspondent, correspondents, media, press,
        media representatives, media reps, candidate, candidates, voter, voters, agent, agents, proxies, outlets, broadcasters,
        police, officers, teams, students, seats, parties, party, volunteers, workers, contenders,
        residents, citizens
        """
      ),
      (
        .foreign,
        "international, int'l, intl, foreign, overseas, external"
      ),
      ([.person, .foreign], "foreigners, internationals, international figures"),
      (
        .domestic,
        """
        domestic, local, national, home-grown, citizen, nationwide, non-partisan,
        from inside the country, from within the country, commissions of various levels,
        commissions of all levels, commissions of different levels
        """
      ),
      (.longTerm, "long-term, long term"), (.shortTerm, "short-term, short term"),
      (
        .independent,
        """
        independent, self-nominated, individual, core, own initiative, own initiatives,
        voter signatures, voters' signatures
        """
      ),
      (.diplomatic, "diplomatic, consular, diplomatic corps, diplomatic missions, consulates"),
      // What ties numbers to names.
      (
        .from,
        """
        from, on behalf of, delegated by, nominated by, seconded by, put forward by,
        put forward through, proposed by
        """
      ),
      (.by, "by, at the invitation of"),
      // Who leads a mission sends nobody.
      (.stop, "recalled that, recalls that, as before, more and more"),
      (.stop, "led by, headed by, chaired by, co-led by, co-chaired by"),
      (.of, "of, at, under"),
      (
        .represent,
        """
        represent, represents, represented, representing, belong to, belongs to, coming from,
        stand for, stands for, on behalf of, come from, comes from, came from, drawn from,
        hail from, will form, make up, makes up, will make up, form part of, part of
        """
      ),
      (
        .give,
        """
        presented, present, obtained, secured, won, has, have, had, send, sends, sent, sending,
        field, fields, fielded, nominate, nominates, nominated, delegated, gets, get, got, provide,
        mobilized, mobilised, provides, provided, contribute, contributes, contributed, deploy,
        deploys, deployed, account for, accounts for, accounted for, numbering, put forward,
        puts forward, proposed, numbers, include, comprises, has sent, have sent, has fielded, have fielded,
        brings, bring, submitted, dispatched, represented by, supplies, supplied, registered,
        fielding, seconded, assign, assigns, appointed, have appointed, has appointed, recruited,
        have recruited, has recruited, depute, deputed, to depute, consists of, is sending,
        are sending, assigned, received, receives, will number, will total, made up of, composed of,
        includes, now counts, will contribute, will provide, will assign, has mobilised,
        has mobilized, has trained, will mobilise, will mobilize, brought, applied with, counts,
        consisted of, numbered, comprising, comprised, consisting of, comprise of, comprised of,
        comprises of, comprising of, totaling, totalling, totals, totaled, totalled, included,
        is made up of, will be made up of, would be made up of, is composed of,
        will be composed of, would be composed of, submitted requests for,
        has submitted requests for, requested accreditation, sought accreditation,
        applied for accreditation
        """
      ),
      (
        [.give, .proposed],
        """
        applied to accredit, asked to accredit, wants to accredit, sought to accredit,
        applied for the accreditation of, requested the accreditation of
        """
      ),
      (
        [.give, .expected],
        """
        is to deploy, are to deploy, is to field, are to field, plans to send, will send, will post,
        will deploy, will field, will also deploy, will also send, will also field, would send,
        would deploy, would field, will be mobilized, will be mobilised, is to send, are to send,
        will put, plans on, will count, will consist of, will comprise, would consist of,
        would comprise, would comprise of, will comprise of, is coming with,
        are coming with, to field, to deploy, will include, will included, is deploying,
        are deploying, had targeted, has targeted
        """
      ),
      ([.represent, .expected], "will come from, would come from, are to come from"),
      (.with, "with"),
      (.each, "each, apiece"), ([.each, .place], "on each, for each"), (.watch, "accompanied"),
      (
        .including,
        """
        including, include, counting, among, among them, among whom, of whom, of which,
        of these, of them, out of them, out of these, out of whom, out of this number,
        of this number, of that number, out of that number
        """
      ),
      ([.listing, .accredited], "accreditation of"),
      (
        .listing,
        """
        namely, such as, comprise, comprising, as follows, following, represent, represents,
        representing, represented, for example, consists, comes, come, went to, sending,
        there are, included, among others, they are, these are, are those of,
        in question, took part
        """
      ),
      ([.listing, .stop], "are"),
      (.and, "and, or, plus, as well as, and also, along with, together with, alongside"),
      (.more, "more, another, additional, further, extra, newly, new"),
      ([.more, .other], "other, others"),
      (.other, "remaining"),
      (
        .approximate,
        """
        as many as, almost, nearly, about, around, approximately, roughly, over, some, up to,
        more than, less than, fewer than, at least, close to, an estimated, upwards of,
        in excess of, no fewer than
        """
      ),
      (
        .soFar,
        """
        now, already, as of, to date, so far, thus far, up to now, in all, in total, till now,
        by now, altogether, overall, the total, total number, currently, at present, stands at,
        until now
        """
      ),
      (
        .altogether,
        """
        total, overall, altogether, in all, all in all, in total, the total, total number,
        bring the, brings the, bringing the, gone up to, went up to, risen to, rose to, grown to,
        climbed to
        """
      ),
      (.number, "number, total number, tally, figure, count, register, list, numbered"),
      (.than, "than"),
      (
        .remain,
        """
        remain, remains, remaining, are left, leaving the number, leaving the total,
        leaving the count, leaving the overall number
        """
      ),
      // What happened.
      (
        .accredited,
        """
        accredit, accredits, accredited, accrediting, accreditation, accreditations, register,
        registers, registered, registration, approve, approved, approves, cleared, certified,
        certificates, recognized,
        recognised, credentials, green light, licence, licences, license,
        licenses, licensed
        """
      ),
      (
        [.observer, .accredited],
        """
        observer status, status of observer, status of observers, international observer status,
        status of international observer, status of an international observer, status of an observer
        """
      ),
      (
        .proposed,
        """
        nominate, nominates, nominated, propose, proposes, proposed, put forward, puts forward,
        applied, submitted, apply, applicants, awaiting, sent for accreditation, pending,
        applications, have been put forward, under consideration, requested accreditation,
        sought accreditation, applied for accreditation, being processed, under review,
        considering documents, considering the documents, received application, forwarded,
        received applications, have come in, has come in, came in, is reviewing, are reviewing,
        is weighing, being considered, asked to monitor, asked to observe, permissions,
        proposals for accreditation, proposals for the accreditation,
        recommendations to accredit, recommended, sent recommendations,
        documents are under consideration, documents for the accreditation of,
        documents on the accreditation of, documents on accreditation of
        """
      ),
      (
        .expected,
        """
        expect, expects, expected, has requested, requests, plan to, plans to, planned, invite,
        invites, invited, invitations, invitation, should bring, looks forward, look forward,
        will receive, will host, will welcome, will arrive, will come, would arrive, would come,
        would be deployed, would be sent,
        will be fielded, would be fielded, will be dispatched, would be dispatched, is to arrive, is to come, are to come, intend to,
        intends to, are to arrive, will be sent, will be deployed, will be accredited, coming days,
        due to arrive, is due in, are due in, is due to, are due to, hopes to, is likely to,
        are likely to, in all roughly, would watch, will join, will be reinforced by, will bring,
        will bring in, will be joined by, will help, will also be accredited, there will be
        """
      ),
      (
        .deployed,
        """
        arrived, arrive, have come, has come, are now in the, is now in the, deployed,
        are in the country, is in the country, are working, working in, are present, in place, came,
        have begun work, have started work, have begun their work, have started their work,
        began work, started work, began their work, started their work, drawn observers,
        on the ground, fanned out, are in the, have deployed, were present, was present, is present,
        also present, fielded, has fielded, have fielded, deploys, comprised,
        have reached the country, has reached the country, had landed, have landed,
        reached the country, have drawn more, has drawn more
        """
      ),
      (
        .withdrawn,
        """
        retrieved their accreditation, retrieved its accreditation, gave up their accreditation,
        lost their accreditation, lost its accreditation, lose their accreditation, gave back,
        given back, annulled, annuls, handed back, returned their accreditation, revoke, revokes, revoked, withdrawn,
        withdrew, withdraws, lose accreditation, lost accreditation, stripped, recalled,
        deregistered
        """
      ),
      (
        .refused,
        """
        may not monitor, may not observe, kept out, not be allowed, not be permitted,
        refused, refuse, refuses, denied, denies, rejected, rejects, turned down, refusal, barred,
        declined, turned away
        """
      ),
      (.cancelled, "cancelled, canceled, cancels, cancellation"),
      (
        .previous,
        """
        up from, down from, earlier, previously, previous presidential election,
        previous parliamentary election, last presidential election, last parliamentary election,
        previous presidential elections, previous parliamentary elections,
        last presidential elections, last parliamentary elections, previous election, previous elections,
        last election, last elections,
        compared with, compared to, first round, recalled the figures, the figures of, last time,
        four years ago, five years ago, in the previous, the day before, a week ago,
        a week earlier, at first announced
        """
      ),
      (
        .watch,
        """
        observe, observes, observed, observing, watch, watches, watched, watching, monitoring,
        follow, follows, followed, to monitor, will monitor, would monitor, scrutinise, scrutinize,
        on the list, will be attended, will attend, take part, took part, participate, participated,
        observation, oversee, monitored, overseeing
        """
      ),
      (
        .denial,
        "not, no, none, without, exclude, excludes, excluding, excluded, won't, cannot, refrain, never, didn't, unlikely"
      ),
      (
        .incident,
        """
        arrested, detained, injured, killed, attacked, beaten, threatened, assaulted, expelled,
        died, fined, kidnapped, tested positive, quarantined, hospitalised, hospitalized,
        as interpreters, attended the session, attended the cec session, attended the meeting,
        bilateral meetings with, bilateral talks with, attended the sitting, attended the cec meeting,
        attended a conference,
        attended the conference, attended a seminar, attended the seminar, attended a briefing,
        attended the briefing, attended a workshop, attended the workshop, attended a training,
        attended the training, took part in the meeting,
        took part in the session, pre-electoral visit, pre-election visit, to be elected,
        be elected, will be chosen
        """
      ),
      (
        .permission,
        "may, can, could, must, entitled, allowed, maximum, minimum, every, each party, should be"
      ),
      // Bodies.
      (.embassy, "embassy, consulate"),
      ([.embassy, .body], "embassies, consulates"),
      (
        .electionBody,
        """
        election commission, electoral commission, elections commission, election committee,
        independent election commission, high electoral commission, election authority,
        independent high electoral commission, central referendum commission, referendum commission,
        national election authority,
        central elections commission, central electoral committee,
        elections and boundaries commission, electoral and boundaries commission,
        independent electoral and boundaries commission, boundaries commission, electoral committee,
        cec, central commission, election authority, electoral authority, election council,
        electoral council, electoral tribunal, central election commission,
        central electoral commission, central election committee, elections authority, ec,
        supreme election council, supreme board of election, supreme election board, supreme electoral board, election board, electoral board,
        national election commission, general elections commission,
        independent electoral commission, independent national electoral commission, electoral body,
        elections commission, national elections commission, republic electoral commission,
        national election committee, election body, polls body, central commission for elections,
        central commission for elections and referenda,
        central commission for elections and referendums,
        central commission on elections and referenda,
        central commission on elections and referendums,
        central elections commission on conducting elections and referenda,
        central election commission on conducting elections and referenda,
        central commission for elections and conducting referenda,
        central commission for elections and holding referendums,
        central commission for elections and national referenda, commission on elections,
        national electoral institute, national electoral council, supreme electoral tribunal,
        supreme electoral court, national jury of elections, national electoral commission, iebc,
        ecz, inec, zec, nec, mec, uec, ihec, imec, ecn, ine, cne, tse, jne, ceni, comelec,
        poll body, electoral agency
        """
      ),
      (
        [.electionBody, .body],
        """
        election commissions, electoral commissions, central election commissions, cecs,
        central electoral commissions, election committees, electoral authorities,
        election authorities, electoral bodies, election bodies, electoral institutions,
        central election committees, electoral management bodies, commissions are
        """
      ),
      (.parliament, "parliament, majilis, mazhilis, senate, rada, duma"),
      ([.parliament, .body], "parliaments"),
      (
        .head,
        """
        organization, organisation, assembly, committee, council, union, foundation, institute,
        association, league, federation, guild, network, centre, center, office, mission,
        delegation, secretariat, commission, commonwealth, forum, community, society, fund, trust,
        conference, agency, alliance, bureau, parliament, congress, court, coalition, group,
        chamber, ngo, cooperative, movement, representation, initiative, watch, organizations,
        societies, confederation, academy, rights, university, helsinki, observatory, platform,
        monitor, organisations, party, ministry, government, programme, program
        """
      ),
      (
        .notABody,
        """
        ministry, minister, government, president, presidential, service, party, law, constitution,
        district, region, supreme, administration, agency, news, times, post, majilis, mazhilis,
        senate, court, day, legislation, kazinform, tass, interfax, belta, ukrinform, xinhua,
        reuters, afp, akipress, kabar, act, university, street, province, daily, herald, palace,
        square, airport, department
        """
      ),
      ([.person, .notABody], "head, coordinator, chairman, chairwoman, chairperson, spokesperson"),
      (.connector, "of, the, for, on, in, and, de, des, to, at"),
      ([.article, .pronoun], "the, these, those"),
      (.article, "a, an, its, their"),
      (.place, "in, to, at, inside, within, across"),
      (.namesake, "named after"),
      (.pronoun, "them, they, whom, which, us, it, we"),
      // What numbers count otherwise, and what ends the search for a noun.
      (
        .stop,
        """
        should be recalled, should be noted, should be reminded, must be noted, must be recalled,
        of, from, by, in, at, on, to, for, with, and, or, the, are, is, was, were, has, have, had,
        will, who, that, which, than, but, as, per, into, after, before, since, until, against,
        would, should, can, may, during, through, out, while, whose, where, when, said, says,
        told, also, been, be, came, come, did, do, does, if, then, there, they, this, those
        """
      ),
      (
        .money,
        """
        tenge, dollar, dollars, euro, euros, usd, kzt, eur, mln, bln, rubles, roubles, percent,
        per cent, pounds, am, pm, a.m., p.m., o'clock, gmt, cents
        """
      ),
      (
        .measure,
        """
        percent, day, days, week, weeks, month, months, year, years, hour, hours, minute, minutes,
        km, kilometers, degrees, seat, seats, time, times, regions, languages, page, pages,
        article, section, round, rounds, ballots, sessions, provinces, billion, votes, complaints,
        violations, laws, decrees, cities, towns, villages, meetings
        """
      ),
      (
        .measure,
        """
        station, stations, polling, district, districts, precinct, precincts, centres, centers,
        constituencies, electorates
        """
      ),
      (
        .abroad,
        "abroad, outside the country, around the world, all over the world, various, many, several, a number of"
      ),
      (
        .election,
        """
        election, elections, vote, poll, polls, referendum, ballot, voting, elected, plebiscite,
        votes, by-election, by-elections, runoff
        """
      ),
      (
        .weekday, "monday, tuesday, wednesday, thursday, friday, saturday, sunday, today, yesterday"
      ),
      (.sitting, "meeting, sitting, session, published, posted, updated"),
      (.since, "since, until, till"),
      (
        .abbreviation,
        """
        jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, mr, mrs, ms, dr, st, no, vs,
        gen, prof, sen, rep, hon, inc, ltd
        """
      ),
      (.turn, "while, whereas, meanwhile, but"),
      (.respectively, "respectively"),
    ],
    numbers: [
      (1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six"), (7, "seven"),
      (8, "eight"), (9, "nine"), (10, "ten"), (11, "eleven"), (12, "twelve"), (13, "thirteen"),
      (14, "fourteen"), (15, "fifteen"), (16, "sixteen"), (17, "seventeen"), (18, "eighteen"),
      (19, "nineteen"), (20, "twenty"), (30, "thirty"), (40, "forty"), (50, "fifty"), (60, "sixty"),
      (70, "seventy"), (80, "eighty"), (90, "ninety"),
    ],
    factors: [
      (12, "dozen"), (100, "hundred"), (1000, "thousand, thousands"), (1_000_000, "million"),
    ],
    months: [
      "january, jan", "february, feb", "march, mar", "april, apr", "may", "june, jun", "july, jul",
      "august, aug", "september, sep, sept", "october, oct", "november, nov", "december, dec",
    ],
    weekdays: [
      "sunday, sundays", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    ],
    pandemic: "pandemic, covid, covid-19, coronavirus",
    differences: (fewer: "fewer, less", more: "more", by: "by"),
    past: "was, were, had", futures: "will, would, shall",
    missions: "it, its, mission, delegation, team, we, our, us",
    particles: [
      (.request, "please"), (.thousands, "thousands"),
      (.infinitive, "to"),
      (.duty, "are, is, set, due, expected"),
      (.speaker, "they, it, we"),
      (.conjunction, "that"),
      (.alternative, "or"),
      (.such, "such"), (.drawn, "drawn"), (.except, "except"),
      (.elect, "elect, elects, electing, choose, choosing"),
      (.region, "north, south, latin, central"),
      (.report, "reported, informed, announced, said, stated"),
      (.like, "as"),
      (
        .host,
        """
        receive, receives, host, hosts, hosted, welcome, welcomes, welcomed, see, sees, admit,
        accept, accepts, accepted, expect, invite, accommodate
        """
      ),
      (.national, "citizens, nationals"),
      (.applicant, "candidate, candidates"),
      (.branch, "office, branch, bureau, chapter, representation"),
      (.rights, "rights"),
      (.comparison, "than"), (.per, "per"), (.one, "a, an"), (.capacity, "as"), (.all, "all"),
      (.purpose, "for"),
      (.growth, "grown, grew, risen, rose, increased, expanded, climbed"),
      (.series, "phase, round, step, stage, article, section, chapter, paragraph, page"),
    ],
    relatives: "which, who, that",
    governments: "ministry, government", sides: "for",
    members: "member, members, strong, person, man",
    continents: """
      international, interparliamentary, inter-parliamentary, europe, africa, asia, eurasia,
      world, global, commonwealth, pan-african, transnational, arab, inter-american
      """,
    plurals: "s",
    furniture: """
      related, read also, popular, more like this, related news, related articles,
      most recent stories, most read, news partner, see also, share post, latest news,
      top stories, recommended, you may also like, more news, also read, recent posts, other news,
      latest, trending, related stories
      """,
    common: """
      observers, accredited, observer, the, of, and, to, in, for, from, by, on, with, is, are,
      has, have, was, were, will, that, at, be
      """,
    kinds: [
      (.byElection, "by-election, by-elections, byelection, byelections"),
      (.presidential, "presidential, president, presidency"),
      (
        .parliamentary,
        "parliamentary, parliament, majilis, mazhilis, legislative, duma, rada"
      ),
      (
        .local,
        "local, municipal, maslikhat, maslikhats, mayoral, self-government, mayor, provincial"
      ),
      (.referendum, "referendum, plebiscite"),
      (.mixed, "general, harmonised, harmonized, tripartite"),
    ], digitEndings: "odd",
    sharedHeads: [("parliamentary assemblies", "Parliamentary Assembly of the")])
}
