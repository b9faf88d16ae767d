#include "platform/key_place.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "support/database.h"

namespace onthaal::seal {
namespace {

struct KeyPlaceTest : testing::Test {
  support::TempFolder temporary;
  std::filesystem::path folder = temporary.path();
  Random& random = system_random();
  Keyring ring = Keyring::parse(Keyring::make(10, random), "a new ring").value();
  KeyPlace file{.file = folder / "master.key"};

  // A vault in a few lines: without argument it prints what `store` was given.
  KeyPlace vault(const std::string& script) const {
    const auto program = folder / "vault";
    std::ofstream(program) << "#!/bin/sh\n" << script << "\n";
    ::chmod(program.c_str(), 0700);
    return {.file = folder / "master.key", .command = {program.string()}, .limit = std::chrono::seconds(20)};
  }
  std::string kept() const { return (folder / "kept").string(); }
  KeyPlace good_vault() const {
    return vault("if [ \"$1\" = store ]; then cat > " + kept() + "; else cat " + kept() + " 2>/dev/null; true; fi");
  }
  static std::string why(const Result<Keyring>& loaded) { return loaded ? "it was read" : loaded.error().detail; }
};

TEST_F(KeyPlaceTest, a_file_is_replaced_at_once) {
  EXPECT_EQ(file.load().error().code, Code::not_found);
  ASSERT_TRUE(file.store(ring));
  const Keyring next = ring.with_new(20, random);
  ASSERT_TRUE(file.store(next));
  EXPECT_EQ(file.load()->text(), next.text());
  struct stat status{};
  ASSERT_EQ(::stat(file.file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_FALSE(std::filesystem::exists(file.file.string() + ".new"));
}

TEST_F(KeyPlaceTest, what_was_in_the_file_is_overwritten_unless_it_has_another_name) {
  ASSERT_TRUE(file.store(ring));
  std::ifstream old(file.file);  // who still has it open sees what is left of it
  ASSERT_TRUE(file.store(ring.with_new(20, random)));
  const std::string left(std::istreambuf_iterator<char>(old), {});
  EXPECT_EQ(left, std::string(ring.text().size(), '\0'));

  const auto linked = folder / "linked";
  std::filesystem::create_hard_link(file.file, linked);
  ASSERT_TRUE(file.store(ring));
  EXPECT_TRUE(Keyring::read(linked));
}

TEST_F(KeyPlaceTest, a_draft_of_a_crash_is_in_nobodys_way) {
  ASSERT_TRUE(file.store(ring));
  std::ofstream(file.file.string() + ".new") << "1 10 ha";
  EXPECT_EQ(file.load()->text(), ring.text());
  EXPECT_TRUE(file.store(ring.with_new(20, random)));
}

TEST_F(KeyPlaceTest, a_command_gives_and_takes_the_ring) {
  const KeyPlace place = good_vault();
  EXPECT_EQ(place.load().error().code, Code::not_found);
  ASSERT_TRUE(place.store(ring));
  EXPECT_EQ(place.load()->text(), ring.text());
  EXPECT_FALSE(std::filesystem::exists(file.file));
}

TEST_F(KeyPlaceTest, another_command_may_take_it) {
  KeyPlace place = vault("cat " + kept());
  place.store_command = {"/bin/cp", "/dev/stdin", kept()};
  ASSERT_TRUE(place.store(ring));
  EXPECT_EQ(place.load()->text(), ring.text());
}

TEST_F(KeyPlaceTest, says_how_a_command_failed_and_never_what_it_said) {
  EXPECT_NE(why(vault("echo secret; exit 3").load()).find("ended with 3"), std::string::npos);
  EXPECT_EQ(why(vault("echo secret; exit 3").load()).find("secret"), std::string::npos);
  EXPECT_NE(why(vault("kill -9 $$").load()).find("signal 9"), std::string::npos);
  EXPECT_NE(why(vault("echo secret nonsense").load()).find("damaged in line 1"), std::string::npos);
  EXPECT_EQ(why(vault("echo secret nonsense").load()).find("secret"), std::string::npos);
  EXPECT_NE(why(vault("yes").load()).find("wrote too much"), std::string::npos);
  EXPECT_NE(why(KeyPlace{.command = {(folder / "absent").string()}}.load()).find("cannot be started"),
            std::string::npos);
}

TEST_F(KeyPlaceTest, a_command_that_hangs_is_killed_with_all_that_it_started) {
  const auto mark = folder / "mark";
  ASSERT_EQ(::mkfifo(mark.c_str(), 0600), 0);
  KeyPlace place = vault("cat " + mark.string() + " & wait");  // nobody ever writes there
  place.limit = std::chrono::milliseconds(300);
  const auto loaded = place.load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, Code::timeout);
}

TEST_F(KeyPlaceTest, a_command_that_keeps_something_else_is_found_out) {
  ASSERT_TRUE(good_vault().store(ring));
  const auto forgetful = vault("if [ \"$1\" != store ]; then cat " + kept() + "; fi");
  const auto stored = forgetful.store(ring.with_new(20, random));
  ASSERT_FALSE(stored);
  EXPECT_NE(stored.error().detail.find("other keys"), std::string::npos);
}

}  // namespace
}  // namespace onthaal::seal
