#include "viz/window/canvas.hpp"

#include <array>
#include <cmath>
#include <cstddef>

#include "viz/window/gl.hpp"

namespace yuanluo::viz {
namespace {

// `centre` is taken off in the shader, so places are given within a few kilometres of the plane's origin, where floats
// are exact to a millimetre.
constexpr const char* vertex_shader = R"glsl(#version 330 core
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

constexpr const char* fragment_shader = R"glsl(#version 330 core
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
    throw GraphicsError(std::string("the map's shader does not compile: ") + log.data());
  }
  return shader;
}

// The framebuffer that is bound now, bound again at the end.
class KeptFramebuffer {
 public:
  KeptFramebuffer() {
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_);
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_);
  }
  ~KeptFramebuffer() {
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_));
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_));
  }
  KeptFramebuffer(const KeptFramebuffer&) = delete;
  KeptFramebuffer& operator=(const KeptFramebuffer&) = delete;

 private:
  GLint draw_ = 0, read_ = 0;
};

const void* offset_of(std::size_t bytes) { return reinterpret_cast<const void*>(bytes); }

}  // namespace

Canvas::Canvas() {
  const GLuint vertex = compiled(GL_VERTEX_SHADER, vertex_shader);
  const GLuint fragment = compiled(GL_FRAGMENT_SHADER, fragment_shader);
  program_ = glCreateProgram();
  glAttachShader(program_, vertex);
  glAttachShader(program_, fragment);
  glLinkProgram(program_);
  glDeleteShader(vertex);
  glDeleteShader(fragment);
  GLint fine = 0;
  glGetProgramiv(program_, GL_LINK_STATUS, &fine);
  if (fine == GL_FALSE) {
    glDeleteProgram(program_);
    throw GraphicsError("the map's shaders do not link");
  }
  scale_place_ = glGetUniformLocation(program_, "scale");
  turn_place_ = glGetUniformLocation(program_, "turn");
  centre_place_ = glGetUniformLocation(program_, "centre");
  pixel_place_ = glGetUniformLocation(program_, "pixel");
  glGenFramebuffers(1, &framebuffer_);
  glGenRenderbuffers(1, &colours_);
}

Canvas::~Canvas() {
  for (const Layer& layer : layers_) {
    glDeleteVertexArrays(1, &layer.array);
    glDeleteBuffers(1, &layer.buffer);
  }
  glDeleteRenderbuffers(1, &colours_);
  glDeleteFramebuffers(1, &framebuffer_);
  glDeleteProgram(program_);
}

void Canvas::set_layer(std::size_t index, const Mesh& mesh) {
  if (index >= layers_.size()) layers_.resize(index + 1);
  Layer& layer = layers_[index];
  if (layer.array == 0) {
    if (mesh.vertices().empty()) return;
    glGenVertexArrays(1, &layer.array);
    glGenBuffers(1, &layer.buffer);
    glBindVertexArray(layer.array);
    glBindBuffer(GL_ARRAY_BUFFER, layer.buffer);
    constexpr GLsizei step = sizeof(MapVertex);
    for (GLuint i = 0; i < 6; ++i) glEnableVertexAttribArray(i);
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, step, offset_of(offsetof(MapVertex, x)));
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, step, offset_of(offsetof(MapVertex, dx)));
    glVertexAttribPointer(2, 2, GL_FLOAT, GL_FALSE, step, offset_of(offsetof(MapVertex, half_m)));
    glVertexAttribPointer(3, 4, GL_UNSIGNED_BYTE, GL_TRUE, step, offset_of(offsetof(MapVertex, colour)));
    glVertexAttribPointer(4, 2, GL_BYTE, GL_FALSE, step, offset_of(offsetof(MapVertex, u)));
    glVertexAttribIPointer(5, 2, GL_UNSIGNED_BYTE, step, offset_of(offsetof(MapVertex, shape)));
  }
  glBindVertexArray(layer.array);
  glBindBuffer(GL_ARRAY_BUFFER, layer.buffer);
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(mesh.vertices().size() * sizeof(MapVertex)),
               mesh.vertices().data(), GL_STATIC_DRAW);
  glBindVertexArray(0);
  layer.count = static_cast<int>(mesh.vertices().size());
  stale_ = true;
}

void Canvas::resize(int width, int height) {
  if (width == width_ && height == height_) return;
  width_ = width, height_ = height;
  glBindRenderbuffer(GL_RENDERBUFFER, colours_);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colours_);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    throw GraphicsError("the graphics library gives no picture of " + std::to_string(width) + " x " +
                        std::to_string(height) + " pixels to draw the map into");
}

bool Canvas::draw(const View& view, const std::vector<std::size_t>& shown, Colour background, double pixel_size) {
  if (!stale_ && view == drawn_view_ && shown == drawn_layers_ && background == drawn_background_ &&
      pixel_size == drawn_pixel_size_) {
    return false;
  }
  const int width = std::max(1, static_cast<int>(std::lround(view.width * pixel_size)));
  const int height = std::max(1, static_cast<int>(std::lround(view.height * pixel_size)));
  const KeptFramebuffer kept;
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  resize(width, height);
  glViewport(0, 0, width, height);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glClearColor(static_cast<float>(background.r) / 255.0F, static_cast<float>(background.g) / 255.0F,
               static_cast<float>(background.b) / 255.0F, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  glUseProgram(program_);
  const auto f = [](double x) { return static_cast<float>(x); };
  glUniform2f(scale_place_, 2.0F / static_cast<float>(width), 2.0F / static_cast<float>(height));
  glUniform2f(turn_place_, f(std::cos(view.camera.turn_rad)), f(std::sin(view.camera.turn_rad)));
  glUniform2f(centre_place_, f(view.camera.centre.x), f(view.camera.centre.y));
  glUniform2f(pixel_place_, f(pixel_size / view.camera.metres_per_pixel), f(pixel_size));
  for (const std::size_t index : shown) {
    if (index >= layers_.size() || layers_[index].count == 0) continue;
    glBindVertexArray(layers_[index].array);
    glDrawArrays(GL_TRIANGLES, 0, layers_[index].count);
  }
  glBindVertexArray(0);
  glUseProgram(0);
  stale_ = false;
  drawn_view_ = view, drawn_layers_ = shown, drawn_background_ = background, drawn_pixel_size_ = pixel_size;
  ++redraws_;
  return true;
}

void Canvas::copy_to(std::uint32_t target, int x, int y, int target_height) const {
  const KeptFramebuffer kept;
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target);
  glDisable(GL_SCISSOR_TEST);
  const int top = target_height - y;
  glBlitFramebuffer(0, 0, width_, height_, x, top - height_, x + width_, top, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

}  // namespace yuanluo::viz
