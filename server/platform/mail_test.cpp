#include "platform/mail.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <map>
#include <thread>

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

// Says to each command what it is told to, and yes to the others.
class Server {
 public:
  explicit Server(std::map<std::string, std::string> answers) : answers_(std::move(answers)) {}
  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(door_.local_endpoint().port()); }

 private:
  void serve() {
    boost::system::error_code error;
    boost::asio::ip::tcp::socket peer = door_.accept(error);
    std::string heard;
    for (std::string command = "greeting"; !error; command = next(peer, heard, error))
      boost::asio::write(peer, boost::asio::buffer(answer_to(command) + "\r\n"), error);
  }
  static std::string next(boost::asio::ip::tcp::socket& peer, std::string& heard, boost::system::error_code& error) {
    const auto size = boost::asio::read_until(peer, boost::asio::dynamic_buffer(heard), "\r\n", error);
    const std::string line = heard.substr(0, size);
    heard.erase(0, size);
    return line.substr(0, 4);
  }
  std::string answer_to(const std::string& command) const {
    const auto found = answers_.find(command);
    if (found != answers_.end()) return found->second;
    return command == "greeting" ? "220 smtp.example" : "250 yes";
  }

  std::map<std::string, std::string> answers_;
  boost::asio::io_context context_;
  boost::asio::ip::tcp::acceptor door_{context_, {boost::asio::ip::address_v4::loopback(), 0}};
  std::jthread thread_{[this] { serve(); }};
};

TEST(Mail, IsRefusedForGoodWhereThePersonOrTheLetterIs) {
  const auto outcome = [](const std::string& command, const std::string& answer) {
    const Server server({{command, answer}});
    Settings settings = kSettings;
    settings.url = server.url();
    return send(settings, letter("x", "x"), 0, {}).outcome;
  };
  EXPECT_EQ(outcome("greeting", "554 too many connections"), Outcome::later);
  EXPECT_EQ(outcome("MAIL", "553 sender address rejected"), Outcome::later);
  EXPECT_EQ(outcome("RCPT", "530 log in first"), Outcome::later);
  EXPECT_EQ(outcome("RCPT", "451 try again"), Outcome::later);
  EXPECT_EQ(outcome("RCPT", "550 nobody of that name"), Outcome::refused);
  EXPECT_EQ(outcome("DATA", "554 no letters like this one"), Outcome::refused);
}

}  // namespace
}  // namespace onthaal::mail
