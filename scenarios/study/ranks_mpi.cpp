// Ranks over MPI.
#include <mpi.h>

#include <cstdio>
#include <list>
#include <utility>

#include "scenarios/study/rank_launch.hpp"
#include "scenarios/study/ranks.hpp"
#include "sim/contract.hpp"

namespace yuanluo::scenarios {

struct Ranks::Mpi {
  struct Sent {
    std::string bytes;
    MPI_Request request = MPI_REQUEST_NULL;
  };
  std::list<Sent> sent;  // messages whose memory may still be read

  void forget_the_delivered() {
    for (auto it = sent.begin(); it != sent.end();) {
      int done = 0;
      if (MPI_Test(&it->request, &done, MPI_STATUS_IGNORE) != MPI_SUCCESS) done = 1;  // to a process that is lost
      it = done != 0 ? sent.erase(it) : std::next(it);
    }
  }
};

bool Ranks::available() { return true; }
bool Ranks::wanted_in_vain() { return false; }

Ranks::Ranks() {
  if (!launched_as_one_of_several()) return;
  int provided = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
  sim::require(provided >= MPI_THREAD_FUNNELED, "MPI must allow other threads to run beside the one that calls it");
  // A lost process shows as an error or as silence, not as the end of all others.
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  MPI_Comm_size(MPI_COMM_WORLD, &size_);
  mpi_ = new Mpi;
}

Ranks::~Ranks() {
  if (mpi_ == nullptr) return;
  for (int rank = 1; rank_ == 0 && rank < size_; ++rank) send(rank, RankMessage::Kind::end, "");
  if (some_lost_) {
    // MPI_Finalize would wait for the lost for ever. What was printed must not be lost with them.
    std::fflush(nullptr);
    MPI_Abort(MPI_COMM_WORLD, 0);
  }
  while (!mpi_->sent.empty()) mpi_->forget_the_delivered();
  MPI_Finalize();
  delete mpi_;
}

void Ranks::send(int to, RankMessage::Kind kind, const std::string& bytes) {
  mpi_->forget_the_delivered();
  mpi_->sent.push_back({bytes, MPI_REQUEST_NULL});
  Mpi::Sent& message = mpi_->sent.back();
  const int state = MPI_Isend(message.bytes.data(), static_cast<int>(message.bytes.size()), MPI_BYTE, to,
                              static_cast<int>(kind), MPI_COMM_WORLD, &message.request);
  if (state != MPI_SUCCESS) mpi_->sent.pop_back();
}

std::optional<RankMessage> Ranks::receive() {
  mpi_->forget_the_delivered();
  int there = 0;
  MPI_Status status;
  if (MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &status) != MPI_SUCCESS || there == 0)
    return std::nullopt;
  int length = 0;
  MPI_Get_count(&status, MPI_BYTE, &length);
  RankMessage message;
  message.kind = static_cast<RankMessage::Kind>(status.MPI_TAG);
  message.rank = status.MPI_SOURCE;
  message.bytes.resize(static_cast<std::size_t>(length));
  if (MPI_Recv(message.bytes.data(), length, MPI_BYTE, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD,
               MPI_STATUS_IGNORE) != MPI_SUCCESS)
    return std::nullopt;
  return message;
}

void Ranks::give_up_the_lost() { some_lost_ = true; }

}  // namespace yuanluo::scenarios
