#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "floor/sockets.h"

// The least code that does the work of a chat server's message path; what Onthaal is measured against.
int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: onthaal-floor PORT DATABASE   (a new file; port 0 takes a free one)\n");
    return 2;
  }
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  try {
    floor_server::Sockets sockets(static_cast<std::uint16_t>(std::atoi(argv[1])), argv[2]);
    std::printf("listening on http://127.0.0.1:%d\n", sockets.port());
    std::fflush(stdout);
    while (true) sockets.turn();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "onthaal-floor: %s\n", error.what());
    return 1;
  }
}
