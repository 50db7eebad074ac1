# How this project's libraries, programs and tests are declared.
include_guard(GLOBAL)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

# Warnings, and floating point that gives the same bits everywhere (docs/architecture.md, decision 10).
add_library(yuanluo_options INTERFACE)
target_compile_options(yuanluo_options INTERFACE
  $<BUILD_INTERFACE:-Wall;-Wextra;-Wpedantic;-Wshadow;-Wconversion;-Wunused-const-variable> -ffp-contract=off)
target_compile_features(yuanluo_options INTERFACE cxx_std_20)
target_include_directories(yuanluo_options INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:include/yuanluo>)

# yuanluo_library(NAME SOURCES a.cpp ... LINKS yuanluo::sim ...): the library of one folder, as yuanluo::NAME.
function(yuanluo_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  if(ARG_SOURCES)
    add_library(yuanluo_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(yuanluo_${name} PUBLIC yuanluo_options ${ARG_LINKS})
  else()
    add_library(yuanluo_${name} INTERFACE)
    target_link_libraries(yuanluo_${name} INTERFACE yuanluo_options ${ARG_LINKS})
  endif()
  add_library(yuanluo::${name} ALIAS yuanluo_${name})
endfunction()

# yuanluo_test(NAME LABEL unit SOURCES a.cpp ... LINKS yuanluo::sim ...): one Catch2 program, one CTest entry.
# LABEL is the folder of tests/ it lives in.
function(yuanluo_test name)
  cmake_parse_arguments(ARG "" "LABEL" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE yuanluo_catch_main ${ARG_LINKS})
  add_test(NAME ${ARG_LABEL}.${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${ARG_LABEL}.${name} PROPERTIES LABELS ${ARG_LABEL})
endfunction()
