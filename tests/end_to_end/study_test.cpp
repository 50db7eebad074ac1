// Studies from outside: killed and resumed, on threads and on several processes, always with the same tables.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "tests/fixtures/program_desk.hpp"

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const std::string effects = "scenarios/studies/toy-effects.json";
constexpr int trials = 240;  // of that study: 6 points with 40 replications

using yuanluo::fixtures::contains;
using yuanluo::fixtures::read;

// A folder, and programs that go on by themselves and write their messages into it.
class Desk : public yuanluo::fixtures::Desk {
 public:
  std::string messages() const { return read(path("messages.txt")); }

  // Starts a command; its exit code is that of `wait`.
  pid_t start(const std::string& command) const {
    const std::string line = fmt::format("exec {} >{} 2>{}", command, name("out.txt"), name("messages.txt"));
    const pid_t child = ::fork();
    if (child == 0) {
      ::execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
      ::_exit(127);
    }
    return child;
  }
  static int wait(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  int run(const std::string& command) const { return wait(start(command)); }

  std::string study(const std::string& out, const std::string& more = "", const std::string& file = effects) const {
    return fmt::format("{} study {} --lang en --no-report --out {} {}", YUANLUO_PROGRAM, file, name(out), more);
  }
  std::string database(const std::string& out) const { return name(out + "/study.sqlite"); }
};

long long count(const std::string& database, const std::string& sql) {
  try {
    SQLite::Database file(database, SQLite::OPEN_READONLY);
    return file.execAndGet(sql).getInt64();
  } catch (const SQLite::Exception&) {
    return 0;  // not there yet
  }
}

// All tables but those that say who did what when.
std::string dump(const std::string& database) {
  SQLite::Database file(database, SQLite::OPEN_READONLY);
  std::string all;
  for (const char* table : {"study", "scenario", "factor", "point", "setting", "kpi_definition", "trial", "value",
                            "control", "estimate", "difference", "level_effect", "linear_effect", "interaction",
                            "elementary_effect", "sensitivity_index", "standing"}) {
    SQLite::Statement rows(file, fmt::format("SELECT * FROM {}", table));
    while (rows.executeStep()) {
      all += table;
      for (int c = 0; c < rows.getColumnCount(); ++c) {
        const SQLite::Column cell = rows.getColumn(c);
        all += cell.isFloat() ? fmt::format("|{:a}", cell.getDouble()) : fmt::format("|{}", cell.getString());
      }
      all += '\n';
    }
  }
  return all;
}

// Waits until `done` holds; false after five minutes.
bool wait_until(const std::function<bool()>& done) {
  for (int i = 0; i < 60000; ++i) {
    if (done()) return true;
    std::this_thread::sleep_for(5ms);
  }
  return false;
}

// What an undisturbed run on one thread gives.
const std::string& undisturbed(const Desk& desk) {
  static const std::string tables = [&] {
    REQUIRE(desk.run(desk.study("alone", "--threads 1")) == 0);
    return dump(desk.database("alone"));
  }();
  return tables;
}

TEST_CASE("a study that is killed again and again goes on where it was, loses nothing and runs nothing twice") {
  const Desk desk;
  const std::string expected = undisturbed(desk);
  const std::string database = desk.database("killed");
  long long before = 0;
  for (const int kept : {1, 60, 150}) {
    const pid_t child = desk.start(desk.study("killed", "--threads 2"));
    CHECK(wait_until([&] { return count(database, "SELECT count(*) FROM trial") >= kept; }));
    ::kill(child, SIGKILL);
    CHECK(Desk::wait(child) == -SIGKILL);
    const long long now = count(database, "SELECT count(*) FROM trial");
    CHECK(now >= kept);
    CHECK(now >= before);
    // Each row belongs to one session; those of earlier sessions stay as they were.
    CHECK(count(database, "SELECT count(*) FROM timing") == now);
    if (before > 0)
      CHECK(count(database, "SELECT count(*) FROM timing WHERE session < (SELECT max(session) FROM session)") ==
            before);
    before = now;
  }
  CHECK(count(database, "SELECT finished FROM study") == 0);
  CHECK(desk.run(desk.study("killed")) == 0);
  CHECK(contains(desk.messages(), fmt::format("Going on: {} replications are there already", before)));
  CHECK(dump(database) == expected);
  CHECK(count(database, "SELECT count(*) FROM timing WHERE session = 4") == trials - before);
  // Once more: nothing is left to do.
  CHECK(desk.run(desk.study("killed")) == 0);
  CHECK(count(database, "SELECT count(*) FROM timing WHERE session = 5") == 0);
  CHECK(dump(database) == expected);
}

TEST_CASE("threads do not show in the tables, nor in the CSV files") {
  const Desk desk;
  const std::string expected = undisturbed(desk);
  REQUIRE(desk.run(desk.study("three", "--threads 3")) == 0);
  CHECK(dump(desk.database("three")) == expected);
  REQUIRE(desk.run(desk.study("one", "--threads 1")) == 0);
  for (const char* file : {"trial.csv", "value.csv", "estimate.csv", "difference.csv", "level_effect.csv"}) {
    CHECK(read(desk.name("three/csv/") + file).size() > 100);
    CHECK(read(desk.name("three/csv/") + file) == read(desk.name("one/csv/") + file));
  }
}

TEST_CASE("a stop by Ctrl-C keeps what is done and says so") {
  const Desk desk;
  const pid_t child = desk.start(desk.study("stopped", "--threads 1"));
  CHECK(wait_until([&] { return count(desk.database("stopped"), "SELECT count(*) FROM trial") >= 5; }));
  ::kill(child, SIGINT);
  CHECK(Desk::wait(child) == 130);
  CHECK(contains(desk.messages(), "the same command goes on from here"));
  CHECK(desk.run(desk.study("stopped")) == 0);
  CHECK(dump(desk.database("stopped")) == undisturbed(desk));
}

TEST_CASE("results of another study are refused, and so is a second process on the same folder") {
  const Desk desk;
  REQUIRE(desk.run(desk.study("first", "", "scenarios/studies/toy-selection.json")) == 0);
  CHECK(desk.run(desk.study("first")) == 2);
  CHECK(contains(desk.messages(), "expected results of this study"));
  const pid_t child = desk.start(desk.study("busy", "--threads 1"));
  CHECK(wait_until([&] { return count(desk.database("busy"), "SELECT count(*) FROM trial") >= 1; }));
  const std::string second = desk.study("busy") + " 2>" + desk.name("second.txt");
  const int status = std::system(second.c_str());
  CHECK(WEXITSTATUS(status) == 2);
  CHECK(contains(read(desk.name("second.txt")), "another process that runs this study"));
  ::kill(child, SIGKILL);
  Desk::wait(child);
  std::ofstream(desk.name("foreign")) << "x";
  CHECK(desk.run(desk.study("foreign")) == 2);
}

TEST_CASE("parts that know nothing of each other make the same tables when they are merged") {
  const Desk desk;
  for (const char* part : {"1/3", "2/3", "3/3"}) {
    CHECK(desk.run(desk.study(std::string("part") + part[0], std::string("--part ") + part)) == 0);
    CHECK(contains(desk.messages(), "Part "));
    CHECK(count(desk.database(std::string("part") + part[0]), "SELECT count(*) FROM trial") == trials / 3);
    CHECK(count(desk.database(std::string("part") + part[0]), "SELECT finished FROM study") == 0);
  }
  CHECK(desk.run(desk.study("merged", fmt::format("--merge {},{},{}", desk.name("part1"), desk.name("part2"),
                                                  desk.database("part3")))) == 0);
  CHECK(dump(desk.database("merged")) == undisturbed(desk));
  CHECK(count(desk.database("merged"), "SELECT count(*) FROM timing") == trials);
  // Two parts: the third is run here.
  CHECK(desk.run(desk.study("two", fmt::format("--merge {},{}", desk.name("part1"), desk.name("part2")))) == 0);
  CHECK(dump(desk.database("two")) == undisturbed(desk));
  // A part that was made of another study, or tampered with, is refused.
  REQUIRE(desk.run(desk.study("other", "", "scenarios/studies/toy-selection.json")) == 0);
  CHECK(desk.run(desk.study("two", "--merge " + desk.name("other"))) == 2);
  CHECK(contains(desk.messages(), "expected results of this study"));
  {
    SQLite::Database file(desk.database("part2"), SQLite::OPEN_READWRITE);
    file.exec("UPDATE value SET value = value + 1");
  }
  CHECK(desk.run(desk.study("two", "--merge " + desk.name("part2"))) == 2);
  CHECK(contains(desk.messages(), "expected the same replication as is there already"));
  CHECK(desk.run(desk.study("nowhere", "--merge " + desk.name("nothing-here"))) == 2);
  for (const char* wrong : {"0/3", "4/3", "x", "1", "1/", "/2", "1/2/3"}) {
    INFO(wrong);
    CHECK(desk.run(desk.study("wrong", std::string("--part ") + wrong)) == 3);
    CHECK_FALSE(fs::exists(desk.name("wrong")));
  }
}

TEST_CASE("a part of a selection makes the first look, and the merge goes on to the same choice") {
  const Desk desk;
  const std::string selection = "scenarios/studies/toy-selection.json";
  REQUIRE(desk.run(desk.study("alone", "", selection)) == 0);
  REQUIRE(desk.run(desk.study("a", "--part 1/2", selection)) == 0);
  REQUIRE(desk.run(desk.study("b", "--part 2/2", selection)) == 0);
  REQUIRE(desk.run(desk.study("both", fmt::format("--merge {},{}", desk.name("a"), desk.name("b")), selection)) == 0);
  CHECK(dump(desk.database("both")) == dump(desk.database("alone")));
}

TEST_CASE("damaged and foreign results files are refused by what they are, and stay as they were") {
  const Desk desk;
  REQUIRE(desk.run(desk.study("alone", "--threads 2")) == 0);
  const std::string whole = read(desk.database("alone"));
  const auto refused = [&](const std::string& content, const std::string& expected) {
    fs::create_directories(desk.name("damaged"));
    std::ofstream(desk.database("damaged"), std::ios::binary | std::ios::trunc) << content;
    CHECK(desk.run(desk.study("damaged")) == 2);
    INFO(desk.messages());
    CHECK(contains(desk.messages(), expected));
    CHECK(read(desk.database("damaged")) == content);
  };
  refused("this is no database, but long enough to be looked at twice", "expected an intact file of results");
  refused(whole.substr(0, whole.size() / 2), "expected an intact file of results");
  std::string garbled = whole;
  for (std::size_t i = 4096; i < garbled.size(); ++i) garbled[i] = 'x';
  refused(garbled, "expected an intact file of results");
  fs::remove(desk.database("damaged"));
  {
    SQLite::Database other(desk.database("damaged"), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    other.exec("CREATE TABLE letters (text TEXT)");
  }
  refused(read(desk.database("damaged")), "a file of another kind");
}

TEST_CASE("a wrong study exits with 2 and is told in both languages, and --check runs nothing") {
  const Desk desk;
  const std::string wrong = desk.name("wrong.json");
  std::ofstream(wrong) << R"({"name": {"zh": "错", "en": "wrong"}, "scenarios": [], "kpis": ["x"], "seed": 1})";
  CHECK(desk.run(desk.study("wrong", "", wrong)) == 2);
  CHECK(contains(desk.messages(), "#/scenarios: expected an array with at least 1 members"));
  CHECK(contains(desk.messages(), "#/seed: expected a known key, got \"seed\""));
  CHECK_FALSE(fs::exists(desk.name("wrong")));
  CHECK(desk.run(desk.study("checked", "--check")) == 0);
  CHECK_FALSE(fs::exists(desk.name("checked")));
  CHECK(desk.run(std::string(YUANLUO_PROGRAM) + " study") == 3);
}

TEST_CASE("every shipped study on the toy runs to its end and has a report in both languages") {
  const Desk desk;
  for (const auto& entry : fs::directory_iterator("scenarios/studies")) {
    const std::string stem = entry.path().stem().string();
    if (stem.rfind("toy-", 0) != 0) continue;
    INFO(stem);
    const std::string command =
        fmt::format("{} study {} --out {}", YUANLUO_PROGRAM, entry.path().string(), desk.name(stem));
    CHECK(desk.run(command) == 0);
    CHECK(count(desk.database(stem), "SELECT finished FROM study") == 1);
    const std::string page = read(desk.name(stem + "/report.html"));
    CHECK(contains(page, "<span class=zh lang=zh-CN>试验点</span>"));
    CHECK(contains(page, "<span class=en lang=en>Points</span>"));
    CHECK_FALSE(contains(page, "src=\"http"));
    CHECK_FALSE(contains(page, "href=\"http"));
    CHECK_FALSE(contains(page, "nan"));
  }
}

#ifdef YUANLUO_MPIRUN

// Open MPI does not start for root, nor more processes than cores, unless it is told to: right for a test, not for use.
const std::string several =
    "env OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1 "
    "OMPI_MCA_btl_base_warn_component_unused=0 " YUANLUO_MPIRUN " ";
// The others go on when one is lost; the launcher's exit code then says nothing.
const std::string lasting = several + "--mca orte_enable_recovery 1 ";

// The process of a rank of a program that was started from here; 0 if there is none.
pid_t process_of_rank(const std::string& rank, const std::string& folder) {
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string command = read(entry.path() / "cmdline");
    if (!contains(command, folder) || contains(command, "mpirun")) continue;
    std::string environment(1, '\0');
    environment += read(entry.path() / "environ");
    if (contains(environment, fmt::format("{0}OMPI_COMM_WORLD_RANK={1}{0}", '\0', rank)))
      return static_cast<pid_t>(std::stol(entry.path().filename().string()));
  }
  return 0;
}

TEST_CASE("processes do not show in the tables, and more than one does the work") {
  const Desk desk;
  REQUIRE(desk.run(several + "-n 4 " + desk.study("ranks")) == 0);
  CHECK(dump(desk.database("ranks")) == undisturbed(desk));
  CHECK(count(desk.database("ranks"), "SELECT count(DISTINCT rank) FROM timing") >= 2);
}

TEST_CASE("a selection gives the same tables on one process and on three") {
  const Desk desk;
  const std::string selection = "scenarios/studies/toy-selection.json";
  REQUIRE(desk.run(desk.study("one", "--threads 2", selection)) == 0);
  REQUIRE(desk.run(several + "-n 3 " + desk.study("three", "", selection)) == 0);
  CHECK(dump(desk.database("one")) == dump(desk.database("three")));
}

TEST_CASE("a wrong study is told once by several processes, and all of them end") {
  const Desk desk;
  CHECK(desk.run(several + "-n 3 " + desk.study("wrong", "", desk.name("nowhere.json"))) == 2);
  const std::string messages = desk.messages();
  const std::size_t first = messages.find("nowhere.json: expected");
  CHECK(first != std::string::npos);
  CHECK(messages.find("nowhere.json: expected", first + 1) == std::string::npos);
}

TEST_CASE("the trials of a process that is killed are done again by others") {
  const Desk desk;
  const pid_t launcher = desk.start(lasting + "-n 3 " + desk.study("lost", "--lost-after 1"));
  CHECK(wait_until([&] { return count(desk.database("lost"), "SELECT count(*) FROM timing WHERE rank = 2") >= 1; }));
  const pid_t victim = process_of_rank("2", desk.name("lost"));
  REQUIRE(victim > 0);
  ::kill(victim, SIGKILL);
  Desk::wait(launcher);
  CHECK(count(desk.database("lost"), "SELECT finished FROM study") == 1);
  CHECK(dump(desk.database("lost")) == undisturbed(desk));
}

TEST_CASE("a study on several processes that is killed goes on on one") {
  const Desk desk;
  const pid_t launcher = desk.start(several + "-n 3 " + desk.study("all"));
  CHECK(wait_until([&] { return count(desk.database("all"), "SELECT count(*) FROM trial") >= 20; }));
  const pid_t writer = process_of_rank("0", desk.name("all"));
  REQUIRE(writer > 0);
  ::kill(writer, SIGKILL);
  ::kill(launcher, SIGTERM);
  Desk::wait(launcher);
  CHECK(desk.run(desk.study("all")) == 0);
  CHECK(dump(desk.database("all")) == undisturbed(desk));
}

#endif

}  // namespace
