#include "features/accounts/accounts_password.h"

#include <gtest/gtest.h>

#include <string>

namespace onthaal::accounts {
namespace {

bool is_common(const char* password) {
  return is_too_common(Redacted<std::string>(password),
                       {"els.peeters", "Els Peeters", "Els", "onthaal", "clbchat", "CLBch@t"});
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

TEST(Password, WhatBeginsOrEndsWithDigitsOnTheListIsRefusedWithMoreOfThem) {
  for (const char* password : {"1234567890qwe", "1234567890QWE!", "1234567890qwe1", "!1234567890qwe!!", "010203040506!",
                               "0102030405061", "WELKOM123456!", "Passw0rd!!!!"})
    EXPECT_TRUE(is_common(password)) << password;
}

TEST(Password, ANameIsNoPasswordWithALittleBesideIt) {
  for (const char* password : {"els.peeters-thuis", "thuis-Peeters1", "ElsPeeters2026!", "els-2026-peeters",
                               "Onthaal-2026!", "CLBch@t-2026!", "clbchat-thuis1", "welkom-els-1234"})
    EXPECT_TRUE(is_common(password)) << password;
}

TEST(Password, AWordInsideALongerOneHidesNothing) {
  for (const std::vector<std::string>& own :
       {std::vector<std::string>{"bo", "Bo Vermeulen", "Zilver", "onthaal", "clbchat", "CLBch@t"},
        std::vector<std::string>{"bo.v@clb.example", "clbchat"}})
    EXPECT_TRUE(is_too_common(Redacted<std::string>("clbchat-kikker"), own)) << own.back();
}

TEST(Password, APieceAgainAndAgainIsRefused) {
  for (const char* password :
       {"aaaaaaaaaaaa", "abcabcabcabc", "x1x1x1x1x1x1", "welkwelkwelk", "wachtwoordwachtwoord", "onthaal-onthaal",
        "geheim geheim", "aaaaaaaaaaaa1", "abcabcabcabca", "abcabcabcabc1!", "aaaaaaaaaaab", "ababbabaabba"})
    EXPECT_TRUE(is_common(password)) << password;
}

TEST(Password, ARunOfKeysIsRefused) {
  for (const char* password : {"qwertyuiopas", "azertyuiopqs", "147258369147", "963852741963", "poiuytrewq-1",
                               "1qaz2wsx3edc", "uvwxyzabcdef", "1234qwerasdf", "qwe-asd-zxc-123", "abcd1234efgh5"})
    EXPECT_TRUE(is_common(password)) << password;
}

TEST(Password, DigitsAndSignsForLettersHideNothing) {
  for (const char* password : {"P@ssw0rd1234", "W@chtw00rd-2026", "w3lk0m123456"})
    EXPECT_TRUE(is_common(password)) << password;
}

TEST(Password, OthersAreTaken) {
  for (const char* password : {"een heel lang wachtwoord", "zeven zotte zwanen", "welkom-bij-onthaal", "k8mq2vx7rt3a",
                               "\u00e9\u00e9n zin van mij", "els drinkt thee", "839201746538", "839201e46538",
                               "tot ziens tot gauw", "839201ee46538", "mijn fiets is van els"})
    EXPECT_FALSE(is_common(password)) << password;
}

}  // namespace
}  // namespace onthaal::accounts
