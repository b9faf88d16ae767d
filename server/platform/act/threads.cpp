#include "platform/act/threads.h"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

namespace onthaal {
namespace {

constexpr int kLowPriority = 19;

}  // namespace

void name_thread(const char* name) {
  pthread_setname_np(pthread_self(), name);
}

void give_way() {
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kLowPriority);
}

void come_last() {
  give_way();
  const sched_param none{};
  sched_setscheduler(0, SCHED_IDLE, &none);
}

}  // namespace onthaal
