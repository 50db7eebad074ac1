#include "viz/picture/image.hpp"

#include <stb/stb_image_write.h>

#include <array>
#include <fstream>

#include "viz/replay/told_error.hpp"

namespace yuanluo::viz {

void write_png(const std::filesystem::path& path, const Image& image) {
  std::vector<std::uint8_t> rgb;
  const std::size_t pixels = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  rgb.reserve(pixels * 3);
  for (std::size_t i = 0; i < pixels; ++i)
    rgb.insert(rgb.end(), {image.rgba[4 * i], image.rgba[4 * i + 1], image.rgba[4 * i + 2]});

  std::filesystem::path unfinished = path;
  unfinished += ".part";
  {
    std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
    const auto append = [](void* to, void* data, int size) {
      static_cast<std::ofstream*>(to)->write(static_cast<const char*>(data), size);
    };
    if (file) stbi_write_png_to_func(append, &file, image.width, image.height, 3, rgb.data(), image.width * 3);
    file.flush();
    if (!file) {
      std::error_code ignored;
      std::filesystem::remove(unfinished, ignored);
      throw ToldError({path.string() + "：不能写入", path.string() + ": cannot be written"});
    }
  }
  std::filesystem::rename(unfinished, path);
}

Image shrunk(const Image& image, int columns, int rows) {
  Image small{columns, rows, {}};
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const int x0 = column * image.width / columns, x1 = (column + 1) * image.width / columns;
      const int y0 = row * image.height / rows, y1 = (row + 1) * image.height / rows;
      std::array<std::uint64_t, 4> sums{};
      std::uint64_t count = 0;
      for (int y = y0; y < y1; ++y) {
        for (int x = x0; x < x1; ++x, ++count) {
          const auto i =
              4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x));
          for (std::size_t k = 0; k < 4; ++k) sums[k] += image.rgba[i + k];
        }
      }
      for (const std::uint64_t sum : sums)
        small.rgba.push_back(count > 0 ? static_cast<std::uint8_t>((sum + count / 2) / count) : std::uint8_t{0});
    }
  }
  return small;
}

}  // namespace yuanluo::viz
