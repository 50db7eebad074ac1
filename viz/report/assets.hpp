// The files that are built into the program for the report.
#pragma once

#include <string_view>

namespace yuanluo::viz {

std::string_view style_sheet();     // report.css
std::string_view page_script();     // report.js: language, map measure, printing
std::string_view chart_library();   // Apache ECharts with charts.js; empty in a build without npm
std::string_view chart_licences();  // of the above

}  // namespace yuanluo::viz
