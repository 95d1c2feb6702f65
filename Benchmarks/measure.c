/* What `Benchmarks/run` measures with.
 *
 *     measure ask SOCKET QUESTION COUNT CLIENTS [ANSWER]   round trips: median, 99th percentile, per second
 *     measure start SOCKET PROGRAM ARGUMENT...             starts a daemon: its process id, ms until it is ready
 *     measure spawn COUNT PROGRAM ARGUMENT...              a program from start to end: median
 *     measure change SOCKET QUESTION FILE A B COUNT        from a changed file to another answer: median, 99th percentile
 *     measure sink SOCKET                                  a journald that takes every entry and keeps none
 *
 * Times are microseconds but for `start`. QUESTION is the call's JSON. FILE is replaced by A and B in turn, as an editor
 * does it: written aside and renamed.
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static char answer[64 << 20];

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double percentile(double *times, size_t count, double part) {
    qsort(times, count, sizeof *times, compare);
    return times[(size_t)(part * (double)(count - 1))];
}

static double *room(size_t count) {
    double *times = calloc(count, sizeof *times);
    if (count == 0 || !times) errx(64, "a count is expected");
    return times;
}

static int reach(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || strlen(path) >= sizeof address.sun_path) err(64, "%s", path);
    strcpy(address.sun_path, path);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
    close(fd);
    return -1;
}

static void say(int fd, const char *question) {
    size_t left = strlen(question) + 1;
    while (left > 0) {
        ssize_t sent = send(fd, question, left, MSG_NOSIGNAL);
        if (sent <= 0) err(74, "send");
        question += sent;
        left -= (size_t)sent;
    }
}

/* The whole answer, its NUL included. */
static size_t hear(int fd) {
    size_t count = 0;
    while (count == 0 || answer[count - 1] != 0) {
        ssize_t got = recv(fd, answer + count, sizeof answer - count, 0);
        if (got <= 0) err(74, "recv");
        count += (size_t)got;
    }
    return count;
}

static void ask_alone(int fd, const char *question, size_t count) {
    double *times = room(count), start = now();
    for (size_t i = 0; i < count; i++) {
        double at = now();
        say(fd, question);
        hear(fd);
        times[i] = now() - at;
    }
    double all = now() - start;
    printf("%.1f %.1f %.0f\n", percentile(times, count, 0.5), percentile(times, count, 0.99),
           (double)count / all * 1e6);
}

/* Each client waits for its answer before it asks again. */
static void ask_together(const char *path, const char *question, size_t count, size_t clients) {
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    double *times = room(count), *asked = room(clients);
    int *fds = calloc(clients, sizeof *fds);
    size_t answered = 0;
    double start = now();
    for (size_t i = 0; i < clients; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.u64 = i};
        fds[i] = reach(path);
        if (fds[i] < 0) err(69, "%s", path);
        epoll_ctl(epoll, EPOLL_CTL_ADD, fds[i], &event);
    }
    for (size_t i = 0; i < clients; i++) {
        asked[i] = now();
        say(fds[i], question);
    }
    while (answered < count) {
        struct epoll_event events[64];
        int ready = epoll_wait(epoll, events, 64, -1);
        for (int i = 0; i < ready && answered < count; i++) {
            size_t client = events[i].data.u64;
            hear(fds[client]);
            times[answered++] = now() - asked[client];
            asked[client] = now();
            say(fds[client], question);
        }
    }
    double all = now() - start;
    printf("%.1f %.1f %.0f\n", percentile(times, count, 0.5), percentile(times, count, 0.99),
           (double)count / all * 1e6);
}

static int ask(int argc, char **argv) {
    if (argc < 4) errx(64, "ask SOCKET QUESTION COUNT CLIENTS [ANSWER]");
    size_t count = strtoul(argv[2], NULL, 10), clients = strtoul(argv[3], NULL, 10);
    int fd = reach(argv[0]);
    if (fd < 0) err(69, "%s", argv[0]);
    size_t size = 0;
    for (size_t i = 0; i < 1 + count / 10; i++) {
        say(fd, argv[1]);
        size = hear(fd);
    }
    if (argc > 4) {
        FILE *file = fopen(argv[4], "we");
        if (!file || fwrite(answer, 1, size, file) != size || fclose(file) != 0) err(74, "%s", argv[4]);
    }
    if (clients <= 1) ask_alone(fd, argv[1], count);
    else ask_together(argv[0], argv[1], count, clients);
    return 0;
}

static pid_t launch(char **command, int quiet) {
    posix_spawn_file_actions_t actions;
    pid_t process;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (quiet) posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    else posix_spawn_file_actions_adddup2(&actions, 2, 1);
    int code = posix_spawnp(&process, command[0], &actions, NULL, command, environ);
    if (code != 0) errx(69, "%s: %s", command[0], strerror(code));
    return process;
}

static int start(int argc, char **argv) {
    const char *status = "{\"method\":\"io.caseclock.Service.Status\"}";
    if (argc < 2) errx(64, "start SOCKET PROGRAM ARGUMENT...");
    double at = now();
    pid_t process = launch(argv + 1, 1);
    int ready = 0;
    while (!ready) {
        int fd = reach(argv[0]);
        if (fd >= 0) {
            say(fd, status);
            hear(fd);
            ready = strstr(answer, "\"ready\":true") != NULL;
            close(fd);
        }
        if (!ready) {
            if (waitpid(process, NULL, WNOHANG) == process) errx(69, "%s ended", argv[1]);
            usleep(500);
        }
    }
    printf("%d %.1f\n", (int)process, (now() - at) / 1e3);
    return 0;
}

static int spawn(int argc, char **argv) {
    if (argc < 2) errx(64, "spawn COUNT PROGRAM ARGUMENT...");
    size_t count = strtoul(argv[0], NULL, 10);
    double *times = room(count);
    for (size_t i = 0; i < count; i++) {
        int status;
        double at = now();
        pid_t process = launch(argv + 1, 1);
        if (waitpid(process, &status, 0) < 0) err(71, "waitpid");
        times[i] = now() - at;
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) errx(70, "%s failed: %d", argv[1], status);
    }
    printf("%.0f\n", percentile(times, count, 0.5));
    return 0;
}

static void copy(const char *from, const char *to) {
    static char bytes[1 << 20];
    FILE *in = fopen(from, "re"), *out = fopen(to, "we");
    if (!in || !out) err(66, "%s", from);
    size_t count = fread(bytes, 1, sizeof bytes, in);
    if (fwrite(bytes, 1, count, out) != count || fclose(out) != 0) err(74, "%s", to);
    fclose(in);
}

static int change(int argc, char **argv) {
    static char before[1 << 20];
    char aside[4096];
    if (argc != 6) errx(64, "change SOCKET QUESTION FILE A B COUNT");
    size_t count = strtoul(argv[5], NULL, 10);
    double *times = room(count);
    int fd = reach(argv[0]);
    if (fd < 0) err(69, "%s", argv[0]);
    snprintf(aside, sizeof aside, "%s.new", argv[2]);
    say(fd, argv[1]);
    hear(fd);
    for (size_t i = 0; i < count; i++) {
        snprintf(before, sizeof before, "%s", answer);
        copy(argv[3 + i % 2], aside);
        double at = now();
        if (rename(aside, argv[2]) < 0) err(73, "%s", argv[2]);
        do {
            usleep(100);
            say(fd, argv[1]);
            hear(fd);
            if (now() - at > 30e6) errx(70, "no change within 30 seconds: %s", answer);
        } while (strcmp(before, answer) == 0);
        times[i] = now() - at;
    }
    printf("%.0f %.0f\n", percentile(times, count, 0.5), percentile(times, count, 0.99));
    return 0;
}

static int sink(int argc, char **argv) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (argc != 1 || strlen(argv[0]) >= sizeof address.sun_path) errx(64, "sink SOCKET");
    strcpy(address.sun_path, argv[0]);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0) err(71, "%s", argv[0]);
    for (;;) recv(fd, answer, sizeof answer, 0);
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        int (*run)(int, char **);
    } modes[] = {{"ask", ask}, {"start", start}, {"spawn", spawn}, {"change", change}, {"sink", sink}};
    for (size_t i = 0; argc > 1 && i < sizeof modes / sizeof *modes; i++)
        if (strcmp(argv[1], modes[i].name) == 0) return modes[i].run(argc - 2, argv + 2);
    errx(64, "usage: measure ask|start|spawn|change|sink ...");
}
