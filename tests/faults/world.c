/* The world around the server as a test wants it: a disk that remembers in which order it
   was written and synced, or is full, and a clock that somebody moves.

   Loaded before the C library (LD_PRELOAD), so that the binary is the real one, with its
   own SQLite, pragmas and files. In C, because what the C library calls by name can only be
   answered in it or by unsafe Rust, which this workspace forbids. Tried and left out: a VFS
   of SQLite in the process of the test (as unsafe, and blind for the secret and the photos),
   strace (not everywhere, and it cannot say that a disk is full), a disk that is really full
   (needs root).

   SUNWAI_WORLD is a folder with the file `knobs`, which the test writes and this reads, and
   the file `record`, to which this appends; SUNWAI_WORLD_DISK the folder that is the disk. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

struct knobs {
    volatile int64_t seconds_ahead;
    volatile int64_t is_full;
};

/* What stands before each entry of the record; then the path, then the content. */
struct entry {
    uint64_t kind, path_length, at, length;
};

static struct knobs *knobs;
static char disk[PATH_MAX];
static int record_fd = -1;
/* One thing after the other, so that the record is in the order of what happened. */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    const char *world = getenv("SUNWAI_WORLD"), *where = getenv("SUNWAI_WORLD_DISK");
    char path[PATH_MAX];
    if (!world || !where || !realpath(where, disk)) return;
    snprintf(path, sizeof path, "%s/knobs", world);
    int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    void *mapped = mmap(NULL, sizeof *knobs, PROT_READ, MAP_SHARED, fd, 0);
    syscall(SYS_close, fd);
    if (mapped == MAP_FAILED) abort();
    snprintf(path, sizeof path, "%s/record", world);
    record_fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
    knobs = mapped;
}

/* Where on the disk that is; nothing for what is elsewhere, or only in memory. */
static const char *on_disk(const char *path) {
    size_t length = strlen(disk);
    if (!knobs || strncmp(path, disk, length) != 0) return NULL;
    if (path[length] == 0) return ".";
    return path[length] == '/' ? path + length + 1 : NULL;
}

static const char *open_on_disk(int fd, char path[PATH_MAX]) {
    char link[64];
    if (!knobs) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return NULL;
    path[length] = 0;
    return on_disk(path);
}

static void record(char kind, const char *path, uint64_t at, const void *content, size_t length) {
    size_t end = strlen(path);
    /* SQLite's index of its log is not kept over a start. */
    if (record_fd < 0 || (end > 4 && strcmp(path + end - 4, "-shm") == 0)) return;
    struct entry entry = {(uint64_t)kind, end, at, length};
    struct iovec parts[] = {{&entry, sizeof entry}, {(void *)path, end}, {(void *)content, length}};
    ssize_t whole = sizeof entry + end + length;
    if (syscall(SYS_writev, record_fd, parts, 3) != whole) abort();
}

/* How much of it there is room for: on a full disk only what was there before. */
static size_t room(int fd, uint64_t at, size_t length) {
    struct stat now;
    if (!knobs->is_full || fstat(fd, &now) != 0) return length;
    uint64_t size = now.st_size;
    return at >= size ? 0 : (size - at < length ? size - at : length);
}

static ssize_t write_at(int fd, const void *content, size_t length, int64_t at) {
    char full[PATH_MAX];
    const char *path = open_on_disk(fd, full);
    int is_here = at < 0;
    if (!path)
        return is_here ? syscall(SYS_write, fd, content, length) : syscall(SYS_pwrite64, fd, content, length, at);
    pthread_mutex_lock(&turn);
    struct stat now;
    int appends = (fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &now) == 0;
    uint64_t place = appends ? now.st_size : is_here ? lseek(fd, 0, SEEK_CUR) : at;
    size_t fits = room(fd, place, length);
    ssize_t written = -1;
    if (length > 0 && fits == 0) {
        errno = ENOSPC;
    } else {
        written = is_here ? syscall(SYS_write, fd, content, fits) : syscall(SYS_pwrite64, fd, content, fits, at);
        if (written > 0) record('w', path, place, content, written);
    }
    pthread_mutex_unlock(&turn);
    return written;
}

ssize_t write(int fd, const void *content, size_t length) { return write_at(fd, content, length, -1); }
ssize_t pwrite(int fd, const void *content, size_t length, off_t at) { return write_at(fd, content, length, at); }
ssize_t pwrite64(int fd, const void *content, size_t length, off64_t at) { return write_at(fd, content, length, at); }

static int sync_one(int fd, long how) {
    char full[PATH_MAX];
    const char *path = open_on_disk(fd, full);
    if (!path) return syscall(how, fd);
    pthread_mutex_lock(&turn);
    int done = syscall(how, fd);
    struct stat now;
    if (done == 0 && fstat(fd, &now) == 0) record(S_ISDIR(now.st_mode) ? 'd' : 's', path, 0, "", 0);
    pthread_mutex_unlock(&turn);
    return done;
}

int fsync(int fd) { return sync_one(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_one(fd, SYS_fdatasync); }

static int cut_to(int fd, int64_t length) {
    char full[PATH_MAX];
    const char *path = open_on_disk(fd, full);
    if (!path) return syscall(SYS_ftruncate, fd, length);
    pthread_mutex_lock(&turn);
    int done = syscall(SYS_ftruncate, fd, length);
    if (done == 0) record('t', path, length, "", 0);
    pthread_mutex_unlock(&turn);
    return done;
}

int ftruncate(int fd, off_t length) { return cut_to(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut_to(fd, length); }

static int open_one(int folder, const char *name, int flags, mode_t mode) {
    char full[PATH_MAX];
    struct stat before;
    if (!knobs || !(flags & (O_CREAT | O_TRUNC))) return syscall(SYS_openat, folder, name, flags, mode);
    pthread_mutex_lock(&turn);
    int was_there = fstatat(folder, name, &before, 0) == 0;
    int fd = syscall(SYS_openat, folder, name, flags, mode);
    const char *path = fd < 0 ? NULL : open_on_disk(fd, full);
    if (path && !was_there) record('n', path, 0, "", 0);
    if (path && was_there && (flags & O_TRUNC)) record('t', path, 0, "", 0);
    pthread_mutex_unlock(&turn);
    return fd;
}

#define OPEN(name, parameters, folder)                                  \
    int name parameters {                                               \
        va_list rest;                                                   \
        va_start(rest, flags);                                          \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;       \
        va_end(rest);                                                   \
        return open_one(folder, path, flags, mode);                     \
    }
OPEN(open, (const char *path, int flags, ...), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD)
OPEN(openat, (int folder, const char *path, int flags, ...), folder)
OPEN(openat64, (int folder, const char *path, int flags, ...), folder)

/* A name that goes, comes or changes. The folder must be there. */
static const char *named_on_disk(const char *name, char full[PATH_MAX]) {
    char copy[PATH_MAX];
    if (!knobs) return NULL;
    snprintf(copy, sizeof copy, "%s", name);
    char *slash = strrchr(copy, '/');
    if (slash) *slash = 0;
    if (!realpath(slash ? (slash == copy ? "/" : copy) : ".", full)) return NULL;
    size_t end = strlen(full);
    snprintf(full + end, PATH_MAX - end, "/%s", slash ? slash + 1 : name);
    return on_disk(full);
}

static int rename_as(char kind, const char *from, const char *to, int done) {
    char full[PATH_MAX], other[PATH_MAX];
    const char *before = named_on_disk(from, full), *after = named_on_disk(to, other);
    if (done == 0 && before && after) record(kind, before, 0, after, strlen(after));
    return done;
}

int rename(const char *from, const char *to) {
    pthread_mutex_lock(&turn);
    int done = rename_as('r', from, to, syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
    pthread_mutex_unlock(&turn);
    return done;
}

int linkat(int old, const char *from, int new, const char *to, int flags) {
    pthread_mutex_lock(&turn);
    int done = rename_as('l', from, to, syscall(SYS_linkat, old, from, new, to, flags));
    pthread_mutex_unlock(&turn);
    return done;
}

int unlink(const char *name) {
    char full[PATH_MAX];
    pthread_mutex_lock(&turn);
    int done = syscall(SYS_unlinkat, AT_FDCWD, name, 0);
    const char *path = named_on_disk(name, full);
    if (done == 0 && path) record('u', path, 0, "", 0);
    pthread_mutex_unlock(&turn);
    return done;
}

int clock_gettime(clockid_t which, struct timespec *now) {
    int done = syscall(SYS_clock_gettime, which, now);
    if (done == 0 && knobs && which == CLOCK_REALTIME) now->tv_sec += knobs->seconds_ahead;
    return done;
}
