// Why these sites: in which order they help, what each is worth, and what stands second in its place.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/siting/instance.hpp"

namespace yuanluo::plan::siting {

// Ranks the open sites of `answer` and names the runner-up of each. Each objective is seen as a sum over customers (or
// the largest of them) of a value that falls with each unit in reach. `allowed` are the sites that could be chosen.
std::vector<Choice> explain(const Instance& instance, const Question& question, const std::vector<Site>& open);

// The objective of these open sites (mexclp: units); of lscp their cost. Customers that no open site serves cost their
// dearest link (p-median, p-centre).
double objective_of(const Instance& instance, const Question& question, const std::vector<Site>& open);

}  // namespace yuanluo::plan::siting
