#include "sim/trace_file.hpp"

#include <zstd.h>

#include <algorithm>
#include <cstring>

#include "sim/bytes.hpp"
#include "sim/trace_columns.hpp"
#include "sim/trace_section.hpp"

namespace yuanluo::sim {

using namespace trace_format;

namespace {

SimTime at(std::int64_t microseconds) { return SimTime{Duration{microseconds}}; }

}  // namespace

TraceFileReader::TraceFileReader(const std::filesystem::path& path) : path_(path), file_(path, std::ios::binary) {
  std::error_code code;
  if (!file_ || std::filesystem::is_directory(path, code))
    throw TraceError(path.generic_string() + ": expected a trace file, found none that can be read");
  file_.seekg(0, std::ios::end);
  size_ = static_cast<std::uint64_t>(file_.tellg());
  read_header();
  if (!read_index()) scan();
  noted_.resize(blocks().size());
}

bool TraceFileReader::take(std::uint64_t offset, void* to, std::size_t size) {
  if (offset > size_ || size > size_ - offset) return false;
  file_.clear();
  file_.seekg(static_cast<std::streamoff>(offset));
  file_.read(static_cast<char*>(to), static_cast<std::streamsize>(size));
  return file_.good() || size == 0;
}

void TraceFileReader::read_header() {
  FileHead head{};
  if (!take(0, &head, sizeof head) || head.magic != magic)
    throw TraceError(path_.generic_string() + ": expected a yuanluo trace, found another kind of file");
  if (head.version != version)
    throw TraceError(path_.generic_string() + ": expected trace format " + std::to_string(version) + ", found " +
                     std::to_string(head.version) + " (written by another version of the program)");
  const std::uint64_t body_size =
      std::uint64_t{head.description_size} + std::uint64_t{head.kinds} * sizeof(std::uint32_t);
  std::string body;
  const bool fits = body_size <= size_ - sizeof head;
  if (fits) body.resize(body_size);
  if (!fits || !take(sizeof head, body.data(), body.size()) || XXH3_64bits(body.data(), body.size()) != head.checksum)
    throw TraceError(path_.generic_string() + ": the head of the trace is damaged");
  header_.description = body.substr(0, head.description_size);
  header_.kind_sizes.resize(head.kinds);
  if (head.kinds > 0)
    std::memcpy(header_.kind_sizes.data(), body.data() + head.description_size, head.kinds * sizeof(std::uint32_t));
  first_section_ = sizeof head + body_size;
}

// True if the end of the file leads to an index that is whole.
bool TraceFileReader::read_index() {
  Tail tail{};
  if (size_ < first_section_ + sizeof tail || !take(size_ - sizeof tail, &tail, sizeof tail) || tail.mark != end_mark ||
      tail.check != check_of(tail))
    return false;
  SectionHead head{};
  if (!take(tail.index, &head, sizeof head) || head.mark != index_mark || head.head_check != check_of(head))
    return false;
  const auto raw = unpack({tail.index, head.packed, head.raw, 0});
  if (!raw) return false;
  try {
    ByteReader reader(*raw);
    reader.read(contents_.blocks);
    reader.read(contents_.states);
    reader.read(contents_.subjects);
    reader.read(contents_.attachments);
  } catch (const BytesError&) {
    contents_ = {};
    return false;
  }
  complete_ = true;
  return true;
}

// Without an index: from head to head. What lies between two heads that are whole and is none itself is left out.
void TraceFileReader::scan() {
  std::uint64_t offset = first_section_;
  while (offset < size_) {
    SectionHead head{};
    const bool sound = take(offset, &head, sizeof head) && known(head.mark) && head.head_check == check_of(head);
    if (!sound) {
      const auto next = next_section(offset + 1);
      if (!next) break;
      notes_.push_back(place(path_, offset) + std::to_string(*next - offset) + " damaged bytes were left out");
      offset = *next;
      continue;
    }
    if (head.packed > size_ - offset - sizeof head) break;
    const TraceSection section{offset, head.packed, head.raw, head.before};
    if (head.mark == block_mark)
      contents_.blocks.push_back({section, head.count, at(head.first_us), at(head.last_us)});
    else if (head.mark == state_mark)
      contents_.states.push_back(section);
    else if (head.mark == attachment_mark)
      contents_.attachments.push_back(section);
    offset += sizeof head + head.packed;
  }
  notes_.push_back(place(path_, offset) + (offset < size_
                                               ? "the rest is cut off or damaged and was left out"
                                               : "the trace ends here without its closing mark: the run was stopped"));
}

// Where the next sound head begins, at or behind `from`.
std::optional<std::uint64_t> TraceFileReader::next_section(std::uint64_t from) {
  constexpr std::size_t window = 1u << 20;
  std::vector<char> bytes(window + sizeof(SectionHead));
  for (; from + sizeof(SectionHead) <= size_; from += window) {
    const std::size_t length = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), size_ - from));
    if (!take(from, bytes.data(), length)) return std::nullopt;
    for (std::size_t i = 0; i + sizeof(SectionHead) <= length; ++i) {
      if (bytes[i] != 'Y') continue;
      SectionHead head;
      std::memcpy(&head, bytes.data() + i, sizeof head);
      if (known(head.mark) && head.head_check == check_of(head)) return from + i;
    }
  }
  return std::nullopt;
}

std::optional<std::vector<std::byte>> TraceFileReader::unpack(const TraceSection& section) {
  if (section.raw > largest_section || section.packed > size_) return std::nullopt;
  SectionHead head{};
  packed_.resize(section.packed);
  if (!take(section.offset, &head, sizeof head) || head.head_check != check_of(head) ||
      !take(section.offset + sizeof head, packed_.data(), packed_.size()) ||
      XXH3_64bits(packed_.data(), packed_.size()) != head.checksum)
    return std::nullopt;
  std::vector<std::byte> raw(section.raw);
  if (ZSTD_decompress(raw.data(), raw.size(), packed_.data(), packed_.size()) != raw.size()) return std::nullopt;
  return raw;
}

std::optional<std::vector<std::byte>> TraceFileReader::read(std::size_t index) {
  const TraceBlock& block = blocks().at(index);
  auto raw = unpack(block);
  if (raw || noted_[index]) return raw;
  noted_[index] = true;
  notes_.push_back(place(path_, block.offset) + "block " + std::to_string(index) + " (" + std::to_string(block.count) +
                   " events) is damaged and was left out");
  return std::nullopt;
}

std::optional<std::vector<std::byte>> TraceFileReader::read_state(std::size_t index) {
  return unpack(states().at(index));
}

std::vector<TraceAttachment> TraceFileReader::attachments() {
  std::vector<TraceAttachment> all;
  for (const TraceSection& section : contents_.attachments) {
    SectionHead head{};
    const auto raw = unpack(section);
    if (raw && take(section.offset, &head, sizeof head) && head.count <= raw->size()) {
      const std::string whole(reinterpret_cast<const char*>(raw->data()), raw->size());
      all.push_back({whole.substr(0, head.count), whole.substr(head.count)});
      continue;
    }
    const std::string note = place(path_, section.offset) + "something attached to the trace is damaged";
    if (std::find(notes_.begin(), notes_.end(), note) == notes_.end()) notes_.push_back(note);
  }
  return all;
}

std::optional<std::vector<std::uint32_t>> TraceFileReader::blocks_of(std::uint64_t subject) {
  if (!complete_) return std::nullopt;
  std::vector<std::uint32_t> found;
  const auto& pages = contents_.subjects;
  // The subject may begin at the end of one page and go on in the next.
  auto page = std::lower_bound(pages.begin(), pages.end(), subject,
                               [](const TraceSection& p, std::uint64_t s) { return p.before < s; });
  if (page != pages.begin()) --page;
  for (; page != pages.end() && page->before <= subject; ++page) {
    SectionHead head{};
    const auto raw = unpack(*page);
    if (!raw || !take(page->offset, &head, sizeof head)) return std::nullopt;
    std::vector<std::uint64_t> steps;
    std::vector<std::uint32_t> blocks;
    std::size_t place = 0;
    take_column(*raw, place, steps, head.count);
    take_column(*raw, place, blocks, head.count);
    std::uint64_t current = page->before;
    for (std::size_t i = 0; i < steps.size() && current <= subject; ++i) {
      current += steps[i];
      if (current == subject) found.push_back(blocks[i]);
    }
  }
  return found;
}

}  // namespace yuanluo::sim
