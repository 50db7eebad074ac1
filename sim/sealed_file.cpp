#include "sim/sealed_file.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace yuanluo::sim {

namespace {

struct Header {
  char magic[8];
  Seal seal;
  std::uint64_t unpacked_bytes;
  std::uint64_t packed_bytes;
  std::uint64_t checksum;  // XXH3 of the packed bytes, with the seal's checksum as seed
};
static_assert(std::is_trivially_copyable_v<Header> && sizeof(Header) == 48);

constexpr char sealed_magic[8] = {'y', 'u', 'a', 'n', 'l', 'u', 'o', '\n'};

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what) {
  throw SealedFileError(path.string() + ": " + what);
}

std::string reason() { return std::strerror(errno); }

std::uint64_t checksum_of(const Header& header, const std::byte* packed, std::size_t size) {
  const std::uint64_t seed = XXH3_64bits(&header, offsetof(Header, checksum));
  return XXH3_64bits_withSeed(packed, size, seed);
}

// An open file of the system, closed in any case.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path)
      : path_(path), descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
    if (descriptor_ < 0) fail(path_, "cannot be written: " + reason());
  }
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  void write(const void* from, std::size_t size) {
    const auto* next = static_cast<const char*>(from);
    while (size > 0) {
      const ssize_t written = ::write(descriptor_, next, size);
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(path_, "cannot be written: " + reason());
      next += written;
      size -= static_cast<std::size_t>(written);
    }
  }

  // All that was written is on the disk.
  void finish() {
    if (::fsync(descriptor_) != 0) fail(path_, "cannot be written: " + reason());
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) fail(path_, "cannot be written: " + reason());
  }

 private:
  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace

void write_sealed(const std::filesystem::path& path, const Seal& seal, const std::vector<std::byte>& contents) {
  std::vector<std::byte> packed(ZSTD_compressBound(contents.size()));
  const std::size_t size = ZSTD_compress(packed.data(), packed.size(), contents.data(), contents.size(), 1);
  if (ZSTD_isError(size)) fail(path, std::string("cannot be packed: ") + ZSTD_getErrorName(size));
  Header header{};
  std::memcpy(header.magic, sealed_magic, sizeof(sealed_magic));
  header.seal = seal;
  header.unpacked_bytes = contents.size();
  header.packed_bytes = size;
  header.checksum = checksum_of(header, packed.data(), size);

  std::filesystem::path fresh = path;
  fresh += ".part";
  OpenFile file(fresh);
  file.write(&header, sizeof(header));
  file.write(packed.data(), size);
  file.finish();
  std::error_code error;
  std::filesystem::rename(fresh, path, error);
  if (error) fail(path, "cannot take the place of the file before: " + error.message());
}

std::vector<std::byte> read_sealed(const std::filesystem::path& path, const Seal& expected) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(path, "expected a file that can be read, got: " + reason());
  Header header{};
  file.read(reinterpret_cast<char*>(&header), sizeof(header));
  if (file.gcount() != sizeof(header) || std::memcmp(header.magic, sealed_magic, sizeof(sealed_magic)) != 0)
    fail(path, "expected a file of this program, got something else");
  const auto differs = [&path](const std::string& what, std::uint64_t wanted, std::uint64_t found) {
    if (wanted != found)
      fail(path, "expected " + what + " " + std::to_string(wanted) + ", got " + std::to_string(found));
  };
  differs("kind", expected.kind, header.seal.kind);
  differs("version", expected.version, header.seal.version);
  std::error_code error;
  const std::uintmax_t on_disk = std::filesystem::file_size(path, error);
  if (error) fail(path, "cannot be read: " + error.message());
  differs("bytes", sizeof(header) + header.packed_bytes, on_disk);
  std::vector<std::byte> packed(header.packed_bytes);
  file.read(reinterpret_cast<char*>(packed.data()), static_cast<std::streamsize>(packed.size()));
  if (static_cast<std::size_t>(file.gcount()) != packed.size()) fail(path, "cannot be read to its end");
  if (checksum_of(header, packed.data(), packed.size()) != header.checksum)
    fail(path, "expected the checksum it was written with, got another: the file is damaged");
  differs("fingerprint", expected.fingerprint, header.seal.fingerprint);
  std::vector<std::byte> contents(header.unpacked_bytes);
  const std::size_t size = ZSTD_decompress(contents.data(), contents.size(), packed.data(), packed.size());
  if (ZSTD_isError(size) || size != contents.size()) fail(path, "cannot be unpacked: the file is damaged");
  return contents;
}

}  // namespace yuanluo::sim
