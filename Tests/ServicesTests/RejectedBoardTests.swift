import DeadLetters
import HTTP
import IngestionCore
import JSON
import Kafka
import Observability
import Processes
import Records
import Testing

@Suite("What was rejected, over HTTP", .timeLimit(.minutes(5)))
struct RejectedBoardTests {
  private let cluster: MockCluster
  private let configuration: ClientConfiguration

  init() throws {
    cluster = try MockCluster()
    try cluster.create(topic: Topic.rejected.rawValue, partitions: 2)
    configuration = ClientConfiguration(bootstrap: cluster.bootstrap)
  }

  /// Writes rejections of the raw records with these offsets, each in its own partition.
  private func reject(_ offsets: [Int]) async throws {
    let configuration = configuration
    try await blocking {
      let producer = try Producer(configuration, logger: .silent)
      for offset in offsets {
        let address = "L/observers.raw/0/\(offset)/0"
        let headers = [
          ("rejected-code", "invalid-json"), ("rejected-sentence", "No JSON."),
          ("rejected-by", "scrutineer-ingestion"), ("rejected-address", address),
        ]
        try producer.produce(
          OutgoingRecord(
            topic: Topic.rejected.rawValue, partition: offset % 2, key: nil,
            value: Array("bad".utf8), headers: headers.map { ($0.0, Array($0.1.utf8)) }), tag: 1)
      }
      while try !producer.isDone(tag: 1) { producer.serve(timeout: .milliseconds(20)) }
    }
  }

  private func get(_ board: RejectedBoard, _ query: String = "") async throws
    -> (status: Int, json: JSONValue)
  {
    var router = Router(logger: .silent)
    board.addRoutes(to: &router)
    let routes = router
    let server = try HTTPServer(address: "127.0.0.1", port: 0, logger: .silent) {
      routes.respond(to: $0)
    }
    defer { server.stop(grace: .zero) }
    let response = try await HTTPClient().get("\(server.url())/v1/rejected\(query)")
    return (response.status, try parsed(response.body))
  }

  @Test("The newest come first, each once, also those rejected later")
  func newestFirst() async throws {
    try await reject([1, 1, 2])
    let board = RejectedBoard(configuration, logger: .silent)
    try await soon("the board has read") { board.isCaughtUp }
    #expect(board.newest().count == 2)
    try await reject([3])
    try await soon("the board has the third") { board.newest().count == 3 }
    let (status, json) = try await get(board, "?limit=1")
    #expect(status == 200)
    #expect(json["caught_up"]?.bool == true)
    #expect(json["problem"]?.isNull == true)
    let letters = json["rejected"]?.array ?? []
    #expect(letters.count == 1)
    #expect(letters.first?["address"]?.string == "L/observers.raw/0/3/0")
    #expect(
      letters.first?.names == ["code", "sentence", "by", "address", "at", "bytes"])
    try await blocking { board.stop() }
  }

  @Test("No more than a thousand are kept, however many there are")
  func bounded() async throws {
    try await reject(Array(0..<2500))
    let board = RejectedBoard(configuration, logger: .silent)
    try await soon("the board has read") { board.isCaughtUp }
    try await reject(Array(2500..<5000))
    try await soon("the board has read on") {
      board.newest().contains { $0.address == "L/observers.raw/0/4999/0" }
        && board.newest().contains { $0.address == "L/observers.raw/0/4998/0" }
    }
    #expect(board.newest().count == RejectedBoard.limit)
    #expect(Set(board.newest().map(\.address)).count == RejectedBoard.limit)
    let (status, json) = try await get(board, "?limit=1001")
    #expect(status == 400)
    #expect(json["code"]?.string == "invalid-limit")
    try await blocking { board.stop() }
  }

  @Test("While Kafka is away it says why nothing is told")
  func kafkaAway() async throws {
    let board = RejectedBoard(ClientConfiguration(bootstrap: "127.0.0.1:9"), logger: .silent)
    try await soon("a problem is known") { board.problem != nil }
    let (status, json) = try await get(board)
    #expect(status == 200)
    #expect(json["problem"]?.string != nil)
    #expect(json["caught_up"]?.bool == false)
    try await blocking { board.stop() }
  }
}
