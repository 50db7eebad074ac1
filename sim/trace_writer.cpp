#include <zstd.h>

#include <algorithm>

#include "sim/bytes.hpp"
#include "sim/contract.hpp"
#include "sim/trace_columns.hpp"
#include "sim/trace_file.hpp"
#include "sim/trace_section.hpp"

namespace yuanluo::sim {

using namespace trace_format;

namespace {

constexpr int attachment_level = 7;  // written once; of events, levels above 1 halve the speed and save a tenth

}  // namespace

TraceFileWriter::TraceFileWriter(const std::filesystem::path& path, const TraceHeader& header,
                                 std::span<const TraceAttachment> attachments)
    : path_(path), file_(path, std::ios::binary | std::ios::trunc) {
  if (!file_) throw TraceError({TraceTrouble::Kind::not_written, path.generic_string()});
  std::string body = header.description;
  body.append(reinterpret_cast<const char*>(header.kind_sizes.data()),
              header.kind_sizes.size() * sizeof(std::uint32_t));
  const FileHead head{magic,
                      version,
                      static_cast<std::uint32_t>(header.description.size()),
                      static_cast<std::uint32_t>(header.kind_sizes.size()),
                      0,
                      XXH3_64bits(body.data(), body.size())};
  write(&head, sizeof head);
  write(body.data(), body.size());
  for (const TraceAttachment& attachment : attachments) {
    std::vector<std::byte> raw;
    raw.reserve(attachment.name.size() + attachment.content.size());
    for (const std::string* text : {&attachment.name, &attachment.content})
      for (const char c : *text) raw.push_back(static_cast<std::byte>(c));
    contents_.attachments.push_back(
        append_section(attachment_mark, 0, attachment.name.size(), {}, {}, raw, attachment_level));
  }
  flush();
}

void TraceFileWriter::flush() {
  file_.flush();
  if (!file_) throw TraceError({TraceTrouble::Kind::not_written, path_.generic_string(), place_});
}

void TraceFileWriter::write(const void* data, std::size_t size) {
  file_.write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
  if (!file_) throw TraceError({TraceTrouble::Kind::not_written, path_.generic_string(), place_});
  place_ += size;
}

TraceSection TraceFileWriter::append_section(std::uint32_t mark, std::uint64_t before, std::uint64_t count,
                                             SimTime first, SimTime last, const std::vector<std::byte>& raw,
                                             int level) {
  require(raw.size() <= largest_section, "a section of a trace is too long");
  packed_.resize(ZSTD_compressBound(raw.size()));
  const std::size_t size = ZSTD_compress(packed_.data(), packed_.size(), raw.data(), raw.size(), level);
  if (ZSTD_isError(size) != 0) throw TraceError({TraceTrouble::Kind::not_packed, path_.generic_string(), place_});
  const TraceSection section{place_, static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(raw.size()), before};
  SectionHead head{mark,
                   section.packed,
                   section.raw,
                   0,
                   before,
                   count,
                   first.time_since_epoch().count(),
                   last.time_since_epoch().count(),
                   XXH3_64bits(packed_.data(), size)};
  head.head_check = check_of(head);
  write(&head, sizeof head);
  write(packed_.data(), size);
  flush();
  return section;
}

void TraceFileWriter::append(std::uint32_t count, SimTime first, SimTime last, const std::vector<std::byte>& raw,
                             std::span<const std::uint64_t> subjects) {
  const TraceSection section = append_section(block_mark, events_, count, first, last, raw);
  const auto block = static_cast<std::uint32_t>(contents_.blocks.size());
  contents_.blocks.push_back({section, count, first, last});
  for (const std::uint64_t subject : subjects) subjects_.push_back({subject, block});
  events_ += count;
}

void TraceFileWriter::append_state(const std::vector<std::byte>& state) {
  const SimTime last = contents_.blocks.empty() ? SimTime::min() : contents_.blocks.back().last;
  contents_.states.push_back(append_section(state_mark, events_, 0, last, last, state));
}

void TraceFileWriter::finish() {
  std::sort(subjects_.begin(), subjects_.end());
  for (std::size_t from = 0; from < subjects_.size(); from += subjects_per_page) {
    const std::size_t until = std::min(from + subjects_per_page, subjects_.size());
    std::vector<std::uint64_t> steps;
    std::vector<std::uint32_t> blocks;
    std::uint64_t previous = subjects_[from].subject;
    for (std::size_t i = from; i < until; ++i) {
      steps.push_back(subjects_[i].subject - previous);
      blocks.push_back(subjects_[i].block);
      previous = subjects_[i].subject;
    }
    std::vector<std::byte> raw;
    append_column(raw, steps);
    append_column(raw, blocks);
    contents_.subjects.push_back(append_section(subjects_mark, subjects_[from].subject, until - from, {}, {}, raw));
  }
  ByteWriter index;
  index.write(contents_.blocks);
  index.write(contents_.states);
  index.write(contents_.subjects);
  index.write(contents_.attachments);
  const std::uint64_t sections =
      contents_.blocks.size() + contents_.states.size() + contents_.subjects.size() + contents_.attachments.size();
  const TraceSection section = append_section(index_mark, 0, sections, {}, {}, index.bytes());
  Tail tail{section.offset, sections, end_mark, 0};
  tail.check = check_of(tail);
  write(&tail, sizeof tail);
  flush();
}

}  // namespace yuanluo::sim
