// What follows an outage once it is known: the utility takes the report, a crew drives there, works, and it is mended.
#pragma once

#include "models/state.hpp"
#include "models/world.hpp"

namespace yuanluo::models {

struct RepairSite {
  const World& world;
  const sim::Luck& luck;
  ActiveIncident& incident;
  OutageCourse& course;
  Outbox& out;

  void noticed(Noticer by) const;
  void crew_sent() const;
  void crew_arrives() const;
};

}  // namespace yuanluo::models
