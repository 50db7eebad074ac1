// Reads EPANET .inp files: everything that has to do with hydraulics. Sections about water quality, costs, reports and
// drawings are read over with a note; what would change hydraulics and is not modelled is refused by name.
// Source: [Rossman2020] appendix C.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "models/text.hpp"
#include "models/water/hydraulics/network.hpp"
#include "scenarios/water/units.hpp"

namespace yuanluo::scenarios::water {

struct InpNetwork {
  models::hydraulics::Network network;
  Units units;
  std::vector<models::Name> notes;  // what was read over
};

// Throws ScenarioError with all problems, each with file, line, section and column. `file` is what they call the text.
InpNetwork read_inp(const std::string& file, std::string_view text);

// The same for a file; a file that cannot be read is a problem too.
InpNetwork read_inp_file(const std::filesystem::path& path);

}  // namespace yuanluo::scenarios::water
