// How a process knows that a launcher started it as one of several.
#pragma once

#include <cstdlib>
#include <initializer_list>

namespace yuanluo::scenarios {

// Open MPI's mpirun, and Slurm's srun with PMIx or PMI-2, set one of these.
inline bool launched_as_one_of_several() {
  for (const char* const size : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}) {
    if (const char* const text = std::getenv(size)) return std::atoi(text) > 1;
  }
  const char* const tasks = std::getenv("SLURM_NTASKS");
  const bool by_srun = std::getenv("PMIX_RANK") != nullptr || std::getenv("PMI_RANK") != nullptr;
  return by_srun && tasks != nullptr && std::atoi(tasks) > 1;
}

}  // namespace yuanluo::scenarios
