/* The anchor of the query round trip: a server on a Unix socket that does nothing. To whatever ends with a NUL it sends
 * the bytes of a file, which are those of the daemon's own answer.
 *
 *     echo SOCKET ANSWER
 */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void send_all(int fd, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes += sent;
        count -= (size_t)sent;
    }
}

int main(int argc, char **argv) {
    static char answer[16 << 20], question[64 << 10];
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct epoll_event event = {.events = EPOLLIN};
    size_t size;
    FILE *file;
    int listener, epoll;

    if (argc != 3 || strlen(argv[1]) >= sizeof address.sun_path) errx(64, "usage: echo SOCKET ANSWER");
    file = fopen(argv[2], "re");
    if (!file) err(66, "%s", argv[2]);
    size = fread(answer, 1, sizeof answer, file);
    fclose(file);
    strcpy(address.sun_path, argv[1]);
    listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    event.data.fd = listener;
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 128) < 0)
        err(71, "%s", argv[1]);
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        if (epoll_wait(epoll, &event, 1, -1) != 1) continue;
        if (event.data.fd == listener) {
            event.data.fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
            epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event);
            continue;
        }
        ssize_t count = recv(event.data.fd, question, sizeof question, 0);
        if (count <= 0) close(event.data.fd);
        else if (question[count - 1] == 0) send_all(event.data.fd, answer, size);
    }
}
