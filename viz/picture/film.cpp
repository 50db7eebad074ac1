#include "viz/picture/film.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

extern char** environ;

namespace yuanluo::viz {
namespace {

// Writing to a program that has gone must fail, not end this one.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ignore, &before_);
  }
  ~NoPipeSignal() { sigaction(SIGPIPE, &before_, nullptr); }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;

 private:
  struct sigaction before_ {};
};

FilmError no_pipe() {
  const std::string why = std::strerror(errno);
  return FilmError({"不能与 ffmpeg 连通：" + why, "no pipe to ffmpeg: " + why});
}

std::vector<std::string> arguments(const std::filesystem::path& path, int width, int height, int rate) {
  std::vector<std::string> words{"ffmpeg",
                                 "-hide_banner",
                                 "-loglevel",
                                 "error",
                                 "-y",
                                 "-f",
                                 "rawvideo",
                                 "-pix_fmt",
                                 "rgba",
                                 "-s",
                                 std::to_string(width) + "x" + std::to_string(height),
                                 "-r",
                                 std::to_string(rate),
                                 "-i",
                                 "-",
                                 "-an"};
  const auto add = [&words](std::initializer_list<const char*> more) {
    words.insert(words.end(), more.begin(), more.end());
  };
  // The common decoders want even sides and colours at half the resolution.
  const char* const even = "crop=trunc(iw/2)*2:trunc(ih/2)*2";
  if (path.extension() == ".gif") {
    add({"-filter_complex",
         "split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=bayer:bayer_scale=4"});
  } else if (path.extension() == ".webm") {
    add({"-vf", even, "-c:v", "libvpx-vp9", "-crf", "30", "-b:v", "0", "-pix_fmt", "yuv420p"});
  } else {
    add({"-vf", even, "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-movflags",
         "+faststart"});
  }
  // The same frames give the same file.
  add({"-fflags", "+bitexact", "-flags:v", "+bitexact"});
  words.push_back("file:" + path.string());
  return words;
}

}  // namespace

bool is_film(const std::filesystem::path& path) {
  return path.extension() == ".mp4" || path.extension() == ".webm" || path.extension() == ".gif";
}

Film::Film(const std::filesystem::path& path, int width, int height, int frames_per_second)
    : path_(path), width_(width), height_(height) {
  std::array<int, 2> in{}, out{};
  if (pipe2(in.data(), O_CLOEXEC) != 0) throw no_pipe();
  if (pipe2(out.data(), O_CLOEXEC) != 0) {
    close(in[0]), close(in[1]);
    throw no_pipe();
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  posix_spawn_file_actions_adddup2(&actions, out[1], 2);
  auto words = arguments(path, width, height, frames_per_second);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const int failed = posix_spawnp(&program_, "ffmpeg", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]), close(out[1]);
  input_ = in[1], complaints_ = out[0];
  if (failed != 0) {
    close(input_), close(complaints_);
    program_ = -1;
    throw FilmError({"影片需要程序 ffmpeg，没有找到（Debian 软件包 ffmpeg）；图片不需要它",
                     "films need the program ffmpeg, which is not found (Debian package ffmpeg); pictures do not"});
  }
}

Film::~Film() {
  if (program_ < 0) return;
  end_program();
  close(complaints_);
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void Film::end_program() {
  if (input_ >= 0) close(input_);
  input_ = -1;
  int status = 0;
  while (waitpid(program_, &status, 0) < 0 && errno == EINTR) {
  }
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  program_ = -1;
}

void Film::give_up() {
  std::string said;
  std::array<char, 4096> some{};
  for (ssize_t n = 0; (n = ::read(complaints_, some.data(), some.size())) > 0;)
    said.append(some.data(), static_cast<std::size_t>(n));
  close(complaints_);
  while (!said.empty() && said.back() == '\n') said.pop_back();
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
  throw FilmError(
      {fmt::format("{}：ffmpeg 失败（代码 {}）{}{}", path_.string(), exit_code_, said.empty() ? "" : "：", said),
       fmt::format("{}: ffmpeg failed (code {}){}{}", path_.string(), exit_code_, said.empty() ? "" : ": ", said)});
}

void Film::add(const Image& image) {
  if (image.width != width_ || image.height != height_)
    throw FilmError({"影片的各帧须大小相同", "a film's pictures must all have its size"});
  const NoPipeSignal quiet;
  std::size_t done = 0;
  while (done < image.rgba.size()) {
    const ssize_t n = ::write(input_, image.rgba.data() + done, image.rgba.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      end_program();
      give_up();
    }
    done += static_cast<std::size_t>(n);
  }
}

void Film::finish() {
  end_program();
  if (exit_code_ != 0) give_up();
  close(complaints_);
}

}  // namespace yuanluo::viz
