#include "features/registrations/registrations.h"

#include <gtest/gtest.h>

#include "features/accounts/accounts.h"
#include "features/terms/terms.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::registrations {
namespace {

using terms::Kind;

class RegistrationsTest : public support::StoreTest {
 protected:
  RegistrationsTest() {
    streams::register_kinds({conversations::stream_kind()});
    line = world.act([](Tx& tx) {
      auto made = lines::create(tx, {"clbchat", "CLBch@t"}).value();
      terms::ship(tx, made.id);
      return made;
    });
    anna = make_staff("anna", accounts::Role::operator_);
    bert = make_staff("bert", accounts::Role::coordinator);
    visitor = make_visitor();
  }

  db::Connection& db() { return world.database.connection(); }

  Actor make_staff(const std::string& login, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{"clbchat", role}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }
  Actor make_visitor() {
    return world.act([&](Tx& tx) -> Actor {
      const std::string token = std::to_string(++visitors);
      const auto rows =
          tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:hash, 0) returning id"},
                    {{"hash", db::Bytes{token}}});
      return Visitor{{rows[0].integer(0)}};
    });
  }
  live::Envelope from(const Actor& actor) { return {.actor = actor, .id = Uuid::v7(world.clock.now(), world.random)}; }

  Uuid request(const Actor& who) {
    return world.act([&](Tx& tx) {
      return talks.request(tx, {.line = line,
                                .visit = std::get<Visitor>(who).visit,
                                .nickname = Redacted<std::string>("vlinder"),
                                .language = "nl",
                                .who = "pupil"});
    });
  }
  Uuid active() {
    const Uuid uuid = request(visitor);
    world
        .act([&](Tx& tx) {
          const auto id = conversations::first_waiting(tx.db, line.id).value();
          return talks.accept(tx, id, std::get<Staff>(anna).staff, tx.new_uuid());
        })
        .value();
    return uuid;
  }
  void end(const Actor& who, const Uuid& uuid) {
    world.act([&](Tx& tx) { return talks.end(tx, from(who), {.conversation = uuid}); }).value();
  }
  Uuid ended() {
    const Uuid uuid = active();
    end(visitor, uuid);
    return uuid;
  }

  Result<boost::json::object> call(http::Verb verb, const Actor& actor, const Uuid& uuid,
                                   const std::string& body = "") {
    for (const http::Route& route : table) {
      if (route.verb != verb) continue;
      auto work = route.parse({.actor = actor, .parts = {uuid.text()}, .body = body});
      if (!work) return std::unexpected(std::move(work.error()));
      const auto reply = world.finish(*std::move(work));
      if (!reply) return std::unexpected(reply.error());
      return json::parse(reply->body);
    }
    return fail(Code::not_found, "no route");
  }
  Result<boost::json::object> show(const Actor& actor, const Uuid& uuid) { return call(http::Verb::get, actor, uuid); }

  std::string code(Kind kind, std::size_t index = 0) {
    return terms::of_day(db(), line.id, kind, terms::day_of(world.clock.now())).at(index).code;
  }
  struct Field {
    std::string_view name;
    boost::json::value value;
  };
  // What stands here, with these fields otherwise.
  boost::json::object form(const std::vector<Field>& otherwise = {}) {
    boost::json::object form{{"state", "done"},
                             {"who", "pupil"},
                             {"age", 14},
                             {"gender", "f"},
                             {"source", code(Kind::source)},
                             {"themes", boost::json::array{code(Kind::theme, 2), code(Kind::theme, 1)}},
                             {"outcomes", boost::json::array{code(Kind::outcome)}},
                             {"broken_off", false},
                             {"boundary", false},
                             {"fake", false},
                             {"note", "Belt morgen zelf het CLB."}};
    for (const Field& field : otherwise) form[field.name] = field.value;
    return form;
  }
  Result<boost::json::object> save(const Uuid& uuid, const boost::json::object& body) {
    return call(http::Verb::put, anna, uuid, boost::json::serialize(body));
  }
  std::vector<FieldError> refused(const Uuid& uuid, const boost::json::object& body) {
    const auto saved = save(uuid, body);
    if (saved) return {};
    EXPECT_EQ(saved.error().code, Code::invalid);
    return saved.error().fields;
  }
  void destroy_words() { db().run({"test.destroy", "update seal_key set wrapped = null"}); }
  std::vector<Pending> pending() {
    const StaffId staff = std::get<Staff>(anna).staff;
    return world.view([&](const Snapshot& snapshot) { return pending_of(snapshot, line.id, staff); });
  }

  std::vector<std::string> changes;
  RegistrationHooks hooks{.changed = [this](Tx&, const RegistrationChanged& what) {
    changes.emplace_back(what.state);
    EXPECT_EQ(what.author, author_of(anna));
  }};
  http::Routes table = routes(hooks);
  conversations::Conversations talks{{.ended = on_ended}};
  lines::Line line;
  Actor anna, bert, visitor;
  int visitors = 0;
};
ONTHAAL_ON_BOTH_ENGINES(RegistrationsTest);

TEST_P(RegistrationsTest, IsMadeWhenATalkEndsFilledFromTheIntake) {
  const Uuid uuid = active();
  EXPECT_EQ(show(anna, uuid).error().code, Code::not_found);
  world
      .act([&](Tx& tx) {
        return talks.give_intake(tx, from(visitor),
                                 {.conversation = uuid,
                                  .age = 15,
                                  .gender = "x",
                                  .question = std::nullopt,
                                  .source = code(Kind::source, 1)});
      })
      .value();
  end(visitor, uuid);
  EXPECT_EQ(show(anna, uuid).value(), (boost::json::object{{"conversation", uuid.text()},
                                                           {"nickname", "vlinder"},
                                                           {"state", "open"},
                                                           {"who", "pupil"},
                                                           {"age", 15},
                                                           {"gender", "x"},
                                                           {"source", code(Kind::source, 1)},
                                                           {"themes", boost::json::array{}},
                                                           {"outcomes", boost::json::array{}},
                                                           {"broken_off", false},
                                                           {"boundary", false},
                                                           {"fake", false},
                                                           {"note", nullptr}}));
}

TEST_P(RegistrationsTest, IsNotMadeForWhoLeftWhileWaiting) {
  const Uuid uuid = request(visitor);
  end(visitor, uuid);
  EXPECT_TRUE(pending().empty());
  EXPECT_EQ(db().run({"test.count", "select count(*) from registration"})[0].integer(0), 0);
}

TEST_P(RegistrationsTest, IsBrokenOffWhenTheVisitorWasLostOrUsedTheExit) {
  struct Case {
    const char* by;
    bool was_waiting, is_broken_off;
  };
  for (const auto& [by, was_waiting, is_broken_off] : {Case{"lost", false, true},
                                                       {"exit", false, true},
                                                       {"visitor", false, false},
                                                       {"operator", false, false},
                                                       {"visitor", true, true}}) {
    const Uuid uuid = ended();
    world.act([&](Tx& tx) {
      const auto id = conversations::latest_of_visit(tx.db, std::get<Visitor>(visitor).visit)->id;
      tx.db.run({"test.no_outcome", "delete from registration_outcome where registration = :id"}, {{"id", id}});
      tx.db.run({"test.clear", "delete from registration where conversation = :id"}, {{"id", id}});
      const conversations::ConversationEnded what{.conversation = {id, uuid, line.id, line.uuid},
                                                  .was_waiting = was_waiting,
                                                  .owner = std::get<Staff>(anna).staff,
                                                  .by = by};
      on_ended(tx, what);
      on_ended(tx, what);
    });
    EXPECT_EQ(show(anna, uuid)->at("broken_off"), is_broken_off) << by;
    boost::json::array outcomes;
    if (is_broken_off) outcomes.emplace_back("sessie_afgebroken");
    EXPECT_EQ(show(anna, uuid)->at("outcomes"), outcomes) << by;
  }
}

TEST_P(RegistrationsTest, BelongsToWhoHadTheTalk) {
  const Uuid uuid = ended();
  const std::string body = boost::json::serialize(form());
  for (const Actor& other : {bert, visitor, Actor{Nobody{}}}) {
    EXPECT_EQ(show(other, uuid).error().code, Code::not_found);
    EXPECT_EQ(call(http::Verb::put, other, uuid, body).error().code, Code::not_found);
  }
  EXPECT_EQ(show(anna, uuid)->at("state"), "open");
  const auto is_now = [&](const std::string& role) {
    const std::string sql = "update staff_role set role = :role where staff = :staff";
    world.act([&](Tx& tx) { tx.db.run({sql, sql}, {{"role", role}, {"staff", std::get<Staff>(anna).staff}}); });
  };
  is_now("planner");
  EXPECT_EQ(show(anna, uuid).error().code, Code::not_found);
  EXPECT_EQ(call(http::Verb::put, anna, uuid, body).error().code, Code::not_found);
  is_now("operator");
  EXPECT_TRUE(show(anna, uuid));
  world.act([](Tx& tx) { return accounts::disable(tx, "anna"); }).value();
  EXPECT_EQ(show(anna, uuid).error().code, Code::not_found);
}

TEST_P(RegistrationsTest, KeepsADraftAndTellsWhenItsStateChanges) {
  const Uuid uuid = ended();
  ASSERT_TRUE(save(uuid, form({{"state", "open"}, {"themes", boost::json::array{}}})));
  EXPECT_TRUE(changes.empty());
  ASSERT_TRUE(save(uuid, form({{"state", "later"}, {"outcomes", boost::json::array{}}})));
  const auto done = save(uuid, form());
  ASSERT_TRUE(done);
  ASSERT_TRUE(save(uuid, form()));
  EXPECT_EQ(changes, (std::vector<std::string>{"later", "done"}));
  auto expected = form();
  expected["conversation"] = uuid.text();
  expected["nickname"] = "vlinder";
  EXPECT_EQ(*done, expected);
  EXPECT_EQ(show(anna, uuid).value(), expected);
}

TEST_P(RegistrationsTest, KeepsTheNoteSealed) {
  const Uuid uuid = ended();
  ASSERT_TRUE(save(uuid, form()));
  const auto stored = db().run({"test.note", "select note from registration"})[0].text(0);
  EXPECT_EQ(stored.find("Belt"), std::string::npos);
  ASSERT_TRUE(save(uuid, form({{"note", " \n "}})));
  EXPECT_TRUE(show(anna, uuid)->at("note").is_null());
}

TEST_P(RegistrationsTest, HasNoNoteOnceItsKeyIsDestroyed) {
  const Uuid uuid = ended();
  ASSERT_TRUE(save(uuid, form()));
  destroy_words();
  const auto shown = show(anna, uuid);
  EXPECT_TRUE(shown->at("note").is_null());
  EXPECT_TRUE(shown->at("nickname").is_null());
  EXPECT_EQ(shown->at("age"), 14);
  EXPECT_EQ(save(uuid, form()).error().code, Code::closed);
  EXPECT_TRUE(save(uuid, form({{"note", nullptr}, {"age", 16}})));
}

TEST_P(RegistrationsTest, DoneNeedsAThemeAndAnOutcomeUnlessThereWasNoTalk) {
  const Uuid uuid = ended();
  const boost::json::array none;
  EXPECT_EQ(refused(uuid, form({{"themes", none}, {"outcomes", none}})),
            (std::vector<FieldError>{{"themes", "required"}, {"outcomes", "required"}}));
  EXPECT_EQ(refused(uuid, form({{"outcomes", none}})), (std::vector<FieldError>{{"outcomes", "required"}}));
  EXPECT_EQ(show(anna, uuid)->at("state"), "open");
  EXPECT_TRUE(save(uuid, form({{"themes", none}, {"outcomes", none}, {"fake", true}})));
  EXPECT_TRUE(save(uuid, form({{"themes", none}, {"outcomes", none}, {"broken_off", true}})));
}

TEST_P(RegistrationsTest, CanBeCorrectedButDoesNotGoBack) {
  const Uuid uuid = ended();
  ASSERT_TRUE(save(uuid, form()));
  EXPECT_EQ(save(uuid, form({{"state", "open"}})).error().code, Code::conflict);
  EXPECT_EQ(save(uuid, form({{"state", "later"}})).error().code, Code::conflict);
  const Millis done_at = world.clock.now();
  world.clock.advance(std::chrono::minutes(5));
  ASSERT_TRUE(save(uuid, form({{"age", 13}, {"themes", boost::json::array{code(Kind::theme)}}})));
  const auto shown = show(anna, uuid);
  EXPECT_EQ(shown->at("age"), 13);
  EXPECT_EQ(shown->at("themes"), (boost::json::array{code(Kind::theme)}));
  const auto row = db().run({"test.times", "select done_at, changed_at from registration"});
  EXPECT_EQ(row[0].integer(0), done_at);
  EXPECT_EQ(row[0].integer(1), world.clock.now());
}

TEST_P(RegistrationsTest, RefusesWhatIsWrongAndChangesNothing) {
  const Uuid uuid = ended();
  const auto before = show(anna, uuid).value();
  const std::string theme = code(Kind::theme);
  const std::string outcome = code(Kind::outcome);
  struct Wrong {
    std::string_view field;
    boost::json::value value;
    std::string_view problem;
  };
  const std::vector<Wrong> wrong{{"state", "open ", "not_allowed"},
                                 {"state", nullptr, "required"},
                                 {"who", "dog", "not_allowed"},
                                 {"age", 0, "too_small"},
                                 {"age", 100, "too_large"},
                                 {"age", "14", "not_a_number"},
                                 {"gender", "v", "not_allowed"},
                                 {"source", "nothing-like-it", "not_allowed"},
                                 {"source", 3, "not_text"},
                                 {"themes", boost::json::array{theme, theme}, "not_allowed"},
                                 {"themes", boost::json::array{"nothing-like-it"}, "not_allowed"},
                                 {"themes", boost::json::array{1}, "not_text"},
                                 {"themes", nullptr, "required"},
                                 {"outcomes", "x", "not_a_list"},
                                 {"outcomes", boost::json::array{outcome, outcome}, "not_allowed"},
                                 {"broken_off", nullptr, "required"},
                                 {"fake", 1, "not_true_or_false"},
                                 {"note", boost::json::string(2001, 'x'), "too_long"},
                                 {"extra", 1, "unknown_field"}};
  for (const auto& [field, value, problem] : wrong) {
    const auto fields = refused(uuid, form({{field, value}}));
    ASSERT_EQ(fields.size(), 1u) << field << boost::json::serialize(value);
    EXPECT_EQ(fields[0], (FieldError{std::string(field), std::string(problem)}));
  }
  for (const auto& member : form()) {
    auto body = form();
    body.erase(member.key());
    EXPECT_EQ(refused(uuid, body), (std::vector<FieldError>{{std::string(member.key()), "required"}}));
  }
  EXPECT_EQ(show(anna, uuid).value(), before);
  EXPECT_TRUE(changes.empty());
  EXPECT_TRUE(save(uuid, form({{"note", boost::json::string(2000, 'x')}, {"age", 99}})));
}

TEST_P(RegistrationsTest, KeepsATermThatEndedMeanwhile) {
  const Uuid uuid = ended();
  const Uuid second = ended();
  const auto draft = form({{"state", "open"}});
  ASSERT_TRUE(save(uuid, draft));
  db().run({"test.end_terms", "update term set valid_from = '2000-01-01', valid_until = '2000-12-31'"});
  EXPECT_TRUE(save(uuid, draft));
  EXPECT_EQ(refused(second, draft).size(), 3u);
}

TEST_P(RegistrationsTest, ListsThoseThatAreNotDone) {
  const StaffId staff = std::get<Staff>(anna).staff;
  const Uuid first = ended();
  world.clock.advance(std::chrono::minutes(1));
  const Uuid second = ended();
  EXPECT_EQ(count_open(db(), line.id, staff), 2);
  ASSERT_TRUE(save(first, form({{"state", "later"}})));
  EXPECT_EQ(count_open(db(), line.id, staff), 1);
  EXPECT_EQ(count_pending(db(), line.id), 2);
  const auto all = pending();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].conversation, first);
  EXPECT_EQ(all[0].nickname, "vlinder");
  EXPECT_EQ(all[0].state, "later");
  EXPECT_EQ(all[1].conversation, second);
  EXPECT_EQ(all[1].ended_at, world.clock.now());
  ASSERT_TRUE(save(second, form()));
  ASSERT_TRUE(save(first, form()));
  EXPECT_TRUE(pending().empty());
  EXPECT_EQ(count_pending(db(), line.id), 0);
  EXPECT_EQ(count_open(db(), {line.id.value + 1}, staff), 0);
}

}  // namespace
}  // namespace onthaal::registrations
