// The window: yuanluo-viz run.ylr [other.ylr]
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "apps/commands.hpp"
#include "apps/console.hpp"
#include "viz/window/canvas.hpp"
#include "viz/window/fonts.hpp"
#include "viz/window/screen.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::apps {
namespace {

using models::Text;

constexpr Text program{"院落回放：在地图上观看一次或两次运行", "yuanluo-viz: watch a recorded run, or two, on the map"};
constexpr Text traces_text{"轨迹文件（yuanluo run … --trace 生成）；给出两个则比较",
                           "trace files as `yuanluo run … --trace` writes them; two are compared"};
constexpr Text lang_text{"界面语言", "language"};
constexpr Text present_text{"以演示模式开始", "begin with the presentation"};
constexpr Text storyline_text{"故事线文件：读作书签，并保存于此", "storyline: read as bookmarks, and saved there"};
constexpr Text font_text{"字体文件", "font file"};
constexpr Text scale_text{"界面缩放；0 表示按屏幕", "size of everything; 0: as the screen asks"};
constexpr Text reset_text{"忘记窗口与选择", "forget window and choices"};
constexpr Text first_frame_text{"显示第一帧，报告启动所用时间后退出",
                                "show the first frame, say how long the start took, and leave"};
constexpr Text first_frame_told{"第一帧：启动后 {:.2f} 秒（处理器 {:.2f} 秒）",
                                "First frame: {:.2f} s after the start ({:.2f} s of processor time)"};
constexpr Text exit_codes{"退出码：0 正常，1 程序错误，2 输入有误或没有显示器，3 用法有误。",
                          "Exit codes: 0 fine, 1 our fault, 2 wrong input or no screen, 3 wrong usage."};

struct VizOptions {
  std::vector<std::string> traces;
  std::string language, storyline, font;
  double scale = 0.0;
  bool presenting = false, reset = false, first_frame = false;
};

// Bookmarks are kept for each run: the same scenario with the same seed.
std::filesystem::path bookmarks_file(const std::filesystem::path& folder, const viz::RunInfo& info) {
  return folder.empty() ? folder
                        : folder / "bookmarks" / fmt::format("{}-{}.json", info.digest.substr(0, 16), info.seed);
}

void save_bookmarks(const std::filesystem::path& file, const viz::Session& session) {
  if (file.empty()) return;
  std::error_code failed;
  if (session.bookmarks.empty()) {
    std::filesystem::remove(file, failed);
    return;
  }
  std::filesystem::create_directories(file.parent_path(), failed);
  if (!failed) viz::write_storyline(file, session.bookmarks, session.map().plane);
}

int show(const VizOptions& options, Console& console) {
  const auto started = std::chrono::steady_clock::now();
  const std::filesystem::path folder = viz::settings_folder();
  const std::filesystem::path file = folder.empty() ? folder : folder / "viewer.json";
  viz::Settings settings;
  settings.language = console.language;
  if (!options.reset && !file.empty()) settings = viz::read_settings(file, settings);
  if (!options.language.empty()) settings.language = console.language;
  console.language = settings.language;

  std::vector<viz::Replay> replays;
  replays.reserve(2);
  for (const std::string& trace : options.traces) replays.push_back(viz::Replay::open(trace));
  // Colouring by fire flow fills in over some frames, some 10 ms of processor time in each.
  constexpr std::size_t solutions_a_frame = 6;
  for (viz::Replay& replay : replays) replay.solve_at_most(solutions_a_frame);
  viz::Session session(replays[0], replays.size() > 1 ? &replays[1] : nullptr);
  const std::filesystem::path marks = bookmarks_file(folder, session.replay().info());
  const bool own_storyline = !options.storyline.empty();
  std::error_code ignored;
  if (own_storyline && std::filesystem::exists(options.storyline, ignored)) {
    session.bookmarks = viz::read_storyline(options.storyline, session.map().plane);
  } else if (!own_storyline && !marks.empty() && std::filesystem::exists(marks, ignored)) {
    try {
      session.bookmarks = viz::read_storyline(marks, session.map().plane);
    } catch (const viz::StorylineError& error) {
      console.complain(error.text().in(console.language));
    }
  }
  viz::ScreenOptions screen;
  screen.font = options.font.empty() ? viz::find_font() : std::filesystem::path(options.font);
  if (!screen.font) console.complain(console.in(viz::words.no_font));
  screen.ui_scale = options.scale;
  screen.presenting = options.presenting;
  screen.storyline = options.storyline;
  screen.first_frame_only = options.first_frame;
  settings = viz::show_window(session, settings, screen);
  if (options.first_frame) {
    const double wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    const double cpu_s = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
    console.print(console.text(first_frame_told, wall_s, cpu_s));
    return success;
  }
  if (!file.empty()) viz::write_settings(file, settings);
  if (!own_storyline) save_bookmarks(marks, session);
  return success;
}

int run(int argc, const char* const* argv) {
  Console console;
  console.language = language_of_environment();
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string_view(argv[i]) == "--lang")
      console.language = std::string_view(argv[i + 1]) == "zh" ? models::Language::zh : models::Language::en;
  }
  const auto in = [&console](const Text& text) { return std::string(console.in(text)); };
  VizOptions options;
  CLI::App app(in(program), "yuanluo-viz");
  app.footer(in(exit_codes));
  app.set_version_flag("--version", YUANLUO_VERSION);
  app.add_option("trace", options.traces, in(traces_text))->required()->expected(1, 2);
  app.add_option("--lang", options.language, in(lang_text))->check(CLI::IsMember({"zh", "en"}));
  app.add_flag("--present", options.presenting, in(present_text));
  app.add_option("--storyline", options.storyline, in(storyline_text));
  app.add_option("--font", options.font, in(font_text))->check(CLI::ExistingFile);
  app.add_option("--scale", options.scale, in(scale_text))->check(CLI::Range(0.0, 4.0));
  app.add_flag("--first-frame", options.first_frame, in(first_frame_text));
  app.add_flag("--reset", options.reset, in(reset_text));
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked_for_text) {
    return app.exit(asked_for_text);
  } catch (const CLI::ParseError& error) {
    console.complain(error.what());
    return bad_usage;
  }
  try {
    return show(options, console);
  } catch (const viz::ToldError& error) {
    console.complain(error.text().in(console.language));
  }
  return bad_input;
}

}  // namespace
}  // namespace yuanluo::apps

int main(int argc, char** argv) {
  try {
    return yuanluo::apps::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "yuanluo-viz: %s\n", error.what());
    return yuanluo::apps::own_fault;
  }
}
