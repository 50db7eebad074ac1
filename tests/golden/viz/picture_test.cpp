// Pictures made without a screen, compared with stored ones: 48 x 30 mean colours of each, as text. To take new ones
// after a change that is meant, copy what a failing test has written.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/unit/viz/recorded_toy.hpp"
#include "viz/picture/offscreen.hpp"
#include "viz/picture/studio.hpp"
#include "viz/window/canvas.hpp"
#include "viz/window/viewer.hpp"

using namespace yuanluo;
using namespace yuanluo::viz;

namespace {

constexpr int columns = 48, rows = 30;
constexpr int near_enough = 12;      // of 255, in a channel
constexpr double may_differ = 0.02;  // share of the cells

const std::filesystem::path& trace() {
  static const RecordedToy toy;
  return toy.path;
}

// Without incidents, so that a picture does not change with the model.
void quiet(Session& session) { session.choices.hazards.fill(false); }

Look look(bool dark, models::Language language) {
  Look l;
  l.width = 960, l.height = 600;
  l.dark = dark;
  l.language = language;
  l.font = find_font();
  l.scale = 0.75;
  return l;
}

std::string as_text(const Image& small) {
  std::string text;
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x) {
      const auto i = 4 * static_cast<std::size_t>(y * small.width + x);
      text += fmt::format("{:02x}{:02x}{:02x}", small.rgba[i], small.rgba[i + 1], small.rgba[i + 2]);
    }
    text += '\n';
  }
  return text;
}

// Share of cells of which a channel differs by more than is near enough; 1 where the texts are of different size.
double different(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return 1.0;
  int cells = 0, bad = 0;
  for (std::size_t i = 0; i + 5 < a.size(); ++i) {
    if (a[i] == '\n') continue;
    bool off = false;
    for (int channel = 0; channel < 3; ++channel, i += 2)
      off = off ||
            std::abs(std::stoi(a.substr(i, 2), nullptr, 16) - std::stoi(b.substr(i, 2), nullptr, 16)) > near_enough;
    --i;
    ++cells;
    bad += off ? 1 : 0;
  }
  return cells > 0 ? static_cast<double>(bad) / cells : 1.0;
}

void check(const char* name, const Image& image) {
  const std::string now = as_text(shrunk(image, columns, rows));
  const std::filesystem::path stored = std::filesystem::path("tests/golden/viz") / (std::string(name) + ".txt");
  std::ifstream file(stored);
  std::stringstream before;
  before << file.rdbuf();
  const double share = different(before.str(), now);
  INFO(name << ": " << share * 100.0 << " % of the cells differ");
  CHECK(share <= may_differ);
  if (share <= may_differ) return;
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "yuanluo-pictures";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / (std::string(name) + ".txt")) << now;
  write_png(folder / (std::string(name) + ".png"), image);
  WARN("the new picture is in " << folder.string());
}

}  // namespace

TEST_CASE("the map in the light, in Chinese, is as it was") {
  Replay replay = Replay::open(trace());
  Session session(replay);
  quiet(session);
  Studio studio(session, look(false, models::Language::zh));
  studio.fit_district();
  check("light-zh", studio.draw());
}

TEST_CASE("the map in the dark, in English, with a note, is as it was") {
  Replay replay = Replay::open(trace());
  Session session(replay);
  quiet(session);
  Studio studio(session, look(true, models::Language::en));
  studio.fit_district();
  check("dark-en-note", studio.draw("A note below the map"));
}

TEST_CASE("coverage with patterns is as it was") {
  Replay replay = Replay::open(trace());
  Session session(replay);
  quiet(session);
  session.choices.measure = Measure::coverage;
  session.hatched = true;
  Studio studio(session, look(false, models::Language::en));
  studio.fit_district();
  check("coverage-hatched", studio.draw());
}

TEST_CASE("a map that is near and turned is as it was") {
  Replay replay = Replay::open(trace());
  Session session(replay);
  quiet(session);
  Studio studio(session, look(false, models::Language::zh));
  session.view.width = 960, session.view.height = 600;
  session.fit_district();
  session.view.zoom(2.0, {480.0, 300.0});
  session.view.turn(0.5);
  session.choices.selected = {ThingKind::compound, 0};
  check("near-turned", studio.draw());
}

TEST_CASE("the reach of all hydrants in the dark is as it was") {
  Replay replay = Replay::open(trace());
  Session session(replay);
  quiet(session);
  session.layers.reach = true;
  session.reach_from = ReachFrom::hydrants;
  Studio studio(session, look(true, models::Language::zh));
  studio.fit_district();
  check("reach-hydrants", studio.draw());
}

TEST_CASE("two runs side by side are as they were") {
  Replay a = Replay::open(trace()), b = Replay::open(trace());
  Session session(a, &b);
  quiet(session);
  Studio studio(session, look(false, models::Language::en));
  studio.fit_district();
  check("side-by-side", studio.draw());
}

TEST_CASE("the whole window with its panels is as it was") {
  Replay replay = Replay::open(trace());
  Session session(replay);
  quiet(session);
  Studio studio(session, look(false, models::Language::zh));
  Viewer viewer(session, Settings{}, studio.fonts(), 0.75F);
  viewer.desk().open(Tab::bookmarks);
  Image image;
  for (int i = 0; i < 3; ++i) {
    quiet(session);
    image = studio.draw_window([&] { viewer.draw(0.0); }, [&](std::size_t side) { return viewer.map_place(side); });
  }
  check("window-zh", image);
}

TEST_CASE("the same moment gives the same picture, byte by byte, also in another studio") {
  const auto picture = [] {
    Replay replay = Replay::open(trace());
    Session session(replay);
    session.choices.heat = session.layers.heat = true;
    session.clock.go(sim::epoch + 200 * sim::one_day);
    Studio studio(session, look(false, models::Language::zh));
    Image first = studio.draw("甲");
    CHECK(first == studio.draw("甲"));
    return first;
  };
  CHECK(picture() == picture());
}

TEST_CASE("a map that is drawn bit by bit while it moves ends as one that is drawn at once") {
  Offscreen offscreen(400, 300);
  Mesh mesh;
  for (int i = 0; i < 4000; ++i) {
    const double x = 25.0 * (i % 80), y = 25.0 * static_cast<double>(i / 80);
    const auto shade = static_cast<std::uint8_t>(i * 37 % 251);
    mesh.polygon(std::vector<PlanePoint>{{x, y}, {x + 20.0, y}, {x + 20.0, y + 15.0}, {x, y + 20.0}},
                 {shade, static_cast<std::uint8_t>(255 - shade), 90, 255});
  }
  Canvas whole, bits(64.0);
  whole.set_layer(0, mesh), bits.set_layer(0, mesh);
  const Colour ground{20, 20, 60, 255};
  const auto seen = [&](Canvas& canvas) {
    canvas.copy_to(offscreen.framebuffer(), 0, 0, 300);
    return as_text(shrunk(offscreen.read(), 40, 30));
  };
  View view;
  view.width = 400.0, view.height = 300.0;
  view.camera = {{900.0, 600.0}, 2.0, 0.0};
  const auto at_once = [&] {
    whole.draw(view, {0}, ground);
    return seen(whole);
  };
  constexpr std::size_t a_bit = 6000;
  CHECK(bits.draw(view, {0}, ground, 1.0, a_bit));  // the first picture is not waited for
  CHECK(different(at_once(), seen(bits)) == 0.0);

  // Dragged by less than half of what lies beyond the border: nothing is drawn.
  view.pan(30.0, -20.0);
  CHECK_FALSE(bits.draw(view, {0}, ground, 1.0, a_bit));
  CHECK(bits.complete());
  CHECK(different(at_once(), seen(bits)) == 0.0);

  view.pan(-150.0, 90.0);
  view.zoom(0.8, {10.0, 10.0});
  view.turn(0.3);
  int calls = 1;
  for (; !bits.draw(view, {0}, ground, 1.0, a_bit) && calls < 50; ++calls) CHECK_FALSE(bits.complete());
  CHECK(calls > 1);
  CHECK(calls < 50);
  CHECK(bits.complete());
  CHECK(bits.redraws() == 2);
  CHECK(different(at_once(), seen(bits)) <= may_differ);

  // In the meantime the last picture is shown turned: most of it is right already.
  view.turn(0.02);
  bits.draw(view, {0}, ground, 1.0, a_bit);
  CHECK_FALSE(bits.complete());
  CHECK(different(at_once(), seen(bits)) < 0.7);
}

TEST_CASE("the comparison of pictures sees what it should") {
  Image image{columns, rows, std::vector<std::uint8_t>(static_cast<std::size_t>(columns * rows * 4), 100)};
  const std::string before = as_text(image);
  CHECK(different(before, before) == 0.0);
  image.rgba[0] = 105;
  CHECK(different(before, as_text(image)) == 0.0);
  image.rgba[0] = 140;
  CHECK(different(before, as_text(image)) == Approx(1.0 / (columns * rows)));
  CHECK(different(before, "") == 1.0);
}
