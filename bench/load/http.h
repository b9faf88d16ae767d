#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace load {

struct Answer {
  int status = 0;
  std::string head;
  std::string body;
};

// A blocking keep-alive HTTP connection to the server; requests may be sent ahead of the answers.
class Http {
 public:
  explicit Http(std::uint16_t port);
  ~Http();
  Http(const Http&) = delete;
  Http& operator=(const Http&) = delete;

  void send(std::string_view verb, std::string_view path, std::string_view body);
  Answer receive();
  // One request, and its answer; throws when it is not 2xx.
  Answer ask(std::string_view verb, std::string_view path, std::string_view body);

 private:
  void fill();

  std::uint16_t port_;
  int fd_;
  std::string in_;
};

// The value of a string or number field: the first with this name. Enough for answers whose shape is known.
std::string_view field(std::string_view json, std::string_view name);

}  // namespace load
