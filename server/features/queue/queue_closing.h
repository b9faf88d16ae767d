#pragma once

#include <string_view>

namespace onthaal::queue {

// The job that looks again at who waits while a run-out ends; its key is the line.
inline constexpr std::string_view kWarn = "queue.warn";

}  // namespace onthaal::queue
