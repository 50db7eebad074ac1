#include "apps/arguments.hpp"

#include <CLI/CLI.hpp>
#include <optional>

namespace yuanluo::apps {

Argument& Argument::required() {
  option_.required();
  return *this;
}

Argument& Argument::expected(int count) {
  option_.expected(count);
  return *this;
}

Argument& Argument::expected(int least, int most) {
  option_.expected(least, most);
  return *this;
}

Argument& Argument::repeated() {
  option_.expected(1)->take_all();
  return *this;
}

Argument& Argument::list() {
  option_.delimiter(',');
  return *this;
}

Argument& Argument::one_of(const std::vector<std::string>& words) {
  option_.check(CLI::IsMember(words));
  return *this;
}

Argument& Argument::at_least_zero() {
  option_.check(CLI::NonNegativeNumber);
  return *this;
}

Argument& Argument::range(double low, double high) {
  option_.check(CLI::Range(low, high));
  return *this;
}

Argument& Argument::whole_range(std::int64_t low, std::int64_t high) {
  option_.check(CLI::Range(low, high));
  return *this;
}

template <typename T>
Argument Arguments::option(const std::string& name, T& value, const std::string& help) {
  return Argument(*app_.add_option(name, value, help));
}

void Arguments::flag(const std::string& name, bool& value, const std::string& help) {
  app_.add_flag(name, value, help);
}

template Argument Arguments::option(const std::string&, std::string&, const std::string&);
template Argument Arguments::option(const std::string&, int&, const std::string&);
template Argument Arguments::option(const std::string&, unsigned&, const std::string&);
template Argument Arguments::option(const std::string&, std::int64_t&, const std::string&);
template Argument Arguments::option(const std::string&, std::uint64_t&, const std::string&);
template Argument Arguments::option(const std::string&, double&, const std::string&);
template Argument Arguments::option(const std::string&, std::optional<int>&, const std::string&);
template Argument Arguments::option(const std::string&, std::optional<std::int64_t>&, const std::string&);
template Argument Arguments::option(const std::string&, std::optional<std::uint64_t>&, const std::string&);
template Argument Arguments::option(const std::string&, std::optional<double>&, const std::string&);
template Argument Arguments::option(const std::string&, std::optional<std::string>&, const std::string&);
template Argument Arguments::option(const std::string&, std::vector<std::string>&, const std::string&);
template Argument Arguments::option(const std::string&, std::vector<double>&, const std::string&);
template Argument Arguments::option(const std::string&, std::vector<std::size_t>&, const std::string&);

}  // namespace yuanluo::apps
