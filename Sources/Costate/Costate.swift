@_exported public import CostateExecution
@_exported public import CostateGraph
@_exported public import CostateKernels
@_exported public import CostateTopology
@_exported public import CostateTransforms
