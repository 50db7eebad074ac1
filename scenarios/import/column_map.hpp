// Which column of somebody else's file holds what: "ours=theirs".
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace yuanluo::scenarios {

// Names of foreign columns by ours. Throws ScenarioError for words without "=", names of ours that are not `known`, and
// those that are given twice; `option` is what the messages call the option.
std::map<std::string, std::string> read_column_map(std::string_view option, const std::vector<std::string>& pairs,
                                                   std::span<const std::string_view> known);

// Any words of theirs by any words; the last of several counts.
std::map<std::string, std::string> read_pairs(std::string_view option, const std::vector<std::string>& pairs);

}  // namespace yuanluo::scenarios
