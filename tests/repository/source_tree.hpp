// The files of this repository, as the repository tests see them.
#pragma once

#include <string>
#include <vector>

namespace yuanluo::repository {

struct SourceFile {
  std::string path;  // from the project root, with '/': "sim/time.hpp"
  std::string text;
};

// A place in a file at which something is wrong. Compared and printed as "path:line: what".
struct Finding {
  std::string path;
  int line = 0;  // from 1; 0 means the whole file
  std::string what;
};

// Every hand-written text file under the project root, in order of path, without build and run output. The working
// directory must be the project root. Throws std::runtime_error if it is not.
std::vector<SourceFile> read_source_tree();

// Those of `files` whose path ends in one of `endings` (".cpp", "CMakeLists.txt").
std::vector<SourceFile> with_ending(const std::vector<SourceFile>& files, const std::vector<std::string>& endings);

// The lines of a text without their ends.
std::vector<std::string> lines_of(const std::string& text);

// The number of the line that holds `offset`, from 1.
int line_at(const std::string& text, std::size_t offset);

// One finding on each line; empty if there is none.
std::string to_text(const std::vector<Finding>& findings);

}  // namespace yuanluo::repository
