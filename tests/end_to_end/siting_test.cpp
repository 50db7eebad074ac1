// `yuanluo site` from outside.
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// A folder that goes away with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("yuanluo_siting_" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

struct Outcome {
  int code = 0;
  std::string out, err;
};

Outcome yuanluo(const Folder& folder, const std::string& arguments) {
  const fs::path out = folder / "stdout.txt", err = folder / "stderr.txt";
  const int status =
      std::system(("LC_ALL=C " YUANLUO_PROGRAM " " + arguments + " >" + out.string() + " 2>" + err.string()).c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(out), read(err)};
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A path of six nodes, 1 apart, but 10 between the third and the fourth.
const std::string path_graph = "6 5 2\n1 2 1\n2 3 1\n3 4 10\n4 5 1\n5 6 1\n";

}  // namespace

TEST_CASE("site gives the sites, the value, a bound and the runner-up as a table, as JSON and as CSV") {
  const Folder folder;
  const std::string graph = folder.file("path.txt", path_graph);
  const Outcome json = yuanluo(folder, "site " + graph + " --json --csv " + (folder / "out.csv").string());
  REQUIRE(json.code == 0);
  const Json answer = Json::parse(json.out);
  CHECK(answer["value"] == 4.0);
  CHECK(answer["bound"] == 4.0);
  CHECK(answer["proven"] == true);
  CHECK(answer["p"] == 2);
  CHECK(answer["choices"].size() == 2);
  CHECK(answer["choices"][0]["worse_with_runner_up"] == 1.0);
  CHECK(contains(read(folder / "out.csv"), "rank,site,x,y,existing,marginal"));
  const Outcome table = yuanluo(folder, "site " + graph + " --objective p-center --log --lang zh");
  CHECK(table.code == 0);
  CHECK(contains(table.out, "目标值 1，界 1，差距 0.000%：已证最优"));
}

TEST_CASE("site keeps existing sites and adds others") {
  const Folder folder;
  const std::string graph = folder.file("path.txt", path_graph);
  const Json answer = Json::parse(yuanluo(folder, "site " + graph + " --existing 1 --add 1 --json").out);
  CHECK(answer["choices"][0]["site"] == "1");
  CHECK(answer["choices"][0]["existing"] == true);
  CHECK(answer["choices"][1]["site"] == "5");
  CHECK(answer["value"] == 5.0);
}

TEST_CASE("site says what cannot be met, and what is missing from the question") {
  const Folder folder;
  const std::string graph = folder.file("path.txt", path_graph);
  const std::string apart = folder.file("apart.txt", "4 2 1\n1 2 1\n3 4 1\n");
  const Outcome unreachable = yuanluo(folder, "site " + apart);
  CHECK(unreachable.code == 2);
  CHECK(contains(unreachable.err, "2 customers cannot be served"));
  const Outcome full = yuanluo(folder, "site " + graph + " --capacity 2");
  CHECK(full.code == 2);
  CHECK(contains(full.err, "load 6, room of the largest sites 4"));
  CHECK(contains(yuanluo(folder, "site " + graph + " --objective mclp").err, "expected --radius"));
  CHECK(contains(yuanluo(folder, "site " + graph + " --existing 9").err, "the name of a site of the file"));
  CHECK(yuanluo(folder, "site " + graph + " --objective p-mean").code == 3);
  CHECK(yuanluo(folder, "site " + graph + " --p 2 --add 2").code == 3);
  CHECK(yuanluo(folder, "site no-such-file.txt").code == 2);
}
