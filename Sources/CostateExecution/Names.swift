import CostateGraph
import CostateKernels

/// The kernels' product, cut for a width.
typealias ProductPlan = CostateKernels.MatrixProduct
/// The kernels' reduction, cut for a width.
typealias ReductionPlan = CostateKernels.Reduction
