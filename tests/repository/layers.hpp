// The rules of docs/architecture.md that can be read off the files: order of folders, names, sizes.
#pragma once

#include <vector>

#include "tests/repository/source_tree.hpp"

namespace yuanluo::repository {

// Includes of a folder that stands right of the file's own in sim < models < plan < scenarios < twin < viz < apps, and
// includes that do not start at the project root ("../").
std::vector<Finding> includes_pointing_right(const SourceFile& file);

// Link lines of a folder's CMakeLists.txt that name a folder that stands right of it.
std::vector<Finding> links_pointing_right(const SourceFile& cmake_lists);

// Folders or files named after a drawer (utils, common, helpers, manager, misc) or a version (v2, tmp, orig).
std::vector<Finding> drawer_names(const SourceFile& file);

// Code files of more than `limit` lines.
std::vector<Finding> too_long(const SourceFile& file, int limit);

// Of `files`, sources that have a header of their name and do not include it before anything else.
std::vector<Finding> own_header_not_first(const std::vector<SourceFile>& files);

}  // namespace yuanluo::repository
