// The answer to a siting question, on the terminal, as JSON and as CSV.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "apps/console.hpp"
#include "plan/siting/instance.hpp"
#include "scenarios/plan/site_file.hpp"

namespace yuanluo::apps {

// What was asked, as the user named it.
struct SiteQuestion {
  std::string name;       // of the file
  std::string objective;  // its word
  const scenarios::SiteFile& file;
  const plan::siting::Question& question;
};

// Prints how the file was read, the value with its bound, and the ranking; with `log`, each step of the search.
void print_site(const Console& console, const SiteQuestion& asked, const plan::siting::Answer& answer, bool log);

// Why there is no answer, as a sentence.
std::string site_obstacle(const Console& console, const plan::siting::Instance& instance,
                          const plan::siting::Obstacle& obstacle);

// Everything, for machines.
nlohmann::ordered_json site_json(const SiteQuestion& asked, const plan::siting::Answer& answer);

// The ranking as CSV (RFC 4180, UTF-8 with a byte order mark).
std::string site_csv(const plan::siting::Instance& instance, const plan::siting::Answer& answer);

}  // namespace yuanluo::apps
