// Calibration from logs: reading, rates, fits, and the scenario patch.
#include "scenarios/calibrate/calibration.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "scenarios/calibrate/patch.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/spec.hpp"
#include "sim/random.hpp"

using namespace yuanluo;
using namespace yuanluo::scenarios;
namespace fs = std::filesystem;

namespace {

class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& text) : path(fs::temp_directory_path() / name) {
    std::ofstream(path, std::ios::binary) << text;
  }
  ~TemporaryFile() { fs::remove(path); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const fs::path path;
};

std::string refusal(const LogFormat& format) {
  try {
    read_incidents(format);
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

std::vector<double> sample(const Distribution& from, std::size_t count, std::uint64_t seed) {
  std::vector<double> all;
  const sim::Luck luck(seed, 0);
  for (std::size_t i = 0; i < count; ++i)
    all.push_back(from.quantile(luck.draw(static_cast<std::uint32_t>(i), 1).uniform()));
  return all;
}

}  // namespace

TEST_CASE("days are counted as in the calendar") {
  // Independent: the dates of Unix time 0, 1e9 and 2e9, and of the end of a leap February.
  CHECK(days_since_1970(1970, 1, 1) == 0);
  CHECK(days_since_1970(2001, 9, 9) == 1000000000 / 86400);
  CHECK(days_since_1970(2033, 5, 18) == 2000000000 / 86400);
  CHECK(days_since_1970(2000, 3, 1).value() - days_since_1970(2000, 2, 28).value() == 2);
  CHECK(days_since_1970(1900, 3, 1).value() - days_since_1970(1900, 2, 28).value() == 1);
  CHECK_FALSE(days_since_1970(2021, 2, 29));
  CHECK_FALSE(days_since_1970(2021, 13, 1));
  for (const std::int64_t day : {-1000000 / 86400, 0, 59, 60, 11016, 18628, 24855}) {
    const auto [year, month, date] = date_of(day);
    CHECK(days_since_1970(year, month, date) == day);
  }
}

TEST_CASE("times are read as they are commonly written, and nothing else is") {
  CHECK(read_time("13:07:09")->second_of_day == 47229);
  CHECK(read_time(" 1:07 ")->second_of_day == 4020);
  CHECK(read_time("1:07:09 PM")->second_of_day == 47229);
  CHECK(read_time("12:00 am")->second_of_day == 0);
  CHECK(read_time("2021-06-01T13:07:09.250Z")->second_of_day == 47229);
  CHECK(read_time("2021-06-01T13:07:09.250Z")->date == "2021-06-01");
  CHECK(read_time("6/1/2021 13:07")->date == "6/1/2021");
  for (const char* const text :
       {"1:07:09 p.m.", "下午1:07:09", "13时07分09秒", "13：07：09", "2021年6月1日13时07分09秒", "2021/6/1 下午1:07:09",
        "20210601130709", "2021-06-01T13:07:09+08:00"}) {
    INFO(text);
    REQUIRE(read_time(text));
    CHECK(read_time(text)->second_of_day == 47229);
  }
  CHECK(read_time("12:00 a.m.")->second_of_day == 0);
  CHECK(read_time("2021年6月1日 13时07分")->second_of_day == 47220);
  CHECK(read_time("202106011307")->date == "2021-06-01");
  CHECK(read_time("2021年6月1日13时07分09秒")->date == "2021年6月1日");
  for (const char* const text : {"", "44348.5", "1609494764", "20210601999999", "noon", "25:00:00", "12:60",
                                 "12:00:00:00", "13:00 PM", "12:", ":30", "1234"}) {
    INFO(text);
    CHECK_FALSE(read_time(text));
  }
}

TEST_CASE("times of day that pass midnight, empty fields and several units make one incident with right delays") {
  const TemporaryFile log("yuanluo_log.csv",
                          "id,day,car,sent,left,there,done\n"
                          "A,12/31/20,E1,23:50:00,23:52:00,00:03:00,01:00:00\n"
                          "A,12/31/20,E2,00:10:00,00:11:00,,00:40:00\n"
                          "B,01/13/21,E1,08:00:00,08:00:00,08:09:30,08:09:10\n"
                          "C,,E1,08:00:00,,,\n"
                          "D,01/14/21,E1,,,,\n");
  const IncidentTable table = read_incidents(
      {log.path,
       {"incident=id", "date=day", "unit=car", "dispatch=sent", "enroute=left", "arrive=there", "clear=done"},
       {},
       DateOrder::detect});
  CHECK(table.read == 5);
  CHECK(table.rows.size() == 3);
  CHECK(table.calls.size() == 2);
  CHECK(table.undated == 1);
  CHECK(table.without_times == 1);
  CHECK(table.past_midnight == 1);
  CHECK(table.out_of_order == 1);  // B is clear before it arrives
  const LogTime last_day = days_since_1970(2020, 12, 31).value() * 86400;
  CHECK(table.calls[0] == last_day + 23 * 3600 + 50 * 60);
  const auto at = [&](std::size_t row, Moment m) { return table.rows[row].at[static_cast<std::size_t>(m)]; };
  CHECK(*at(0, Moment::arrive) - *at(0, Moment::enroute) == 11 * 60);
  CHECK(*at(1, Moment::dispatch) == last_day + 86400 + 600);  // the second unit was sent after midnight
  CHECK_FALSE(at(1, Moment::arrive));
  CHECK_FALSE(at(2, Moment::clear));
}

TEST_CASE("dates are read in the order that all of them together allow; otherwise it is asked for") {
  const TemporaryFile german("yuanluo_log_day.csv", "date,dispatch\n03.02.2021,08:00\n25.02.2021,09:00\n");
  CHECK(read_incidents({german.path, {}, {}, DateOrder::detect}).calls[0] ==
        days_since_1970(2021, 2, 3).value() * 86400 + 8 * 3600);
  const TemporaryFile plain("yuanluo_log_year.csv", "date,dispatch\n2021年2月3日,08:00\n");
  CHECK(read_incidents({plain.path, {}, {}, DateOrder::detect}).calls[0] ==
        days_since_1970(2021, 2, 3).value() * 86400 + 8 * 3600);
  const TemporaryFile unclear("yuanluo_log_unclear.csv", "date,dispatch\n03/02/2021,08:00\n");
  CHECK(refusal({unclear.path, {}, {}, DateOrder::detect}).find("--dates month_first or day_first") !=
        std::string::npos);
  CHECK(read_incidents({unclear.path, {}, {}, DateOrder::month_first}).calls[0] ==
        days_since_1970(2021, 3, 2).value() * 86400 + 8 * 3600);
  const TemporaryFile stamps("yuanluo_log_stamps.csv", "dispatch,arrive\n2021-02-03 23:59:00,2021-02-04 00:04:00\n");
  const auto rows = read_incidents({stamps.path, {}, {}, DateOrder::detect}).rows;
  CHECK(*rows[0].at[3] - *rows[0].at[1] == 300);
}

TEST_CASE("Excel's numbers of days are read where a whole column holds them, and it is said") {
  // Known from Excel itself: 45292 is 2024-01-01, 44348.5 is noon of 2021-06-01, 36526 is 2000-01-01.
  CHECK(time_of_day_number(45292.0) == days_since_1970(2024, 1, 1).value() * 86400);
  CHECK(time_of_day_number(44348.5) == days_since_1970(2021, 6, 1).value() * 86400 + 43200);
  CHECK(time_of_day_number(36526.0) == days_since_1970(2000, 1, 1).value() * 86400);
  for (const char* const text : {"", ".5", "1e5", "-3", "1.2.3", "12:00", "45292 x", "nan"}) {
    INFO(text);
    CHECK_FALSE(read_day_number(text));
  }
  const LogTime noon = days_since_1970(2024, 1, 1).value() * 86400 + 43200;
  const auto read = [](const std::string& text) {
    const TemporaryFile log("yuanluo_log_numbers.csv", text);
    return read_incidents({log.path, {}, {}, DateOrder::detect});
  };
  for (const char* const text : {"dispatch,arrive\n45292.5,45292.503472222\n45293.25,\n",
                                 "dispatch;arrive\n45292,5;45292,503472222\n45293,25;\n",
                                 "date,dispatch,arrive\n45292,0.5,0.503472222\n45293,0.25,\n",
                                 "date,dispatch,arrive\n2024-01-01,0.5,0.503472222\n2024-01-02,0.25,\n",
                                 "date,dispatch,arrive\n45292,12:00:00,12:05:00\n45293,06:00,\n"}) {
    INFO(text);
    const IncidentTable table = read(text);
    REQUIRE(table.rows.size() == 2);
    CHECK_FALSE(table.day_numbers.empty());
    CHECK(table.rows[0].at[1] == noon);
    CHECK(table.rows[0].at[3] == noon + 300);
    CHECK(table.rows[1].at[1] == noon + 64800);
  }
  // A time of day past midnight is the next day's, and a date with a part of a day is that day.
  const IncidentTable late = read("date,dispatch,arrive\n45292.99,0.999,0.001\n");
  CHECK(*late.rows[0].at[3] - *late.rows[0].at[1] == 172);
  CHECK(late.past_midnight == 1);
  // Anything else in the column and numbers stay what they were: no dates and no times.
  for (const char* const text : {"date,dispatch\n45292,08:00\n2024-01-02,08:00\n", "dispatch\n45292.5\n12:00\n",
                                 "date,dispatch\n2024-01-01,0.5\n2024-01-01,1.5\n", "dispatch\n45292\n45293\n",
                                 "dispatch\n1704110400.5\n", "date,dispatch\n2024-01-01,0\n"}) {
    INFO(text);
    const TemporaryFile log("yuanluo_log_mixed.csv", text);
    CHECK(refusal({log.path, {}, {}, DateOrder::detect}).find("expected a") != std::string::npos);
  }
  const TemporaryFile mixed("yuanluo_log_hint.csv", "date,dispatch\n45292,08:00\n2024-01-02,08:00\n");
  CHECK(refusal({mixed.path, {}, {}, DateOrder::detect}).find("the whole column holds nothing else") !=
        std::string::npos);
}

TEST_CASE("what is wrong with a log is told with its place") {
  const TemporaryFile bad("yuanluo_log_bad.csv",
                          "date,dispatch,arrive\n1/40/21,08:00,08:05\n2/20/21,8 o'clock,08:05\n");
  const std::string name = bad.path.generic_string();
  CHECK(refusal({bad.path, {}, {}, DateOrder::detect}) ==
        name + ":2:date: expected a date, got \"1/40/21\"\n" + name +
            ":3:dispatch: expected a time of day such as 13:07:09, got \"8 o'clock\"");
  CHECK(refusal({bad.path, {"enroute=LEFT"}, {}, DateOrder::detect}).find("expected a column \"LEFT\"") !=
        std::string::npos);
  CHECK(refusal({bad.path, {"left=LEFT"}, {}, DateOrder::detect}).find("--map: expected one of the columns incident") ==
        0);
  CHECK(refusal({"no-such-log.csv", {}, {}, DateOrder::detect}).find("no-such-log.csv") == 0);
}

TEST_CASE("rates count days with and without calls, and their intervals are the exact ones") {
  // Four weeks from Monday 2021-03-01; a call each Monday at 9 h and one more on the last day.
  std::vector<LogTime> calls;
  const LogTime monday = days_since_1970(2021, 3, 1).value() * 86400;
  for (int week = 0; week < 4; ++week) calls.push_back(monday + week * 7 * 86400 + 9 * 3600);
  calls.push_back(monday + 27 * 86400 + 23 * 3600);
  const CallRates rates = call_rates(calls);
  CHECK(rates.all.days == 28.0);
  CHECK(rates.weekdays[0].per_day() == 1.0);
  CHECK(rates.weekdays[6].per_day() == 0.25);
  CHECK(rates.hours[9].calls == 4);
  CHECK(rates.months[2].days == 28.0);
  const auto weights = rates.weekday_weights();
  CHECK(std::accumulate(weights.begin(), weights.end(), 0.0) == Approx(7.0));
  // Published limits for a Poisson count of 10: 4.795 and 18.39.
  const Rate ten{10, 1.0};
  CHECK(ten.interval()[0] == Approx(4.795).epsilon(1e-3));
  CHECK(ten.interval()[1] == Approx(18.390).epsilon(1e-3));
  CHECK(Rate{0, 1.0}.interval()[1] == Approx(3.689).epsilon(1e-3));
}

TEST_CASE("estimates are those that make the data likeliest") {
  const std::vector<double> delays = sample({DelayFamily::gamma, 2.0, 60.0}, 400, 11);
  for (std::size_t k = 0; k < families; ++k) {
    const auto family = static_cast<DelayFamily>(k);
    const Distribution best = fit(family, delays);
    const auto likelihood = [&](double first, double second) {
      const Distribution d{family, first, second};
      double sum = 0.0;
      for (const double x : delays) sum += d.log_density(x);
      return sum;
    };
    const double highest = likelihood(best.first, best.second);
    for (const double a : {0.98, 0.999, 1.001, 1.02}) {
      CHECK(likelihood(a * best.first, best.second) < highest);
      CHECK(likelihood(best.first, a * best.second) < highest);
    }
    // The distribution function goes with its quantile, and the density with its difference.
    for (const double p : {0.01, 0.3, 0.5, 0.9, 0.999}) CHECK(best.cdf(best.quantile(p)) == Approx(p).epsilon(1e-6));
    const double x = best.quantile(0.4), h = 1e-4 * x;
    CHECK(std::exp(best.log_density(x)) == Approx((best.cdf(x + h) - best.cdf(x - h)) / (2.0 * h)).epsilon(1e-5));
  }
}

TEST_CASE("A squared and D are those of a sample worked out by hand") {
  // The exponential distribution with mean 1 as a Weibull, at 0.5, 1, 2: the definitions, term by term.
  const Distribution exponential{DelayFamily::weibull, 1.0, 1.0};
  const std::vector<double> sorted{0.5, 1.0, 2.0};
  const double a = 1.0 - std::exp(-0.5), b = 1.0 - std::exp(-1.0), c = 1.0 - std::exp(-2.0);
  const double sum =
      (std::log(a) + std::log(1 - c)) + 3 * (std::log(b) + std::log(1 - b)) + 5 * (std::log(c) + std::log(1 - a));
  const Deviation d = deviation(exponential, sorted);
  CHECK(d.anderson_darling == Approx(-3.0 - sum / 3.0));
  CHECK(d.kolmogorov_smirnov == Approx(a));
}

TEST_CASE("the p value at the tabulated 5 % point of A squared is 5 %, for families that have a table") {
  // Points for location and scale estimated, Stephens 1986: normal 0.752 / (1 + 0.75/n + 2.25/n2), extreme value
  // 0.757 / (1 + 0.2/sqrt n), logistic 0.660 / (1 + 0.25/n). The bootstrap distribution is drawn with 2,000 samples;
  // its 95 % point then has a standard error near 0.02, and the bounds below are 4 of these.
  constexpr std::size_t n = 60;
  const double size = static_cast<double>(n);
  const std::array<std::pair<Distribution, double>, 3> cases{
      {{{DelayFamily::lognormal, 100.0, 2.0}, 0.752 / (1.0 + 0.75 / size + 2.25 / size / size)},
       {{DelayFamily::weibull, 1.5, 100.0}, 0.757 / (1.0 + 0.2 / std::sqrt(size))},
       {{DelayFamily::log_logistic, 2.0, 100.0}, 0.660 / (1.0 + 0.25 / size)}}};
  for (const auto& [distribution, point] : cases) {
    std::vector<double> statistics;
    for (std::uint64_t r = 0; r < 2000; ++r) {
      std::vector<double> drawn = sample(distribution, n, 1000 + r);
      const Distribution again = fit(distribution.family, drawn);
      std::sort(drawn.begin(), drawn.end());
      statistics.push_back(deviation(again, drawn).anderson_darling);
    }
    std::sort(statistics.begin(), statistics.end());
    CHECK(statistics[1900] == Approx(point).margin(0.08));
  }
}

TEST_CASE("the family that made the delays is not rejected, and others are; where none fits it is said") {
  // False alarm of the first check: 5 % for each family if seeds were not fixed.
  for (std::size_t k = 0; k < families; ++k) {
    const Distribution truth{static_cast<DelayFamily>(k), k == 0 ? 120.0 : 1.7, k == 0 ? 1.8 : 130.0};
    std::vector<double> delays = sample(truth, 4000, 3);
    for (double& d : delays) d = std::max(1.0, std::round(d));
    const FamilyFits fits = fit_delays(delays, {});
    CHECK(fits.fits[k].p_value >= 0.05);
    CHECK(fits.likeliest() == truth.family);
    CHECK(fits.fitting() == truth.family);
  }
  // Two peaks: no family has them.
  std::vector<double> two = sample({DelayFamily::lognormal, 20.0, 1.2}, 400, 5),
                      slow = sample({DelayFamily::lognormal, 600.0, 1.2}, 400, 6);
  two.insert(two.end(), slow.begin(), slow.end());
  CHECK_FALSE(fit_delays(two, {}).fitting());
}

TEST_CASE("the patch is a scenario with the log as its source") {
  std::string text = "incident,date,dispatch,enroute,arrive,to_hospital\n";
  const auto turnout = sample({DelayFamily::lognormal, 80.0, 1.5}, 300, 9);
  for (int i = 0; i < 300; ++i) {
    const int start = (i * 97) % 70000,
              left = start + static_cast<int>(std::lround(turnout[static_cast<std::size_t>(i)]));
    const auto clock = [](int s) {
      const auto two = [](int v) { return (v < 10 ? "0" : "") + std::to_string(v); };
      return two(s / 3600) + ":" + two(s / 60 % 60) + ":" + two(s % 60);
    };
    text += std::to_string(i) + ",2021-0" + std::to_string(1 + i % 9) + "-" + std::to_string(10 + i % 19) + "," +
            clock(start) + "," + clock(left) + "," + clock(left + 300 + i) + ",\n";
  }
  const TemporaryFile log("yuanluo_patch_log.csv", text);
  const Calibration calibration = calibrate({log.path, {}, {}, DateOrder::detect}, 1);
  PatchRequest request;
  request.file = fs::temp_directory_path() / "yuanluo_patch.json";
  request.base = "scenarios/toy/two-compounds.json";
  request.source_author = "Somewhere";
  const Patch patch = scenario_patch(calibration, request);
  CHECK(patch.written == std::vector<std::string>{"/operations/response/ambulance_turnout_s",
                                                  "/hazards/medical/hour_weights", "/hazards/medical/weekday_weights"});
  CHECK(patch.left_out.size() == 2);
  const TemporaryFile file("yuanluo_patch.json", patch.json);
  const Spec spec = load_spec(file.path);
  CHECK(spec.settings.response.ambulance_turnout_s.median == Approx(80.0).epsilon(0.1));
  CHECK(spec.settings.response.ambulance_turnout_s.gsd == Approx(1.5).epsilon(0.1));
  CHECK(spec.notes.at("/operations/response/ambulance_turnout_s").source == "log:yuanluo_patch_log");
  CHECK(spec.own_sources.at("log:yuanluo_patch_log").author == "Somewhere");
  // The resolved scenario keeps the source.
  const TemporaryFile resolved("yuanluo_patch_resolved.json", resolved_json(spec, fs::temp_directory_path()));
  CHECK(load_spec(resolved.path).own_sources == spec.own_sources);
}

TEST_CASE("every parameter that a log can give exists") {
  const Calibration empty_log = [] {
    const TemporaryFile log("yuanluo_short_log.csv", "date,dispatch\n2021-01-01,08:00:00\n");
    return calibrate({log.path, {}, {}, DateOrder::detect}, 1);
  }();
  for (const LogService service : {LogService::ambulance, LogService::brigade}) {
    PatchRequest request;
    request.service = service;
    const Patch patch = scenario_patch(empty_log, request);
    CHECK(patch.written.size() + patch.left_out.size() == patch_targets(service).size());
  }
}
