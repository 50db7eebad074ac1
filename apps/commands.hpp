// The commands of `yuanluo`. A new one is a file with such a function, and a line in yuanluo.cpp.
#pragma once

namespace yuanluo::apps {

enum ExitCode : int { success = 0, own_fault = 1, bad_input = 2, bad_usage = 3, interrupted = 130 };

class CommandLine;

void add_check(CommandLine& line);
void add_generate(CommandLine& line);
void add_run(CommandLine& line);
void add_compare(CommandLine& line);
void add_report(CommandLine& line);
void add_sources(CommandLine& line);
void add_describe(CommandLine& line);
void add_schema(CommandLine& line);
void add_trace(CommandLine& line);
void add_render(CommandLine& line);
void add_dispatch(CommandLine& line);
void add_hypercube(CommandLine& line);
void add_site(CommandLine& line);
void add_water(CommandLine& line);
void add_hydrants(CommandLine& line);
void add_isochrone(CommandLine& line);
void add_study(CommandLine& line);
void add_plan(CommandLine& line);
void add_close(CommandLine& line);
void add_import(CommandLine& line);
void add_calibrate(CommandLine& line);

}  // namespace yuanluo::apps
