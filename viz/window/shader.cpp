#include "viz/window/shader.hpp"

#include <array>
#include <string>

#include "viz/window/gl.hpp"

namespace yuanluo::viz {
namespace {

// `centre` is taken off in the shader, so places are given within a few kilometres of the plane's origin, where floats
// are exact to a millimetre.
constexpr const char* map_vertex_text = R"glsl(#version 330 core
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 offset;
layout(location = 2) in vec2 half_size;  // metres, least pixels
layout(location = 3) in vec4 colour_in;
layout(location = 4) in vec2 across;
layout(location = 5) in uvec2 kind_in;   // shape, hatch
uniform vec2 scale;    // from pixels to clip space
uniform vec2 turn;     // cosine, sine
uniform vec2 centre;
uniform vec2 pixel;    // pixels per metre, pixels per point
out vec4 colour;
out vec2 edge;
flat out float radius;
flat out uvec2 kind;
void main() {
  vec2 p = (place - centre) * pixel.x;
  p = vec2(turn.x * p.x - turn.y * p.y, turn.y * p.x + turn.x * p.y);
  float r = max(half_size.x * pixel.x, half_size.y * pixel.y);
  float outer = r + 1.0;  // room for the soft edge
  if (kind_in.x == 1u) {
    p += vec2(turn.x * offset.x - turn.y * offset.y, turn.y * offset.x + turn.x * offset.y) * outer;
  } else if (kind_in.x > 1u) {
    p += offset * outer;
  }
  gl_Position = vec4(p * scale, 0.0, 1.0);
  colour = colour_in;
  edge = across * outer;
  radius = r;
  kind = kind_in;
}
)glsl";

constexpr const char* map_fragment_text = R"glsl(#version 330 core
in vec4 colour;
in vec2 edge;
flat in float radius;
flat in uvec2 kind;
uniform vec2 pixel;
out vec4 result;
void main() {
  vec4 c = colour;
  if (kind.x == 1u) {
    // A line thinner than a pixel is drawn one pixel wide and fainter.
    float r = max(radius, 0.5);
    c.a *= clamp(r + 0.5 - abs(edge.x), 0.0, 1.0) * min(1.0, radius / 0.5);
  } else if (kind.x == 2u) {
    c.a *= clamp(radius + 0.5 - length(edge), 0.0, 1.0);
  } else if (kind.x == 3u) {
    float width = max(1.2 * pixel.y, radius * 0.3);
    float d = abs(length(edge) - radius + width * 0.5);
    c.a *= clamp(width * 0.5 + 0.5 - d, 0.0, 1.0);
  } else if (kind.x == 4u) {
    float d = max(abs(edge.x), abs(edge.y));
    c.a *= clamp(radius + 0.5 - d, 0.0, 1.0);
  }
  if (kind.y > 0u) {
    vec2 q = gl_FragCoord.xy / pixel.y;
    float ink = 0.0;
    if (kind.y == 1u) {
      vec2 cell = mod(q, 6.0) - 3.0;
      ink = clamp(1.7 - length(cell), 0.0, 1.0);
    } else {
      float gap = kind.y == 2u ? 9.0 : 5.0;
      float d = abs(mod(q.x + q.y, gap) - gap * 0.5) * 0.7071;
      ink = clamp(1.1 - d, 0.0, 1.0);
      if (kind.y == 4u) {
        d = abs(mod(q.x - q.y, gap) - gap * 0.5) * 0.7071;
        ink = max(ink, clamp(1.1 - d, 0.0, 1.0));
      }
    }
    // Dark ink on light colours, light ink on dark ones.
    float light = dot(c.rgb, vec3(0.299, 0.587, 0.114));
    c.rgb = mix(c.rgb, light > 0.45 ? vec3(0.0) : vec3(1.0), ink * 0.26);
  }
  result = c;
}
)glsl";

constexpr const char* picture_vertex_text = R"glsl(#version 330 core
uniform vec2 middle;
uniform vec2 right;
uniform vec2 up;
out vec2 place;
void main() {
  vec2 corner = vec2(gl_VertexID % 2, gl_VertexID / 2) * 2.0 - 1.0;
  gl_Position = vec4(middle + corner.x * right + corner.y * up, 0.0, 1.0);
  place = corner * 0.5 + 0.5;
}
)glsl";

constexpr const char* picture_fragment_text = R"glsl(#version 330 core
in vec2 place;
uniform sampler2D picture;
out vec4 result;
void main() {
  // The pixel itself: a software renderer is slow at anything that a sampler could do besides.
  ivec2 size = textureSize(picture, 0);
  result = vec4(texelFetch(picture, min(ivec2(place * vec2(size)), size - 1), 0).rgb, 1.0);
}
)glsl";

GLuint compiled(GLenum kind, const char* text) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &text, nullptr);
  glCompileShader(shader);
  GLint fine = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &fine);
  if (fine == GL_FALSE) {
    std::array<char, 1024> log{};
    glGetShaderInfoLog(shader, static_cast<GLsizei>(log.size()) - 1, nullptr, log.data());
    glDeleteShader(shader);
    throw GraphicsError({std::string("地图的着色程序不能编译：") + log.data(),
                         std::string("the map's shader does not compile: ") + log.data()});
  }
  return shader;
}

}  // namespace

ShaderProgram::ShaderProgram(const char* vertex_text, const char* fragment_text) {
  const GLuint vertex = compiled(GL_VERTEX_SHADER, vertex_text);
  const GLuint fragment = compiled(GL_FRAGMENT_SHADER, fragment_text);
  id_ = glCreateProgram();
  glAttachShader(id_, vertex);
  glAttachShader(id_, fragment);
  glLinkProgram(id_);
  glDeleteShader(vertex);
  glDeleteShader(fragment);
  GLint fine = 0;
  glGetProgramiv(id_, GL_LINK_STATUS, &fine);
  if (fine == GL_FALSE) {
    glDeleteProgram(id_);
    throw GraphicsError({"地图的着色程序不能链接", "the map's shaders do not link"});
  }
}

ShaderProgram::~ShaderProgram() { glDeleteProgram(id_); }

int ShaderProgram::place(const char* name) const { return glGetUniformLocation(id_, name); }

MapShader::MapShader()
    : ShaderProgram(map_vertex_text, map_fragment_text),
      scale(place("scale")),
      turn(place("turn")),
      centre(place("centre")),
      pixel(place("pixel")) {}

PictureShader::PictureShader()
    : ShaderProgram(picture_vertex_text, picture_fragment_text),
      middle(place("middle")),
      right(place("right")),
      up(place("up")) {}

}  // namespace yuanluo::viz
