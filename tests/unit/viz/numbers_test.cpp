#include "viz/report/numbers.hpp"

#include <catch2/catch.hpp>

#include "viz/report/html.hpp"

namespace yuanluo {

using viz::Unit;

TEST_CASE("durations are shown in the unit that people would say") {
  CHECK(viz::duration_unit(74.0).name.en == "s");
  CHECK(viz::duration_unit(700.0).name.zh == "分钟");
  CHECK(viz::duration_unit(7000.0).name.en == "h");
  CHECK(viz::duration_unit(700000.0).name.en == "d");
  CHECK(viz::number(700.0, viz::duration_unit(700.0)) == "11.7");
  CHECK(viz::number(74.4, viz::duration_unit(74.4)) == "74.4");
}

TEST_CASE("numbers are grouped by threes, rounded, and carry a true minus sign but never a minus zero") {
  CHECK(viz::number(1234567.89, Unit{1.0, {}, 1}) == "1,234,567.9");
  CHECK(viz::number(999.0, Unit{1.0, {}, 0}) == "999");
  CHECK(viz::number(1000.0, Unit{1.0, {}, 0}) == "1,000");
  CHECK(viz::number(-0.26, Unit{1.0, {}, 1}) == "−0.3");
  CHECK(viz::number(-0.01, Unit{1.0, {}, 1}) == "0.0");
  CHECK(viz::signed_number(0.4, Unit{1.0, {}, 1}) == "+0.4");
  CHECK(viz::signed_number(0.04, Unit{1.0, {}, 1}) == "0.0");
  CHECK(viz::range(1.0, 2.0, Unit{1.0, {}, 1}) == "1.0–2.0");
  CHECK(viz::range(-1.0, 2.0, Unit{1.0, {}, 1}) == "−1.0 … 2.0");
  CHECK(viz::grouped(140000) == "140,000");
}

TEST_CASE("shares are shown in per cent, yearly numbers with what is counted") {
  models::KpiDefinition d;
  d.unit = "1";
  d.statistic = models::Statistic::within_target;
  CHECK(viz::with_unit(0.456, viz::unit_for(d, 0.456), models::Language::en) == "45.6%");
  d.statistic = models::Statistic::count;
  CHECK(viz::number(456.0, viz::unit_for(d, 456.0)) == "456");
  d.unit = "1/a";
  d.key = "fire.deaths.per_year";
  CHECK(viz::unit_for(d, 3.0).name.zh == "人/年");
  d.key = "fire.incidents.per_year";
  CHECK(viz::unit_for(d, 3.0).name.zh == "起/年");
}

TEST_CASE("data cannot leave the place it is put into") {
  CHECK(viz::escaped("<b a=\"x\" c='y'>&\x01") == "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;");
  CHECK(viz::script_safe("{\"a\":\"</script><!--\"}") == "{\"a\":\"\\u003c/script>\\u003c!--\"}");
  viz::Html html;
  html.both("<i>", "<b>").text("&");
  CHECK(html.str() == "<span class=zh lang=zh-CN>&lt;i&gt;</span><span class=en lang=en>&lt;b&gt;</span>&amp;");
}

}  // namespace yuanluo
