#include "scenarios/generator/generate.hpp"

#include <array>
#include <cmath>

#include "scenarios/generator/compounds.hpp"
#include "scenarios/generator/equipment.hpp"
#include "scenarios/generator/families.hpp"
#include "scenarios/generator/hydrants.hpp"
#include "scenarios/generator/layout.hpp"
#include "scenarios/generator/refuse.hpp"
#include "scenarios/generator/repeat.hpp"
#include "scenarios/generator/residents.hpp"
#include "scenarios/generator/stations.hpp"

namespace yuanluo::scenarios {
namespace {

// Source: [Shuangqiaozi2021].
const std::array<models::Name, 8> communities{{{"新鸿社区", "Xinhong"},
                                               {"新华社区", "Xinhua"},
                                               {"菽香里社区", "Shuxiangli"},
                                               {"万晟社区", "Wansheng"},
                                               {"双林社区", "Shuanglin"},
                                               {"双桥路北社区", "Shuangqiao Road North"},
                                               {"水碾河路北社区", "Shuinianhe Road North"},
                                               {"三街坊社区", "Sanjiefang"}}};

std::vector<models::GeoPoint> closed(const Ring& ring, const models::LocalPlane& plane) {
  std::vector<models::GeoPoint> points;
  for (const models::PlanePoint p : ring) points.push_back(plane.to_geo(p));
  points.push_back(points.front());
  return points;
}

}  // namespace

models::District generate(const GeneratorParams& generator, const DeploymentParams& deployment) {
  const DistrictLuck luck(generator.seed);
  const models::LocalPlane plane(models::GeoPoint::from_degrees(generator.centre_lon, generator.centre_lat));
  const Layout layout = lay_out(generator, luck);
  const auto families = make_families(generator.population, luck);

  models::District district;
  district.name = {"双桥子街道", "Shuangqiaozi"};
  district.boundary = closed(layout.boundary, plane);
  for (std::size_t i = 0; i < layout.communities.size(); ++i) {
    district.communities.push_back({communities[i], closed(layout.communities[i], plane)});
  }
  for (const PlannedStreet& planned : layout.streets) {
    models::Street street{planned.name, planned.kind, planned.oneway, {}};
    for (const models::PlanePoint p : planned.points) street.points.push_back(plane.to_geo(p));
    district.streets.push_back(std::move(street));
  }
  const auto flats =
      static_cast<std::int64_t>(std::ceil(static_cast<double>(families.size()) / generator.buildings.occupied_share));
  add_compounds(generator, layout, plane, flats, luck, district);
  add_residents(generator, families, luck, district);
  add_devices(deployment, luck, district);
  add_hydrants(deployment, layout, plane, district);
  add_aeds(deployment, plane, district);
  add_stations(deployment, layout, plane, district);
  add_staff(deployment, luck, district);
  district = repeat(district, generator.scale, layout.width_m, plane);
  for (const models::Street& street : district.streets) {
    for (const models::GeoPoint p : street.points) {
      if (std::abs(p.lon()) <= 180.0) continue;
      refuse("/district/generator/centre_lon",
             {"整个片区（含各个副本）不越过180度经线处",
              "a place where no copy of the district lies across longitude 180"},
             std::llround(generator.centre_lon));
    }
  }
  return district;
}

}  // namespace yuanluo::scenarios
