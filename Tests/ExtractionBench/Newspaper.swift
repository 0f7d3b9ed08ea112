/// Made-up issues of a newspaper, where one paragraph in twelve is about observers.
enum Newspaper {
  static let issues = [
    issue(english, observers: englishObservers), issue(russian, observers: russianObservers),
  ]

  /// About 300 paragraphs of four sentences each, none like the one before it.
  private static func issue(_ sentences: [String], observers: [String]) -> String {
    (0..<300).map { paragraph in
      paragraph % 12 == 5
        ? observers[paragraph / 12 % observers.count]
        : (0..<4).map { sentences[(paragraph * 7 + $0 * 5) % sentences.count] }
          .joined(separator: " ")
    }.joined(separator: "\n\n")
  }

  private static let english = [
    "The ferry between the two islands will not run before Friday, the harbour master said.",
    "Prices of bread rose by 4.5 percent in the first quarter, while milk became cheaper.",
    "A new bridge over the river Lune was opened on Tuesday after three years of work.",
    "\"We had hoped for rain in May, but the wells are dry,\" said Anna Moreau, who keeps 40 goats.",
    "The museum shows drawings by pupils of 16 schools until the end of the month.",
    "In the second half the guests scored twice and took the lead, 3:2.",
    "Police in Norwich are looking for the owner of a parrot found near the station.",
    "The council spent 1,250,000 pounds on new pipes and has no money left for lamps.",
    "Nobody was hurt when a lorry with apples turned over on the road to Siena at 6:30 a.m.",
    "The orchestra of Lyon plays on Saturday; tickets are sold at the door.",
    "Scientists of the University of Turku counted the swans on the lake and found fewer of them.",
    "His first novel was published in 1987 and translated into eleven languages.",
    "The railway company apologized to its passengers for the delays of the last weeks.",
    "Snow is expected in the mountains above 1,400 metres, with wind from the north-east.",
    "The mayor promised that the old cinema would not be torn down.",
    "Two brothers have walked from Lisbon to Warsaw with a donkey called Marta.",
    "The price of a ticket has not changed since 2015, and it shall not change now.",
  ]

  private static let englishObservers = [
    """
    The Election Commission has accredited 312 international observers for the parliamentary \
    election, among them 120 from the OSCE/ODIHR, 45 from the CIS and 12 from Norway.
    """,
    "Voters in the north will elect a president on 14 March; the polls open at seven.",
    "Twelve observers from Japan and eight from the Embassy of Spain were registered on Monday.",
  ]

  private static let russian = [
    "Паром между островами не будет ходить до пятницы, сообщил начальник порта.",
    "Цены на хлеб выросли за квартал на 4,5 процента, а молоко подешевело.",
    "Во вторник открыли новый мост через реку, который строили три года.",
    "«Мы надеялись на дождь в мае, но колодцы сухие», — сказала Анна Морозова, у которой 40 коз.",
    "В музее до конца месяца показывают рисунки учеников 16 школ.",
    "Во втором тайме гости забили дважды и вышли вперёд — 3:2.",
    "Полиция Вологды ищет хозяина попугая, которого нашли у вокзала.",
    "Город потратил на трубы 1 250 000 рублей, и на фонари денег не осталось.",
    "Никто не пострадал, когда на дороге в Тверь перевернулся грузовик с яблоками.",
    "Оркестр из Лиона играет в субботу; билеты продаются у входа.",
    "Учёные университета сосчитали лебедей на озере, и их оказалось меньше.",
    "Первый роман он напечатал в 1987 году, и его перевели на одиннадцать языков.",
    "Железная дорога извинилась перед пассажирами за опоздания последних недель.",
    "В горах выше 1400 метров ждут снега и ветра с северо-востока.",
    "Мэр обещал, что старый кинотеатр не снесут.",
    "Два брата прошли с ослом от Лиссабона до Варшавы.",
    "Цена билета не менялась с 2015 года, не изменится она и теперь.",
  ]

  private static let russianObservers = [
    """
    Центральная избирательная комиссия аккредитовала на парламентские выборы 312 международных \
    наблюдателей, в том числе 120 от БДИПЧ ОБСЕ, 45 от СНГ и 12 из Норвегии.
    """,
    "Выборы президента пройдут 14 марта, участки откроются в семь часов.",
    "В понедельник зарегистрированы двенадцать наблюдателей из Японии и восемь от посольства Испании.",
  ]
}
