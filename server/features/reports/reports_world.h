#pragma once

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/ratings/ratings.h"
#include "features/reports/reports.h"
#include "platform/json.h"
#include "support/world.h"

// A line with its team, and visitors who rated their talks.
namespace onthaal::reports {

inline const std::string kReport = "/api/lines/{slug}/reports/annual/{year}";
inline const std::string kTexts = kReport + "/texts/{chapter}";
inline const std::string kQuotes = kReport + "/quotes";
inline const std::string kQuote = kReport + "/quotes/{quote}";
inline const std::string kYear = "2026-2027";

class ReportsWorld : public support::StoreTest {
 protected:
  ReportsWorld() {
    streams::register_kinds({conversations::stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    anna = staff("anna", "clbchat", accounts::Role::operator_);
    carla = staff("carla", "clbchat", accounts::Role::coordinator);
    gert = staff("gert", "gent", accounts::Role::coordinator);
  }

  Actor staff(const std::string& login, const std::string& slug, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{slug, role}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  Result<Reply> call(const http::Routes& table, http::Verb verb, std::string_view path, const Actor& actor,
                     std::vector<std::string> parts, const std::string& body = "") {
    for (const http::Route& route : table) {
      if (route.path != path || route.verb != verb) continue;
      auto work = route.parse({.actor = actor, .parts = std::move(parts), .body = body});
      if (!work) return std::unexpected(std::move(work.error()));
      return world.finish(*std::move(work));
    }
    return fail(Code::internal, "no route");
  }
  Result<Reply> ask(http::Verb verb, const std::string& path, const Actor& actor, std::vector<std::string> more = {},
                    const std::string& body = "", const std::string& slug = "clbchat") {
    std::vector<std::string> parts{slug, kYear};
    parts.insert(parts.end(), more.begin(), more.end());
    return call(routes(), verb, path, actor, std::move(parts), body);
  }
  static boost::json::object read(const Result<Reply>& reply) {
    boost::json::parse_options options;
    options.max_depth = 100;
    return boost::json::parse(reply.value().body, {}, options).as_object();
  }
  Result<Reply> write(const std::string& chapter, int number, const std::string& text, const Actor& who) {
    return ask(http::Verb::put, kTexts, who, {chapter}, json::Out().integer("number", number).text("text", text).str());
  }

  // Somebody rated a talk that ended; the name of that rating. `visitor` is who did.
  std::string rated(const std::string& text, bool may_quote) {
    visitor = world.act([&](Tx& tx) -> Actor {
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", tx.new_uuid()}});
      const VisitId visit{rows[0].integer(0)};
      talks.request(tx, {.line = line,
                         .visit = visit,
                         .nickname = Redacted<std::string>("vlinder"),
                         .language = "nl",
                         .who = "pupil"});
      return Visitor{visit};
    });
    const auto id = world.act([&](Tx& tx) {
      const auto first = conversations::first_waiting(tx.db, line.id).value();
      talks.accept(tx, first, std::get<Staff>(anna).staff, tx.new_uuid()).value();
      return first;
    });
    EXPECT_TRUE(world.act([&](Tx& tx) {
      const auto latest = conversations::latest_of_visit(tx.db, std::get<Visitor>(visitor).visit).value();
      return talks.end(tx, {.actor = visitor, .id = tx.new_uuid()}, {.conversation = latest.uuid});
    }));
    const auto body = json::Out().integer("stars", 5).text("text", text).boolean("may_quote", may_quote).str();
    EXPECT_TRUE(call(rating_routes, http::Verb::put, "/api/visit/rating", visitor, {}, body));
    return world.database.connection()
        .run({"test.rating", "select uuid from rating where conversation = :id"}, {{"id", id}})[0]
        .uuid(0)
        .text();
  }
  Result<Reply> quote(const std::string& rating, const Actor& who, const std::string& chapter = "quality",
                      const std::string& text = "Heel fijn.", const std::string& year = kYear) {
    const auto body = json::Out().text("rating", rating).text("chapter", chapter).text("text", text);
    return call(routes(), http::Verb::post, kQuotes, who, {"clbchat", year},
                json::Out(body).text("about", "leerling, 14 jaar").str());
  }
  boost::json::object listed() { return read(ask(http::Verb::get, kQuotes, carla)); }
  boost::json::object chapter(std::string_view code) {
    for (const auto& each : read(ask(http::Verb::get, kReport, carla)).at("chapters").as_array())
      if (each.at("code").as_string() == code) return each.as_object();
    return {};
  }

  ratings::RatingHooks hooks{.given = {}, .taken_back = take_back};
  http::Routes rating_routes = ratings::routes(hooks);
  conversations::Conversations talks{{}};
  lines::Line line;
  Actor anna, carla, gert, visitor;
};

}  // namespace onthaal::reports
