#include "scenarios/import/params.hpp"

#include <utility>
#include <vector>

#include "scenarios/json/extended.hpp"
#include "scenarios/json/parameter_reader.hpp"
#include "scenarios/problem.hpp"
#include "scenarios/references.hpp"
#include "scenarios/schema/parameter_schema.hpp"
#include "scenarios/schema/validation.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Confidence;

constexpr std::string_view facts = "Shuangqiaozi2021";
constexpr std::string_view osm = "OpenStreetMap2026";

void describe_homes(models::ParamVisitor& v, ImportParams::Homes& h) {
  v.begin("homes", {"住宅", "Homes"});
  v.number({"floor_area_per_resident_m2",
            "m2",
            5,
            200,
            "Census2020",
            Confidence::b,
            {"每名居民的住宅建筑面积", "Floor area of residential buildings for each resident"}},
           h.floor_area_per_resident_m2);
  v.count({"floors_of_flats",
           "1",
           1,
           60,
           assumption,
           Confidence::c,
           {"地图未标层数的楼的层数", "Storeys of buildings for which the map gives none"}},
          h.floors_of_flats);
  v.count({"floors_of_houses",
           "1",
           1,
           20,
           assumption,
           Confidence::c,
           {"地图未标层数的独栋住宅的层数", "Storeys of houses for which the map gives none"}},
          h.floors_of_houses);
  v.number({"least_footprint_m2",
            "m2",
            0,
            500,
            assumption,
            Confidence::c,
            {"更小的楼视为无人居住（车库、棚屋）", "Smaller buildings are no homes (garages, sheds)"}},
           h.least_footprint_m2);
  v.number({"house_footprint_m2",
            "m2",
            0,
            1000,
            assumption,
            Confidence::c,
            {"用途未标且更小的楼视为独栋住宅", "Smaller buildings whose use is not tagged are houses"}},
           h.house_footprint_m2);
  v.number({"most_footprint_m2",
            "m2",
            100,
            1000000,
            assumption,
            Confidence::c,
            {"用途未标且更大的楼视为无人居住（厂房、商场）",
             "Larger buildings whose use is not tagged are no homes (halls, shops)"}},
           h.most_footprint_m2);
  v.number({"residents_per_hectare",
            "1/ha",
            1,
            2000,
            facts,
            Confidence::c,
            {"无建筑数据时街块上的人口密度", "Residents on each hectare of blocks, where the map has no buildings"}},
           h.residents_per_hectare);
  v.number({"stairwell_footprint_m2",
            "m2",
            20,
            5000,
            assumption,
            Confidence::c,
            {"每个单元（楼梯间）的占地面积", "Ground for each stairwell: two flats of 70 m2 on each landing"}},
           h.stairwell_footprint_m2);
  v.number({"least_built_share",
            "1",
            0,
            1,
            assumption,
            Confidence::c,
            {"住宅占街块面积低于此比例时，按街块而非楼栋安置居民",
             "Residents are spread over blocks, not buildings, where homes cover less of the blocks than this"}},
           h.least_built_share);
  v.end();
}

void describe_compounds(models::ParamVisitor& v, ImportParams::Compounds& c) {
  v.begin("compounds", {"院落与社区", "Compounds and communities"});
  v.number({"largest_area_ha",
            "ha",
            0.1,
            100,
            osm,
            Confidence::c,
            {"更大的居住用地或街块要再划分", "Residential areas and blocks that are larger are divided"}},
           c.largest_area_ha);
  v.number({"largest_block_km2",
            "km2",
            0.1,
            1000,
            assumption,
            Confidence::c,
            {"更大的街块不视为街块（水面、山林，或错误的坐标）",
             "What is larger is no block (water, woods, or a wrong coordinate)"}},
           c.largest_block_km2);
  v.number({"cell_m",
            "m",
            40,
            2000,
            osm,
            Confidence::c,
            {"划分所用方格的边长", "Side of the squares by which they are divided"}},
           c.cell_m);
  v.number({"plot_ha",
            "ha",
            0.05,
            20,
            facts,
            Confidence::c,
            {"无建筑数据时一个院落的面积", "Area of a compound where the map has no buildings"}},
           c.plot_ha);
  v.number({"street_half_width_m",
            "m",
            0,
            50,
            assumption,
            Confidence::c,
            {"院落边界到街道中线的距离", "From the middle of a street to the edge of such a compound"}},
           c.street_half_width_m);
  v.number({"margin_m",
            "m",
            0.5,
            100,
            assumption,
            Confidence::c,
            {"院落边界到其中楼栋的距离", "From the buildings of a compound to its edge, where the map draws none"}},
           c.margin_m);
  v.number({"snap_m",
            "m",
            10,
            10000,
            assumption,
            Confidence::c,
            {"离最近街道更远的站点和院落不采用", "Stations and compounds further from any street are left out"}},
           c.snap_m);
  v.count({"residents_per_community",
           "1",
           100,
           1000000,
           facts,
           Confidence::a,
           {"每个社区的居民数", "Residents of each community"}},
          c.residents_per_community);
  v.end();
}

void describe_speed_words(models::ParamVisitor& v, SpeedWords& s) {
  v.begin("speed_words", {"maxspeed 中的道路类别词所指限速", "What words of maxspeed mean, such as CN:urban"});
  const auto limit = [&](std::string_view key, models::Text text, double& value) {
    v.number({key, "km/h", 1, 200, assumption, Confidence::c, text}, value);
  };
  limit("urban_kmh", {"城区道路（urban）", "urban"}, s.urban);
  limit("rural_kmh", {"城外道路（rural）", "rural"}, s.rural);
  limit("trunk_kmh", {"快速路（trunk）", "trunk"}, s.trunk);
  limit("motorway_kmh", {"高速公路（motorway）", "motorway"}, s.motorway);
  limit("living_street_kmh", {"生活街巷与步行区（living_street、pedestrian_zone）", "living_street, pedestrian_zone"},
        s.living_street);
  limit("school_kmh", {"学校与自行车道路（school、bicycle_road）", "school, bicycle_road"}, s.school);
  limit("walk_kmh", {"步行速度（walk）", "walk"}, s.walk);
  v.end();
}

void describe_services(models::ParamVisitor& v, ImportParams::Services& s) {
  v.begin("services", {"地图缺少时的消防栓与站点", "Hydrants and stations where the map has none"});
  v.number({"hydrant_spacing_m",
            "m",
            20,
            1000,
            "GB50974",
            Confidence::a,
            {"沿车行街道布置消防栓的间距", "Spacing of hydrants along vehicles' streets"}},
           s.hydrant_spacing_m);
  v.count({"hydrant_diameter_mm",
           "mm",
           40,
           400,
           assumption,
           Confidence::c,
           {"地图未标口径的消防栓的口径", "Diameter of hydrants for which the map gives none"}},
          s.hydrant_diameter_mm);
  v.count({"engines_per_station",
           "1",
           1,
           50,
           "JB152",
           Confidence::c,
           {"每个消防站的消防车数", "Fire engines of each fire station"}},
          s.engines_per_station);
  v.count({"ambulances_per_station",
           "1",
           1,
           50,
           assumption,
           Confidence::c,
           {"每个急救站的救护车数", "Ambulances of each ambulance station"}},
          s.ambulances_per_station);
  v.end();
}

}  // namespace

void describe(models::ParamVisitor& v, ImportParams& p) {
  v.count(
      {"seed", "1", 0, 9007199254740991.0, assumption, Confidence::c, {"随机细节的种子", "Seed of the random details"}},
      p.seed);
  describe_homes(v, p.homes);
  describe_speed_words(v, p.speed_words);
  describe_compounds(v, p.compounds);
  describe_services(v, p.services);
  describe(v, p.population);
  describe(v, p.buildings);
  v.begin("deployment", {"设备与人员（按人口换算）", "Equipment and staff, scaled to the residents"});
  describe(v, p.deployment);
  v.end();
}

ImportParams read_import_params(const std::filesystem::path& file) {
  std::vector<Problem> problems;
  ImportParams params;
  if (const auto document = ExtendedJson::read(file, problems)) {
    ParameterSchema schema({"导入所用的参数", "Parameters of an import"});
    describe(schema, params);
    OrderedJson whole = schema.value();
    const OrderedJson text{{"type", "string"}};
    whole["definitions"] = {{"source", text}, {"note", text}};
    validate(*document, whole, problems);
    ParameterReader reader(*document, References::built_in(), problems);
    describe(reader, params);
  }
  if (!problems.empty()) throw ScenarioError(std::move(problems));
  return params;
}

}  // namespace yuanluo::scenarios
