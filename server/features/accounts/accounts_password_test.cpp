#include "features/accounts/accounts_password.h"

#include <gtest/gtest.h>

#include <string>

namespace onthaal::accounts {
namespace {

bool is_common(const char* password) {
  return is_too_common(Redacted<std::string>(password), {"els.peeters", "Els Peeters", "Els"});
}

TEST(Password, ThoseOfTheListAreRefusedWithDigitsAndSignsAroundThem) {
  for (const char* password :
       {"password1234", "Wachtwoord2026!", "!!WELKOM123456", "qwertyuiop12", "123456789012", "letmein-2024-"})
    EXPECT_TRUE(is_common(password)) << password;
}

TEST(Password, TheOwnNamesAreRefused) {
  for (const char* password : {"els.peeters1", "Els Peeters", "ELS123456789", "2026-els-2026"})
    EXPECT_TRUE(is_common(password)) << password;
}

TEST(Password, APieceAgainAndAgainIsRefused) {
  for (const char* password : {"aaaaaaaaaaaa", "abcabcabcabc", "x1x1x1x1x1x1", "welkwelkwelk", "wachtwoordwachtwoord",
                               "onthaal-onthaal", "geheim geheim"})
    EXPECT_TRUE(is_common(password)) << password;
}

TEST(Password, ARunOfKeysIsRefused) {
  for (const char* password :
       {"qwertyuiopas", "azertyuiopqs", "147258369147", "963852741963", "poiuytrewq-1", "1qaz2wsx3edc", "uvwxyzabcdef"})
    EXPECT_TRUE(is_common(password)) << password;
}

TEST(Password, DigitsAndSignsForLettersHideNothing) {
  for (const char* password : {"P@ssw0rd1234", "W@chtw00rd-2026", "w3lk0m123456"})
    EXPECT_TRUE(is_common(password)) << password;
}

TEST(Password, OthersAreTaken) {
  for (const char* password :
       {"een heel lang wachtwoord", "zeven zotte zwanen", "welkom-bij-onthaal", "k8mq2vx7rt3a",
        "\u00e9\u00e9n zin van mij", "els drinkt thee", "839201746538", "839201e46538", "tot ziens tot gauw"})
    EXPECT_FALSE(is_common(password)) << password;
}

}  // namespace
}  // namespace onthaal::accounts
