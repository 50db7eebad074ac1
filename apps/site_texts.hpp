// What `yuanluo site` says.
#pragma once

#include "models/text.hpp"

namespace yuanluo::apps::site_texts {

using models::Text;

inline constexpr Text help{"为图、点表或费用表选址，并给出界与差距",
                           "choose sites for a graph or a table of points or costs, with a bound and the gap"};
inline constexpr Text example{"yuanluo site pmed1.txt --objective p-median",
                              "yuanluo site pmed1.txt --objective p-median"};
inline constexpr Text file{
    "OR-Library 图、覆盖集或有容量的问题，TSPLIB，坐标行，距离表，或 CSV：x,y 或 lon,lat 点表，from,to,length "
    "路网，customer,site,length 成对费用，费用表",
    "OR-Library graph, cover sets or capacitated problems, TSPLIB, lines of places, tables of distances, or CSV: "
    "places "
    "with x,y or lon,lat, roads with from,to,length, pairs with customer,site,length, or a table of costs"};
inline constexpr Text coordinates{"文件为无表头的坐标行：x y 或 x y 权重",
                                  "the file is lines of coordinates without a header: x y, or x y weight"};
inline constexpr Text columns{
    "无表头坐标行的各列，以逗号分隔：name、x、y、lon、lat、weight、load、capacity、cost，- 为不用的列",
    "what the columns of lines of places are, separated by commas: name, x, y, lon, lat, weight, load, capacity, cost, "
    "- for one that is left out"};
inline constexpr Text sites{"候选点另在此文件中（文件本身的地点只是需求点）",
                            "places of the sites, from this file (those of the file itself are then customers only)"};
inline constexpr Text weights{"需求点的权重另在此文件中，按次序每点一个数",
                              "weights of the customers, from this file: one number for each, in their order"};
inline constexpr Text round{"坐标间距离的取整：none、nearest、up、down（TSPLIB 的 EUC_2D 为 nearest）",
                            "round distances between places (TSPLIB's EUC_2D means nearest)"};
inline constexpr Text problem{"文件含多个问题时取第几个", "which problem of a file that holds several"};
inline constexpr Text no_capacity{"忽略文件中的容量", "leave the capacities of the file out"};
inline constexpr Text objective{
    "目标：p-median 总距离最小，p-center 最远距离最小，lscp 全覆盖且费用最小，mclp 覆盖最多，mexclp 期望覆盖最多",
    "p-median: least total distance; p-center: least greatest distance; lscp: cheapest full "
    "cover; mclp: greatest cover; mexclp: greatest expected cover"};
inline constexpr Text p{"设施总数（mexclp：单元数），含已有；缺省取文件中的 p",
                        "sites in all (mexclp: units), existing ones included; the file's p if left out"};
inline constexpr Text add{"在已有设施之外新增的数目", "how many sites to add to the existing ones"};
inline constexpr Text existing{"保留的已有设施名称，以逗号分隔",
                               "names of existing sites, which are kept; separated by commas"};
inline constexpr Text radius{"覆盖半径，单位同文件中的距离", "cover radius, in the file's unit of distance"};
inline constexpr Text busy{"mexclp：单元繁忙的时间占比", "mexclp: the share of time that a unit is busy"};
inline constexpr Text needed{"lscp：每个需求点须由几个设施覆盖", "lscp: how many sites must reach each customer"};
inline constexpr Text second_worth{"mclp：第二个覆盖设施的价值，相对第一个（备份覆盖）",
                                   "mclp: worth of a second site in reach, relative to the first (backup cover)"};
inline constexpr Text units{"mexclp：一处至多几个单元", "mexclp: units at one site at most"};
inline constexpr Text capacity{"每个设施能承担的负荷（p-median、mclp）",
                               "the load that each site can carry (p-median, mclp)"};
inline constexpr Text time{"至多搜索多少秒", "seconds to search at most"};
inline constexpr Text gap{
    "相对差距达到此值即可停止（缺省：费用均为整数时 0，否则 1e-6）",
    "stop once the relative gap is this small (else 0 where all costs are whole, 1e-6 otherwise)"};
inline constexpr Text seed{"重启所用的随机种子", "seed of the restarts"};
inline constexpr Text csv{"把结果表写入此 CSV 文件", "write the table of results to this CSV file"};
inline constexpr Text log{"列出搜索的每一步", "list each step of the search"};

inline constexpr Text read_line{"{}：{}", "{}: {}"};
inline constexpr Text note_line{"  注：{}", "  note: {}"};
inline constexpr Text headline{"{}：{} 个需求点，{} 个候选点，选出 {} 个", "{}: {} customers, {} sites, {} chosen"};
inline constexpr Text value_line{"目标值 {}，界 {}，差距 {}：{}", "value {}, bound {}, gap {}: {}"};
inline constexpr Text share_line{"占总权重的 {:.2f}%（总权重 {}）", "{:.2f} % of the total weight {}"};
inline constexpr Text method_line{"方法：{}；{} 个节点，{:.2f} 秒", "method: {}; {} nodes, {:.2f} s"};
inline constexpr Text proven{"已证最优", "proven optimal"};
inline constexpr Text stopped_by_gap{"差距已足够小", "gap small enough"};
inline constexpr Text stopped_by_time{"时间用尽", "out of time"};
inline constexpr Text infeasible{"无可行解", "infeasible"};
// The steps and methods of a search, by what plan/siting calls them.
inline constexpr Text steps[] = {
    {"贪心法", "greedy"},
    {"惰性贪心法", "lazy greedy"},
    {"顶点替换", "vertex substitution"},
    {"顶点替换，再按遗憾值分派", "vertex substitution, then service by regret"},
    {"重启", "restarts"},
    {"交换", "exchanges"},
    {"以 p-median 为起点", "p-median start"},
    {"对半径二分并解集合覆盖", "bisection with set covers"},
    {"对半径二分并解集合覆盖", "bisection over radii with set covers"},
    {"拉格朗日松弛", "Lagrangian relaxation"},
    {"含背包的拉格朗日松弛", "Lagrangian relaxation with knapsacks"},
    {"交换与含背包的拉格朗日松弛", "exchanges and Lagrangian relaxation with knapsacks"},
    {"贪心法与拉格朗日松弛", "greedy and Lagrangian relaxation"},
    {"惰性贪心法、交换与拉格朗日松弛", "lazy greedy, exchanges and Lagrangian relaxation"},
    {"分支定界", "branch and bound"},
    {"整数规划（CBC）", "integer programme (CBC)"},
    {"只取最好候选点的整数规划（CBC）", "integer programme of the best sites (CBC)"},
};
inline constexpr Text site_column{"设施", "site"};
inline constexpr Text marginal_column{"增益", "adds"};
inline constexpr Text cumulative_column{"累计", "so far"};
inline constexpr Text serves_column{"服务点数", "serves"};
inline constexpr Text closed_column{"关闭则变差", "worse if closed"};
inline constexpr Text runner_up_column{"次优替代", "runner-up"};
inline constexpr Text runner_up_worse_column{"替代则变差", "worse with it"};
inline constexpr Text existing_mark{"（已有）", " (existing)"};
inline constexpr Text log_line{"  {:8.3f} 秒  {}：值 {}，界 {}", "  {:8.3f} s  {}: value {}, bound {}"};
inline constexpr Text beyond_reach{"无可行解：{} 个需求点无法服务（每个需要 {} 个设施，可及的至多 {} 个）：{}",
                                   "infeasible: {} customers cannot be served (each needs {} sites, at most {} are in "
                                   "reach): {}"};
inline constexpr Text too_little_capacity{
    "无可行解：负荷 {}，最大的若干设施容量合计 {}；{} 个需求点未能安排：{}",
    "no assignment found: load {}, room of the largest sites {}; {} customers are "
    "left over: {}"};
inline constexpr Text too_few_sites{
    "无可行解：要求 {} 个设施，应为已有数至候选总数之间（界限 {}）",
    "infeasible: {} sites asked for, but the existing and the possible ones limit that to "
    "{}"};

}  // namespace yuanluo::apps::site_texts
