@_exported public import CostateExecution
@_exported public import CostateGraph
@_exported public import enum CostateKernels.InstructionSet
@_exported public import struct CostateKernels.InstructionSetError
@_exported public import CostateTopology
@_exported public import CostateTransforms
@_exported public import CostateVerification
@_exported public import enum CostateSIMD.LaneOpcode
