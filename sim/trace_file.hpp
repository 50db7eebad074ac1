// A trace on disk: a head, things that go with the run, blocks of events that stand on their own, states in between, an
// index at the end. Knows bytes only; sim/trace.hpp puts events into them. docs/replay.md describes the format.
//
// A file that was cut off anywhere (power, kill, full disk) is read up to its last whole block; a block that is damaged
// is named and left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/time.hpp"

namespace yuanluo::sim {

// What is wrong with a trace, or with writing one; whoever has other words for it looks at the parts.
struct TraceTrouble {
  enum class Kind : std::uint8_t {
    unreadable,          // there is no file that can be read
    empty,               // a file of no bytes
    no_trace,            // another kind of file
    other_format,        // `number`: the format's version that was found
    damaged_head,        //
    other_events,        // other kinds of events than the program knows
    not_written,         // cannot be written at `offset`
    not_packed,          //
    left_out,            // `number` damaged bytes at `offset`
    cut_off,             // the rest from `offset` on
    stopped,             // ends at `offset` without its closing mark
    damaged_block,       // block `number` of `count` events at `offset`
    damaged_attachment,  // at `offset`
  };
  Kind kind = Kind::unreadable;
  std::string file;
  std::uint64_t offset = 0, number = 0, count = 0;

  // Names the file, what was found and what was wanted, in English.
  std::string text() const;
  friend bool operator==(const TraceTrouble&, const TraceTrouble&) = default;
};

// Thrown when a trace cannot be written, or is no trace at all.
class TraceError : public std::runtime_error {
 public:
  explicit TraceError(TraceTrouble trouble) : std::runtime_error(trouble.text()), trouble_(std::move(trouble)) {}
  const TraceTrouble& trouble() const { return trouble_; }

 private:
  TraceTrouble trouble_;
};

// Something that goes with the run, such as the scenario.
struct TraceAttachment {
  std::string name;
  std::string content;
};

// What a trace is of.
struct TraceHeader {
  std::string description;                // text (JSON) that the program makes of the scenario, seed and version
  std::vector<std::uint32_t> kind_sizes;  // bytes of each kind of event: a reader with other kinds refuses
};

// A stretch of the file: a block of events, a state, or a page of the index by subject.
struct TraceSection {
  std::uint64_t offset = 0;  // in the file
  std::uint32_t packed = 0;  // bytes in the file, behind the section's own head
  std::uint32_t raw = 0;     // bytes unpacked
  std::uint64_t before = 0;  // events before it; of a page: its first subject
};

struct TraceBlock : TraceSection {
  std::uint64_t count = 0;  // events
  SimTime first{};          // time of the first and last event
  SimTime last{};
};

// Says that a subject (an incident) has events in a block.
struct SubjectPlace {
  std::uint64_t subject = 0;
  std::uint32_t block = 0;

  friend constexpr auto operator<=>(const SubjectPlace&, const SubjectPlace&) = default;
};

struct TraceContents {
  std::vector<TraceBlock> blocks;
  std::vector<TraceSection> states;    // in the order of `before`
  std::vector<TraceSection> subjects;  // pages of SubjectPlace, in the order of their first subject
  std::vector<TraceSection> attachments;
};

class TraceFileWriter {
 public:
  // Starts a new file, replacing one of that name. Throws TraceError.
  TraceFileWriter(const std::filesystem::path& path, const TraceHeader& header,
                  std::span<const TraceAttachment> attachments = {});

  // Packs and appends one block; it is safe in the file when this returns. `subjects`: those it has events of, each
  // once.
  void append(std::uint32_t count, SimTime first, SimTime last, const std::vector<std::byte>& raw,
              std::span<const std::uint64_t> subjects = {});
  // Appends the state that all events so far lead to.
  void append_state(const std::vector<std::byte>& state);
  // Appends the index. Nothing may follow.
  void finish();

  std::uint64_t events() const { return events_; }
  std::uint64_t bytes() const { return place_; }

 private:
  TraceSection append_section(std::uint32_t mark, std::uint64_t before, std::uint64_t count, SimTime first,
                              SimTime last, const std::vector<std::byte>& raw, int level = 1);
  void write(const void* data, std::size_t size);
  void flush();

  std::filesystem::path path_;
  std::ofstream file_;
  std::uint64_t place_ = 0;
  std::uint64_t events_ = 0;
  TraceContents contents_;
  std::vector<SubjectPlace> subjects_;
  std::vector<char> packed_;
};

class TraceFileReader {
 public:
  // Reads the header and finds the blocks. Throws TraceError if this is no trace, or of another format version.
  explicit TraceFileReader(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }
  const TraceHeader& header() const { return header_; }
  const std::vector<TraceBlock>& blocks() const { return contents_.blocks; }
  const std::vector<TraceSection>& states() const { return contents_.states; }
  std::uint64_t events() const { return blocks().empty() ? 0 : blocks().back().before + blocks().back().count; }
  std::uint64_t bytes() const { return size_; }
  // True if the index at the end is there: the run was finished.
  bool complete() const { return complete_; }
  // What was wrong with the file; empty if nothing.
  const std::vector<TraceTrouble>& notes() const { return notes_; }

  // The unpacked bytes of a block; none, and a note, if it is damaged. The same of a state.
  std::optional<std::vector<std::byte>> read(std::size_t block);
  std::optional<std::vector<std::byte>> read_state(std::size_t state);

  // All that is attached; what is damaged is noted and left out.
  std::vector<TraceAttachment> attachments();

  // The blocks with events of a subject, in order; none if the file has no index by subject (it was not finished).
  std::optional<std::vector<std::uint32_t>> blocks_of(std::uint64_t subject);

 private:
  void read_header();
  bool read_index();
  void scan();
  std::optional<std::uint64_t> next_section(std::uint64_t from);
  bool take(std::uint64_t offset, void* to, std::size_t size);
  std::optional<std::vector<std::byte>> unpack(const TraceSection& section);

  std::filesystem::path path_;
  std::ifstream file_;
  std::uint64_t size_ = 0;
  std::uint64_t first_section_ = 0;
  TraceHeader header_;
  TraceContents contents_;
  bool complete_ = false;
  void note(TraceTrouble::Kind kind, std::uint64_t offset, std::uint64_t number = 0, std::uint64_t count = 0);

  std::vector<TraceTrouble> notes_;
  std::vector<bool> noted_;  // by block: its damage has been told
  std::vector<char> packed_;
};

}  // namespace yuanluo::sim
