// Designs of experiments: which settings of the factors to try. Pure functions; the same arguments give the same
// design on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace yuanluo::plan {

// A point of the unit cube: one coordinate in [0, 1) for each factor.
using CubePoint = std::vector<double>;

// One level for each factor, from 0.
using LevelPoint = std::vector<std::size_t>;

// `points` points of which, for every factor, exactly one lies in each of the `points` equal slices of [0, 1). Of 32
// drawn designs, the one whose nearest two points are furthest apart. Source: [McKay1979]; maximin: [Morris1995].
std::vector<CubePoint> latin_hypercube(std::size_t points, std::size_t factors, std::uint64_t seed);

// The first `points` points of the Sobol sequence (direction numbers of Joe and Kuo), the origin included, moved by a
// random digital shift: every aligned run of 2^m points stays a net. A longer design begins with a shorter one.
// At most 3667 factors. Source: [Joe2008]; the origin must stay in: [Owen2022].
std::vector<CubePoint> sobol(std::size_t points, std::size_t factors, std::uint64_t seed);

// All combinations; the last factor changes fastest. `levels`: how many each factor has, at least 1.
std::vector<LevelPoint> full_factorial(std::span<const std::size_t> levels);

// The base, then every other level of each factor with all others at their base.
std::vector<LevelPoint> one_at_a_time(std::span<const std::size_t> levels, const LevelPoint& base);

}  // namespace yuanluo::plan
