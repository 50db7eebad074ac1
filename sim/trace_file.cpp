#include "sim/trace_file.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zstd.h>

#include <array>
#include <cstring>
#include <limits>

namespace yuanluo::sim {

namespace {

constexpr std::array<char, 8> magic{'y', 'u', 'a', 'n', 'l', 'u', 'o', 'T'};
constexpr std::uint32_t format_version = 1;
constexpr std::uint32_t block_mark = 0x4b4c4259;  // "YBLK"
constexpr std::uint32_t index_mark = 0x58444959;  // "YIDX"
constexpr int compression_level = 1;              // higher levels halve the speed and save a tenth
constexpr std::uint32_t largest_block = 1u << 28;

struct FileHead {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t description_size;
  std::uint32_t kinds;
  std::uint32_t reserved;
  std::uint64_t checksum;  // of what follows: description, then kind sizes
};

struct BlockHead {
  std::uint32_t mark;
  std::uint32_t packed;
  std::uint32_t raw;
  std::uint32_t count;
  std::int64_t first_us;
  std::int64_t last_us;
  std::uint64_t checksum;  // of the packed bytes
};

struct Tail {
  std::uint32_t mark;
  std::uint32_t reserved;
  std::uint64_t blocks;
};

SimTime at(std::int64_t microseconds) { return SimTime{Duration{microseconds}}; }

std::string place(const std::filesystem::path& path, std::uint64_t offset) {
  return path.generic_string() + ": byte " + std::to_string(offset) + ": ";
}

}  // namespace

TraceFileWriter::TraceFileWriter(const std::filesystem::path& path, const TraceHeader& header)
    : path_(path), file_(path, std::ios::binary | std::ios::trunc) {
  if (!file_) throw TraceError(path.generic_string() + ": the trace cannot be written here");
  std::string body = header.description;
  body.append(reinterpret_cast<const char*>(header.kind_sizes.data()),
              header.kind_sizes.size() * sizeof(std::uint32_t));
  const FileHead head{magic,
                      format_version,
                      static_cast<std::uint32_t>(header.description.size()),
                      static_cast<std::uint32_t>(header.kind_sizes.size()),
                      0,
                      XXH3_64bits(body.data(), body.size())};
  write(&head, sizeof head);
  write(body.data(), body.size());
  file_.flush();
}

void TraceFileWriter::write(const void* data, std::size_t size) {
  file_.write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
  if (!file_) throw TraceError(place(path_, place_) + "the trace cannot be written (is the disk full?)");
  place_ += size;
}

void TraceFileWriter::append(std::uint32_t count, SimTime first, SimTime last, const std::vector<std::byte>& raw) {
  std::vector<char> packed(ZSTD_compressBound(raw.size()));
  const std::size_t size = ZSTD_compress(packed.data(), packed.size(), raw.data(), raw.size(), compression_level);
  if (ZSTD_isError(size) != 0) throw TraceError(path_.generic_string() + ": a block cannot be packed");
  const TraceBlock block{place_, static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(raw.size()), count, first,
                         last};
  const BlockHead head{block_mark,
                       block.packed,
                       block.raw,
                       count,
                       first.time_since_epoch().count(),
                       last.time_since_epoch().count(),
                       XXH3_64bits(packed.data(), size)};
  write(&head, sizeof head);
  write(packed.data(), size);
  file_.flush();
  blocks_.push_back(block);
}

void TraceFileWriter::finish() {
  const Tail tail{index_mark, 0, blocks_.size()};
  write(&tail, sizeof tail);
  file_.flush();
}

TraceFileReader::TraceFileReader(const std::filesystem::path& path) : path_(path), file_(path, std::ios::binary) {
  if (!file_) throw TraceError(path.generic_string() + ": expected a trace file, found none that can be read");
  file_.seekg(0, std::ios::end);
  size_ = static_cast<std::uint64_t>(file_.tellg());
  read_header();
  find_blocks();
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
  if (head.version != format_version)
    throw TraceError(path_.generic_string() + ": expected trace format " + std::to_string(format_version) + ", found " +
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
  first_block_ = sizeof head + body_size;
}

// Heads are small and near: hopping from block to block reads a million events' trace in a millisecond.
void TraceFileReader::find_blocks() {
  std::uint64_t offset = first_block_;
  while (offset < size_) {
    Tail tail{};
    if (take(offset, &tail, sizeof tail) && tail.mark == index_mark && tail.blocks == blocks_.size()) {
      complete_ = true;
      if (offset + sizeof tail != size_) notes_.push_back(place(path_, offset) + "bytes behind the end were left out");
      return;
    }
    BlockHead head{};
    const bool whole = take(offset, &head, sizeof head) && head.mark == block_mark && head.raw <= largest_block &&
                       head.packed <= size_ - offset - sizeof head;
    if (!whole) break;
    blocks_.push_back({offset, head.packed, head.raw, head.count, at(head.first_us), at(head.last_us)});
    offset += sizeof head + head.packed;
  }
  notes_.push_back(place(path_, offset) + (offset < size_
                                               ? "the rest is cut off or damaged and was left out"
                                               : "the trace ends here without its closing mark: the run was stopped"));
}

std::optional<std::vector<std::byte>> TraceFileReader::read(std::size_t index) {
  const TraceBlock& block = blocks_.at(index);
  BlockHead head{};
  std::vector<char> packed(block.packed);
  std::vector<std::byte> raw(block.raw);
  const bool whole = take(block.offset, &head, sizeof head) &&
                     take(block.offset + sizeof head, packed.data(), packed.size()) &&
                     XXH3_64bits(packed.data(), packed.size()) == head.checksum &&
                     ZSTD_decompress(raw.data(), raw.size(), packed.data(), packed.size()) == raw.size();
  if (whole) return raw;
  notes_.push_back(place(path_, block.offset) + "block " + std::to_string(index) + " (" + std::to_string(block.count) +
                   " events) is damaged and was left out");
  return std::nullopt;
}

}  // namespace yuanluo::sim
