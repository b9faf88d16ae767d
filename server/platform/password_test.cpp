#include "platform/password.h"

#include <gtest/gtest.h>

namespace onthaal::password {
namespace {

using Words = Redacted<std::string>;

TEST(Password, OpensWithTheSameWordsOnly) {
  const std::string stored = hash(Words("een lang wachtwoord"));
  EXPECT_TRUE(verify(stored, Words("een lang wachtwoord")));
  EXPECT_FALSE(verify(stored, Words("een lang wachtwoord ")));
  EXPECT_FALSE(verify(stored, Words("")));
}

TEST(Password, HasAFreshSaltEachTime) {
  EXPECT_NE(hash(Words("zelfde")), hash(Words("zelfde")));
}

TEST(Password, NobodysHashCostsTheSameAndOpensForNobody) {
  const std::string stored = hash(Words("x"));
  const std::string nobodys(nobodys_hash());
  const auto parameters = [](const std::string& text) { return text.substr(0, text.find('$', text.find("m="))); };
  EXPECT_EQ(parameters(nobodys), parameters(stored));
  EXPECT_EQ(parameters(stored), "$argon2id$v=19$m=19456,t=2,p=1");
  EXPECT_EQ(nobodys.size(), stored.size());
  EXPECT_FALSE(verify(nobodys, Words("")));
  EXPECT_FALSE(verify(nobodys, Words("x")));
}

TEST(Password, ADamagedHashOpensForNobody) {
  EXPECT_FALSE(verify("not a hash", Words("x")));
}

}  // namespace
}  // namespace onthaal::password
