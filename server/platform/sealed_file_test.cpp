#include "platform/sealed_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "support/database.h"

namespace onthaal::seal {
namespace {

constexpr std::size_t kPiece = 65536;

struct SealedFile : testing::Test {
  KeyPair pair = make_key_pair(system_random());

  std::string sealed(std::string_view content) { return seal_whole(pair.public_key, "backup", content).value(); }
  bool opens(std::string_view text) { return open_whole(pair, "backup", text).has_value(); }
};

TEST_F(SealedFile, opens_as_it_was_whatever_its_length) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kPiece - 1, kPiece, kPiece + 1, 3 * kPiece}) {
    const std::string content(size, 'w');
    EXPECT_EQ(open_whole(pair, "backup", sealed(content)), content) << size;
  }
}

TEST_F(SealedFile, may_be_written_in_parts_of_any_size) {
  std::string out;
  auto sealer = Sealer::seal_to(pair.public_key, "backup", [&](std::string_view bytes) -> Result<void> {
                  out += bytes;
                  return {};
                }).value();
  std::string all;
  for (std::size_t size : {std::size_t{3}, kPiece, 2 * kPiece + 5, std::size_t{0}, std::size_t{7}}) {
    all.append(size, static_cast<char>('a' + size % 26));
    ASSERT_TRUE(sealer.write(std::string(size, static_cast<char>('a' + size % 26))));
  }
  ASSERT_TRUE(sealer.finish());
  EXPECT_EQ(open_whole(pair, "backup", out), all);
}

TEST_F(SealedFile, tells_a_sink_and_a_source_that_fail) {
  const auto full = Sealer::seal_to(pair.public_key, "backup",
                                    [](std::string_view) -> Result<void> { return fail(Code::full, "the disk"); });
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, Code::full);
  const auto lost = Opener::open_with(
      pair, "backup", [](std::span<char>) -> Result<std::size_t> { return fail(Code::busy, "the net"); });
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, Code::busy);
}

TEST_F(SealedFile, does_not_open_when_cut_or_changed) {
  const std::string whole = sealed(std::string(kPiece + 100, 'w'));
  for (std::size_t at = 0; at < whole.size(); at += at < 300 ? 1 : 4999) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_FALSE(opens(changed)) << at;
    EXPECT_FALSE(opens(std::string_view(whole).substr(0, at))) << at;
  }
  EXPECT_FALSE(opens(whole + "x"));
  // Cut where a piece ends: everything that is left is as it was sealed.
  EXPECT_FALSE(opens(std::string_view(whole).substr(0, whole.size() - 117)));
}

TEST_F(SealedFile, opens_for_its_recipient_and_as_its_kind_only) {
  const std::string whole = sealed("words");
  const auto other = open_whole(make_key_pair(system_random()), "backup", whole);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, Code::not_found);
  EXPECT_NE(other.error().detail.find(pair.public_key.fingerprint()), std::string::npos);
  const auto as_keys = open_whole(pair, "keys", whole);
  ASSERT_FALSE(as_keys);
  EXPECT_EQ(as_keys.error().code, Code::invalid);
  // Who writes another kind over the first line changes what is sealed.
  std::string renamed = whole;
  renamed.replace(renamed.find("backup"), 6, "escrow");
  EXPECT_FALSE(open_whole(pair, "escrow", renamed));
}

struct KeyPairFiles : SealedFile {
  support::TempFolder temporary;
  std::filesystem::path secret = temporary.path() / "backup.key";
  std::filesystem::path open = temporary.path() / "backup.pub";

  static std::string content(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

TEST_F(KeyPairFiles, are_made_once_and_read_back) {
  ASSERT_TRUE(write_key_pair(pair, secret, open));
  struct stat status{};
  ASSERT_EQ(::stat(secret.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  ASSERT_EQ(::stat(open.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0644U);  // the account of the server reads what root made
  EXPECT_FALSE(write_key_pair(make_key_pair(system_random()), secret, open));
  EXPECT_EQ(read_public_key(open)->fingerprint(), pair.public_key.fingerprint());
  const auto read = read_secret_key(secret);
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(open_whole(*read, "backup", sealed("words")), "words");
}

TEST_F(KeyPairFiles, are_refused_when_damaged_or_the_other_half) {
  ASSERT_TRUE(write_key_pair(pair, secret, open));
  EXPECT_NE(read_public_key(secret).error().detail.find("is not a public key"), std::string::npos);
  std::string line = content(open);
  line[30] = line[30] == 'a' ? 'b' : 'a';
  std::ofstream(open) << line;
  EXPECT_NE(read_public_key(open).error().detail.find("checksum"), std::string::npos);
  for (const std::string& damaged : {std::string(), std::string("onthaal-public-key 1 "), line.substr(0, 50)}) {
    std::ofstream(open) << damaged;
    EXPECT_FALSE(read_public_key(open)) << damaged;
  }
  EXPECT_EQ(read_public_key(temporary.path() / "absent").error().code, Code::not_found);
}

TEST_F(KeyPairFiles, a_secret_key_that_others_can_read_is_refused) {
  ASSERT_TRUE(write_key_pair(pair, secret, open));
  ::chmod(secret.c_str(), 0644);
  EXPECT_NE(read_secret_key(secret).error().detail.find("chmod 600"), std::string::npos);
}

}  // namespace
}  // namespace onthaal::seal
