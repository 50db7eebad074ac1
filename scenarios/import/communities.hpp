// The division of an imported district into communities.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/generator/polygon.hpp"

namespace yuanluo::scenarios {

struct CommunityPlan {
  std::vector<Ring> outlines;       // convex, without gaps or overlaps
  std::vector<std::size_t> member;  // the community of each place
};

// Cuts the convex `outline` by straight lines, each across the longer extent of a part, into `count` communities whose
// weights are as equal as whole places allow; each has at least one of the `places`, so there are at most as many.
CommunityPlan plan_communities(const Ring& outline, const std::vector<models::PlanePoint>& places,
                               const std::vector<double>& weights, std::size_t count);

}  // namespace yuanluo::scenarios
