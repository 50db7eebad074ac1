#include "scenarios/generator/families.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "scenarios/generator/apportion.hpp"
#include "scenarios/generator/refuse.hpp"
#include "sim/normal.hpp"

namespace yuanluo::scenarios {
namespace {

// Who lives together, and how common that is among households of its size. Source: assumption; the numbers of elders
// and children are then tilted so that the district's age pyramid comes out.
struct Composition {
  int elders, adults, children;
  double weight;
  bool parents;  // the adults (or two of them) are a couple
  int grown_children;
};

constexpr std::array<Composition, 18> compositions{{
    {1, 0, 0, 0.00, false, 0},
    {0, 1, 0, 1.00, false, 0},  // one
    {2, 0, 0, 0.30, false, 0},
    {1, 1, 0, 0.12, false, 1},
    {0, 2, 0, 0.48, true, 0},   // two
    {0, 1, 1, 0.10, false, 0},  //
    {0, 2, 1, 0.48, true, 0},
    {2, 1, 0, 0.16, false, 1},
    {0, 3, 0, 0.26, true, 1},  // three
    {1, 2, 0, 0.10, true, 0},  //
    {0, 2, 2, 0.40, true, 0},
    {1, 2, 1, 0.30, true, 0},
    {2, 2, 0, 0.20, true, 0},  // four
    {0, 3, 1, 0.10, true, 1},  //
    {2, 2, 1, 0.80, true, 0},
    {1, 2, 2, 0.20, true, 0},  // five
    {2, 2, 2, 0.60, true, 0},
    {2, 3, 1, 0.40, true, 1},  // six
}};

constexpr int size_of(const Composition& c) { return c.elders + c.adults + c.children; }

// How many households have each size; members add up to `residents`.
std::array<std::int64_t, 6> household_counts(const GeneratorParams::Population& p) {
  double mean = 0.0;
  for (std::size_t i = 0; i < 6; ++i) mean += static_cast<double>(i + 1) * p.household_sizes[i];
  const auto parts =
      apportion(p.household_sizes, static_cast<std::int64_t>(std::llround(static_cast<double>(p.residents) / mean)));
  std::array<std::int64_t, 6> counts{};
  std::int64_t members = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    counts[i] = parts[i];
    members += static_cast<std::int64_t>(i + 1) * counts[i];
  }
  // Rounding leaves a few too many or too few: couples take in or lose one; where there are none, other households.
  const auto settle = [&counts](std::array<std::size_t, 5> order, int step) {
    const auto some = std::find_if(order.begin(), order.end(), [&counts](std::size_t i) { return counts[i] > 0; });
    if (some == order.end()) {
      counts[0] += step;
    } else {
      --counts[*some];
      ++counts[step > 0 ? *some + 1 : *some - 1];
    }
  };
  for (; members < p.residents; ++members) settle({1, 2, 3, 4, 0}, 1);
  for (; members > p.residents; --members) settle({2, 3, 4, 5, 1}, -1);
  return counts;
}

// The fewest and the most elders that live in households of these sizes.
std::pair<std::int64_t, std::int64_t> room_for_elders(const std::array<std::int64_t, 6>& sizes, std::int64_t alone) {
  std::int64_t fewest = alone, most = alone;
  for (int size = 2; size <= 6; ++size) {
    int low = size, high = 0;
    for (const Composition& c : compositions) {
      if (size_of(c) != size) continue;
      low = std::min(low, c.elders);
      high = std::max(high, c.elders);
    }
    fewest += sizes[static_cast<std::size_t>(size - 1)] * low;
    most += sizes[static_cast<std::size_t>(size - 1)] * high;
  }
  return {fewest, most};
}

// For districts with too few households of two to settle what rounding left: moves households between other
// compositions of their size, first until `missing_elders` of them are added (or taken away), then until
// `missing_children` are, as far as possible.
void settle_elsewhere(std::int64_t& missing_elders, std::int64_t& missing_children,
                      std::array<std::int64_t, compositions.size()>& counts) {
  for (const bool of_elders : {true, false}) {
    for (std::size_t i = 2; i < compositions.size(); ++i) {
      for (std::size_t k = 2; k < compositions.size(); ++k) {
        const Composition &with = compositions[i], &without = compositions[k];
        const int elders = with.elders - without.elders, children = with.children - without.children;
        const int more = of_elders ? elders : children;
        if (size_of(with) != size_of(without) || more <= 0 || (!of_elders && elders != 0)) continue;
        const std::int64_t missing = of_elders ? missing_elders : missing_children;
        const std::int64_t moved = std::clamp(missing / more, -counts[i], counts[k]);
        counts[i] += moved;
        counts[k] -= moved;
        missing_elders -= moved * elders;
        missing_children -= moved * children;
      }
    }
  }
}

// How many households have each composition, such that elders and children add up to the given numbers.
std::array<std::int64_t, compositions.size()> composition_counts(const std::array<std::int64_t, 6>& sizes,
                                                                 const GeneratorParams::Population& p,
                                                                 std::int64_t elders, std::int64_t children) {
  if (p.living_alone > std::min(elders, sizes[0])) {
    refuse("/district/generator/population/living_alone",
           {"不超过一人户数和60岁及以上人数", "no more than households of one, and residents aged 60+"},
           p.living_alone);
  }
  std::array<double, compositions.size()> expected{};
  double tilt_elder = 0.0, tilt_child = 0.0;
  const auto people = static_cast<double>(p.residents);
  constexpr double steepest = 30.0;  // where no tilt would do
  for (int round = 0; round < 400; ++round) {
    double sum_elders = static_cast<double>(p.living_alone), sum_children = 0.0;
    for (int size = 2; size <= 6; ++size) {
      if (sizes[static_cast<std::size_t>(size - 1)] == 0) continue;
      double total = 0.0;
      for (std::size_t i = 0; i < compositions.size(); ++i) {
        const Composition& c = compositions[i];
        if (size_of(c) != size) continue;
        expected[i] = c.weight * std::exp(tilt_elder * c.elders + tilt_child * c.children);
        total += expected[i];
      }
      for (std::size_t i = 0; i < compositions.size(); ++i) {
        const Composition& c = compositions[i];
        if (size_of(c) != size) continue;
        expected[i] *= static_cast<double>(sizes[static_cast<std::size_t>(size - 1)]) / total;
        sum_elders += expected[i] * c.elders;
        sum_children += expected[i] * c.children;
      }
    }
    tilt_elder =
        std::clamp(tilt_elder + 4.0 * (static_cast<double>(elders) - sum_elders) / people, -steepest, steepest);
    tilt_child =
        std::clamp(tilt_child + 4.0 * (static_cast<double>(children) - sum_children) / people, -steepest, steepest);
  }

  std::array<std::int64_t, compositions.size()> counts{};
  std::int64_t missing_elders = elders - p.living_alone, missing_children = children;
  counts[0] = p.living_alone;
  counts[1] = sizes[0] - p.living_alone;
  for (int size = 2; size <= 6; ++size) {
    if (sizes[static_cast<std::size_t>(size - 1)] == 0) continue;
    std::array<double, compositions.size()> weights{};
    for (std::size_t i = 0; i < compositions.size(); ++i) {
      if (size_of(compositions[i]) == size) weights[i] = expected[i];
    }
    const auto parts = apportion(weights, sizes[static_cast<std::size_t>(size - 1)]);
    for (std::size_t i = 0; i < compositions.size(); ++i) {
      counts[i] += parts[i];
      missing_elders -= parts[i] * compositions[i].elders;
      missing_children -= parts[i] * compositions[i].children;
    }
  }
  // What rounding left over is settled among the households of two: 2 elder + adult, 4 two adults, 5 parent and child.
  const auto settle = [&counts](std::int64_t& missing, std::size_t with, std::size_t without) {
    const std::int64_t moved = std::clamp(missing, -counts[with], counts[without]);
    counts[with] += moved;
    counts[without] -= moved;
    missing -= moved;
  };
  settle(missing_elders, 3, 4);
  settle(missing_elders, 2, 3);
  settle(missing_children, 5, 4);
  settle_elsewhere(missing_elders, missing_children, counts);
  if (missing_elders != 0) {
    const auto [fewest, most] = room_for_elders(sizes, p.living_alone);
    refuse("/district/generator/population/aged_60_plus_share",
           {fmt::format("60岁及以上{}至{}人（所给住户能住下的人数）", fewest, most),
            fmt::format("{} to {} elders, as many as the households have room for", fewest, most)},
           elders);
  }
  if (missing_children != 0) {
    refuse("/district/generator/population/ages_below_60",
           {"能住进所给住户的20岁以下人数", "as many under 20 as the households have room for"}, children);
  }
  return counts;
}

// A member before ages are known: members of one band are ranked by `score` and get the band's ages in that order, so
// the pyramid is met exactly and couples and generations fit.
struct Slot {
  double score;
  std::uint32_t family;
  std::uint32_t member;
};

void push_slots(const Composition& c, std::uint32_t family, const DistrictLuck& luck,
                std::array<std::vector<Slot>, 3>& bands) {
  sim::Draw draw = luck.draw(Detail::family, family);
  const double z = sim::normal_quantile(draw.uniform());
  const auto noise = [&draw](double sd) { return sd * sim::normal_quantile(draw.uniform()); };
  std::uint32_t member = 0;
  for (int i = 0; i < c.elders; ++i, ++member) {
    const double husband = i == 1 ? 0.12 : 0.0;  // husbands are a little older
    const double generations = c.children > 0 ? -0.4 : 0.0;
    bands[0].push_back({z + generations + husband + noise(0.25) + (c.elders == 1 ? 0.5 : 0.0), family, member});
  }
  for (int i = 0; i < c.adults; ++i, ++member) {
    const bool grown_child = i >= c.adults - c.grown_children;
    double score = 0.0;
    if (c.elders > 0 && c.children == 0) {
      score = 0.7 + 0.6 * z + noise(0.3);
    } else if (grown_child) {
      score = c.elders > 0 ? -0.6 + 0.4 * z + noise(0.3) : -1.5 + 0.3 * z + noise(0.3);
    } else if (c.grown_children > 0) {
      score = 0.9 + 0.3 * z + noise(0.12);
    } else if (c.children > 0) {
      score = -0.1 + 0.45 * z + noise(0.12);
    } else if (c.adults == 2) {
      score = 0.15 + 1.1 * z + noise(0.12);
    } else {
      score = -0.3 + 0.9 * z + noise(0.4);
    }
    bands[1].push_back({score, family, member});
  }
  for (int i = 0; i < c.children; ++i, ++member) {
    bands[2].push_back({z - 0.2 * i + noise(0.3), family, member});
  }
}

// Ages from `first` in five-year groups: `total` of them, youngest first, spread evenly within a group.
void append_ages(std::span<const double> groups, int first, std::int64_t total, std::vector<std::uint8_t>& ages) {
  if (total == 0) return;
  const auto parts = apportion(groups, total);
  for (std::size_t g = 0; g < parts.size(); ++g) {
    for (std::int64_t k = 0; k < parts[g]; ++k) {
      ages.push_back(static_cast<std::uint8_t>(first + 5 * static_cast<int>(g) + static_cast<int>(5 * k / parts[g])));
    }
  }
}

double female_share(const GeneratorParams::Population& p, int age) {
  return age < 60 ? p.female_share_below_60 : age < 80 ? p.female_share_60_to_79 : p.female_share_80_plus;
}

std::size_t sex_band(int age) { return age < 60 ? 0u : age < 80 ? 1u : 2u; }

// Couples are a woman and a man; everybody else is drawn so that the shares of each age band come out.
void give_sexes(const std::vector<std::size_t>& kinds, const GeneratorParams::Population& p, const DistrictLuck& luck,
                std::vector<Family>& families) {
  std::array<double, 3> people{}, wives{}, husbands{};
  const auto couple = [&](std::size_t f) -> std::array<std::size_t, 2> {
    const Composition& c = compositions[kinds[f]];
    if (c.elders == 2) return {0, 1};
    if (c.parents) return {static_cast<std::size_t>(c.elders), static_cast<std::size_t>(c.elders) + 1};
    return {9, 9};
  };
  for (std::size_t f = 0; f < families.size(); ++f) {
    const auto pair = couple(f);
    for (std::size_t m = 0; m < families[f].members.size(); ++m) {
      const std::size_t band = sex_band(families[f].members[m].age);
      ++people[band];
      wives[band] += m == pair[0] ? 1.0 : 0.0;
      husbands[band] += m == pair[1] ? 1.0 : 0.0;
    }
  }
  std::array<double, 3> chance{};
  for (std::size_t b = 0; b < 3; ++b) {
    const double wanted = female_share(p, b == 0 ? 0 : b == 1 ? 60 : 80) * people[b] - wives[b];
    const double others = people[b] - wives[b] - husbands[b];
    chance[b] = others > 0.0 ? std::clamp(wanted / others, 0.0, 1.0) : 0.0;
  }
  for (std::size_t f = 0; f < families.size(); ++f) {
    const auto pair = couple(f);
    sim::Draw draw = luck.draw(Detail::sex, f);
    for (std::size_t m = 0; m < families[f].members.size(); ++m) {
      Member& member = families[f].members[m];
      const bool female = m == pair[0] || (m != pair[1] && draw.chance(chance[sex_band(member.age)]));
      member.sex = female ? models::Sex::female : models::Sex::male;
    }
  }
}

}  // namespace

std::vector<Family> make_families(const GeneratorParams::Population& p, const DistrictLuck& luck) {
  const auto elders = static_cast<std::int64_t>(std::llround(p.aged_60_plus_share * static_cast<double>(p.residents)));
  if (p.aged_80_plus > elders) {
    refuse("/district/generator/population/aged_80_plus",
           {"不超过60岁及以上人数", "no more than the residents aged 60 and over"}, p.aged_80_plus);
  }
  if (p.disabled > p.residents)
    refuse("/district/generator/population/disabled", {"不超过居民人数", "no more than the residents"}, p.disabled);

  std::vector<std::uint8_t> below_60, from_60;
  append_ages(p.ages_below_60, 0, p.residents - elders, below_60);
  append_ages(p.ages_60_to_79, 60, elders - p.aged_80_plus, from_60);
  append_ages(p.ages_80_plus, 80, p.aged_80_plus, from_60);
  const auto first_adult = std::lower_bound(below_60.begin(), below_60.end(), 20);
  const std::array<std::vector<std::uint8_t>, 3> ages{
      from_60, {first_adult, below_60.end()}, {below_60.begin(), first_adult}};

  const auto counts = composition_counts(household_counts(p), p, elders, static_cast<std::int64_t>(ages[2].size()));
  std::vector<Family> families;
  std::vector<std::size_t> kinds;
  std::array<std::vector<Slot>, 3> bands;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    for (std::int64_t k = 0; k < counts[kind]; ++k) {
      Family family;
      family.members.resize(static_cast<std::size_t>(size_of(compositions[kind])));
      family.elder_alone = kind == 0;
      push_slots(compositions[kind], static_cast<std::uint32_t>(families.size()), luck, bands);
      families.push_back(std::move(family));
      kinds.push_back(kind);
    }
  }
  for (std::size_t b = 0; b < bands.size(); ++b) {
    std::sort(bands[b].begin(), bands[b].end(), [](const Slot& x, const Slot& y) {
      return x.score != y.score ? x.score < y.score : x.family != y.family ? x.family < y.family : x.member < y.member;
    });
    for (std::size_t i = 0; i < bands[b].size(); ++i)
      families[bands[b][i].family].members[bands[b][i].member].age = ages[b][i];
  }
  give_sexes(kinds, p, luck, families);
  for (Family& family : families) {
    std::stable_sort(family.members.begin(), family.members.end(),
                     [](const Member& x, const Member& y) { return x.age > y.age; });
  }
  return families;
}

}  // namespace yuanluo::scenarios
