// Loaded before the C library (LD_PRELOAD), it makes from main() on what rarely happens by itself:
//
//   SAMESTORY_FAULT=short:K       a read or write moves at most K bytes at a time
//   SAMESTORY_FAULT=interrupt:K   every K-th open, read or write is interrupted (EINTR) before it does anything
//   SAMESTORY_FAULT=memory:N      the N-th allocation fails; the number made is written to SAMESTORY_FAULT_COUNT, a file
//
// Only what is called through the C library's own names is reached; strace reaches the rest (faults.py).
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

extern "C" {
void* __libc_malloc(size_t bytes);
void* __libc_calloc(size_t count, size_t bytes);
void* __libc_realloc(void* old, size_t bytes);
void* __libc_memalign(size_t alignment, size_t bytes);
}

namespace {

enum class Fault { kNone, kShort, kInterrupt, kMemory };
Fault fault = Fault::kNone;
size_t number = 0;
std::atomic<bool> in_main{false};
std::atomic<size_t> allocations{0}, calls{0};

template <typename Function>
Function* Real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

size_t Shortened(size_t bytes) {
  return fault == Fault::kShort && in_main && bytes > number ? number : bytes;
}

// Whether this call is one that is interrupted; it then has set errno.
bool Interrupted() {
  if (fault != Fault::kInterrupt || !in_main || ++calls % number != 0) return false;
  errno = EINTR;
  return true;
}

bool Refused() {
  if (fault != Fault::kMemory || !in_main || ++allocations != number) return false;
  errno = ENOMEM;
  return true;
}

__attribute__((constructor)) void ReadEnvironment() {
  const char* const wanted = getenv("SAMESTORY_FAULT");
  if (wanted == nullptr) return;
  const char* const colon = strchr(wanted, ':');
  if (colon == nullptr) return;
  number = strtoul(colon + 1, nullptr, 10);
  if (strncmp(wanted, "short:", 6) == 0) fault = Fault::kShort;
  if (strncmp(wanted, "interrupt:", 10) == 0) fault = Fault::kInterrupt;
  if (strncmp(wanted, "memory:", 7) == 0) fault = Fault::kMemory;
}

__attribute__((destructor)) void WriteCount() {
  in_main = false;
  const char* const path = getenv("SAMESTORY_FAULT_COUNT");
  if (path == nullptr) return;
  if (FILE* const file = fopen(path, "w"); file != nullptr) {
    fprintf(file, "%zu\n", allocations.load());
    fclose(file);
  }
}

}  // namespace

extern "C" {

// What main() does first: it blocks the signals a thread of its own waits for.
int pthread_sigmask(int how, const sigset_t* set, sigset_t* old) noexcept {
  static auto* const real = Real<int(int, const sigset_t*, sigset_t*)>("pthread_sigmask");
  in_main = true;
  return real(how, set, old);
}

ssize_t read(int fd, void* out, size_t bytes) {
  static auto* const real = Real<ssize_t(int, void*, size_t)>("read");
  return Interrupted() ? -1 : real(fd, out, Shortened(bytes));
}

ssize_t pread(int fd, void* out, size_t bytes, off_t at) {
  static auto* const real = Real<ssize_t(int, void*, size_t, off_t)>("pread");
  return Interrupted() ? -1 : real(fd, out, Shortened(bytes), at);
}

ssize_t pread64(int fd, void* out, size_t bytes, off64_t at) { return pread(fd, out, bytes, at); }

ssize_t write(int fd, const void* from, size_t bytes) {
  static auto* const real = Real<ssize_t(int, const void*, size_t)>("write");
  return Interrupted() ? -1 : real(fd, from, Shortened(bytes));
}

int open(const char* path, int flags, ...) {
  static auto* const real = Real<int(const char*, int, ...)>("open");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return Interrupted() ? -1 : real(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open(path, flags, mode);
}

void* malloc(size_t bytes) { return Refused() ? nullptr : __libc_malloc(bytes); }

void* calloc(size_t count, size_t bytes) { return Refused() ? nullptr : __libc_calloc(count, bytes); }

void* realloc(void* old, size_t bytes) { return Refused() ? nullptr : __libc_realloc(old, bytes); }

void* aligned_alloc(size_t alignment, size_t bytes) {
  return Refused() ? nullptr : __libc_memalign(alignment, bytes);
}

int posix_memalign(void** out, size_t alignment, size_t bytes) {
  void* const made = Refused() ? nullptr : __libc_memalign(alignment, bytes);
  if (made == nullptr) return ENOMEM;
  *out = made;
  return 0;
}

}  // extern "C"
