#pragma once

#include <string>
#include <string_view>

#include "core/redacted.h"

namespace onthaal::http {

// What little is known of who asks: the network (an IPv4 /24, an IPv6 /48: some 256 homes each) and the coarse kind of
// browser, as in "203.0.113.0/24 firefox phone". Empty where the address is not known.
Redacted<std::string> evidence_of(std::string_view address, std::string_view user_agent);

}  // namespace onthaal::http
