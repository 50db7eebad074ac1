# The files that are built into the report: style sheet, script, and, with YUANLUO_REPORT_JS and npm, the charts.
include_guard(GLOBAL)

# yuanluo_report_assets(out): sets `out` to the source file that holds them.
function(yuanluo_report_assets out)
  set(source ${PROJECT_SOURCE_DIR}/viz/report)
  set(work ${CMAKE_CURRENT_BINARY_DIR}/report)
  set(REPORT_CSS ${source}/report.css)
  set(REPORT_JS ${source}/report.js)
  set(REPORT_CHARTS ${work}/js/charts.min.js)
  set(REPORT_LICENCES ${work}/js/licences.txt)
  find_program(NPM_PROGRAM npm)
  if(YUANLUO_REPORT_JS AND NPM_PROGRAM)
    set(script ${PROJECT_SOURCE_DIR}/cmake/BundleReportCharts.cmake)
    add_custom_command(
      OUTPUT ${REPORT_CHARTS} ${REPORT_LICENCES}
      COMMAND ${CMAKE_COMMAND} -DSOURCE=${source}/js -DOUT=${work}/js -DNPM=${NPM_PROGRAM} -P ${script}
      DEPENDS ${script} ${source}/js/package.json ${source}/js/package-lock.json ${source}/js/charts.js
      COMMENT "Bundling Apache ECharts for the report" VERBATIM)
  else()
    message(STATUS "The report will have static charts only (YUANLUO_REPORT_JS is off or npm is missing)")
    set(REPORT_CHARTS ${work}/none/charts.min.js)
    set(REPORT_LICENCES ${work}/none/licences.txt)
    file(WRITE ${REPORT_CHARTS} "")
    file(WRITE ${REPORT_LICENCES} "")
  endif()
  configure_file(${source}/assets.cpp.in ${work}/assets.cpp @ONLY)
  set_source_files_properties(${work}/assets.cpp PROPERTIES
    OBJECT_DEPENDS "${REPORT_CSS};${REPORT_JS};${REPORT_CHARTS};${REPORT_LICENCES}"
    CXX_COMPILER_LAUNCHER "")
  set(${out} ${work}/assets.cpp PARENT_SCOPE)
endfunction()
