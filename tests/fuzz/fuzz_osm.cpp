// Any bytes as a map: a district, or a refusal with a message.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "scenarios/import/import_map.hpp"
#include "scenarios/import/osm_reader.hpp"
#include "scenarios/problem.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace yuanluo::scenarios;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ImportRequest request;
  request.residents = 100;
  // The last byte chooses how residents are spread and which datum is read.
  const unsigned choice = size == 0 ? 0u : data[size - 1];
  request.spread = static_cast<SpreadOver>(choice % 3);
  try {
    import_map(read_osm("map", bytes, (choice & 8u) != 0 ? Datum::gcj02 : Datum::wgs84), request);
  } catch (const ScenarioError&) {
  }
  return 0;
}
