#include "features/ratings/ratings.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::ratings {
namespace {

class RatingsTest : public support::StoreTest {
 protected:
  RatingsTest() {
    streams::register_kinds({conversations::stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    anna = make_staff("anna", {{"clbchat", accounts::Role::operator_}});
    carla = make_staff("carla", {{"clbchat", accounts::Role::coordinator}});
    gert = make_staff("gert", {{"gent", accounts::Role::coordinator}});
  }

  db::Connection& db() { return world.database.connection(); }

  Actor make_staff(const std::string& login, std::vector<accounts::RoleOnLine> roles) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = std::move(roles)}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  Actor request() {
    return request(world.act([&](Tx& tx) {
      const std::string token = std::to_string(++visitors);
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", db::Bytes{token}}});
      return VisitId{rows[0].integer(0)};
    }));
  }
  Actor request(VisitId visit) {
    return world.act([&](Tx& tx) -> Actor {
      talks.request(tx, {.line = line,
                         .visit = visit,
                         .nickname = Redacted<std::string>("vlinder"),
                         .language = "nl",
                         .who = "parent"});
      return Visitor{visit};
    });
  }
  void accept() {
    world
        .act([&](Tx& tx) {
          const auto id = conversations::first_waiting(tx.db, line.id).value();
          return talks.accept(tx, id, std::get<Staff>(anna).staff, tx.new_uuid());
        })
        .value();
  }
  void end(const Actor& who) {
    world
        .act([&](Tx& tx) {
          const auto latest = conversations::latest_of_visit(tx.db, std::get<Visitor>(who).visit).value();
          return talks.end(tx, {.actor = who, .id = tx.new_uuid()}, {.conversation = latest.uuid});
        })
        .value();
  }
  Actor ended() {
    const Actor who = request();
    accept();
    end(who);
    return who;
  }

  Result<Reply> call(std::string_view path, const Actor& actor, std::vector<std::string> parts,
                     const std::string& body = "") {
    for (const http::Route& route : table) {
      if (route.path != path) continue;
      auto work = route.parse({.actor = actor, .parts = std::move(parts), .body = body});
      if (!work) return std::unexpected(std::move(work.error()));
      return world.finish(*std::move(work));
    }
    return fail(Code::internal, "no route");
  }
  // The code of the refusal; nothing when it was kept.
  std::optional<Code> rate(const Actor& who, const std::string& body) {
    const auto reply = call("/api/visit/rating", who, {}, body);
    if (!reply) return reply.error().code;
    EXPECT_EQ(reply->status, 204);
    return std::nullopt;
  }
  boost::json::object listed() {
    return json::parse(call("/api/lines/{slug}/ratings", carla, {"clbchat"}).value().body).value();
  }
  boost::json::array unread() { return listed().at("unread").as_array(); }
  Result<Reply> read(const Actor& who, const std::string& rating, const std::string& slug = "clbchat") {
    return call("/api/lines/{slug}/ratings/{rating}/read", who, {slug, rating});
  }

  RatingHooks hooks;
  http::Routes table = routes(hooks);
  conversations::Conversations talks{{}};
  lines::Line line;
  Actor anna, carla, gert;
  int visitors = 0;
};
ONTHAAL_ON_BOTH_ENGINES(RatingsTest);

TEST_P(RatingsTest, IsOfTheLatestTalkOnceItEnded) {
  const std::string body = R"({"stars":4,"may_quote":false})";
  const Actor who = request();
  EXPECT_EQ(rate(who, body), Code::conflict);
  accept();
  EXPECT_EQ(rate(who, body), Code::conflict);
  end(who);
  EXPECT_EQ(rate(who, body), std::nullopt);
  const Actor left = request();
  end(left);
  EXPECT_EQ(rate(left, body), Code::conflict);
  EXPECT_EQ(rate(anna, body), Code::unauthenticated);
  EXPECT_EQ(rate(Nobody{}, body), Code::unauthenticated);
}

TEST_P(RatingsTest, ListsTheTextsToACoordinatorOldestFirst) {
  ASSERT_EQ(rate(ended(), R"({"stars":5,"text":" Dank je wel \n","may_quote":true})"), std::nullopt);
  world.clock.advance(std::chrono::minutes(1));
  ASSERT_EQ(rate(ended(), R"({"text":"Het duurde lang","may_quote":false})"), std::nullopt);
  ASSERT_EQ(rate(ended(), R"({"stars":2,"may_quote":false})"), std::nullopt);
  const auto all = listed();
  EXPECT_EQ(all.at("raters"), 3);
  EXPECT_EQ(all.at("mean").to_number<double>(), 3.5);
  const auto texts = unread();
  ASSERT_EQ(texts.size(), 2u);
  auto first = texts[0].as_object();
  EXPECT_TRUE(Uuid::parse(std::string_view(first.at("rating").as_string())));
  first.erase("rating");
  EXPECT_EQ(first, (boost::json::object{{"at", "2026-09-01T08:00:00.000Z"},
                                        {"stars", 5},
                                        {"text", "Dank je wel"},
                                        {"may_quote", true},
                                        {"who", "parent"}}));
  EXPECT_TRUE(texts[1].at("stars").is_null());
  const auto stored = db().run({"test.texts", "select text from rating where text is not null order by id"});
  EXPECT_EQ(stored[0].text(0).find("Dank"), std::string::npos);
}

TEST_P(RatingsTest, HasNoMeanWithoutStars) {
  EXPECT_TRUE(listed().at("mean").is_null());
  ASSERT_EQ(rate(ended(), R"({"text":"Dag","may_quote":false})"), std::nullopt);
  EXPECT_EQ(listed().at("raters"), 1);
  EXPECT_TRUE(listed().at("mean").is_null());
}

TEST_P(RatingsTest, ReplacesItselfUntilSomebodyReadIt) {
  const Actor who = ended();
  ASSERT_EQ(rate(who, R"({"stars":5,"text":"Goed","may_quote":true})"), std::nullopt);
  ASSERT_EQ(rate(who, R"({"stars":1,"text":"Toch niet","may_quote":false})"), std::nullopt);
  const auto texts = unread();
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_EQ(texts[0].at("text"), "Toch niet");
  EXPECT_EQ(texts[0].at("may_quote"), false);
  const std::string rating(texts[0].at("rating").as_string());
  EXPECT_EQ(read(carla, rating).value().status, 204);
  EXPECT_EQ(read(carla, rating).value().status, 204);
  EXPECT_TRUE(unread().empty());
  EXPECT_EQ(listed().at("raters"), 1);
  EXPECT_EQ(rate(who, R"({"stars":3,"may_quote":true})"), Code::conflict);
  EXPECT_EQ(rate(who, R"({"stars":3,"may_quote":false})"), Code::conflict) << "it would not be kept";
  EXPECT_EQ(listed().at("mean"), 1.0);
}

TEST_P(RatingsTest, MayBeQuotedNoMoreOnceItsVisitorSaysSo) {
  std::vector<ConversationId> taken_back;
  hooks.taken_back = [&](Tx&, ConversationId talk) { taken_back.push_back(talk); };
  const Actor who = ended();
  EXPECT_EQ(rate(who, R"({"may_quote":false})"), std::nullopt) << "nothing was said yet";
  EXPECT_EQ(listed().at("raters"), 0);
  ASSERT_EQ(rate(who, R"({"stars":5,"text":"Goed","may_quote":true})"), std::nullopt);
  const std::string rating(unread()[0].at("rating").as_string());
  const auto take = [&] {
    return world.act([&](Tx& tx) {
      return ratings::take_quote(tx, line.id, *Uuid::parse(rating), {0, tx.now + 1}, std::get<Staff>(carla).staff);
    });
  };
  ASSERT_TRUE(take());
  ASSERT_TRUE(unread().empty());
  EXPECT_TRUE(taken_back.empty());
  EXPECT_EQ(rate(who, R"({"may_quote":false})"), std::nullopt);
  EXPECT_EQ(rate(who, R"({"may_quote":false})"), std::nullopt);
  EXPECT_EQ(taken_back.size(), 1u);
  EXPECT_EQ(take().error().code, Code::not_found);
  const auto kept = db().run({"test.kept", "select stars, length(text), may_quote from rating"});
  EXPECT_EQ(kept[0].integer(0), 5);
  EXPECT_GT(kept[0].integer(1), 0);
  EXPECT_EQ(kept[0].integer(2), 0);
  EXPECT_EQ(rate(who, R"({"stars":5,"may_quote":true})"), Code::conflict) << "it was read";
}

TEST_P(RatingsTest, WhoTakesItBackDoesSoOfAllTalksOfTheVisit) {
  std::vector<ConversationId> taken_back;
  hooks.taken_back = [&](Tx&, ConversationId talk) { taken_back.push_back(talk); };
  const auto quotable = [&] { return db().run({"test.quotable", "select 1 from rating where may_quote = 1"}).size(); };
  ASSERT_EQ(rate(ended(), R"({"text":"Van iemand anders","may_quote":true})"), std::nullopt);
  const Actor who = ended();
  ASSERT_EQ(rate(who, R"({"text":"Goed","may_quote":true})"), std::nullopt);
  request(std::get<Visitor>(who).visit);
  EXPECT_EQ(rate(who, R"({"may_quote":false})"), std::nullopt) << "also while another talk is open";
  EXPECT_EQ(quotable(), 1u);
  EXPECT_EQ(taken_back.size(), 1u);
  accept();
  end(who);
  ASSERT_EQ(rate(who, R"({"text":"Nog eens","may_quote":true})"), std::nullopt);
  EXPECT_EQ(rate(who, R"({"may_quote":false})"), std::nullopt);
  EXPECT_EQ(taken_back.size(), 2u);
  EXPECT_NE(taken_back[0], taken_back[1]);
}

TEST_P(RatingsTest, OfAnotherTalkTakesNothingBack) {
  hooks.taken_back = [](Tx&, ConversationId) { FAIL(); };
  const auto quotable = [&] { return db().run({"test.quotable", "select 1 from rating where may_quote = 1"}).size(); };
  const Actor who = ended();
  ASSERT_EQ(rate(who, R"({"text":"Goed","may_quote":true})"), std::nullopt);
  request(std::get<Visitor>(who).visit);
  accept();
  end(who);
  ASSERT_EQ(rate(who, R"({"text":"Nog eens","may_quote":true})"), std::nullopt);
  EXPECT_EQ(quotable(), 2u);
  EXPECT_EQ(rate(who, R"({"stars":1,"may_quote":false})"), std::nullopt);
  EXPECT_EQ(quotable(), 1u) << "of its own talk it does";
}

TEST_P(RatingsTest, IsQuotedWithTheTalksOfItsTime) {
  const Millis asked = world.clock.now();
  const Actor who = ended();
  world.clock.advance(std::chrono::minutes(1));
  ASSERT_EQ(rate(who, R"({"text":"Goed","may_quote":true})"), std::nullopt);
  const Uuid rating = *Uuid::parse(unread()[0].at("rating").as_string());
  const auto take = [&](const Span& talks) {
    return world.act(
        [&](Tx& tx) { return ratings::take_quote(tx, line.id, rating, talks, std::get<Staff>(carla).staff); });
  };
  EXPECT_EQ(take({asked + 1, asked + 2}).error().fields, (std::vector<FieldError>{{"rating", "not_allowed"}}));
  EXPECT_EQ(take({asked - 1, asked}).error().code, Code::invalid);
  EXPECT_EQ(unread().size(), 1u) << "nobody read it";
  EXPECT_TRUE(take({asked, asked + 1}));
}

TEST_P(RatingsTest, IsForCoordinatorsOfTheLineOnly) {
  const Actor who = ended();
  ASSERT_EQ(rate(who, R"({"text":"Dag","may_quote":false})"), std::nullopt);
  const std::string rating(unread()[0].at("rating").as_string());
  for (const Actor& other : {anna, gert, who, Actor{Nobody{}}}) {
    EXPECT_EQ(call("/api/lines/{slug}/ratings", other, {"clbchat"}).error().code, Code::not_found);
    EXPECT_EQ(read(other, rating).error().code, Code::not_found);
  }
  EXPECT_EQ(read(gert, rating, "gent").error().code, Code::not_found);
  EXPECT_EQ(read(carla, "x").error().code, Code::not_found);
  EXPECT_EQ(read(carla, Uuid{}.text()).error().code, Code::not_found);
  EXPECT_EQ(call("/api/lines/{slug}/ratings", carla, {"nowhere"}).error().code, Code::not_found);
  EXPECT_EQ(unread().size(), 1u);
}

TEST_P(RatingsTest, RefusesWhatIsWrong) {
  const Actor who = ended();
  const std::string longest(2000, 'x');
  for (const std::string& body :
       {std::string(R"({"may_quote":true})"), std::string(R"({"stars":0,"may_quote":true})"),
        std::string(R"({"stars":6,"may_quote":true})"), std::string(R"({"stars":4})"),
        std::string(R"({"stars":"4","may_quote":true})"), std::string(R"({"text":"  ","may_quote":true})"),
        std::string(R"({"stars":null,"text":null,"may_quote":true})"),
        R"({"may_quote":true,"text":")" + longest + "x\"}", std::string(R"({"stars":4,"may_quote":true,"x":1})")})
    EXPECT_EQ(rate(who, body), Code::invalid) << body;
  EXPECT_EQ(listed().at("raters"), 0);
  EXPECT_EQ(rate(who, R"({"may_quote":true,"text":")" + longest + "\"}"), std::nullopt);
}

TEST_P(RatingsTest, TakesStarsAndNoTextOnceTheWordsWereDestroyed) {
  const Actor who = ended();
  ASSERT_EQ(rate(who, R"({"stars":4,"text":"Dag","may_quote":true})"), std::nullopt);
  db().run({"test.destroy", "update seal_key set wrapped = null"});
  EXPECT_TRUE(unread().empty());
  EXPECT_EQ(listed().at("raters"), 1);
  EXPECT_EQ(rate(who, R"({"text":"Dag","may_quote":true})"), Code::closed);
  EXPECT_EQ(rate(who, R"({"stars":2,"may_quote":true})"), std::nullopt);
  EXPECT_EQ(listed().at("mean"), 2.0);
}

}  // namespace
}  // namespace onthaal::ratings
