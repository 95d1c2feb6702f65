// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, resources: resources, swiftSettings: swiftSettings)
}

func tests(
    _ module: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .testTarget(
        name: module + "Tests", dependencies: [.byName(name: module)] + dependencies,
        exclude: exclude, swiftSettings: swiftSettings)
}

let package = Package(
    name: "caseclock",
    products: [
        .executable(name: "caseclockd", targets: ["caseclockd"]),
        .executable(name: "caseclockctl", targets: ["caseclockctl"]),
        .executable(name: "caseclock-mail", targets: ["caseclock-mail"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        module("CivilTime"),
        module("Casework", ["CivilTime"]),
        module("JSONText"),
        module(
            "CaseloadFiles", ["Casework", "CivilTime", "JSONText", yams],
            resources: [
                .embedInCode("Shipped/policies/service-integration.yaml"),
                .embedInCode("Shipped/policies/coordinated-service-planning.yaml"),
                .embedInCode("Shipped/calendars/ontario.yaml"),
            ]),
        module("Ledger", ["Casework", "CivilTime", crypto, grdb, sqlite]),
        module("Systemd", ["CSystemd"]),
        module(
            "Delivery", ["Casework", "CivilTime", "Systemd", "CSystemd", crypto, mustache],
            resources: [
                .embedInCode("Shipped/digest-en.html.mustache"),
                .embedInCode("Shipped/digest-en.txt.mustache"),
                .embedInCode("Shipped/digest-fr.html.mustache"),
                .embedInCode("Shipped/digest-fr.txt.mustache"),
            ]),
        module(
            "Control", ["JSONText", "CivilTime"],
            resources: [
                .embedInCode("Interfaces/io.caseclock.Cases.varlink"),
                .embedInCode("Interfaces/io.caseclock.Deadlines.varlink"),
                .embedInCode("Interfaces/io.caseclock.Notifications.varlink"),
                .embedInCode("Interfaces/io.caseclock.Service.varlink"),
                .embedInCode("Interfaces/org.varlink.service.varlink"),
            ]),
        .executableTarget(
            name: "caseclockd",
            dependencies: [
                "CaseloadFiles", "Casework", "CivilTime", "Control", "Delivery", "JSONText",
                "Ledger", "Systemd", arguments,
            ],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "caseclock-mail",
            dependencies: [
                "CaseloadFiles", "Casework", "CivilTime", "Control", "CSystemd", "Delivery",
                "Systemd", arguments,
            ],
            swiftSettings: swiftSettings),
        module("Tabular"),
        // Fully static, so that it starts in a moment and runs anywhere; it must not need Foundation.
        .executableTarget(
            name: "caseclockctl",
            dependencies: ["CivilTime", "Control", "JSONText", "Tabular", arguments],
            swiftSettings: swiftSettings,
            linkerSettings: [
                .unsafeFlags(["-static-executable"]),
                // What FoundationEssentials needs and a static link does not find by itself.
                .linkedLibrary("_FoundationCShims"), .linkedLibrary("_FoundationCollections"),
            ]),

        .target(
            name: "TestSupport", dependencies: ["CivilTime"], path: "Tests/TestSupport",
            swiftSettings: swiftSettings),
        .target(
            name: "CaseworkTestSupport", dependencies: ["Casework", "CivilTime", "TestSupport"],
            path: "Tests/CaseworkTestSupport", swiftSettings: swiftSettings),
        // Started by Benchmarks/run.
        .executableTarget(
            name: "engine-bench",
            dependencies: [
                "CaseloadFiles", "Casework", "CaseworkTestSupport", "CivilTime", "TestSupport",
            ],
            path: "Benchmarks/EngineBench", swiftSettings: swiftSettings),
        // Started by a test as a service manager would start it.
        .executableTarget(
            name: "activation-probe", dependencies: ["Systemd"], path: "Tests/ActivationProbe",
            swiftSettings: swiftSettings),
        tests("CivilTime", ["TestSupport"]),
        tests("Casework", ["CaseworkTestSupport", "CivilTime", "TestSupport"]),
        tests("JSONText", ["TestSupport"]),
        tests("CaseloadFiles", ["Casework", "CivilTime", "TestSupport"]),
        // The duties as shipped, from policy file to due date.
        .testTarget(
            name: "DutiesTests",
            dependencies: [
                "CaseloadFiles", "Casework", "CaseworkTestSupport", "CivilTime", "TestSupport",
            ],
            exclude: ["Diaries"], swiftSettings: swiftSettings),
        tests("Ledger", ["Casework", "CivilTime", "TestSupport", grdb]),
        tests("Systemd", ["TestSupport", "activation-probe"]),
        tests(
            "Delivery", ["Casework", "CivilTime", "Systemd", "TestSupport"], exclude: ["Golden"]),
        tests("Control", ["CivilTime", "JSONText", "TestSupport"]),
        tests("Tabular"),
        // They start the program; depending on it would link the tests statically, which fails.
        .testTarget(
            name: "CaseclockctlTests",
            dependencies: ["CivilTime", "Control", "JSONText", "TestSupport"],
            exclude: ["Transcripts"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "CaseclockdTests",
            dependencies: [
                "caseclockd", "CaseloadFiles", "Casework", "CivilTime", "Control", "Delivery",
                "JSONText", "Ledger", "Systemd", "TestSupport", grdb,
            ],
            exclude: ["BrokenInputs", "BrokenInputs.expected.txt"],
            swiftSettings: swiftSettings),
        // Whole years of reminders, day by day.
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "caseclockd", "CaseloadFiles", "Casework", "CivilTime", "Control", "Delivery",
                "Ledger", "TestSupport",
            ],
            exclude: ["Golden"], swiftSettings: swiftSettings),
        .testTarget(
            name: "CaseclockMailTests",
            dependencies: [
                "caseclock-mail", "CaseloadFiles", "Casework", "CivilTime", "Delivery", "Systemd",
                "TestSupport",
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "ControlServerTests", dependencies: ["JSONText", "TestSupport"],
            swiftSettings: swiftSettings),
    ]
)
