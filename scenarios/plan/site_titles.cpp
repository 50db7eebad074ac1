#include "scenarios/plan/site_titles.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace yuanluo::scenarios {
namespace {

struct Meaning {
  std::string_view ours;
  std::initializer_list<std::string_view> theirs;
};

const Meaning meanings[] = {
    {"name", {"id", "no", "node", "place", "名称", "编号", "序号", "地点", "点名", "小区", "社区", "地址"}},
    {"x", {"x_coord", "xcoord", "x坐标", "横坐标", "easting"}},
    {"y", {"y_coord", "ycoord", "y坐标", "纵坐标", "northing"}},
    {"lon", {"lng", "long", "longitude", "经度"}},
    {"lat", {"latitude", "纬度"}},
    {"weight", {"w", "demand", "population", "pop", "权重", "人口", "需求", "需求量", "人数", "户数"}},
    {"load", {"负荷", "负载"}},
    {"role", {"角色"}},
    {"existing", {"已有", "现有", "已建"}},
    {"capacity", {"cap", "容量", "能力"}},
    {"cost", {"price", "费用", "造价", "成本"}},
    {"from", {"source", "start", "起点"}},
    {"to", {"target", "end", "终点"}},
    {"length", {"distance", "dist", "total_length", "time", "total_time", "minutes", "长度", "距离", "时间"}},
    {"customer", {"origin", "originid", "需求点"}},
    {"site", {"facility", "destination", "destinationid", "候选点", "设施"}},
};

}  // namespace

std::string plain_title(std::string_view title) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!title.empty() && blank(title.front())) title.remove_prefix(1);
  for (const std::string_view bracket : {"(", "（", "[", "【"}) {
    const std::size_t at = title.find(bracket);
    if (at != std::string_view::npos && at > 0) title = title.substr(0, at);
  }
  while (!title.empty() && blank(title.back())) title.remove_suffix(1);
  std::string low(title);
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return low;
}

std::string known_title(std::string_view title) {
  const std::string plain = plain_title(title);
  for (const Meaning& meaning : meanings) {
    if (std::find(meaning.theirs.begin(), meaning.theirs.end(), plain) != meaning.theirs.end())
      return std::string(meaning.ours);
  }
  return plain;
}

}  // namespace yuanluo::scenarios
