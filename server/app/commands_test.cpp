#include "app/commands.h"

#include <gtest/gtest.h>

#include "platform/db/copy.h"
#include "platform/json.h"
#include "support/database.h"

namespace onthaal::app {
namespace {

class DoorTest : public testing::TestWithParam<db::Engine> {
 protected:
  DoorTest() {
    config.data = (folder.path() / "data").string();
    config.database.url = database.url();
  }
  static std::string noor(std::string_view line) {
    const std::string roles = json::list({json::Out().text("line", line).text("role", "operator").str()});
    return json::Out()
        .text("login", "noor")
        .text("password", "een lang wachtwoord")
        .text("name", "Noor Claessens")
        .text("alias", "Noor")
        .raw("roles", roles)
        .str();
  }

  support::TempFolder folder;
  support::Database database{GetParam(), support::Schema::empty};
  config::Config config;
};
ONTHAAL_ON_BOTH_ENGINES(DoorTest);

TEST_P(DoorTest, WorksOnAnEmptyHouseWithoutAServer) {
  Door door(config);
  ASSERT_TRUE(door.ask("line.add", R"({"slug":"clbchat","name":"CLBch@t"})"));
  ASSERT_TRUE(door.ask("staff.add", noor("clbchat")));
  const auto listed = door.ask("staff.list", "{}");
  ASSERT_TRUE(listed);
  EXPECT_NE(listed->find(R"("login":"noor")"), std::string::npos) << *listed;
}

TEST_P(DoorTest, ANewLineBeginsWithWhatOnthaalShipsUnlessItIsBare) {
  Door door(config);
  ASSERT_TRUE(door.ask("line.add", R"({"slug":"clbchat","name":"CLBch@t"})"));
  ASSERT_TRUE(door.ask("line.add", R"({"slug":"kaal","name":"Kaal","bare":true})"));
  const auto count = [&](const std::string& table, const std::string& slug) {
    const std::string sql =
        "select count(*) from " + table + " where line = (select id from line where slug = '" + slug + "')";
    return db::connect(config.database.url, db::Access::read)->run({sql, sql})[0].integer(0);
  };
  for (const char* table : {"term", "phrase", "place"}) {
    EXPECT_GT(count(table, "clbchat"), 15) << table;
    EXPECT_EQ(count(table, "kaal"), 0) << table;
  }
}

TEST_P(DoorTest, MakesTheExamplesOnceAndLeavesALineOfThatNameAlone) {
  Door door(config);
  ASSERT_TRUE(door.ask("line.add", R"({"slug":"clbchat","name":"CLBch@t"})"));
  ASSERT_TRUE(door.ask("line.add", R"({"slug":"awel","name":"Onze eigen lijn","bare":true})"));
  EXPECT_EQ(door.ask("partners.ship", R"({"line":"nergens"})").error().code, Code::invalid);
  const auto first = door.ask("partners.ship", R"({"line":"clbchat"})");
  EXPECT_EQ(first.value(), R"-({"lines":[{"slug":"nu-praat-ik-erover","name":"Nu praat ik erover (voorbeeld)"},)-"
                           R"-({"slug":"autisme-chat","name":"Autisme Chat (voorbeeld)"}]})-");
  EXPECT_EQ(door.ask("partners.ship", R"({"line":"clbchat"})").value(), first.value());
  const auto count = [&](const std::string& sql) {
    return db::connect(config.database.url, db::Access::read)->run({sql, sql})[0].integer(0);
  };
  EXPECT_EQ(count("select count(*) from line"), 4);
  EXPECT_EQ(count("select count(*) from partner where target is not null"), 2);
  EXPECT_EQ(count("select count(*) from term where kind = 'theme' and line ="
                  " (select id from line where slug = 'autisme-chat')"),
            8);
}

TEST_P(DoorTest, ImportsPlaces) {
  Door door(config);
  ASSERT_TRUE(door.ask("line.add", R"({"slug":"kaal","name":"Kaal","bare":true})"));
  EXPECT_EQ(door.ask("places.import", R"({"line":"kaal","csv":"name;town\r\nCLB Zee;Oostende\r\n"})").value(),
            R"({"added":1,"changed":0})");
}

TEST_P(DoorTest, WhoIsDisabledWithoutAServerIsOffDuty) {
  Door door(config);
  ASSERT_TRUE(door.ask("line.add", R"({"slug":"clbchat","name":"CLBch@t","bare":true})"));
  ASSERT_TRUE(door.ask("staff.add", noor("clbchat")));
  const auto connection = db::connect(config.database.url, db::Access::write);
  connection->run({"test.duty", "insert into duty (staff, line, state, since) values (1, 1, 'online', 0)"});
  ASSERT_TRUE(door.ask("staff.disable", R"({"login":"noor"})"));
  EXPECT_TRUE(connection->run({"test.on_duty", "select 1 from duty"}).empty());
  EXPECT_EQ(connection->run({"test.told", "select event from line_event"})[0].text(0), "duty.changed");
}

TEST_P(DoorTest, OnlyTheFirstLineMakesAHouse) {
  EXPECT_EQ(Door(config).ask("staff.list", "{}").error().code, Code::not_found);
  EXPECT_FALSE(std::filesystem::exists(config.key_file()));
}

TEST_P(DoorTest, KeysWithoutTheirDatabaseAreAskedAfterAndNoOtherIsMade) {
  ASSERT_TRUE(make_data_folder(config));
  ASSERT_TRUE(seal::Keyring::create(config.key_file(), 1, seal::system_random()));
  for (const auto& [command, args] :
       {std::pair("staff.list", "{}"), {"line.add", R"({"slug":"chat","name":"Chat"})"}}) {
    const auto refused = Door(config).ask(command, args);
    EXPECT_EQ(refused.error().code, Code::not_found);
    EXPECT_NE(refused.error().detail.find("but there are keys"), std::string::npos) << refused.error().detail;
  }
  EXPECT_TRUE(db::is_empty(config.database.url));
  config.keys.command = {"/bin/false"};
  std::filesystem::remove(config.key_file());
  EXPECT_EQ(Door(config).ask("staff.list", "{}").error().code, Code::not_found) << "nor beside a vault";
  EXPECT_TRUE(db::is_empty(config.database.url));
}

TEST_P(DoorTest, WhatIsRefusedLeavesNothing) {
  Door door(config);
  ASSERT_TRUE(door.ask("line.add", R"({"slug":"clbchat","name":"CLBch@t"})"));
  EXPECT_EQ(door.ask("line.add", R"({"slug":"clbchat","name":"CLBch@t"})").error().code, Code::conflict);
  EXPECT_EQ(door.ask("staff.add", noor("nowhere")).error().code, Code::invalid);
  EXPECT_EQ(door.ask("staff.list", "{}").value(), R"({"staff":[]})");
  EXPECT_EQ(door.ask("staff.fly", "{}").error().code, Code::invalid);
}

TEST_P(DoorTest, AsksTheServerWhereOneRuns) {
  ASSERT_TRUE(make_data_folder(config));
  const control::Command answers{
      "staff.list", [](const boost::json::object&) -> Result<Work> { return Reply{.body = R"({"from":"server"})"}; }};
  const control::Server server(config.control_socket(), {answers},
                               [](Work work, const Done& done) { done(std::get<Reply>(std::move(work))); });
  EXPECT_EQ(Door(config).ask("staff.list", "{}").value(), R"({"from":"server"})");
  EXPECT_FALSE(std::filesystem::exists(config.key_file()));
}

}  // namespace
}  // namespace onthaal::app
