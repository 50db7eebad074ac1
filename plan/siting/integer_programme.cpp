#include "plan/siting/integer_programme.hpp"

#include <Cbc_C_Interface.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

namespace yuanluo::plan::siting {
namespace {

struct Delete {
  void operator()(Cbc_Model* model) const { Cbc_deleteModel(model); }
};

}  // namespace

ProgrammeOutcome solve(const IntegerProgramme& programme, double seconds, double gap,
                       const std::vector<double>& start) {
  const std::unique_ptr<Cbc_Model, Delete> model(Cbc_newModel());
  Cbc_setParameter(model.get(), "log", "0");
  Cbc_setLogLevel(model.get(), 0);
  for (std::size_t c = 0; c < programme.columns.size(); ++c) {
    const IntegerProgramme::Column& column = programme.columns[c];
    const std::string name = std::to_string(c).insert(0, 1, 'x');
    Cbc_addCol(model.get(), name.c_str(), column.low, column.high, column.cost, column.whole ? 1 : 0, 0, nullptr,
               nullptr);
  }
  std::vector<int> columns;
  std::vector<double> factors;
  for (std::size_t r = 0; r < programme.rows.size(); ++r) {
    const IntegerProgramme::Row& row = programme.rows[r];
    columns.clear(), factors.clear();
    for (const IntegerProgramme::Term& term : row.terms) {
      columns.push_back(static_cast<int>(term.column));
      factors.push_back(term.factor);
    }
    const std::string name = std::to_string(r).insert(0, 1, 'r');
    Cbc_addRow(model.get(), name.c_str(), static_cast<int>(columns.size()), columns.data(), factors.data(),
               static_cast<char>(row.sense), row.right);
  }
  Cbc_setObjSense(model.get(), 1.0);
  Cbc_setParameter(model.get(), "timeMode", "elapsed");
  Cbc_setParameter(model.get(), "seconds", std::to_string(std::max(0.05, seconds)).c_str());
  Cbc_setParameter(model.get(), "ratioGap", std::to_string(std::max(1e-9, gap)).c_str());
  Cbc_setParameter(model.get(), "threads", "0");
  if (!start.empty()) {
    std::vector<int> which(start.size());
    for (std::size_t c = 0; c < start.size(); ++c) which[c] = static_cast<int>(c);
    Cbc_setMIPStartI(model.get(), static_cast<int>(start.size()), which.data(), start.data());
  }
  Cbc_solve(model.get());

  ProgrammeOutcome outcome;
  outcome.infeasible = Cbc_isProvenInfeasible(model.get()) != 0;
  if (outcome.infeasible) return outcome;
  outcome.bound = Cbc_getBestPossibleObjValue(model.get());
  const double* const solution = Cbc_getColSolution(model.get());
  const double value = Cbc_getObjValue(model.get());
  if (solution == nullptr || !(std::abs(value) < 1e49)) return outcome;
  std::vector<double> values(solution, solution + programme.columns.size());
  // What a stopped run hands over may be the solution of a relaxation: it counts only if it keeps every row.
  for (std::size_t c = 0; c < values.size(); ++c) {
    const IntegerProgramme::Column& column = programme.columns[c];
    if (column.whole) {
      if (std::abs(values[c] - std::round(values[c])) > 1e-5) return outcome;
      values[c] = std::round(values[c]);
    }
    if (values[c] < column.low - 1e-6 || values[c] > column.high + 1e-6) return outcome;
  }
  for (const IntegerProgramme::Row& row : programme.rows) {
    double left = 0.0;
    for (const IntegerProgramme::Term& term : row.terms) left += term.factor * values[term.column];
    const double slack = 1e-5 * std::max(1.0, std::abs(row.right));
    if (row.sense != IntegerProgramme::Sense::at_least && left > row.right + slack) return outcome;
    if (row.sense != IntegerProgramme::Sense::at_most && left < row.right - slack) return outcome;
  }
  outcome.value = 0.0;
  for (std::size_t c = 0; c < values.size(); ++c) outcome.value += programme.columns[c].cost * values[c];
  outcome.values = std::move(values);
  outcome.proven = Cbc_isProvenOptimal(model.get()) != 0;
  if (outcome.proven) outcome.bound = std::max(outcome.bound, outcome.value - gap * std::abs(outcome.value) - 1e-9);
  outcome.bound = std::min(outcome.bound, outcome.value);
  return outcome;
}

}  // namespace yuanluo::plan::siting
