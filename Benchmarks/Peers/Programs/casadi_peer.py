"""CasADi: a scalar graph as SX, its value and gradient as one compiled function of its machine."""

import peer

import casadi
import numpy

OPERATIONS = [
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b,
    lambda a, b: -a, lambda a, b: casadi.sin(a), lambda a, b: casadi.cos(a),
    lambda a, b: casadi.exp(a), lambda a, b: casadi.log(a), lambda a, b: casadi.sqrt(a),
    lambda a, b: casadi.erf(a),
]


class Scalars:
    def __init__(self, reader):
        variables, constants, operations = (int(n) for n in reader.numbers("<i8", 3))
        start = reader.numbers("<f8", variables)
        x = casadi.SX.sym("x", variables)
        nodes = x.elements() + [casadi.SX(float(c)) for c in reader.numbers("<f8", constants)]
        for operation, a, b in reader.numbers("<i4", 3 * operations).reshape(-1, 3).tolist():
            nodes.append(OPERATIONS[operation](nodes[a], nodes[b]))
        f = nodes[-1]
        function = casadi.Function("f", [x], [f, casadi.gradient(f, x)])
        # Arguments and results stay where they are: no copy is timed.
        self.buffer, self.run = function.buffer()
        self.start = numpy.array(start)
        self.value, self.gradient = numpy.zeros(1), numpy.zeros(variables)
        self.buffer.set_arg(0, memoryview(self.start))
        self.buffer.set_res(0, memoryview(self.value))
        self.buffer.set_res(1, memoryview(self.gradient))

    def values(self):
        return [self.value, self.gradient]


peer.serve({"scalars": Scalars} if peer.threads == 1 else {})
