#include "features/sheets/sheets.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/text.h"
#include "features/sheets/sheets_store.h"
#include "support/world.h"

namespace onthaal::sheets {
namespace {

Day day(std::string_view text) {
  return hours::parse_day(text).value();
}
Millis at(std::string_view on, int hour, int minute) {
  return hours::utc_of(hours::LocalTime(day(on)) + std::chrono::hours(hour) + std::chrono::minutes(minute),
                       hours::Edge::begin);
}

Talk full() {
  return {.second = 61'200,
          .course = Course::talk,
          .has_untaken = true,
          .by_appointment = Known::yes,
          .who = Who::other,
          .age = std::uint8_t{14},
          .gender = Gender::unsaid,
          .device = Device::computer,
          .wait = 300,
          .duration = 1'110,
          .visitor_messages = 0,
          .operator_messages = 70'000,
          .dialogue = Known::no,
          .registered = Known::yes,
          .fake = Known::no,
          .boundary = Known::yes,
          .broken_off = Known::yes,
          .stars = std::uint8_t{5},
          .breaks = 300,
          .operator_ = 1'234'567,
          .source = 7,
          .topic = 8,
          .centre = 9,
          .handed = Handed::link,
          .partner = 10,
          .themes = {3, 1, 200},
          .outcomes = {4}};
}

std::vector<Talk> unpacked(std::string_view body) {
  std::vector<Talk> all;
  unpack(body, [&](const Talk& talk) { all.push_back(talk); });
  return all;
}

TEST(SheetTest, WhatWasPackedComesBack) {
  const std::vector<Talk> talks{full(),
                                {},
                                {.course = Course::left, .wait = 12},
                                {.gender = Gender::x, .device = Device::mobile, .stars = std::uint8_t{0}}};
  EXPECT_EQ(unpacked(pack(talks)), talks);
  EXPECT_TRUE(unpacked(pack({})).empty());
}

TEST(SheetTest, WhatIsDamagedIsRefused) {
  const std::string body = pack(std::vector{full()});
  for (std::size_t length = 0; length + 1 < body.size(); ++length) {
    if (length == 1) continue;  // a sheet of no talks
    EXPECT_THROW(unpacked(std::string_view(body).substr(0, length)), std::runtime_error) << length;
  }
  EXPECT_THROW(unpacked("\x01"), std::runtime_error);
  EXPECT_THROW(unpacked(std::string("\x02") + std::string(11, '\xff')), std::runtime_error);
  const std::string talk = from_hex("020003000000ff").value(), rest(9, '\0');
  EXPECT_EQ(unpacked(talk + "\x06" + rest).at(0).visitor_messages, 5U);
  EXPECT_THROW(unpacked(talk + "\x80\x80\x80\x80\x20" + rest), std::runtime_error) << "2^33";
}

// What an import brought has to be read for as long as there is a server: when this no longer holds, unpack() gets the
// old format beside the new one, and a migration marks all days stale.
TEST(SheetTest, TheBytesStayWhatTheyAre) {
  const std::string bytes = from_hex("0290de03a7e4e9660eac02d60801f1a204ad0287ad4b0708090a030301c8010104").value();
  EXPECT_EQ(hex(pack(std::vector{full()})), hex(bytes));
  EXPECT_EQ(unpacked(bytes), std::vector{full()});
}

class SheetsTest : public support::StoreTest {
 protected:
  SheetsTest() {
    line = world.act([](Tx& tx) { return lines::create(tx, {"clbchat", "CLBch@t"}).value().id; });
    run("insert into visit (token_hash, created_at) values (:text, 0)");
    run("insert into seal_key (uuid, master) values (:text, 1)");
    for (const char* code : {"pesten", "depressie"})
      run("insert into term (uuid, line, kind, code, label_nl, label_nl_u, label_en, domains, is_heavy, valid_from,"
          " position) values (:text, :line, 'theme', '" +
          std::string(code) + "', 'x', 'x', 'x', 'PSF', 0, '2016-09-01', 1)");
  }

  db::Connection& db() { return world.database.connection(); }
  void run(const std::string& sql) {
    const std::string unique = "0123456789abcde" + std::string(1, static_cast<char>('a' + ran++));
    world.act([&](Tx& tx) {
      const std::string name = "test.run" + std::to_string(ran);
      const db::Arg text{"text", db::Bytes{unique}};
      const db::Arg of{"line", line};
      const bool has_text = sql.contains(":text");
      const bool has_line = sql.contains(":line");
      if (has_text && has_line)
        tx.db.run({name, sql}, {text, of});
      else if (has_text)
        tx.db.run({name, sql}, {text});
      else if (has_line)
        tx.db.run({name, sql}, {of});
      else
        tx.db.run({name, sql}, {});
    });
  }
  // A talk that was asked for then, accepted after two minutes, and lasted for ten.
  ConversationId talk(Millis requested_at) {
    const auto text = [](Millis at) { return std::to_string(at); };
    run("insert into conversation (uuid, line, visit, key, nickname, register, state, requested_at, accepted_at,"
        " first_accepted_at, ended_at, ended_by, closing, who, age, messages_visitor, messages_operator)"
        " values (:text, :line, 1, 1, :text, 'nl', 'ended', " +
        text(requested_at) + ", " + text(requested_at + 120'000) + ", " + text(requested_at + 120'000) + ", " +
        text(requested_at + 720'000) + ", 'visitor', 'normal', 'pupil', 15, 3, 4)");
    const ConversationId id{++talks};
    world.act([&](Tx& tx) { touch(tx, id); });
    return id;
  }
  void until(Millis now) { world.clock.advance(std::chrono::milliseconds(now - world.clock.now())); }
  void pack_all() {
    while (const auto due = store::first_stale(db(), day("2100-01-01")))
      world.act(
          [&](Tx& tx) { store::put_own(tx.db, due->line, due->day, store::talks_of(tx.db, due->line, due->day)); });
  }
  // A slice of the night, and at what place it left off.
  std::string verify(const std::string& data = "") {
    run("delete from job where kind = 'sheets.verify'");
    world.act([&](Tx& tx) { jobs()[1].run(tx, {.key = "all", .data = data}); });
    return db().run({"test.job", "select data from job where kind = 'sheets.verify'"})[0].text(0);
  }
  std::vector<std::pair<std::string, Talk>> counted(std::string_view from, std::string_view until) {
    std::vector<std::pair<std::string, Talk>> all;
    each(db(), line, day(from), day(until),
         [&](Day on, const Talk& talk) { all.emplace_back(hours::day_text(on), talk); });
    return all;
  }

  LineId line;
  int ran = 0;
  std::int64_t talks = 0;
};
ONTHAAL_ON_BOTH_ENGINES(SheetsTest);

TEST_P(SheetsTest, ATalkIsCountedFromItsRowsAndFromItsSheetAlike) {
  const auto id = talk(at("2026-03-02", 17, 5));
  run("insert into staff (uuid, login, name, alias, password, state, created_at) values (:text, 'noor', 'n', 'n', '-',"
      " 'active', 0)");
  const std::string key = std::to_string(id.value);
  run("insert into registration (conversation, line, staff, state, who, age, gender, is_fake, opened_at, changed_at,"
      " done_at) values (" +
      key + ", :line, 1, 'done', 'parent', 44, 'f', 1, 0, 0, 0)");
  run("insert into registration_theme (registration, term, position) values (" + key + ", 2, 0), (" + key + ", 1, 1)");
  run("insert into rating (uuid, conversation, line, stars, may_quote, at) values (:text, " + key +
      ", :line, 4, 0, 0)");

  const auto rows = counted("2026-03-02", "2026-03-02");
  ASSERT_EQ(rows.size(), 1u);
  const Talk& found = rows[0].second;
  EXPECT_EQ(found.second, 17 * 3600 + 5 * 60);
  EXPECT_EQ(found.course, Course::talk);
  EXPECT_EQ(found.who, Who::parent);
  EXPECT_EQ(found.age, 44);
  EXPECT_EQ(found.gender, Gender::f);
  EXPECT_EQ(found.wait, 120u);
  EXPECT_EQ(found.duration, 600u);
  EXPECT_EQ(found.dialogue, Known::yes);
  EXPECT_EQ(found.registered, Known::yes);
  EXPECT_EQ(found.fake, Known::yes);
  EXPECT_EQ(found.broken_off, Known::no);
  EXPECT_TRUE(found.has_untaken);
  EXPECT_EQ(found.stars, 4);
  EXPECT_EQ(found.themes, (std::vector<std::int64_t>{2, 1}));

  pack_all();
  EXPECT_TRUE(store::stale(db(), line, day("2026-01-01"), day("2026-12-31")).empty());
  EXPECT_EQ(counted("2026-03-02", "2026-03-02"), rows);
  EXPECT_TRUE(find_wrong(db()).empty());
}

TEST_P(SheetsTest, ADraftSaysNothingYet) {
  const auto id = talk(at("2026-03-02", 17, 5));
  run("insert into staff (uuid, login, name, alias, password, state, created_at) values (:text, 'noor', 'n', 'n', '-',"
      " 'active', 0)");
  run("insert into registration (conversation, line, staff, state, who, is_fake, opened_at, changed_at) values (" +
      std::to_string(id.value) + ", :line, 1, 'later', 'parent', 1, 0, 0)");
  const auto rows = counted("2026-03-02", "2026-03-02");
  EXPECT_EQ(rows[0].second.who, Who::pupil);
  EXPECT_EQ(rows[0].second.registered, Known::no);
  EXPECT_EQ(rows[0].second.fake, Known::unknown);  // a draft says nothing yet
}

TEST_P(SheetsTest, ADayIsOfBrussels) {
  talk(at("2026-03-28", 23, 59));
  talk(at("2026-03-29", 0, 0));  // the night in which the clock goes ahead
  talk(at("2026-03-29", 3, 30));
  talk(at("2026-03-30", 0, 0));
  EXPECT_EQ(counted("2026-03-29", "2026-03-29").size(), 2u);
  EXPECT_EQ(counted("2026-03-29", "2026-03-29")[1].second.second, 3 * 3600 + 30 * 60);
  pack_all();
  EXPECT_EQ(counted("2026-03-29", "2026-03-29").size(), 2u);
  EXPECT_EQ(counted("2026-03-01", "2026-03-31").size(), 4u);
  EXPECT_TRUE(counted("2027-01-01", "2030-01-01").empty());
}

TEST_P(SheetsTest, AChangeAfterwardsCountsAtOnceAndOnce) {
  const auto id = talk(at("2026-03-02", 17, 5));
  pack_all();
  run("insert into rating (uuid, conversation, line, stars, may_quote, at) values (:text, " + std::to_string(id.value) +
      ", :line, 2, 0, 0)");
  EXPECT_EQ(counted("2026-03-02", "2026-03-02")[0].second.stars, 0);  // nobody told
  ASSERT_EQ(find_wrong(db()).size(), 1u);
  world.act([&](Tx& tx) { touch(tx, id); });
  const auto rows = counted("2026-03-01", "2026-03-05");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].second.stars, 2);
  pack_all();
  EXPECT_EQ(counted("2026-03-01", "2026-03-05"), rows);
}

TEST_P(SheetsTest, WhatNobodyToldOfIsFoundAtNight) {
  talk(at("2022-10-02", 17, 5));
  pack_all();
  run("update conversation set age = 16 where line = :line");
  verify();
  EXPECT_EQ(counted("2022-10-02", "2022-10-02")[0].second.age, 16);
  EXPECT_TRUE(find_wrong(db()).empty());
}

TEST_P(SheetsTest, ASheetThatIsNotThereIsMadeAtNight) {
  talk(at("2022-10-02", 17, 5));
  talk(at("2022-10-03", 17, 5));
  talk(at("2022-10-04", 17, 5));
  pack_all();
  run("delete from sheet where line = :line and day <> " +
      std::to_string(day("2022-10-03").time_since_epoch().count()));
  world.act([&](Tx& tx) { touch(tx, line, at("2022-10-04", 17, 5)); });
  ASSERT_EQ(find_wrong(db()).size(), 1u);
  for (std::string place = verify(); !place.empty();) place = verify(place);
  EXPECT_TRUE(find_wrong(db()).empty());
  EXPECT_EQ(store::own_days(db()).size(), 2u) << "what is stale is packed, not mended";
  EXPECT_EQ(counted("2022-10-02", "2022-10-04").size(), 3u);
}

TEST_P(SheetsTest, ANightGoesOnWhereTheOneBeforeStopped) {
  talk(at("2022-10-02", 17, 5));
  talk(at("2022-10-03", 17, 5));
  pack_all();
  const auto number = [](std::string_view on) { return std::to_string(day(on).time_since_epoch().count()); };
  EXPECT_EQ(verify(), std::to_string(line.value) + " " + number("2022-10-02") + " 1");
  EXPECT_EQ(verify(std::to_string(line.value) + " " + number("2022-10-02") + " 1000"),
            std::to_string(line.value) + " " + number("2022-10-02") + " 0");
  EXPECT_EQ(verify(std::to_string(line.value) + " " + number("2022-10-03") + " 2"), "") << "from the beginning again";
}

TEST_P(SheetsTest, ADamagedSheetIsCountedFromItsRows) {
  talk(at("2026-03-02", 17, 5));
  pack_all();
  const auto rows = counted("2026-03-02", "2026-03-02");
  for (const char* body : {":text", "substr(body, 1, 1)"}) {  // none that pack() made; and one of no talks
    run("update sheet set body = " + std::string(body) + " where line = :line");
    EXPECT_EQ(counted("2026-03-02", "2026-03-02"), rows);
    EXPECT_EQ(find_wrong(db()).size(), 1U);
    verify();
    EXPECT_TRUE(find_wrong(db()).empty());
  }
  run("update sheet set ended = 7 where line = :line");
  EXPECT_EQ(find_wrong(db()).size(), 1U);
  verify();
  EXPECT_EQ(tally(db(), line, day("2026-03-02"), day("2026-03-02")), (Tally{1, 1}));
}

TEST_P(SheetsTest, ADamagedSheetOfAnImportIsNamed) {
  run("insert into talk_import (uuid, line, name, digest, state, made_at) values (:text, :line, 'before.csv', :text,"
      " 'shown', 0)");
  world.act([&](Tx& tx) { stage(tx, line, 1, day("2016-03-02"), 1, pack(std::vector{full()})); });
  EXPECT_TRUE(find_wrong(db()).empty());
  run("update sheet set dialogues = 7 where line = :line");
  ASSERT_EQ(find_wrong(db()).size(), 1U);
  EXPECT_TRUE(find_wrong(db())[0].import);
  run("update sheet set dialogues = 0, body = :text where line = :line");
  EXPECT_EQ(find_wrong(db()).size(), 1U);
  EXPECT_THROW(counted("2016-03-02", "2016-03-02"), std::runtime_error);
  EXPECT_TRUE(counted("2016-03-03", "2017-03-02").empty());
}

TEST_P(SheetsTest, AMissingSheetIsFound) {
  talk(at("2026-03-02", 17, 5));
  pack_all();
  EXPECT_TRUE(find_wrong(db()).empty());
  run("delete from sheet where line = :line");
  ASSERT_EQ(find_wrong(db()).size(), 1u);
  EXPECT_EQ(hours::day_text(find_wrong(db())[0].day), "2026-03-02");
}

TEST_P(SheetsTest, OnlyADayThatIsWellOverIsPacked) {
  talk(at("2026-10-02", 20, 50));
  const auto pack = jobs()[0];
  const auto run_at = [&](Millis now) {
    until(now);
    world.act([&](Tx& tx) { pack.run(tx, {.key = "all", .data = ""}); });
    return store::stale(db(), line, day("2026-10-02"), day("2026-10-02")).size();
  };
  EXPECT_EQ(run_at(at("2026-10-02", 23, 0)), 1u);
  EXPECT_EQ(run_at(at("2026-10-03", 2, 59)), 1u);
  EXPECT_EQ(run_at(at("2026-10-03", 3, 0)), 0u);
}

// From rows, from sheets, and from both: what reading each would give.
TEST_P(SheetsTest, TheTallyIsWhatIsThere) {
  const auto read = [&] {
    Tally sum;
    for (const auto& [_, talk] : counted("2010-01-01", "2030-01-01")) sum.add(talk);
    EXPECT_EQ(tally(db(), line, day("2010-01-01"), day("2030-01-01")), sum);
    return sum;
  };
  talk(at("2026-03-02", 17, 5));
  talk(at("2026-03-03", 17, 5));
  run("update conversation set messages_visitor = 0 where line = :line and id = 2");
  EXPECT_EQ(read(), (Tally{2, 1}));
  pack_all();
  EXPECT_EQ(read(), (Tally{2, 1}));
  talk(at("2026-03-03", 17, 9));
  EXPECT_EQ(read(), (Tally{3, 2}));
  run("insert into talk_import (uuid, line, name, digest, state, made_at) values (:text, :line, 'before.csv', :text,"
      " 'staged', 0)");
  world.act([&](Tx& tx) { stage(tx, line, 1, day("2026-03-02"), 2, pack(std::vector{full(), Talk{}})); });
  EXPECT_EQ(read(), (Tally{3, 2}));
  run("update talk_import set state = 'shown' where line = :line");
  EXPECT_EQ(read(), (Tally{4, 2}));  // nobody wrote in it; and the other one never came to a talk
}

TEST_P(SheetsTest, AnImportCountsOnceItIsShown) {
  talk(at("2026-03-02", 17, 5));
  run("insert into talk_import (uuid, line, name, digest, state, made_at) values (:text, :line, 'before.csv', :text,"
      " 'staged', 0)");
  world.act([&](Tx& tx) {
    stage(tx, line, 1, day("2026-03-02"), 1, pack(std::vector{full()}));
    stage(tx, line, 1, day("2016-03-02"), 2, pack(std::vector{full(), full()}));
    stage(tx, line, 1, {.year = "2017-2018", .figure = "fake", .value = 93'800, .source = "jaarverslag"});
  });
  EXPECT_EQ(counted("2010-01-01", "2030-01-01").size(), 1u);
  EXPECT_TRUE(totals(db(), line).empty());
  EXPECT_EQ(extent(db(), line)->first, day("2026-03-02"));

  run("update talk_import set state = 'shown' where line = :line");
  const auto all = counted("2010-01-01", "2030-01-01");
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].first, "2016-03-02");
  EXPECT_EQ(all[0].second.import, 1);
  EXPECT_EQ(all[2].second.import, 0);
  EXPECT_EQ(extent(db(), line)->first, day("2016-03-02"));
  EXPECT_EQ(totals(db(), line)[0].value, 93'800);

  while (world.act([&](Tx& tx) { return remove(tx, 1, 1); })) {
  }
  EXPECT_EQ(counted("2010-01-01", "2030-01-01").size(), 1u);
}

}  // namespace
}  // namespace onthaal::sheets
