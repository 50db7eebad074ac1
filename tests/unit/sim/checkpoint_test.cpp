#include "sim/checkpoint.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "sim/examples/phold.hpp"
#include "sim/sink.hpp"
#include "sim/windowed_kernel.hpp"

namespace {

using namespace yuanluo::sim;

Phold::World some_world() {
  Phold::World world;
  world.processes = 60;
  world.start_events = 4;
  world.echo_share = 0.3;
  return world;
}

WindowedKernel<Phold> fresh_run(const Phold::World& world) {
  return WindowedKernel<Phold>(world, Phold::start_state(world), Phold::first_events(world));
}

// A directory of this test's own, gone when it ends.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "yuanluo-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
};

constexpr std::uint64_t fingerprint = 42;

std::string what_reading_says(const std::filesystem::path& path, std::uint64_t print = fingerprint) {
  try {
    read_checkpoint<Phold>(path, {}, print);
  } catch (const SealedFileError& error) {
    return error.what();
  }
  return "fine";
}

}  // namespace

TEST_CASE("a run that goes on from a checkpoint file has the trace of the run that never stopped") {
  const Phold::World world = some_world();
  const SimTime end = epoch + seconds(30.0);
  HashEvents<> whole;
  auto uninterrupted = fresh_run(world);
  uninterrupted.run(end, whole);

  const Folder folder;
  HashEvents<> first_part;
  auto kernel = fresh_run(world);
  kernel.run(epoch + seconds(12.3), first_part);
  write_checkpoint<Phold>(folder.path / "run", {kernel.snapshot(), first_part.hash()}, fingerprint);

  Checkpoint<Phold> checkpoint = read_checkpoint<Phold>(folder.path / "run", {}, fingerprint);
  HashEvents<> second_part;
  SerialKernel<Phold> resumed(world, checkpoint.run);
  resumed.run(end, second_part);
  TraceHash trace = checkpoint.trace;
  trace.merge(second_part.hash());
  CHECK(trace.value() == whole.hash().value());
  CHECK((resumed.state() == uninterrupted.state()));
}

TEST_CASE("a program killed while writing checkpoints leaves one from which its run goes on") {
  const Phold::World world = some_world();
  const SimTime end = epoch + seconds(40.0);
  HashEvents<> whole;
  fresh_run(world).run(end, whole);
  for (int delay_ms : {30, 47, 71}) {
    const Folder folder;
    const std::filesystem::path path = folder.path / "run";
    auto kernel = fresh_run(world);
    write_checkpoint<Phold>(path, {kernel.snapshot(), {}}, fingerprint);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      HashEvents<> sink;
      for (double t = 0.05; t < 40.0; t += 0.05) {
        kernel.run(epoch + seconds(t), sink);
        write_checkpoint<Phold>(path, {kernel.snapshot(), sink.hash()}, fingerprint);
      }
      ::pause();
    }
    ::usleep(static_cast<useconds_t>(delay_ms) * 1000);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);

    Checkpoint<Phold> checkpoint = read_checkpoint<Phold>(path, {}, fingerprint);
    HashEvents<> rest;
    WindowedKernel<Phold> resumed(world, checkpoint.run);
    resumed.run(end, rest);
    checkpoint.trace.merge(rest.hash());
    CHECK(checkpoint.trace.value() == whole.hash().value());
  }
}

TEST_CASE("a checkpoint that is damaged in any byte, cut short or of another world is refused") {
  const Phold::World world = some_world();
  const Folder folder;
  const std::filesystem::path path = folder.path / "run";
  auto kernel = fresh_run(world);
  kernel.run(epoch + seconds(1.0), IgnoreEvents{});
  write_checkpoint<Phold>(path, {kernel.snapshot(), {}}, fingerprint);
  CHECK(what_reading_says(path) == "fine");
  CHECK(what_reading_says(path, 43).find("expected fingerprint") != std::string::npos);
  CHECK(what_reading_says(folder.path / "absent").find("No such file") != std::string::npos);

  std::ifstream in(path, std::ios::binary);
  const std::string good((std::istreambuf_iterator<char>(in)), {});
  const auto rewrite = [&](const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  };
  for (std::size_t i = 0; i < good.size(); i += i < 64 ? 1 : 97) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 0x10);
    rewrite(bad);
    CAPTURE(i);
    CHECK(what_reading_says(path) != "fine");
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{20}, std::size_t{48}, good.size() / 2, good.size() - 1}) {
    rewrite(good.substr(0, size));
    CHECK(what_reading_says(path) != "fine");
  }
  rewrite(good + "x");
  CHECK(what_reading_says(path) != "fine");
}
