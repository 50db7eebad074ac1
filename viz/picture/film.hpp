// Films: pictures handed one by one to the program ffmpeg.
#pragma once

#include <filesystem>

#include "viz/picture/image.hpp"
#include "viz/replay/told_error.hpp"

namespace yuanluo::viz {

// A film cannot be made; the message says what is missing or what ffmpeg said.
class FilmError : public ToldError {
 public:
  using ToldError::ToldError;
};

// The endings of file names that a film may have: .mp4 .webm .gif
bool is_film(const std::filesystem::path& path);

class Film {
 public:
  // Starts ffmpeg, which replaces the file of that name. Throws FilmError.
  Film(const std::filesystem::path& path, int width, int height, int frames_per_second);
  ~Film();
  Film(const Film&) = delete;
  Film& operator=(const Film&) = delete;

  // Throws FilmError where ffmpeg takes no more.
  void add(const Image& image);
  // Waits until the film is written. Throws FilmError. A film that is not finished is removed.
  void finish();

 private:
  // Throws what ffmpeg said; it has ended.
  [[noreturn]] void give_up();
  void end_program();

  std::filesystem::path path_;
  int width_, height_;
  int input_ = -1, complaints_ = -1;
  int program_ = -1;
  int exit_code_ = 0;
};

}  // namespace yuanluo::viz
