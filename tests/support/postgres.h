#pragma once

#include <string>

namespace onthaal::support {

// The one PostgreSQL of this test program: started at first use, on a unix socket in its own folder, stopped at exit.
// Runs as another user where the test runs as root, because it refuses root.
std::string postgres_url(const std::string& database);

}  // namespace onthaal::support
