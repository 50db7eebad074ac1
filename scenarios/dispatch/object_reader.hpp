// Reads the members of JSON objects one by one, and notes all that is wrong with them.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/json/document.hpp"
#include "scenarios/problem.hpp"

namespace yuanluo::scenarios {

struct NumberRange {
  double low;
  double high;
  bool above_low = false;  // `low` itself is not allowed
};

// One object of a file. Members that were never asked for are problems when the reader goes.
class ObjectReader {
 public:
  // `value` should be an object; anything else, or none, is a problem, unless `value` is null and so is every member.
  ObjectReader(const std::string& file, std::vector<Problem>& problems, const Json* value, std::string pointer);
  ~ObjectReader();
  ObjectReader(const ObjectReader&) = delete;
  ObjectReader& operator=(const ObjectReader&) = delete;

  // The member, or null; from now on it is known.
  const Json* find(std::string_view key);
  bool has(std::string_view key) { return find(key) != nullptr; }

  // The member's value; a problem, and none, where it is wrong. `must`: its absence is a problem.
  std::optional<double> number(std::string_view key, const NumberRange& range, bool must);
  std::optional<std::int64_t> count(std::string_view key, std::int64_t low, std::int64_t high, bool must);
  std::optional<bool> flag(std::string_view key);
  std::optional<std::string> text(std::string_view key, bool must);
  // Index of the word.
  std::optional<std::size_t> choice(std::string_view key, std::span<const std::string> words, bool must);
  // An array of numbers of the given length (0: any but none).
  std::optional<std::vector<double>> numbers(std::string_view key, std::size_t length, const NumberRange& range,
                                             bool must);
  // The member as an array, with at least `least` entries.
  const Json* array(std::string_view key, std::size_t least, bool must);

  // Members that are not asked for are no problem.
  void let_others_be() { closed_ = false; }

  void wrong(const std::string& pointer, models::Name wanted, models::Name found, models::Name hint = {});
  std::string at(std::string_view key) const { return child_pointer(pointer_, key); }
  const std::string& pointer() const { return pointer_; }
  const std::string& file() const { return file_; }
  std::vector<Problem>& problems() { return problems_; }

 private:
  // The member; a problem where it must be there and is not.
  const Json* wanted(std::string_view key, bool must, const models::Name& what);

  const std::string& file_;
  std::vector<Problem>& problems_;
  const Json* value_;
  std::string pointer_;
  std::set<std::string, std::less<>> known_;
  bool closed_ = true;
};

// A number of the range at `pointer`, or a problem.
std::optional<double> checked_number(const Json& value, const std::string& file, const std::string& pointer,
                                     const NumberRange& range, std::vector<Problem>& problems);

}  // namespace yuanluo::scenarios
