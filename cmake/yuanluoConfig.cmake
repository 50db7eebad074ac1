# Installed: gives yuanluo::sim, the engine without the district.
include(CMakeFindDependencyMacro)
find_dependency(TBB)
find_dependency(zstd CONFIG)
include(${CMAKE_CURRENT_LIST_DIR}/yuanluoTargets.cmake)
