#include "viz/window/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace yuanluo::viz {
namespace {

constexpr Colour hex(std::uint32_t rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8 & 0xff),
          static_cast<std::uint8_t>(rgb & 0xff), 255};
}

Theme light_theme() {
  Theme t;
  t.ground = hex(0xf3f1ea), t.outside = hex(0xe7e4da);
  t.compound = hex(0xe3dfd2), t.compound_edge = hex(0xbdb6a3), t.building = hex(0xcdc5b3),
  t.building_edge = hex(0xb3aa95);
  t.street = hex(0xffffff), t.major_street = hex(0xfdf3d6), t.street_edge = hex(0xd2ccbc), t.footway = hex(0xe4dfd0);
  t.community_edge = hex(0x8d8574), t.district_edge = hex(0x5d5646), t.main = hex(0x7fb0cf), t.hydrant = hex(0x1f78b4);
  t.label = hex(0x3a3f45), t.label_halo = hex(0xf8f6f0);
  t.panel = hex(0xfbfaf7), t.panel_raised = hex(0xefece4), t.edge = hex(0xd9d4c7), t.text = hex(0x1f262d);
  t.muted = hex(0x646b73), t.accent = hex(0x0b5c9e), t.accent_text = hex(0xffffff), t.selection = hex(0xcfe1f1);
  return t;
}

Theme dark_theme() {
  Theme t;
  t.dark = true;
  t.ground = hex(0x151b22), t.outside = hex(0x10151b);
  t.compound = hex(0x202a34), t.compound_edge = hex(0x394856), t.building = hex(0x2e3b48),
  t.building_edge = hex(0x44545f);
  t.street = hex(0x35424f), t.major_street = hex(0x4b5761), t.street_edge = hex(0x0f141a), t.footway = hex(0x27323d);
  t.community_edge = hex(0x7d8b98), t.district_edge = hex(0xb4c0cb), t.main = hex(0x2e6c93), t.hydrant = hex(0x5db2e8);
  t.label = hex(0xd5dde5), t.label_halo = hex(0x10161c);
  t.panel = hex(0x1a2129), t.panel_raised = hex(0x252e38), t.edge = hex(0x36424e), t.text = hex(0xe6ecf1);
  t.muted = hex(0x9aa7b3), t.accent = hex(0x4fa3e0), t.accent_text = hex(0x0b1117), t.selection = hex(0x24435c);
  return t;
}

using Anchors = std::array<Colour, 5>;
// Yellow over orange to brown, and light to dark blue; for dark backgrounds the other way round, so that more is always
// what stands out. Green over grey to violet for changes.
constexpr Anchors worse_on_light{hex(0xfff2c4), hex(0xfed27a), hex(0xf79a3b), hex(0xd05a10), hex(0x7f2a04)};
constexpr Anchors better_on_light{hex(0xe3eef5), hex(0xb3d3e8), hex(0x73afd6), hex(0x3780b8), hex(0x0a4678)};
constexpr Anchors change_on_light{hex(0x1b7837), hex(0x9fd49b), hex(0xf4f3ef), hex(0xc5a7d3), hex(0x762a83)};
constexpr Anchors worse_on_dark{hex(0x3a2415), hex(0x74370f), hex(0xb9560f), hex(0xef913a), hex(0xffe2a0)};
constexpr Anchors better_on_dark{hex(0x16303f), hex(0x1e5272), hex(0x2d7fae), hex(0x6bb3da), hex(0xd3ecf9)};
constexpr Anchors change_on_dark{hex(0x7fd18b), hex(0x2f7a44), hex(0x2a323b), hex(0x8b57a0), hex(0xdba6ec)};

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

}  // namespace

const Theme& theme(bool dark) {
  static const Theme light = light_theme(), night = dark_theme();
  return dark ? night : light;
}

Colour mixed(Colour a, Colour b, double share) {
  const auto channel = [share](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(std::lround(x + (y - x) * std::clamp(share, 0.0, 1.0)));
  };
  return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b), channel(a.a, b.a)};
}

Colour ink_colour(Ink ink, const Theme& t) {
  const bool d = t.dark;
  switch (ink) {
    case Ink::fire:
      return d ? hex(0xff7a33) : hex(0xd04a00);
    case Ink::gas_leak:
      return d ? hex(0xf3c13a) : hex(0xc98600);
    case Ink::fall:
      return d ? hex(0x5db7f0) : hex(0x0068a8);
    case Ink::medical:
      return d ? hex(0xe597c4) : hex(0xb0487f);
    case Ink::false_alarm:
      return d ? hex(0x9aa7b3) : hex(0x777e86);
    case Ink::outage:
      return d ? hex(0x37c79b) : hex(0x00825c);
    case Ink::good:
      return d ? hex(0x4cc38a) : hex(0x1a7f4b);
    case Ink::warning:
      return d ? hex(0xf0b429) : hex(0xa86400);
    case Ink::bad:
      return d ? hex(0xff6b5e) : hex(0xb3261e);
    case Ink::neutral:
      return t.text;
    case Ink::faint:
      return t.muted;
    case Ink::unit_free:
      return d ? hex(0x8796a3) : hex(0x6d7680);
    case Ink::unit_on_way:
      return d ? hex(0x62b5f5) : hex(0x0b5c9e);
    case Ink::unit_there:
      return d ? hex(0x4cc38a) : hex(0x1a7f4b);
    case Ink::unit_returning:
      return d ? hex(0x8d9db0) : hex(0x66788c);
    case Ink::water:
      return d ? hex(0x5cc8ff) : hex(0x0077b6);
    case Ink::closed:
      return d ? hex(0xff6b5e) : hex(0xb3261e);
  }
  return t.text;
}

std::vector<Colour> ramp(std::size_t classes, bool more_is_worse, bool diverging, const Theme& t) {
  const Anchors& anchors = diverging       ? (t.dark ? change_on_dark : change_on_light)
                           : more_is_worse ? (t.dark ? worse_on_dark : worse_on_light)
                                           : (t.dark ? better_on_dark : better_on_light);
  std::vector<Colour> colours;
  for (std::size_t i = 0; i < classes; ++i) {
    const double along = classes > 1 ? 4.0 * static_cast<double>(i) / static_cast<double>(classes - 1) : 2.0;
    const auto low = std::min<std::size_t>(static_cast<std::size_t>(along), 3);
    colours.push_back(mixed(anchors[low], anchors[low + 1], along - static_cast<double>(low)));
  }
  return colours;
}

Colour no_value_colour(const Theme& t) { return t.compound; }

Hatch class_hatch(std::size_t index, std::size_t classes, bool diverging) {
  if (diverging) {
    const std::size_t middle = classes / 2;
    if (index + 1 == classes) return Hatch::cross;
    if (index > middle) return Hatch::wide;
    return index == 0 ? Hatch::dots : Hatch::none;
  }
  constexpr std::array<Hatch, 4> from_the_top{Hatch::cross, Hatch::narrow, Hatch::wide, Hatch::dots};
  const std::size_t below_top = classes - 1 - index;
  return below_top < from_the_top.size() && index > 0 ? from_the_top[below_top] : Hatch::none;
}

std::size_t class_of(float value, const std::vector<float>& bounds) {
  return static_cast<std::size_t>(std::upper_bound(bounds.begin(), bounds.end(), value) - bounds.begin());
}

double contrast(Colour a, Colour b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace yuanluo::viz
