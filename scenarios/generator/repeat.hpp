// The same district several times side by side, for scaling work.
#pragma once

#include <cstdint>

#include "models/district.hpp"

namespace yuanluo::scenarios {

// `times` copies of `district`, each `width_m` further east, each with its own centre and stations; neighbouring copies
// are joined by a street at either end of their common edge. Row i of a table of copy k has index k x rows + i.
models::District repeat(const models::District& district, std::int64_t times, double width_m,
                        const models::LocalPlane& plane);

}  // namespace yuanluo::scenarios
