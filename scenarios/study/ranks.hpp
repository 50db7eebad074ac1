// The processes of a study that was started on several: rank 0 hands out trials and alone writes, the others evaluate.
// Over MPI where the program was built with it; otherwise there is one process only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/study/evaluation.hpp"

namespace yuanluo::scenarios {

// A message between ranks.
struct RankMessage {
  enum class Kind : int { hello, trial, result, end };
  Kind kind = Kind::hello;
  int rank = 0;  // who sent it
  std::string bytes;
};

// The group of processes that this one belongs to. Joins when it is made and leaves when it goes; rank 0 then sends
// the others home.
class Ranks {
 public:
  // Joins the group if a launcher (mpirun, srun) started this process as one of several; otherwise it is alone.
  Ranks();
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  // Whether the program was built with MPI.
  static bool available();
  // Whether this process was started as one of several and the program cannot make use of it.
  static bool wanted_in_vain();

  int rank() const { return rank_; }
  int size() const { return size_; }
  bool alone() const { return size_ == 1; }

  // Sends without waiting for the receiver.
  void send(int to, RankMessage::Kind kind, const std::string& bytes);
  // The next message that has arrived, if one has.
  std::optional<RankMessage> receive();
  // Some processes are lost: leave without waiting for them. Ends all that are left of the group.
  void give_up_the_lost();

 private:
  struct Mpi;
  int rank_ = 0, size_ = 1;
  bool some_lost_ = false;
  Mpi* mpi_ = nullptr;
};

// Results as bytes; the same bits come back.
std::string to_bytes(const plan::Trial& trial);
std::string to_bytes(const TrialResult& result);
plan::Trial trial_of(const std::string& bytes);
TrialResult result_of(const std::string& bytes);

}  // namespace yuanluo::scenarios
