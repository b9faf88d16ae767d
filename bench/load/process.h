#pragma once

#include <sys/types.h>

#include <cstdint>

namespace load {

// User and system time of a whole process, all threads, in ns; 0 for pid 0.
std::int64_t cpu_ns(pid_t pid);
std::int64_t own_cpu_ns();
// VmRSS of a process in kB; memory that the kernel keeps for its sockets is not in it. 0 for pid 0.
std::int64_t rss_kb(pid_t pid);

}  // namespace load
