#include "platform/control.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "platform/control_socket.h"
#include "platform/json.h"
#include "support/database.h"

namespace onthaal::control {
namespace {

Result<Work> echo(const boost::json::object& args) {
  json::Reader read(args);
  const std::string text = read.text("text", 1, 100'000);
  return read.done(Work(Reply{200, json::Out().text("text", text).str()}));
}
Result<Work> repeat(const boost::json::object& args) {
  json::Reader read(args);
  const auto times = read.integer("times", 1, 100'000'000);
  return read.done(Work(Reply{200, json::Out().text("text", std::string(static_cast<std::size_t>(times), 'a')).str()}));
}
Result<Work> refuse(const boost::json::object&) {
  return Act{"refuse", {}};
}
Result<Work> say_nothing(const boost::json::object&) {
  return Reply{204, ""};
}

// Stands where the engine does: an act is refused, a reply is given.
void run(Work work, const Done& done) {
  if (auto* reply = std::get_if<Reply>(&work)) return done(std::move(*reply));
  done(fail(Code::conflict, "somebody was first"));
}

struct ControlSocket : testing::Test {
  ControlSocket() {
    // Longer than the 108 bytes of a socket's address.
    socket = folder / std::string(120, 'x') / "control.sock";
    std::filesystem::create_directory(socket.parent_path());
  }

  Server serve() {
    return {socket, {{"echo", echo}, {"repeat", repeat}, {"refuse", refuse}, {"nothing", say_nothing}}, run};
  }
  Result<std::string> answer(std::string_view command, const std::string& args = "{}") const {
    return ask(socket, command, args).value_or(fail(Code::internal, "nobody listens"));
  }

  support::TempFolder temporary;
  std::filesystem::path folder = temporary.path();
  std::filesystem::path socket;
};

TEST_F(ControlSocket, answers) {
  const Server server = serve();
  EXPECT_EQ(answer("echo", R"({"text":"é\n"})").value(), R"({"text":"é\n"})");
  EXPECT_EQ(answer("nothing").value(), "");
  const std::string large(80'000, 'a');
  EXPECT_EQ(answer("echo", json::Out().text("text", large).str()).value().size(), large.size() + 11);
}

TEST_F(ControlSocket, takes_a_little_and_may_answer_much) {
  const Server server = serve();
  EXPECT_EQ(answer("repeat", R"({"times":10000000})").value().size(), 10'000'011U);
  EXPECT_FALSE(answer("echo", json::Out().text("text", std::string(2'000'000, 'a')).str()));
  EXPECT_EQ(answer("nothing").value(), "");
}

TEST_F(ControlSocket, hands_errors_back_whole) {
  const Server server = serve();
  const auto refused = answer("refuse");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::conflict);
  EXPECT_EQ(refused.error().detail, "somebody was first");
  const auto invalid = answer("echo", R"({"txt":"a"})");
  ASSERT_FALSE(invalid);
  EXPECT_EQ(invalid.error().code, Code::invalid);
  EXPECT_EQ(invalid.error().fields, (std::vector<FieldError>{{"text", "required"}, {"txt", "unknown_field"}}));
  EXPECT_EQ(answer("fly").error().fields, (std::vector<FieldError>{{"command", "not_allowed"}}));
}

TEST_F(ControlSocket, is_for_its_owner_only) {
  const Server server = serve();
  struct stat status{};
  ASSERT_EQ(::stat(socket.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(ControlSocket, nobody_answers_before_and_after) {
  EXPECT_FALSE(ask(socket, "nothing", "{}"));
  {
    const Server server = serve();
    EXPECT_TRUE(ask(socket, "nothing", "{}"));
  }
  EXPECT_FALSE(std::filesystem::exists(socket));
  EXPECT_FALSE(ask(socket, "nothing", "{}"));
  EXPECT_FALSE(ask(folder / "absent" / "control.sock", "nothing", "{}"));
}

TEST_F(ControlSocket, replaces_what_a_killed_server_left) {
  {
    const Descriptor left = listen_at(socket);
  }
  ASSERT_TRUE(std::filesystem::exists(socket));
  EXPECT_FALSE(ask(socket, "nothing", "{}"));
  const Server server = serve();
  EXPECT_TRUE(answer("nothing"));
}

TEST_F(ControlSocket, outlives_callers_who_hang_up_or_talk_nonsense) {
  const Server server = serve();
  {
    const Descriptor gone = connect_to(socket);
  }
  for (const char* line : {"hello", "[]", R"({"command":"echo"})", R"({"command":1,"args":{}})"}) {
    const Descriptor caller = connect_to(socket);
    ASSERT_TRUE(write_line(caller, line));
    const auto told = read_line(caller, 1000, std::chrono::seconds(60), Descriptor());
    ASSERT_TRUE(told) << line;
    EXPECT_NE(told->find(R"({"error":{"code":)"), std::string::npos) << *told;
  }
  EXPECT_TRUE(answer("nothing"));
}

TEST_F(ControlSocket, stops_while_an_act_is_under_way) {
  std::atomic<bool> asked = false;
  Server server(socket, {{"refuse", refuse}}, [&](Work, const Done&) {
    asked = true;
    asked.notify_all();
  });
  std::optional<Result<std::string>> told;
  std::thread caller([&] { told = ask(socket, "refuse", "{}"); });
  asked.wait(false);
  server.stop();
  caller.join();
  ASSERT_TRUE(told && !*told);
  EXPECT_EQ(told->error().code, Code::restart);
}

}  // namespace
}  // namespace onthaal::control
