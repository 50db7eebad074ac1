// A siting question in the words of whoever asks it, and its answer; one entry to all methods of this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/siting/cost_lists.hpp"
#include "plan/siting/outcome.hpp"

namespace yuanluo::plan::siting {

// Customers, sites and what lies between them. Of the tables by customer or site, those marked (optional) may be empty.
struct Instance {
  std::vector<std::string> customers, sites;  // names
  std::vector<std::vector<Link>> links;       // by customer: the sites that can serve it, and how far they are
  std::vector<double> weight;                 // by customer, at least 0
  std::vector<double> load;                   // by customer (optional; else the weight is the load)
  std::vector<double> capacity;               // by site (optional; else without limit)
  std::vector<double> site_cost;              // by site, above 0 (optional; else 1)
  std::vector<std::uint8_t> existing;         // by site (optional; else none)
  std::vector<double> x, y;                   // by site (optional): as the user gave them
};

enum class Objective : std::uint8_t {
  p_median,  // least sum of weight times distance
  p_center,  // least greatest distance
  lscp,      // least cost of sites so that everybody is within the radius
  mclp,      // greatest weight within the radius
  mexclp,    // greatest expected weight within the radius of a unit that is not busy
};

struct Question {
  Objective objective = Objective::p_median;
  std::size_t p = 0;                  // sites (mexclp: units) in all, existing ones among them; not for lscp
  std::optional<double> radius;       // for lscp, mclp and mexclp; without one, every link is within it
  double busy = 0.0;                  // mexclp: the share of time that a unit is busy, in [0, 1)
  std::uint32_t needed = 1;           // lscp: how many sites must reach each customer
  double second_worth = 0.0;          // mclp: what a second site in reach is worth, as a share of the first
  std::uint32_t units_at_a_site = 0;  // mexclp: at most; 0 = as many as there are
  Limits limits;
};

// Why the question has no answer: customers that no choice of sites serves.
struct Obstacle {
  enum class Kind : std::uint8_t {
    beyond_reach,   // fewer sites are within the radius than are needed, or none is connected at all
    capacity,       // all p sites together cannot carry the load, or no assignment fits
    too_few_sites,  // p is below the number of existing sites or above that of all sites
  };
  Kind kind = Kind::beyond_reach;
  std::vector<Customer> customers;       // beyond_reach: all of them; capacity: those left unserved
  double wanted = 0.0, available = 0.0;  // capacity: load and room; beyond_reach: sites needed and the most in reach
};

// One chosen site, in the order in which opening them helps most.
struct Choice {
  Site site = 0;
  bool existing = false;
  double marginal = 0.0;    // what opening it changes after those ranked before it
  double cumulative = 0.0;  // the objective once it is open; of p-median and p-centre, customers of no site yet cost
                            // their dearest link
  std::size_t serves = 0;   // customers nearest to it, or within its radius
  double if_closed = 0.0;   // how much worse the objective is without it
  std::optional<Site> runner_up;  // the best other site in its place
  double runner_up_worse = 0.0;   // how much worse the objective is then; with capacities, the substitute is chosen
                                  // without them and then served with them
};

struct Answer {
  Outcome outcome;
  std::vector<Choice> choices;
  std::vector<Obstacle> obstacles;  // not empty: there is no answer
  std::vector<Site> serves;         // capacities only: by customer, served_by_none where nobody
  std::optional<double> guarantee;  // of greedy on what is added, where the objective is submodular: 1 - 1/e
  double total_weight = 0.0;
};

// Answers the question. Infeasible questions give obstacles, never an exception; values out of their range are
// ContractError (the reader has checked them).
Answer answer(const Instance& instance, const Question& question);

// Whether the objective is a maximum.
bool is_maximum(Objective objective);

}  // namespace yuanluo::plan::siting
