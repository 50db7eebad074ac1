// What is known of one fall.
#pragma once

namespace yuanluo::models {

struct FallCourse {
  bool hurt = false;  // needs an ambulance
  bool lifted = false;
  double outcome = 0.5;  // uniform; compared with the risk of death when the person is found

  friend bool operator==(const FallCourse&, const FallCourse&) = default;
};

}  // namespace yuanluo::models
