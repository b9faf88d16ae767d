#include "platform/act/work.h"

#include <typeinfo>

#include "platform/log.h"

namespace onthaal {

std::unexpected<Error> parse_threw() {
  try {
    throw;
  } catch (const std::exception& error) {  // its words may be anybody's: only its type is told
    log::error("parse.failed", {{"type", log::ours(typeid(error).name())}});
  } catch (...) {
    log::error("parse.failed");
  }
  return fail(Code::internal, "it failed; nothing was changed");
}

}  // namespace onthaal
