// Values as bytes and back, for files that the same program reads again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace yuanluo::sim {

// Thrown when bytes end before the value does.
class BytesError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class ByteWriter {
 public:
  template <class T>
  requires std::is_trivially_copyable_v<T>
  void write(const T& value) { append(&value, sizeof(T)); }

  template <class T>
  void write(const std::vector<T>& values) {
    write(std::uint64_t{values.size()});
    if constexpr (std::is_trivially_copyable_v<T>) {
      append(values.data(), values.size() * sizeof(T));
    } else {
      for (const T& value : values) write(value);
    }
  }

  const std::vector<std::byte>& bytes() const { return bytes_; }

 private:
  void append(const void* from, std::size_t size) {
    if (size == 0) return;
    const auto* const first = static_cast<const std::byte*>(from);
    bytes_.insert(bytes_.end(), first, first + size);
  }

  std::vector<std::byte> bytes_;
};

// Reads in the order of writing. Throws BytesError at the end.
class ByteReader {
 public:
  explicit ByteReader(const std::vector<std::byte>& bytes) : bytes_(bytes) {}

  template <class T>
  requires std::is_trivially_copyable_v<T>
  void read(T& value) { take(&value, sizeof(T), 1); }

  template <class T>
  void read(std::vector<T>& values) {
    std::uint64_t size = 0;
    read(size);
    // Not believed before it is known that so many can be there.
    if (size > left()) throw BytesError("a list of " + std::to_string(size) + " values where it ends");
    if constexpr (std::is_trivially_copyable_v<T>) {
      if (size > left() / sizeof(T)) throw BytesError("a list of " + std::to_string(size) + " values where it ends");
      values.resize(size);
      take(values.data(), sizeof(T), size);
    } else {
      values.clear();
      for (std::uint64_t i = 0; i < size; ++i) read(values.emplace_back());
    }
  }

  std::size_t left() const { return bytes_.size() - place_; }

 private:
  void take(void* to, std::size_t size, std::size_t count) {
    if (size * count > left()) throw BytesError("a value of " + std::to_string(size) + " bytes where it ends");
    if (count > 0) std::memcpy(to, bytes_.data() + place_, size * count);
    place_ += size * count;
  }

  const std::vector<std::byte>& bytes_;
  std::size_t place_ = 0;
};

}  // namespace yuanluo::sim
