# Makes charts.js (Apache ECharts and the report's own code in one file) and licences.txt in OUT from the folder SOURCE.
# Where npm cannot get its packages both files are left empty, and the report has static charts only.
#   cmake -DSOURCE=viz/report/js -DOUT=build/... -DNPM=npm -P BundleReportCharts.cmake
foreach(file package.json package-lock.json charts.js)
  configure_file(${SOURCE}/${file} ${OUT}/${file} COPYONLY)
endforeach()
set(bundle ${OUT}/charts.min.js)
set(licences ${OUT}/licences.txt)

execute_process(
  COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
  WORKING_DIRECTORY ${OUT} RESULT_VARIABLE installed OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(installed EQUAL 0)
  execute_process(
    COMMAND node_modules/.bin/esbuild charts.js --bundle --minify --format=iife --target=es2020 --charset=utf8
            --legal-comments=none --outfile=${bundle} --log-level=warning
    WORKING_DIRECTORY ${OUT} RESULT_VARIABLE bundled ERROR_VARIABLE output)
endif()
if(NOT installed EQUAL 0 OR NOT bundled EQUAL 0)
  message(WARNING "No interactive charts in the report (static ones only): npm or esbuild failed:\n${output}")
  file(WRITE ${bundle} "")
  file(WRITE ${licences} "")
  return()
endif()

# A script element ends at the first "</script".
file(READ ${bundle} text)
string(FIND "${text}" "</script" early_end)
if(NOT early_end EQUAL -1)
  message(FATAL_ERROR "the bundled charts contain \"</script\" and cannot be put into a page")
endif()

set(all "")
foreach(file echarts/LICENSE echarts/NOTICE zrender/LICENSE tslib/LICENSE.txt)
  file(READ ${OUT}/node_modules/${file} text)
  string(APPEND all "==== ${file} ====\n\n${text}\n")
endforeach()
file(GLOB more RELATIVE ${OUT}/node_modules ${OUT}/node_modules/echarts/licenses/*)
foreach(file ${more})
  file(READ ${OUT}/node_modules/${file} text)
  string(APPEND all "==== ${file} ====\n\n${text}\n")
endforeach()
file(WRITE ${licences} "${all}")
