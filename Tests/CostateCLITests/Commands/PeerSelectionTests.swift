import ArgumentParser
import CostateBenchmarks
import Testing

@testable import CostateCLI

@Suite("The choice of peers") struct PeerSelectionTests {
  private let libraries = [
    Machine.Library(name: "OpenBLAS", version: "0.3.21"),
    Machine.Library(name: "BLIS", version: nil), Machine.Library(name: "JAX", version: "0.10"),
  ]

  @Test("names peers that were asked for, are installed and computed nothing")
  func idlePeers() throws {
    let chosen = try PeerSelection.parse(["--against", "openblas,blis,jax"])
    #expect(chosen.idle(among: libraries, engines: ["Costate", "OpenBLAS"]) == ["JAX"])
    #expect(chosen.idle(among: libraries, engines: ["Costate", "OpenBLAS", "JAX"]).isEmpty)
  }

  @Test("asks for nobody in particular by default")
  func noChoice() throws {
    let all = try PeerSelection.parse([])
    #expect(all.idle(among: libraries, engines: ["Costate"]).isEmpty)
  }
}
