// The command that makes pictures and films of a recorded run, without a screen.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "apps/command_line.hpp"
#include "apps/commands.hpp"
#include "viz/picture/film.hpp"
#include "viz/picture/studio.hpp"
#include "viz/replay/moment.hpp"
#include "viz/window/storyline.hpp"
#include "viz/window/words.hpp"

namespace yuanluo::apps {
namespace {

using models::Text;

constexpr Text help{"把运行轨迹画成图片或影片（无需显示器）",
                    "draw a recorded run as a picture or a film, without a screen"};
constexpr Text example{"yuanluo render run.ylr --at 3d02:13 --layer risk --out a.png",
                       "yuanluo render run.ylr --at 3d02:13 --layer risk --out a.png"};
constexpr Text trace_text{"轨迹文件；给出两个则并列比较", "a trace file; two are shown side by side"};
constexpr Text at_text{"时刻，如 02:13 或 3d02:13:05（第 3 天）", "moment, such as 02:13 or 3d02:13:05 (day 3)"};
constexpr Text from_text{"影片从何时开始", "where a film begins"};
constexpr Text to_text{"影片到何时结束", "where a film ends"};
constexpr Text speed_text{"影片每秒经过运行的秒数", "seconds of the run in a second of film"};
constexpr Text rate_text{"影片每秒帧数", "pictures in a second of film"};
constexpr Text size_text{"宽x高（像素）", "width x height in pixels"};
constexpr Text layer_text{"图层，逗号分隔：{}，以及 heat、reach、mains、hatching",
                          "layers, with commas between: {}, and heat, reach, mains, hatching"};
constexpr Text show_text{"居中显示的地点（名称或拼音首字母）",
                         "place to show in the middle, by name or pinyin initials"};
constexpr Text zoom_text{"放大倍数（1 为全图）", "how much larger than the whole district"};
constexpr Text dark_text{"深色", "dark colours"};
constexpr Text scale_text{"文字与符号的倍数；0 表示按画面大小", "size of letters and signs; 0: as fits the picture"};
constexpr Text font_text{"字体文件", "font file"};
constexpr Text storyline_text{"故事线文件（JSON）", "a storyline, a JSON file"};
constexpr Text out_text{"输出文件：.png、.mp4、.webm 或 .gif", "file to write: .png, .mp4, .webm or .gif"};

constexpr Text wrong_moment{"{}：应为 02:13 或 3d02:13:05 这样的时刻，却是“{}”",
                            "{}: expected a moment such as 02:13 or 3d02:13:05, got \"{}\""};
constexpr Text wrong_size{"--size：应为 1920x1080 这样的尺寸（每边 16 至 16384），却是“{}”",
                          "--size: expected a size such as 1920x1080 (16 to 16384 each), got \"{}\""};
constexpr Text wrong_layer{"--layer：没有图层“{}”；可用：{}、heat、reach、mains、hatching",
                           "--layer: there is no layer \"{}\"; there are {}, heat, reach, mains, hatching"};
constexpr Text wrong_out{"--out：应以 .png、.mp4、.webm 或 .gif 结尾，却是“{}”",
                         "--out: expected a name that ends in .png, .mp4, .webm or .gif, got \"{}\""};
constexpr Text no_folder{"--out：“{}”不能写入：没有目录“{}”", "--out: {} cannot be written: there is no folder {}"};
constexpr Text film_wants{"影片需要 --from 和 --to（或 --storyline）", "a film needs --from and --to, or --storyline"};
constexpr Text picture_wants{"图片需要 --at（或 --storyline）；影片的文件名以 .mp4、.webm 或 .gif 结尾",
                             "a picture needs --at, or --storyline; a film's name ends in .mp4, .webm or .gif"};
constexpr Text ends_first{"--to 不能早于 --from", "--to must not lie before --from"};
constexpr Text too_long{"影片会有 {} 帧，上限为 {}；请提高 --speed 或缩短时间",
                        "the film would have {} pictures, more than {}: raise --speed or shorten it"};
constexpr Text outside{"注意：{} 在运行之外（{} 至 {}），取最近的时刻",
                       "Note: {} lies outside of the run ({} to {}); the nearest moment is shown"};
constexpr Text no_place{"--show：找不到“{}”", "--show: \"{}\" is not found"};
constexpr Text no_font_file{"--font：没有文件“{}”", "--font: there is no file \"{}\""};
constexpr Text written{"已写入 {}", "Written: {}"};
constexpr Text frames{"{} / {} 帧", "{} of {} pictures"};

constexpr std::size_t most_frames = 200000;

struct RenderOptions {
  std::vector<std::string> traces;
  std::string at, from, to, size = "1920x1080", layer, show, storyline, out, font;
  double speed = 60.0, zoom = 1.0, scale = 0.0;
  int rate = 25;
  bool dark = false;
};

std::string measure_names() {
  std::string names;
  for (std::size_t i = 0; i < viz::measures; ++i) {
    if (static_cast<viz::Measure>(i) == viz::Measure::difference) continue;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", viz::measure_key(static_cast<viz::Measure>(i)));
  }
  return names;
}

// What the options say, or all that is wrong with them.
class Plan {
 public:
  Plan(const RenderOptions& options, const Console& console) : options_(options), console_(console) {
    at = moment("--at", options.at);
    from = moment("--from", options.from);
    to = moment("--to", options.to);
    read_size();
    read_layers();
    film = viz::is_film(options.out);
    if (!film && std::filesystem::path(options.out).extension() != ".png") wrong(wrong_out, options.out);
    const auto folder = std::filesystem::path(options.out).parent_path();
    std::error_code ignored;
    if (!folder.empty() && !std::filesystem::is_directory(folder, ignored))
      wrong(no_folder, options.out, folder.string());
    const bool story = !options.storyline.empty();
    if (film && !story && (options.from.empty() || options.to.empty())) wrong(film_wants);
    if (!film && !story && options.at.empty()) wrong(picture_wants);
    if (from && to && *to < *from) wrong(ends_first);
    if (!options.font.empty() && !std::filesystem::exists(options.font)) wrong(no_font_file, options.font);
  }

  std::optional<sim::SimTime> at, from, to;
  int width = 0, height = 0;
  bool film = false, heat = false, reach = false, mains = false, hatching = false;
  viz::Measure measure = viz::Measure::none;
  std::vector<std::string> problems;

 private:
  template <class... Values>
  void wrong(const Text& text, const Values&... values) {
    problems.push_back(console_.text(text, values...));
  }

  std::optional<sim::SimTime> moment(const char* name, const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto read = viz::read_moment(text);
    if (!read) wrong(wrong_moment, name, text);
    return read;
  }

  void read_size() {
    const std::string& text = options_.size;
    const char* const last = text.data() + text.size();
    const auto first = std::from_chars(text.data(), last, width);
    bool fine = first.ec == std::errc{} && first.ptr != last && *first.ptr == 'x';
    if (fine) {
      const auto second = std::from_chars(first.ptr + 1, last, height);
      fine = second.ec == std::errc{} && second.ptr == last;
    }
    if (!fine || width < 16 || height < 16 || width > 16384 || height > 16384) wrong(wrong_size, text);
  }

  void read_layers() {
    std::string_view left = options_.layer;
    while (!left.empty()) {
      const std::string_view word = left.substr(0, left.find(','));
      left.remove_prefix(std::min(left.size(), word.size() + 1));
      const auto found = viz::measure_of(word);
      if (word == "heat") {
        heat = true;
      } else if (word == "reach") {
        reach = true;
      } else if (word == "mains") {
        mains = true;
      } else if (word == "hatching") {
        hatching = true;
      } else if (found && *found != viz::Measure::difference) {
        measure = *found;
      } else {
        wrong(wrong_layer, word, measure_names());
      }
    }
  }

  const RenderOptions& options_;
  const Console& console_;
};

class Rendering {
 public:
  Rendering(const RenderOptions& options, const Plan& plan, const Console& console, viz::Session& session,
            viz::Studio& studio)
      : options_(options), plan_(plan), console_(console), session_(session), studio_(studio) {}

  void picture() {
    session_.clock.go(inside(*plan_.at));
    viz::write_png(options_.out, studio_.draw());
    tell(options_.out);
  }

  void film() {
    const sim::SimTime from = inside(*plan_.from), to = inside(*plan_.to);
    const auto count =
        static_cast<std::size_t>(std::ceil(sim::to_seconds(to - from) / options_.speed * options_.rate)) + 1;
    begin(count);
    session_.clock.go(from);
    run(to, count, {});
    finish();
  }

  // One picture for each stop, numbered; or a film that stays with each for its time.
  void story(const std::vector<viz::Bookmark>& stops) {
    const auto note = [this](const viz::Bookmark& stop) { return stop.note.in(console_.language); };
    if (!plan_.film) {
      const std::filesystem::path out(options_.out);
      for (std::size_t i = 0; i < stops.size(); ++i) {
        go(stops[i]);
        const std::filesystem::path file = out.parent_path() / fmt::format("{}-{:02}.png", out.stem().string(), i + 1);
        viz::write_png(file, studio_.draw(note(stops[i])));
        tell(file.string());
      }
      return;
    }
    const auto frames_of = [this](const viz::Bookmark& stop) {
      return static_cast<std::size_t>(std::max(1.0, std::round(stop.seconds * options_.rate)));
    };
    std::size_t count = 0;
    for (const viz::Bookmark& stop : stops) count += frames_of(stop);
    begin(count);
    for (const viz::Bookmark& stop : stops) {
      go(stop);
      session_.clock.set_speed(stop.speed);
      run(session_.clock.until(), frames_of(stop), note(stop));
    }
    finish();
  }

 private:
  sim::SimTime inside(sim::SimTime at) const {
    if (at < session_.clock.from() || at > session_.clock.until())
      console_.complain(console_.text(outside, viz::moment_text(at), viz::moment_text(session_.clock.from()),
                                      viz::moment_text(session_.clock.until())));
    return std::clamp(at, session_.clock.from(), session_.clock.until());
  }

  void go(const viz::Bookmark& stop) {
    inside(stop.at);
    session_.go(stop);
  }

  void begin(std::size_t count) {
    total_ = count;
    film_ = std::make_unique<viz::Film>(options_.out, plan_.width, plan_.height, options_.rate);
  }

  void run(sim::SimTime until, std::size_t count, const std::string& note) {
    const sim::SimTime from = session_.clock.now();
    for (std::size_t i = 0; i < count; ++i) {
      const sim::Duration passed = sim::seconds(static_cast<double>(i) * (film_speed(note) / options_.rate));
      session_.clock.go(std::min(until, from + passed));
      film_->add(studio_.draw(note));
      if (++done_ % 250 == 0) console_.tell(console_.text(frames, done_, total_));
    }
  }
  double film_speed(const std::string& note) const {
    return options_.storyline.empty() && note.empty() ? options_.speed : session_.clock.speed();
  }

  void finish() {
    film_->finish();
    tell(options_.out);
  }
  void tell(const std::string& file) const { console_.tell(console_.text(written, file)); }

  const RenderOptions& options_;
  const Plan& plan_;
  const Console& console_;
  viz::Session& session_;
  viz::Studio& studio_;
  std::unique_ptr<viz::Film> film_;
  std::size_t done_ = 0, total_ = 0;
};

int refuse(const Console& console, const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) console.complain(problem);
  return bad_input;
}

int render(const RenderOptions& options, const Console& console) {
  const Plan plan(options, console);
  if (!plan.problems.empty()) return refuse(console, plan.problems);
  try {
    std::vector<viz::Replay> replays;
    replays.reserve(2);
    for (const std::string& trace : options.traces) {
      replays.push_back(viz::Replay::open(trace));
      for (const models::Name& note : replays.back().info().notes)
        console.tell(trace + ": " + note.in(console.language));
    }
    viz::Session session(replays[0], replays.size() > 1 ? &replays[1] : nullptr);
    std::vector<viz::Bookmark> stops;
    if (!options.storyline.empty()) stops = viz::read_storyline(options.storyline, session.map().plane);
    double frame_count = 0.0;
    for (const viz::Bookmark& stop : stops) frame_count += stop.seconds * options.rate;
    if (plan.film && stops.empty()) frame_count = sim::to_seconds(*plan.to - *plan.from) / options.speed * options.rate;
    if (frame_count > static_cast<double>(most_frames))
      return refuse(console, {console.text(too_long, static_cast<std::uint64_t>(frame_count), most_frames)});

    viz::Look look;
    look.width = plan.width, look.height = plan.height;
    look.language = console.language;
    look.dark = options.dark;
    look.scale = options.scale;
    look.font = options.font.empty() ? viz::find_font() : std::filesystem::path(options.font);
    for (const viz::Bookmark& stop : stops) look.texts.push_back(stop.note.in(console.language));
    if (!look.font) console.complain(console.in(viz::words.no_font));
    session.choices.language = console.language;
    session.choices.measure = plan.measure;
    session.choices.heat = session.layers.heat = plan.heat;
    session.layers.reach = plan.reach;
    session.layers.mains = plan.mains;
    if (plan.reach) session.reach_from = viz::ReachFrom::stations;
    session.hatched = plan.hatching;
    viz::Studio studio(session, look);
    if (const auto first = plan.at ? plan.at : plan.from) session.clock.go(*first);
    studio.fit_district();
    if (!options.show.empty()) {
      const auto found = session.replay().search(options.show, console.language, 1);
      if (found.empty()) return refuse(console, {console.text(no_place, options.show)});
      session.view.camera.centre = found.front().at;
      if (options.zoom == 1.0) session.view.camera.metres_per_pixel /= 4.0;
      session.select(found.front().thing);
      if (plan.reach) session.reach_from = viz::ReachFrom::selection;
    }
    session.view.camera.metres_per_pixel /= options.zoom;

    Rendering rendering(options, plan, console, session, studio);
    if (!stops.empty()) {
      rendering.story(stops);
    } else if (plan.film) {
      rendering.film();
    } else {
      rendering.picture();
    }
    return success;
  } catch (const viz::ToldError& error) {
    return refuse(console, {error.text().in(console.language)});
  } catch (const std::filesystem::filesystem_error& error) {
    return refuse(console, {error.what()});
  }
}

}  // namespace

void add_render(CommandLine& line) {
  const auto o = std::make_shared<RenderOptions>();
  Arguments app = line.add("render", help, example, [o](const Console& console) { return render(*o, console); });
  app.option("trace", o->traces, line.in(trace_text)).required().expected(1, 2);
  app.option("--at", o->at, line.in(at_text));
  app.option("--from", o->from, line.in(from_text));
  app.option("--to", o->to, line.in(to_text));
  app.option("--speed", o->speed, line.in(speed_text)).range(0.1, 100000.0);
  app.option("--fps", o->rate, line.in(rate_text)).range(1, 120);
  app.option("--size", o->size, line.in(size_text));
  app.option("--layer", o->layer, fmt::format(fmt::runtime(line.in(layer_text)), measure_names()));
  app.option("--show", o->show, line.in(show_text));
  app.option("--zoom", o->zoom, line.in(zoom_text)).range(0.1, 1000.0);
  app.flag("--dark", o->dark, line.in(dark_text));
  app.option("--scale", o->scale, line.in(scale_text)).range(0.0, 8.0);
  app.option("--font", o->font, line.in(font_text));
  app.option("--storyline", o->storyline, line.in(storyline_text));
  app.option("-o,--out", o->out, line.in(out_text)).required();
}

}  // namespace yuanluo::apps
