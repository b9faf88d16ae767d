#pragma once

#include <stop_token>
#include <string>

#include "core/clock.h"
#include "core/ids.h"
#include "core/redacted.h"

// A plain text sent by SMTP, with libcurl. TLS is required, with a certificate that is believed, unless the server is
// this machine itself. Blocks until it is done: at most a minute.
namespace onthaal::mail {

struct Settings {
  std::string url;  // smtp://name:587, smtps://name:465; empty: there is no mail
  std::string user;
  Redacted<std::string> password;
  std::string from;
  std::string name;
  std::string ca_file;  // empty: the system's
  bool is_on() const { return !url.empty(); }
};

struct Letter {
  Uuid id;                        // always the same for the same letter: its Message-ID
  Redacted<std::string> to;       // a mail address (is_mail_address)
  Redacted<std::string> subject;  // one line
  Redacted<std::string> text;
};

// What a server said: taken; not now (it may say something else later, or could not be reached); never, of this person
// or this letter.
enum class Outcome : std::uint8_t { sent, later, refused };
struct Answer {
  Outcome outcome;
  long status = 0;  // the last of SMTP; 0: none
  int problem = 0;  // libcurl's CURLcode
};
Answer send(const Settings& settings, const Letter& letter, Millis now, const std::stop_token& stop);

// The letter as it is sent (RFC 5322): nothing in it can begin a line of its own in the head.
std::string message(const Settings& settings, const Letter& letter, Millis now);

}  // namespace onthaal::mail
