#include <malloc.h>

#include <cstdlib>
#include <cstring>
#include <new>

// What is given back is wiped: the program's memory does not tell who was here (an address, a browser), nor what was
// said, once nobody needs it. All of C++ allocates here; operator new itself stays malloc's. Sanitizers bring their
// own.
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer) && !__has_feature(memory_sanitizer)

namespace {

void wipe_and_free(void* at) noexcept {
  if (at == nullptr) return;
  ::explicit_bzero(at, ::malloc_usable_size(at));
  std::free(at);
}

}  // namespace

void operator delete(void* at) noexcept {
  wipe_and_free(at);
}
void operator delete[](void* at) noexcept {
  wipe_and_free(at);
}
void operator delete(void* at, std::size_t) noexcept {
  wipe_and_free(at);
}
void operator delete[](void* at, std::size_t) noexcept {
  wipe_and_free(at);
}
void operator delete(void* at, std::align_val_t) noexcept {
  wipe_and_free(at);
}
void operator delete[](void* at, std::align_val_t) noexcept {
  wipe_and_free(at);
}
void operator delete(void* at, std::size_t, std::align_val_t) noexcept {
  wipe_and_free(at);
}
void operator delete[](void* at, std::size_t, std::align_val_t) noexcept {
  wipe_and_free(at);
}

#endif
