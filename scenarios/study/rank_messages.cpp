#include "scenarios/study/ranks.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

namespace yuanluo::scenarios {
namespace {

// CBOR keeps every bit of whole numbers; doubles go as their bits, as a format may shorten them.
std::uint64_t bits_of(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

double double_of(std::uint64_t bits) {
  double value = 0.0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

std::string cbor(const Json& json) {
  std::string bytes;
  Json::to_cbor(json, bytes);
  return bytes;
}

Json doubles(const std::vector<double>& values) {
  Json all = Json::array();
  for (const double v : values) all.push_back(bits_of(v));
  return all;
}

std::vector<double> doubles_of(const Json& json) {
  std::vector<double> all;
  for (const Json& bits : json) all.push_back(double_of(bits.get<std::uint64_t>()));
  return all;
}

Json name_json(const models::Name& name) { return {name.zh, name.en}; }
models::Name name_of(const Json& json) { return {json[0].get<std::string>(), json[1].get<std::string>()}; }

}  // namespace

std::string to_bytes(const plan::Trial& trial) { return cbor({trial.candidate, trial.replication}); }

plan::Trial trial_of(const std::string& bytes) {
  const Json json = Json::from_cbor(bytes);
  return {json[0].get<std::uint32_t>(), json[1].get<std::uint32_t>()};
}

std::string to_bytes(const TrialResult& r) {
  Json values = Json::array();
  for (const plan::Value& v : r.values) values.push_back(v ? Json(bits_of(*v)) : Json(nullptr));
  Json problems = Json::array();
  for (const Problem& p : r.problems)
    problems.push_back(
        {p.file, p.pointer, p.line, p.column, name_json(p.wanted), name_json(p.found), name_json(p.hint)});
  return cbor({r.trial.candidate, r.trial.replication, r.trace_hash, r.events, r.incidents, std::move(values),
               doubles(r.controls), doubles(r.control_means), bits_of(r.wall_seconds), std::move(problems)});
}

TrialResult result_of(const std::string& bytes) {
  const Json json = Json::from_cbor(bytes);
  TrialResult r;
  r.trial = {json[0].get<std::uint32_t>(), json[1].get<std::uint32_t>()};
  r.trace_hash = json[2].get<std::uint64_t>();
  r.events = json[3].get<std::uint64_t>();
  r.incidents = json[4].get<std::uint64_t>();
  for (const Json& v : json[5]) r.values.push_back(v.is_null() ? plan::Value{} : double_of(v.get<std::uint64_t>()));
  r.controls = doubles_of(json[6]);
  r.control_means = doubles_of(json[7]);
  r.wall_seconds = double_of(json[8].get<std::uint64_t>());
  for (const Json& p : json[9])
    r.problems.push_back({p[0].get<std::string>(), p[1].get<std::string>(), p[2].get<std::uint32_t>(),
                          p[3].get<std::uint32_t>(), name_of(p[4]), name_of(p[5]), name_of(p[6])});
  return r;
}

}  // namespace yuanluo::scenarios
