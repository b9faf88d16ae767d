#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "features/visits/visits_world.h"

namespace onthaal::visits {
namespace {

class CodesTest : public VisitsWorld {
 protected:
  CodesTest() { start(token).value(); }

  std::string new_code() {
    const auto reply = as(who(token), http::Verb::post, "/api/visit/code").value();
    EXPECT_EQ(reply.status, 201);
    return std::string(std::string_view(json::parse(reply.body)->at("code").as_string()));
  }
  Result<Reply> come_with(const json::Out& body) {
    http::Request request;
    std::string text = json::Out(body).str();
    request.body = text;
    return http(http::Verb::post, "/api/returns", std::move(request));
  }
  static json::Out returning(std::string_view code, std::string_view with) {
    json::Out out;
    out.text("code", code).text("token", with);
    return out;
  }
  Result<Reply> come_back(std::string_view code, std::string_view with) { return come_with(returning(code, with)); }
  void lose_visitor() {
    const std::string sql = "update conversation set visitor_lost_at = " + std::to_string(world.clock.now());
    change(sql);
  }

  const std::string token = make_token();
  const std::string phone = make_token();
};
ONTHAAL_ON_BOTH_ENGINES(CodesTest);

TEST_P(CodesTest, ACodeOpensTheTalkOnAnotherDevice) {
  const std::string code = new_code();
  EXPECT_TRUE(json::parse(show(who(token))->body)->at("has_code").as_bool());
  const auto reply = come_back(code, phone);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  const auto visit = json::parse(show(who(token))->body).value();
  const auto returned = json::parse(reply->body).value();
  EXPECT_EQ(returned.at("conversation"), visit.at("conversation"));
  EXPECT_EQ(returned.at("line"), visit.at("line"));
  EXPECT_EQ(returned.at("register"), "nl-u");
  EXPECT_EQ(who(phone), who(token)) << "both devices stay";
  EXPECT_NE(who(phone), Actor(Nobody{}));
  EXPECT_EQ(start(phone)->status, 200) << "and a start with it begins nothing";
  EXPECT_EQ(come_back(code, phone)->body, reply->body);
  EXPECT_EQ(come_back(code, make_token())->status, 200) << "a code serves for more than one device";
  EXPECT_EQ(count("visit_token"), 2);
  EXPECT_EQ(count("code_try"), 0);
}

TEST_P(CodesTest, ACodeIsSixteenDigitsAndOnlyItsHashIsKept) {
  std::set<char> seen;
  for (int i = 0; i < 20; ++i) {
    const std::string code = new_code();
    EXPECT_EQ(code.size(), 16u);
    EXPECT_TRUE(std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; }));
    seen.insert(code.begin(), code.end());
  }
  EXPECT_EQ(seen.size(), 10u);
  const std::string code = new_code();
  const auto rows = world.database.connection().run({"test.code", "select code_hash from visit"});
  EXPECT_EQ(rows[0].text(0).size(), 32u);
  EXPECT_NE(rows[0].text(0), seal::sha256(code)) << "a plain hash of 16 digits is guessed in a day";
}

TEST_P(CodesTest, SpacesAndHyphensDoNotMatter) {
  const std::string code = new_code();
  const std::string spaced = code.substr(0, 4) + " " + code.substr(4, 4) + "-" + code.substr(8, 8) + " ";
  EXPECT_EQ(come_back(spaced, phone)->status, 200);
  for (const std::string& wrong : {code.substr(1), code + "1", "abcd" + code.substr(4)})
    EXPECT_EQ(come_back(wrong, make_token()).error().fields, (std::vector<FieldError>{{"code", "not_allowed"}}));
  EXPECT_EQ(count("code_try"), 0);
}

TEST_P(CodesTest, ANewCodeMakesTheOldOneVoid) {
  const std::string old = new_code();
  const std::string code = new_code();
  EXPECT_EQ(code_of(come_back(old, phone)), "counted");
  EXPECT_EQ(who(phone), Actor(Nobody{}));
  EXPECT_EQ(come_back(code, phone)->status, 200);
}

TEST_P(CodesTest, WrongAndTooLateLookTheSame) {
  const std::string code = new_code();
  const auto wrong = come_back("0000111122223333", phone).value();
  EXPECT_EQ(wrong.status, error_row(Code::not_found).http_status);
  lose_visitor();
  world.clock.advance(std::chrono::minutes(30));
  EXPECT_EQ(come_back(code, make_token())->status, 200);
  world.clock.advance(std::chrono::milliseconds(1));
  const auto late = come_back(code, phone).value();
  EXPECT_EQ(late.status, wrong.status);
  EXPECT_EQ(late.body, wrong.body);
}

TEST_P(CodesTest, ACodeServesAsLongAsTheTalkIsOpen) {
  const std::string code = new_code();
  change(
      "update conversation set state = 'left', queue = null, ended_at = requested_at, ended_by = 'visitor',"
      " visitor_lost_at = null");
  EXPECT_EQ(code_of(come_back(code, phone)), "counted");
  EXPECT_EQ(as(who(token), http::Verb::post, "/api/visit/code")->status, 201) << "to delete it";
  change("update conversation set is_forgotten = 1");
  EXPECT_EQ(as(who(token), http::Verb::post, "/api/visit/code").error().code, Code::closed);
  change("update conversation set is_forgotten = 0");
  change("update conversation set state = 'waiting', queue = line, ended_at = null, ended_by = null");
}

TEST_P(CodesTest, ATokenBelongsToOneVisit) {
  const std::string code = new_code();
  start(phone, "gent").value();
  EXPECT_EQ(come_back(code, phone).error().fields, (std::vector<FieldError>{{"token", "not_allowed"}}));
  EXPECT_NE(who(phone), who(token));
  EXPECT_EQ(come_back(code, token)->status, 200);
}

TEST_P(CodesTest, GuessingCostsMoreAndMoreAndThenEnds) {
  settings.puzzle_bits = 1;
  const std::string code = new_code();
  const auto guess = [&](const std::string& proof) {
    return come_with(returning("0000111122223333", make_token()).raw("proof", proof));
  };
  const std::string stored = solved();
  for (int i = 0; i < 31; ++i) EXPECT_EQ(code_of(guess(solved())), "counted");
  EXPECT_EQ(guess(stored).error().fields, (std::vector<FieldError>{{"proof", "not_allowed"}}))
      << "a challenge from before is too easy now";
  EXPECT_EQ(ask_challenge().at("bits").as_int64(), 5);
  EXPECT_EQ(code_of(guess(solved())), "counted");
  change("update code_try set wrong = 300");
  EXPECT_EQ(guess(solved()).error().code, Code::too_many);
  EXPECT_EQ(come_with(returning(code, phone).raw("proof", solved())).error().code, Code::too_many);
  world.clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(come_with(returning(code, phone).raw("proof", solved()))->status, 200);
}

TEST_P(CodesTest, EveryTrySpendsItsChallenge) {
  settings.puzzle_bits = 1;
  const std::string code = new_code();
  const std::string wrong = solved();
  EXPECT_EQ(code_of(come_with(returning("0000111122223333", phone).raw("proof", wrong))), "counted");
  EXPECT_EQ(come_with(returning(code, phone).raw("proof", wrong)).error().fields,
            (std::vector<FieldError>{{"proof", "not_allowed"}}));
  EXPECT_EQ(come_with(returning(code, phone).raw("proof", solved("gent")))->status, 200);
}

TEST_P(CodesTest, WithoutAProofFewMayTry) {
  settings = {.puzzle_bits = 1, .unproven_per_minute = 2};
  EXPECT_EQ(code_of(come_back("0000111122223333", phone)), "counted");
  EXPECT_EQ(code_of(come_back("0000111122223333", phone)), "counted");
  EXPECT_EQ(come_back("0000111122223333", phone).error().code, Code::too_many);
  EXPECT_EQ(start(make_token())->status, 201) << "who starts has an open door of their own";
}

TEST_P(CodesTest, OnlyAVisitorHasACode) {
  EXPECT_EQ(as(Nobody{}, http::Verb::post, "/api/visit/code").error().code, Code::unauthenticated);
  EXPECT_EQ(as(Staff{{1}, {1}}, http::Verb::post, "/api/visit/code").error().code, Code::unauthenticated);
}

}  // namespace
}  // namespace onthaal::visits
