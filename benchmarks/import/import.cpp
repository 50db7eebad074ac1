// How fast maps are read and made into districts, in MB of file a second, by file format.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "benchmarks/measure.hpp"
#include "scenarios/import/import_map.hpp"
#include "scenarios/import/osm_reader.hpp"
#include "tests/fixtures/map_bytes.hpp"
#include "tests/fixtures/map_text.hpp"

namespace {

using namespace yuanluo;
using namespace yuanluo::benchmarks;
using namespace yuanluo::scenarios;

// A town of side x side blocks, each with a building, as a map of about 1.3 kB for each block.
std::string town(int side) {
  fixtures::MapText map;
  const auto node = [side](int i, int k) { return 1 + i * (side + 1) + k; };
  for (int i = 0; i <= side; ++i) {
    for (int k = 0; k <= side; ++k) map.node(node(i, k), 110.0 * i, 110.0 * k);
  }
  for (int i = 0; i <= side; ++i) {
    std::vector<std::int64_t> north, east;
    for (int k = 0; k <= side; ++k) {
      north.push_back(node(i, k));
      east.push_back(node(k, i));
    }
    map.way(10000000 + i, north, {{"highway", "residential"}, {"name", fmt::format("北{}路", i)}, {"maxspeed", "30"}});
    map.way(20000000 + i, east,
            {{"highway", i % 8 == 0 ? "primary" : "tertiary"}, {"name", fmt::format("东{}路", i)}, {"lanes", "2"}});
  }
  for (int i = 0; i < side; ++i) {
    for (int k = 0; k < side; ++k) {
      map.rectangle(100000 + i * side + k, 110.0 * i + 25, 110.0 * k + 25, 60, 14,
                    {{"building", "apartments"}, {"building:levels", "6"}, {"start_date", "1992"}});
    }
  }
  return map.str();
}

void measure(const std::string& name, const std::string& bytes, int repetitions) {
  std::vector<double> read_wall, read_processor, import_wall, import_processor;
  std::size_t ways = 0, residents = 0;
  for (int r = 0; r < repetitions; ++r) {
    OsmData data;
    const Took reading = took([&] { data = read_osm(name, bytes, Datum::wgs84); });
    const Took importing = took([&] { residents = import_map(data, ImportRequest{}).district.residents.size(); });
    ways = data.ways.size();
    read_wall.push_back(reading.wall_s);
    read_processor.push_back(reading.processor_s);
    import_wall.push_back(reading.wall_s + importing.wall_s);
    import_processor.push_back(reading.processor_s + importing.processor_s);
  }
  const double mb = 1e-6 * static_cast<double>(bytes.size());
  fmt::print(
      "{:<24} {:8.2f} MB {:8} ways {:9} residents   read {:7.1f} MB/s wall {:7.1f} processor   to district {:7.1f} "
      "MB/s "
      "wall {:7.1f} processor\n",
      name, mb, ways, residents, mb / median(read_wall), mb / median(read_processor), mb / median(import_wall),
      mb / median(import_processor));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"How fast maps are read and made into districts"};
  int side = 100, repetitions = 3;
  std::vector<std::string> files;
  app.add_option("--side", side, "Blocks on each side of the made town");
  app.add_option("--repetitions", repetitions, "Runs; medians are shown");
  app.add_option("files", files, "Maps to measure too");
  CLI11_PARSE(app, argc, argv);
  const std::string xml = town(side);
  for (const char* const kind : {"osm", "osm.gz", "osm.bz2", "osm.pbf"}) {
    measure(std::string("made town, ") + kind, fixtures::map_bytes(xml, kind), repetitions);
  }
  for (const std::string& file : files) {
    std::ifstream stream(file, std::ios::binary);
    measure(file.substr(file.rfind('/') + 1), {std::istreambuf_iterator<char>(stream), {}}, repetitions);
  }
  return 0;
}
