// Maps that are cut off or damaged: they become a district, or are refused with a message; nothing else happens.
// The same is tried for longer by the fuzz target of tests/fuzz.
#include <catch2/catch.hpp>
#include <cstdint>
#include <iterator>
#include <string>

#include "scenarios/import/import_map.hpp"
#include "scenarios/import/osm_reader.hpp"
#include "scenarios/problem.hpp"
#include "sim/random.hpp"
#include "tests/fixtures/map_bytes.hpp"
#include "tests/fixtures/map_text.hpp"

using namespace yuanluo;
using namespace yuanluo::scenarios;

namespace {

// Whether there was a district; any exception but ScenarioError fails the test.
bool survives(const std::string& bytes) {
  ImportRequest request;
  request.residents = 100;
  try {
    import_map(read_osm("map", bytes, Datum::wgs84), request);
    return true;
  } catch (const ScenarioError& error) {
    CHECK_FALSE(error.problems().empty());
    return false;
  }
}

// Two streets that cross, and four around them, with a building in each block.
std::string smallest_town() {
  fixtures::MapText map;
  for (int i = 0; i < 3; ++i) {
    for (int k = 0; k < 3; ++k) map.node(3 * i + k + 1, 90.0 * i, 90.0 * k);
  }
  for (int i = 0; i < 3; ++i) {
    map.way(20 + i, {3 * i + 1, 3 * i + 2, 3 * i + 3}, {{"highway", "residential"}, {"name", "双林路"}});
    map.way(30 + i, {1 + i, 4 + i, 7 + i}, {{"highway", "tertiary"}, {"oneway", i == 1 ? "-1" : "no"}});
  }
  map.rectangle(40, 20, 20, 50, 12, {{"building", "apartments"}, {"building:levels", "6"}});
  map.rectangle(41, 110, 110, 50, 12, {{"building", "yes"}});
  map.relation(50, {{"way", 20, "from"}, {"node", 2, "via"}, {"way", 31, "to"}},
               {{"type", "restriction"}, {"restriction", "no_left_turn"}});
  return map.str();
}

const std::string kinds[] = {"osm", "osm.gz", "osm.bz2", "osm.pbf", "json"};

}  // namespace

TEST_CASE("a map cut off after any byte becomes a district or is refused") {
  for (const std::string& kind : kinds) {
    const std::string whole = fixtures::map_bytes(smallest_town(), kind);
    CHECK(survives(whole));
    int districts = 0;
    for (std::size_t length = 0; length < whole.size(); ++length) {
      districts += survives(whole.substr(0, length)) ? 1 : 0;
    }
    INFO(kind);
    // All but the white space or check sum at the very end is needed.
    CHECK(districts <= 20);
  }
}

TEST_CASE("a map with damaged bytes becomes a district or is refused") {
  for (std::uint32_t k = 0; k < std::size(kinds); ++k) {
    const std::string whole = fixtures::map_bytes(smallest_town(), kinds[k]);
    int districts = 0;
    for (std::uint32_t i = 0; i < 300; ++i) {
      sim::Draw draw = sim::Luck(2026, 0).draw(i, k);
      std::string bytes = whole;
      const auto below = [&](std::size_t n) {
        return static_cast<std::size_t>(draw.uniform() * static_cast<double>(n));
      };
      for (std::size_t left = 1 + below(4); left > 0; --left) {
        const std::size_t at = below(bytes.size());
        switch (below(4)) {
          case 0:
            bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1u << below(8)));
            break;
          case 1:
            bytes[at] = "0123456789-+.eE\"'<>/&=\xff"[below(23)];
            break;
          case 2:
            bytes.erase(at, 1 + below(8));
            break;
          default:
            bytes.insert(at, bytes.substr(below(bytes.size()), 1 + below(40)));
        }
        if (bytes.empty()) break;
      }
      districts += survives(bytes) ? 1 : 0;
    }
    INFO(kinds[k]);
    CHECK(districts < 300);
  }
}
