import CostateKernels

extension PackedOperands {
  /// Those operands of a plan that are given, packed for it alone.
  init(
    _ plan: ProductPlan<Scalar>, left: UnsafePointer<Scalar>?, right: UnsafePointer<Scalar>?
  ) {
    func constant(_ number: Int, _ start: UnsafePointer<Scalar>?) -> ConstantOperand<Scalar>? {
      start.map { start in
        ConstantOperand(constant: number, offset: 0) { body in body(start) }
      }
    }
    self.init(plan, left: constant(0, left), right: constant(1, right), in: PackedConstants())
  }
}
