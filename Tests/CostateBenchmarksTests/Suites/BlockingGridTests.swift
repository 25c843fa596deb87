import Costate
import CostateKernels
import Testing

@testable import CostateBenchmarks

@Suite struct BlockingGridTests {
  @Test(arguments: [512, 1024, 2048], [ElementType.float, .double])
  func `every point can be a program's block sizes`(_ extent: Int, _ type: ElementType) throws {
    let grid = BlockingGrid(level: .best, topology: .current, elementType: type)
    for blocks in grid.points(extent: extent) {
      let item = ProductCase(.square, 2, 2, 2)
      var options = Options(width: 1)
      options.blocking = Options.Blocking(kc: blocks.kc, mc: blocks.mc, nc: blocks.nc)
      _ = try ProductProgram(ProductOperands<Float>(item), options: options)
    }
  }

  @Test func `points differ from each other and from the model`() {
    let grid = BlockingGrid(level: .best, topology: .current, elementType: .float)
    let points = grid.points(extent: 2048)
    #expect(Set(points).count == points.count)
    #expect(!points.contains(grid.model))
  }

  @Test func `a larger square leaves more to choose from`() {
    let grid = BlockingGrid(level: .best, topology: .current, elementType: .float)
    #expect(grid.points(extent: 2048).count > grid.points(extent: 256).count)
  }
}
