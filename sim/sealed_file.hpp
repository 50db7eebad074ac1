// A file that is there whole or not at all, and that tells when a byte of it has changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace yuanluo::sim {

// Thrown when a sealed file cannot be written or read; the message names the file, what was expected and what found.
class SealedFileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What a sealed file says of its contents before it is unpacked.
struct Seal {
  std::uint32_t kind = 0;         // which program part wrote it
  std::uint32_t version = 0;      // of the contents' layout
  std::uint64_t fingerprint = 0;  // of what the contents belong to
};

// Writes `contents`, packed and with a checksum, to a new file beside `path` that then takes its place: whoever reads
// finds the old file or the new one, also if this program is killed at any moment. Throws SealedFileError.
void write_sealed(const std::filesystem::path& path, const Seal& seal, const std::vector<std::byte>& contents);

// The contents of the file. Throws SealedFileError unless it is whole and has the seal expected.
std::vector<std::byte> read_sealed(const std::filesystem::path& path, const Seal& expected);

}  // namespace yuanluo::sim
