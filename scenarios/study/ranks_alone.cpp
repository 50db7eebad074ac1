// Ranks in a program that was built without MPI.
#include "scenarios/study/rank_launch.hpp"
#include "scenarios/study/ranks.hpp"
#include "sim/contract.hpp"

namespace yuanluo::scenarios {

struct Ranks::Mpi {};

bool Ranks::available() { return false; }
bool Ranks::wanted_in_vain() { return launched_as_one_of_several(); }

Ranks::Ranks() = default;
Ranks::~Ranks() = default;

void Ranks::send(int, RankMessage::Kind, const std::string&) {
  throw sim::ContractError("there is nobody to send to: the program was built without MPI");
}
std::optional<RankMessage> Ranks::receive() { return std::nullopt; }
void Ranks::give_up_the_lost() {}

}  // namespace yuanluo::scenarios
