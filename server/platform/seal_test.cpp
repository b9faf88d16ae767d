#include "platform/seal.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

#include "core/text.h"
#include "support/database.h"

namespace onthaal::seal {
namespace {

constexpr std::string_view kWords = "Ik durf het aan niemand te vertellen.";

struct Sealed : testing::Test {
  Random& random = system_random();
  Uuid owner = Uuid::v7(1, random);
  Key key = Key(std::array<std::uint8_t, 32>{1, 2, 3});
  std::string sealed = seal(key, Kind::event, owner, 5, kWords, random);
};

TEST_F(Sealed, opens_with_its_key_in_its_place) {
  EXPECT_EQ(open(key, Kind::event, owner, 5, sealed), kWords);
  EXPECT_EQ(open(key, Kind::nickname, owner, 0, seal(key, Kind::nickname, owner, 0, "", random)), "");
  EXPECT_EQ(sealed.find("niemand"), sealed.npos);
}

TEST_F(Sealed, does_not_open_elsewhere) {
  EXPECT_FALSE(open(key, Kind::event, owner, 6, sealed));
  EXPECT_FALSE(open(key, Kind::event, owner, 5 + (std::int64_t{1} << 32), sealed));
  EXPECT_FALSE(open(key, Kind::event, Uuid::v7(2, random), 5, sealed));
  EXPECT_FALSE(open(key, Kind::nickname, owner, 5, sealed));
  EXPECT_FALSE(open(Key(std::array<std::uint8_t, 32>{1, 2, 4}), Kind::event, owner, 5, sealed));
}

TEST_F(Sealed, does_not_open_when_any_bit_is_flipped_or_any_byte_is_gone) {
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string damaged = sealed;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
    EXPECT_FALSE(open(key, Kind::event, owner, 5, damaged)) << bit;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size)
    EXPECT_FALSE(open(key, Kind::event, owner, 5, std::string_view(sealed).substr(0, size)));
  EXPECT_FALSE(open(key, Kind::event, owner, 5, sealed + "x"));
}

TEST_F(Sealed, takes_a_fresh_nonce_each_time) {
  const std::string again = seal(key, Kind::event, owner, 5, kWords, random);
  EXPECT_NE(again.substr(1, 24), sealed.substr(1, 24));
  EXPECT_NE(again.substr(25), sealed.substr(25));
}

struct KeyringFile : testing::Test {
  KeyringFile() { file = folder / "master.key"; }

  void write(const std::string& content) const {
    std::ofstream(file) << content;
    ::chmod(file.c_str(), 0600);
  }
  std::string content() const {
    std::ostringstream all;
    all << std::ifstream(file).rdbuf();
    return all.str();
  }
  std::string why_refused() const {
    const auto ring = Keyring::read(file);
    return ring ? "it was read" : ring.error().detail;
  }

  support::TempFolder temporary;
  std::filesystem::path folder = temporary.path();
  std::filesystem::path file;
  Random& random = system_random();
};

TEST_F(KeyringFile, is_made_once_and_read_back) {
  ASSERT_TRUE(Keyring::create(file, 1769881325123, random));
  struct stat status{};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  const std::string before = content();
  EXPECT_FALSE(Keyring::create(file, 1769881325124, random));
  EXPECT_EQ(content(), before);

  const auto first = Keyring::read(file);
  const auto second = Keyring::read(file);
  ASSERT_TRUE(first) << first.error().detail;
  EXPECT_EQ(first->newest(), 1);
  EXPECT_EQ(first->fingerprint().size(), 32U);
  EXPECT_EQ(first->fingerprint(), second->fingerprint());
  EXPECT_EQ(first->index("1234"), second->index("1234"));
  EXPECT_NE(first->index("1234"), first->index("1235"));
  EXPECT_EQ(before.find(first->fingerprint()), before.npos);
}

TEST_F(KeyringFile, wraps_the_key_of_a_conversation) {
  ASSERT_TRUE(Keyring::create(file, 1, random));
  const auto ring = Keyring::read(file);
  ASSERT_TRUE(ring);
  const Uuid owner = Uuid::v7(1, random);
  const Key key = ring->make_key(random);
  const auto [master, wrapped] = ring->wrap(key, owner, random);
  EXPECT_EQ(master, ring->newest());
  const auto unwrapped = ring->unwrap(wrapped, master, owner);
  ASSERT_TRUE(unwrapped);
  EXPECT_TRUE(std::ranges::equal(unwrapped->bytes(), key.bytes()));
  EXPECT_FALSE(ring->unwrap(wrapped, master, Uuid::v7(2, random)));
  EXPECT_FALSE(ring->unwrap(wrapped, master + 1, owner));
}

TEST_F(KeyringFile, the_newest_of_several_wraps_and_the_older_still_unwraps) {
  const std::string old_key(64, '1'), new_key(64, '2'), index = "index " + std::string(64, '3') + "\n";
  write("1 10 " + old_key + "\n" + index);
  const Uuid owner = Uuid::v7(1, random);
  const auto before = Keyring::read(file);
  ASSERT_TRUE(before) << before.error().detail;
  const std::string wrapped = before->wrap(before->make_key(random), owner, random).bytes;
  write("1 10 " + old_key + "\n2 20 " + new_key + "\n" + index);
  const auto after = Keyring::read(file);
  ASSERT_TRUE(after) << after.error().detail;
  EXPECT_EQ(after->newest(), 2);
  EXPECT_NE(after->fingerprint(), before->fingerprint());
  EXPECT_TRUE(after->unwrap(wrapped, 1, owner));
  EXPECT_FALSE(after->unwrap(wrapped, 2, owner));
}

TEST_F(KeyringFile, is_refused_when_missing) {
  const auto ring = Keyring::read(file);
  ASSERT_FALSE(ring);
  EXPECT_EQ(ring.error().code, Code::not_found);
  EXPECT_NE(ring.error().detail.find("does not exist"), std::string::npos);
}

TEST_F(KeyringFile, is_refused_when_others_can_read_it) {
  ASSERT_TRUE(Keyring::create(file, 1, random));
  for (const mode_t mode : {0640U, 0604U, 0620U, 0601U}) {
    ::chmod(file.c_str(), mode);
    EXPECT_NE(why_refused().find("can be read by others"), std::string::npos) << why_refused();
  }
}

TEST_F(KeyringFile, is_refused_when_damaged_and_says_where) {
  const std::string key(64, 'a'), index = "index " + key + "\n";
  const std::pair<std::string, std::string> damaged[] = {
      {"", "no master key"},
      {index, "no master key"},
      {"1 10 " + key + "\n", "no index key"},
      {"1 10 " + key.substr(2) + "\n" + index, "line 1"},
      {"1 10 " + std::string(64, 'x') + "\n" + index, "line 1"},
      {"one 10 " + key + "\n" + index, "line 1"},
      {"1 10 " + key + " more\n" + index, "line 1"},
      {"2 10 " + key + "\n1 10 " + key + "\n" + index, "line 2"},
      {"1 10 " + key + "\n" + index + index, "line 3"},
      {"1 10 " + key + "\n\n" + index, "line 2"},
      {"1 10 " + key + "\n" + index + "destroyed 1 10 ab\n", "line 3"},
      {"1 10 " + key + "\n" + index + "destroyed one 10 " + std::string(32, 'b') + "\n", "line 3"},
  };
  for (const auto& [text, place] : damaged) {
    write(text);
    EXPECT_NE(why_refused().find(place), std::string::npos) << why_refused() << "\n" << text;
    EXPECT_EQ(why_refused().find(std::string(32, 'a')), std::string::npos) << "a key must not stand in a message";
  }
}

struct Ring : testing::Test {
  Random& random = system_random();
  Keyring first = Keyring::parse(Keyring::make(10, random), "a new ring").value();
  Uuid owner = Uuid::v7(1, random);
  Key key = first.make_key(random);

  bool opens(const Keyring& ring, const Wrapped& wrapped) {
    return ring.unwrap(wrapped.bytes, wrapped.master, owner).has_value();
  }
};

TEST_F(Ring, grows_by_a_key_and_keeps_what_it_had) {
  const Wrapped old = first.wrap(key, owner, random);
  const Keyring second = first.with_new(20, random);
  EXPECT_EQ(first.newest(), 1);
  EXPECT_EQ(second.newest(), 2);
  EXPECT_EQ(second.wrap(key, owner, random).master, 2);
  EXPECT_TRUE(opens(second, old));
  EXPECT_FALSE(opens(first, second.wrap(key, owner, random)));
  EXPECT_EQ(second.index("1234"), first.index("1234"));
  EXPECT_TRUE(first.is_within(second));
  EXPECT_FALSE(second.is_within(first));
  EXPECT_FALSE(first.is_within(Keyring::parse(Keyring::make(10, random), "another").value()));
}

TEST_F(Ring, of_a_destroyed_key_keeps_only_the_name) {
  const Wrapped old = first.wrap(key, owner, random);
  const Keyring second = first.with_new(20, random).without(1);
  EXPECT_FALSE(opens(second, old));
  EXPECT_EQ(second.masters().size(), 1U);
  ASSERT_EQ(second.destroyed().size(), 1U);
  EXPECT_EQ(second.destroyed()[0], first.masters()[0]);
  EXPECT_TRUE(first.is_within(second));
}

TEST_F(Ring, is_read_from_its_text) {
  const Keyring ring = first.with_new(20, random).without(1).with_new(30, random);
  const Keyring same = Keyring::parse(ring.text(), "its text").value();
  EXPECT_EQ(same.text(), ring.text());
  EXPECT_EQ(same.masters(), ring.masters());
  EXPECT_EQ(same.destroyed(), ring.destroyed());
  EXPECT_TRUE(ring.is_within(same) && same.is_within(ring));
}

TEST_F(Ring, is_taken_up_only_where_nothing_gets_lost) {
  const Keyring copy = first;
  const Keyring second = first.with_new(20, random);
  const Keyring third = second.with_new(30, random);
  EXPECT_TRUE(first.take(third));
  EXPECT_EQ(copy.newest(), 3);
  EXPECT_FALSE(first.take(second));
  EXPECT_FALSE(first.take(second.with_new(30, random)));
  EXPECT_EQ(copy.newest(), 3);
  EXPECT_TRUE(first.take(third.without(1)));
  EXPECT_EQ(copy.destroyed().size(), 1U);
}

// What the thread sanitizer looks at: keys are wrapped and opened while the ring is replaced.
TEST_F(Ring, is_replaced_while_others_use_it) {
  std::atomic<bool> is_over = false;
  std::vector<std::jthread> readers;
  for (int each = 0; each < 3; ++each)
    readers.emplace_back([this, &is_over, mine = first] {
      while (!is_over) {
        const Wrapped wrapped = mine.wrap(key, owner, random);
        ASSERT_TRUE(opens(mine, wrapped));
        ASSERT_LE(wrapped.master, mine.newest());
      }
    });
  for (int each = 0; each < 200; ++each) first.take(first.with_new(20 + each, random));
  is_over = true;
  readers.clear();
  EXPECT_EQ(first.newest(), 201);
}

TEST(TokenHash, is_sha_256) {
  EXPECT_EQ(hex(token_hash("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(SystemRandom, does_not_repeat_itself) {
  std::array<std::uint8_t, 32> first{}, second{};
  system_random().fill(first);
  system_random().fill(second);
  EXPECT_NE(first, second);
}

TEST(IsSame, compares_whole_texts) {
  EXPECT_TRUE(is_same("", ""));
  EXPECT_TRUE(is_same("abc", "abc"));
  EXPECT_FALSE(is_same("abc", "abd"));
  EXPECT_FALSE(is_same("abc", "ab"));
}

}  // namespace
}  // namespace onthaal::seal
