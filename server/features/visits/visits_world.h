#pragma once

#include "core/text.h"
#include "features/queue/queue.h"
#include "features/visits/visits.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::visits {

// Two lines, and the doors of visits.
class VisitsWorld : public support::StoreTest {
 protected:
  VisitsWorld() {
    streams::register_kinds({conversations::stream_kind(), queue::stream_kind()});
    world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    const accounts::NewStaff keeper{.login = "wacht", .name = "Wacht", .alias = "Wacht", .discipline = {}, .roles = {}};
    world.act([&](Tx& tx) { return accounts::add(tx, keeper, "-"); }).value();
    change("insert into duty (staff, line, state, since) select s.id, l.id, 'paused', 0 from staff s, line l");
    world.act([](Tx& tx) {
      for (const lines::Line& line : lines::all(tx.db)) queue::tell_opening(tx, line.id, {});
    });
    change("delete from line_event");
  }
  void TearDown() override { EXPECT_TRUE(conversations::find_astray(world.database.connection()).empty()); }

  std::string make_token() {
    std::string bytes(32, '\0');
    world.random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return base64url(bytes);
  }
  Result<Reply> http(http::Verb verb, std::string_view path, http::Request request) {
    for (const http::Route& route : routes(talks, settings, world.random)) {
      if (route.verb != verb || route.path != path) continue;
      auto work = route.parse(request);
      if (!work) return std::unexpected(std::move(work.error()));
      return world.finish(*std::move(work));
    }
    throw std::logic_error("no such route");
  }

  Result<Reply> start_with(const std::string& slug, const std::string& body) {
    http::Request request;
    request.parts = {slug};
    request.body = body;
    return http(http::Verb::post, "/api/lines/{slug}/visits", std::move(request));
  }
  static json::Out started_by(std::string_view token, std::string_view nickname = "vlinder") {
    json::Out out;
    out.text("token", token).text("nickname", nickname).text("register", "nl-u");
    return out;
  }
  Result<Reply> start(const std::string& token, const std::string& slug = "clbchat",
                      std::string_view nickname = "vlinder") {
    return start_with(slug, started_by(token, nickname).str());
  }
  Result<Reply> start_proven(const std::string& token, const std::string& proof, const std::string& slug = "clbchat") {
    return start_with(slug, started_by(token).raw("proof", proof).str());
  }

  boost::json::object ask_challenge(const std::string& slug = "clbchat") {
    http::Request request;
    request.parts = {slug};
    const auto reply = http(http::Verb::post, "/api/lines/{slug}/challenges", std::move(request)).value();
    EXPECT_EQ(reply.status, 201);
    return json::parse(reply.body).value();
  }
  static std::string proof_of(std::string_view challenge, const std::vector<std::int64_t>& solutions) {
    std::vector<std::string> numbers;
    for (const std::int64_t solution : solutions) numbers.push_back(std::to_string(solution));
    return json::Out().text("challenge", challenge).raw("solutions", json::list(numbers)).str();
  }
  std::string solved(const std::string& slug = "clbchat") {
    const auto asked = ask_challenge(slug);
    const std::string_view challenge = asked.at("challenge").as_string();
    return proof_of(challenge, solve(challenge, asked.at("puzzles").as_int64(), asked.at("bits").as_int64()));
  }

  Actor who(std::string_view token) {
    return world.view([&](const Snapshot& snapshot) { return find_visitor(snapshot, token); });
  }
  Result<Reply> as(const Actor& actor, http::Verb verb, std::string_view path) {
    http::Request request;
    request.actor = actor;
    return http(verb, path, std::move(request));
  }
  Result<Reply> show(const Actor& actor) { return as(actor, http::Verb::get, "/api/visit"); }

  std::int64_t count(std::string_view table) {
    const std::string sql = "select count(*) from " + std::string(table);
    return world.database.connection().run({sql, sql})[0].integer(0);
  }
  void change(std::string_view sql) { world.database.connection().run({sql, sql}); }
  static std::string_view code_of(const Result<Reply>& reply) {
    return reply ? (reply->status < 300 ? "ok" : "counted") : error_row(reply.error().code).name;
  }

  Settings settings{.puzzle_bits = 0, .unproven_per_minute = 20};
  conversations::Conversations talks{queue::hooks()};
};

}  // namespace onthaal::visits
