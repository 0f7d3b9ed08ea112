import AggregationCore
import Digest
import EnrichmentCore
import Foundation
import Hosting
import IngestionCore
import Kafka
import Observability
import SQLite
import Testing

/// The history of one state file: what led from each version of its schema to the next, and rows as
/// a service of that version wrote them.
struct SchemaHistory: Sendable, CustomTestStringConvertible {
  let name: String
  let migrations: [String]
  /// The SHA-256 of each migration as it was released. Files in the field were made by exactly that.
  let released: [String]
  /// For each version from 1 on, rows for every table that it has.
  let rows: [[String]]

  var testDescription: String { name }

  static let all = [
    SchemaHistory(
      name: "ingestion.sqlite", migrations: Archive.migrations,
      released: [
        "9cfba45caf6f2208d20c2e6022f0a1a88b9f79897aa8a00394b03b72b86ecf7d", setAsideDigest,
      ],
      rows: [documents, documents + setAside]),
    SchemaHistory(
      name: SpoolFile.name, migrations: SpoolFile.migrations,
      released: ["a0df65966b5f1e409a9ec39bce3da5b8ccb6df3a054ca9142a4bfde2be3b845d"],
      rows: [messages]),
    SchemaHistory(
      name: "enrichment.sqlite", migrations: ReviewQueue.migrations,
      released: [
        "540d5cddda909543014f034f65829da12e757b8cbfc26819c7ed075bc41821df", setAsideDigest,
        "efb68571a5366d811ce6734f551253cea8eb740fa0478b8c0eb345a139f8343b",
      ],
      rows: [waiting, waiting + setAside, waiting + setAside + aliases]),
    SchemaHistory(
      name: "aggregation.sqlite", migrations: Ledger.migrations,
      released: [
        "33f56d3a7c9c51b7edcee011b10cc73f2b20b4cd2baf319543198646222daceb", setAsideDigest,
        "4c15debfa31487667ac1769fad96e5aff4470385aaa53457325f920eb7f7a8d5",
        "8f4e72f9e84db78254f2d0ed2596de339cbf3cce399c2eb5f250103f99c62383",
      ],
      rows: [
        claims, claims + setAside, decidedClaims + setAside, decidedClaims + setAside,
      ]),
  ]

  private static let positions = [
    "INSERT INTO log VALUES (1, 'cluster')",
    "INSERT INTO positions VALUES ('t', 0, 7, 5), ('t', 1, 3, 3)",
    "INSERT INTO lineage VALUES ('t', 0, 'cluster/observers.raw/0', 4, 1)",
    "INSERT INTO passed_over VALUES ('t', 0, 6)",
  ]
  private static let setAside = ["INSERT INTO set_aside VALUES ('t', 0, 6)"]
  private static let setAsideDigest =
    "f4f5976f76be90c086642af05cd27372258890be296e67ca371d276eb2d92f07"

  private static let documents =
    positions + [
      "INSERT INTO documents VALUES (0, 'm1', 4, x'01', 2, 'cluster/observers.raw/0/4/0')",
      "INSERT INTO texts VALUES (0, 'm1', 'text/plain', x'6869')",
    ]
  private static let messages = [
    """
    INSERT INTO spool VALUES
      (1, 'm1', 'm1', '/scrutineer/http', 't', 'text/plain', x'6869', '2024-01-01 00:00:00')
    """
  ]
  private static let waiting =
    positions + [
      """
      INSERT INTO waiting VALUES
        (0, 'm1#0', 'organization', 'key', 'Name', 'kz-2021-parliamentary', 3, 'unknown', 'o',
         x'7B7D', '2024-01-01T00:00:00Z')
      """
    ]
  private static let claims =
    positions + [
      """
      INSERT INTO claims VALUES
        ('e', 'm1', 0, 0, 'international', 's', 'cumulative', '2021-01-04', 1, 1, 1, 0, 1, 0, 'o',
         x'7B7D')
      """,
      "INSERT INTO accreditations VALUES ('e', 'a1', 1, 'accredited', 'country', 's', 'm1', 0)",
      "INSERT INTO registered VALUES ('e', 's', 'country', 'KZ', 'Kazakhstan', 1)",
      "INSERT INTO standings VALUES ('e', 'international', 's', '{}', 0, 1, '2024')",
      "INSERT INTO history VALUES (1, 'e', 'international', 's', '{}', '2024')",
      "INSERT INTO findings VALUES ('k', 'e', 'international', '{}', '2024', NULL)",
    ]

  private static let aliases = [
    """
    INSERT INTO aliases VALUES
      ('key', 'Name', 'organization', 'osce-pa', '2024-01-01T00:00:00Z',
       'cluster/observers.aliases/0/3/0', 0, 3)
    """,
    """
    INSERT INTO waiting_names VALUES
      (0, 'organization', 'key', 'Name', 1, 3, '2024-01-01T00:00:00Z', 'unknown', 'e')
    """,
  ]
  private static let decidedClaims =
    positions + [
      """
      INSERT INTO claims VALUES
        ('e', 'm1', 0, 0, 'international', 's', 'cumulative', '2021-01-04', 1, 1, 1, 0, 1, 0, 'o',
         x'7B7D', 3)
      """,
      "INSERT INTO accreditations VALUES ('e', 'a1', 1, 'accredited', 'country', 's', 'm1', 0, -1)",
      "INSERT INTO registered VALUES ('e', 's', 'country', 'KZ', 'Kazakhstan', 1)",
      "INSERT INTO standings VALUES ('e', 'international', 's', '{}', 0, 1, '2024')",
      "INSERT INTO history VALUES (1, 'e', 'international', 's', '{}', '2024')",
      "INSERT INTO findings VALUES ('k', 'e', 'international', '{}', '2024', NULL, 0, 4)",
    ]

  /// Of our own making, so that the tests below are themselves tested on a column that is added.
  static let sample = SchemaHistory(
    name: "sample",
    migrations: [
      "CREATE TABLE a (x TEXT NOT NULL); CREATE TABLE positions (next INTEGER)",
      "ALTER TABLE a ADD COLUMN y TEXT NOT NULL DEFAULT ''; CREATE TABLE b (z)",
      "CREATE INDEX a_by_y ON a (y)",
    ],
    released: [],
    rows: [
      ["INSERT INTO a VALUES ('one')", "INSERT INTO positions VALUES (1)"],
      [
        "INSERT INTO a VALUES ('one', 'two')", "INSERT INTO positions VALUES (1)",
        "INSERT INTO b VALUES (3)",
      ],
      [
        "INSERT INTO a VALUES ('one', 'two')", "INSERT INTO positions VALUES (1)",
        "INSERT INTO b VALUES (3)",
      ],
    ])

  /// A file as the program of an earlier version left it.
  struct Earlier: Sendable, CustomTestStringConvertible {
    let history: SchemaHistory
    let version: Int
    var testDescription: String { "\(history.name), version \(version)" }

    static let all = (SchemaHistory.all + [.sample]).flatMap { history in
      (1...history.migrations.count).map { Earlier(history: history, version: $0) }
    }
  }
}

@Suite("Schema migrations", .timeLimit(.minutes(5)))
struct MigrationTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Rows by table.
  private func rows(_ database: Database) throws -> [String: Int] {
    var tables: [String] = []
    try database.query(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ) { tables.append($0.text(0)) }
    var rows: [String: Int] = [:]
    for table in tables {
      try database.query("SELECT count(*) FROM \(table)") { rows[table] = $0.integer(0) }
    }
    return rows
  }

  /// What a service must not forget, as text; empty for a file without positions.
  private func positions(_ database: Database) throws -> [String] {
    var found: [String] = []
    for table in ["log", "positions", "lineage", "passed_over", "set_aside"]
    where try rows(database)[table] != nil {
      var columns: [String] = []
      try database.query("SELECT name FROM pragma_table_info('\(table)')") {
        columns.append($0.text(0))
      }
      let all = columns.map { "quote(\($0))" }.joined(separator: " || ' ' || ")
      try database.query("SELECT \(all) FROM \(table)") { found.append("\(table) \($0.text(0))") }
    }
    return found
  }

  @Test(
    "A file of every earlier version keeps its rows, and ends up as a new one is",
    arguments: SchemaHistory.Earlier.all)
  func migrates(_ earlier: SchemaHistory.Earlier) throws {
    let history = earlier.history
    try #require(
      history.rows.count == history.migrations.count,
      "\(history.name) has a version without rows in its history: add them")
    let path = "\(scratch.path)/\(history.name)"
    let before: [String: Int]
    let stood: [String]
    do {
      let database = try Database(path: path)
      try database.migrate(Array(history.migrations.prefix(earlier.version)))
      for statement in history.rows[earlier.version - 1] { try database.execute(statement) }
      before = try rows(database)
      stood = try positions(database)
      for (table, count) in before {
        #expect(count > 0, "Table \(table) has no row in the history of \(history.name): add one")
      }
    }
    let (database, damaged) = try StateFile.open(path, migrations: history.migrations)
    #expect(damaged == nil)
    #expect(try database.version() == history.migrations.count)
    #expect(try database.isMade(by: history.migrations))
    #expect(try database.problems(.full) == [])
    let after = try rows(database)
    for (table, count) in before {
      #expect(after[table] == count, "Rows of \(table) before and after")
    }
    #expect(try positions(database) == stood)
  }

  @Test("A migration that was released stays as it is", arguments: SchemaHistory.all)
  func frozen(_ history: SchemaHistory) {
    let digests = history.migrations.map { SHA256Digest(of: Array($0.utf8)).description }
    for (number, released) in history.released.enumerated() {
      #expect(
        digests.indices.contains(number) && digests[number] == released,
        """
        Migration \(number + 1) of \(history.name) is not what was released, and files of that version
        are not made again. Put it back, and append another one for what is to change. Only if it was
        never released, write down what it is now: \(digests)
        """)
    }
    #expect(
      digests.count == history.released.count,
      "Write the SHA-256 of each new migration of \(history.name) into its history: \(digests)")
  }

  @Test("What waits in a spool of an earlier version goes on waiting")
  func spool() async throws {
    let history = try #require(SchemaHistory.all.first { $0.name == SpoolFile.name })
    for version in 1...history.migrations.count {
      let path = "\(scratch.path)/\(version).sqlite"
      do {
        let database = try Database(path: path)
        try database.migrate(Array(history.migrations.prefix(version)))
        for statement in history.rows[version - 1] { try database.execute(statement) }
      }
      let spool = try Spool(
        path: path, limit: 1 << 20, configuration: .init(bootstrap: "127.0.0.1:9"),
        logger: .silent, metrics: .init())
      #expect(spool.waiting == 1)
      #expect(spool.holds("m1"))
      try await blocking { spool.stop(within: .milliseconds(100)) }
    }
  }
}
