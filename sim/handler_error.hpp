// What a kernel says when a handler fails.
#pragma once

#include <exception>
#include <string>

#include "sim/contract.hpp"
#include "sim/event.hpp"
#include "sim/outbox.hpp"

namespace yuanluo::sim {

// A handler threw: names the event, the process and the simulated time. The exception itself is nested
// (std::rethrow_if_nested). Of several failures the one with the smallest key is reported, whatever the workers.
class HandlerError : public ContractError {
 public:
  HandlerError(const EventKey& key, ProcessId process, const std::string& reason)
      : ContractError("process " + std::to_string(process.value) + " failed at " +
                      std::to_string(to_seconds(key.at.time_since_epoch())) + " s handling event " +
                      std::to_string(key.sequence) + " of " +
                      (key.from == outside ? std::string("the start") : "process " + std::to_string(key.from.value)) +
                      " (microstep " + std::to_string(key.microstep) + "): " + reason),
        key_(key),
        process_(process) {}

  const EventKey& key() const { return key_; }
  ProcessId process() const { return process_; }

 private:
  EventKey key_;
  ProcessId process_;
};

// Call inside a catch block: throws the exception in flight on, wrapped in a HandlerError. A SendError already names
// process and time and is thrown on as it is.
[[noreturn]] inline void throw_handler_error(const EventKey& key, ProcessId process) {
  try {
    throw;
  } catch (const SendError&) {
    throw;
  } catch (const std::exception& error) {
    std::throw_with_nested(HandlerError(key, process, error.what()));
  } catch (...) {
    std::throw_with_nested(HandlerError(key, process, "an exception that is no std::exception"));
  }
}

// The same, as a value to be thrown later.
inline std::exception_ptr handler_error(const EventKey& key, ProcessId process) {
  try {
    throw_handler_error(key, process);
  } catch (...) {
    return std::current_exception();
  }
}

}  // namespace yuanluo::sim
