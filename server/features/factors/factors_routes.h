#pragma once

#include "features/factors/factors.h"

namespace onthaal::factors {

http::Routes login_routes(const Settings& settings, Random& random);
http::Routes own_routes(const Settings& settings, Random& random);
http::Routes office_routes(const Settings& settings, const accounts::Hooks& hooks);

}  // namespace onthaal::factors
