# How this project's libraries, programs and tests are declared.
include_guard(GLOBAL)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without this ccache leaves files with precompiled headers, the tests, alone.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()

# Warnings, and floating point that gives the same bits everywhere (docs/architecture.md, decision 10). Those of GCC 12 that
# depend on what it inlines are off: they blame its own std::string (GCC bug 105651) and Boost, now here, now there.
add_library(yuanluo_options INTERFACE)
target_compile_options(yuanluo_options INTERFACE
  $<BUILD_INTERFACE:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wunused-const-variable>
  # In a group of files, a neighbour's file-local name is no shadow.
  $<BUILD_INTERFACE:-Wshadow$<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>:=local>>
  $<BUILD_INTERFACE:$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-maybe-uninitialized>>
  $<BUILD_INTERFACE:$<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>> -ffp-contract=off)
target_compile_definitions(yuanluo_options INTERFACE $<BUILD_INTERFACE:BOOST_ALLOW_DEPRECATED_HEADERS>)  # Boost uses them
target_compile_features(yuanluo_options INTERFACE cxx_std_20)
target_include_directories(yuanluo_options INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:include/yuanluo>)

# The files of a folder are compiled as one, which takes a third of the time: so no two of them may use one name for
# different things, even in unnamed namespaces. The preset dev compiles each alone, for small changes.
option(YUANLUO_UNITY "Compile the files of a folder as one" ON)

# yuanluo_library(NAME [APART] SOURCES a.cpp ... LINKS yuanluo::sim ...): the library of one folder, as yuanluo::NAME.
# APART: its files are compiled each alone.
function(yuanluo_library name)
  cmake_parse_arguments(ARG "APART" "" "SOURCES;LINKS" ${ARGN})
  if(ARG_SOURCES)
    add_library(yuanluo_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(yuanluo_${name} PUBLIC yuanluo_options ${ARG_LINKS})
    if(NOT ARG_APART)
      set_target_properties(yuanluo_${name} PROPERTIES UNITY_BUILD ${YUANLUO_UNITY} UNITY_BUILD_MODE GROUP)
      foreach(source IN LISTS ARG_SOURCES)
        cmake_path(GET source PARENT_PATH folder)
        string(MAKE_C_IDENTIFIER "${name}_${folder}" group)
        set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
      endforeach()
    endif()
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
  target_precompile_headers(${name} REUSE_FROM yuanluo_catch_main)
  add_test(NAME ${ARG_LABEL}.${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${ARG_LABEL}.${name} PROPERTIES LABELS ${ARG_LABEL})
endfunction()
