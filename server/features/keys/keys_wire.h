#pragma once

#include <string>
#include <vector>

#include "features/keys/keys.h"
#include "platform/sealed_file.h"

namespace onthaal::keys::wire {

// How the keys are, as GET /api/lines/{slug}/keys tells it.
std::string status(db::Connection& db, const Settings& settings, Millis now);

// Why somebody has to look after the keys: names of warnings, the weightiest first.
std::vector<std::string> warnings(db::Connection& db, const Settings& settings, Millis now);

struct Escrowed {
  std::int64_t newest;
  std::int64_t held;
  std::string recipient;
};
Result<seal::PublicKey> parse_escrow(const boost::json::object& data);
Result<Escrowed> parse_escrowed(const boost::json::object& data);
// The ring in that text, sealed, and what it holds: the server may hold another one a moment later.
Result<std::string> escrow(const seal::PublicKey& to, std::string_view ring);

}  // namespace onthaal::keys::wire
