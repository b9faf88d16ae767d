#include "features/imports/imports.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "features/audit/audit.h"
#include "features/terms/terms.h"
#include "platform/json.h"
#include "support/world.h"

namespace onthaal::imports {
namespace {

const hours::Day kDay = hours::parse_day("2021-09-01").value();
const std::string kDigest(32, 'd');

class ImportsTest : public support::StoreTest {
 protected:
  ImportsTest() {
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}); })->id;
    world.act([&](Tx& tx) { terms::ship(tx, line); });
  }

  Import begun(const std::string& digest = kDigest) {
    return world.act([&](Tx& tx) { return begin(tx, line, {"oud.csv", digest}); });
  }
  static Sheet sheet(int day, int talks) {
    const std::vector<sheets::Talk> all(static_cast<std::size_t>(talks), {.course = sheets::Course::talk});
    return {kDay + date::days(day), talks, sheets::pack(all)};
  }
  Result<void> staged(const Import& import, const std::vector<Sheet>& sheets) {
    return world.act([&](Tx& tx) { return stage(tx, import.uuid, sheets); });
  }
  Result<Import> shown(const Import& import, const Whole& whole) {
    return world.act([&](Tx& tx) { return show(tx, import.uuid, whole); });
  }
  // Staged and shown: `talks` on the day.
  Import imported(const std::string& digest, int day, int talks) {
    const Import import = begun(digest);
    EXPECT_TRUE(staged(import, {sheet(day, talks)}));
    return shown(import, {.talks = talks}).value();
  }
  Result<Import> withdrawn(const Import& import) {
    return world.act([&](Tx& tx) { return withdraw(tx, import.uuid); });
  }
  int sweeps() {
    int times = 0;
    while (world.act([&](Tx& tx) { return sweep(tx, line); })) ++times;
    return times;
  }
  std::int64_t counted() {
    std::int64_t talks = 0;
    world.view([&](const Snapshot& snapshot) {
      sheets::each(snapshot.db, line, kDay, kDay + date::days(400), [&](hours::Day, const sheets::Talk&) { ++talks; });
      return 0;
    });
    return talks;
  }
  // The line's own talk of that day, as the job packs it.
  void pack_own(int day, Millis at) {
    const auto number = (kDay + date::days(day)).time_since_epoch().count();
    const auto second = static_cast<std::uint32_t>(17 * 3600);
    const std::string body =
        sheets::pack(std::vector<sheets::Talk>{{.second = second, .course = sheets::Course::left}});
    EXPECT_EQ(hours::day_of(at), kDay + date::days(day));
    world.act([&](Tx& tx) {
      tx.db.run({"test.sheet",
                 "insert into sheet (line, day, import, talks, ended, dialogues, body) values (:line, :day, 0, 1, 0, 0,"
                 " :body)"},
                {{"line", line}, {"day", number}, {"body", db::Bytes{body}}});
      tx.db.run({"test.fresh", "delete from sheet_stale where line = :line and day = :day"},
                {{"line", line}, {"day", number}});
    });
  }
  std::vector<Import> listed() {
    return world.view([&](const Snapshot& snapshot) { return all(snapshot.db, line); });
  }
  std::vector<std::string> log() {
    std::vector<std::string> whats;
    for (const auto& each :
         world.view([](const Snapshot& snapshot) { return audit::find(snapshot.db, {.what = "import"}); }))
      whats.push_back(each.what + " " + each.data);
    return whats;
  }
  Result<Reply> ask(std::string_view command, const std::string& args) {
    auto work = control::parse(control_commands(), command, json::parse(args).value());
    if (!work) return std::unexpected(work.error());
    return world.finish(*std::move(work));
  }

  LineId line;
};
ONTHAAL_ON_BOTH_ENGINES(ImportsTest);

TEST_P(ImportsTest, NothingIsCountedBeforeTheLastStep) {
  const Import import = begun();
  EXPECT_TRUE(staged(import, {sheet(0, 3), sheet(1, 2)}));
  EXPECT_TRUE(staged(import, {sheet(200, 1)}));
  EXPECT_EQ(counted(), 0);
  const Import done = shown(import, {.talks = 6, .refused = 4}).value();
  EXPECT_EQ(counted(), 6);
  EXPECT_EQ(done.state, State::shown);
  EXPECT_EQ(std::tuple(done.talks, done.refused, done.first_day, done.last_day),
            std::tuple(6, 4, std::optional(kDay), std::optional(kDay + date::days(200))));
  EXPECT_EQ(log(), (std::vector<std::string>{"import.shown {\"talks\":6,\"totals\":0,\"refused\":4,\"first_day\":"
                                             "\"2021-09-01\",\"last_day\":\"2022-03-20\"}"}));
}

TEST_P(ImportsTest, WhatIsNotWholeIsNotShown) {
  const Import import = begun();
  EXPECT_TRUE(staged(import, {sheet(0, 3)}));
  EXPECT_EQ(shown(import, {.talks = 4}).error().code, Code::conflict);
  EXPECT_EQ(shown(import, {.talks = 3, .totals = 1}).error().code, Code::conflict);
  EXPECT_EQ(counted(), 0);
  EXPECT_EQ(log(), std::vector<std::string>{});
}

TEST_P(ImportsTest, WhatWasLeftIsSweptAndNothingElse) {
  imported("a", 0, 3);
  const Import left = begun("b");
  std::vector<Sheet> many;
  for (int day = 100; day < 350; ++day) many.push_back(sheet(day, 1));
  EXPECT_TRUE(staged(left, many));
  EXPECT_EQ(sweeps(), 4) << "three slices, and the import itself";
  EXPECT_EQ(listed().size(), 1u);
  EXPECT_EQ(staged(left, {sheet(0, 1)}).error().code, Code::not_found);
  EXPECT_EQ(shown(left, {.talks = 250}).error().code, Code::not_found);
  EXPECT_EQ(counted(), 3);
}

TEST_P(ImportsTest, WhatIsSweptInPartIsNeverShown) {
  const Import swept = begun("a");
  std::vector<Sheet> many;
  for (int day = 0; day < 250; ++day) many.push_back(sheet(day, 1));
  EXPECT_TRUE(staged(swept, many));
  EXPECT_TRUE(world.act([&](Tx& tx) { return sweep(tx, line); })) << "one slice, and others stay";
  EXPECT_EQ(shown(swept, {.talks = 250}).error().code, Code::not_found);
  EXPECT_EQ(staged(swept, {sheet(300, 1)}).error().code, Code::not_found);
  EXPECT_EQ(counted(), 0);
  sweeps();
  EXPECT_TRUE(listed().empty()) << "it was never shown";
}

TEST_P(ImportsTest, OneThatFailedSweepsOnlyItself) {
  const Import failed = begun("a"), other = begun("b");
  EXPECT_TRUE(staged(failed, {sheet(0, 1)}));
  EXPECT_TRUE(staged(other, {sheet(0, 2)}));
  while (world.act([&](Tx& tx) { return sweep(tx, line, failed.uuid); })) {
  }
  EXPECT_EQ(listed().size(), 1u);
  EXPECT_FALSE(world.act([&](Tx& tx) { return sweep(tx, line, failed.uuid); })) << "it is not there";
  EXPECT_TRUE(shown(other, {.talks = 2}));
  EXPECT_EQ(counted(), 2);
}

TEST_P(ImportsTest, TheSameTwiceIsThereAlready) {
  const Import first = imported(kDigest, 0, 3);
  const Import again = begun();
  EXPECT_EQ(again.uuid, first.uuid);
  EXPECT_EQ(again.state, State::shown);
  EXPECT_EQ(staged(again, {sheet(1, 1)}).error().code, Code::not_found);
  EXPECT_EQ(counted(), 3);
  // Two that began before either was shown.
  EXPECT_TRUE(withdrawn(first));
  sweeps();
  const Import one = begun(), other = begun();
  EXPECT_NE(one.uuid, other.uuid);
  EXPECT_TRUE(staged(one, {sheet(0, 3)}));
  EXPECT_TRUE(staged(other, {sheet(0, 3)}));
  EXPECT_TRUE(shown(one, {.talks = 3}));
  EXPECT_EQ(shown(other, {.talks = 3, .is_beside = true}).error().code, Code::conflict);
  EXPECT_EQ(counted(), 3);
}

TEST_P(ImportsTest, AWithdrawnOneIsGoneAtOnce) {
  const Import import = imported(kDigest, 0, 3);
  EXPECT_EQ(withdrawn(import)->state, State::withdrawn);
  EXPECT_EQ(counted(), 0);
  EXPECT_EQ(sweeps(), 1);
  EXPECT_EQ(withdrawn(import).error().code, Code::conflict);
  EXPECT_EQ(log().front(), "import.withdrawn {\"talks\":3,\"totals\":0}");
  EXPECT_EQ(listed().front().state, State::withdrawn) << "that it was there is still known";
  EXPECT_EQ(imported(kDigest, 0, 3).state, State::shown);
  EXPECT_EQ(withdrawn({.uuid = Uuid{}}).error().code, Code::not_found);
}

TEST_P(ImportsTest, WhatItBroughtGoesByItselfToo) {
  const auto job = [&](const Import& import) {
    world.act([&](Tx& tx) { jobs()[0].run(tx, {.key = import.uuid.text(), .data = ""}); });
  };
  const Import import = imported(kDigest, 0, 3);
  job(import);
  EXPECT_EQ(counted(), 3) << "what is shown stays";
  EXPECT_TRUE(withdrawn(import));
  job(import);
  EXPECT_EQ(sweeps(), 0);
  const Import left = begun("b");
  EXPECT_TRUE(staged(left, {sheet(0, 3)}));
  const auto due = [&](const Import& of) {
    return world.database.connection()
        .run({"test.due", "select due from job where kind = 'imports.sweep' and key = :key"},
             {{"key", of.uuid.text()}})[0]
        .integer(0);
  };
  EXPECT_EQ(due(import), world.clock.now());
  EXPECT_EQ(due(left), world.clock.now() + onthaal::kDay);
  for (int slice = 0; slice < 2; ++slice) job(left);
  EXPECT_EQ(sweeps(), 0);
}

TEST_P(ImportsTest, ThePeriodOfAnotherIsNotCountedTwice) {
  const Import first = imported("a", 0, 3);
  const Import again = begun("b");
  EXPECT_TRUE(staged(again, {sheet(0, 5)}));
  EXPECT_EQ(shown(again, {.talks = 5}).error().code, Code::conflict);
  EXPECT_EQ(shown(again, {.talks = 5, .replaces = again.uuid}).error().code, Code::invalid);
  EXPECT_EQ(counted(), 3);
  EXPECT_TRUE(shown(again, {.talks = 5, .replaces = first.uuid}));
  EXPECT_EQ(counted(), 5);
  const Import beside = begun("c");
  EXPECT_TRUE(staged(beside, {sheet(0, 1)}));
  EXPECT_TRUE(shown(beside, {.talks = 1, .is_beside = true}));
  EXPECT_EQ(counted(), 6);
  EXPECT_EQ(imported("d", 1, 1).state, State::shown);
}

TEST_P(ImportsTest, TheLinesOwnTalksAreNotCountedTwice) {
  const Millis at = hours::utc_of(hours::LocalTime(kDay + date::days(1)) + std::chrono::hours(17), hours::Edge::begin);
  world.act([&](Tx& tx) {
    const Uuid uuid = tx.new_uuid();
    tx.db.run({"test.visit", "insert into visit (token_hash, created_at) values (:uuid, 0)"}, {{"uuid", uuid}});
    tx.db.run({"test.key", "insert into seal_key (uuid, master) values (:uuid, 1)"}, {{"uuid", uuid}});
  });
  world.act([&](Tx& tx) {
    tx.db.run({"test.talk",
               "insert into conversation (uuid, line, visit, key, nickname, register, state, requested_at, ended_at,"
               " ended_by) values (:uuid, :line, 1, 1, :uuid, 'nl', 'left', :at, :at, 'visitor')"},
              {{"uuid", tx.new_uuid()}, {"line", line}, {"at", at}});
  });
  const auto touch = [&](int day) { world.act([&](Tx& tx) { sheets::touch(tx, line, at + (day - 1) * 24 * kHour); }); };
  touch(1);
  touch(3);  // a day of which there is no talk
  const auto refused = [&](int first, int last) {
    const Import import = begun(std::to_string(first) + std::to_string(last));
    EXPECT_TRUE(staged(import, {sheet(first, 1), sheet(last, 1)}));
    const auto done = shown(import, {.talks = 2});
    if (done) EXPECT_TRUE(withdrawn(import));
    return done ? "" : done.error().detail;
  };
  EXPECT_EQ(refused(0, 2), "") << "around it";
  EXPECT_EQ(refused(3, 4), "");
  const std::string said =
      "the line has talks of its own on the same days, first on 2021-09-02: leave those days out of the file if they "
      "are the same talks, or say that both count (--beside)";
  EXPECT_EQ(refused(0, 1), said) << "counted from its rows";
  pack_own(1, at);
  EXPECT_EQ(refused(0, 1), said) << "counted from its sheet";
  const Import beside = begun("beside");
  EXPECT_TRUE(staged(beside, {sheet(1, 2)}));
  EXPECT_TRUE(shown(beside, {.talks = 2, .is_beside = true}));
  EXPECT_EQ(counted(), 3);
}

TEST_P(ImportsTest, TotalsStandForAYearOnce) {
  const sheets::Total total{.year = "2017-2018", .figure = "talks_by_year", .n = 5123, .source = "Jaarverslag"};
  const auto stage_total = [&](const Import& import) {
    return world.act([&](Tx& tx) { return stage(tx, import.uuid, std::vector{total}); });
  };
  const auto told = [&] {
    return world.view([&](const Snapshot& snapshot) { return sheets::totals(snapshot.db, line).size(); });
  };
  const Import first = begun("a");
  EXPECT_TRUE(stage_total(first));
  EXPECT_EQ(told(), 0u);
  EXPECT_TRUE(shown(first, {.totals = 1}));
  EXPECT_EQ(told(), 1u);
  const Import again = begun("b");
  EXPECT_TRUE(stage_total(again));
  EXPECT_EQ(shown(again, {.totals = 1, .is_beside = true}).error().code, Code::conflict);
  EXPECT_TRUE(shown(again, {.totals = 1, .replaces = first.uuid}));
  EXPECT_EQ(told(), 1u);
  EXPECT_TRUE(withdrawn(again));
  EXPECT_EQ(told(), 0u);
  EXPECT_EQ(sweeps(), 2);
}

TEST_P(ImportsTest, TheControlSocketTakesOnlyWholeSheets) {
  const std::string begun_json =
      ask("import.begin", R"({"line":"clbchat","name":"oud.csv","digest":")" + hex(kDigest) + "\"}")->body;
  const std::string import(json::parse(begun_json)->at("import").as_string());
  const auto stage_body = [&](const std::string& body, int talks) {
    return ask("import.stage", json::Out()
                                   .text("import", import)
                                   .raw("sheets", json::list({json::Out()
                                                                  .text("day", "2021-09-01")
                                                                  .integer("talks", talks)
                                                                  .text("body", base64url(body))
                                                                  .str()}))
                                   .str());
  };
  const std::string body = sheet(0, 2).body;
  EXPECT_EQ(stage_body(body, 3).error().fields, (std::vector<FieldError>{{"sheets.talks", "not_allowed"}}));
  EXPECT_EQ(stage_body(body.substr(0, body.size() - 1), 2).error().fields,
            (std::vector<FieldError>{{"sheets.body", "not_allowed"}}));
  EXPECT_EQ(stage_body("", 1).error().fields, (std::vector<FieldError>{{"sheets.body", "not_allowed"}}));
  EXPECT_TRUE(stage_body(body, 2));
  EXPECT_TRUE(ask("import.show",
                  R"({"import":")" + import + R"(","talks":2,"totals":0,"refused":1,"replaces":null,"beside":false})"));
  EXPECT_EQ(counted(), 2);
  const auto list = json::parse(ask("import.list", R"({"line":null})")->body)->at("imports").as_array();
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].at("name").as_string(), "oud.csv");
  EXPECT_EQ(list[0].at("state").as_string(), "shown");
  EXPECT_EQ(ask("import.begin", R"({"line":"nergens","name":"x","digest":")" + hex(kDigest) + "\"}").error().fields,
            (std::vector<FieldError>{{"line", "not_allowed"}}));
  EXPECT_TRUE(ask("import.withdraw", R"({"import":")" + import + "\"}"));
  EXPECT_EQ(ask("import.sweep", R"({"line":"clbchat","import":null})")->body, R"({"is_more":true})");
  EXPECT_EQ(ask("import.sweep", R"({"line":"clbchat","import":null})")->body, R"({"is_more":false})");
  EXPECT_EQ(counted(), 0);
}

TEST_P(ImportsTest, TheVocabularyIsThatOfTheLine) {
  const auto names = world.view([&](const Snapshot& snapshot) { return vocabulary(snapshot.db, line); });
  const auto has = [&](std::string_view kind, std::string_view name) {
    return std::ranges::any_of(names, [&](const Named& each) { return each.kind == kind && each.name == name; });
  };
  EXPECT_TRUE(has("theme", "pesten"));
  EXPECT_FALSE(has("outcome", "pesten"));
}

}  // namespace
}  // namespace onthaal::imports
