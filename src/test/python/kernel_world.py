#!/usr/bin/env python3
"""Builds a project as network namespaces, lets every service dial, and tells what came of it.

Reads a plan (JSON) on standard input, prints for each dial `refused`, `unknown-host`, `unreachable` or the name of the
service that answered. Needs root and iproute2. All that it makes has names that begin with the prefix of the plan, and is
gone when it ends.

A network is a bridge in the namespace that stands for the host; a container is a namespace with a leg in each of its
networks and with a hosts file of its own; a published port is a process of the host that passes connections on, as
docker-proxy does. Networks know nothing of each other: the host forwards nothing.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile

CLIENT = r"""
import json, socket, sys
def dial(host, port):
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        return 'unknown-host'
    outcome = 'unreachable'
    for family, kind, protocol, _, address in found:
        with socket.socket(family, kind, protocol) as s:
            s.settimeout(2)
            try:
                s.connect(address)
                banner = s.recv(100).decode()
                if banner:
                    return banner
                outcome = 'refused'
            except (ConnectionRefusedError, ConnectionResetError):
                outcome = 'refused'
            except OSError:
                pass
    return outcome
print(json.dumps([dial(host, port) for host, port in json.load(sys.stdin)]))
"""

SERVER = r"""
import json, selectors, socket, sys
selector = selectors.DefaultSelector()
for banner, address, port, onward in json.load(sys.stdin):
    family = socket.AF_INET6 if ':' in address else socket.AF_INET
    s = socket.socket(family, socket.SOCK_STREAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    s.bind((address, port))
    s.listen(64)
    selector.register(s, selectors.EVENT_READ, (banner, onward))
print('ready', flush=True)
while True:
    for key, _ in selector.select():
        banner, onward = key.data
        with key.fileobj.accept()[0] as connection:
            if onward:
                try:
                    with socket.create_connection(tuple(onward), timeout=2) as behind:
                        banner = behind.recv(100).decode()
                except OSError:
                    banner = ''
            try:
                connection.sendall(banner.encode())
            except OSError:
                pass
"""


class World:
    def __init__(self, plan):
        self.plan = plan
        self.prefix = plan['prefix']
        self.folder = tempfile.mkdtemp(prefix=self.prefix)
        self.processes = []

    def name(self, namespace):
        return self.prefix + namespace

    def build(self):
        spaces = ['host'] + [n['name'] for n in self.plan['namespaces']]
        ip(''.join('netns add %s\n' % self.name(n) for n in spaces))
        host = self.name('host')
        ip('link set lo up\n', host)
        for i, network in enumerate(self.plan['networks']):
            ip('link add br%d type bridge\naddr add %s/24 dev br%d\nlink set br%d up\n' % (i, network['gateway'], i, i), host)
        for n, namespace in enumerate(self.plan['namespaces']):
            ip('link set lo up\n', self.name(namespace['name']))
            for leg in namespace['legs']:
                i = leg['network']
                inside, outside = 'e%d' % i, 'v%d-%d' % (n, i)
                ip('link add %s type veth peer name %s netns %s\nlink set %s master br%d up\n'
                   % (outside, inside, self.name(namespace['name']), outside, i), host)
                lines = 'addr add %s/24 dev %s\nlink set %s up\n' % (leg['address'], inside, inside)
                ip(lines, self.name(namespace['name']))
            for leg in namespace['legs']:
                network = self.plan['networks'][leg['network']]
                if not network['internal']:
                    ip('route add default via %s\n' % network['gateway'], self.name(namespace['name']))
                    break

    def serve(self):
        for namespace in [{'name': 'host', 'listeners': self.plan['host']}] + self.plan['namespaces']:
            if namespace['listeners']:
                process = subprocess.Popen(['ip', 'netns', 'exec', self.name(namespace['name']), sys.executable, '-c', SERVER],
                                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
                self.processes.append(process)
                process.stdin.write(json.dumps(namespace['listeners']))
                process.stdin.close()
        for process in self.processes:
            if process.stdout.readline() != 'ready\n':
                raise RuntimeError('a server did not start')

    def dial(self):
        clients = []
        resolv = os.path.join(self.folder, 'resolv.conf')
        with open(resolv, 'w') as f:
            f.write('nameserver 127.0.0.1\noptions timeout:1 attempts:1\n')
        for i, client in enumerate(self.plan['clients']):
            hosts = os.path.join(self.folder, 'hosts%d' % i)
            with open(hosts, 'w') as f:
                f.write(''.join('%s %s\n' % (address, name) for address, name in client['hosts']))
            script = 'mount --bind %s /etc/hosts && mount --bind %s /etc/resolv.conf && exec "$0" -c "$1"' % (hosts, resolv)
            process = subprocess.Popen(['nsenter', '--net=/run/netns/' + self.name(client['namespace']), 'unshare', '--mount', 'sh', '-c',
                                        script, sys.executable, CLIENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            process.stdin.write(json.dumps(client['dials']))
            process.stdin.close()
            clients.append(process)
        answers = [json.loads(process.stdout.read()) for process in clients]
        for process in clients:
            process.wait()
        return answers

    def tear_down(self):
        for process in self.processes:
            process.send_signal(signal.SIGKILL)
            process.wait()
        for n in ['host'] + [n['name'] for n in self.plan['namespaces']]:
            subprocess.run(['ip', 'netns', 'del', self.name(n)], stderr=subprocess.DEVNULL)
        shutil.rmtree(self.folder, ignore_errors=True)


def ip(batch, namespace=None):
    command = ['ip'] + (['-n', namespace] if namespace else []) + ['-batch', '-']
    subprocess.run(command, input=batch, text=True, check=True, stdout=subprocess.DEVNULL)


def main():
    world = World(json.load(sys.stdin))
    try:
        world.build()
        world.serve()
        print(json.dumps(world.dial()))
    finally:
        world.tear_down()


main()
