// swift-tools-version: 6.3
import PackageDescription

/// What every Swift target is compiled with; see the language guide, "Upcoming features".
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// For targets that hold no C pointer at all.
let pure: [SwiftSetting] = strict + [.strictMemorySafety()]

func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [],
  settings: [SwiftSetting] = pure
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Shared/\(name)", resources: resources,
    swiftSettings: settings)
}

func system(_ name: String, _ pkgConfig: String?, _ package: String) -> Target {
  .systemLibrary(
    name: name, path: "Shared/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

func core(_ service: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: "\(service)Core", dependencies: dependencies, path: "Services/\(service)/Core",
    swiftSettings: strict)
}

func app(_ name: String, _ folder: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Services/\(folder)/App", swiftSettings: pure)
}

/// A target that libFuzzer runs when `.ci/fuzz` builds it, and that does nothing in any other build.
func fuzz(_ name: String, _ folder: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies + ["FuzzDriver"], path: "Tests/Fuzz/\(folder)",
    swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

let service: [Target.Dependency] = [
  "HTTP", "Hosting", "JSON", "Kafka", "Observability", "Pipeline", "Records", "Runtime", "SQLite",
]

let package = Package(
  name: "scrutineer",
  products: [
    .executable(name: "scrutineer", targets: ["scrutineer"]),
    .executable(name: "scrutineer-broker", targets: ["scrutineer-broker"]),
    .executable(name: "scrutineer-ingestion", targets: ["scrutineer-ingestion"]),
    .executable(name: "scrutineer-enrichment", targets: ["scrutineer-enrichment"]),
    .executable(name: "scrutineer-aggregation", targets: ["scrutineer-aggregation"]),
  ],
  targets: [
    // C libraries, each imported by one wrapper alone.
    system("CRdkafka", "rdkafka", "librdkafka-dev"),
    system("CSQLite", "sqlite3", "libsqlite3-dev"),
    system("CMicrohttpd", "libmicrohttpd", "libmicrohttpd-dev"),
    system("CCrypto", "libcrypto", "libssl-dev"),
    system("CUtf8proc", nil, "libutf8proc-dev"),
    system("CXML2", "libxml-2.0", "libxml2-dev"),
    .target(
      name: "CSimdjson", path: "Shared/CSimdjson",
      cxxSettings: [.unsafeFlags(["-Wall", "-Wextra"])],
      linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("stdc++")]),

    // Wrappers.
    library("Kafka", ["CRdkafka", "JSON", "Observability"], settings: strict),
    library("SQLite", ["CSQLite", "Observability"], settings: strict),
    library("HTTP", ["CMicrohttpd", "Concurrency", "JSON", "Observability"], settings: strict),
    library("JSON", ["CSimdjson"], settings: strict),
    library("Digest", ["CCrypto"], settings: strict),
    library("Markup", ["CXML2"], settings: strict),
    library("Concurrency", settings: strict),
    library("Observability", ["JSON", "Records"]),

    // What a number is, and how it comes about: no Kafka, no database.
    library("Records", ["JSON"]),
    .target(name: "CRegistryData", path: "Shared/CRegistryData", exclude: ["Tables", "Tools"]),
    library("Registry", ["CRegistryData", "CUtf8proc", "JSON", "Records"], settings: strict),
    library("Extraction", ["Markup", "Records", "Registry"]),
    library("Reckoning", ["Records"]),

    library("DeadLetters", ["JSON", "Kafka", "Observability", "Records"]),

    // What the three services share.
    library("Pipeline", ["Kafka", "JSON", "Observability", "Records", "SQLite"]),
    library(
      "Runtime", ["Concurrency", "HTTP", "JSON", "Observability"],
      settings: strict),

    library(
      "Hosting",
      ["HTTP", "Kafka", "Observability", "Pipeline", "Runtime", "SQLite"], settings: strict),

    core("Ingestion", service + ["Concurrency", "DeadLetters", "Digest", "Extraction"]),
    core("Enrichment", service + ["Registry"]),
    core("Aggregation", service + ["Concurrency", "Reckoning", "Registry"]),
    .target(
      name: "CLICore",
      dependencies: [
        "AggregationCore", "DeadLetters", "Digest", "EnrichmentCore", "Extraction", "HTTP",
        "Hosting", "IngestionCore", "JSON", "Kafka", "Observability", "Reckoning", "Records",
        "Registry", "Runtime", "SQLite",
      ],
      path: "Services/CLI/Core", swiftSettings: strict),

    app("scrutineer-ingestion", "Ingestion", ["IngestionCore"]),
    app("scrutineer-enrichment", "Enrichment", ["EnrichmentCore"]),
    app("scrutineer-aggregation", "Aggregation", ["AggregationCore"]),
    .target(name: "BrokerSockets", path: "Services/Broker/Sockets"),
    app(
      "scrutineer-broker", "Broker",
      ["BrokerSockets", "Kafka", "Observability", "Records", "Runtime"]),
    app("scrutineer", "CLI", ["CLICore"]),

    // Lets the thread sanitizer follow librdkafka; empty in every other build.
    .target(name: "CThreads", path: "Tests/CThreads"),
    .target(name: "Processes", path: "Tests/Processes", swiftSettings: strict),
    // Counts allocations for the benchmark that links it.
    .target(name: "CAllocations", path: "Tests/CAllocations"),
    .executableTarget(
      name: "registry-benchmark", dependencies: ["CAllocations", "Registry"],
      path: "Tests/RegistryBenchmark", swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Kafka", "Processes"], path: "Tests/Support",
      swiftSettings: strict),

    // Kills and starves running services, and counts what is lost, doubled or wrong.
    .executableTarget(
      name: "fault-harness",
      dependencies: [
        "CLICore", "EnrichmentCore", "Extraction", "HTTP", "IngestionCore", "JSON", "Kafka",
        "Observability", "Pipeline", "Processes", "Reckoning", "Records", "Registry", "Runtime",
      ],
      path: "Tests/FaultHarness", swiftSettings: strict),
    .executableTarget(
      name: "weakened-service",
      dependencies: [
        "AggregationCore", "EnrichmentCore", "Hosting", "IngestionCore", "Pipeline", "Runtime",
      ],
      path: "Tests/WeakenedService", swiftSettings: strict),

    // Dies of some records.
    .executableTarget(
      name: "crashing-service",
      dependencies: ["Kafka", "Observability", "Pipeline", "Records", "SQLite"],
      path: "Tests/CrashingService", swiftSettings: strict),

    tests("RecordsTests", ["JSON", "Records"]),
    tests("KafkaTests", ["CThreads", "Kafka", "Observability", "Processes", "TestSupport"]),
    tests("SQLiteTests", ["Observability", "SQLite"]),
    tests("HTTPTests", ["Concurrency", "HTTP", "JSON", "Observability"]),
    tests("RuntimeTests", ["HTTP", "JSON", "Observability", "Runtime"]),
    tests("HostingTests", ["Hosting", "Runtime", "SQLite"]),
    tests("RegistryTests", ["Records", "Registry"]),
    tests("ExtractionTests", ["Extraction", "Records", "Registry"]),
    .target(name: "FuzzDriver", path: "Tests/Fuzz/Driver", swiftSettings: strict),
    fuzz("fuzz-extraction", "Extraction", ["Extraction", "Records"]),
    fuzz("fuzz-json", "JSON", ["JSON"]),
    fuzz("fuzz-messages", "Messages", ["IngestionCore", "Pipeline"]),
    .executableTarget(
      name: "extraction-bench", dependencies: ["Extraction", "Registry"],
      path: "Tests/ExtractionBench", swiftSettings: strict),
    tests("ReckoningTests", ["Records", "Reckoning"]),
    tests(
      "PipelineTests",
      [
        "CThreads", "Kafka", "Observability", "Pipeline", "Processes", "Records", "SQLite",
        "TestSupport",
      ]),
    tests(
      "ServicesTests",
      service + [
        "AggregationCore", "CLICore", "DeadLetters", "Digest", "EnrichmentCore", "Extraction",
        "IngestionCore", "Processes", "Reckoning",
      ]),
    tests(
      "CLITests",
      [
        "AggregationCore", "CLICore", "CThreads", "Extraction", "IngestionCore", "JSON", "Kafka",
        "Observability", "Processes", "Reckoning", "Records", "Runtime", "SQLite", "TestSupport",
      ]),
    tests("FaultTests", ["Processes"]),
    tests(
      "EndToEndTests",
      [
        "HTTP", "JSON", "Kafka", "Observability", "Processes", "Records", "SQLite", "TestSupport",
      ]),
  ]
)
