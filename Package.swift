// swift-tools-version: 6.3
import PackageDescription

// The instruction-set levels beyond the portable one. They describe the host, so cross and
// universal builds set COSTATE_PORTABLE to leave them out.
#if arch(x86_64)
  let levels = Context.environment["COSTATE_PORTABLE"] == nil ? ["V3", "V4"] : []
#else
  let levels: [String] = []
#endif

/// Tests see what is internal: in optimised builds only where COSTATE_TESTABLE asks for it.
let testable: [SwiftSetting] =
  Context.environment["COSTATE_TESTABLE"] == nil
  ? [] : [.unsafeFlags(["-enable-testing"], .when(configuration: .release))]

let strict: [SwiftSetting] =
  testable + [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
  ]

/// Kernels are optimised in debug builds too; a level adds its -march. With COSTATE_CHECKED they keep
/// Swift's checks, which takes longer.
func kernelSettings(march: String?) -> [SwiftSetting] {
  let optimisation = Context.environment["COSTATE_CHECKED"] == nil ? "-Ounchecked" : "-O"
  let flags = [optimisation, "-Xcc", "-ffp-contract=off"]
  return strict + [.unsafeFlags(flags + (march.map { ["-Xcc", "-march=\($0)"] } ?? []))]
}

let levelTargets: [Target] = levels.map { level in
  .target(
    name: "CostateISA\(level)", dependencies: ["CLanes", "CostateSIMD"],
    swiftSettings: kernelSettings(march: "x86-64-\(level.lowercased())"))
}
let levelDependencies = (["Baseline"] + levels).map {
  Target.Dependency.byName(name: "CostateISA\($0)")
}
let levelDefines = levels.map { SwiftSetting.define("COSTATE_\($0)") }

// A program that libFuzzer drives has no main function; only scripts/fuzz-bytes builds it.
let fuzzerTargets: [Target] =
  Context.environment["COSTATE_FUZZER"] == nil
  ? []
  : [
    .executableTarget(
      name: "costate-fuzz-graphs", dependencies: ["TestSupport"],
      path: "Tests/FuzzBytes/Graphs",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
  ]

let package = Package(
  name: "Costate",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Costate", targets: ["Costate"]),
    .executable(name: "costate", targets: ["CostateCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CHwloc", pkgConfig: "hwloc",
      providers: [.apt(["libhwloc-dev"]), .brew(["hwloc"])]),
    // Elsewhere CryptoKit has what the command line needs of it.
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPlatform"),
    .systemLibrary(name: "CLanes"),
    .target(
      name: "CostateTopology", dependencies: ["CHwloc"], swiftSettings: strict),
    // Optimised in debug builds too: what kernels inline is then small when they read it, which
    // builds them in a fraction of the time.
    .target(name: "CostateSIMD", swiftSettings: strict + [.unsafeFlags(["-O"])]),
    .target(
      name: "CostateISABaseline", dependencies: ["CLanes", "CostateSIMD"],
      swiftSettings: kernelSettings(march: nil)),
  ] + levelTargets + [
    .target(
      name: "CostateKernels",
      dependencies: ["CPlatform", "CostateTopology", "CostateSIMD"] + levelDependencies,
      swiftSettings: strict + levelDefines, linkerSettings: [.linkedLibrary("m")]),
    .target(name: "CostateGraph", dependencies: ["CostateSIMD"], swiftSettings: strict),
    .target(
      name: "CostateTransforms", dependencies: ["CostateSIMD", "CostateGraph"],
      swiftSettings: strict),
    .target(
      name: "CostateExecution",
      dependencies: [
        "CPlatform", "CostateTopology", "CostateSIMD", "CostateKernels", "CostateGraph",
        "CostateTransforms",
      ],
      swiftSettings: strict),
    .target(
      name: "CostateVerification",
      dependencies: ["CostateGraph", "CostateTransforms", "CostateExecution"],
      swiftSettings: strict),
    .target(
      name: "Costate",
      dependencies: [
        "CostateTopology", "CostateSIMD", "CostateKernels", "CostateGraph", "CostateTransforms",
        "CostateExecution", "CostateVerification",
      ],
      swiftSettings: strict),
    .target(
      name: "CostateBenchmarks",
      dependencies: ["CDigits", "CostateSIMD", "CostateKernels", "Costate"],
      path: "Benchmarks",
      // Run by other processes: scripts/peers installs them.
      exclude: ["Baselines/counters.json", "Peers/Programs"],
      swiftSettings: strict),
    .target(name: "CDigits"),
    .executableTarget(
      name: "CostateCLI",
      dependencies: [
        "Costate", "CostateBenchmarks", "CostateKernels",
        .target(name: "CCrypto", condition: .when(platforms: [.linux])),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CostateTopologyTests", dependencies: ["CostateTopology"], swiftSettings: strict),
    .testTarget(
      name: "CostateSIMDTests", dependencies: ["CostateSIMD", "CostateKernels"],
      swiftSettings: strict),
    .testTarget(
      name: "CostateKernelsTests",
      dependencies: ["CostateKernels", "CostateSIMD", "CostateTopology"],
      swiftSettings: strict),
    .target(
      name: "TestSupport",
      dependencies: [
        "CHwloc", "CostateExecution", "CostateGraph", "CostateTransforms", "CostateKernels",
        "CostateTopology",
      ],
      path: "Tests/TestSupport", swiftSettings: strict),
    .executableTarget(
      name: "costate-fuzz",
      dependencies: [
        "CostateExecution", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Fuzz", swiftSettings: strict),
    .testTarget(
      name: "CostateGraphTests", dependencies: ["CostateGraph", "CostateSIMD", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CostateTransformsTests",
      dependencies: ["CostateTransforms", "CostateGraph", "TestSupport"], swiftSettings: strict),
    .target(name: "CAllocations", path: "Tests/CAllocations"),
    .testTarget(
      name: "CostateExecutionTests",
      dependencies: [
        "Costate", "CostateExecution", "CostateGraph", "CostateTransforms", "CostateKernels",
        "CostateTopology", "CPlatform", "CAllocations", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CostateVerificationTests",
      dependencies: [
        "CostateVerification", "CostateExecution", "CostateGraph", "CostateTransforms",
        "CostateSIMD", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CostateBenchmarksTests",
      dependencies: ["CostateBenchmarks", "Costate", "CostateKernels", "CostateSIMD"],
      swiftSettings: strict),
    .testTarget(
      name: "CostateCLITests",
      dependencies: [
        "CostateCLI", "Costate", "CostateBenchmarks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
  ] + fuzzerTargets
)
