# What the viewer and the pictures need: Dear ImGui, GLFW, OpenGL, EGL, FreeType. Debian's ImGui has no CMake package, and
# its archive must stand before what it needs, so it is described here.
include_guard(GLOBAL)

set(OpenGL_GL_PREFERENCE GLVND)
find_package(OpenGL REQUIRED COMPONENTS OpenGL EGL)
find_package(glfw3 3.3 REQUIRED)
find_package(Freetype REQUIRED)
find_path(IMGUI_INCLUDE_DIR imgui.h PATH_SUFFIXES imgui REQUIRED)
find_library(IMGUI_LIBRARY imgui REQUIRED)
find_library(STB_LIBRARY stb REQUIRED)

# Without GLFW: a program that opens no window does not load it.
add_library(imgui::imgui STATIC IMPORTED)
set_target_properties(imgui::imgui PROPERTIES
  IMPORTED_LOCATION ${IMGUI_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES ${IMGUI_INCLUDE_DIR}
  INTERFACE_LINK_LIBRARIES "Freetype::Freetype;${STB_LIBRARY};${CMAKE_DL_LIBS}")
