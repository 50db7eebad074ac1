// What the window says, in both languages. What is said about the run itself comes from viz/replay.
#pragma once

#include <array>
#include <bit>
#include <cstddef>

#include "models/district.hpp"
#include "models/roads/mode.hpp"
#include "models/text.hpp"
#include "viz/replay/choices.hpp"

namespace yuanluo::viz {

using models::Text;

struct Words {
  Text program{"院落回放", "Yuanluo replay"};
  Text no_font{"注意：没有找到中文字体（Debian 软件包 fonts-wqy-microhei），中文将无法显示",
               "Note: no Chinese font is found (Debian package fonts-wqy-microhei); Chinese will not be legible"};
  // Time
  Text play{"播放", "Play"};
  Text pause{"暂停", "Pause"};
  Text step_forward{"前进一步", "Step forward"};
  Text step_back{"后退一步", "Step back"};
  Text backwards{"倒放", "Reverse"};
  Text speed{"速度", "Speed"};
  Text slower{"减速", "Slower"};
  Text faster{"加速", "Faster"};
  Text real_time{"实时", "real time"};
  Text next_incident{"下一事件", "Next incident"};
  Text previous_incident{"上一事件", "Previous incident"};
  Text to_start{"回到开始", "To the start"};
  Text to_end{"到结尾", "To the end"};
  Text day{"第 {} 天", "day {}"};
  Text per_bin{"每格 {} 起", "{} in this bar"};
  // Bookmarks
  Text bookmarks{"书签", "Bookmarks"};
  Text add_bookmark{"添加书签", "Add a bookmark"};
  Text note{"备注", "Note"};
  Text remove{"删除", "Remove"};
  Text go_there{"前往", "Go there"};
  Text no_bookmarks{"还没有书签。按 B 在当前时刻添加。", "No bookmarks yet. Press B to add one at this moment."};
  Text saved{"已保存：{}", "Saved: {}"};
  Text not_saved{"无法保存：{}", "Cannot be saved: {}"};
  Text save_storyline{"存为故事线", "Save as storyline"};
  // Map
  Text layers{"图层", "Layers"};
  Text legend{"图例", "Legend"};
  Text fold_legend{"收起图例", "Fold the legend"};
  Text unfold_legend{"展开图例", "Show the legend"};
  Text streets{"道路", "Streets"};
  Text compounds{"院落", "Compounds"};
  Text buildings{"楼栋", "Buildings"};
  Text communities{"社区界线", "Community borders"};
  Text hydrants{"室外消防栓", "Hydrants"};
  Text mains{"供水主管", "Water mains"};
  Text pump_stations{"消防泵站", "Pump stations"};
  Text stations{"站点", "Stations"};
  Text labels{"地名", "Names"};
  Text incidents{"事件", "Incidents"};
  Text units{"出动单位", "Units"};
  Text failures{"故障", "Failures"};
  Text closures{"街道封闭", "Street closures"};
  Text closed_street{"封闭的街道", "closed street"};
  Text being_solved{"正在求解，剩 {} 个院落", "being solved: {} compounds to go"};
  Text heat{"事件热力", "Heat map"};
  Text heat_window{"热力时长", "Heat window"};
  Text days{"{} 天", "{} days"};
  Text ended_too{"刚结束的事件", "Incidents just ended"};
  Text trails{"轨迹", "Trails"};
  Text hatching{"图案填充", "Hatching"};
  Text colour_by{"着色", "Colour by"};
  Text measure_none{"不着色", "nothing"};
  Text measure_incidents{"事件数", "incidents"};
  Text measure_risk{"风险", "risk"};
  Text measure_latency{"响应时延", "latency"};
  Text measure_unnoticed{"未及时发现", "unnoticed"};
  Text measure_coverage{"覆盖", "coverage"};
  Text measure_presence{"在家人口", "people at home"};
  Text measure_fire_flow{"消防流量", "fire flow"};
  Text measure_working{"设备完好", "working devices"};
  Text measure_difference{"两次运行之差", "difference"};
  Text coverage_of{"到达站点", "Nearest"};
  Text governance_centre{"智慧治理中心", "governance centre"};
  Text care_complex{"养老服务综合体", "care complex"};
  Text day_care_centre{"日间照料中心", "day-care centre"};
  Text micro_fire_station{"微型消防站", "micro fire station"};
  Text fire_station{"消防队", "brigade"};
  Text ambulance_station{"急救站", "ambulance station"};
  Text no_value{"无数据", "no value"};
  Text reach{"可达范围", "Reach"};
  Text reach_from{"自“{}”沿路距离", "Along streets from {}"};
  Text reach_in_time{"自“{}”出发的等时圈", "Isochrones from {}"};
  Text reach_by_hour{"{}，{} 时路况", "{}, traffic of {}:00"};
  Text on_foot{"步行", "on foot"};
  Text by_e_bike{"电动车", "by e-bike"};
  Text by_car{"汽车", "by car"};
  Text by_fire_engine{"消防车", "by fire engine"};
  Text by_ambulance{"救护车", "by ambulance"};
  Text reach_hint{"选中单位、站点或消防栓后显示可达范围。", "Select a unit, station or hydrant to see its reach."};
  Text all_hydrants{"所有消防栓", "all hydrants"};
  Text metres{"{} 米", "{} m"};
  Text kilometres{"{} 千米", "{} km"};
  Text minutes{"{} 分钟", "{} min"};
  Text north_up{"正北向上", "North up"};
  Text whole_district{"全图", "Whole district"};
  Text zoom_in{"放大", "Zoom in"};
  Text zoom_out{"缩小", "Zoom out"};
  // Search
  Text search_hint{"搜索：名称、拼音首字母、事件编号", "Search names, pinyin initials, incidents"};
  Text nothing_found{"没有找到", "Nothing found"};
  // Panels
  Text inspect{"详情", "Inspect"};
  Text numbers{"指标", "Numbers"};
  Text comparison{"比较", "Compare"};
  Text click_hint{"点击地图上的任何地点、设备、单位或事件查看详情。",
                  "Click any place, device, unit or incident on the map to inspect it."};
  Text open_incidents{"未结束 {} 起", "{} open"};
  Text begun_incidents{"至今 {} 起", "{} so far"};
  Text filter{"筛选", "Filter"};
  Text onset{"发生", "Onset"};
  Text kind{"类型", "Kind"};
  Text place{"地点", "Place"};
  Text noticed_after{"发现时延", "Noticed"};
  Text reached_after{"响应", "Help in"};
  Text ending{"结局", "Ending"};
  Text open_word{"未结束", "open"};
  Text chain{"事件经过", "Chain"};
  Text latencies{"时延与目标", "Latencies and targets"};
  Text outcome{"后果", "Outcome"};
  Text did_not_happen{"未发生", "did not happen"};
  Text target{"目标", "target"};
  Text go_to_onset{"跳到发生时刻", "Go to onset"};
  Text follow{"跟随", "Follow"};
  Text unfollow{"停止跟随", "Stop following"};
  Text history{"经历", "History"};
  Text past{"变化", "Over time"};
  Text up_to_now{"至今", "Up to now"};
  Text whole_run{"全程", "Whole run"};
  Text latency_distribution{"时延分布", "Latency distribution"};
  Text unit_load{"一天中的单位负荷", "Load of units over the day"};
  Text posts{"{} 个岗位", "{} posts"};
  Text no_latency{"至今没有这一时延的事件。", "No incident with this latency so far."};
  Text median{"中位数", "median"};
  Text differences{"差异（重要者在前）", "Differences, those that matter first"};
  Text no_differences{"至今没有差异。", "No differences so far."};
  Text first_run{"甲", "A"};
  Text second_run{"乙", "B"};
  Text difference_map{"差异图", "Difference map"};
  Text alarms{"报警", "Alarms"};
  // The window
  Text language{"English", "中文"};
  Text dark{"深色", "Dark"};
  Text light{"浅色", "Light"};
  Text present{"演示", "Present"};
  Text leave_presentation{"退出演示", "Leave"};
  Text full_screen{"全屏", "Full screen"};
  Text keys{"键盘", "Keys"};
  Text close{"关闭", "Close"};
  Text notes{"说明", "Notes"};
  Text next_stop{"下一幕", "Next"};
  Text previous_stop{"上一幕", "Previous"};
  Text stop_of{"{} / {}", "{} / {}"};
  Text warm_up{"预热期", "warm-up"};
  Text digest{"场景摘要", "Scenario digest"};
  Text seed{"随机种子 {}", "seed {}"};
  Text events{"仿真事件 {}", "{} events"};
  // Keys
  Text key_space{"播放或暂停", "Play or pause"};
  Text key_arrows{"后退或前进一步（Shift：十步）", "Step back or forward (Shift: ten steps)"};
  Text key_speed{"加速、减速", "Faster, slower"};
  Text key_reverse{"倒放", "Reverse"};
  Text key_jump{"下一起、上一起事件", "Next, previous incident"};
  Text key_hazard{"跳到该类风险的下一起事件（Shift：上一起）", "Next incident of that hazard (Shift: previous)"};
  Text key_ends{"开始、结尾", "Start, end"};
  Text key_bookmark{"在此刻添加书签", "Bookmark this moment"};
  Text key_stops{"上一个、下一个书签", "Previous, next bookmark"};
  Text key_zoom{"放大、缩小", "Zoom in, out"};
  Text key_pan{"移动地图（也可拖动）", "Move the map (or drag it)"};
  Text key_turn{"旋转地图（也可按右键拖动）", "Turn the map (or drag with the right button)"};
  Text key_north{"正北向上", "North up"};
  Text key_fit{"显示全图", "Show the whole district"};
  Text key_search{"搜索", "Search"};
  Text key_language{"中文、英文切换", "Chinese or English"};
  Text key_theme{"深色、浅色切换", "Dark or light"};
  Text key_measure{"下一种着色", "Next colouring"};
  Text key_heat{"热力图", "Heat map"};
  Text key_legend{"收起或展开图例", "Fold or show the legend"};
  Text key_follow{"跟随选中的单位", "Follow the selected unit"};
  Text key_present{"演示模式", "Presentation"};
  Text key_full{"全屏", "Full screen"};
  Text key_escape{"取消选择、关闭、退出演示", "Deselect, close, leave the presentation"};
  Text key_leave{"关闭窗口", "Close the window"};
  Text key_help{"本列表", "This list"};
};
inline constexpr Words words;

inline constexpr std::array<Text, models::station_kinds> station_words{
    words.governance_centre,  words.care_complex, words.day_care_centre,
    words.micro_fire_station, words.fire_station, words.ambulance_station};
inline constexpr std::array<Text, measures> measure_words{
    words.measure_none,      words.measure_incidents, words.measure_risk,     words.measure_latency,
    words.measure_unnoticed, words.measure_coverage,  words.measure_presence, words.measure_fire_flow,
    words.measure_working,   words.measure_difference};
inline constexpr std::array<Text, models::travel_modes> travel_words{
    words.on_foot, words.on_foot, words.by_e_bike, words.by_car, words.by_fire_engine, words.by_ambulance};

inline constexpr std::size_t word_count = sizeof(Words) / sizeof(Text);

// All of them, to be looked through.
inline std::array<Text, word_count> all_words() { return std::bit_cast<std::array<Text, word_count>>(words); }

}  // namespace yuanluo::viz
