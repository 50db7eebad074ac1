// The folder of a run.
#pragma once

#include <filesystem>
#include <string>

#include "apps/console.hpp"

namespace yuanluo::apps {

// Makes the folder if it is missing. Throws ScenarioError where it cannot be made, or exists and holds anything but an
// earlier run: files of others are never mixed with results.
// `results`: the file by which an earlier run is known.
void make_run_folder(const std::filesystem::path& folder, const char* results = "results.sqlite");

// Writes a file that appears only when it is complete. Throws ScenarioError if it cannot be written.
void write_file(const std::filesystem::path& file, const std::string& text);

}  // namespace yuanluo::apps
