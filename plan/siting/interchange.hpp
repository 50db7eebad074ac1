// Vertex substitution: the best exchange of an open site for a closed one, again and again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "plan/siting/cost_lists.hpp"

namespace yuanluo::plan::siting {

// A set of open sites and what every exchange would save, kept up to date for the customers that an exchange concerns
// only. Source: [TeitzBart1968] (the exchange), [ResendeWerneck2007] (the gains, losses and extras kept here).
class Interchange {
 public:
  // `kept` sites are never closed. The lists must outlive this object.
  Interchange(const CostLists& lists, std::span<const std::uint8_t> kept);

  // Starts from these open sites, which hold all kept ones; each once.
  void start(std::span<const Site> open);

  // Opens sites one by one until `p` are open, always that which saves most (lazily: savings only fall).
  void start_greedily(std::size_t p);

  // Makes the best exchange if it saves anything; false at a local optimum.
  bool improve();

  // Closes what is open in `slot` and opens `in`.
  void exchange(std::size_t slot, Site in);

  // Sites by slot.
  const std::vector<Site>& open() const { return open_; }
  bool is_open(Site j) const { return is_open_[j] != 0; }
  bool is_kept_slot(std::size_t slot) const { return kept_[open_[slot]] != 0; }
  double cost() const { return cost_; }

 private:
  // The two cheapest open sites of a customer.
  struct Served {
    std::uint32_t slot = 0;  // of the cheapest; none where it costs the fallback
    double first = 0.0, second = 0.0;
  };
  static constexpr std::uint32_t none = 0xFFFFFFFFu;

  void serve(Customer i);
  void count(Customer i, double sign);
  void rebuild();

  const CostLists& lists_;
  std::vector<std::uint8_t> kept_, is_open_;
  std::vector<Site> open_;
  std::vector<std::uint32_t> slot_of_;
  std::vector<Served> served_;
  std::vector<double> gain_;   // by site: what opening it saves
  std::vector<double> loss_;   // by slot: what closing it costs
  std::vector<double> extra_;  // by slot and site: what is saved beyond gain - loss when both are done at once
  std::vector<std::uint8_t> touched_;
  std::vector<Customer> concerned_;
  double cost_ = 0.0;
  std::size_t since_rebuild_ = 0;
};

}  // namespace yuanluo::plan::siting
