// How a model declares its numbers: each parameter once, with unit, range, source and texts. The scenario reader, the
// JSON Schema, the table of sources and the documentation all visit the same declarations.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "models/text.hpp"
#include "sim/distributions.hpp"
#include "sim/time.hpp"

namespace yuanluo::models {

// How well a value is known. A: read in the source. B: well-known published value, not read again.
// C: derived or assumed; vary it, and replace it by local data.
enum class Confidence : char { a = 'A', b = 'B', c = 'C' };

// For the tables of parameters, which name one in each row.
namespace confidence_letters {
inline constexpr Confidence A = Confidence::a, B = Confidence::b, C = Confidence::c;
}

struct ParamInfo {
  std::string_view key;   // JSON key; a unit suffix where it has a unit (`relay_delay_s`)
  std::string_view unit;  // "s", "1/a", "m/s", "1" for a plain ratio
  double low = 0.0;       // plausible range, both ends allowed; outside it the reader refuses
  double high = 0.0;
  std::string_view source;  // key in docs/references.bib, or "assumption"
  Confidence confidence = Confidence::c;
  Text text;  // what it means
};

// A named share of a mix, or a weight of a profile.
struct Share {
  std::string_view key;
  Text text;
};

// A lognormal distribution as a parameter: median in the parameter's unit, and geometric standard deviation.
struct Spread {
  double median = 1.0;
  double gsd = 1.0;

  double sample(sim::Draw& draw) const { return sim::Lognormal{median, gsd}.sample(draw); }
  // For parameters in seconds.
  sim::Duration sample_duration(sim::Draw& draw) const { return sim::seconds(sample(draw)); }
};

// Sees every parameter of a Params struct in file order. One implementation reads JSON, one writes it, one makes the
// schema, one lists the sources. Values are in the unit of the declaration.
class ParamVisitor {
 public:
  virtual ~ParamVisitor() = default;

  virtual void begin(std::string_view key, Text text) = 0;  // a nested object
  virtual void end() = 0;

  virtual void number(const ParamInfo& info, double& value) = 0;
  virtual void count(const ParamInfo& info, std::int64_t& value) = 0;
  virtual void flag(const ParamInfo& info, bool& value) = 0;
  // {"median": m, "gsd": g}; the range bounds the median, gsd lies in [1, 10].
  virtual void lognormal(const ParamInfo& info, Spread& value) = 0;
  // An array of fixed length (24 hours, 7 weekdays, 12 months): relative weights, at least 0, not all 0.
  virtual void weights(const ParamInfo& info, std::span<double> value) = 0;
  // An object with one share for each key; shares lie in [0, 1] and sum to 1 (within 1e-6).
  virtual void mix(const ParamInfo& info, std::span<const Share> shares, std::span<double> value) = 0;
  // One word out of a list.
  virtual void choice(const ParamInfo& info, std::span<const Share> words, std::size_t& value) = 0;
};

// The `weekday_weights` of what strikes: no source tells them, so they are even until somebody knows better.
inline void describe_weekdays(ParamVisitor& visitor, std::span<double> weights) {
  visitor.weights({"weekday_weights",
                   "1",
                   0,
                   100,
                   "assumption",
                   Confidence::c,
                   {"周一至周日权重", "relative frequency by weekday, from Monday"}},
                  weights);
}

}  // namespace yuanluo::models
