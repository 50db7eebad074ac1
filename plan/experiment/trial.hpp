// One evaluation of an experiment, and who evaluates it.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace yuanluo::plan {

// One replication of one candidate. The same replication of two candidates has the same luck.
struct Trial {
  std::uint32_t candidate = 0;
  std::uint32_t replication = 0;

  friend auto operator<=>(const Trial&, const Trial&) = default;
};

// What was measured in a trial; none where nothing was there to measure.
using Value = std::optional<double>;

// Evaluates trials, in parallel where it can, and returns their values in the same order.
using EvaluateAll = std::function<std::vector<Value>(std::span<const Trial>)>;

// Which trials come next, as a function of all values so far: the same values give the same trials, whoever evaluates
// them and however many at once.
class Procedure {
 public:
  virtual ~Procedure() = default;

  // The trials wanted next; empty when the procedure has ended.
  virtual std::vector<Trial> next() const = 0;
  // Takes their values, in the order of next().
  virtual void take(std::span<const Value> values) = 0;
};

// Runs a procedure to its end.
inline void run(Procedure& procedure, const EvaluateAll& evaluate) {
  for (std::vector<Trial> trials = procedure.next(); !trials.empty(); trials = procedure.next())
    procedure.take(evaluate(trials));
}

// Thrown by procedures that cannot go on without a value where there is none.
class NoValue : public std::runtime_error {
 public:
  explicit NoValue(Trial where)
      : std::runtime_error("candidate " + std::to_string(where.candidate) + " has no value in replication " +
                           std::to_string(where.replication)),
        where_(where) {}

  Trial where() const { return where_; }

 private:
  Trial where_;
};

}  // namespace yuanluo::plan
