#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "features/crosswalks/crosswalks.h"
#include "platform/json.h"
#include "support/counted_line.h"

namespace onthaal::crosswalks {

// A line with the proposed crosswalk, and who asks about it.
class World : public support::CountedLine {
 protected:
  World() {
    world.act([](Tx& tx) { ship(tx); });
  }

  Result<Reply> ask(std::size_t route, const Actor& actor, http::Query query, const std::string& body = {}) {
    auto work = routes().at(route).parse(
        {.actor = actor, .parts = {"clbchat"}, .query = std::move(query), .body = body, .evidence = {}});
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }
  boost::json::object show(http::Query query = {}) {
    return json::parse(ask(0, carla, std::move(query)).value().body).value();
  }
  Result<Reply> put(const std::string& body) { return ask(1, carla, {}, body); }
  static std::string mapping(const std::string& code, const std::string& domain, const std::string& category,
                             const std::string& kind = "theme") {
    return R"({"kind":")" + kind + R"(","code":")" + code + R"(","domain":")" + domain + R"(","category":")" +
           category + R"("})";
  }
  Result<Reply> figures(http::Query more = {},
                        const http::Query& period = {{"from", "2021-09-01"}, {"until", "2022-08-31"}}) {
    more.insert(more.end(), period.begin(), period.end());
    return ask(2, carla, more);
  }
  boost::json::value table(const std::string& name) {
    const auto body = json::parse(figures().value().body).value();
    const auto& tables = body.at("tables").as_array();
    return *std::ranges::find_if(tables, [&](const auto& each) { return each.at("name").as_string() == name; });
  }
  // {"n of the row with these keys", its base}; the keys with dots between; kHidden where there is none.
  using Cell = std::pair<std::int64_t, std::int64_t>;
  static constexpr std::int64_t kHidden = -1;
  static std::int64_t number(const boost::json::value& value) { return value.is_null() ? kHidden : value.as_int64(); }
  std::map<std::string, Cell> cells(const std::string& name) {
    std::map<std::string, Cell> all;
    {
      const auto table = this->table(name);
      for (const auto& row : table.at("rows").as_array()) {
        std::string keys;
        for (const auto& key : row.at("keys").as_array())
          keys += (keys.empty() ? "" : ".") + std::string(key.at("code").as_string());
        EXPECT_EQ(row.at("withheld").as_bool(), row.at("n").is_null()) << keys;
        EXPECT_TRUE(!row.at("n").is_null() || row.at("value").is_null()) << keys;
        all[keys] = {number(row.at("n")), number(row.at("base"))};
      }
    }
    return all;
  }
  // Of the term with that code in what show() gave.
  static std::string category_of(const boost::json::object& shown, std::string_view code) {
    for (const auto& term : shown.at("terms").as_array())
      if (term.at("code").as_string() == code)
        return term.at("category").is_null() ? "" : std::string(term.at("category").as_string());
    return "no such term";
  }
};
}  // namespace onthaal::crosswalks
