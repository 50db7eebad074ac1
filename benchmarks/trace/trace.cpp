// Traces of many millions of events: written, opened, shown at random moments. Events are those of some years of the
// reference district, repeated with incidents of other names until there are enough.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <unordered_set>
#include <vector>

#include "benchmarks/measure.hpp"
#include "models/model.hpp"
#include "models/onsets.hpp"
#include "models/situation/situation.hpp"
#include "scenarios/build.hpp"
#include "scenarios/recording.hpp"
#include "sim/serial_kernel.hpp"
#include "sim/trace.hpp"
#include "viz/replay/replay.hpp"
#include "viz/window/session.hpp"

namespace {

using namespace yuanluo;
using namespace yuanluo::benchmarks;
using Writer = sim::TraceWriter<models::Payload, models::Situation, models::SubjectOfEvent>;

// The events of incidents that are over within the stretch, so that it can be repeated.
std::vector<models::Event> some_years(const models::World& world, int days) {
  const sim::Luck luck(1, 0);
  const sim::SimTime until = sim::epoch + days * sim::one_day;
  sim::SerialKernel<models::DistrictModel> kernel(world, models::State(world, luck),
                                                  models::onsets(world, luck, until));
  std::vector<models::Event> events;
  std::unordered_set<std::uint64_t> over;
  kernel.run(until, [&](const models::Event& event) {
    events.push_back(event);
    if (const auto* end = std::get_if<models::IncidentEnded>(&event.payload)) over.insert(end->incident.bits() + 1);
  });
  std::erase_if(events, [&](const models::Event& event) {
    const std::uint64_t subject = models::SubjectOfEvent{}(event.payload);
    return subject != 0 && over.count(subject) == 0;
  });
  return events;
}

// The same event in the k-th repetition.
models::Event repeated(models::Event event, std::uint32_t k, sim::Duration span) {
  event.key.at += k * span;
  event.key.sequence += std::uint64_t{k} << 24;
  std::visit(
      [&](auto& e) {
        if constexpr (requires { e.incident; })
          e.incident = models::IncidentId(e.incident.hazard(), e.incident.stream(), e.incident.entity(),
                                          (e.incident.ordinal() & 0x3ffu) + 1024 * (k + 1));
      },
      event.payload);
  return event;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Traces: speed of writing, size, speed of showing any moment, memory"};
  std::uint64_t wanted = 10'000'000;
  int days = 1461, moments = 400;
  bool replay_only = false, keep = false;
  std::string file = (std::filesystem::temp_directory_path() / "yuanluo-trace-benchmark.ylr").string();
  app.add_option("--events", wanted, "Events to write");
  app.add_option("--days", days, "Days of the district that are repeated");
  app.add_option("--moments", moments, "Random moments to show");
  app.add_option("--file", file, "Where to write the trace");
  app.add_flag("--replay-only", replay_only, "Look at a file that is there already");
  app.add_flag("--keep", keep, "Do not remove the file");
  CLI11_PARSE(app, argc, argv);

  if (!replay_only) {
    scenarios::Spec spec = scenarios::load_spec("scenarios/shuangqiaozi/today.json");
    const models::World world = scenarios::build_world(spec);
    const std::vector<models::Event> events = some_years(world, days);
    const sim::Duration span = days * sim::one_day;
    const auto repeats =
        static_cast<std::uint32_t>(std::min<std::uint64_t>((wanted + events.size() - 1) / events.size(), 62));
    const auto attached = scenarios::recording_of(spec, world.district);
    const std::string description = fmt::format(R"({{"program":"yuanluo","version":"benchmark","seed":1,"days":{}}})",
                                                repeats * static_cast<std::uint32_t>(days));
    Writer writer(file, description, attached);
    const std::uint64_t head = writer.file().bytes();
    const double before = processor_seconds();
    std::uint64_t n = 0;
    for (std::uint32_t k = 0; k < repeats && n < wanted; ++k)
      for (const models::Event& event : events) {
        if (n++ == wanted) break;
        writer(repeated(event, k, span));
      }
    writer.finish();
    const double took = processor_seconds() - before;
    n = writer.file().events();
    fmt::print(
        "written: {} events, {:.2f} M events per CPU second, {:.2f} bytes an event (index and states with it), "
        "district {:.2f} MB\n",
        n, static_cast<double>(n) / took / 1e6,
        static_cast<double>(writer.file().bytes() - head) / static_cast<double>(n), static_cast<double>(head) / 1e6);
  }

  double before = processor_seconds();
  sim::TraceReader<models::Payload> reader(file);
  const auto& blocks = reader.file().blocks();
  const sim::SimTime first = blocks.front().first, last = blocks.back().last;
  fmt::print("index read: {:.1f} ms CPU; {} blocks, {} states\n", 1e3 * (processor_seconds() - before), blocks.size(),
             reader.file().states().size());
  std::uint32_t drawn = 0;
  const auto uniform = [&] { return sim::Luck(7, 0).draw(++drawn, 1).uniform(); };
  const auto random_moment = [&] {
    return first + sim::Duration{static_cast<std::int64_t>(uniform() * static_cast<double>((last - first).count()))};
  };
  std::vector<double> took;
  models::Situation situation;
  std::uint64_t done = 0;
  for (int i = 0; i < moments; ++i) {
    const sim::SimTime at = random_moment();
    before = processor_seconds();
    reader.bring_to(at, situation, done, models::Situation{});
    took.push_back(1e3 * (processor_seconds() - before));
  }
  fmt::print("state at a random moment: median {:.2f} ms, p95 {:.2f} ms, most {:.2f} ms CPU\n", quantile(took, 0.5),
             quantile(took, 0.95), quantile(took, 1.0));

  before = processor_seconds();
  viz::Replay replay = viz::Replay::open(file);
  fmt::print("replay opened: {:.2f} s CPU, {:.0f} MB at most\n", processor_seconds() - before, peak_mb());
  took.clear();
  for (int i = 0; i < moments; ++i) {
    const sim::SimTime at = random_moment();
    before = processor_seconds();
    replay.frame_at(at, {});
    took.push_back(1e3 * (processor_seconds() - before));
  }
  fmt::print("frame at a random moment: median {:.2f} ms, p95 {:.2f} ms, most {:.2f} ms CPU\n", quantile(took, 0.5),
             quantile(took, 0.95), quantile(took, 1.0));
  before = processor_seconds();
  const std::size_t incidents = replay.incidents().size();
  fmt::print("list of {} incidents: {:.2f} s CPU, {:.0f} MB at most\n", incidents, processor_seconds() - before,
             peak_mb());
  took.clear();
  for (int i = 0; i < std::min(moments, 50); ++i) {
    viz::Choices choices;
    choices.measure = viz::Measure::latency;
    choices.heat = choices.ended = true;
    const sim::SimTime at = random_moment();
    before = processor_seconds();
    replay.frame_at(at, choices);
    took.push_back(1e3 * (processor_seconds() - before));
  }
  fmt::print("the same with latency by compound, heat, ended incidents: median {:.2f} ms, p95 {:.2f} ms CPU\n",
             quantile(took, 0.5), quantile(took, 0.95));
  took.clear();
  {
    viz::Session session(replay);
    session.refresh();
    for (int i = 0; i < moments; ++i) {
      session.clock.go(random_moment());
      before = processor_seconds();
      session.refresh();
      took.push_back(1e3 * (processor_seconds() - before));
    }
  }
  fmt::print("scrubbing to a random moment, frame and list: median {:.2f} ms, p95 {:.2f} ms, most {:.2f} ms CPU\n",
             quantile(took, 0.5), quantile(took, 0.95), quantile(took, 1.0));
  took.clear();
  for (int i = 0; i < std::min(moments, 100); ++i) {
    const viz::IncidentRow row =
        replay.incidents()[static_cast<std::size_t>(uniform() * static_cast<double>(incidents))];
    before = processor_seconds();
    replay.chain(row.id, models::Language::en);
    took.push_back(1e3 * (processor_seconds() - before));
  }
  fmt::print("chain of a random incident: median {:.2f} ms, p95 {:.2f} ms CPU\n", quantile(took, 0.5),
             quantile(took, 0.95));
  if (!keep && !replay_only) std::filesystem::remove(file);
}
