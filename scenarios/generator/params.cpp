#include "scenarios/generator/params.hpp"

namespace yuanluo::scenarios {
namespace {

using models::Confidence;
using models::Share;

constexpr std::string_view facts = "Shuangqiaozi2021";
constexpr std::string_view census = "Census2020";
constexpr std::string_view osm = "OpenStreetMap2026";
constexpr std::string_view assumption = "assumption";

constexpr std::array<Share, 6> household_sizes{{{"1", {"一人户", "one member"}},
                                                {"2", {"二人户", "two members"}},
                                                {"3", {"三人户", "three members"}},
                                                {"4", {"四人户", "four members"}},
                                                {"5", {"五人户", "five members"}},
                                                {"6", {"六人户", "six members"}}}};

constexpr std::array<Share, 12> ages_below_60{{{"0", {"0—4岁", "0 to 4"}},
                                               {"5", {"5—9岁", "5 to 9"}},
                                               {"10", {"10—14岁", "10 to 14"}},
                                               {"15", {"15—19岁", "15 to 19"}},
                                               {"20", {"20—24岁", "20 to 24"}},
                                               {"25", {"25—29岁", "25 to 29"}},
                                               {"30", {"30—34岁", "30 to 34"}},
                                               {"35", {"35—39岁", "35 to 39"}},
                                               {"40", {"40—44岁", "40 to 44"}},
                                               {"45", {"45—49岁", "45 to 49"}},
                                               {"50", {"50—54岁", "50 to 54"}},
                                               {"55", {"55—59岁", "55 to 59"}}}};

constexpr std::array<Share, 4> ages_60_to_79{{{"60", {"60—64岁", "60 to 64"}},
                                              {"65", {"65—69岁", "65 to 69"}},
                                              {"70", {"70—74岁", "70 to 74"}},
                                              {"75", {"75—79岁", "75 to 79"}}}};

constexpr std::array<Share, 5> ages_80_plus{{{"80", {"80—84岁", "80 to 84"}},
                                             {"85", {"85—89岁", "85 to 89"}},
                                             {"90", {"90—94岁", "90 to 94"}},
                                             {"95", {"95—99岁", "95 to 99"}},
                                             {"100", {"100岁及以上", "100 and over"}}}};

constexpr std::array<Share, 4> built{{{"1975", {"1975—1984年", "1975 to 1984"}},
                                      {"1985", {"1985—1994年", "1985 to 1994"}},
                                      {"1995", {"1995—1999年", "1995 to 1999"}},
                                      {"2000", {"2000—2005年", "2000 to 2005"}}}};

void describe_streets(models::ParamVisitor& v, GeneratorParams::Streets& s) {
  v.begin("streets", {"街道与用地", "Streets and land"});
  v.number(
      {"intersections_per_km2",
       "1/km2",
       20,
       60,
       osm,
       Confidence::a,
       {"机动车道路交叉口密度（不含院内通道）", "Street junctions with three legs or more, without service lanes"}},
      s.intersections_per_km2);
  v.number({"four_way_share",
            "1",
            0.1,
            0.35,
            osm,
            Confidence::a,
            {"四岔及以上路口占交叉口的比例", "Share of the junctions that have four legs or more"}},
           s.four_way_share);
  v.number({"dead_end_share",
            "1",
            0,
            0.25,
            osm,
            Confidence::a,
            {"断头路占断头路与交叉口之和的比例", "Dead ends as a share of dead ends and junctions together"}},
           s.dead_end_share);
  v.number({"edge_median_m",
            "m",
            60,
            250,
            osm,
            Confidence::a,
            {"相邻路口间距中位数", "Median distance between neighbouring junctions"}},
           s.edge_median_m);
  v.number({"oneway_share",
            "1",
            0,
            0.5,
            osm,
            Confidence::a,
            {"单行道占街道长度的比例", "Share of the street length that is one-way"}},
           s.oneway_share);
  v.number({"second_grid_share",
            "1",
            0,
            1,
            osm,
            Confidence::c,
            {"采用第二种路网方向（25°/115°）的社区比例",
             "Share of the communities whose streets follow the second direction (25°/115°)"}},
           s.second_grid_share);
  v.number({"open_land_share",
            "1",
            0,
            0.4,
            assumption,
            Confidence::c,
            {"地块中公园、学校、市场等非居住用地的比例", "Share of the plots that are parks, schools, markets"}},
           s.open_land_share);
  v.number({"narrow_fire_lane_share",
            "1",
            0,
            1,
            assumption,
            Confidence::c,
            {"消防通道易被停车占用的院落比例", "Share of the compounds whose fire lane parked cars can block"}},
           s.narrow_fire_lane_share);
  v.number({"fire_station_distance_m",
            "m",
            0,
            5000,
            "JB152",
            Confidence::c,
            {"两个消防救援站到片区边缘的距离", "Distance of the two fire stations from the edge of the district"}},
           s.fire_station_distance_m);
  v.number({"hospital_distance_m",
            "m",
            0,
            5000,
            "NHC2020",
            Confidence::c,
            {"两个急救站到片区边缘的距离", "Distance of the two ambulance stations from the edge of the district"}},
           s.hospital_distance_m);
  v.end();
}

}  // namespace

void describe(models::ParamVisitor& v, GeneratorParams::Population& p) {
  v.begin("population", {"居民", "Residents"});
  v.count({"residents", "1", 1000, 2000000, facts, Confidence::a, {"常住居民人数", "Residents"}}, p.residents);
  v.count({"aged_80_plus", "1", 0, 200000, facts, Confidence::a, {"80岁及以上老人人数", "Residents aged 80 and over"}},
          p.aged_80_plus);
  v.count({"living_alone", "1", 0, 50000, facts, Confidence::a, {"独居老人人数", "Elders living alone"}},
          p.living_alone);
  v.count({"disabled", "1", 0, 200000, facts, Confidence::a, {"残疾人人数", "Registered disabled residents"}},
          p.disabled);
  v.number({"aged_60_plus_share",
            "1",
            0.05,
            0.5,
            census,
            Confidence::b,
            {"60岁及以上人口比例", "Share of the residents aged 60 and over"}},
           p.aged_60_plus_share);
  v.number({"female_share_below_60",
            "1",
            0.4,
            0.6,
            census,
            Confidence::c,
            {"60岁以下女性比例", "Share of women below the age of 60"}},
           p.female_share_below_60);
  v.number({"female_share_60_to_79",
            "1",
            0.4,
            0.7,
            census,
            Confidence::c,
            {"60—79岁女性比例", "Share of women at 60 to 79"}},
           p.female_share_60_to_79);
  v.number({"female_share_80_plus",
            "1",
            0.4,
            0.8,
            census,
            Confidence::c,
            {"80岁及以上女性比例", "Share of women at 80 and over"}},
           p.female_share_80_plus);
  v.mix({"household_sizes", "1", 0, 1, census, Confidence::b, {"住户规模构成", "Households by number of members"}},
        household_sizes, p.household_sizes);
  v.mix({"ages_below_60", "1", 0, 1, census, Confidence::c, {"60岁以下年龄构成", "Ages below 60, in five years"}},
        ages_below_60, p.ages_below_60);
  v.mix({"ages_60_to_79", "1", 0, 1, census, Confidence::c, {"60—79岁年龄构成", "Ages from 60 to 79, in five years"}},
        ages_60_to_79, p.ages_60_to_79);
  v.mix({"ages_80_plus", "1", 0, 1, census, Confidence::c, {"80岁及以上年龄构成", "Ages from 80, in five years"}},
        ages_80_plus, p.ages_80_plus);
  v.number(
      {"relative_told_share",
       "1",
       0,
       1,
       assumption,
       Confidence::c,
       {"有不同住近亲属接收报警的住户比例", "Share of households with a relative elsewhere who is told of alarms"}},
      p.relative_told_share);
  v.lognormal({"relative_distance_m",
               "m",
               100,
               20000,
               assumption,
               Confidence::c,
               {"该亲属住处的街道距离", "Street distance to that relative's home"}},
              p.relative_distance_m);
  v.number({"assisted_share_80_plus",
            "1",
            0,
            1,
            assumption,
            Confidence::c,
            {"80岁及以上离家需人帮助的比例", "Share at 80 and over who need help to leave the flat"}},
           p.assisted_share_80_plus);
  v.number({"assisted_share_disabled",
            "1",
            0,
            1,
            assumption,
            Confidence::c,
            {"残疾人离家需人帮助的比例", "Share of the disabled who need help to leave the flat"}},
           p.assisted_share_disabled);
  v.number({"slow_share_70_to_79",
            "1",
            0,
            1,
            assumption,
            Confidence::c,
            {"70—79岁行动缓慢的比例（80岁及以上全部至少缓慢）",
             "Share at 70 to 79 who walk slowly (from 80 everybody does, or needs help)"}},
           p.slow_share_70_to_79);
  v.number({"hard_of_hearing_share_60_to_79",
            "1",
            0,
            1,
            assumption,
            Confidence::c,
            {"60—79岁听力差的比例", "Share at 60 to 79 who are hard of hearing"}},
           p.hard_of_hearing_share_60_to_79);
  v.number({"hard_of_hearing_share_80_plus",
            "1",
            0,
            1,
            assumption,
            Confidence::c,
            {"80岁及以上听力差的比例", "Share at 80 and over who are hard of hearing"}},
           p.hard_of_hearing_share_80_plus);
  v.end();
}

void describe(models::ParamVisitor& v, GeneratorParams::Buildings& b) {
  v.begin("buildings", {"楼栋", "Buildings"});
  v.mix({"built", "1", 0, 1, assumption, Confidence::c, {"院落建成年代构成", "Compounds by year of construction"}},
        built, b.built);
  v.number({"tower_share_after_2000",
            "1",
            0,
            1,
            assumption,
            Confidence::c,
            {"2000年后院落中电梯高层的比例", "Share of the compounds after 2000 that are towers with lifts"}},
           b.tower_share_after_2000);
  v.number({"lift_retrofit_share",
            "1",
            0,
            1,
            assumption,
            Confidence::c,
            {"无电梯老楼中已加装电梯的比例", "Share of the old walk-up buildings with a lift added later"}},
           b.lift_retrofit_share);
  v.count({"flats_per_landing",
           "1",
           1,
           8,
           assumption,
           Confidence::c,
           {"每单元每层户数（高层为两倍）", "Flats on each floor of a stairwell (towers have twice as many)"}},
          b.flats_per_landing);
  v.number({"occupied_share",
            "1",
            0.3,
            1,
            assumption,
            Confidence::c,
            {"有人居住的住房比例", "Share of the flats in which somebody lives"}},
           b.occupied_share);
  v.end();
}

void describe(models::ParamVisitor& v, GeneratorParams& g) {
  v.count({"seed",
           "1",
           0,
           9007199254740991.0,
           assumption,
           Confidence::c,
           {"生成街区的随机种子", "Seed of the synthetic district"}},
          g.seed);
  v.count({"scale",
           "1",
           1,
           256,
           assumption,
           Confidence::c,
           {"并排重复整个片区的次数", "How many times the district is repeated side by side"}},
          g.scale);
  v.number({"centre_lon",
            "degree",
            -180,
            180,
            osm,
            Confidence::b,
            {"中心经度（WGS-84）", "Longitude of the centre (WGS-84)"}},
           g.centre_lon);
  v.number(
      {"centre_lat", "degree", -60, 60, osm, Confidence::b, {"中心纬度（WGS-84）", "Latitude of the centre (WGS-84)"}},
      g.centre_lat);
  v.number({"area_km2", "km2", 0.5, 30, facts, Confidence::a, {"片区面积", "Area of the district"}}, g.area_km2);
  v.count({"compounds", "1", 16, 20000, facts, Confidence::a, {"老旧院落数", "Old compounds"}}, g.compounds);
  describe_streets(v, g.streets);
  describe(v, g.population);
  describe(v, g.buildings);
}

}  // namespace yuanluo::scenarios
