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

std::string TraceTrouble::text() const {
  const std::string here = file + ": byte " + std::to_string(offset) + ": ";
  switch (kind) {
    case Kind::unreadable:
      return file + ": expected a trace file, found none that can be read";
    case Kind::empty:
      return file + ": expected a yuanluo trace, found an empty file";
    case Kind::no_trace:
      return file + ": expected a yuanluo trace, found another kind of file";
    case Kind::other_format:
      return file + ": expected trace format " + std::to_string(version) + ", found " + std::to_string(number) +
             " (written by another version of the program)";
    case Kind::damaged_head:
      return file + ": the head of the trace is damaged";
    case Kind::other_events:
      return file +
             ": the trace holds other kinds of events than this program knows (written by another version of the "
             "program)";
    case Kind::not_written:
      return offset == 0 ? file + ": the trace cannot be written here"
                         : here + "the trace cannot be written (is the disk full?)";
    case Kind::not_packed:
      return here + "a block cannot be packed";
    case Kind::left_out:
      return here + std::to_string(number) + " damaged bytes were left out";
    case Kind::cut_off:
      return here + "the rest is cut off or damaged and was left out";
    case Kind::stopped:
      return here + "the trace ends here without its closing mark: the run was stopped";
    case Kind::damaged_block:
      return here + "block " + std::to_string(number) + " (" + std::to_string(count) +
             " events) is damaged and was left out";
    case Kind::damaged_attachment:
      return here + "something attached to the trace is damaged";
  }
  return file;
}

void TraceFileReader::note(TraceTrouble::Kind kind, std::uint64_t offset, std::uint64_t number, std::uint64_t count) {
  notes_.push_back({kind, path_.generic_string(), offset, number, count});
}

TraceFileReader::TraceFileReader(const std::filesystem::path& path) : path_(path), file_(path, std::ios::binary) {
  std::error_code code;
  if (!file_ || std::filesystem::is_directory(path, code))
    throw TraceError({TraceTrouble::Kind::unreadable, path.generic_string()});
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
  if (size_ == 0) throw TraceError({TraceTrouble::Kind::empty, path_.generic_string()});
  FileHead head{};
  const bool whole = take(0, &head, sizeof head);
  if (!take(0, &head.magic, sizeof head.magic) || head.magic != magic)
    throw TraceError({TraceTrouble::Kind::no_trace, path_.generic_string()});
  if (!whole) throw TraceError({TraceTrouble::Kind::damaged_head, path_.generic_string()});
  if (head.version != version)
    throw TraceError({TraceTrouble::Kind::other_format, path_.generic_string(), 0, head.version});
  const std::uint64_t body_size =
      std::uint64_t{head.description_size} + std::uint64_t{head.kinds} * sizeof(std::uint32_t);
  std::string body;
  const bool fits = body_size <= size_ - sizeof head;
  if (fits) body.resize(body_size);
  if (!fits || !take(sizeof head, body.data(), body.size()) || XXH3_64bits(body.data(), body.size()) != head.checksum)
    throw TraceError({TraceTrouble::Kind::damaged_head, path_.generic_string()});
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
      note(TraceTrouble::Kind::left_out, offset, *next - offset);
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
  note(offset < size_ ? TraceTrouble::Kind::cut_off : TraceTrouble::Kind::stopped, offset);
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
  note(TraceTrouble::Kind::damaged_block, block.offset, index, block.count);
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
    const TraceTrouble damage{TraceTrouble::Kind::damaged_attachment, path_.generic_string(), section.offset};
    if (std::find(notes_.begin(), notes_.end(), damage) == notes_.end()) notes_.push_back(damage);
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
