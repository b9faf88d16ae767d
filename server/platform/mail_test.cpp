#include "platform/mail.h"

#include <gtest/gtest.h>

namespace onthaal::mail {
namespace {

const Settings kSettings{.url = "smtp://127.0.0.1:1", .from = "chat@clb.be", .name = "CLBch@t"};

Letter letter(const std::string& subject, const std::string& text) {
  return {.id = {},
          .to = Redacted<std::string>("noor@clb.be"),
          .subject = Redacted<std::string>(subject),
          .text = Redacted<std::string>(text)};
}

TEST(Mail, IsPlainAndSaysThatAMachineWroteIt) {
  EXPECT_EQ(message(kSettings, letter("Welkom", "Dag Noor."), 1788249600000),
            "From: =?UTF-8?B?Q0xCY2hAdA==?= <chat@clb.be>\r\n"
            "To: <noor@clb.be>\r\n"
            "Subject: =?UTF-8?B?V2Vsa29t?=\r\n"
            "Date: Tue, 01 Sep 2026 08:00:00 +0000\r\n"
            "Message-ID: <00000000-0000-0000-0000-000000000000@clb.be>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\n"
            "RGFnIE5vb3Iu\r\n");
}

TEST(Mail, HasNoLineThatSomebodySlippedIn) {
  const std::string text = message(kSettings, letter("Welkom\r\nBcc: evil@example.org", ".\r\nQUIT\r\n"), 0);
  EXPECT_EQ(text.find("Bcc"), text.npos);
  EXPECT_EQ(text.find("QUIT"), text.npos);
}

TEST(Mail, CutsLongSubjectsBetweenCharacters) {
  std::string subject;
  for (int i = 0; i < 30; ++i) subject += "€";
  const std::string text = message(kSettings, letter(subject, std::string(500, 'x')), 0);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    EXPECT_LE(end - at, 78u);
    at = end + 2;
  }
  EXPECT_NE(text.find("=?UTF-8?B?4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs4oKs?=\r\n =?UTF-8?B?4oKs"),
            text.npos);
}

TEST(Mail, WaitsForAServerThatIsNotThere) {
  EXPECT_EQ(send(kSettings, letter("x", "x"), 0, {}).outcome, Outcome::later);
}

TEST(Mail, GoesToNoAddressThatIsNone) {
  Letter wrong = letter("x", "x");
  wrong.to = Redacted<std::string>("noor@clb.be>\r\nRCPT TO:<evil@example.org");
  EXPECT_EQ(send(kSettings, wrong, 0, {}).outcome, Outcome::refused);
}

}  // namespace
}  // namespace onthaal::mail
