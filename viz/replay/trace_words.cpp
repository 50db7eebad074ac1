#include "viz/replay/trace_words.hpp"

#include <fmt/format.h>

namespace yuanluo::viz {

namespace {

std::string in_chinese(const sim::TraceTrouble& t) {
  using Kind = sim::TraceTrouble::Kind;
  switch (t.kind) {
    case Kind::unreadable:
      return fmt::format("{}：应为轨迹文件，却没有可读的文件", t.file);
    case Kind::empty:
      return fmt::format("{}：应为院落轨迹文件，却是空文件", t.file);
    case Kind::no_trace:
      return fmt::format("{}：应为院落轨迹文件，却是另一种文件", t.file);
    case Kind::other_format:
      return fmt::format("{}：轨迹格式为 {}，本程序不能读（由程序的另一版本写成）", t.file, t.number);
    case Kind::damaged_head:
      return fmt::format("{}：轨迹文件的头部已损坏", t.file);
    case Kind::other_events:
      return fmt::format("{}：轨迹中的事件种类与本程序不同（由程序的另一版本写成）", t.file);
    case Kind::not_written:
      return t.offset == 0 ? fmt::format("{}：此处不能写入轨迹", t.file)
                           : fmt::format("{}：第 {} 字节处不能写入轨迹（磁盘已满？）", t.file, t.offset);
    case Kind::not_packed:
      return fmt::format("{}：第 {} 字节处的数据块不能压缩", t.file, t.offset);
    case Kind::left_out:
      return fmt::format("{}：第 {} 字节起有 {} 字节损坏，已略去", t.file, t.offset, t.number);
    case Kind::cut_off:
      return fmt::format("{}：第 {} 字节以后被截断或损坏，已略去", t.file, t.offset);
    case Kind::stopped:
      return fmt::format("{}：轨迹在第 {} 字节处中断，没有结束标记：运行被中止", t.file, t.offset);
    case Kind::damaged_block:
      return fmt::format("{}：第 {} 字节处的数据块 {}（{} 个事件）损坏，已略去", t.file, t.offset, t.number, t.count);
    case Kind::damaged_attachment:
      return fmt::format("{}：第 {} 字节处的附带内容损坏", t.file, t.offset);
  }
  return t.file;
}

}  // namespace

models::Name told(const sim::TraceTrouble& trouble) { return {in_chinese(trouble), trouble.text()}; }

}  // namespace yuanluo::viz
