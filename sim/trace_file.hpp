// A trace on disk: a header, blocks that stand on their own, an index at the end. Knows bytes only; sim/trace.hpp puts
// events into them.
//
// A file that was cut off anywhere (power, kill, full disk) is read up to its last whole block; a block that is damaged
// is named and left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/time.hpp"

namespace yuanluo::sim {

// Thrown when a trace cannot be written, or is no trace at all; the message names the file, what was found and wanted.
class TraceError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What a trace is of.
struct TraceHeader {
  std::string description;                // text (JSON) that the program makes of the scenario, seed and version
  std::vector<std::uint32_t> kind_sizes;  // bytes of each kind of event: a reader with other kinds refuses
};

struct TraceBlock {
  std::uint64_t offset = 0;  // in the file
  std::uint32_t packed = 0;  // bytes in the file, behind the block's own head
  std::uint32_t raw = 0;     // bytes unpacked
  std::uint32_t count = 0;   // events
  SimTime first{};           // time of the first and last event
  SimTime last{};
};

class TraceFileWriter {
 public:
  // Starts a new file, replacing one of that name. Throws TraceError.
  TraceFileWriter(const std::filesystem::path& path, const TraceHeader& header);

  // Packs and appends one block; it is safe in the file when this returns.
  void append(std::uint32_t count, SimTime first, SimTime last, const std::vector<std::byte>& raw);
  // Appends the index. Nothing may follow.
  void finish();

 private:
  void write(const void* data, std::size_t size);

  std::filesystem::path path_;
  std::ofstream file_;
  std::uint64_t place_ = 0;
  std::vector<TraceBlock> blocks_;
};

class TraceFileReader {
 public:
  // Reads the header and finds the blocks. Throws TraceError if this is no trace, or of another format version.
  explicit TraceFileReader(const std::filesystem::path& path);

  const TraceHeader& header() const { return header_; }
  const std::vector<TraceBlock>& blocks() const { return blocks_; }
  // True if the index at the end is there: the run was finished.
  bool complete() const { return complete_; }
  // What was wrong with the file, in words; empty if nothing.
  const std::vector<std::string>& notes() const { return notes_; }

  // The unpacked bytes of a block; none, and a note, if it is damaged.
  std::optional<std::vector<std::byte>> read(std::size_t block);

 private:
  void read_header();
  void find_blocks();
  bool take(std::uint64_t offset, void* to, std::size_t size);

  std::filesystem::path path_;
  std::ifstream file_;
  std::uint64_t size_ = 0;
  std::uint64_t first_block_ = 0;
  TraceHeader header_;
  std::vector<TraceBlock> blocks_;
  bool complete_ = false;
  std::vector<std::string> notes_;
};

}  // namespace yuanluo::sim
