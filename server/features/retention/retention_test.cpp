#include "features/retention/retention.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "features/cases/cases.h"
#include "features/queue/queue.h"
#include "features/registrations/registrations.h"
#include "features/retention/retention_rules.h"
#include "features/retention/retention_store.h"
#include "features/retention/retention_store_kept.h"
#include "platform/act/job_store.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::retention {
namespace {

// Whatever is written in these rows stands there in the clear, so that a search finds what was left.
constexpr std::string_view kMarker = "GEHEIM";

class RetentionTest : public support::StoreTest {
 protected:
  RetentionTest() {
    streams::register_kinds({talks.stream_kind(), queue::stream_kind(), cases::stream_kind()});
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); }).value();
    other_line = world.act([](Tx& tx) { return lines::create(tx, {"gent", "Gent"}); }).value();
    anna = make_staff("anna", accounts::Role::operator_);
    world
        .act([&](Tx& tx) {
          return accounts::give_role(tx, std::get<Staff>(anna).staff, {"gent", accounts::Role::operator_}, {}, {});
        })
        .value();
    carla = make_staff("carla", accounts::Role::coordinator);
  }

  db::Connection& db() { return world.database.connection(); }
  Actor make_staff(const std::string& login, accounts::Role role) {
    const auto person = world.act([&](Tx& tx) {
      return accounts::add(tx, {.login = login, .name = login, .alias = login, .roles = {{"clbchat", role}}}, "-");
    });
    return Staff{person.value().id, {1}};
  }

  struct Talk {
    Uuid uuid;
    ConversationId id;
    VisitId visit;
  };
  Talk begins(const lines::Line& on) {
    const Talk talk = world.act([&](Tx& tx) -> Talk {
      const VisitId visit =
          visits::make_visit(tx, Redacted<std::string>("token" + std::to_string(++visitors)), {}).value();
      const Uuid uuid = talks.request(
          tx, {.line = on, .visit = visit, .nickname = Redacted<std::string>("vlinder"), .language = "nl"});
      return {uuid, conversations::find_subject(tx.db, uuid)->id, visit};
    });
    world.act([&](Tx& tx) { return talks.accept(tx, talk.id, std::get<Staff>(anna).staff, tx.new_uuid()); }).value();
    return talk;
  }
  std::int64_t say(const Talk& talk, const Actor& who, const std::string& text) {
    const auto reply = world.act([&](Tx& tx) {
      return talks.post_message(tx, {.actor = who, .id = tx.new_uuid()},
                                {talk.uuid, Redacted<std::string>(text), std::nullopt, std::nullopt});
    });
    return reply.value().number.value();
  }
  void end(const Talk& talk) {
    world.act([&](Tx& tx) { return talks.end(tx, {.actor = anna, .id = tx.new_uuid()}, {talk.uuid, {}}); }).value();
  }
  Talk talked(const lines::Line& on) {
    const Talk talk = begins(on);
    say(talk, Visitor{talk.visit}, "een geheim");
    end(talk);
    return talk;
  }
  std::vector<std::optional<std::string>> said(const Talk& talk) {
    std::vector<std::optional<std::string>> all;
    const StreamKey key = streams::key("conversation", talk.id.value);
    for (streams::Event& each :
         world.view([&](const Snapshot& snapshot) { return streams::read(snapshot, key, 0, 100); }))
      if (each.event == "message.posted") all.push_back(std::move(each.data));
    return all;
  }
  bool has_words(const Talk& talk) { return said(talk).at(0).has_value(); }

  // As the writer does: what fails is put off.
  void run_jobs() {
    while (run_job()) continue;
  }
  bool run_job() {
    const auto due = jobs::find_due(db(), world.clock.now());
    if (!due) return false;
    try {
      world.act([&](Tx& tx) {
        const auto job = jobs::take(tx.db, due->id);
        for (const jobs::JobKind& kind : jobs())
          if (kind.name == due->kind) kind.run(tx, job.value());
        slices += job->key.ends_with(" words");
        emptying += due->kind == "retention.empty";
      });
    } catch (const db::DbError&) {
      jobs::postpone(db(), due->id, world.clock.now());
      ++failed;
    }
    return true;
  }
  // So many messages more, which nobody can open.
  void grow(const Talk& talk, int messages) {
    change(
        "insert into conversation_event (stream, number, at, event, author_kind, author, sealed_by, body)"
        " with recursive n(i) as (select 1 union all select i + 1 from n where i < " +
        std::to_string(messages) + ") select c.id, n.i + " + std::to_string(last_number(talk)) +
        ", 0, 'message.posted', 1, 1, c.key, c.nickname from conversation c, n where c.id = " +
        std::to_string(talk.id.value));
  }
  std::int64_t last_number(const Talk& talk) {
    return count("select max(number) from conversation_event where stream = " + std::to_string(talk.id.value));
  }
  std::int64_t full_events(const Talk& talk) {
    return count(
        "select count(*) from conversation_event where sealed_by is not null and length(body) > 0 and stream = " +
        std::to_string(talk.id.value));
  }
  // As the engine says it, with values in the place of names.
  std::string plan_of(const db::Sql& sql) {
    const bool is_sqlite = db().engine() == db::Engine::sqlite;
    std::string text = (is_sqlite ? "explain query plan " : "explain ") + std::string(sql.text);
    for (const auto& [name, value] : std::map<std::string, std::string>{{":line", std::to_string(line.id.value)},
                                                                        {":before", "90"},
                                                                        {":limit", "200"},
                                                                        {":now", "90"},
                                                                        {":id", "7"},
                                                                        {":visit", "7"},
                                                                        {":key", "7"},
                                                                        {":after", "0"},
                                                                        {":until", "200"},
                                                                        {":by", "'period'"},
                                                                        {":nothing", "''"},
                                                                        {":empty", "''"}})
      for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name))
        text.replace(at, name.size(), value);
    std::string plan;
    for (const db::Row row : db().run({text, text})) plan += row.text(is_sqlite ? 3 : 0) + "\n";
    return plan;
  }
  void pass(std::int64_t days) {
    world.clock.advance(std::chrono::hours(24 * days));
    run_jobs();
  }
  std::int64_t count(const std::string& sql) { return db().run({sql, sql})[0].integer(0); }
  void change(const std::string& sql) { db().run({sql, sql}, {}); }
  void mark(const std::string& sql) { db().run({sql, sql}, {{"marker", db::Bytes{kMarker}}}); }

  Result<Reply> ask(http::Verb verb, std::string_view path, const Actor& actor, std::vector<std::string> parts,
                    const std::string& body = "") {
    const http::Request request{.actor = actor, .parts = std::move(parts), .body = body, .evidence = {}};
    for (const http::Route& route : routes(talks, settings)) {
      if (route.verb != verb || route.path != path) continue;
      auto work = route.parse(request);
      if (!work) return std::unexpected(std::move(work.error()));
      return world.finish(*std::move(work));
    }
    throw std::logic_error("no such route");
  }
  Result<Reply> set(const std::string& kind, int days, const Actor& by) {
    return ask(http::Verb::put, "/api/lines/{slug}/retention", by, {"clbchat"},
               json::Out().text("kind", kind).integer("days", days).str());
  }
  boost::json::object kind(const std::string& name) {
    const auto reply = ask(http::Verb::get, "/api/lines/{slug}/retention", carla, {"clbchat"}).value();
    for (const auto& each : json::parse(reply.body)->at("kinds").as_array())
      if (each.at("kind").as_string() == name) return each.as_object();
    throw std::logic_error("no such kind");
  }
  Result<Reply> delete_own(const Talk& talk, bool is_ending = false) {
    return ask(http::Verb::post, "/api/visit/deletion", Visitor{talk.visit}, {}, is_ending ? R"({"end":true})" : "{}");
  }
  std::string code_of(const Talk& talk) {
    return world.act([&](Tx& tx) { return visits::make_code(tx, talk.visit); }).value();
  }
  Result<Reply> delete_by(const std::string& code) {
    return ask(http::Verb::post, "/api/deletions", Nobody{}, {}, json::Out().text("code", code).str());
  }
  std::vector<std::string> recorded() {
    std::vector<std::string> all;
    for (const auto& each : audit::find(db(), {.line = line.id, .what = ""})) all.push_back(each.what + each.data);
    return all;
  }
  static Code code(const Result<Reply>& reply) { return reply ? Code::internal : reply.error().code; }

  conversations::ConversationHooks hooks() {
    conversations::ConversationHooks hooks = queue::hooks();
    hooks.ended = [told = std::move(hooks.ended)](Tx& tx, const conversations::ConversationEnded& what) {
      registrations::on_ended(tx, what);
      told(tx, what);
    };
    return hooks;
  }
  conversations::Conversations talks{hooks()};
  visits::Settings settings{.puzzle_bits = 0, .unproven_per_minute = 20};
  lines::Line line, other_line;
  Actor anna, carla;
  int visitors = 0;
  int slices = 0, emptying = 0, failed = 0;
};
ONTHAAL_ON_BOTH_ENGINES(RetentionTest);

TEST_P(RetentionTest, OfEveryTableItIsSaidWhatItKeeps) {
  const bool is_sqlite = db().engine() == db::Engine::sqlite;
  const auto rows = is_sqlite ? db().run({"test.tables",
                                          "select name from sqlite_master where type = 'table' and name"
                                          " not like 'sqlite%'"})
                              : db().run({"test.tables",
                                          "select cast(table_name as text) from"
                                          " information_schema.tables where table_schema ="
                                          " current_schema()"});
  std::set<std::string> there;
  for (const db::Row row : rows) there.insert(row.text(0));
  for (const std::string& name : there)
    EXPECT_TRUE(std::ranges::find(tables(), name, &Table::name) != tables().end())
        << name << ": say in retention_store_kept.cpp whether something of a person stands in it, and when that goes";
  for (const Kind& each : kinds()) EXPECT_FALSE(kept_of(each.name).count.text.empty());
}

TEST_P(RetentionTest, NothingOfTheWordsStaysInAnyRow) {
  const Talk talk = talked(line);
  const std::string id = std::to_string(talk.id.value);
  const std::string of = " from conversation where id = " + id;
  mark("update conversation set nickname = :marker, question = :marker where id = " + id);
  mark("update conversation_event set body = :marker where sealed_by is not null and stream = " + id);
  mark("update line_event set body = :marker where sealed_by is not null");
  mark(
      "insert into case_event (stream, number, at, event, author_kind, author, sealed_by, body)"
      " select id, 1, 0, 'note.added', 2, 1, key, :marker" +
      of);
  mark("update registration set note = :marker where conversation = " + id);
  mark("insert into rating (uuid, conversation, text, may_quote, at) select uuid, id, :marker, 0, 0" + of);
  mark(
      "insert into escalation (uuid, conversation, to_whom, consent, why, second_person, made_by, at)"
      " select uuid, id, 'centre', 'yes', :marker, :marker, operator, 0" +
      of);
  mark(
      "insert into flag (uuid, conversation, state, made_by, made_at, why, question, answer)"
      " select uuid, id, 'suspected', operator, 0, :marker, :marker, :marker" +
      of);
  mark(
      "insert into visit_refusal (uuid, visit, line, until, reason, conversation, made_by, made_at)"
      " select uuid, visit, line, 0, :marker, id, operator, 0" +
      of);
  mark(
      "insert into seal_break (uuid, conversation, is_emergency, why, asked_by, asked_at, state)"
      " select uuid, id, 0, :marker, operator, 0, 'asked'" +
      of);
  change("insert into partner (uuid, line, name, privacy, url, position) select uuid, line, 'P', '{}', 'u', 0" + of);
  mark(
      "insert into handover (uuid, conversation, partner, kind, state, made_by, summary, second, passed, asked_at)"
      " select c.uuid, c.id, p.id, 'live', 'greeted', c.operator, :marker, c.id, :marker, 0 from conversation c, "
      "partner"
      " p where c.id = " +
      id);

  const auto left = [&] {
    std::int64_t found = 0;
    for (const char* place : {"conversation.nickname", "conversation.question", "conversation_event.body",
                              "line_event.body", "case_event.body", "registration.note", "rating.text",
                              "escalation.why", "escalation.second_person", "flag.why", "flag.question", "flag.answer",
                              "visit_refusal.reason", "seal_break.why", "handover.summary", "handover.passed"}) {
      const std::string_view where(place);
      const std::string table(where.substr(0, where.find('.')));
      const std::string column(where.substr(where.find('.') + 1));
      const std::string sql = "select count(*) from " + table + " where " + column + " = :marker";
      found += db().run({sql, sql}, {{"marker", db::Bytes{kMarker}}})[0].integer(0) > 0;
    }
    return found;
  };
  EXPECT_EQ(left(), 16);
  EXPECT_TRUE(world.act([&](Tx& tx) { return forget(tx, talk.id, By::period); }));
  EXPECT_EQ(left(), 0);
  EXPECT_EQ(count("select count(*) from seal_key k join conversation c on c.key = k.id where k.wrapped is not null"),
            0);
  EXPECT_FALSE(world.act([&](Tx& tx) { return forget(tx, talk.id, By::period); })) << "once";
  EXPECT_EQ(said(talk).size(), 1u) << "that something was said, and when, stays";
}

TEST_P(RetentionTest, WordsGoWhenTheirPeriodIsOverAndWhatWasCountedStays) {
  const Talk old = talked(line);
  const Talk elsewhere = talked(other_line);
  world.clock.advance(std::chrono::hours(24));
  const Talk young = talked(line);
  world.act(schedule_jobs);
  pass(89);
  EXPECT_TRUE(has_words(old));
  world.clock.advance(std::chrono::hours(2));
  run_jobs();
  EXPECT_FALSE(has_words(old));
  EXPECT_FALSE(has_words(elsewhere));
  EXPECT_TRUE(has_words(young));
  EXPECT_EQ(count("select count(*) from conversation"), 3);
  EXPECT_EQ(count("select count(*) from registration"), 3);
  EXPECT_TRUE(std::ranges::any_of(recorded(), [](const std::string& each) {
    return each.starts_with(R"(retention.deleted{"kind":"words","days":90,"count":1,)");
  }));
}

TEST_P(RetentionTest, WhatIsLongDueGoesInSlicesAndIsToldAsOne) {
  for (int i = 0; i < 60; ++i) talked(line);
  world.act(schedule_jobs);
  run_jobs();
  slices = 0;
  pass(91);
  EXPECT_GE(slices, 3) << "one of them for the other line";
  EXPECT_EQ(count("select count(*) from conversation where is_forgotten = 0"), 0);
  std::int64_t told = 0;
  for (const std::string& each : recorded())
    if (each.find(R"("kind":"words")") != std::string::npos) {
      ++told;
      EXPECT_NE(each.find(R"("count":60)"), std::string::npos) << each;
    }
  EXPECT_EQ(told, 1);
  EXPECT_EQ(count("select count(*) from retention_sweep"), 0);
}

TEST_P(RetentionTest, ATalkOfAnyLengthIsGoneAtOnceAndItsRowsAreEmptiedInSlices) {
  const Talk talk = talked(line);
  grow(talk, 20'000);
  const std::int64_t full = full_events(talk);
  const Talk other = talked(line);
  ASSERT_TRUE(delete_own(talk));
  EXPECT_FALSE(has_words(talk)) << "its key is destroyed";
  EXPECT_EQ(recorded().at(0), R"(talk.deleted{"by":"visitor"})");
  EXPECT_EQ(full_events(talk), full) << "the act costs the same for every talk";
  run_jobs();
  EXPECT_EQ(emptying, (last_number(talk) + 199) / 200);
  EXPECT_EQ(full_events(talk), 0);
  EXPECT_TRUE(has_words(other));
  EXPECT_EQ(count("select count(*) from job where kind = 'retention.empty'"), 0);
}

// Who came back with a code for months has many, and they go in one act.
TEST_P(RetentionTest, ManyTalksOfOneVisitAreGoneAtOnceAndTheirRowsAreEmptiedOneByOne) {
  std::vector<Talk> all;
  for (int i = 0; i < 20; ++i) {
    all.push_back(talked(line));
    grow(all.back(), 300);
    change(
        "update registration set note = (select nickname from conversation c where c.id = registration.conversation)");
  }
  for (const Talk& each : all)
    change("update conversation set visit = " + std::to_string(all[0].visit.value) +
           " where id = " + std::to_string(each.id.value));
  std::int64_t full = 0;
  for (const Talk& each : all) full += full_events(each);
  ASSERT_TRUE(delete_own(all[0]));
  std::int64_t after = 0;
  for (const Talk& each : all) {
    EXPECT_FALSE(has_words(each));
    after += full_events(each);
  }
  EXPECT_EQ(after, full) << "nothing of that in the act";
  EXPECT_EQ(count("select count(*) from job where kind = 'retention.empty'"), 20);
  run_jobs();
  for (const Talk& each : all) EXPECT_EQ(full_events(each), 0);
  EXPECT_EQ(count("select count(*) from registration where note is not null"), 0);
}

TEST_P(RetentionTest, ALongTalkHoldsUpNothingThatIsDueAfterIt) {
  const Talk talk = talked(line);
  grow(talk, 20'000);
  const Talk after = talked(line);
  const Talk elsewhere = talked(other_line);
  world.clock.advance(std::chrono::hours(24 * 91));
  world.act(schedule_jobs);
  std::int64_t most = 0;
  for (std::int64_t full = full_events(talk); full > 0; full = full_events(talk)) {
    ASSERT_TRUE(run_job());
    most = std::max(most, full - full_events(talk));
  }
  EXPECT_EQ(most, 200) << "no act writes more of it";
  run_jobs();
  for (const Talk& each : {talk, after, elsewhere}) EXPECT_FALSE(has_words(each));
}

TEST_P(RetentionTest, AKindOfALineThatFailsStopsNoOther) {
  const Talk first = talked(line);
  const Talk second = talked(line);
  const Talk elsewhere = talked(other_line);
  change("update registration set note = (select nickname from conversation c where c.id = registration.conversation)");
  change("create unique index trap on conversation (line, is_forgotten) where is_forgotten = 1 and line = " +
         std::to_string(line.id.value));
  world.act(schedule_jobs);
  pass(91);
  EXPECT_GT(failed, 0);
  EXPECT_TRUE(has_words(first));
  EXPECT_FALSE(has_words(elsewhere));
  EXPECT_EQ(count("select count(*) from registration where note is not null"), 0) << "the next kind of that line";
  change("drop index trap");
  world.clock.advance(std::chrono::hours(2));
  run_jobs();
  EXPECT_FALSE(has_words(first));
  EXPECT_FALSE(has_words(second));
}

// However many visits the other line keeps for longer: each query begins at an index with its line and its age.
TEST_P(RetentionTest, NoQueryOfTheSweepReadsWhatIsNotDueOrOfAnotherLine) {
  const bool is_sqlite = db().engine() == db::Engine::sqlite;
  change(
      "insert into visit (token_hash, created_at, last_line, last_ended_at) with recursive n(i) as (select 1 union all"
      " select i + 1 from n where i < 60000) select " +
      std::string(is_sqlite ? "cast(n.i as blob)" : "decode(lpad(to_hex(n.i), 8, '0'), 'hex')") + ", 0, " +
      std::to_string(other_line.id.value) + ", 1000000 + n.i from n");
  for (const char* name : {"1", "2", "3"})
    mark(std::string(
             "insert into trace_key (uuid, master, wrapped, made_at) select token_hash, 1, :marker, 1000000 from") +
         " visit order by token_hash limit 1 offset " + name);
  change("insert into visit_trace (visit, trace_key, trace) select v.id, k.id, k.uuid from visit v, trace_key k");
  change("analyze");
  // Else it reads a table of nothing from end to end. So it shows that there is an index, not that it takes that one.
  if (!is_sqlite) change("set enable_seqscan = off");
  for (const db::Sql& each : store::removals()) {
    const std::string plan = plan_of(each);
    for (const char* walk : {"SCAN", "TEMP B-TREE", "Seq Scan"})
      EXPECT_EQ(plan.find(walk), std::string::npos) << each.name << "\n" << plan;
    // Where the period is the same on every line, its age is enough: what is old there goes, too.
    const bool is_by_age = plan.contains("coach_left (left_at<?)") || plan.contains("trace_key_made (made_at<?)");
    EXPECT_TRUE(plan.contains(is_sqlite ? "=? AND " : "Index Cond") || is_by_age) << each.name << "\n" << plan;
  }
}

TEST_P(RetentionTest, WhatRunsForEachTalkFindsItsRowsByAnIndex) {
  if (db().engine() == db::Engine::postgres) change("set enable_seqscan = off");
  for (const db::Sql& each : store::of_each()) {
    const std::string plan = plan_of(each);
    for (const char* walk : {"SCAN", "TEMP B-TREE", "Seq Scan"})
      EXPECT_EQ(plan.find(walk), std::string::npos) << each.name << "\n" << plan;
  }
}

TEST_P(RetentionTest, CodesOfATalkThatItsVisitorDeletedGoWhenItsWordsWouldHave) {
  const Talk talk = talked(line);
  code_of(talk);
  ASSERT_TRUE(delete_own(talk));
  world.act(schedule_jobs);
  pass(89);
  EXPECT_EQ(count("select count(*) from deletion_code"), 1) << "whoever pressed twice is told that it is gone";
  pass(2);
  EXPECT_EQ(count("select count(*) from deletion_code"), 0);
}

TEST_P(RetentionTest, TokensAndCodesGoWithTheWords) {
  const Talk talk = talked(line);
  code_of(talk);
  EXPECT_EQ(count("select count(*) from deletion_code"), 1);
  world.act(schedule_jobs);
  pass(91);
  EXPECT_EQ(count("select count(*) from deletion_code"), 0);
  EXPECT_EQ(count("select count(*) from visit where is_forgotten = 1 and code_hash is null"), 1);
  EXPECT_TRUE(std::holds_alternative<Nobody>(
      world.view([](const Snapshot& snapshot) { return visits::find_visitor(snapshot, "token1"); })));
}

TEST_P(RetentionTest, NotesAndRatingTextsMayGoSoonerAndNeverLater) {
  const Talk talk = talked(line);
  const std::string id = std::to_string(talk.id.value);
  mark("update registration set note = :marker where conversation = " + id);
  mark(
      "insert into rating (uuid, conversation, line, stars, text, may_quote, at) select uuid, id, line, 5, :marker, 0,"
      " ended_at"
      " from conversation where id = " +
      id);
  ASSERT_TRUE(set("notes", 30, carla));
  ASSERT_TRUE(set("ratings", 30, carla));
  pass(31);
  EXPECT_TRUE(has_words(talk));
  EXPECT_EQ(count("select count(*) from registration where note is not null"), 0);
  EXPECT_EQ(count("select count(*) from rating where length(text) > 0"), 0);
  EXPECT_EQ(count("select count(*) from rating where stars = 5"), 1);
  ASSERT_TRUE(set("words", 10, carla));
  EXPECT_EQ(kind("notes").at("days").as_int64(), 10);
  EXPECT_EQ(code(set("notes", 11, carla)), Code::invalid) << "the words are gone by then";
}

TEST_P(RetentionTest, AQuoteOutlivesTheWordsAndGoesWhenItsVisitorDeletesTheTalk) {
  const Talk talk = talked(line);
  const std::string of = " where c.id = " + std::to_string(talk.id.value);
  mark(
      "insert into rating (uuid, conversation, line, stars, text, may_quote, at) select uuid, id, line, 5, :marker, 1,"
      " ended_at from conversation c" +
      of);
  change(
      "insert into report_quote (uuid, line, year, chapter, rating, text, about, at, staff) select r.uuid, c.line,"
      " '2026-2027', 'quality', r.id, 'Dank', 'leerling', 0, c.operator from rating r join conversation c on"
      " c.id = r.conversation" +
      of);
  ASSERT_TRUE(set("words", 10, carla));
  pass(11);
  EXPECT_FALSE(has_words(talk));
  EXPECT_EQ(count("select count(*) from report_quote"), 1);
  delete_own(talk);
  EXPECT_EQ(count("select count(*) from report_quote"), 0);
}

TEST_P(RetentionTest, MarksReadingsAndPlansHaveTheirPeriods) {
  const Talk talk = talked(line);
  const std::string of = " from conversation where id = " + std::to_string(talk.id.value);
  const std::string now = std::to_string(world.clock.now());
  mark(
      "insert into flag (uuid, conversation, line, state, made_by, made_at, why) select uuid, id, line, 'suspected',"
      " operator, " +
      now + ", :marker" + of);
  change("insert into reading (conversation, line, staff, purpose, at) select id, line, operator, 'flag', " + now + of);
  mark(
      "insert into plan (uuid, line, key, text, state, offered_in, made_by, made_at, changed_at, used_at, code_hash)"
      " select uuid, line, key, :marker, 'active', id, operator, 0, 0, " +
      now + ", :marker" + of);
  world.act(schedule_jobs);
  pass(366);
  EXPECT_EQ(count("select count(*) from plan where state = 'ended' and code_hash is null and length(text) = 0"), 1);
  EXPECT_EQ(count("select count(*) from flag") + count("select count(*) from reading"), 2);
  pass(365);
  EXPECT_EQ(count("select count(*) from flag") + count("select count(*) from reading"), 0);
}

TEST_P(RetentionTest, OfEachKindThatGoesTheLogSaysSo) {
  const Talk talk = talked(line);
  const std::string of = " from conversation where id = " + std::to_string(talk.id.value);
  const std::string now = std::to_string(world.clock.now());
  change("insert into notice (uuid, line, kind, at, seen_at) select uuid, line, 'nobody', " + now + ", " + now + of);
  change("insert into coach (conversation, staff, reason, joined_at, left_at) select id, operator, 'worry', " + now +
         ", " + now + of);
  mark(
      "insert into visit_refusal (uuid, visit, line, until, reason, conversation, made_by, made_at) select uuid, visit,"
      " line, 0, :marker, id, operator, " +
      now + of);
  mark("insert into trace_key (uuid, master, wrapped, made_at) select uuid, 1, :marker, " + now + of);
  mark("insert into visit_trace (visit, trace_key, trace) select visit, (select max(id) from trace_key), :marker" + of);
  world.act(schedule_jobs);
  pass(366);
  for (const char* table : {"notice", "coach", "visit_refusal", "visit_trace"})
    EXPECT_EQ(count(std::string("select count(*) from ") + table), 0) << table;
  for (const char* name : {"notices", "looking_along", "refusals", "traces"})
    EXPECT_TRUE(std::ranges::any_of(recorded(), [&](const std::string& each) {
      return each.starts_with(std::string(R"(retention.deleted{"kind":")") + name + '"') &&
             each.contains(R"("count":1,)");
    })) << name;
}

TEST_P(RetentionTest, WhatIsDueIsWhatAPurgeDeletesAndTells) {
  const auto write_about = [&](const Talk& talk, std::int64_t rated_at) {
    const std::string id = std::to_string(talk.id.value);
    mark("update registration set note = :marker where conversation = " + id);
    mark(
        "insert into rating (uuid, conversation, line, stars, text, may_quote, at) select uuid, id, line, 5, :marker, "
        "0, " +
        std::to_string(rated_at) + " from conversation where id = " + id);
  };
  const auto join = [&](const Talk& talk, const Talk& other) {
    change("update conversation set visit = " + std::to_string(other.visit.value) +
           " where id = " + std::to_string(talk.id.value));
  };
  // Of long ago; its words are destroyed, or not yet.
  const auto appoint = [&](const Talk& talk, const char* wrapped) {
    const std::string of = " from conversation where id = " + std::to_string(talk.id.value);
    mark("insert into seal_key (uuid, master, wrapped) select nickname, 1, " + std::string(wrapped) + of +
         " and length(:marker) > 0");
    change("insert into appointment_slot (uuid, line, starts_at, ends_at) select uuid, line, 0, 1" + of);
    mark(
        "insert into appointment (uuid, slot, key, nickname, register, state, offered_in, made_by, made_at) select "
        "uuid,"
        " (select max(id) from appointment_slot), (select max(id) from seal_key), :marker, 'nl', 'missed', id, "
        "operator,"
        " 0" +
        of);
  };
  ASSERT_TRUE(set("notes", 60, carla));
  const Talk old = talked(line);
  write_about(old, world.clock.now() + kDay);  // younger than the words, and gone with them
  const Talk own = talked(line);
  ASSERT_TRUE(delete_own(own));
  const Talk before_other = talked(line), elsewhere = talked(other_line);
  join(elsewhere, before_other);  // the visit has words on another line
  const Talk before_young = talked(line);
  run_jobs();
  appoint(old, "null");
  appoint(before_young, ":marker");
  world.clock.advance(std::chrono::hours(24 * 10));
  const Talk young = talked(line);
  write_about(young, world.clock.now());
  join(young, before_young);
  world.clock.advance(std::chrono::hours(24 * 80) + std::chrono::minutes(1));
  const auto counted = [&](const char* when) {
    std::map<std::string, std::int64_t> all;
    for (const Kind& each : kinds())
      if (const auto many = kind(std::string(each.name)).at(when).as_int64(); many > 0)
        all[std::string(each.name)] = many;
    return all;
  };
  const auto purged = [&] {
    std::map<std::string, std::int64_t> all;
    for (bool is_more = true; is_more;) {
      const Slice slice = world.act([&](Tx& tx) { return purge_slice(tx, line.id); });
      for (const auto& each : slice.deleted) all[std::string(each.kind)] += each.count;
      is_more = slice.is_more;
    }
    return all;
  };
  std::size_t known = recorded().size();
  const auto told = [&] {
    std::map<std::string, std::int64_t> all;
    const auto entries = recorded();
    for (const std::string& each : entries | std::views::take(entries.size() - known)) {
      const auto data = json::parse(each.substr(std::string_view("retention.deleted").size())).value();
      all[std::string(data.at("kind").as_string())] += data.at("count").as_int64();
    }
    known = entries.size();
    return all;
  };
  for (const char* what : {"at its time", "ten days later"}) {
    auto due = counted("due");
    EXPECT_EQ(due, purged()) << what;
    due.erase("line_events");  // holds nothing that anybody has to answer for
    EXPECT_EQ(due, told()) << what;
    EXPECT_TRUE(counted("due").empty()) << what;
    if (what == std::string_view("at its time")) {
      EXPECT_EQ(due, (std::map<std::string, std::int64_t>{
                         {"words", 3}, {"notes", 2}, {"ratings", 1}, {"visits", 2}, {"appointments", 1}}));
      EXPECT_EQ(counted("in_30_days").at("words"), 1);
      world.clock.advance(std::chrono::hours(24 * 10));
    }
  }
}

TEST_P(RetentionTest, EventsOfALineGoAfterTwoDaysAndTheLastOneStays) {
  talked(line);
  const std::int64_t last = count("select max(number) from line_event where stream = " + std::to_string(line.id.value));
  world.act(schedule_jobs);
  pass(3);
  EXPECT_EQ(count("select count(*) from line_event"), 1);
  EXPECT_EQ(count("select max(number) from line_event"), last);
}

TEST_P(RetentionTest, WhatALineSetBeforeStaysItsPeriod) {
  world.act([&](Tx& tx) {
    lines::Settings settings = lines::settings_of(tx.db, line.id);
    settings.kept_days = 30;
    lines::set_settings(tx, line, settings);
  });
  EXPECT_EQ(words_days(db(), line.id), 30);
  EXPECT_EQ(words_days(db(), other_line.id), 90);
  ASSERT_TRUE(set("words", 60, carla));
  EXPECT_EQ(words_days(db(), line.id), 60);
}

TEST_P(RetentionTest, ACoordinatorChangesAPeriodWithinItsLimitsAndItIsRecorded) {
  talked(line);
  pass(40);
  EXPECT_EQ(code(set("words", 0, carla)), Code::invalid);
  EXPECT_EQ(code(set("words", 366, carla)), Code::invalid);
  EXPECT_EQ(code(set("traces", 60, carla)), Code::invalid) << "fixed";
  EXPECT_EQ(code(set("readings", 30, carla)), Code::invalid) << "who looked is kept for a year at least";
  EXPECT_EQ(code(set("words", 30, anna)), Code::not_found);
  const auto foreseen = ask(http::Verb::post, "/api/lines/{slug}/retention/foreseen", carla, {"clbchat"},
                            R"({"kind":"words","days":30})");
  EXPECT_EQ(foreseen.value().body, R"({"count":1,"also":[{"kind":"visits","count":1}]})");
  EXPECT_EQ(count("select count(*) from conversation where is_forgotten = 1"), 0) << "foreseen is not done";
  EXPECT_EQ(kind("words").at("due").as_int64(), 0);
  ASSERT_TRUE(set("words", 45, carla));
  EXPECT_EQ(kind("words").at("in_7_days").as_int64(), 1);
  EXPECT_EQ(kind("words").at("changed_by").as_string(), "carla");
  EXPECT_EQ(recorded().at(0), R"(retention.changed{"kind":"words","from":90,"days":45})");
  const auto before = recorded().size();
  ASSERT_TRUE(set("words", 45, carla));
  EXPECT_EQ(recorded().size(), before) << "the same again is no change";
  for (const char* each : {"notes", "ratings"}) {
    EXPECT_EQ(code(set(each, 46, carla)), Code::invalid) << "longer than the words";
    EXPECT_EQ(kind(each).at("most").as_int64(), 45);
  }
  for (const char* each : {"days", "least", "most"})
    EXPECT_EQ(kind("visits").at(each).as_int64(), 45) << "as the words";
  EXPECT_TRUE(kind("visits").at("fixed").as_bool());
  EXPECT_EQ(recorded().size(), before);
}

TEST_P(RetentionTest, AVisitorDeletesItsTalkAndPressesTwice) {
  const Talk talk = talked(line);
  const auto first = delete_own(talk);
  ASSERT_TRUE(first);
  EXPECT_FALSE(has_words(talk));
  world.clock.advance(std::chrono::minutes(5));
  EXPECT_EQ(delete_own(talk).value().body, first->body);
  EXPECT_EQ(recorded().at(0), R"(talk.deleted{"by":"visitor"})");
  EXPECT_EQ(count("select count(*) from audit where what = 'talk.deleted'"), 1);
  EXPECT_EQ(count("select count(*) from case_event where event = 'conversation.deleted'"), 1);
  EXPECT_EQ(count("select count(*) from line_event where event = 'conversation.deleted'"), 1);
  EXPECT_EQ(count("select count(*) from conversation where forgotten_by = 'visitor' and words_visitor is null"), 1);
}

TEST_P(RetentionTest, ATalkThatGoesOnIsEndedFirst) {
  const Talk talk = begins(line);
  say(talk, Visitor{talk.visit}, "een geheim");
  EXPECT_EQ(code(delete_own(talk)), Code::conflict);
  EXPECT_TRUE(has_words(talk));
  ASSERT_TRUE(delete_own(talk, true));
  EXPECT_FALSE(has_words(talk));
  EXPECT_EQ(count("select count(*) from conversation where state = 'ended' and ended_by = 'visitor'"), 1);
  EXPECT_TRUE(conversations::find_astray(db()).empty());
}

TEST_P(RetentionTest, ACodeOfTheTalkDeletesItLongAfterItsReturnIsOver) {
  const Talk talk = begins(line);
  say(talk, Visitor{talk.visit}, "een geheim");
  const std::string code_before = code_of(talk);
  end(talk);
  const std::string late = code_of(talk);
  pass(30);
  const auto wrong = delete_by(code_before);
  EXPECT_EQ(wrong.value().status, 404) << "void since there is a newer one; counted";
  EXPECT_TRUE(has_words(talk));
  const auto deleted = delete_by(late);
  EXPECT_EQ(deleted.value().status, 200);
  EXPECT_FALSE(has_words(talk));
  EXPECT_EQ(delete_by(late).value().body, deleted->body) << "the answer was lost";
  EXPECT_EQ(code(world.act([&](Tx& tx) -> Result<Reply> {
              const auto again = visits::make_code(tx, talk.visit);
              if (!again) return std::unexpected(again.error());
              return Reply{};
            })),
            Code::closed);
}

TEST_P(RetentionTest, NobodyDeletesTheTalkOfAnother) {
  const Talk talk = talked(line);
  const Talk mine = talked(line);
  ASSERT_TRUE(delete_own(mine));
  EXPECT_TRUE(has_words(talk));
  EXPECT_EQ(code(ask(http::Verb::post, "/api/visit/deletion", anna, {}, "{}")), Code::unauthenticated);
  EXPECT_EQ(delete_by("0000000000000000").value().status, 404);
  EXPECT_EQ(count("select sum(wrong) from code_try"), 1);
}

TEST_P(RetentionTest, TheMachinesAdministratorPurgesASliceAtATime) {
  for (int i = 0; i < 60; ++i) talked(line);
  world.clock.advance(std::chrono::hours(24 * 91));
  std::int64_t deleted = 0;
  for (bool is_more = true; is_more;) {
    auto work = control::parse(control_commands(), "retention.purge", {{"line", "clbchat"}});
    const auto reply = json::parse(world.finish(*std::move(work)).value().body).value();
    for (const auto& each : reply.at("deleted").as_array())
      if (each.at("kind").as_string() == "words") deleted += each.at("count").as_int64();
    is_more = reply.at("is_more").as_bool();
  }
  EXPECT_EQ(deleted, 60);
  auto unknown = control::parse(control_commands(), "retention.show", {{"line", "nergens"}});
  EXPECT_EQ(code(world.finish(*std::move(unknown))), Code::not_found);
}

}  // namespace
}  // namespace onthaal::retention
