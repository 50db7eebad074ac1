// The commands of `yuanluo`. Each returns the exit code, and throws ScenarioError for wrong input.
#pragma once

#include "apps/console.hpp"
#include "apps/options.hpp"

namespace yuanluo::apps {

enum ExitCode : int { success = 0, own_fault = 1, bad_input = 2, bad_usage = 3, interrupted = 130 };

int check(const Options& options, const Console& console);
int generate(const Options& options, const Console& console);
int run(const Options& options, const Console& console);
int compare(const Options& options, const Console& console);
int report(const Options& options, const Console& console);
int sources(const Options& options, const Console& console);
int describe(const Options& options, const Console& console);
int schema(const Options& options, const Console& console);

}  // namespace yuanluo::apps
