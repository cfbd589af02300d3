#!/usr/bin/env python3
"""Tells what clients make of `localhost` where it has an IPv6 and an IPv4 address.

Reads commands (JSON: a list of argument lists, `{port}` for the port) on standard input, runs each of them beside a
server that listens on one of the two addresses only, and prints for each a list: whether it reached the server on IPv4,
and the one on IPv6. Needs root, util-linux and iproute2: it lives in a network namespace of its own, with a hosts file
as Docker writes it.
"""
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading

HOSTS = '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n'
PATIENCE_SECONDS = 20


class Server:
    """Accepts connections on one address, counts them and answers each as an empty page."""

    def __init__(self, family, address):
        self.accepted = 0
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        if family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        self.socket.bind((address, 0))
        self.socket.listen(16)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            connection, _ = self.socket.accept()
            self.accepted += 1
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    @staticmethod
    def answer(connection):
        with connection:
            connection.settimeout(1)
            try:
                connection.recv(4096)
                connection.sendall(b'HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n')
            except OSError:
                pass


def reaches(server, command):
    before = server.accepted
    words = [word.replace('{port}', str(server.port)) for word in command]
    subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   timeout=PATIENCE_SECONDS, check=False)
    return server.accepted > before


def main():
    if sys.argv[1:] != ['inside']:
        os.execvp('unshare', ['unshare', '--net', '--mount', sys.executable, __file__, 'inside'])
    subprocess.run(['ip', 'link', 'set', 'lo', 'up'], check=True)
    with tempfile.NamedTemporaryFile('w', suffix='.hosts') as hosts:
        hosts.write(HOSTS)
        hosts.flush()
        subprocess.run(['mount', '--bind', hosts.name, '/etc/hosts'], check=True)
        servers = [Server(socket.AF_INET, '127.0.0.1'), Server(socket.AF_INET6, '::1')]
        answers = [[reaches(server, command) for server in servers] for command in json.load(sys.stdin)]
        print(json.dumps(answers))


main()
