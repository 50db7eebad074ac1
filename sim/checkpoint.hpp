// A run on disk, to go on from later: also after the program was killed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>

#include "sim/bytes.hpp"
#include "sim/model.hpp"
#include "sim/sealed_file.hpp"
#include "sim/snapshot.hpp"
#include "sim/trace_hash.hpp"

namespace yuanluo::sim {

// A model whose state is more than vectors of trivially copyable values says how it is written and read.
template <class M>
concept SavesState = requires(const typename M::State& state, typename M::State& empty, ByteWriter& writer,
                              ByteReader& reader) {
  M::save(state, writer);
  M::load(empty, reader);
};

template <Model M>
struct Checkpoint {
  Snapshot<M> run;
  TraceHash trace;  // of the events so far
};

// The layout of the file that this version of the program writes. Raised with every change to the layout or its order.
inline constexpr std::uint32_t checkpoint_version = 1;
inline constexpr std::uint32_t checkpoint_kind = 0x6b636863u;

// The seal of checkpoints of model M in the world with this fingerprint: any number that tells worlds apart, such as a
// hash of the scenario. An event's size is in it, so that a change of the model's vocabulary is not misread.
template <Model M>
Seal checkpoint_seal(std::uint64_t world_fingerprint) {
  return {checkpoint_kind, checkpoint_version, mix(world_fingerprint + sizeof(Event<typename M::Payload>))};
}

// Writes the file whole or not at all. Throws SealedFileError.
template <Model M>
void write_checkpoint(const std::filesystem::path& path, const Checkpoint<M>& checkpoint,
                      std::uint64_t world_fingerprint) {
  ByteWriter writer;
  const Snapshot<M>& run = checkpoint.run;
  if constexpr (SavesState<M>) {
    M::save(run.state, writer);
  } else {
    writer.write(run.state);
  }
  writer.write(run.counters);
  writer.write(run.pending);
  writer.write(run.first_events);
  writer.write(run.now);
  writer.write(checkpoint.trace);
  write_sealed(path, checkpoint_seal<M>(world_fingerprint), writer.bytes());
}

// Throws SealedFileError unless the file is whole and of this world. `start` gives the values that need no reading:
// any state of the world.
template <Model M>
Checkpoint<M> read_checkpoint(const std::filesystem::path& path, typename M::State start,
                              std::uint64_t world_fingerprint) {
  const std::vector<std::byte> bytes = read_sealed(path, checkpoint_seal<M>(world_fingerprint));
  Checkpoint<M> checkpoint{{std::move(start), {}, {}}, {}};
  Snapshot<M>& run = checkpoint.run;
  try {
    ByteReader reader(bytes);
    if constexpr (SavesState<M>) {
      M::load(run.state, reader);
    } else {
      reader.read(run.state);
    }
    reader.read(run.counters);
    reader.read(run.pending);
    reader.read(run.first_events);
    reader.read(run.now);
    reader.read(checkpoint.trace);
    if (reader.left() != 0)
      throw BytesError("nothing more, where there are " + std::to_string(reader.left()) + " bytes");
  } catch (const BytesError& error) {
    throw SealedFileError(path.string() + ": expected a checkpoint of this model, got " + error.what());
  }
  return checkpoint;
}

}  // namespace yuanluo::sim
