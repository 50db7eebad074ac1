// Siting questions from files of nothing but numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/plan/site_file.hpp"
#include "scenarios/plan/site_form.hpp"
#include "scenarios/plan/site_places.hpp"

namespace yuanluo::scenarios {

// What a file says: a finished question, or places whose distances are still to be taken.
struct SiteReading {
  SiteFile file;
  std::optional<SitePlaces> places;
};

// Reads `text` as the form that was found. Throws ScenarioError.
SiteReading read_site_numbers(const std::string& file, std::string_view text, const FormFound& form,
                              const SiteFileOptions& options);

}  // namespace yuanluo::scenarios
