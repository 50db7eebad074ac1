#include "viz/window/canvas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "viz/window/gl.hpp"

namespace yuanluo::viz {
namespace {

// So many vertices are looked at as one when it is asked whether they are seen.
constexpr std::size_t piece_vertices = 3072;
// What filling a pixel costs beside a vertex, for a software renderer.
constexpr double vertices_a_pixel = 0.07;

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

float gl_float(double x) { return static_cast<float>(x); }

void clear_to(Colour colour) {
  glClearColor(static_cast<float>(colour.r) / 255.0F, static_cast<float>(colour.g) / 255.0F,
               static_cast<float>(colour.b) / 255.0F, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
}

}  // namespace

Canvas::Canvas(double margin) : margin_(margin) {
  for (Picture* picture : {&shown_, &next_}) {
    glGenFramebuffers(1, &picture->framebuffer);
    glGenTextures(1, &picture->colours);
  }
  glGenVertexArrays(1, &nothing_);
}

Canvas::~Canvas() {
  for (const Layer& layer : layers_) {
    glDeleteVertexArrays(1, &layer.array);
    glDeleteBuffers(1, &layer.buffer);
  }
  glDeleteVertexArrays(1, &nothing_);
  for (const Picture* picture : {&shown_, &next_}) {
    glDeleteTextures(1, &picture->colours);
    glDeleteFramebuffers(1, &picture->framebuffer);
  }
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
  layer.pieces = pieces_of(mesh, piece_vertices);
  ++content_;
}

void Canvas::Picture::resize(int to_width, int to_height) {
  if (to_width == width && to_height == height) return;
  width = to_width, height = to_height;
  glBindTexture(GL_TEXTURE_2D, colours);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  for (const GLenum filter : {GLenum{GL_TEXTURE_MIN_FILTER}, GLenum{GL_TEXTURE_MAG_FILTER}})
    glTexParameteri(GL_TEXTURE_2D, filter, GL_NEAREST);
  for (const GLenum wrap : {GLenum{GL_TEXTURE_WRAP_S}, GLenum{GL_TEXTURE_WRAP_T}})
    glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  glBindTexture(GL_TEXTURE_2D, 0);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, colours, 0);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    throw GraphicsError(
        {fmt::format("图形库不能提供 {} x {} 像素的画面来画地图", width, height),
         fmt::format("the graphics library gives no picture of {} x {} pixels to draw the map into", width, height)});
}

// The shown picture serves for what is wanted: nothing but the place has changed, and not by too much.
bool Canvas::serves() const {
  const Wish &has = shown_.wish, &wants = wanted_;
  if (!shown_.drawn || has.layers != wants.layers || has.background != wants.background ||
      has.pixel_size != wants.pixel_size || has.content != wants.content)
    return false;
  if (has.view == wants.view) return true;
  const Motion motion = motion_between(has.view, wants.view);
  return motion.shift_only() && has.view.width == wants.view.width && has.view.height == wants.view.height &&
         std::max(std::abs(motion.middle.x - wants.view.width / 2.0),
                  std::abs(motion.middle.y - wants.view.height / 2.0)) <= margin_ / 2.0;
}

bool Canvas::complete() const { return !drawing_ && serves(); }

void Canvas::begin() {
  next_.wish = wanted_;
  next_.drawn = false;
  const double pixel_size = wanted_.pixel_size;
  const auto side = [&](double points) {
    return std::max(1, static_cast<int>(std::lround(points * pixel_size))) +
           2 * static_cast<int>(std::lround(margin_ * pixel_size));
  };
  next_.resize(side(wanted_.view.width), side(wanted_.view.height));
  glViewport(0, 0, next_.width, next_.height);
  clear_to(wanted_.background);
  drawing_ = true;
  layer_at_ = piece_at_ = 0;
}

// Draws what is still missing of the next picture, about `most_vertices` at most; returns whether it is whole.
bool Canvas::go_on(std::size_t most_vertices) {
  const Wish& wish = next_.wish;
  glViewport(0, 0, next_.width, next_.height);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glUseProgram(map_shader_.id());
  const Camera& camera = wish.view.camera;
  glUniform2f(map_shader_.scale, 2.0F / static_cast<float>(next_.width), 2.0F / static_cast<float>(next_.height));
  glUniform2f(map_shader_.turn, gl_float(std::cos(camera.turn_rad)), gl_float(std::sin(camera.turn_rad)));
  glUniform2f(map_shader_.centre, gl_float(camera.centre.x), gl_float(camera.centre.y));
  glUniform2f(map_shader_.pixel, gl_float(wish.pixel_size / camera.metres_per_pixel), gl_float(wish.pixel_size));
  View all = wish.view;
  all.width += 2.0 * margin_, all.height += 2.0 * margin_;
  const PlaneBox seen = all.seen();

  const double per_metre = wish.pixel_size / camera.metres_per_pixel;
  const double pixels = static_cast<double>(next_.width) * static_cast<double>(next_.height);
  const auto cost_of = [&](const MeshPiece& piece) {
    return piece.count +
           static_cast<std::size_t>(vertices_a_pixel * std::min(pixels, piece.area_m2 * per_metre * per_metre));
  };
  std::size_t spent = 0;
  for (; layer_at_ < wish.layers.size(); ++layer_at_, piece_at_ = 0) {
    const std::size_t index = wish.layers[layer_at_];
    if (index >= layers_.size() || layers_[index].pieces.empty()) continue;
    const auto& pieces = layers_[index].pieces;
    glBindVertexArray(layers_[index].array);
    while (piece_at_ < pieces.size() && spent < most_vertices) {
      // Neighbours that are seen are drawn in one go.
      const std::size_t first = piece_at_;
      std::size_t count = 0;
      while (piece_at_ < pieces.size() && spent < most_vertices &&
             pieces[piece_at_].may_meet(seen.low, seen.high, camera.metres_per_pixel)) {
        spent += cost_of(pieces[piece_at_]);
        count += pieces[piece_at_++].count;
      }
      if (count > 0)
        glDrawArrays(GL_TRIANGLES, static_cast<GLint>(pieces[first].first), static_cast<GLsizei>(count));
      else
        ++piece_at_;
    }
    if (piece_at_ < pieces.size()) break;
  }
  glBindVertexArray(0);
  glUseProgram(0);
  return layer_at_ == wish.layers.size();
}

bool Canvas::draw(const View& view, const std::vector<std::size_t>& shown, Colour background, double pixel_size,
                  std::size_t most_vertices) {
  wanted_ = {view, shown, background, pixel_size, content_};
  if (!drawing_ && serves()) return false;
  const KeptFramebuffer kept;
  glBindFramebuffer(GL_FRAMEBUFFER, next_.framebuffer);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  // With nothing to show in the meantime, there is no meantime.
  if (!shown_.drawn) most_vertices = all_vertices;
  if (!drawing_ || most_vertices == all_vertices) begin();
  if (!go_on(most_vertices)) return false;
  next_.drawn = true;
  drawing_ = false;
  std::swap(shown_, next_);
  ++redraws_;
  return true;
}

void Canvas::copy_to(std::uint32_t target, int x, int y, int target_height) const {
  const KeptFramebuffer kept;
  const View& seen = wanted_.view;
  const double pixel_size = wanted_.pixel_size;
  const int width = std::max(1, static_cast<int>(std::lround(seen.width * pixel_size)));
  const int height = std::max(1, static_cast<int>(std::lround(seen.height * pixel_size)));
  const int low = target_height - y - height;
  const Motion motion = motion_between(shown_.wish.view, seen);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target);
  glScissor(x, low, width, height);
  if (!motion.shift_only() || shown_.wish.pixel_size != pixel_size) {
    glEnable(GL_SCISSOR_TEST);
    clear_to(wanted_.background);
    lay_over(motion, x, low, width, height);
    glDisable(GL_SCISSOR_TEST);
    return;
  }
  // From the picture's lower left corner to that of what is seen.
  const auto from = [&](int picture, int part, double off) {
    return static_cast<int>(std::lround(static_cast<double>(picture - part) / 2.0 + off * pixel_size));
  };
  const int left = from(shown_.width, width, seen.width / 2.0 - motion.middle.x);
  const int bottom = from(shown_.height, height, motion.middle.y - seen.height / 2.0);
  const int x0 = std::max(left, 0), x1 = std::min(left + width, shown_.width);
  const int y0 = std::max(bottom, 0), y1 = std::min(bottom + height, shown_.height);
  if (x0 > left || x1 < left + width || y0 > bottom || y1 < bottom + height) {
    glEnable(GL_SCISSOR_TEST);
    clear_to(wanted_.background);
  }
  glDisable(GL_SCISSOR_TEST);
  if (x0 >= x1 || y0 >= y1) return;
  glBindFramebuffer(GL_READ_FRAMEBUFFER, shown_.framebuffer);
  glBlitFramebuffer(x0, y0, x1, y1, x + x0 - left, low + y0 - bottom, x + x1 - left, low + y1 - bottom,
                    GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

// The shown picture, zoomed and turned as the view has been since it was drawn.
void Canvas::lay_over(const Motion& motion, int x, int y, int width, int height) const {
  const View& seen = wanted_.view;
  const double half_width = shown_.width / (2.0 * shown_.wish.pixel_size) * motion.scale;
  const double half_height = shown_.height / (2.0 * shown_.wish.pixel_size) * motion.scale;
  const double c = std::cos(motion.turn_rad), s = std::sin(motion.turn_rad);
  const double to_x = 2.0 / seen.width, to_y = 2.0 / seen.height;
  GLint before[4] = {};
  glGetIntegerv(GL_VIEWPORT, before);
  glViewport(x, y, width, height);
  glDisable(GL_BLEND);
  glUseProgram(picture_shader_.id());
  glUniform2f(picture_shader_.middle, gl_float(motion.middle.x * to_x - 1.0), gl_float(1.0 - motion.middle.y * to_y));
  glUniform2f(picture_shader_.right, gl_float(c * half_width * to_x), gl_float(s * half_width * to_y));
  glUniform2f(picture_shader_.up, gl_float(-s * half_height * to_x), gl_float(c * half_height * to_y));
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, shown_.colours);
  glBindVertexArray(nothing_);
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
  glBindVertexArray(0);
  glBindTexture(GL_TEXTURE_2D, 0);
  glUseProgram(0);
  glViewport(before[0], before[1], before[2], before[3]);
}

}  // namespace yuanluo::viz
