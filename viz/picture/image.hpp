// A picture in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace yuanluo::viz {

struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;  // rows from the top, 4 bytes a pixel

  friend bool operator==(const Image&, const Image&) = default;
};

// Writes a PNG file without transparency, through a file beside it so that a half-written one is never seen. Throws
// std::runtime_error.
void write_png(const std::filesystem::path& path, const Image& image);

// The picture with only `columns` x `rows` pixels, each the mean of those it stands for: small enough to compare and to
// keep as text.
Image shrunk(const Image& image, int columns, int rows);

}  // namespace yuanluo::viz
