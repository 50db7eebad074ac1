#include "apps/output_folder.hpp"

#include <fstream>
#include <string_view>
#include <utility>

#include "apps/texts.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo::apps {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& place, Say wanted, Say found) {
  const auto name = [](Say what) { return models::Name{std::string{text(what).zh}, std::string{text(what).en}}; };
  throw scenarios::ScenarioError({{place.generic_string(), "", 0, 0, name(wanted), name(found), {}}});
}

}  // namespace

void make_run_folder(const fs::path& folder, const char* results) {
  std::error_code code;
  if (fs::exists(folder, code)) {
    if (!fs::is_directory(folder, code) || (!fs::is_empty(folder, code) && !fs::exists(folder / results, code))) {
      refuse(folder, Say::folder_wanted, Say::folder_not_ours);
    }
    return;
  }
  fs::create_directories(folder, code);
  if (code) refuse(folder, Say::folder_wanted, Say::file_unwritable);
}

void write_file(const fs::path& file, const std::string& text) {
  fs::path part = file;
  part += ".part";
  std::error_code code;
  {
    std::ofstream stream(part, std::ios::binary);
    stream << text;
    stream.close();
    if (!stream) {
      fs::remove(part, code);
      refuse(file, Say::file_wanted, Say::file_unwritable);
    }
  }
  fs::rename(part, file, code);
  if (code) refuse(file, Say::file_wanted, Say::file_unwritable);
}

}  // namespace yuanluo::apps
