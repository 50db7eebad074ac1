# Installs the engine to OUT/installed, builds the project beside this file against it, and runs it.
function(step)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${output}")
  endif()
endfunction()
file(REMOVE_RECURSE ${OUT})
step(${CMAKE_COMMAND} --install ${BUILD} --component sim --prefix ${OUT}/installed)
step(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR} -B ${OUT}/built -G Ninja
  -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_FLAGS=${FLAGS}
  -DCMAKE_PREFIX_PATH=${OUT}/installed)
step(${CMAKE_COMMAND} --build ${OUT}/built)
step(${OUT}/built/coffee_shop)
