/* libsystemd, and what Swift's Glibc module leaves out because it is built without _GNU_SOURCE.
 *
 * _GNU_SOURCE is not defined here either: it changes types (fd_set) that this module shares with
 * the Glibc module, and clang refuses the difference. The GNU parts in use are declared by hand.
 */
#ifndef CASECLOCK_CSYSTEMD_SHIM_H
#define CASECLOCK_CSYSTEMD_SHIM_H

/* First, so that what the two have in common is declared there and only there: whoever has imported
 * Glibc can then use its types without importing this module as well. */
#pragma clang module import SwiftGlibc

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <sys/vfs.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-event.h>
#include <systemd/sd-id128.h>
#include <systemd/sd-journal.h>
#include <time.h>

extern int accept4(int, struct sockaddr *, socklen_t *, int);
extern int memfd_create(const char *, unsigned int);
extern int pidfd_open(pid_t, unsigned int);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
extern int pthread_setname_np(pthread_t, const char *);
extern int renameat2(int, const char *, int, const char *, unsigned int);
extern int syncfs(int);

enum {
    CASECLOCK_SOCK_STREAM = 1,
    CASECLOCK_SOCK_DGRAM = 2,
    CASECLOCK_SOCK_NONBLOCK = 04000,
    CASECLOCK_SOCK_CLOEXEC = 02000000,
    CASECLOCK_O_TMPFILE = 020000000 | 0200000,
    CASECLOCK_O_PATH = 010000000,
    CASECLOCK_RENAME_NOREPLACE = 1,
};

/* The size of sockaddr_un.sun_path, its NUL included. */
enum { CASECLOCK_SUN_PATH_BYTES = 108 };

/* Takes one connection; the descriptor is close-on-exec and non-blocking. */
static inline int caseclock_accept(int listener) {
    return accept4(listener, NULL, NULL, CASECLOCK_SOCK_CLOEXEC | CASECLOCK_SOCK_NONBLOCK);
}

/* struct ucred under a name that does not depend on _GNU_SOURCE. */
struct caseclock_credentials {
    pid_t pid;
    uid_t uid;
    gid_t gid;
};

static inline int caseclock_peer_credentials(int fd, struct caseclock_credentials *out) {
    socklen_t size = sizeof *out;
    return getsockopt(fd, SOL_SOCKET, 17 /* SO_PEERCRED */, out, &size);
}

/* On entry *bytes is the room in groups; on return, also with ERANGE, what the list takes. */
static inline int caseclock_peer_groups(int fd, gid_t *groups, socklen_t *bytes) {
    return getsockopt(fd, SOL_SOCKET, 59 /* SO_PEERGROUPS */, groups, bytes);
}

/* A timer that never comes, but whose read fails with ECANCELED once the clock is set. */
static inline int caseclock_arm_clock_watch(int fd) {
    struct itimerspec never;
    memset(&never, 0, sizeof never);
    never.it_value.tv_sec = (time_t)LONG_MAX;
    return timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL);
}

static inline int caseclock_clock_watch(void) {
    return timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
}

static inline int caseclock_eventfd(void) {
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

static inline int caseclock_memfd(const char *name) {
    return memfd_create(name, 1u /* MFD_CLOEXEC */ | 2u /* MFD_ALLOW_SEALING */);
}

/* No more writing, growing, shrinking or unsealing: what journald asks of a passed memfd. */
static inline int caseclock_seal(int fd) {
    return fcntl(fd, 1033 /* F_ADD_SEALS */, 1 | 2 | 4 | 8);
}

/* Sends an empty datagram that carries one descriptor, without blocking. */
static inline ssize_t caseclock_send_descriptor(int to, int fd) {
    union {
        struct cmsghdr header;
        unsigned char space[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message;
    struct cmsghdr *first;
    memset(&control, 0, sizeof control);
    memset(&message, 0, sizeof message);
    message.msg_control = &control;
    message.msg_controllen = sizeof control.space;
    first = CMSG_FIRSTHDR(&message);
    first->cmsg_level = SOL_SOCKET;
    first->cmsg_type = 1; /* SCM_RIGHTS */
    first->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(first), &fd, sizeof fd);
    return sendmsg(to, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static inline void caseclock_name_thread(const char *name) {
    (void)pthread_setname_np(pthread_self(), name);
}

#endif
