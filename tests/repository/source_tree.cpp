#include "tests/repository/source_tree.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>

namespace yuanluo::repository {

namespace fs = std::filesystem;

namespace {

const std::set<std::string> output_folders{"build", "out", "node_modules", ".git", ".cache"};
const std::set<std::string> text_endings{".hpp", ".cpp", ".cmake", ".txt", ".md",   ".json",    ".bib", ".py",
                                         ".js",  ".mjs", ".css",   ".csv", ".html", ".geojson", ""};

std::string read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace

std::vector<SourceFile> read_source_tree() {
  if (!fs::exists("sim/time.hpp")) throw std::runtime_error("the repository tests run in the project root");
  std::vector<SourceFile> files;
  for (auto entry = fs::recursive_directory_iterator("."); entry != fs::recursive_directory_iterator(); ++entry) {
    const std::string name = entry->path().filename().string();
    if (entry->is_directory() && output_folders.count(name) > 0) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && text_endings.count(entry->path().extension().string()) > 0) {
      files.push_back({entry->path().lexically_normal().generic_string(), read_text(entry->path())});
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::vector<SourceFile> with_ending(const std::vector<SourceFile>& files, const std::vector<std::string>& endings) {
  std::vector<SourceFile> chosen;
  for (const SourceFile& file : files) {
    const bool wanted = std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
      return file.path.size() >= ending.size() &&
             file.path.compare(file.path.size() - ending.size(), ending.size(), ending) == 0;
    });
    if (wanted) chosen.push_back(file);
  }
  return chosen;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

int line_at(const std::string& text, std::size_t offset) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

std::string to_text(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text += finding.path + ":" + std::to_string(finding.line) + ": " + finding.what + "\n";
  }
  return text;
}

}  // namespace yuanluo::repository
