// ADOL-C: a scalar graph recorded once on its tape; each run replays it for value and gradient.
//
// The lines it reads and answers are described in peer.py. Costate writes them one object a line with
// the keys in alphabetical order, so that finding a key is enough to read one.

#include <adolc/adolc.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <unistd.h>

namespace {

constexpr short tape = 1;

struct Operation {
  std::int32_t code, a, b;
};

adouble result(const Operation& operation, const std::vector<adouble>& z) {
  const adouble& a = z[operation.a];
  const adouble& b = z[operation.b];
  switch (operation.code) {
    case 0: return a + b;
    case 1: return a - b;
    case 2: return a * b;
    case 3: return a / b;
    case 4: return -a;
    case 5: return sin(a);
    case 6: return cos(a);
    case 7: return exp(a);
    case 8: return log(a);
    case 9: return sqrt(a);
    case 10: return erf(a);
    default: throw std::runtime_error("an operation of the unknown code " +
                                      std::to_string(operation.code));
  }
}

template <typename Number>
std::vector<Number> read(std::ifstream& file, std::size_t count) {
  std::vector<Number> numbers(count);
  const auto size = static_cast<std::streamsize>(count * sizeof(Number));
  if (!file.read(reinterpret_cast<char*>(numbers.data()), size)) {
    throw std::runtime_error("the problem's file ends early");
  }
  return numbers;
}

struct Scalars {
  std::vector<double> x, gradient;
  double value = 0;

  explicit Scalars(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const auto sizes = read<std::int64_t>(file, 3);
    x = read<double>(file, sizes[0]);
    const auto constants = read<double>(file, sizes[1]);
    const auto operations = read<Operation>(file, sizes[2]);
    gradient.resize(x.size());
    trace_on(tape);
    {
      std::vector<adouble> z(x.size() + constants.size() + operations.size());
      std::size_t count = 0;
      for (double start : x) z[count++] <<= start;
      for (double constant : constants) z[count++] = constant;
      for (const auto& operation : operations) {
        z[count] = result(operation, z);
        count++;
      }
      z[count - 1] >>= value;
    }
    trace_off();
  }

  void run() {
    const int count = static_cast<int>(x.size());
    // The forward sweep keeps what the reverse sweep needs.
    if (zos_forward(tape, 1, count, 1, x.data(), &value) < 0) {
      throw std::runtime_error("the forward sweep failed");
    }
    double seed = 1;
    if (fos_reverse(tape, 1, count, &seed, gradient.data()) < 0) {
      throw std::runtime_error("the reverse sweep failed");
    }
  }

  std::size_t write(const std::string& path) const {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(&value), sizeof value);
    file.write(reinterpret_cast<const char*>(gradient.data()),
               static_cast<std::streamsize>(gradient.size() * sizeof(double)));
    if (!file.flush()) throw std::runtime_error("the values cannot be written");
    return gradient.size() + 1;
  }
};

// The text or number behind a key of a line.
std::string field(const std::string& line, const std::string& key) {
  const auto name = line.find('"' + key + "\":");
  if (name == std::string::npos) throw std::runtime_error("no key " + key);
  const auto begin = name + key.size() + 3;
  if (line[begin] != '"') return line.substr(begin, line.find_first_of(",}", begin) - begin);
  return line.substr(begin + 1, line.find('"', begin + 1) - begin - 1);
}

std::string answer(const std::string& line, std::unique_ptr<Scalars>& problem) {
  const auto command = field(line, "command");
  if (command == "load") {
    const char* threads = std::getenv("COSTATE_PEER_THREADS");
    const bool known =
        field(line, "kind") == "scalars" && (!threads || std::string(threads) == "1");
    problem.reset();
    if (known) problem = std::make_unique<Scalars>(field(line, "file"));
    return known ? "{\"known\": true}" : "{\"known\": false}";
  }
  if (!problem) throw std::runtime_error("no problem is loaded");
  if (command == "run") {
    const auto begin = std::chrono::steady_clock::now();
    for (long count = std::stol(field(line, "count")); count > 0; count--) problem->run();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::ostringstream text;
    text << "{\"seconds\": " << std::setprecision(9) << seconds.count() << "}";
    return text.str();
  }
  return "{\"count\": " + std::to_string(problem->write(field(line, "file"))) + "}";
}

}  // namespace

// With an argument, that is the first line.
int main(int argumentCount, char** arguments) {
  std::unique_ptr<Scalars> problem;
  std::string line = argumentCount > 1 ? arguments[1] : "";
  while (!line.empty() || std::getline(std::cin, line)) {
    // A new problem begins in a new program: where many numbers have once been live at a time, ADOL-C
    // handles as many in each sweep of every later tape.
    if (problem && line.find("\"load\"") != std::string::npos) {
      execl(arguments[0], arguments[0], line.c_str(), nullptr);
    }
    std::string text;
    try {
      text = answer(line, problem);
    } catch (const std::exception& error) {
      text = std::string("{\"error\": \"") + error.what() + "\"}";
    }
    std::cout << text << std::endl;
    line.clear();
  }
}
